//! What a person does with a study in the list.

use leptos::prelude::*;

use super::disk::{Op, Refused};
use super::opening::{fresh_id, open_new, read_kept};
use super::shelf::{self, Known, Shelf, entry_key, study_key};
use super::{Storage, disk, file, save_study, tabs, writer};
use crate::app::browser;
use crate::app::session::Session;
use crate::core::problem::Problem;
use crate::core::study::{Study, Text};
use crate::exchange::kept::{Entry, told_apart};
use crate::exchange::study_file;

async fn commit(ops: &[Op]) -> Result<(), Problem> {
    match shelf::commit(ops).await {
        Ok(()) => Ok(()),
        // Ids are fresh: there is nothing to be in the way.
        Err(Refused::Taken) => Err(Problem::new("storage.no_study")),
        Err(Refused::Told(problem)) => Err(problem),
    }
}

/// Gives a study another name: an edit where it is the one at hand.
pub(super) async fn rename(session: Session, id: &str, name: &str) -> Result<(), Problem> {
    let title = Text::One(name.to_owned());
    if session.study_now().id == id {
        session.choose(|s| s.title = title);
        return Ok(());
    }
    let mut study = read_kept(id).await?;
    study.title = title;
    let entry = Entry::of(&study, js_sys::Date::now());
    commit(&[
        Op::Put(study_key(id), study_file::write(&study)),
        Op::Put(entry_key(id), entry.write()),
    ])
    .await?;
    // What undo brings back of it has the new name.
    session.relabel(id, |s| s.title.clone_from(&study.title));
    writer::forget_kept(id);
    Shelf::get().note(entry);
    tabs::tell(id);
    Ok(())
}

/// Keeps another one like it, and says what it is called.
pub(super) async fn duplicate(session: Session, id: &str) -> Result<Text, Problem> {
    let mut study: Study = if session.study_now().id == id {
        (*session.study_now()).clone()
    } else {
        read_kept(id).await?
    };
    study.id = fresh_id(&study);
    study.title = told_apart(&study.title, &Shelf::get().other_titles(&study.id));
    let entry = Entry::of(&study, js_sys::Date::now());
    commit(&[
        Op::Add(study_key(&study.id), study_file::write(&study)),
        Op::Put(entry_key(&study.id), entry.write()),
    ])
    .await?;
    Shelf::get().note(entry);
    tabs::tell_lists();
    Ok(study.title)
}

/// Deletes a study so that it can be taken back. The case the page started with takes the place of the one at hand.
pub(super) async fn delete(session: Session, mut entry: Entry) -> Result<(), Problem> {
    entry.deleted_at = Some(js_sys::Date::now());
    writer::forget_waiting(&entry.id);
    commit(&[Op::Put(entry_key(&entry.id), entry.write())]).await?;
    let id = entry.id.clone();
    Shelf::get().note(entry);
    writer::forget_kept(&id);
    tabs::tell_deleted(&id);
    if session.study_now().id == id {
        session.working.set(None);
        open_new(session, (*Storage::get().first.get_value()).clone());
    }
    Ok(())
}

/// Takes a deleted study back.
pub(super) async fn take_back(mut entry: Entry) -> Result<(), Problem> {
    entry.deleted_at = None;
    if disk::read(&study_key(&entry.id)).await?.is_none() {
        return Err(Problem::new("storage.no_study"));
    }
    commit(&[Op::Put(entry_key(&entry.id), entry.write())]).await?;
    Shelf::get().note(entry);
    tabs::tell_lists();
    Ok(())
}

/// Offers a study of the list as a file, as it is kept; one that does not read too.
pub(super) async fn save(session: Session, entry: &Entry) -> Result<(), Problem> {
    if session.study_now().id == entry.id {
        save_study(session);
        return Ok(());
    }
    let text = disk::read(&study_key(&entry.id)).await?;
    let text = text.ok_or_else(|| Problem::new("storage.no_study"))?;
    let lang = session.lang.get_untracked();
    let name = file::name_of(lang.pick(&entry.title), lang, "", "json");
    browser::save_file(&name, "application/json", text.as_bytes());
    Ok(())
}

/// Whether the lists are as they are on the disk.
pub(super) fn refusal() -> Option<Problem> {
    match Shelf::get().known.get() {
        Known::Refused(problem) => Some(problem),
        _ => None,
    }
}
