//! Keeping the study: writes after every edit, restore, study files, and what a person sees of them.

mod away;
mod disk;
mod file;
mod linked;
mod parts;
mod tabs;

pub use file::{open_study_text, save_result, save_study};
pub use parts::{StudyFile, Trouble};

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Saving, Storage};
use crate::app::session::Session;
use crate::core::problem::Problem;
use crate::core::study::Study;
use crate::exchange::study_file;

/// Typing goes on; a pause is the moment to write.
const PAUSE: Duration = Duration::from_millis(400);

thread_local! {
    static WRITER: RefCell<Writer> = const { RefCell::new(Writer { kept: None, wait: None, is_writing: false }) };
}

/// One write at a time, always of the newest study.
struct Writer {
    /// The study on the disk, or the one that needs no keeping.
    kept: Option<Arc<Study>>,
    wait: Option<TimeoutHandle>,
    is_writing: bool,
}

/// Starts keeping the study, and brings the one of last time back unless the link asks for a case.
pub fn start(session: Session) {
    let storage = Storage::get();
    tabs::listen(session);
    set_kept(storage.first.get_value());
    if !link_names_a_case() {
        // No write before it is known what is there: it would lose what is to be brought back or put aside.
        WRITER.with(|w| w.borrow_mut().is_writing = true);
        spawn_local(async move {
            restore(session, storage).await;
            WRITER.with(|w| w.borrow_mut().is_writing = false);
            if !is_kept(&session.study_now()) {
                write_soon(session, storage);
            }
        });
    }
    Effect::new(move |_| {
        let study = session.study();
        if !is_kept(&study) {
            storage.saving.set(Saving::Pending);
            write_soon(session, storage);
        }
    });
    // A page that is put away may never come back: write without waiting for the pause.
    let leave = move || {
        if !is_kept(&session.study_now()) {
            spawn_local(write(session, storage));
        }
    };
    gloo_events::EventListener::new(&window(), "pagehide", move |_| leave()).forget();
    // What waits for an answer would be lost with the page: the browser asks.
    let ask = gloo_events::EventListenerOptions::enable_prevent_default();
    gloo_events::EventListener::new_with_options(&window(), "beforeunload", ask, move |event| {
        if tabs::is_elsewhere() && !is_kept(&session.study_now()) {
            event.prevent_default();
        }
    })
    .forget();
    gloo_events::EventListener::new(&document(), "visibilitychange", move |_| {
        if document().visibility_state() == web_sys::VisibilityState::Hidden {
            leave();
        }
    })
    .forget();
}

async fn restore(session: Session, storage: Storage) {
    let start = storage.first.get_value();
    // A browser that refuses is told about when there is something to lose.
    let Ok(Some((key, text))) = disk::read_current().await else {
        return;
    };
    match study_file::read(&text) {
        // Whoever has begun to work in the meantime goes on working.
        Ok(_) if !Arc::ptr_eq(&start, &session.study_now()) => {}
        Ok(study) if study == *start => {}
        Ok(study) => {
            session.restore(study);
            set_kept(session.study_now());
            storage.saving.set(Saving::Restored);
        }
        Err(_) => {
            let problem = match disk::put_aside(&key, &text).await {
                Ok(()) => Problem::new("storage.corrupt"),
                Err(problem) => problem,
            };
            storage.aside.set(Some((problem, text)));
        }
    }
}

fn write_soon(session: Session, storage: Storage) {
    let wait = set_timeout_with_handle(move || spawn_local(write(session, storage)), PAUSE);
    WRITER.with(|writer| {
        let before = std::mem::replace(&mut writer.borrow_mut().wait, wait.ok());
        if let Some(before) = before {
            before.clear();
        }
    });
}

/// Writes until what is on the disk is what is on the page.
async fn write(session: Session, storage: Storage) {
    if tabs::is_elsewhere() {
        return;
    }
    if WRITER.with(|w| std::mem::replace(&mut w.borrow_mut().is_writing, true)) {
        return;
    }
    let outcome = loop {
        let study = session.study_now();
        if is_kept(&study) {
            break Saving::Saved;
        }
        match disk::write_current(&study.id, &study_file::write(&study)).await {
            Ok(()) => {
                tabs::tell(&study.id);
                set_kept(study);
            }
            Err(problem) => break Saving::NotSaved(problem),
        }
    };
    WRITER.with(|w| w.borrow_mut().is_writing = false);
    if outcome == Saving::Saved {
        forget_case_in_address();
        storage.dismissed.set(None);
    }
    storage.saving.set(outcome);
}

fn set_kept(study: Arc<Study>) {
    WRITER.with(|w| w.borrow_mut().kept = Some(study));
}

/// The study at hand is to be written again, whatever was written before.
fn forget_kept() {
    WRITER.with(|w| w.borrow_mut().kept = None);
}

fn is_kept(study: &Arc<Study>) -> bool {
    WRITER.with(|w| {
        w.borrow()
            .kept
            .as_ref()
            .is_some_and(|k| Arc::ptr_eq(k, study))
    })
}

fn query() -> Option<web_sys::UrlSearchParams> {
    let search = window().location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()
}

fn link_names_a_case() -> bool {
    query().is_some_and(|q| q.has("case"))
}

/// An edited study is no longer the case its link names: opening the address again has to show the edits.
fn forget_case_in_address() {
    let Some(query) = query().filter(|q| q.has("case")) else {
        return;
    };
    query.delete("case");
    let address = format!("?{}", query.to_string().as_string().unwrap_or_default());
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
    }
}
