//! Results that are kept: the last good one of a study, and memos made when a page first asks for them.

use std::sync::Arc;

use leptos::prelude::*;

use crate::core::problem::{Problem, Report};
use crate::core::study::Study;

/// A result that outlives a failure, as long as the study stays the same one.
#[derive(Debug)]
pub struct Kept<T> {
    /// Id of the study it is of.
    of: String,
    /// Last good result.
    pub value: Option<Arc<T>>,
    /// What is wrong now.
    pub fault: Option<Problem>,
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self {
            of: self.of.clone(),
            value: self.value.clone(),
            fault: self.fault.clone(),
        }
    }
}

/// Two results are the same only when they are the same computation: comparing numbers would cost more than drawing.
impl<T> PartialEq for Kept<T> {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.value, &other.value) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        same && self.fault == other.fault && self.of == other.of
    }
}

/// A memo over a computation that may fail.
pub(super) fn keeping<T, E>(
    study: Signal<Arc<Study>>,
    compute: impl Fn(&Study) -> Result<T, E> + Send + Sync + 'static,
) -> Memo<Kept<T>>
where
    T: Send + Sync + 'static,
    E: Report,
{
    Memo::new(move |before: Option<&Kept<T>>| {
        let study = study.get();
        kept(before, &study.id, compute(&study))
    })
}

/// A new result, or the last good one of the study and what is wrong now.
pub(super) fn kept<T, E: Report>(
    before: Option<&Kept<T>>,
    id: &str,
    found: Result<T, E>,
) -> Kept<T> {
    let (value, fault) = match found {
        Ok(value) => (Some(Arc::new(value)), None),
        Err(error) => {
            let before = before.filter(|k| k.of == id);
            (before.and_then(|k| k.value.clone()), Some(error.problem()))
        }
    };
    Kept {
        of: id.to_owned(),
        value,
        fault,
    }
}

/// A memo that is made when a page first asks for it, so that the code behind it travels with that page, and that stays
/// from then on, so that the last good result does.
pub struct Late<T: Send + Sync + 'static>(RwSignal<Option<Memo<Kept<T>>>>);

impl<T: Send + Sync> Clone for Late<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for Late<T> {}

impl<T: Send + Sync> Late<T> {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// What is kept if some page has asked for it, tracked.
    pub(super) fn if_asked(self) -> Option<Kept<T>> {
        self.0.get().map(|memo| memo.get())
    }

    pub(super) fn get_or_make(
        self,
        owner: &Owner,
        make: impl FnOnce() -> Memo<Kept<T>>,
    ) -> Memo<Kept<T>> {
        self.0.get_untracked().unwrap_or_else(|| {
            let memo = owner.with(make);
            self.0.set(Some(memo));
            memo
        })
    }
}
