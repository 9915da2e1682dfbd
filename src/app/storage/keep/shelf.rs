//! The studies on this device and their versions, as lists without the texts.

use std::cell::Cell;

use leptos::prelude::*;

use super::disk::{self, Op, Refused};
use crate::core::problem::Problem;
use crate::core::study::Text;
use crate::exchange::kept::{Entry, Version, first_to_go};

/// How long a deleted study can be taken back at least, in milliseconds, should another page start meanwhile.
const STAYS_DELETED: f64 = 10.0 * 60.0 * 1000.0;

/// Whether the lists are known.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Known {
    /// Not read yet.
    Not,
    /// As they are on the disk.
    Read,
    /// The browser does not let them be read.
    Refused(Problem),
}

/// What the page knows of the studies on this device.
#[derive(Clone, Copy)]
pub(super) struct Shelf {
    /// The studies, those that can be taken back among them.
    pub(super) studies: RwSignal<Vec<Entry>>,
    /// Versions of all studies, oldest first.
    pub(super) versions: RwSignal<Vec<Version>>,
    /// Whether the lists are known.
    pub(super) known: RwSignal<Known>,
    /// Versions that were given up so that a study could be kept.
    pub(super) given_up: RwSignal<usize>,
    /// Whether the browser has agreed not to clear them away by itself, once that is known.
    pub(super) is_persisted: RwSignal<Option<bool>>,
}

thread_local! {
    /// How often this page has changed the lists.
    static CHANGES: Cell<u32> = const { Cell::new(0) };
    static SHELF: Cell<Option<Shelf>> = const { Cell::new(None) };
}

pub(super) fn study_key(id: &str) -> String {
    format!("study:{id}")
}

pub(super) fn entry_key(id: &str) -> String {
    format!("entry:{id}")
}

pub(super) fn version_key(version: &Version) -> String {
    format!("version:{}:{}", version.study, version.at)
}

pub(super) fn mark_key(version: &Version) -> String {
    format!("mark:{}:{}", version.study, version.at)
}

/// Makes room for the lists.
pub(super) fn start() {
    SHELF.set(Some(Shelf {
        studies: RwSignal::new(Vec::new()),
        versions: RwSignal::new(Vec::new()),
        known: RwSignal::new(Known::Not),
        given_up: RwSignal::new(0),
        is_persisted: RwSignal::new(None),
    }));
}

impl Shelf {
    /// The lists of this page.
    pub(super) fn get() -> Self {
        SHELF
            .get()
            .unwrap_or_else(|| unreachable!("keeping starts before anything of it is drawn"))
    }

    /// Whether a study is kept under this id, a deleted one too.
    pub(super) fn has(self, id: &str) -> bool {
        self.studies
            .with_untracked(|s| s.iter().any(|e| e.id == id))
    }

    /// Whether a study was deleted and can be taken back.
    pub(super) fn is_deleted(self, id: &str) -> bool {
        self.studies
            .with_untracked(|s| s.iter().any(|e| e.id == id && e.deleted_at.is_some()))
    }

    /// Names of all studies but this one.
    pub(super) fn other_titles(self, id: &str) -> Vec<Text> {
        self.studies.with_untracked(|s| {
            s.iter()
                .filter(|e| e.id != id && e.deleted_at.is_none())
                .map(|e| e.title.clone())
                .collect()
        })
    }

    /// The newest version of a study.
    pub(super) fn newest(self, id: &str) -> Option<Version> {
        self.versions
            .with_untracked(|v| v.iter().rfind(|v| v.study == id).cloned())
    }

    /// Notes what was written of a study.
    pub(super) fn note(self, entry: Entry) {
        count_change();
        self.studies.update(|studies| {
            studies.retain(|e| e.id != entry.id);
            studies.push(entry);
        });
    }

    /// Reads the lists.
    pub(super) async fn load(self) {
        let known = match self.read().await {
            Ok(()) => Known::Read,
            Err(problem) => Known::Refused(problem),
        };
        if self.known.get_untracked() != known {
            self.known.set(known);
        }
    }

    async fn read(self) -> Result<(), Problem> {
        loop {
            let before = CHANGES.get();
            let (studies, versions) = read_lists().await?;
            // What this page wrote while it read is not in what it read.
            if before == CHANGES.get() {
                // What is drawn is drawn anew only when there is something new.
                if self.versions.with_untracked(|v| *v != versions) {
                    self.versions.set(versions);
                }
                if self.studies.with_untracked(|s| *s != studies) {
                    self.studies.set(studies);
                }
                return Ok(());
            }
        }
    }

    /// Clears away what was deleted some time ago.
    pub(super) async fn clear_away(self) {
        let before = js_sys::Date::now() - STAYS_DELETED;
        self.clear_deleted(before).await;
    }

    async fn clear_deleted(self, before: f64) -> bool {
        let gone: Vec<String> = self.studies.with_untracked(|s| {
            s.iter()
                .filter(|e| e.deleted_at.is_some_and(|at| at <= before))
                .map(|e| e.id.clone())
                .collect()
        });
        if gone.is_empty() {
            return false;
        }
        let versions = self.versions.get_untracked();
        let of_gone = versions.iter().filter(|v| gone.contains(&v.study));
        let ops: Vec<Op> = gone
            .iter()
            .flat_map(|id| [study_key(id), entry_key(id)])
            .chain(of_gone.flat_map(|v| [version_key(v), mark_key(v)]))
            .map(Op::Delete)
            .collect();
        if disk::commit(&ops).await.is_err() {
            return false;
        }
        count_change();
        self.studies.update(|s| s.retain(|e| !gone.contains(&e.id)));
        self.versions
            .update(|v| v.retain(|v| !gone.contains(&v.study)));
        true
    }

    /// Gives up deleted studies, then versions, so that so many bytes can be written; says whether there is more room now.
    pub(super) async fn make_room(self, bytes: usize) -> bool {
        if self.clear_deleted(f64::INFINITY).await {
            return true;
        }
        let versions = self.versions.get_untracked();
        let gone: Vec<Version> = first_to_go(&versions, bytes)
            .into_iter()
            .map(|at| versions[at].clone())
            .collect();
        if gone.is_empty() || disk::commit(&without(&gone)).await.is_err() {
            return false;
        }
        count_change();
        self.versions.update(|v| v.retain(|v| !gone.contains(v)));
        self.given_up.update(|n| *n += gone.len());
        true
    }
}

/// The studies and the versions on the disk; a study that was kept before there was a list gets its entry.
async fn read_lists() -> Result<(Vec<Entry>, Vec<Version>), Problem> {
    let texts = disk::read_all("entry:").await?;
    let mut entries: Vec<Entry> = texts.iter().filter_map(|t| Entry::read(t)).collect();
    let marks = disk::read_all("mark:").await?;
    let keys = disk::keys("study:").await?;
    let ids: Vec<&str> = keys
        .iter()
        .filter_map(|k| k.strip_prefix("study:"))
        .collect();
    entries.retain(|e| ids.contains(&&*e.id));
    let mut ops = Vec::new();
    for id in ids {
        if entries.iter().any(|e| e.id == id) {
            continue;
        }
        let text = disk::read(&study_key(id)).await?.unwrap_or_default();
        let entry = Entry::of_text(id, &text);
        ops.push(Op::Put(entry_key(id), entry.write()));
        entries.push(entry);
    }
    if !ops.is_empty() {
        // Where they cannot be written they are made anew next time.
        let _ = disk::commit(&ops).await;
    }
    let mut versions: Vec<Version> = marks
        .iter()
        .filter_map(|t| serde_json::from_str(t).ok())
        .collect();
    versions.sort_by(|a, b| a.at.total_cmp(&b.at));
    Ok((entries, versions))
}

/// Notes that this page has changed the lists.
pub(super) fn count_change() {
    CHANGES.set(CHANGES.get().wrapping_add(1));
}

/// What takes versions away.
pub(super) fn without(versions: &[Version]) -> Vec<Op> {
    versions
        .iter()
        .flat_map(|v| [version_key(v), mark_key(v)])
        .map(Op::Delete)
        .collect()
}

/// Makes changes that have to be made, giving up versions where there is no room.
pub(super) async fn commit(ops: &[Op]) -> Result<(), Refused> {
    let bytes = ops
        .iter()
        .map(|op| match op {
            Op::Put(_, text) | Op::Add(_, text) => text.len(),
            Op::Delete(_) => 0,
        })
        .sum();
    loop {
        match disk::commit(ops).await {
            Err(Refused::Told(problem)) if problem.code == "storage.full" => {
                if !Shelf::get().make_room(bytes).await {
                    return Err(Refused::Told(problem));
                }
            }
            done => return done,
        }
    }
}
