//! What the page holds, and taking pasted text.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use super::COEFFICIENTS;
use super::import::{Pending, Source, remember};
use super::table_file::{self, OwnBook};
use crate::app::browser::pause;
use crate::app::components::long_work::Job;
use crate::app::components::sheet::{Editor, Selection, take};
use crate::app::session::Session;
use crate::app::storage::keep;
use crate::app::worker;
use crate::core::problem::{Problem, Report};
use crate::core::study::Study;
use crate::core::units::Unit;
use crate::exchange::paste::{self, Applying, Chosen, Layout, PasteError, PastePlan};

/// Figures that go in at once: more of them would be felt.
const AT_ONCE: usize = 20_000;

/// A table that was taken.
#[derive(Clone)]
pub struct Taken {
    /// Name of the file; none for a paste.
    pub name: Option<String>,
    /// Figures that went in.
    pub figures: usize,
    /// Headings of the columns left where they were.
    pub left_over: Vec<String>,
    /// The study with it.
    pub after: Arc<Study>,
}

thread_local! {
    /// Stays when another step is shown and this one again.
    static WAITING: RefCell<Option<Arc<Pending>>> = const { RefCell::new(None) };
}

/// What the page holds; copied freely.
#[derive(Clone, Copy)]
pub struct Page {
    /// The session.
    pub session: Session,
    /// Id of the sheet shown, or `coefficients`.
    pub tab: RwSignal<String>,
    /// Cells selected in it.
    pub chosen: RwSignal<Selection>,
    /// Text copied from a sheet.
    pub copied: StoredValue<String>,
    /// Whether a file hangs over the page.
    pub is_over: RwSignal<bool>,
    /// Editor of the sheet shown.
    pub editor: StoredValue<Option<Editor>>,
    /// The file that is being read.
    pub reading: Job,
    /// Whether the table that waits is going in.
    pub is_going_in: RwSignal<bool>,
    /// The table that waits to be taken.
    pub pending: RwSignal<Option<Arc<Pending>>>,
    /// The table taken last.
    pub taken: RwSignal<Option<Taken>>,
    /// The workbook of ours that waits to be opened.
    pub own: RwSignal<Option<Arc<OwnBook>>>,
}

impl Page {
    /// The page with its first sheet.
    pub fn new() -> Self {
        let session = Session::get();
        let study = session.study_now();
        let first = study.sheets.first();
        Self {
            session,
            tab: RwSignal::new(first.map_or_else(|| COEFFICIENTS.to_owned(), |s| s.id.clone())),
            chosen: RwSignal::new(Selection::default()),
            copied: StoredValue::new(String::new()),
            is_over: RwSignal::new(false),
            editor: StoredValue::new(None),
            reading: RwSignal::new_local(None),
            is_going_in: RwSignal::new(false),
            pending: RwSignal::new(WAITING.with_borrow(Clone::clone)),
            taken: RwSignal::new(None),
            own: RwSignal::new(None),
        }
    }

    /// Shows a sheet or the coefficients.
    pub fn show(self, tab: &str) {
        if self.tab.get_untracked() != tab {
            self.chosen.set(Selection::default());
            self.tab.set(tab.to_owned());
        }
    }

    /// The sheet shown, or the first while the coefficients are.
    pub fn sheet_id(self) -> String {
        let tab = self.tab.get_untracked();
        let study = self.session.study_now();
        let first = || study.sheets.first().map(|s| s.id.clone());
        if study.sheet(&tab).is_some() {
            tab
        } else {
            first().unwrap_or(tab)
        }
    }

    /// Takes a text from the clipboard or a file. The answer of the browser may come when another step is shown: then the
    /// text is left alone.
    pub fn take(self, text: String) {
        let Some(editor) = self.editor.try_get_value() else {
            return;
        };
        if let Some(editor) = editor {
            take(editor, text, self.on_table());
            return;
        }
        let plan = paste::plan(&self.session.study_now(), &text, &self.sheet_id(), 0, 0);
        self.on_table().run((text, plan));
    }

    /// What becomes of a text that is a table and no cells.
    pub fn on_table(self) -> Callback<(String, Result<PastePlan, PasteError>)> {
        Callback::new(
            move |(text, plan): (String, Result<PastePlan, PasteError>)| match plan {
                Ok(plan) if plan.layout == Layout::Block => {
                    if self.session.edit(|s| plan.apply(s)) {
                        self.show(&plan.target.0);
                    }
                }
                plan => self.wait(text, plan),
            },
        )
    }

    /// Shows what a pasted table is taken for; it is not in the study yet.
    fn wait(self, text: String, plan: Result<PastePlan, PasteError>) {
        let study = self.session.study_now();
        let plan = match plan {
            // Nobody knows its headings: a person may.
            Err(PasteError::NothingRecognised { .. }) => {
                paste::plan_with(&study, &text, &self.sheet_id(), 0, 0, &[])
            }
            plan => plan,
        };
        let pending = plan.map_err(|e| e.problem());
        self.show_pending(pending.and_then(|plan| Pending::pasted(&study, text, plan)));
    }

    /// Shows a table that waits, or why there is none.
    pub fn show_pending(self, pending: Result<Pending, Problem>) {
        match pending {
            Ok(pending) => {
                self.session.notice.set(None);
                self.taken.set(None);
                let is_first = self.pending.with_untracked(Option::is_none);
                self.set_pending(Some(Arc::new(pending)));
                if is_first {
                    focus_title();
                }
            }
            Err(problem) => {
                self.session.notice.set(Some(problem));
                self.redraw();
            }
        }
    }

    /// Draws the table that waits as it was: what was chosen meanwhile did not come about.
    pub fn redraw(self) {
        if self.pending.with_untracked(Option::is_some) {
            self.pending.notify();
        }
    }

    fn set_pending(self, pending: Option<Arc<Pending>>) {
        WAITING.with_borrow_mut(|w| w.clone_from(&pending));
        // The step may have been left while a long table went in.
        let _ = self.pending.try_set(pending);
    }

    /// Whether the table that waits is planned once more or goes in.
    pub fn is_at_work(self) -> bool {
        let is_read = self
            .reading
            .with(|j| j.as_ref().is_some_and(|j| j.result.with(Option::is_none)));
        is_read || self.is_going_in.get()
    }

    /// Says what a column of the table that waits is; none when it is not to be taken.
    pub fn choose(self, from: usize, indicator: Option<String>, unit: Option<Unit>) {
        let Some(pending) = self.pending.get_untracked() else {
            return;
        };
        let mut chosen = pending.about.chosen.clone();
        chosen.retain(|c| c.from != from);
        chosen.push(Chosen {
            from,
            indicator,
            unit,
        });
        self.choose_all(&pending, chosen);
    }

    /// Goes back to what is recognised without anybody's help.
    pub fn forget_choices(self) {
        if let Some(pending) = self.pending.get_untracked() {
            remember(&pending.plan, &[]);
            self.choose_all(&pending, Vec::new());
        }
    }

    fn choose_all(self, pending: &Pending, chosen: Vec<Chosen>) {
        if let Source::Paste(_) = pending.source {
            self.show_pending(pending.planned(&self.session.study_now(), chosen));
        } else {
            self.plan_again(pending, Some(pending.about.at), Some(chosen));
        }
    }

    /// Puts the table that waits into the study, in one step.
    pub fn accept(self) {
        let Some(pending) = self.pending.get_untracked() else {
            return;
        };
        if !pending.plan.is_for(&self.session.study_now()) {
            // Another scenario, another study, a unit changed: it is looked at anew, and by a person too.
            self.choose_all(&pending, pending.about.chosen.clone());
            let again = Problem::new("paste.planned_again");
            self.session.notice.set(Some(again));
            return;
        }
        keep::before_import(self.session);
        if pending.plan.figures() > AT_ONCE {
            self.is_going_in.set(true);
            spawn_local(self.accept_bit_by_bit(pending));
        } else if self.session.edit(|s| pending.plan.apply(s)) {
            self.accepted(&pending);
        }
    }

    /// A long table goes in a column at a time, and the page is drawn in between.
    async fn accept_bit_by_bit(self, pending: Arc<Pending>) {
        // Nothing is planned again from here on: the memory of the worker is needed here.
        worker::rest();
        let study = loop {
            let before = self.session.study_now();
            let study = applied(&pending.plan, &before).await;
            // Something else was changed meanwhile: it stays changed.
            if study.is_err() || Arc::ptr_eq(&before, &self.session.study_now()) {
                break study;
            }
        };
        let _ = self.is_going_in.try_set(false);
        if self.session.edit(|_| study) {
            self.accepted(&pending);
        }
    }

    fn accepted(self, pending: &Pending) {
        let plan = &pending.plan;
        remember(plan, &pending.about.chosen);
        // Another step is shown by now.
        if self.tab.is_disposed() {
            self.done();
            return;
        }
        if let Some(first) = plan.columns.iter().find(|c| c.goes_in()) {
            self.show(&first.sheet);
        }
        let left = plan
            .left_over
            .iter()
            .map(|(_, header)| header.trim().to_owned());
        let doubtful = plan
            .columns
            .iter()
            .filter(|c| !c.goes_in())
            .map(|c| c.header.clone());
        self.taken.set(Some(Taken {
            name: pending.name.clone(),
            figures: plan.figures(),
            left_over: left.chain(doubtful).filter(|h| !h.is_empty()).collect(),
            after: self.session.study_now(),
        }));
        self.done();
    }

    /// Gives up the table that waits.
    pub fn discard(self) {
        self.reading.set(None);
        self.done();
    }

    fn done(self) {
        self.set_pending(None);
        table_file::forget();
    }
}

async fn applied(plan: &PastePlan, study: &Study) -> Result<Study, PasteError> {
    let mut applying = Applying::new(plan, study);
    pause().await;
    while applying.step(plan)? {
        pause().await;
    }
    Ok(applying.finish())
}

/// A reader of the screen hears what has come.
fn focus_title() {
    request_animation_frame(|| {
        let title = document().get_element_by_id("import-title");
        if let Some(title) = title.and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = title.focus();
        }
    });
}
