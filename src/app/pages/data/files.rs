//! Files picked or dropped, and the empty template.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::pasted::Page;
use crate::app::browser::save_file;
use crate::core::problem::{Arg, Problem};
use crate::core::study::Study;
use crate::exchange::table::DataTable;
use crate::tr;
use crate::words::Lang;

/// Largest text file taken, bytes.
const MOST_BYTES: f64 = 64e6;

/// Takes a file that is dropped anywhere on the page, as long as the page is open.
pub fn listen(page: Page) {
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

/// Reads a text file and takes what is in it.
pub fn read(page: Page, file: web_sys::File) {
    let name = file.name();
    let refuse = move |code: &str, name: String| {
        let problem = Problem::new(code).with("name", Arg::Text(name));
        page.session.notice.set(Some(problem));
    };
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    let is_study = ending.as_deref() == Some("json");
    if !is_study && !matches!(ending.as_deref(), Some("csv" | "tsv" | "txt")) {
        refuse("file.kind", name);
        return;
    }
    let blob: &web_sys::Blob = file.unchecked_ref();
    if blob.size() > MOST_BYTES {
        refuse("file.too_large", name);
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        let file = gloo_file::File::from(file);
        match gloo_file::futures::read_as_text(&file).await {
            Err(_) => refuse("file.unreadable", name),
            // What is no UTF-8 arrives as this sign.
            Ok(text) if text.contains('\u{fffd}') => refuse("file.not_utf8", name),
            Ok(text) if is_study => {
                if let Err(problem) = open_study_file(&name, &text) {
                    page.session.notice.set(Some(problem));
                }
            }
            Ok(text) => page.take(text),
        }
    });
}

/// Opens a saved study. Study files are not read here yet, and the sentence says so.
fn open_study_file(name: &str, _text: &str) -> Result<(), Problem> {
    Err(Problem::new("file.study").with("name", Arg::Text(name.to_owned())))
}

/// Saves the sheet shown, without its numbers.
pub fn save_template(page: Page) {
    let study = page.session.study_now();
    let lang = page.session.lang.get_untracked();
    let sheet = page.sheet_id();
    if let Some(table) = template(&study, &sheet, lang) {
        let name = format!("{}.csv", lang.name(&format!("sheet.{sheet}")));
        save_file(&name, "text/csv;charset=utf-8", table.to_csv().as_bytes());
    }
}

fn template(study: &Study, sheet: &str, lang: Lang) -> Option<DataTable> {
    let sheet = study.sheet(sheet)?;
    let has_regions = study.regions.len() > 1;
    let mut head = Vec::new();
    if has_regions {
        head.push(tr!(lang, "data.sheet.region").to_owned());
    }
    head.push(tr!(lang, "data.sheet.year").to_owned());
    head.extend(sheet.columns.iter().map(|c| {
        let name = lang.name(&format!("indicator.{}", c.indicator));
        tr!(
            lang,
            "data.drop.heading",
            name = name,
            unit = lang.unit(c.unit.code())
        )
    }));
    let width = head.len();
    let rows = sheet
        .rows
        .iter()
        .map(|key| {
            let mut row = Vec::with_capacity(width);
            if has_regions {
                let region = study.regions.iter().find(|r| *r.code == *key.region);
                row.push(
                    region
                        .map_or_else(|| key.region.to_string(), |r| lang.pick(&r.name).to_owned()),
                );
            }
            row.push(key.year.to_string());
            row.resize(width, String::new());
            row
        })
        .collect();
    Some(DataTable { head, rows })
}
