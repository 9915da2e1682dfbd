//! Table 6: every column of a unit followed to the target year by each model, and what was clamped or left out.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Needed, order};
use crate::app::pages::oxygen::Page;
use crate::app::pages::oxygen::cells::{dash, span};
use crate::app::session::Session;
use crate::core::carbon_oxygen::{ModelAhead, Projection};
use crate::core::forecast::ModelName;
use crate::core::number::grouped;
use crate::core::problem::Problem;
use crate::steps::carbon_oxygen::{ColumnAhead, LandNeeded};
use crate::tr;
use crate::words::Lang;
use crate::words::forecast::{model_label, model_name};
use crate::words::oxygen::with_name;

/// Marks a value that fell below 0.
const CLAMPED: char = '†';

/// The table, of the unit read or the one with the largest gap.
#[component]
pub fn Ahead(page: Page, needed: Needed) -> impl IntoView {
    let session = Session::get();
    let shown = Memo::new(move |_| {
        let needed = needed.get()?;
        let most = || order(&needed, page.element.get()).first().copied();
        let read = page.selected.get().filter(|i| *i < needed.units.len());
        Some((read.or_else(most)?, needed))
    });
    let title = move || {
        let lang = session.lang();
        let (unit, needed) = shown.get()?;
        let name = lang.pick(&needed.units.get(unit)?.name).to_owned();
        Some(tr!(
            lang,
            "oxygen.ahead.title",
            name = name,
            year = needed.target_year
        ))
    };
    let note = move || {
        let (_, needed) = shown.get()?;
        let (from, to) = needed.fit;
        Some(tr!(
            session.lang(),
            "oxygen.ahead.note",
            from = from,
            to = to
        ))
    };
    let table = move || {
        shown
            .get()
            .map(|(unit, needed)| drawn(session.lang(), unit, &needed))
    };
    let told = move || {
        let (unit, needed) = shown.get()?;
        let told = remarks(session, unit, &needed);
        let list = told.into_iter().map(|text| view! { <li>{text}</li> });
        Some(view! { <ul class="tnote oxygen-remarks">{list.collect_view()}</ul> })
    };
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=title>
            <table class="book compact">
                <caption><b>{title}</b>{note}</caption>
                {table}
            </table>
        </div>
        {told}
    }
}

/// Decimals that suit a value.
fn decimals(value: f64) -> usize {
    match value.abs() {
        v if v >= 1000.0 => 0,
        v if v >= 10.0 => 1,
        _ => 3,
    }
}

fn value_of(of: Option<&ModelAhead>, decimals: usize) -> String {
    let Some((of, value)) = of.and_then(|m| Some((m, m.value?))) else {
        return dash();
    };
    let text = grouped(value, decimals);
    if of.is_clamped {
        format!("{text}{CLAMPED}")
    } else {
        text
    }
}

fn cells(models: &[ModelName], found: Option<&Projection>) -> AnyView {
    let decimals = found.map_or(0, |p| decimals(p.mean));
    let by_model = models.iter().map(|model| {
        let of = found.and_then(|p| p.models.iter().find(|m| m.model == *model));
        view! { <td class="hide-n">{value_of(of, decimals)}</td> }
    });
    let write = |v: f64| grouped(v, decimals);
    view! {
        {by_model.collect_view()}
        <td class="sum">{found.map_or_else(dash, |p| write(p.mean))}</td>
        <td>{found.map_or_else(dash, |p| span(write(p.low), write(p.high)))}</td>
    }
    .into_any()
}

fn column_name(lang: Lang, column: &ColumnAhead) -> String {
    lang.name(&format!("indicator.{}", column.indicator))
}

fn drawn(lang: Lang, unit: usize, needed: &Arc<LandNeeded>) -> AnyView {
    let rows = needed.columns.iter().map(|column| {
        let found = column.units.get(unit).and_then(|p| p.as_ref().ok());
        let of = lang.unit(column.unit.code());
        view! {
            <tr>
                <th scope="row">{column_name(lang, column)}" "<span class="unit">{of}</span></th>
                {cells(&needed.models, found)}
            </tr>
        }
    });
    let models = needed.models.iter();
    let heads =
        models.map(|m| view! { <th class="hide-n" scope="col">{model_label(lang, *m)}</th> });
    view! {
        <thead><tr>
            <th class="l" scope="col">{tr!(lang, "oxygen.ahead.column")}</th>
            {heads.collect_view()}
            <th scope="col">{tr!(lang, "oxygen.ahead.mean")}</th>
            <th scope="col">{tr!(lang, "oxygen.ahead.spread")}</th>
        </tr></thead>
        <tbody>{rows.collect_view()}</tbody>
    }
    .into_any()
}

/// What is to be said of single values: clamped, left out, or none at all.
fn remarks(session: Session, unit: usize, needed: &LandNeeded) -> Vec<String> {
    let (lang, study) = (session.lang(), session.study());
    let say = |problem: &Problem| session.say(&with_name(lang, &study.regions, problem));
    let mut told = Vec::new();
    for column in &needed.columns {
        let name = column_name(lang, column);
        match column.units.get(unit) {
            Some(Ok(found)) => {
                for of in &found.models {
                    let model = model_name(lang, of.model);
                    if of.is_clamped {
                        let text = tr!(lang, "oxygen.ahead.clamped", column = name, model = model);
                        told.push(format!("{CLAMPED} {text}"));
                    }
                    if let Some(problem) = &of.left_out {
                        told.push(tr!(
                            lang,
                            "oxygen.ahead.left_out",
                            column = name,
                            model = model,
                            reason = say(problem)
                        ));
                    }
                }
            }
            Some(Err(problem)) => told.push(say(problem)),
            None => {}
        }
    }
    told
}
