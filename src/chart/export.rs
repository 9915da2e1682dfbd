//! stub
use super::Picture;
/// stub
pub fn standalone(picture: &Picture, _t: &str, _s: &str, _l: &str, _f: &str) -> String {
    picture.svg.clone()
}
