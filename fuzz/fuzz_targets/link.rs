//! Links. Text that begins like one is read as it stands; bytes that begin like a zlib stream are put behind the prefix in
//! base64; anything else is deflated first, so that it comes past the sum at the end.
#![no_main]

use std::borrow::Cow;
use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use libfuzzer_sys::fuzz_target;
use tanheng::exchange::link;

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).expect("memory takes it");
    out.finish().expect("memory takes it")
}

fuzz_target!(|bytes: &[u8]| {
    let behind = |packed: &[u8]| Cow::Owned(format!("study=1.{}", URL_SAFE_NO_PAD.encode(packed)));
    let text: Cow<'_, str> = match bytes.first() {
        Some(b's' | b'#' | b'h') => String::from_utf8_lossy(bytes),
        Some(b'x') => behind(bytes),
        _ => behind(&deflated(bytes)),
    };
    match link::read(&text) {
        Ok(study) => assert_eq!(link::read(&link::write(&study).text), Ok(study)),
        Err(error) => {
            assert!(!error.problems().is_empty());
            tanheng_fuzz::told(&error);
        }
    }
});
