//! Inside of the drawer: the working of the number that is open.

use leptos::prelude::*;

use super::{Opened, close, copy, sections};
use crate::app::components::icon::Icon;
use crate::app::session::Session;
use crate::core::explain::{self, At};
use crate::core::number::grouped;
use crate::core::relate::normalisation_id;
use crate::tr;
use crate::words::{plain, said};

/// Draws the working of the number that is open. A number that is gone closes the drawer.
pub fn draw() -> AnyView {
    let session = Session::get();
    let working = Memo::new(move |_| session.working.get().and_then(|o| working_of(session, &o)));
    Effect::new(move |_| {
        if working.with(Option::is_none) && session.working.with_untracked(Option::is_some) {
            session.working.set(None);
        }
    });
    (move || working.get().map(|w| content(session, &w))).into_any()
}

/// The working of what is opened, tracked; `None` when that number is gone. One arm a step.
fn working_of(session: Session, opened: &Opened) -> Option<explain::Working> {
    match opened {
        Opened::Account { line, year } => {
            let account = session.results.account.get().value?;
            let study = session.study();
            let at = At {
                year: *year,
                region: study.choices.region.as_deref(),
            };
            explain::account(&account, &study, line, &at)
        }
        Opened::Forecast { what } => {
            let step = session.results.forecast().get().value?;
            let number = explain::ForecastNumber::from_id(what)?;
            explain::forecast_number(&step.forecast, step.unit.code(), number)
        }
        Opened::Change { class, period } => {
            let step = session.results.change().get().value?;
            let of = step.classes.iter().find(|c| c.class == *class)?;
            let degree = of.degrees.get(*period)?.as_ref().ok()?;
            let printed = of.printed.get(*period).copied().flatten();
            let printed = printed.zip(step.printed_divisor.or(Some(degree.intervals)));
            let unit = step.unit.code();
            Some(explain::dynamic_degree(
                class,
                *step.periods.get(*period)?,
                degree,
                unit,
                printed,
            ))
        }
        Opened::Relation { series } => {
            let step = session.results.relation().get().value?;
            let index = step.lines.iter().position(|id| id == series)?;
            let how = normalisation_id(step.relation.options.normalisation);
            explain::relational_degree(
                &step.relation,
                index,
                &format!("line.{series}"),
                how,
                &step.years,
            )
        }
    }
}

fn content(session: Session, working: &explain::Working) -> AnyView {
    let lang = session.lang();
    let title: Vec<String> = working.title.iter().map(|w| said(lang, w)).collect();
    let value = working
        .value
        .map_or_else(|| "—".to_owned(), |v| grouped(v, working.decimals));
    let text = plain(lang, working);
    view! {
        <header>
            <div>
                <p>{title.join(" · ")}</p>
                <p class="big num">{value}<span class="unit">{lang.unit(&working.unit)}</span></p>
            </div>
            <button class="iconbtn" aria-label=tr!(lang, "working.close") on:click=move |_| close(session)>
                <Icon name="close" />
            </button>
        </header>
        {sections::sections(lang, working)}
        <section class="working-acts"><copy::CopyButton text=text /></section>
    }
    .into_any()
}
