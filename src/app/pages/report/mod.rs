//! The report: what was computed, by which formulas and coefficients, from which sources, on A4.

mod parts;
mod sections;

use leptos::prelude::*;

use crate::app::session::Session;
use crate::app::url_state::{Step, href};
use crate::tr;
use crate::words::Lang;

/// A section that can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Formulas and coefficients.
    Method,
    /// The account by year.
    Account,
    /// Grey relation.
    Relation,
    /// The forecast and its tests.
    Forecast,
    /// Conventions, sources, seeds and version.
    Sources,
}

impl Part {
    const ALL: [Self; 5] = [
        Self::Method,
        Self::Account,
        Self::Relation,
        Self::Forecast,
        Self::Sources,
    ];

    fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Method => tr!(lang, "report.part.method"),
            Self::Account => tr!(lang, "report.part.account"),
            Self::Relation => tr!(lang, "report.part.relation"),
            Self::Forecast => tr!(lang, "report.part.forecast"),
            Self::Sources => tr!(lang, "report.part.sources"),
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
    let pages = move || {
        sections::article(
            session,
            &chosen.get(),
            &author.get(),
            relation.get().value.as_deref(),
            forecast.get().value.as_deref(),
        )
    };
    view! {
        <div class="rbar" role="region" aria-label=move || tr!(lang(), "report.bar")>
            <a class="btn small" href=href(Step::Account) on:click=back>{move || tr!(lang(), "report.back")}</a>
            <span role="group" class="report-parts" aria-label=move || tr!(lang(), "report.parts")>{boxes}</span>
            <label class="inl">{move || tr!(lang(), "report.author")}" "<input class="inp sm" maxlength="60" prop:value=author
                on:input=move |event| author.set(event_target_value(&event)) /></label>
            <span class="grow"></span>
            <span class="mute hide-n">{move || tr!(lang(), "report.a4")}</span>
            <button class="btn small primary" on:click=print>{move || tr!(lang(), "report.print")}</button>
        </div>
        {pages}
    }
}
