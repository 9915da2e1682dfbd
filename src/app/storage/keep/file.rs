//! Study files as the page saves and opens them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use leptos::prelude::*;

use super::writer::to_write;
use super::{Storage, open_new};
use crate::app::browser;
use crate::app::components::long_work::Job;
use crate::app::session::Session;
use crate::core::problem::Report;
use crate::core::study::Study;
use crate::exchange::study_file;
use crate::job::JobError;
use crate::words::Lang;

/// Offers the present study as a file.
pub fn save_study(session: Session) {
    save(&session.study_now(), session.lang.get_untracked());
}

/// Offers every study that could not be kept as a file; the present one when there is none.
pub(super) fn save_unkept(session: Session) {
    let unkept = to_write(session);
    if unkept.is_empty() {
        save_study(session);
    }
    for study in unkept {
        save(&study, session.lang.get_untracked());
    }
}

fn save(study: &Study, lang: Lang) {
    let name = file_name(study, lang, "", "json");
    browser::save_file(
        &name,
        "application/json",
        study_file::write(study).as_bytes(),
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
            open_new(session, study);
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

/// Offers the file that a worker writes once it is done, or says why there is none. `kind` stands behind the title.
pub fn save_result(
    session: Session,
    job: Job,
    kind: fn(Lang) -> &'static str,
    ending: &'static str,
    mime: &'static str,
) {
    Effect::new(move |named: Option<Option<String>>| {
        // The name is that of the study the work began with: another one may be at hand when it ends.
        let name = || {
            let lang = session.lang.get_untracked();
            file_name(&session.study_now(), lang, kind(lang), ending)
        };
        let result = job.with(|j| j.as_ref().map(|j| j.result.get()))?;
        let name = named.flatten().unwrap_or_else(name);
        let Some(result) = result else {
            return Some(name);
        };
        job.set(None);
        match result.map(|text| STANDARD.decode(text)) {
            Ok(Ok(bytes)) => browser::save_file(&name, mime, &bytes),
            Ok(Err(_)) => session.notice.set(Some(JobError::WorkerLost.problem())),
            Err(problem) if problem.code == "job.cancelled" => {}
            Err(problem) => session.notice.set(Some(problem)),
        }
        None
    });
}

/// Title of the study without what file systems refuse, such as `碳衡 贵州省 2005—2019.json`.
pub(super) fn file_name(study: &Study, lang: Lang, kind: &str, ending: &str) -> String {
    name_of(lang.pick(&study.title_with_scenario()), lang, kind, ending)
}

/// [`file_name`] of a study of which only the title is known.
pub(super) fn name_of(title: &str, lang: Lang, kind: &str, ending: &str) -> String {
    let title: String = title
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
