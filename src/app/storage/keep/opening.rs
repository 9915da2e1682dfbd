//! A case, a file or a kept study takes the place of the one at hand, and none of them the place of another on the disk:
//! what is opened has an id of its own, and what is kept for the first time a name of its own.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::disk::{self, CURRENT, Op};
use super::shelf::{Shelf, study_key};
use super::{forget_case_in_address, tabs, writer};
use crate::app::session::Session;
use crate::core::problem::{Problem, Report};
use crate::core::study::Study;
use crate::exchange::kept::told_apart;
use crate::exchange::study_file;

/// Holds what was opened last and is not edited: it is shown again next time, and listed once it is edited.
pub(super) const OPENED: &str = "opened";

/// An id that no study has.
pub(super) fn fresh_id(study: &Study) -> String {
    let from = study.case.as_ref().map_or("own", |case| &case.id);
    let (now, chance) = (js_sys::Date::now() as u64, js_sys::Math::random());
    format!("{from}-{now:x}{:04x}", (chance * 65_536.0) as u32)
}

/// Opens a case, a file or a link: a study of its own from its first edit on. Undo brings the one before back.
pub fn open_new(session: Session, mut study: Study) {
    study.id = fresh_id(&study);
    session.put(study);
    let study = session.study_now();
    writer::set_opened(study.clone());
    writer::note_pointer(OPENED);
    forget_case_in_address();
    spawn_local(async move {
        // It can be opened again from where it came.
        let _ = disk::commit(&[
            Op::Put(OPENED.to_owned(), study_file::write(&study)),
            Op::Put(CURRENT.to_owned(), OPENED.to_owned()),
        ])
        .await;
    });
}

/// Opens a study that came by link and keeps it at once: the address it came by is gone then.
pub(super) fn open_linked(session: Session, mut study: Study) {
    study.id = fresh_id(&study);
    session.put(study);
    forget_case_in_address();
}

/// Opens a study of this device. Undo brings the one before back.
pub(super) async fn open_kept(session: Session, id: &str) -> Result<(), Problem> {
    let study = read_kept(id).await?;
    session.notice.set(None);
    session.put(study);
    writer::set_kept(session.study_now());
    tabs::let_go(id);
    forget_case_in_address();
    Ok(())
}

/// A study of this device.
pub(super) async fn read_kept(id: &str) -> Result<Study, Problem> {
    let text = disk::read(&study_key(id)).await?;
    let text = text.ok_or_else(|| Problem::new("storage.no_study"))?;
    let mut study = study_file::read(&text).map_err(|e| e.problem())?;
    id.clone_into(&mut study.id);
    Ok(study)
}

/// The page starts with a case before it is known what is kept: where a study is kept under the id of that case, the one on
/// the page is another one and gets an id of its own.
pub(super) fn give_own_id(session: Session) {
    let study = session.study_now();
    if !Shelf::get().has(&study.id) || writer::is_known_here(&study.id) {
        return;
    }
    let is_untouched = writer::is_untouched(&study);
    let (old, fresh) = (study.id.clone(), fresh_id(&study));
    writer::expect_new_id();
    session.relabel(&old, |s| s.id.clone_from(&fresh));
    if is_untouched {
        writer::set_opened(session.study_now());
    }
}

/// A study kept for the first time gets a number behind its name when another one has the name.
pub(super) fn tell_apart(session: Session, study: &Arc<Study>) -> Arc<Study> {
    let title = told_apart(&study.title, &Shelf::get().other_titles(&study.id));
    if title == study.title {
        return study.clone();
    }
    let old = study.title.clone();
    session.relabel(&study.id, |s| {
        if s.title == old {
            s.title.clone_from(&title);
        }
    });
    let present = session.study_now();
    if present.id == study.id {
        return present;
    }
    let mut study = (**study).clone();
    study.title = title;
    Arc::new(study)
}
