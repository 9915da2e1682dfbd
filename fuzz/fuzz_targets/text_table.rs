//! Text files: the encoding found out and every one asked for, then split into cells.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tanheng::exchange::{paste, workbook};

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF]) {
        return;
    }
    let asked = workbook::ENCODINGS.into_iter().map(Some);
    for encoding in std::iter::once(None).chain(asked) {
        match workbook::read(bytes, encoding) {
            Ok(book) => {
                for sheet in &book.sheets {
                    let lines = paste::lines(&sheet.text);
                    let cells = (0..lines.len()).map(|l| lines.line(l).len());
                    assert!(cells.max().unwrap_or(0) == lines.width());
                }
            }
            Err(error) => tanheng_fuzz::told(&error),
        }
    }
});
