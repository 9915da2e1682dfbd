//! See `tanheng_fuzz::TARGETS`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: tanheng_fuzz::caught_panics_go_on(), |bytes: &[u8]| {
    tanheng_fuzz::run("workbook_ods", bytes);
});
