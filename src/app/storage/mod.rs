//! The study survives the window: kept on this device after every edit, brought back when the page opens again, and saved
//! as a file whenever that does not work. Here is what the frame shows of it; [`keep`] does the work and is fetched after
//! the first page stands.

pub mod keep;
mod status;

pub use status::Status;

use std::cell::Cell;
use std::sync::Arc;

use leptos::prelude::*;

use super::session::Session;
use crate::core::problem::Problem;
use crate::core::study::Study;

/// How the study stands with what is kept on this device.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Saving {
    /// A case as it ships: nothing to keep.
    #[default]
    Untouched,
    /// The study of last time, just brought back.
    Restored,
    /// Edited, about to be kept.
    Pending,
    /// Kept.
    Saved,
    /// Edited and not kept.
    NotSaved(Problem),
}

/// What the page knows about the study on this device and in files.
#[derive(Clone, Copy)]
pub struct Storage {
    /// The study the page started with.
    first: StoredValue<Arc<Study>>,
    /// How the study stands.
    pub saving: RwSignal<Saving>,
    /// The text of last time that could not be read, with what became of it; told until it is put away, whatever is kept
    /// since.
    aside: RwSignal<Option<(Problem, String)>>,
    /// What does not fit in the file opened last.
    pub faults: RwSignal<Vec<Problem>>,
    /// The trouble a person has read and put away.
    dismissed: RwSignal<Option<Problem>>,
}

thread_local! {
    static STORAGE: Cell<Option<Storage>> = const { Cell::new(None) };
}

impl Storage {
    /// The storage of this page; also outside components, where files arrive.
    pub fn get() -> Self {
        STORAGE
            .get()
            .unwrap_or_else(|| unreachable!("`start` comes before everything that is drawn"))
    }
}

/// Makes room for what is known about keeping.
pub fn start(session: Session) {
    STORAGE.set(Some(Storage {
        first: StoredValue::new(session.study_now()),
        saving: RwSignal::new(Saving::Untouched),
        aside: RwSignal::new(None),
        faults: RwSignal::new(Vec::new()),
        dismissed: RwSignal::new(None),
    }));
}
