//! What several parts of the page need: emphasis, tones, names of the data, ranges of the settings.

use leptos::prelude::*;

use super::Shown;
use crate::app::components::message::Tone;
use crate::app::components::working::Opened;
use crate::app::session::Session;
use crate::core::explain::{ForecastNumber, forecast_number};
use crate::core::forecast::FORECAST;
use crate::core::spec::Kind;
use crate::core::study::Basis;
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::forecast::{Mark, Verdict, printed};
use crate::words::{Lang, basis_name};

/// A text whose parts between `**` are strong.
pub fn emphasised(text: &str) -> AnyView {
    text.split("**")
        .enumerate()
        .map(|(i, part)| {
            let part = part.to_owned();
            if i % 2 == 1 {
                view! { <b class="num">{part}</b> }.into_any()
            } else {
                part.into_any()
            }
        })
        .collect_view()
        .into_any()
}

/// A text read from the result.
pub fn told(
    session: Session,
    shown: Shown,
    text: fn(Lang, &ForecastStep) -> String,
) -> Signal<String> {
    Signal::derive(move || text(session.lang(), &shown.get()))
}

/// A part that is drawn anew when what it reads changes. Boxed, so that all parts are one type.
pub type Part = Box<dyn FnMut() -> AnyView + Send>;

/// A [`Part`] drawn from the result.
pub fn part(
    session: Session,
    shown: Shown,
    draw: fn(Session, Lang, &ForecastStep) -> AnyView,
) -> Part {
    Box::new(move || draw(session, session.lang(), &shown.get()))
}

/// A number that opens its working; plain text where it has none. `name` says what the number is.
pub fn opens(
    session: Session,
    step: &ForecastStep,
    number: ForecastNumber,
    name: &str,
    value: String,
) -> AnyView {
    if forecast_number(&step.forecast, step.unit.code(), number).is_none() {
        return value.into_any();
    }
    let opened = Opened::Forecast { what: number.id() };
    let anchor = opened.anchor();
    let this = opened.clone();
    let is_open = move || session.is_open(&this).to_string();
    let label = tr!(
        session.lang(),
        "forecast.tests.open",
        name = name,
        value = value
    );
    view! {
        <button class="tbtn" data-working=anchor aria-expanded=is_open aria-label=label
            on:click=move |_| session.working.set(Some(opened.clone()))>{value}</button>
    }
    .into_any()
}

/// How a message or row looks.
pub fn tone(mark: Mark) -> Tone {
    match mark {
        Mark::Ok => Tone::Ok,
        Mark::Warn => Tone::Warn,
        Mark::Error => Tone::Error,
        Mark::Plain => Tone::Info,
    }
}

/// Name of the data a result is made from.
pub fn data_name(session: Session, step: &ForecastStep) -> String {
    basis_name(session.lang(), &session.study(), step.basis)
}

/// What the printed path is worth.
pub fn printed_verdict(session: Session, step: &ForecastStep) -> Option<Verdict> {
    let lang = session.lang();
    let table = basis_name(lang, &session.study(), Basis::Published);
    printed(lang, step, &data_name(session, step), &table)
}

/// Least, greatest, step and preset of a setting, as the method declares them.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    /// Least value.
    pub min: f64,
    /// Greatest value.
    pub max: f64,
    /// Step of a slider.
    pub step: f64,
    /// Preset.
    pub preset: f64,
}

/// Range of a setting of the method by its id in a job file.
pub fn range(id: &str) -> Range {
    FORECAST
        .params
        .iter()
        .find(|param| param.id == id)
        .and_then(|param| match param.kind {
            Kind::Number {
                min,
                max,
                step,
                default,
            } => Some(Range {
                min,
                max,
                step,
                preset: default,
            }),
            _ => None,
        })
        .unwrap_or(Range {
            min: 0.0,
            max: 1.0,
            step: 1.0,
            preset: 0.0,
        })
}
