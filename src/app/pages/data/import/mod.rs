//! A table that waits to be taken: what each column was recognised as, to be changed, accepted or given up. Nothing of it is
//! in the study before.

mod columns;
mod memory;
mod notes;
mod preview;
mod said;

use std::sync::Arc;

use leptos::prelude::*;

use super::page::Page;
use crate::app::components::long_work::LongWork;
use crate::core::number::grouped;
use crate::core::problem::{Problem, Report};
use crate::core::study::Study;
use crate::exchange::intake::{About, Intake};
use crate::exchange::paste::{self, Chosen, Compared, PastePlan, Preview, Sureness};
use crate::exchange::workbook::Workbook;
use crate::tr;
use crate::words::Lang;

pub use memory::{recall, remember};

/// Where a table can be planned once more.
pub enum Source {
    /// A text from the clipboard.
    Paste(Arc<str>),
    /// A text file that is short enough for the page.
    Book(Arc<Workbook>),
    /// A file in the worker, by its number.
    File(u32),
}

/// A table that waits.
pub struct Pending {
    /// Name of the file; none for a paste.
    pub name: Option<String>,
    /// Where it is from.
    pub source: Source,
    /// What is shown of it beside its plan.
    pub about: About,
    /// What it is taken for.
    pub plan: PastePlan,
    /// How its figures stand to those of the study.
    pub compared: Vec<Compared>,
}

impl Pending {
    /// A pasted table as it was planned, with what was said of the last one that had the same headings.
    ///
    /// # Errors
    /// Those of [`paste::plan_with`].
    pub fn pasted(study: &Study, text: String, plan: PastePlan) -> Result<Self, Problem> {
        let shape = plan.shape();
        let earlier = recall().into_iter().find(|(s, _)| *s == shape);
        let about = About {
            sheets: Vec::new(),
            at: 0,
            encoding: None,
            chosen: Vec::new(),
            is_remembered: earlier.is_some(),
            preview: Arc::new(Preview::of(&text, &plan)),
        };
        let compared = plan.compared(study);
        let first = Self {
            name: None,
            source: Source::Paste(text.into()),
            about,
            plan,
            compared,
        };
        match earlier {
            Some((_, chosen)) => first.planned(study, chosen),
            None => Ok(first),
        }
    }

    /// A table of a file.
    pub fn of_file(study: &Study, file: &str, source: Source, intake: Intake) -> Self {
        let Intake { about, plan } = intake;
        let name = match about.sheets.get(about.at).map(String::as_str) {
            None | Some("") => file.to_owned(),
            Some(sheet) => format!("{file} · {sheet}"),
        };
        Self {
            name: Some(name),
            source,
            about,
            compared: plan.compared(study),
            plan,
        }
    }

    /// A pasted table with other choices.
    ///
    /// # Errors
    /// Those of [`paste::plan_with`].
    pub fn planned(&self, study: &Study, chosen: Vec<Chosen>) -> Result<Self, Problem> {
        let Source::Paste(text) = &self.source else {
            return Err(Problem::new("workbook.empty"));
        };
        let (sheet, row, column) = &self.plan.target;
        let plan = paste::plan_with(study, text, sheet, *row, *column, &chosen);
        let plan = plan.map_err(|e| e.problem())?;
        Ok(Self {
            name: None,
            source: Source::Paste(text.clone()),
            about: About {
                chosen,
                ..self.about.clone()
            },
            compared: plan.compared(study),
            plan,
        })
    }

    fn going(&self) -> impl Iterator<Item = usize> {
        let columns = self.plan.columns.iter().enumerate();
        columns.filter(|(_, c)| c.goes_in()).map(|(at, _)| at)
    }
}

/// The page while a table waits.
#[component]
pub fn Import(page: Page, pending: Arc<Pending>) -> impl IntoView {
    let lang = page.session.lang.get_untracked();
    let plan = &pending.plan;
    let figures = plan.figures();
    let doubtful = plan
        .columns
        .iter()
        .filter(|c| c.refused.is_none() && c.sureness() == Sureness::Doubtful)
        .count();
    let known = plan.columns.len() - doubtful;
    let from = pending.name.as_ref().map_or_else(
        || tr!(lang, "data.import.from_paste").to_owned(),
        |name| tr!(lang, "data.import.from_file", name = name),
    );
    let mut lede = tr!(
        lang,
        "data.import.lede",
        columns = known + doubtful + plan.left_over.len(),
        known = known,
        figures = grouped(figures as f64, 0)
    );
    if doubtful > 0 {
        lede += &tr!(lang, "data.import.lede_doubtful", n = doubtful);
    }
    if !plan.left_over.is_empty() {
        lede += &tr!(lang, "data.import.lede_left", n = plan.left_over.len());
    }
    lede += tr!(lang, "data.import.lede_end");
    view! {
        <div class="page-head">
            <p class="eyebrow"><span>{tr!(lang, "data.head.step")}</span><span>{from}</span><span>{tr!(lang, "data.import.nothing_yet")}</span></p>
            <h1 id="import-title" tabindex="-1"><span class="ph">{tr!(lang, "data.import.question1")}</span>{(lang == Lang::En).then_some(" ")}<span class="ph">{tr!(lang, "data.import.question2")}</span></h1>
            <p class="lede">{lede}</p>
        </div>
        {accept_bar(page, lang, &pending)}
        <LongWork job=page.reading />
        {preview::view(page, lang, &pending)}
        {columns::view(page, lang, &pending)}
        {notes::view(page, lang, &pending)}
    }
}

fn accept_bar(page: Page, lang: Lang, pending: &Pending) -> AnyView {
    let figures = pending.plan.figures();
    let items = pending.going().count();
    let changed: usize = pending.going().map(|at| pending.compared[at].changed).sum();
    let mut years: Vec<i32> = pending.plan.rows.iter().map(|key| key.year).collect();
    years.sort_unstable();
    years.dedup();
    let accept = if figures > 0 {
        tr!(lang, "data.import.accept", n = grouped(figures as f64, 0))
    } else {
        tr!(lang, "data.import.nothing").to_owned()
    };
    let what = (figures > 0).then(|| {
        let size = tr!(lang, "data.import.size", items = items, years = years.len());
        let changes = if changed > 0 {
            tr!(lang, "data.import.changes", n = changed)
        } else {
            tr!(lang, "data.import.changes_none").to_owned()
        };
        view! { <span>{size}<b>{changes}</b></span> }
    });
    view! {
        <div class="acceptbar" role="region" aria-label=tr!(lang, "data.import.bar")>
            <button class="btn primary" disabled=move || figures == 0 || page.is_at_work() aria-busy=move || page.is_at_work().to_string() on:click=move |_| page.accept()>{accept}</button>
            <button class="btn" disabled=move || page.is_going_in.get() on:click=move |_| page.discard()>{tr!(lang, "data.import.discard")}</button>
            {what}
            <span class="grow"></span>
            <span class="mute hide-n">{tr!(lang, "data.import.undoable")}</span>
        </div>
    }
    .into_any()
}
