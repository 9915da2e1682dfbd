//! Every choice behind the forecast. Ranges and presets are those the method declares.

use leptos::prelude::*;

use super::Shown;
use super::controls::{NumberBox, Select};
use super::parts::{Part, Range, range};
use crate::app::components::slider::Slider;
use crate::app::session::Session;
use crate::core::forecast::{ForecastOptions, MIN_POINTS, ModelName};
use crate::core::number::{fixed, grouped, significant};
use crate::tr;
use crate::words::forecast::{held_span, model_title, percent};

/// The panel.
#[component]
pub fn Method(shown: Shown) -> impl IntoView {
    let session = Session::get();
    view! {
        <h2>{session.word(|l| tr!(l, "forecast.method.head"))}</h2>
        <div class="stack-s">
            <ModelChoice />
            <Compare shown />
            <Weight />
            <HoldOut shown />
            <Horizon shown />
            <Interval />
        </div>
    }
}

/// The settings of the study, tracked.
fn options(session: Session) -> ForecastOptions {
    session.study().choices.forecast.clone()
}

/// Changes a setting unless it stays the same.
fn set(session: Session, change: impl FnOnce(&mut ForecastOptions)) {
    let now = &session.study_now().choices.forecast;
    let mut options = now.clone();
    change(&mut options);
    if options != *now {
        session.choose(|study| study.choices.forecast = options);
    }
}

/// [`set`] for a slider, whose moves in a row are undone together.
fn slide(session: Session, setting: &'static str, change: impl FnOnce(&mut ForecastOptions)) {
    let now = &session.study_now().choices.forecast;
    let mut options = now.clone();
    change(&mut options);
    if options != *now {
        session.adjust(setting, |study| study.choices.forecast = options);
    }
}

#[component]
fn ModelChoice() -> impl IntoView {
    let session = Session::get();
    let choices = Signal::derive(move || {
        let lang = session.lang();
        ModelName::ALL
            .map(|model| (model.id().to_owned(), model_title(lang, model).to_owned()))
            .to_vec()
    });
    let choose = move |id: String| {
        if let Some(model) = ModelName::ALL.into_iter().find(|m| m.id() == id) {
            set(session, |o| o.model = model);
        }
    };
    view! {
        <Select id="forecast-model" label=session.word(|l| tr!(l, "forecast.method.model")) options=choices
            value=Signal::derive(move || options(session).model.id().to_owned()) on_choose=choose />
    }
}

/// Models to hold the one shown against, each with its error on the years held out.
#[component]
fn Compare(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let error = move |model: ModelName| {
        let step = shown.get();
        let test = step.hold_outs.iter().find(|(name, _)| *name == model);
        test.and_then(|(_, test)| test.as_ref().ok()?.errors.mape)
            .map_or_else(|| "—".to_owned(), |share| percent(share, 1))
    };
    let toggle = move |model: ModelName| {
        set(session, |o| {
            if o.compare.contains(&model) {
                o.compare.retain(|m| *m != model);
            } else {
                o.compare.push(model);
            }
        });
    };
    let row = move |model: ModelName| {
        view! {
            <label class="check">
                <input type="checkbox"
                    prop:checked=move || options(session).compare.contains(&model)
                    on:change=move |_| toggle(model) />
                <span>{Signal::derive(move || model_title(session.lang(), model).to_owned())}</span>
                <span class="mute num">{Signal::derive(move || error(model))}</span>
            </label>
        }
    };
    let hint = session.word(|l| tr!(l, "forecast.method.compare_note"));
    let shown_model = Memo::new(move |_| options(session).model);
    let rows: Part = Box::new(move || {
        let others = ModelName::ALL
            .into_iter()
            .filter(|m| *m != shown_model.get());
        others.map(row).collect_view().into_any()
    });
    view! {
        <fieldset class="field">
            <legend class="lab">{session.word(|l| tr!(l, "forecast.method.compare"))}</legend>
            {rows}
            <span class="hint">{hint}</span>
        </fieldset>
    }
}

#[component]
fn Weight() -> impl IntoView {
    let session = Session::get();
    let Range {
        min,
        max,
        step,
        preset,
    } = range("background_weight");
    let note = Signal::derive(move || {
        let (lang, options) = (session.lang(), options(session));
        let is_used =
            options.model == ModelName::Gm11 || options.compare.contains(&ModelName::Gm11);
        if is_used {
            tr!(
                lang,
                "forecast.method.preset",
                value = significant(preset, 3)
            )
        } else {
            tr!(lang, "forecast.method.weight_unused").to_owned()
        }
    });
    view! {
        <Slider label=session.word(|l| tr!(l, "forecast.method.weight")) note min max step preset decimals=2
            value=Signal::derive(move || options(session).background_weight)
            on_change=move |value| slide(session, "background_weight", |o| o.background_weight = value) />
    }
}

#[component]
fn HoldOut(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let count = Memo::new(move |_| shown.get().forecast.observed.len());
    let chosen = Signal::derive(move || options(session).hold_out);
    let note = Signal::derive(move || {
        let step = shown.get();
        match chosen.get() {
            held if held + MIN_POINTS <= step.forecast.observed.len() => {
                held_span(session.lang(), &step, held)
            }
            _ => String::new(),
        }
    });
    let Range {
        min,
        max,
        step,
        preset,
    } = range("hold_out");
    move || {
        let most = count.get().saturating_sub(MIN_POINTS);
        if most == 0 {
            let text = move || {
                let needed = MIN_POINTS + 1;
                tr!(
                    session.lang(),
                    "forecast.method.hold_out_none",
                    count = count.get(),
                    needed = needed
                )
            };
            return view! { <p class="field hint">{text}</p> }.into_any();
        }
        let max = max.min(most as f64);
        view! {
            <Slider label=session.word(|l| tr!(l, "forecast.method.hold_out")) note min max step preset decimals=0
                value=Signal::derive(move || chosen.get() as f64)
                on_change=move |value: f64| slide(session, "hold_out", |o| o.hold_out = value.round() as usize) />
        }
        .into_any()
    }
}

#[component]
fn Horizon(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let Range {
        min,
        max,
        step,
        preset,
    } = range("horizon");
    let note = Signal::derive(move || {
        let now = shown.get();
        let last = now.forecast.years.last().copied().unwrap_or_default();
        tr!(session.lang(), "forecast.method.horizon_to", year = last)
    });
    view! {
        <Slider label=session.word(|l| tr!(l, "forecast.method.horizon")) note min max step preset decimals=0
            value=Signal::derive(move || options(session).horizon as f64)
            on_change=move |value: f64| slide(session, "horizon", |o| o.horizon = value.round() as usize) />
    }
}

/// Levels offered; another one that a file brought is added.
const LEVELS: [f64; 3] = [0.8, 0.9, 0.95];

#[component]
fn Interval() -> impl IntoView {
    let session = Session::get();
    let levels = Signal::derive(move || {
        let (lang, now) = (session.lang(), options(session).level);
        let mut levels = LEVELS.to_vec();
        if !levels.contains(&now) {
            let place = levels.iter().position(|level| *level > now);
            levels.insert(place.unwrap_or(levels.len()), now);
        }
        let text = |level: f64| {
            let shown = format!("{}\u{202f}%", significant(level * 100.0, 4));
            (
                level.to_string(),
                tr!(lang, "forecast.method.level_option", level = shown),
            )
        };
        levels.into_iter().map(text).collect::<Vec<_>>()
    });
    let choose = move |id: String| {
        if let Ok(level) = id.parse::<f64>() {
            set(session, |o| o.level = level);
        }
    };
    let limits = |range: Range| {
        Signal::derive(move || {
            let (min, max) = (fixed(range.min, 0), grouped(range.max, 0));
            tr!(
                session.lang(),
                "forecast.method.limits",
                min = min,
                max = max
            )
        })
    };
    let preset = |range: Range| {
        Signal::derive(move || {
            let value = fixed(range.preset, 0);
            tr!(session.lang(), "forecast.method.preset", value = value)
        })
    };
    let (draws, seed) = (range("draws"), range("seed"));
    view! {
        <Select id="forecast-level" label=session.word(|l| tr!(l, "forecast.method.level")) options=levels
            value=Signal::derive(move || options(session).level.to_string()) on_choose=choose />
        <div class="forecast-pair">
            <NumberBox id="forecast-draws" label=session.word(|l| tr!(l, "forecast.method.draws")) note=limits(draws) range=draws
                value=Signal::derive(move || options(session).draws as f64)
                on_change=move |value: f64| set(session, |o| o.draws = value as usize) />
            <NumberBox id="forecast-seed" label=session.word(|l| tr!(l, "forecast.method.seed")) note=preset(seed) range=seed
                value=Signal::derive(move || options(session).seed as f64)
                on_change=move |value: f64| set(session, |o| o.seed = value as u64) />
        </div>
    }
}
