//! What is written when: one write at a time, always of the newest study, and at once when the page goes away.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::disk::{self, CURRENT, Op, Refused};
use super::opening::tell_apart;
use super::shelf::{self, Known, Shelf, entry_key, study_key};
use super::{Saving, Storage, forget_case_in_address, persist, tabs, versions};
use crate::app::session::Session;
use crate::core::problem::Problem;
use crate::core::study::Study;
use crate::exchange::kept::{Entry, Why};
use crate::exchange::study_file;

/// Typing goes on; a pause is the moment to write.
const PAUSE: Duration = Duration::from_millis(400);

/// Most studies opened in this page whose first state is remembered as needing no write.
const MOST_OPENED: usize = 16;

thread_local! {
    static WRITER: RefCell<Writer> = const {
        RefCell::new(Writer {
            kept: Vec::new(),
            opened: Vec::new(),
            waiting: Vec::new(),
            touched: Vec::new(),
            pointer: String::new(),
            wait: None,
            is_writing: false,
            is_renaming: false,
            has_asked: false,
        })
    };
}

struct Writer {
    /// Studies as they are on the disk, one an id.
    kept: Vec<Arc<Study>>,
    /// Cases and files as they were opened: they need no keeping before they are edited.
    opened: Vec<Arc<Study>>,
    /// Studies that were left for another before they were written.
    waiting: Vec<Arc<Study>>,
    /// Ids that this page has written, and when it first did.
    touched: Vec<(String, f64)>,
    /// Key of what is shown next time.
    pointer: String,
    wait: Option<TimeoutHandle>,
    is_writing: bool,
    /// The study gets another id; it is not left for another.
    is_renaming: bool,
    /// Whether the browser was asked not to clear the studies away.
    has_asked: bool,
}

fn with<T>(change: impl FnOnce(&mut Writer) -> T) -> T {
    WRITER.with(|w| change(&mut w.borrow_mut()))
}

/// Whether this very study is on the disk or needs no keeping.
pub(super) fn is_settled(study: &Arc<Study>) -> bool {
    let is_it = |s: &Arc<Study>| Arc::ptr_eq(s, study);
    with(|w| {
        w.kept.iter().any(is_it)
            || (w.opened.iter().any(is_it) && !w.touched.iter().any(|(id, _)| *id == study.id))
    })
}

/// Notes that a study is on the disk as it is.
pub(super) fn set_kept(study: Arc<Study>) {
    with(|w| {
        w.kept.retain(|k| k.id != study.id);
        w.kept.push(study);
    });
}

/// Notes that a study needs no keeping as long as it is not edited.
pub(super) fn set_opened(study: Arc<Study>) {
    with(|w| {
        if w.opened.len() == MOST_OPENED {
            w.opened.remove(0);
        }
        w.opened.push(study);
    });
}

/// Whether a study is as it was opened and nothing of it was ever written from here.
pub(super) fn is_untouched(study: &Arc<Study>) -> bool {
    with(|w| {
        w.opened.iter().any(|o| Arc::ptr_eq(o, study))
            && !w.touched.iter().any(|(id, _)| *id == study.id)
    })
}

/// Whether this page has written or read the study with this id.
pub(super) fn is_known_here(id: &str) -> bool {
    with(|w| w.touched.iter().any(|(t, _)| t == id) || w.kept.iter().any(|k| k.id == id))
}

/// The study with this id is to be written again, whatever was written before.
pub(super) fn forget_kept(id: &str) {
    with(|w| w.kept.retain(|k| k.id != id));
}

/// What still waits to be written under this id is not written.
pub(super) fn forget_waiting(id: &str) {
    with(|w| w.waiting.retain(|k| k.id != id));
}

/// Holds writes back, or lets them go.
pub(super) fn hold_back(is_held: bool) {
    with(|w| w.is_writing = is_held);
}

/// Has the next change of id mean that the study has got another one.
pub(super) fn expect_new_id() {
    with(|w| w.is_renaming = true);
}

/// When this page began to write the study.
pub(super) fn began(id: &str) -> f64 {
    with(|w| {
        let found = w.touched.iter().find(|(touched, _)| touched == id);
        found.map_or_else(js_sys::Date::now, |(_, at)| *at)
    })
}

/// Notes what is shown next time.
pub(super) fn note_pointer(key: &str) {
    with(|w| key.clone_into(&mut w.pointer));
}

/// A kept study is shown again: it is the one of next time.
pub(super) fn point_to(study: &Study, storage: Storage) {
    let is_kept = Shelf::get().has(&study.id);
    // As long as another one is not kept that is what is said.
    if with(|w| w.waiting.is_empty()) {
        storage.saving.set(if is_kept {
            Saving::Saved
        } else {
            Saving::Untouched
        });
    }
    let key = study_key(&study.id);
    if is_kept && with(|w| w.pointer != key) {
        note_pointer(&key);
        spawn_local(async move {
            // The study itself is kept; without this another one is shown next time.
            let _ = disk::commit(&[Op::Put(CURRENT.to_owned(), key)]).await;
        });
    }
}

/// A study was left for another one: what of it is not kept still will be, and a version of it.
pub(super) fn left(session: Session, storage: Storage, study: &Arc<Study>) {
    if with(|w| std::mem::take(&mut w.is_renaming)) || Shelf::get().is_deleted(&study.id) {
        return;
    }
    if !is_settled(study) {
        with(|w| {
            w.waiting.retain(|s| s.id != study.id);
            w.waiting.push(study.clone());
        });
        write_soon(session, storage);
    }
    if !is_known_here(&study.id) {
        return;
    }
    let study = study.clone();
    spawn_local(async move {
        // A version more or less is no trouble to tell of.
        let _ = versions::keep(study, Why::Leaving, None).await;
    });
}

pub(super) fn write_soon(session: Session, storage: Storage) {
    let wait = set_timeout_with_handle(move || spawn_local(write(session, storage)), PAUSE);
    with(|w| {
        if let Some(before) = std::mem::replace(&mut w.wait, wait.ok()) {
            before.clear();
        }
    });
}

/// The studies to be written: those left before, and the present one.
pub(super) fn to_write(session: Session) -> Vec<Arc<Study>> {
    let present = session.study_now();
    // What is shown again is newer than what was left of it.
    let mut all = with(|w| {
        w.waiting.retain(|s| s.id != present.id);
        w.waiting.clone()
    });
    if !is_settled(&present) {
        all.push(present);
    }
    all.retain(|s| !tabs::is_held(&s.id));
    all
}

/// A study about to be written.
struct Write {
    study: Arc<Study>,
    entry: Entry,
    text: String,
    ops: Vec<Op>,
}

fn prepare(session: Session, study: Arc<Study>) -> Write {
    let is_new = !Shelf::get().has(&study.id);
    let study = if is_new {
        tell_apart(session, &study)
    } else {
        study
    };
    let text = study_file::write(&study);
    let entry = Entry::of(&study, js_sys::Date::now());
    let key = study_key(&study.id);
    let mut ops = vec![
        // What another page wrote there in the meantime is not written over.
        if is_new {
            Op::Add(key.clone(), text.clone())
        } else {
            Op::Put(key.clone(), text.clone())
        },
        Op::Put(entry_key(&study.id), entry.write()),
    ];
    if session.study_now().id == study.id {
        ops.push(Op::Put(CURRENT.to_owned(), key));
    }
    Write {
        study,
        entry,
        text,
        ops,
    }
}

/// Writes until what is on the disk is what is on the page.
async fn write(session: Session, storage: Storage) {
    if with(|w| std::mem::replace(&mut w.is_writing, true)) {
        return;
    }
    let mut outcome = None;
    while let Some(study) = to_write(session).into_iter().next() {
        let id = study.id.clone();
        let next = prepare(session, study);
        if next.text.len() > study_file::MAX_BYTES {
            outcome = Some(Saving::NotSaved(Problem::new("storage.too_long")));
            break;
        }
        match shelf::commit(&next.ops).await {
            Ok(()) => {
                outcome = Some(Saving::Saved);
                written(session, next).await;
            }
            Err(Refused::Taken) => {
                Shelf::get().load().await;
                tabs::hold(&id);
            }
            Err(Refused::Told(problem)) => {
                outcome = Some(Saving::NotSaved(problem));
                break;
            }
        }
    }
    hold_back(false);
    let present = session.study_now();
    if outcome.is_none() && is_settled(&present) && Shelf::get().has(&present.id) {
        outcome = Some(Saving::Saved);
    }
    if let Some(outcome) = outcome {
        if outcome == Saving::Saved {
            forget_case_in_address();
            storage.dismissed.set(None);
        }
        storage.saving.set(outcome);
    }
}

/// Notes a write, and keeps a version when one is due.
async fn written(session: Session, done: Write) {
    let id = done.study.id.clone();
    let before = note(session, &done);
    tabs::tell(&id);
    let shelf = Shelf::get();
    if let Some(before) = before {
        let _ = versions::keep(before, Why::Opened, None).await;
    }
    if let Some(next) = versions::next(&done.study, &done.text, Why::Working, None)
        && disk::commit(&next.ops).await.is_ok()
    {
        next.note();
    }
    if !with(|w| std::mem::replace(&mut w.has_asked, true)) {
        spawn_local(async move { shelf.is_persisted.set(Some(persist::ask_once().await)) });
    }
}

/// Notes a write; gives the study as it was opened when this is the first write over it.
fn note(session: Session, done: &Write) -> Option<Arc<Study>> {
    let study = &done.study;
    let before = with(|w| {
        w.waiting.retain(|s| s.id != study.id);
        if session.study_now().id == study.id {
            w.pointer = study_key(&study.id);
        }
        if w.touched.iter().any(|(id, _)| *id == study.id) {
            return None;
        }
        w.touched.push((study.id.clone(), js_sys::Date::now()));
        w.kept.iter().find(|k| k.id == study.id).cloned()
    });
    Shelf::get().note(done.entry.clone());
    set_kept(study.clone());
    before
}

/// Writes what is not written yet, all in one go, before the page may be gone; a version too when it is.
pub(super) fn write_at_once(session: Session, storage: Storage, is_last: bool) {
    if Shelf::get().known.get_untracked() == Known::Not {
        return;
    }
    let all: Vec<Write> = to_write(session)
        .into_iter()
        .map(|study| prepare(session, study))
        .collect();
    let present = session.study_now();
    let is_own = is_last && !tabs::is_held(&present.id) && is_known_here(&present.id);
    let version = is_own
        .then(|| versions::next(&present, &study_file::write(&present), Why::Leaving, None))
        .flatten();
    if !all.is_empty() {
        spawn_local(async move {
            let ops: Vec<Op> = all.iter().flat_map(|w| w.ops.clone()).collect();
            if disk::commit(&ops).await.is_ok() {
                for done in &all {
                    note(session, done);
                    tabs::tell(&done.study.id);
                }
                if is_settled(&session.study_now()) {
                    storage.saving.set(Saving::Saved);
                }
            }
        });
    }
    if let Some(version) = version {
        spawn_local(async move {
            if disk::commit(&version.ops).await.is_ok() {
                version.note();
            }
        });
    }
}
