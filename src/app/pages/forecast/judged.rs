//! Would it have worked? The last years, forecast from those before them.

use leptos::prelude::*;

use super::Shown;
use super::charts::hold_out_picture;
use super::parts::{part, told};
use crate::app::components::plot::Plot;
use crate::app::session::Session;
use crate::core::forecast::{MIN_POINTS, ModelName};
use crate::core::number::fixed;
use crate::core::problem::Problem;
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::Lang;
use crate::words::forecast::{held_span, in_year, judged, model_title, ranking, span};

/// Picture, table and finding.
#[component]
pub fn Judged(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let draw = move |width| hold_out_picture(session.lang(), &shown.get(), width);
    view! {
        <h2>{session.word(|l| tr!(l, "forecast.judged.head"))}</h2>
        <p class="mute forecast-sub">{told(session, shown, years)}</p>
        <Plot draw />
        <div class="scroll forecast-errors" tabindex="0" role="region" aria-label=session.word(|l| tr!(l, "forecast.judged.error"))>
            {part(session, shown, |_, lang, step| table(lang, step))}
        </div>
        <p class="tnote" aria-live="polite">{told(session, shown, judged)}</p>
        {part(session, shown, |session, _, step| faults(session, step))}
    }
}

/// Which years were fitted and which were judged; empty where none can be held out.
fn years(lang: Lang, step: &ForecastStep) -> String {
    let forecast = &step.forecast;
    let held = forecast.options.hold_out;
    let Some(training) = forecast.observed.len().checked_sub(held) else {
        return String::new();
    };
    let (Some(first), Some(last)) = (
        forecast.years.first(),
        training.checked_sub(1).and_then(|i| forecast.years.get(i)),
    ) else {
        return String::new();
    };
    if held == 0 || training < MIN_POINTS {
        return String::new();
    }
    tr!(
        lang,
        "forecast.judged.span",
        fitted = span(lang, *first, *last),
        held = held_span(lang, step, held)
    )
}

fn table(lang: Lang, step: &ForecastStep) -> AnyView {
    let rows = ranking(step);
    let origins = rows.iter().map(|row| row.origins).max().unwrap_or(0);
    let cell = |share: Option<f64>| share.map_or_else(|| "—".to_owned(), |s| fixed(s * 100.0, 1));
    let held = step.forecast.options.hold_out;
    let body = rows
        .iter()
        .enumerate()
        .map(|(place, row)| {
            let is_best = place == 0 && row.hold_out.is_some();
            view! {
                <tr class:on=is_best>
                    <th scope="row">{name(lang, step, row.model)}</th>
                    <td class="sum">{cell(row.hold_out)}</td>
                    <td>{cell(row.ahead)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="book compact">
            <thead><tr>
                <th class="l" scope="col">{tr!(lang, "forecast.judged.error")}</th>
                <th scope="col">{tr!(lang, "forecast.judged.last", count = held)}<span class="unit">"%"</span></th>
                <th scope="col">
                    {tr!(lang, "forecast.judged.ahead")}
                    <span class="unit">{tr!(lang, "forecast.judged.origins", count = origins)}</span>
                </th>
            </tr></thead>
            <tbody>{body}</tbody>
        </table>
    }
    .into_any()
}

fn name(lang: Lang, step: &ForecastStep, model: ModelName) -> String {
    let forecast = &step.forecast;
    let before = forecast
        .observed
        .len()
        .checked_sub(forecast.options.hold_out + 1)
        .and_then(|index| forecast.years.get(index));
    match (model, before) {
        (ModelName::Naive, Some(year)) => tr!(lang, "forecast.judged.naive", year = year),
        _ => model_title(lang, model).to_owned(),
    }
}

/// Why cells are empty, each reason once.
fn faults(session: Session, step: &ForecastStep) -> AnyView {
    let lang = session.lang();
    let mut seen: Vec<Problem> = Vec::new();
    let mut lines = Vec::new();
    for row in &step.forecast.comparisons {
        let parts = [
            row.hold_out.as_ref().err(),
            row.rolling_origin.as_ref().err(),
        ];
        for problem in parts.into_iter().flatten() {
            if !seen.contains(problem) {
                seen.push((**problem).clone());
                let model = model_title(lang, row.model.name());
                lines.push(format!("{model}: {}", session.say(&in_year(problem, step))));
            }
        }
    }
    lines
        .into_iter()
        .map(|text| view! { <p class="tnote">{text}</p> })
        .collect_view()
        .into_any()
}
