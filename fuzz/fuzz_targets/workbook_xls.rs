//! Workbooks of Excel before 2007.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tanheng::exchange::{paste, workbook};

const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

fuzz_target!(init: tanheng_fuzz::caught_panics_go_on(), |bytes: &[u8]| {
    let mut file = COMPOUND.to_vec();
    file.extend(bytes.strip_prefix(COMPOUND).unwrap_or(bytes));
    match workbook::read(&file, None) {
        Ok(book) => book.sheets.iter().for_each(|s| drop(paste::lines(&s.text))),
        Err(error) => tanheng_fuzz::told(&error),
    }
});
