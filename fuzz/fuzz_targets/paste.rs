//! Pasted text: what is taken makes a study that can be saved.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tanheng::core::study::Study;
use tanheng::exchange::{cases, paste, study_file};

static STUDY: LazyLock<Study> = LazyLock::new(|| cases::load("guizhou").expect("shipped"));

fuzz_target!(|text: &str| {
    let plan = match paste::plan(&STUDY, text, "activity", 0, 0) {
        Ok(plan) => plan,
        Err(error) => return tanheng_fuzz::told(&error),
    };
    let _ = plan.replaces(&STUDY);
    match plan.apply(&STUDY) {
        Ok(study) => assert_eq!(study_file::check(&study), []),
        Err(error) => tanheng_fuzz::told(&error),
    }
});
