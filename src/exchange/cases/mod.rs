//! The cases that come with the program.
//!
//! A case is `data/cases/<id>`; `build/cases.rs` turns it into a `shape::Case` while building, so that what does
//! not fit together stops the build and the page needs no reader to show its first numbers.

mod load;
mod shape;

use crate::core::study::Study;

mod table {
    use super::shape::*;
    include!(concat!(env!("OUT_DIR"), "/cases.rs"));
}

/// Ids of all cases by name; `blank` is the empty template.
pub fn ids() -> impl Iterator<Item = &'static str> {
    table::CASES.iter().map(|case| case.id)
}

/// The study a case starts as, or `None` when there is no such case.
///
/// ```
/// let study = tanheng::exchange::cases::load("guizhou").expect("the case ships with the program");
/// assert_eq!(study.years().len(), 15);
/// ```
#[must_use]
pub fn load(id: &str) -> Option<Study> {
    load::study(table::CASES.iter().find(|case| case.id == id)?)
}
