//! Files picked or dropped, and the sheet shown as one, with its numbers or without.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::page::Page;
use crate::app::browser::save_file;
use crate::app::session::Session;
use crate::app::storage::keep;
use crate::app::worker;
use crate::core::problem::{Arg, Problem, Report};
use crate::core::study::{Cell, Study};
use crate::exchange::csv::Mark;
use crate::exchange::study_file;
use crate::exchange::workbook::{MOST_BYTES, Workbook};
use crate::job::{JobError, export};

/// Endings of the files taken.
const ENDINGS: [&str; 8] = ["csv", "tsv", "txt", "json", "xlsx", "xlsm", "xls", "ods"];

/// Those of them that are text.
const TEXTS: [&str; 4] = ["csv", "tsv", "txt", "json"];

/// Takes a file that is dropped anywhere on the page, as long as the page is open.
pub fn listen(page: Page) {
    take_read(page);
    let over = window_event_listener(leptos::ev::dragover, move |event| {
        event.prevent_default();
        page.is_over.set(true);
    });
    let leave = window_event_listener(leptos::ev::dragleave, move |_| page.is_over.set(false));
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        event.prevent_default();
        page.is_over.set(false);
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(file) = files.and_then(|f| f.get(0)) {
            read(page, file);
        }
    });
    on_cleanup(move || {
        over.remove();
        leave.remove();
        drop.remove();
    });
}

/// Reads a file and takes what is in it. Workbooks and what is not in UTF-8 are read in the worker.
pub fn read(page: Page, file: web_sys::File) {
    let name = file.name();
    let refuse = move |code: &str, name: String| {
        let problem = Problem::new(code).with("name", Arg::Text(name));
        page.session.notice.set(Some(problem));
    };
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    let ending = ending.as_deref().unwrap_or_default();
    if !ENDINGS.contains(&ending) {
        refuse("upload.kind", name);
        return;
    }
    let blob: &web_sys::Blob = file.unchecked_ref();
    if blob.size() > MOST_BYTES as f64 {
        refuse("upload.table_too_large", name);
        return;
    }
    page.book.set(None);
    let is_study = ending == "json";
    page.file.set_value((!is_study).then(|| file.clone()));
    if !TEXTS.contains(&ending) {
        page.reading.set(Some(worker::read_file(file, None)));
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        let text = gloo_file::futures::read_as_text(&gloo_file::File::from(file.clone())).await;
        match text {
            Err(_) => refuse("upload.unreadable", name),
            Ok(text) if is_study => open_study_file(page.session, &text),
            // What is no UTF-8 arrives as this sign.
            Ok(text) if text.contains(['\u{fffd}', '\0']) => {
                page.reading.set(Some(worker::read_file(file, None)));
            }
            Ok(text) => page.take_book(Workbook::of_text(text)),
        }
    });
}

/// Takes the sheets that the worker has read.
fn take_read(page: Page) {
    Effect::new(move |_| {
        let result = page
            .reading
            .with(|j| j.as_ref().and_then(|j| j.result.get()));
        let Some(result) = result else { return };
        page.reading.set(None);
        let book = result.and_then(|text| {
            serde_json::from_str::<Workbook>(&text).map_err(|_| JobError::WorkerLost.problem())
        });
        match book {
            Ok(book) => page.take_book(book),
            Err(problem) if problem.code == "job.cancelled" => {}
            Err(problem) => page.session.notice.set(Some(problem)),
        }
    });
}

/// Opens a saved study; undo brings the present one back.
fn open_study_file(session: Session, text: &str) {
    match study_file::read(text) {
        Ok(study) => {
            session.notice.set(None);
            keep::open_new(session, study);
        }
        Err(error) => session.notice.set(Some(error.problem())),
    }
}

/// Saves the sheet shown.
pub fn save_sheet(page: Page) {
    save_csv(page, &page.session.study_now());
}

/// Saves the sheet shown, without its numbers.
pub fn save_template(page: Page) {
    let mut study = (*page.session.study_now()).clone();
    for sheet in &mut study.sheets {
        for column in &mut sheet.columns {
            column.cells = Arc::new(vec![Cell::Empty; sheet.rows.len()]);
        }
    }
    save_csv(page, &study);
}

fn save_csv(page: Page, study: &Study) {
    let lang = page.session.lang.get_untracked();
    let sheet = page.sheet_id();
    if let Some(text) = export::sheet_csv(study, &sheet, lang, Mark::With) {
        let name = format!("{}.csv", lang.name(&format!("sheet.{sheet}")));
        save_file(&name, "text/csv;charset=utf-8", text.as_bytes());
    }
}
