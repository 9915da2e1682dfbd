//! A table file on its way: long ones and workbooks are read and planned in the worker, short texts in the page, which is
//! sooner done than starting a worker.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::files::about;
use super::import::{Pending, Source, recall};
use super::page::Page;
use crate::app::browser::pause;
use crate::app::storage::keep;
use crate::app::worker::{self, JobHandle};
use crate::core::problem::{Problem, Report};
use crate::core::study::Study;
use crate::door;
use crate::exchange::intake::{self, Asked, Found, Intake};
use crate::exchange::paste::Chosen;
use crate::exchange::watch::unwatched;
use crate::exchange::workbook::Workbook;
use crate::job::{JobError, TableRequest};

/// Longest text file that is planned in the page.
const SHORT: f64 = 256.0 * 1024.0;

/// A worker that keeps more is not left standing.
const LARGE: f64 = 16.0 * 1024.0 * 1024.0;

/// Endings of text files.
const TEXTS: [&str; 3] = ["csv", "tsv", "txt"];

/// A workbook of ours that waits to be opened.
pub struct OwnBook {
    /// Name of the file.
    pub name: String,
    /// The study in it.
    pub study: Study,
    /// What is to be told of it.
    pub told: Option<Problem>,
    table: Option<Intake>,
    number: u32,
}

#[derive(Clone)]
struct Taken {
    number: u32,
    file: web_sys::File,
}

thread_local! {
    /// The file taken last; it stays when another step is shown and this one again.
    static FILE: RefCell<Option<Taken>> = const { RefCell::new(None) };
    static NEXT: RefCell<u32> = const { RefCell::new(0) };
}

fn taken() -> Option<Taken> {
    FILE.with_borrow(Clone::clone)
}

/// Forgets the file.
pub fn forget() {
    if FILE.take().is_some_and(|taken| taken.file.size() > LARGE) {
        worker::rest();
    }
}

fn is_text(file: &web_sys::File) -> bool {
    let name = file.name().to_ascii_lowercase();
    name.rsplit_once('.')
        .is_some_and(|(_, e)| TEXTS.contains(&e))
}

impl Page {
    /// Takes a table file.
    pub fn take_file(self, file: web_sys::File) {
        let number = NEXT.with_borrow_mut(|next| {
            *next += 1;
            *next
        });
        let is_short = is_text(&file) && file.size() <= SHORT;
        let taken = Taken { number, file };
        FILE.replace(Some(taken.clone()));
        self.own.set(None);
        if is_short {
            self.reading.set(None);
            spawn_local(self.plan_here(taken));
        } else {
            self.plan_there(&taken, None, self.asked(None, None));
        }
    }

    /// What is asked of a file.
    fn asked(self, sheet: Option<usize>, chosen: Option<Vec<Chosen>>) -> Asked {
        Asked {
            home: self.sheet_id(),
            sheet,
            chosen,
            remembered: recall(),
        }
    }

    /// Plans a file in the worker; [`Page::take_read`] takes what comes of it.
    fn plan_there(self, taken: &Taken, encoding: Option<String>, asked: Asked) {
        let study = self.session.study_now();
        let request = TableRequest::new(&study, taken.number, encoding, asked);
        let job = worker::read_table(taken.file.clone(), request);
        self.reading.set(Some(job));
    }

    /// Plans a text file in the page.
    async fn plan_here(self, taken: Taken) {
        let file = gloo_file::File::from(taken.file.clone());
        let text = gloo_file::futures::read_as_text(&file).await;
        if self.pending.is_disposed() {
            return;
        }
        match text {
            Err(_) => {
                let problem = about("upload.unreadable", taken.file.name());
                self.session.notice.set(Some(problem));
            }
            // What is no UTF-8 arrives as this sign.
            Ok(text) if text.contains(['\u{fffd}', '\0']) => {
                self.plan_there(&taken, None, self.asked(None, None));
            }
            Ok(text) => self.show_book(&Arc::new(Workbook::of_text(text)), None, None),
        }
    }

    fn show_book(self, book: &Arc<Workbook>, sheet: Option<usize>, chosen: Option<Vec<Chosen>>) {
        let Some(Taken { file, .. }) = taken() else {
            return;
        };
        let study = self.session.study_now();
        let intake = intake::take(book, &study, &self.asked(sheet, chosen), &mut unwatched);
        let source = Source::Book(book.clone());
        let pending = intake.map(|i| Pending::of_file(&study, &file.name(), source, i));
        self.show_pending(pending);
    }

    /// Plans the file of the table that waits once more.
    pub fn plan_again(self, pending: &Pending, sheet: Option<usize>, chosen: Option<Vec<Chosen>>) {
        match (&pending.source, taken()) {
            (Source::Book(book), _) => self.show_book(book, sheet, chosen),
            (Source::File(number), Some(taken)) if taken.number == *number => {
                let encoding = pending.about.encoding.clone();
                self.plan_there(&taken, encoding, self.asked(sheet, chosen));
            }
            _ => {}
        }
    }

    /// Takes another sheet, by its place among those shown.
    pub fn take_sheet(self, at: usize) {
        if let Some(pending) = self.pending.get_untracked() {
            self.plan_again(&pending, Some(at), None);
        }
    }

    /// Reads the file once more, in another encoding.
    pub fn read_again(self, encoding: &str) {
        if let Some(taken) = taken() {
            self.plan_there(&taken, Some(encoding.to_owned()), self.asked(None, None));
        }
    }

    /// Takes what the worker has planned, as it comes.
    pub fn take_read(self) {
        Effect::new(move |_| {
            let done = self.reading.with(|j| {
                let job = j.as_ref()?;
                Some((job.clone(), job.result.get()?))
            });
            let Some((job, result)) = done else { return };
            self.reading.set(None);
            match (result, taken()) {
                (Ok(json), Some(taken)) => spawn_local(self.receive(taken, json, job)),
                (Err(problem), Some(taken))
                    if problem.code == "upload.no_worker" && is_text(&taken.file) =>
                {
                    spawn_local(self.plan_here(taken));
                }
                (Err(problem), _) if problem.code == "job.cancelled" => self.redraw(),
                (Err(problem), _) => self.show_pending(Err(problem)),
                (Ok(_), None) => {}
            }
        });
    }

    /// Puts the parts of a plan together, an array at a time, and the page is drawn in between.
    async fn receive(self, from: Taken, json: String, job: JobHandle) {
        let list = job.arrays();
        let mut arrays = Vec::with_capacity(list.length() as usize);
        // Taken from the end, each is let go of once it is here.
        while list.length() > 0 {
            let Some(array) = door::from_browser(list.pop()) else {
                break;
            };
            if array.is_long() {
                pause().await;
            }
            arrays.push(array);
        }
        arrays.reverse();
        let is_still_wanted = taken().is_some_and(|t| t.number == from.number);
        if self.pending.is_disposed() || !is_still_wanted {
            return;
        }
        let found = Found::unpack(&json, arrays).ok_or_else(|| JobError::WorkerLost.problem());
        pause().await;
        let Found { own, told, table } = match found {
            Ok(found) => found,
            Err(problem) => return self.show_pending(Err(problem)),
        };
        let name = from.file.name();
        if let Some(study) = own {
            // Another study may be at hand: it is asked first.
            self.own.set(Some(Arc::new(OwnBook {
                name,
                study,
                told,
                table,
                number: from.number,
            })));
            return;
        }
        let study = self.session.study_now();
        let source = Source::File(from.number);
        let pending = table.map(|i| Pending::of_file(&study, &name, source, i));
        pause().await;
        let is_still_wanted = taken().is_some_and(|t| t.number == from.number);
        if self.pending.is_disposed() || !is_still_wanted {
            return;
        }
        if let Some(pending) = pending {
            self.show_pending(Ok(pending));
        }
        if told.is_some() {
            self.session.notice.set(told);
        }
    }

    /// Opens the study of a workbook of ours; figures changed in it since wait like those of any table.
    pub fn open_own(self, own: &OwnBook) {
        self.own.set(None);
        self.session.notice.set(None);
        keep::open_new(self.session, own.study.clone());
        match &own.table {
            None => self.discard(),
            Some(table) => {
                let study = self.session.study_now();
                let source = Source::File(own.number);
                let pending = Pending::of_file(&study, &own.name, source, table.clone());
                self.show_pending(Ok(pending));
            }
        }
    }

    /// Leaves a workbook of ours alone.
    pub fn leave_own(self) {
        self.own.set(None);
        forget();
    }
}
