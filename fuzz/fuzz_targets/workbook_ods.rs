//! Workbooks of LibreOffice. Bytes that begin like a zip are a file; anything else is the `content.xml` of one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tanheng::exchange::{paste, workbook};

const KIND: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

fuzz_target!(init: tanheng_fuzz::caught_panics_go_on(), |bytes: &[u8]| {
    let file = if bytes.starts_with(b"PK") {
        bytes.to_vec()
    } else {
        tanheng_fuzz::package(&[("mimetype", KIND), ("content.xml", bytes)])
    };
    match workbook::read(&file, None) {
        Ok(book) => book.sheets.iter().for_each(|s| drop(paste::lines(&s.text))),
        Err(error) => tanheng_fuzz::told(&error),
    }
});
