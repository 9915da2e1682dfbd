//! Keeping the studies: writes after every edit, restore, study files, the list, versions, and what a person sees of them.

mod away;
mod csv_mark;
mod disk;
mod file;
mod linked;
mod list;
mod manage;
mod opening;
mod parts;
mod persist;
mod shelf;
mod tabs;
mod time;
mod version_list;
mod versions;
mod writer;

pub use csv_mark::csv_mark;
pub use file::{open_study_text, save_result, save_study};
pub use list::{Studies, to_studies};
pub use opening::open_new;
pub use parts::{StudyFile, Trouble};

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Saving, Storage};
use crate::app::session::Session;
use crate::core::problem::Problem;
use crate::core::study::Study;
use crate::exchange::cases;
use crate::exchange::kept::Why;
use crate::exchange::study_file;
use opening::OPENED;
use shelf::Shelf;
use writer::{is_settled, left, set_kept, set_opened, write_soon};

/// Starts keeping the study, and brings the one of last time back unless the link asks for a case.
pub fn start(session: Session) {
    let storage = Storage::get();
    shelf::start();
    tabs::listen(session);
    set_opened(storage.first.get_value());
    // No write before it is known what is there: it would lose what is to be brought back, put aside or listed.
    writer::hold_back(true);
    spawn_local(async move {
        match case_in_link() {
            None => restore(session, storage).await,
            // The first page has no more than the first cases.
            Some(id) => {
                if let Some(study) = cases::later::load(&id) {
                    session.restore(study);
                    set_opened(session.study_now());
                }
            }
        }
        let shelf = Shelf::get();
        shelf.load().await;
        opening::give_own_id(session);
        writer::hold_back(false);
        if !is_settled(&session.study_now()) {
            write_soon(session, storage);
        }
        shelf.clear_away().await;
        if shelf.studies.with_untracked(|s| !s.is_empty()) {
            shelf.is_persisted.set(Some(persist::is_persisted().await));
        }
    });
    Effect::new(move |before: Option<Arc<Study>>| {
        let study = session.study();
        let before = before.filter(|b| b.id != study.id);
        if let Some(before) = &before {
            left(session, storage, before);
        }
        if !is_settled(&study) {
            storage.saving.set(Saving::Pending);
            write_soon(session, storage);
        } else if before.is_some() {
            writer::point_to(&study, storage);
        }
        study
    });
    // A page that is put away may never come back: write without waiting for the pause.
    let leave = move |is_last| writer::write_at_once(session, storage, is_last);
    gloo_events::EventListener::new(&window(), "pagehide", move |_| leave(true)).forget();
    // What waits for an answer would be lost with the page: the browser asks.
    let ask = gloo_events::EventListenerOptions::enable_prevent_default();
    gloo_events::EventListener::new_with_options(&window(), "beforeunload", ask, move |event| {
        let study = session.study_now();
        if tabs::is_held(&study.id) && !is_settled(&study) {
            event.prevent_default();
        }
    })
    .forget();
    gloo_events::EventListener::new(&document(), "visibilitychange", move |_| {
        if document().visibility_state() == web_sys::VisibilityState::Hidden {
            leave(false);
        }
    })
    .forget();
}

/// Keeps the present study as a version before a table is taken in.
pub fn before_import(session: Session) {
    let study = session.study_now();
    spawn_local(async move {
        // Undo has it too: no room for a version is no reason not to go on.
        let _ = versions::keep(study, Why::Import, None).await;
    });
}

async fn restore(session: Session, storage: Storage) {
    let start = storage.first.get_value();
    let Some((key, text)) = read_current().await else {
        return;
    };
    match study_file::read(&text) {
        // Whoever has begun to work in the meantime goes on working.
        Ok(_) if !Arc::ptr_eq(&start, &session.study_now()) => {}
        Ok(study) if key == OPENED => {
            session.restore(study);
            set_opened(session.study_now());
            storage.saving.set(Saving::Restored);
        }
        Ok(study) if study == *start => set_kept(start),
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

/// The study shown last with its key. A browser that refuses is told about when there is something to lose.
async fn read_current() -> Option<(String, String)> {
    let key = disk::read(disk::CURRENT).await.ok()??;
    let text = disk::read(&key).await.ok()??;
    writer::note_pointer(&key);
    Some((key, text))
}

fn query() -> Option<web_sys::UrlSearchParams> {
    let search = window().location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()
}

fn case_in_link() -> Option<String> {
    query()?.get("case")
}

/// An edited study, or another one opened, is no longer the case the link names: opening the address again has to show it.
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
