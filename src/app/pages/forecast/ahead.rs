//! The values ahead as a table, and what they say of peak and neutrality.

use leptos::prelude::*;

use super::Shown;
use super::parts::{Part, opens, told};
use crate::app::session::{Session, in_passing};
use crate::core::explain::ForecastNumber;
use crate::core::number::signed;
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::forecast::{Digits, model_label, peak, percent};

/// Table and sentence.
#[component]
pub fn Ahead(shown: Shown, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let rows: Part = Box::new(move || body(session, &shown.get(), selected));
    view! {
        <div class="panel-head">
            <h2>{session.word(|l| tr!(l, "forecast.table.head"))}</h2>
            <span class="mute forecast-unit">{told(session, shown, |lang, step| lang.unit(step.unit.code()))}</span>
        </div>
        {rows}
        <p class="tnote" aria-live="polite">{told(session, shown, peak)}</p>
    }
}

fn body(session: Session, step: &ForecastStep, selected: RwSignal<Option<usize>>) -> AnyView {
    let lang = session.lang();
    if step.forecast.path.forecast.is_empty() {
        let setting = tr!(lang, "forecast.method.horizon");
        let text = tr!(lang, "forecast.table.none", setting = setting);
        return view! { <p class="empty">{text}</p> }.into_any();
    }
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=tr!(lang, "forecast.table.label")>
            {table(session, step, selected)}
        </div>
    }
    .into_any()
}

fn table(session: Session, step: &ForecastStep, selected: RwSignal<Option<usize>>) -> AnyView {
    let lang = session.lang();
    let forecast = &step.forecast;
    let digits = Digits::of(step);
    let has_printed = step.printed.is_some();
    let level = percent(forecast.options.level, 0);
    let first = forecast.observed.len();
    let rows = forecast
        .path
        .forecast
        .iter()
        .enumerate()
        .map(|(k, value)| {
            let index = first + k;
            let year = forecast.years.get(index).copied().unwrap_or_default();
            let interval = forecast
                .interval
                .as_ref()
                .ok()
                .and_then(|i| Some(digits.interval(*i.lower.get(k)?, *i.upper.get(k)?)));
            let printed = has_printed.then(|| {
                let (printed, difference) = printed_in(step, year);
                let dash = || "—".to_owned();
                let printed = printed.map_or_else(dash, |v| digits.value(v));
                let difference = difference.map_or_else(dash, |share| signed(share * 100.0, 1));
                view! { <td class="t-prt">{printed}</td><td>{difference}</td> }
            });
            let value = opens(
                session,
                step,
                ForecastNumber::Year(year),
                &year.to_string(),
                digits.value(*value),
            );
            let is_on = move || {
                in_passing(selected);
                selected.get() == Some(index)
            };
            view! {
                <tr class:on=is_on on:click=move |_| selected.set(Some(index))>
                    <th scope="row">{year}</th>
                    <td class="sum">{value}</td>
                    <td>{interval.unwrap_or_else(|| "—".to_owned())}</td>
                    {printed}
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="book compact forecast-table">
            <thead><tr>
                <th class="l" scope="col">{tr!(lang, "forecast.figure.year")}</th>
                <th scope="col">{model_label(lang, forecast.model.name())}</th>
                <th scope="col">{tr!(lang, "forecast.figure.interval", level = level)}</th>
                {has_printed.then(|| view! {
                    <th scope="col" class="t-prt">{tr!(lang, "forecast.figure.printed")}</th>
                    <th scope="col">{tr!(lang, "forecast.table.difference")}" "<span class="unit forecast-inline">"%"</span></th>
                })}
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// What was printed for a year and how far it is above the value here.
fn printed_in(step: &ForecastStep, year: i32) -> (Option<f64>, Option<f64>) {
    let found = step.printed.as_ref().and_then(|printed| {
        let index = printed.path.iter().position(|(y, _)| *y == year)?;
        Some((printed.path.get(index)?.1, *printed.differences.get(index)?))
    });
    match found {
        Some((value, difference)) => (Some(value), difference),
        None => (None, None),
    }
}
