//! What the page holds, and taking pasted text.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;

use super::COEFFICIENTS;
use crate::app::components::long_work::Job;
use crate::app::components::sheet::{Editor, Selection, take};
use crate::app::session::Session;
use crate::core::problem::{Problem, Report};
use crate::core::study::Study;
use crate::exchange::paste::{self, Layout, PasteError, PastePlan};
use crate::exchange::workbook::Workbook;

/// A table that was pasted.
pub struct Pasted {
    /// The text.
    pub text: String,
    /// What it was taken for.
    pub plan: PastePlan,
    /// The study before it.
    pub before: Arc<Study>,
    /// The study with it.
    pub after: Arc<Study>,
    /// Old values that undoing it brings back.
    pub replaced: usize,
    /// Meanings set by hand.
    pub chosen: Vec<(usize, String)>,
}

thread_local! {
    /// Stays when another step is shown and this one again.
    static LAST: RefCell<Option<Arc<Pasted>>> = const { RefCell::new(None) };
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
    /// The table pasted last.
    pub last: RwSignal<Option<Arc<Pasted>>>,
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
            last: RwSignal::new(LAST.with_borrow(Clone::clone)),
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
            let on_table = Callback::new(move |(text, plan)| self.take_table(text, plan));
            take(editor, text, on_table);
            return;
        }
        let sheet = self.sheet_id();
        let plan = paste::plan(&self.session.study_now(), &text, &sheet, 0, 0);
        self.take_table(text, plan);
    }

    /// Takes the sheet of a workbook that has most known columns; the others can be chosen.
    pub fn take_book(self, book: Workbook) {
        let best = book
            .best(&self.session.study_now(), None)
            .map(|(sheet, _)| {
                let at = book.shown().iter().position(|s| std::ptr::eq(*s, sheet));
                at.unwrap_or_default()
            });
        match best {
            Ok(at) => self.take_sheet(&Arc::new(book), at),
            Err(error) => self.session.notice.set(Some(error.problem())),
        }
    }

    /// Takes the text of a file: a table, and no cells for wherever the cursor happens to be.
    pub fn take_file(self, text: String) {
        if text.trim().is_empty() {
            let empty = Problem::new("workbook.empty");
            self.session.notice.set(Some(empty));
            return;
        }
        let plan = paste::plan(&self.session.study_now(), &text, &self.sheet_id(), 0, 0);
        match plan {
            Ok(plan) if plan.layout == Layout::Block => {
                let first = paste::lines(&text).line(0).join(", ");
                let error = PasteError::NothingRecognised { headers: first };
                self.session.notice.set(Some(error.problem()));
            }
            plan => self.take_table(text, plan),
        }
    }

    /// Takes a sheet by its place among those shown.
    pub fn take_sheet(self, book: &Arc<Workbook>, at: usize) {
        let shown = book.shown();
        if let Some(sheet) = shown.get(at) {
            self.take_file(sheet.text.clone());
        }
        self.book.set((shown.len() > 1).then(|| (book.clone(), at)));
    }

    /// Puts a recognised table into the study and remembers what it was taken for.
    pub fn take_table(self, text: String, plan: Result<PastePlan, PasteError>) {
        self.put(text, plan, Vec::new());
    }

    fn put(self, text: String, plan: Result<PastePlan, PasteError>, chosen: Vec<(usize, String)>) {
        let before = self.session.study_now();
        let plan = match plan {
            Ok(plan) => plan,
            Err(error) => {
                self.session.notice.set(Some(error.problem()));
                return;
            }
        };
        if !self.session.edit(|s| plan.apply(s)) {
            return;
        }
        if plan.layout == Layout::Block {
            self.show(&plan.target.0);
            return;
        }
        if let Some(first) = plan.columns.iter().find(|c| c.refused.is_none()) {
            self.show(&first.sheet);
        }
        let pasted = Pasted {
            replaced: plan.replaces(&before),
            after: self.session.study_now(),
            text,
            plan,
            before,
            chosen,
        };
        let pasted = Some(Arc::new(pasted));
        LAST.with_borrow_mut(|l| l.clone_from(&pasted));
        self.last.set(pasted);
    }

    /// Takes the paste back and does it again with another meaning of one column.
    pub fn mean(self, pasted: &Pasted, from: usize, indicator: String) {
        let mut chosen = pasted.chosen.clone();
        chosen.retain(|(at, _)| *at != from);
        chosen.push((from, indicator));
        let (sheet, row, column) = pasted.plan.target.clone();
        let plan = paste::plan_with(&pasted.before, &pasted.text, &sheet, row, column, &chosen);
        if plan.is_ok() {
            self.session.undo();
        }
        self.put(pasted.text.clone(), plan, chosen);
    }
}
