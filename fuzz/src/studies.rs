//! Studies from a file and from a link, and the units in them.

use std::borrow::Cow;
use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tanheng::core::units::Unit;
use tanheng::exchange;

use super::told;

/// Any bytes as a study file: refused with a reason, or the same study after writing and reading again.
pub(crate) fn study_file(bytes: &[u8]) {
    use exchange::study_file::{read, read_bytes, write};
    match read_bytes(bytes) {
        Ok(study) => assert_eq!(read(&write(&study)), Ok(study)),
        Err(error) => {
            assert!(!error.problems().is_empty());
            told(&error);
        }
    }
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).expect("memory takes it");
    out.finish().expect("memory takes it")
}

/// Text that begins like a link is read as it stands; bytes that begin like a zlib stream are put behind the prefix in
/// base64; anything else is deflated first, so that it comes past the sum at the end.
pub(crate) fn link(bytes: &[u8]) {
    use exchange::link::{read, write};
    let behind = |packed: &[u8]| Cow::Owned(format!("study=1.{}", URL_SAFE_NO_PAD.encode(packed)));
    let text: Cow<'_, str> = match bytes.first() {
        Some(b's' | b'#' | b'h') => String::from_utf8_lossy(bytes),
        Some(b'x') => behind(bytes),
        _ => behind(&deflated(bytes)),
    };
    match read(&text) {
        Ok(study) => assert_eq!(read(&write(&study).text), Ok(study)),
        Err(error) => {
            assert!(!error.problems().is_empty());
            told(&error);
        }
    }
}

/// Two lines as units: a unit is written as it is read, and what is converted there and back is what it was.
pub(crate) fn units(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (first, second) = text.split_once('\n').unwrap_or((&text, &text));
    let read = |text: &str| Unit::parse(text).map_err(|e| told(&e)).ok();
    let (Some(a), Some(b)) = (read(first), read(second)) else {
        return;
    };
    for unit in [&a, &b] {
        assert_eq!(Unit::parse(unit.code()).as_ref(), Ok(unit));
        assert!(unit.factor().is_finite() && unit.factor() > 0.0);
        assert!(unit.alternatives().iter().all(|u| u.ratio_to(unit).is_ok()));
        let _ = unit.check_total().map_err(|e| told(&e));
    }
    match (a.ratio_to(&b), b.ratio_to(&a)) {
        (Ok(there), Ok(back)) => assert!((there * back - 1.0).abs() < 1e-12, "{there} {back}"),
        (Err(there), Err(back)) => [there, back].iter().for_each(|e| told(e)),
        (there, back) => panic!("{there:?} {back:?}"),
    }
}
