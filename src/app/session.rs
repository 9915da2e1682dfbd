//! What the page holds: the study with its history, the language, the theme, the step, and what is computed from them.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::reactive::graph::{Observer, Source};

use super::lazy::{NOT_FETCHED, Rest};
use super::steps::Results;
use super::url_state::{Step, Theme, Url};
use crate::core::problem::{Problem, Report};
use crate::core::study::Study;
use crate::exchange::cases;
use crate::tr;
use crate::words::Lang;

/// Most versions that undo keeps.
const MOST_VERSIONS: usize = 200;

/// Most bytes of cells that the versions before the present one may hold among them; the last one is always kept.
const MOST_BYTES: usize = 256 << 20;

/// The study and the versions before and after it. Versions share their columns, so keeping them is cheap.
#[derive(Clone)]
struct History {
    past: Vec<Arc<Study>>,
    present: Arc<Study>,
    future: Vec<Arc<Study>>,
    /// The setting a slider is moving; its moves in a row are one version.
    adjusting: Option<&'static str>,
}

/// Said before a view that is drawn anew on edits reads a signal that hardly ever changes. A signal forgets a reader that is
/// gone only when it changes; so the reader takes itself off when it goes.
pub fn in_passing<T: Send + Sync + 'static>(signal: RwSignal<T>) {
    if let Some(reader) = Observer::get() {
        on_cleanup(move || signal.remove_subscriber(&reader));
    }
}

/// Handles to everything the page holds; copied freely.
#[derive(Clone, Copy)]
pub struct Session {
    history: RwSignal<History>,
    /// Language of the page.
    pub lang: RwSignal<Lang>,
    /// Light, dark, or as the system has it.
    pub theme: RwSignal<Theme>,
    /// Step shown.
    pub step: RwSignal<Step>,
    /// What was refused last, told in a sentence above the page.
    pub notice: RwSignal<Option<Problem>>,
    /// The number whose working is open.
    pub working: RwSignal<Option<super::components::working::Opened>>,
    /// What the steps compute.
    pub results: Results,
    /// What comes behind the first page, once it is there.
    pub rest: RwSignal<Option<Rest>>,
}

impl Session {
    /// A session with the study the link asks for, or the Guizhou case.
    pub fn start() -> Self {
        let url = Url::read();
        let study = url
            .case
            .as_deref()
            .and_then(cases::load)
            .or_else(|| cases::load("guizhou"));
        let history = RwSignal::new(History {
            past: Vec::new(),
            present: Arc::new(
                study.unwrap_or_else(|| unreachable!("the Guizhou case ships with the program")),
            ),
            future: Vec::new(),
            adjusting: None,
        });
        Self {
            history,
            lang: RwSignal::new(url.lang),
            theme: RwSignal::new(url.theme),
            step: RwSignal::new(url.step),
            notice: RwSignal::new(None),
            working: RwSignal::new(None),
            rest: RwSignal::new(None),
            results: Results::new(Signal::derive(move || history.with(|h| h.present.clone()))),
        }
    }

    /// The session of this page.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    /// The language of the page, tracked.
    pub fn lang(self) -> Lang {
        in_passing(self.lang);
        self.lang.get()
    }

    /// A word of the page in its language. One type for all of them keeps the program small.
    pub fn word(self, text: fn(Lang) -> &'static str) -> Signal<String> {
        Signal::derive(move || text(self.lang()).to_owned())
    }

    /// Whether the working of this number is open, tracked.
    pub fn is_open(self, opened: &super::components::working::Opened) -> bool {
        in_passing(self.working);
        self.working.with(|w| w.as_ref() == Some(opened))
    }

    /// The study as it stands, tracked.
    pub fn study(self) -> Arc<Study> {
        self.history.with(|h| h.present.clone())
    }

    /// The study as it stands, untracked.
    pub fn study_now(self) -> Arc<Study> {
        self.history.with_untracked(|h| h.present.clone())
    }

    /// Applies an edit. What is refused leaves the study as it was and is told in a sentence.
    pub fn edit<E: Report>(self, edit: impl FnOnce(&Study) -> Result<Study, E>) -> bool {
        match edit(&self.study_now()) {
            Ok(study) => {
                self.notice.set(None);
                self.put(study);
                true
            }
            Err(error) => {
                self.notice.set(Some(error.problem()));
                false
            }
        }
    }

    /// Changes a setting of the study.
    pub fn choose(self, change: impl FnOnce(&mut Study)) {
        let mut study = (*self.study_now()).clone();
        change(&mut study);
        self.put(study);
    }

    /// [`choose`](Self::choose) for a setting that a slider moves: moves in a row are undone together.
    pub fn adjust(self, setting: &'static str, change: impl FnOnce(&mut Study)) {
        if self.history.with_untracked(|h| h.adjusting) == Some(setting) {
            self.history
                .update(|h| change(Arc::make_mut(&mut h.present)));
            super::browser::mark_revision();
        } else {
            self.choose(change);
            self.history
                .update_untracked(|h| h.adjusting = Some(setting));
        }
    }

    /// Makes another study the present one; undo brings the old one back.
    pub fn put(self, study: Study) {
        // Should edits break the account, there is one to fall back on, also where no page has shown it yet.
        if !self.can_step_now() {
            let _ = self.results.account.get_untracked();
        }
        self.history.update(|h| {
            let before = std::mem::replace(&mut h.present, Arc::new(study));
            h.past.push(before);
            let mut bytes = 0;
            let mut kept = 0;
            let mut next = &h.present;
            for version in h.past.iter().rev() {
                bytes += version.cell_bytes_beside(next);
                if kept == MOST_VERSIONS || (kept > 0 && bytes > MOST_BYTES) {
                    break;
                }
                kept += 1;
                next = version;
            }
            h.past.drain(..h.past.len() - kept);
            h.future.clear();
            h.adjusting = None;
        });
        super::browser::mark_revision();
    }

    /// Puts a stored study in place without a step to undo.
    pub fn restore(self, study: Study) {
        self.history.set(History {
            past: Vec::new(),
            present: Arc::new(study),
            future: Vec::new(),
            adjusting: None,
        });
        super::browser::mark_revision();
    }

    /// Whether a study with this id is at hand or can be undone or redone to.
    pub fn has(self, id: &str) -> bool {
        self.history.with_untracked(|h| {
            h.present.id == id || h.past.iter().chain(&h.future).any(|s| s.id == id)
        })
    }

    /// Changes every version of the study with this id, without a step to undo.
    pub fn relabel(self, id: &str, change: impl Fn(&mut Study)) {
        self.history.update(|h| {
            let all = h.past.iter_mut().chain(&mut h.future);
            for study in all.chain([&mut h.present]).filter(|s| s.id == id) {
                change(Arc::make_mut(study));
            }
        });
    }

    /// Takes the last edit back.
    pub fn undo(self) {
        self.history.update(|h| {
            if let Some(study) = h.past.pop() {
                h.future.push(std::mem::replace(&mut h.present, study));
                h.adjusting = None;
            }
        });
        super::browser::mark_revision();
    }

    /// Does the edit taken back last again.
    pub fn redo(self) {
        self.history.update(|h| {
            if let Some(study) = h.future.pop() {
                h.past.push(std::mem::replace(&mut h.present, study));
                h.adjusting = None;
            }
        });
        super::browser::mark_revision();
    }

    /// Whether there is something to undo and to redo.
    pub fn can_step(self) -> (bool, bool) {
        self.history
            .with(|h| (!h.past.is_empty(), !h.future.is_empty()))
    }

    fn can_step_now(self) -> bool {
        self.history.with_untracked(|h| !h.past.is_empty())
    }

    /// A problem as a sentence in the page's language.
    pub fn say(self, problem: &Problem) -> String {
        let lang = self.lang();
        if problem.code == NOT_FETCHED {
            return tr!(lang, "problem.page.not_fetched").to_owned();
        }
        match self.rest.get() {
            Some(rest) => (rest.say)(lang, &self.study_now().regions, problem),
            // The frame goes on asking for it.
            None => "…".to_owned(),
        }
    }
}
