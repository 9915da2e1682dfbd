//! Study files as the page saves and opens them.

use leptos::prelude::*;

use super::Storage;
use crate::app::browser;
use crate::app::session::Session;
use crate::core::problem::Report;
use crate::core::study::Study;
use crate::exchange::study_file;
use crate::words::Lang;

/// Offers the present study as a file.
pub fn save_study(session: Session) {
    let study = session.study_now();
    let name = file_name(&study, session.lang.get_untracked(), "", "json");
    browser::save_file(
        &name,
        "application/json",
        study_file::write(&study).as_bytes(),
    );
}

/// Opens a study file; what is wrong with it is told above the page and the present study stays. Says whether it was
/// opened.
pub fn open_study_text(session: Session, text: &str) -> bool {
    let storage = Storage::get();
    storage.faults.set(Vec::new());
    match study_file::read(text) {
        Ok(study) => {
            session.notice.set(None);
            session.put(study);
            true
        }
        Err(error) => {
            let problems = error.problems();
            storage.faults.set(if problems.len() > 1 {
                problems
            } else {
                Vec::new()
            });
            session.notice.set(Some(error.problem()));
            false
        }
    }
}

/// Title of the study without what file systems refuse, such as `碳衡 贵州省 2005—2019.json`.
pub(super) fn file_name(study: &Study, lang: Lang, kind: &str, ending: &str) -> String {
    let title: String = lang
        .pick(&study.title)
        .chars()
        .map(|c| match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .take(80)
        .collect();
    let brand = match lang {
        Lang::Zh => "碳衡",
        Lang::En => "Tanheng",
    };
    let words: Vec<&str> = [brand, title.trim(), kind]
        .into_iter()
        .filter(|w| !w.is_empty())
        .collect();
    format!("{}.{ending}", words.join(" "))
}
