//! What the page holds, and taking pasted text.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::COEFFICIENTS;
use super::import::{Pending, remember};
use crate::app::components::long_work::Job;
use crate::app::components::sheet::{Editor, Selection, take};
use crate::app::session::Session;
use crate::app::storage::keep;
use crate::app::worker;
use crate::core::problem::{Problem, Report};
use crate::core::study::Study;
use crate::core::units::Unit;
use crate::exchange::paste::{self, Chosen, Layout, PasteError, PastePlan};
use crate::exchange::study_sheet::{self, Opened};
use crate::exchange::workbook::Workbook;
use crate::words::coefficient_names;

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
    /// The workbook read last, when there are sheets to choose from, and the one taken.
    pub book: RwSignal<Option<(Arc<Workbook>, usize)>>,
    /// The file read last, to be read again in another encoding.
    pub file: StoredValue<Option<web_sys::File>, LocalStorage>,
    /// The table that waits to be taken.
    pub pending: RwSignal<Option<Arc<Pending>>>,
    /// The table taken last.
    pub taken: RwSignal<Option<Taken>>,
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
            book: RwSignal::new(None),
            file: StoredValue::new_local(None),
            pending: RwSignal::new(WAITING.with_borrow(Clone::clone)),
            taken: RwSignal::new(None),
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
                plan => self.wait(None, text, plan),
            },
        )
    }

    /// Shows what a table is taken for; it is not in the study yet.
    fn wait(self, name: Option<String>, text: String, plan: Result<PastePlan, PasteError>) {
        let study = self.session.study_now();
        let plan = match plan {
            // Nobody knows its headings: a person may.
            Err(PasteError::NothingRecognised { .. }) => {
                paste::plan_with(&study, &text, &self.sheet_id(), 0, 0, &[])
            }
            plan => plan,
        };
        let pending = plan.map_err(|e| e.problem());
        match pending.and_then(|plan| Pending::new(&study, name, text, plan)) {
            Ok(pending) => {
                self.session.notice.set(None);
                self.taken.set(None);
                self.set_pending(Some(Arc::new(pending)));
                focus_title();
            }
            Err(problem) => self.session.notice.set(Some(problem)),
        }
    }

    fn set_pending(self, pending: Option<Arc<Pending>>) {
        WAITING.with_borrow_mut(|w| w.clone_from(&pending));
        self.pending.set(pending);
    }

    /// Takes a workbook: one of ours is the study it was written from, of another the sheet that has most known columns; the
    /// others can be chosen.
    pub fn take_book(self, book: Workbook) {
        match study_sheet::open(&book, &coefficient_names) {
            Some(Ok(own)) => self.open_own(&book, own),
            Some(Err(error)) => {
                self.take_table(book);
                self.session.notice.set(Some(error.problem()));
            }
            None => self.take_table(book),
        }
    }

    /// Opens the study of a workbook; figures changed on its sheet wait like those of any table.
    fn open_own(self, book: &Workbook, own: Opened<'_>) {
        let told = own.told().or(own.problems.into_iter().next());
        self.session.put(own.study);
        match own.changed {
            Some((sheet, plan)) => {
                let at = book.shown().iter().position(|s| std::ptr::eq(*s, sheet));
                self.take_planned(&Arc::new(book.clone()), at.unwrap_or_default(), Ok(plan));
            }
            None => self.done(),
        }
        self.session.notice.set(told);
    }

    fn take_table(self, book: Workbook) {
        let shown = book.shown();
        let best = book.best(&self.session.study_now(), None);
        let (at, plan) = match best {
            Ok((sheet, plan)) => {
                let at = shown.iter().position(|s| std::ptr::eq(*s, sheet));
                (at.unwrap_or_default(), Ok(plan))
            }
            // Its headings are unknown; which columns they are can still be chosen.
            Err(error) => (0, Err(error)),
        };
        self.take_planned(&Arc::new(book), at, plan);
    }

    /// Takes a sheet by its place among those shown.
    pub fn take_sheet(self, book: &Arc<Workbook>, at: usize) {
        if let Some(sheet) = book.shown().get(at) {
            let study = self.session.study_now();
            let plan = paste::plan(&study, &sheet.text, &self.sheet_id(), 0, 0);
            self.take_planned(book, at, plan);
        }
    }

    /// Takes a sheet of a file: a table, and no cells for wherever the cursor happens to be.
    fn take_planned(self, book: &Arc<Workbook>, at: usize, plan: Result<PastePlan, PasteError>) {
        let shown = book.shown();
        let text = shown.get(at).map_or("", |sheet| sheet.text.as_str());
        if text.trim().is_empty() {
            self.session
                .notice
                .set(Some(Problem::new("workbook.empty")));
            return;
        }
        let is_block = match &plan {
            Ok(plan) => plan.layout == Layout::Block,
            Err(PasteError::NothingRecognised { .. }) => {
                let (study, sheet) = (self.session.study_now(), self.sheet_id());
                let plan = paste::plan_with(&study, text, &sheet, 0, 0, &[]);
                plan.is_ok_and(|plan| plan.layout == Layout::Block)
            }
            Err(_) => false,
        };
        if is_block {
            let headers = paste::lines(text).line(0).join(", ");
            let error = PasteError::NothingRecognised { headers };
            self.session.notice.set(Some(error.problem()));
            return;
        }
        // What can be chosen again: one of several sheets, or the encoding of a text.
        let has_choice = shown.len() > 1 || book.encoding.is_some();
        self.book.set(has_choice.then(|| (book.clone(), at)));
        let file = self
            .file
            .with_value(|f| f.as_ref().map(web_sys::File::name));
        let name = match (file, shown.get(at).map_or("", |s| s.name.as_str())) {
            (Some(file), "") => Some(file),
            (Some(file), sheet) => Some(format!("{file} · {sheet}")),
            (None, _) => None,
        };
        self.wait(name, text.to_owned(), plan);
    }

    /// Reads the file read last once more, in another encoding.
    pub fn read_again(self, encoding: &str) {
        if let Some(file) = self.file.get_value() {
            self.reading
                .set(Some(worker::read_file(file, Some(encoding))));
        }
    }

    /// Says what a column of the table that waits is; none when it is not to be taken.
    pub fn choose(self, from: usize, indicator: Option<String>, unit: Option<Unit>) {
        let Some(pending) = self.pending.get_untracked() else {
            return;
        };
        let mut chosen = pending.chosen.clone();
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
        match pending.with(&self.session.study_now(), chosen) {
            Ok(next) => {
                self.session.notice.set(None);
                self.set_pending(Some(Arc::new(next)));
            }
            Err(problem) => self.session.notice.set(Some(problem)),
        }
    }

    /// Puts the table that waits into the study, in one step.
    pub fn accept(self) {
        let Some(pending) = self.pending.get_untracked() else {
            return;
        };
        let plan = &pending.plan;
        keep::before_import(self.session);
        if !self.session.edit(|s| plan.apply(s)) {
            return;
        }
        remember(plan, &pending.chosen);
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
        self.done();
    }

    fn done(self) {
        self.set_pending(None);
        self.book.set(None);
        self.file.set_value(None);
    }
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
