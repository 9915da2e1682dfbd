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
use crate::core::number::grouped;
use crate::core::problem::{Problem, Report};
use crate::core::study::Study;
use crate::exchange::paste::{self, Chosen, Compared, PastePlan, Sureness};
use crate::tr;
use crate::words::Lang;
use preview::Preview;

pub use memory::remember;

/// A table that waits.
pub struct Pending {
    /// Name of the file; none for a paste.
    pub name: Option<String>,
    /// The table as text.
    pub text: Arc<str>,
    /// Sheet, row and column of the cursor.
    pub target: (String, usize, usize),
    /// What a person said of its columns.
    pub chosen: Vec<Chosen>,
    /// Whether that was said of an earlier table with the same headings.
    pub is_remembered: bool,
    /// What it is taken for.
    pub plan: PastePlan,
    /// How its figures stand to those of the study.
    pub compared: Vec<Compared>,
    preview: Arc<Preview>,
}

impl Pending {
    /// A table as it was planned, with what was said of the last one that had the same headings.
    ///
    /// # Errors
    /// Those of [`paste::plan_with`].
    pub fn new(
        study: &Study,
        name: Option<String>,
        text: String,
        plan: PastePlan,
    ) -> Result<Self, Problem> {
        let preview = Arc::new(Preview::of(&text, &plan));
        let chosen = memory::recall(&plan).unwrap_or_default();
        let first = Self {
            name,
            text: text.into(),
            target: plan.target.clone(),
            is_remembered: !chosen.is_empty(),
            chosen: Vec::new(),
            compared: plan.compared(study),
            plan,
            preview,
        };
        if chosen.is_empty() {
            return Ok(first);
        }
        first.with(study, chosen)
    }

    /// The same with other choices.
    ///
    /// # Errors
    /// Those of [`paste::plan_with`].
    pub fn with(&self, study: &Study, chosen: Vec<Chosen>) -> Result<Self, Problem> {
        let (sheet, row, column) = &self.target;
        let plan = paste::plan_with(study, &self.text, sheet, *row, *column, &chosen);
        let plan = plan.map_err(|e| e.problem())?;
        Ok(Self {
            name: self.name.clone(),
            text: self.text.clone(),
            target: self.target.clone(),
            is_remembered: self.is_remembered,
            compared: plan.compared(study),
            chosen,
            plan,
            preview: self.preview.clone(),
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
            <button class="btn primary" disabled=figures == 0 on:click=move |_| page.accept()>{accept}</button>
            <button class="btn" on:click=move |_| page.discard()>{tr!(lang, "data.import.discard")}</button>
            {what}
            <span class="grow"></span>
            <span class="mute hide-n">{tr!(lang, "data.import.undoable")}</span>
        </div>
    }
    .into_any()
}
