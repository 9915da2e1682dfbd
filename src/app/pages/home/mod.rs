//! The home step: what came out, in one sentence and one picture, and where to go from here.

mod cards;
mod check;
mod figure;
mod headline;
mod keys;

use std::sync::Arc;

use leptos::prelude::*;

use super::account::ledger::Ledger;
use crate::app::components::rich::{phrases, with_numbers};
use crate::app::session::Session;
use crate::steps::forecast::ForecastStep;
use crate::tr;

/// The page.
#[component]
pub fn Home() -> impl IntoView {
    let session = Session::get();
    let ledger = Memo::new(move |_| {
        let account = session.results.account.get().value;
        account.map_or_else(Ledger::default, |a| Ledger::of(&a, &session.study()))
    });
    let has_data = Memo::new(move |_| ledger.with(|l| l.summary.is_some()));
    let eyebrow = move || {
        let (study, lang) = (session.study(), session.lang.get());
        let own = study.case.as_ref().is_none_or(|c| c.id == "blank");
        let kind = if own {
            tr!(lang, "home.eyebrow_own")
        } else {
            tr!(lang, "home.eyebrow_case")
        };
        let region = super::account::region_name(session);
        let years = ledger.with(|l| headline::span(lang, l, ahead_of(session, l).as_deref()));
        view! { <span>{kind}</span><span>{region}</span><span>{years}</span> }
    };
    let title = move || {
        let lang = session.lang.get();
        let region = headline::short_region(lang, &super::account::region_name(session));
        ledger.with(|l| phrases(&headline::headline(lang, l, &region)))
    };
    let lede = move || {
        let lang = session.lang.get();
        ledger.with(|l| {
            let (message, values) = headline::lede(lang, l);
            with_numbers(&message, &values)
        })
    };
    view! {
        <div class="page-head">
            <p class="eyebrow">{eyebrow}</p>
            <h1 class="big">{title}</h1>
            <p class="lede">{lede}</p>
        </div>
        {move || has_data.get().then(|| view! {
            <div class="cols">
                <figure::BalanceFigure ledger=ledger />
                <div>
                    <keys::KeyFigures ledger=ledger />
                    <check::PaperCheck ledger=ledger />
                </div>
            </div>
        })}
        <cards::Cards ledger=ledger />
    }
}

/// The forecast that goes on from the last year of the ledger, tracked; `None` when there is none or it starts elsewhere.
fn ahead_of(session: Session, ledger: &Ledger) -> Option<Arc<ForecastStep>> {
    let kept = session.results.forecast.get();
    let step = kept.value.filter(|_| kept.fault.is_none())?;
    let first = step.forecast.years.get(step.forecast.observed.len())?;
    let last = ledger.summary.as_ref()?.last.year;
    (*first == last + 1).then_some(step)
}
