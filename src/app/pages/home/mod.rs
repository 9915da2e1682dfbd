//! The home step: what came out, in one sentence and one picture, and where to go from here.

mod cards;
mod check;
mod figure;
mod keys;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::components::message::{Message, Tone};
use crate::app::components::rich::{phrases, with_numbers};
use crate::app::session::Session;
use crate::steps::forecast::ForecastStep;
use crate::steps::ledger::Ledger;
use crate::tr;
use crate::words::{Lang, Story, headline, lede, left_out, short_region};

/// The page.
#[component]
pub fn Home() -> impl IntoView {
    let session = Session::get();
    let ledger = Memo::new(move |_| {
        let account = session.results.account.get().value;
        account.map_or_else(Ledger::default, |a| Ledger::of(&a, &session.study()))
    });
    // The account does not wait for what comes after it.
    Effect::new(move |_| {
        if let Some(rest) = session.rest.get() {
            (rest.ahead)(session);
        }
    });
    let has_data = Memo::new(move |_| ledger.with(|l| l.summary.is_some()));
    let eyebrow = move || {
        let (study, lang) = (session.study(), session.lang());
        let own = study.case.as_ref().is_none_or(|c| c.id == "blank");
        let kind = if own {
            tr!(lang, "home.eyebrow_own")
        } else {
            tr!(lang, "home.eyebrow_case")
        };
        let region = super::account::region_name(session);
        let years = ledger.with(|l| span(lang, l, ahead_of(session, l).as_deref()));
        view! { <span>{kind}</span><span>{region}</span><span>{years}</span> }
    };
    let title = move || {
        let lang = session.lang();
        let region = short_region(lang, &super::account::region_name(session));
        ledger.with(|l| phrases(&headline(lang, &story(l), &region)))
    };
    let first_sentence = move || {
        let lang = session.lang();
        ledger.with(|l| {
            let (message, values) = lede(lang, &story(l));
            with_numbers(&message, &values)
        })
    };
    let without = move || {
        let lang = session.lang();
        let account = session.results.account.get().value?;
        let list = left_out(lang, &account)?;
        Some(view! { <Message tone=Tone::Warn>{tr!(lang, "home.without", list = list)}</Message> })
    };
    let is_zoned = Memo::new(move |_| {
        let study = session.study();
        study.account.is_empty() && study.zoning.is_some()
    });
    let head = move || {
        let rest = session.rest.get().filter(|_| is_zoned.get());
        match rest {
            Some(rest) => (rest.zones_head)(),
            None => view! {
                <p class="eyebrow">{eyebrow}</p>
                <h1 class="big">{title}</h1>
                <p class="lede">{first_sentence}</p>
                {without}
            }
            .into_any(),
        }
    };
    view! {
        <div class="page-head">{head}</div>
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
        {move || session.rest.get().map(|rest| (rest.studies)())}
    }
}

/// The forecast that goes on from the last year of the ledger, tracked; `None` when there is none or it starts elsewhere.
fn ahead_of(session: Session, ledger: &Ledger) -> Option<Arc<ForecastStep>> {
    let kept = session.results.forecast_if_asked()?;
    let step = kept.value.filter(|_| kept.fault.is_none())?;
    let first = step.forecast.years.get(step.forecast.observed.len())?;
    let last = ledger.summary.as_ref()?.last.year;
    (*first == last + 1).then_some(step)
}

fn story(ledger: &Ledger) -> Story<'_> {
    Story {
        summary: ledger.summary.as_ref(),
        decimals: ledger.decimals,
        unit: &ledger.unit,
    }
}

/// Years of the account and of the forecast.
fn span(lang: Lang, ledger: &Ledger, ahead: Option<&ForecastStep>) -> String {
    let (Some(from), Some(to)) = (ledger.years.first(), ledger.years.last()) else {
        return String::new();
    };
    match ahead.and_then(|a| a.forecast.years.last()) {
        Some(end) => tr!(lang, "home.eyebrow_ahead", from = from, to = to, end = end),
        None if from == to => tr!(lang, "home.eyebrow_year", from = from),
        None => tr!(lang, "home.eyebrow_years", from = from, to = to),
    }
}
