//! Files picked or dropped, and the sheet shown as one, with its numbers or without.

use std::sync::Arc;

use leptos::prelude::*;

use super::page::Page;
use crate::app::browser::save_file;
use crate::app::session::Session;
use crate::app::storage::keep;
use crate::app::worker;
use crate::core::problem::{Arg, Problem, Report};
use crate::core::study::{Cell, Study};
use crate::exchange::study_file;
use crate::exchange::workbook::MOST_BYTES;
use crate::job::export;

/// Endings of the files taken.
const ENDINGS: [&str; 8] = ["csv", "tsv", "txt", "json", "xlsx", "xlsm", "xls", "ods"];

/// The page is drawn first; then the worker starts that a file will need.
const WARM_UP: std::time::Duration = std::time::Duration::from_millis(1200);

/// Takes a file that is dropped anywhere on the page, as long as the page is open.
pub fn listen(page: Page) {
    page.take_read();
    let warm = set_timeout_with_handle(worker::warm, WARM_UP);
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
        if let Ok(warm) = &warm {
            warm.clear();
        }
        over.remove();
        leave.remove();
        drop.remove();
    });
}

/// Reads a file and takes what is in it.
pub fn read(page: Page, file: web_sys::File) {
    let name = file.name();
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    let ending = ending.as_deref().unwrap_or_default();
    let refused = if !ENDINGS.contains(&ending) {
        Some("upload.kind")
    } else if file.size() > MOST_BYTES as f64 {
        Some("upload.table_too_large")
    } else {
        None
    };
    if let Some(code) = refused {
        page.session.notice.set(Some(about(code, name)));
    } else if ending == "json" {
        wasm_bindgen_futures::spawn_local(async move {
            match gloo_file::futures::read_as_text(&gloo_file::File::from(file)).await {
                Ok(text) => open_study_file(page.session, &text),
                Err(_) => page
                    .session
                    .notice
                    .set(Some(about("upload.unreadable", name))),
            }
        });
    } else {
        page.take_file(file);
    }
}

/// A problem of a file.
pub fn about(code: &str, name: String) -> Problem {
    Problem::new(code).with("name", Arg::Text(name))
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
    if let Some(text) = export::sheet_csv(study, &sheet, lang, keep::csv_mark()) {
        let name = format!("{}.csv", lang.name(&format!("sheet.{sheet}")));
        save_file(&name, "text/csv;charset=utf-8", text.as_bytes());
    }
}
