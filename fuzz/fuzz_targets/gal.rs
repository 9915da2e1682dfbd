//! See `tanheng_fuzz::TARGETS`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tanheng_fuzz::run("gal", bytes));
