//! The cases that come with the program.
//!
//! A case is `data/cases/<id>`; `build/cases.rs` turns it into a `shape::Case` while building, so that what does
//! not fit together stops the build and the page needs no reader to show its first numbers.

mod load;
mod shape;

use crate::core::study::{Study, Text};

mod table {
    use super::shape::*;
    include!(concat!(env!("OUT_DIR"), "/cases.rs"));
}

/// Ids of the cases of the first screen; `blank` is the empty template. The others are in [`later`].
pub fn ids() -> impl Iterator<Item = &'static str> {
    table::FIRST.iter().map(|case| case.id)
}

/// Ids of all cases, by name.
pub fn all() -> impl Iterator<Item = &'static str> {
    table::TITLES.iter().map(|(id, _)| *id)
}

/// Title of any case.
#[must_use]
pub fn title(id: &str) -> Option<Text> {
    let found = table::TITLES.iter().find(|(own, _)| *own == id)?;
    Some(load::text(found.1))
}

/// The study a case of the first screen starts as, or `None` when there is no such case.
///
/// ```
/// let study = tanheng::exchange::cases::load("guizhou").expect("the case ships with the program");
/// assert_eq!(study.years().len(), 15);
/// ```
#[must_use]
pub fn load(id: &str) -> Option<Study> {
    load::study(table::FIRST.iter().find(|case| case.id == id)?)
}

/// The study any case starts as.
///
/// ```
/// let study = tanheng::exchange::cases::find("central_yunnan").expect("the case ships with the program");
/// assert_eq!(study.regions.len(), 49);
/// ```
#[must_use]
pub fn find(id: &str) -> Option<Study> {
    load(id).or_else(|| later::load(id))
}

/// Cases whose data the page's first file does without: code that names nothing of this module does not link them.
pub mod later {
    use super::table;
    use crate::core::study::Study;

    /// Ids of these cases, by name.
    pub fn ids() -> impl Iterator<Item = &'static str> {
        table::LATER.iter().map(|case| case.id)
    }

    /// The study such a case starts as.
    ///
    /// ```
    /// use tanheng::exchange::cases;
    /// assert!(cases::later::load("guiyang").is_some());
    /// assert!(cases::load("guiyang").is_none());
    /// ```
    #[must_use]
    pub fn load(id: &str) -> Option<Study> {
        super::load::study(table::LATER.iter().find(|case| case.id == id)?)
    }
}
