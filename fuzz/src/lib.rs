//! What the fuzz targets share.

use std::io::{Cursor, Write};

use tanheng::core::problem::Report;
use tanheng::words::{Lang, sentence};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A zip whose parts are stored as they are: a changed byte of a part stays one changed byte, with the right sum.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(*name, stored).expect("memory takes it");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

/// Every error can be told in both languages.
pub fn told(error: &dyn Report) {
    for lang in [Lang::Zh, Lang::En] {
        assert!(sentence(lang, &error.problem()).chars().count() > 3);
    }
}

/// calamine panics on some damaged workbooks and the project catches it, so the hook of libFuzzer, which ends the process at
/// every panic, is taken away. A panic that nobody catches still ends it: libfuzzer-sys aborts when one comes out of the
/// target.
pub fn caught_panics_go_on() {
    std::panic::set_hook(Box::new(|_| {}));
}
