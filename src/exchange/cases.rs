//! The cases that come with the program.

use crate::core::study::Study;

include!(concat!(env!("OUT_DIR"), "/cases.rs"));

/// Ids of all cases by name; `blank` is the empty template.
pub fn ids() -> impl Iterator<Item = &'static str> {
    CASES.iter().map(|(id, _)| *id)
}

/// The study a case starts as, or `None` when there is no such case.
///
/// ```
/// let study = tanheng::exchange::cases::load("guizhou").expect("the case ships with the program");
/// assert_eq!(study.years().len(), 15);
/// ```
#[must_use]
pub fn load(id: &str) -> Option<Study> {
    let (_, text) = CASES.iter().find(|(name, _)| *name == id)?;
    serde_json::from_str(text).ok()
}
