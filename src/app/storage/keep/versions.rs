//! Versions of a study: kept at sensible moments, put in place of the present one.

use std::sync::Arc;

use leptos::prelude::*;

use super::disk::{self, Op, Refused};
use super::shelf::{self, Known, Shelf, mark_key, version_key, without};
use super::tabs;
use super::writer::began;
use crate::app::session::Session;
use crate::core::problem::{Problem, Report};
use crate::core::study::Study;
use crate::exchange::kept::{Version, Why, is_due, mark, too_many};
use crate::exchange::study_file;

/// A version about to be written, with those that go for it.
pub(super) struct Next {
    version: Version,
    gone: Vec<Version>,
    /// The changes on the disk.
    pub(super) ops: Vec<Op>,
}

/// The version to be kept of a study now, should one be due.
pub(super) fn next(study: &Study, text: &str, why: Why, name: Option<String>) -> Option<Next> {
    let shelf = Shelf::get();
    if shelf.known.get_untracked() != Known::Read || !shelf.has(&study.id) {
        return None;
    }
    // One that cannot be read again is none.
    if text.len() > study_file::MAX_BYTES {
        return None;
    }
    let newest = shelf.newest(&study.id);
    let now = js_sys::Date::now();
    let version = Version {
        study: study.id.clone(),
        // Two in one millisecond are two.
        at: newest.as_ref().map_or(now, |n| now.max(n.at + 1.0)),
        why,
        name,
        bytes: text.len(),
        mark: mark(text),
    };
    if !is_due(&version, newest.as_ref(), began(&study.id)) {
        return None;
    }
    let mut all = shelf.versions.get_untracked();
    all.push(version.clone());
    let gone: Vec<Version> = too_many(&all)
        .into_iter()
        .map(|at| all[at].clone())
        .collect();
    let mut ops = without(&gone);
    ops.push(Op::Put(version_key(&version), text.to_owned()));
    ops.push(Op::Put(
        mark_key(&version),
        serde_json::to_string(&version).unwrap_or_default(),
    ));
    Some(Next { version, gone, ops })
}

impl Next {
    /// Notes that it was written.
    pub(super) fn note(self) {
        shelf::count_change();
        Shelf::get().versions.update(|v| {
            v.retain(|v| !self.gone.contains(v));
            v.push(self.version);
        });
        tabs::tell_lists();
    }
}

/// Keeps a version, should one be due.
pub(super) async fn keep(study: Arc<Study>, why: Why, name: Option<String>) -> Result<(), Problem> {
    let Some(next) = next(&study, &study_file::write(&study), why, name) else {
        return Ok(());
    };
    // Only what a person asks for is worth another version.
    let done = if matches!(why, Why::Asked | Why::Restore | Why::Elsewhere) {
        shelf::commit(&next.ops).await
    } else {
        disk::commit(&next.ops).await
    };
    match done {
        Ok(()) => {
            next.note();
            Ok(())
        }
        Err(Refused::Taken) => Ok(()),
        Err(Refused::Told(problem)) => Err(problem),
    }
}

/// Puts a version in place of the present study, which is kept as a version first; undo takes it back.
pub(super) async fn restore(session: Session, version: &Version) -> Result<(), Problem> {
    let text = disk::read(&version_key(version)).await?;
    let text = text.ok_or_else(|| Problem::new("storage.no_version"))?;
    let mut study = study_file::read(&text).map_err(|e| e.problem())?;
    let present = session.study_now();
    study.id.clone_from(&present.id);
    keep(present, Why::Restore, None).await?;
    session.notice.set(None);
    session.put(study);
    Ok(())
}
