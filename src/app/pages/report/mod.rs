//! The report: what was computed, by which formulas and coefficients, from which sources, on A4.

mod article;
mod document;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::components::long_work::{Job, LongWork};
use crate::app::session::Session;
use crate::app::storage::keep::save_result;
use crate::app::url_state::{Step, href};
use crate::core::account::Account;
use crate::core::study::Study;
use crate::exchange::paper::Paper;
use crate::job::report::{Findings, Part, paper};
use crate::steps::forecast::ForecastStep;
use crate::steps::relation::RelationStep;
use crate::tr;
use crate::words::Lang;

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The report as it stands on the page, and what it is made of.
#[derive(Clone)]
struct Shown {
    lang: Lang,
    study: Arc<Study>,
    account: Arc<Account>,
    relation: Option<Arc<RelationStep>>,
    forecast: Option<Arc<ForecastStep>>,
    paper: Paper,
}

impl Shown {
    fn findings(&self) -> Findings<'_> {
        Findings {
            study: &self.study,
            account: &self.account,
            relation: self.relation.as_deref(),
            forecast: self.forecast.as_deref(),
        }
    }
}

/// The page.
#[component]
pub fn Report() -> impl IntoView {
    let session = Session::get();
    let lang = move || session.lang();
    let chosen = RwSignal::new(Part::ALL.to_vec());
    let author = RwSignal::new(String::new());
    let job: Job = RwSignal::new_local(None);
    let relation = session.results.relation();
    let forecast = session.results.forecast();
    let boxes = Part::ALL.map(|part| {
        let is_in = move || chosen.with(|all| all.contains(&part));
        let turn = move |_| {
            chosen.update(|all| {
                if all.contains(&part) {
                    all.retain(|p| *p != part);
                } else {
                    all.push(part);
                }
            });
        };
        let name = move || part.name(lang());
        view! { <label class="inl"><input type="checkbox" prop:checked=is_in on:change=turn />{name}</label> }
    });
    let back =
        move |event: leptos::ev::MouseEvent| crate::app::shell::go(session, Step::Account, &event);
    let print = move |_| {
        // A browser that does not print says so itself.
        let _ = window().print();
    };
    // Nothing without an account.
    let shown = move || {
        let mut shown = Shown {
            lang: lang(),
            study: session.study(),
            account: session.results.account.get().value?,
            relation: relation.get().value,
            forecast: forecast.get().value,
            paper: Paper::default(),
        };
        let (chosen, author) = (chosen.get(), author.get());
        shown.paper = paper(shown.lang, &shown.findings(), &chosen, &author)?;
        Some(shown)
    };
    let docx = move |_| {
        if let Some(shown) = untrack(shown) {
            document::write(shown, job);
        }
    };
    save_result(session, job, |lang| tr!(lang, "report.file"), "docx", DOCX);
    let pages = move || {
        match shown() {
        Some(shown) => article::article(shown.lang, &shown.findings(), shown.paper.clone()),
        None => {
            view! { <article class="a4"><p class="meta">{tr!(lang(), "report.nothing")}</p></article> }
                .into_any()
        }
    }
    };
    let is_empty = Memo::new(move |_| {
        let account = session.results.account.get().value;
        let study = session.study();
        let region = study.choices.region.as_deref();
        account.and_then(|a| a.summary(region)).is_none()
    });
    view! {
        <div class="rbar" role="region" aria-label=move || tr!(lang(), "report.bar")>
            <a class="btn small" href=href(Step::Account) on:click=back>{move || tr!(lang(), "report.back")}</a>
            <span role="group" class="report-parts" aria-label=move || tr!(lang(), "report.parts")>{boxes}</span>
            <label class="inl">{move || tr!(lang(), "report.author")}" "<input class="inp sm" maxlength="60" prop:value=author
                on:input=move |event| author.set(event_target_value(&event)) /></label>
            <span class="grow"></span>
            <span class="mute hide-n">{move || tr!(lang(), "report.a4")}</span>
            <button class="btn small" disabled=is_empty on:click=docx>{move || tr!(lang(), "report.docx")}</button>
            <button class="btn small primary" on:click=print>{move || tr!(lang(), "report.print")}</button>
            <LongWork job=job />
        </div>
        {pages}
    }
}
