//! Any bytes as a study file: refused with a reason, or the same study after writing and reading again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tanheng::exchange::study_file;

fuzz_target!(|bytes: &[u8]| {
    match study_file::read_bytes(bytes) {
        Ok(study) => assert_eq!(study_file::read(&study_file::write(&study)), Ok(study)),
        Err(error) => {
            assert!(!error.problems().is_empty());
            tanheng_fuzz::told(&error);
        }
    }
});
