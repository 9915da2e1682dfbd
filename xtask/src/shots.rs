//! Pictures of every page, to be looked at.

use crate::run::{Outcome, root, run};
use crate::{dist, setup, test};

/// Builds dist/ unless it is there, and writes shots/<step>-<width>-<lang>[-dark].png. Words after it pick steps.
pub fn shots(rest: &[String]) -> Outcome {
    setup::browser()?;
    if !root().join("dist").join("index.html").is_file() {
        dist::dist()?;
    }
    let mut node = test::browser_node()?;
    run(
        node.arg("tests/browser/shots.mjs").args(rest),
        "A page could not be opened; the message above says which.",
    )
}
