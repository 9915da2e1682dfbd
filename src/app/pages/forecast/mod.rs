//! The forecast step: the path ahead, the tests of its fit, what years held out say, and every choice behind it.

mod ahead;
pub(super) mod charts;
mod controls;
mod figure;
mod fit_tests;
mod fitted;
mod head;
mod judged;
mod method;
mod parts;

use std::sync::Arc;

use leptos::prelude::*;

use parts::part;

use crate::app::components::message::{Message, Tone};
use crate::app::components::working::Working;
use crate::app::session::Session;
use crate::app::shell::go;
use crate::app::url_state::{Step, href};
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::Lang;
use crate::words::forecast::{in_year, percent, span};

/// The result every part of the page reads: the last good one.
type Shown = Signal<Arc<ForecastStep>>;

/// The page.
#[component]
pub fn Forecast() -> impl IntoView {
    let session = Session::get();
    let results = session.results.forecast();
    let is_there = Memo::new(move |_| results.with(|kept| kept.value.is_some()));
    view! {
        <Fault />
        {move || {
            is_there.get();
            match results.get_untracked().value {
                Some(first) => {
                    let shown = Signal::derive(move || {
                        results.get().value.unwrap_or_else(|| first.clone())
                    });
                    view! { <Body shown /> }.into_any()
                }
                None => view! { <Nothing /> }.into_any(),
            }
        }}
    }
}

/// What stopped the computation. The last good result stays below it.
#[component]
fn Fault() -> impl IntoView {
    let session = Session::get();
    let kept = session.results.forecast();
    view! {
        <div role="alert">
            {move || kept.get().fault.map(|problem| {
                let text = session.say(&problem);
                let stays = kept.with(|k| k.value.is_some())
                    .then(|| tr!(session.lang(), "forecast.state.kept"));
                view! {
                    <div class="notice">
                        <Message tone=Tone::Error>{text}" "{stays}</Message>
                    </div>
                }
            })}
        </div>
    }
}

/// No series yet.
#[component]
fn Nothing() -> impl IntoView {
    let session = Session::get();
    view! {
        <div class="page-head">
            <h1>{session.word(|l| tr!(l, "forecast.question"))}</h1>
        </div>
        <div class="empty">
            <p>{session.word(|l| tr!(l, "forecast.state.nothing"))}</p>
            <p>
                <a href=href(Step::Data) on:click=move |event| go(session, Step::Data, &event)>
                    {session.word(|l| tr!(l, "forecast.state.go_data"))}
                </a>
            </p>
        </div>
    }
}

#[component]
fn Body(shown: Shown) -> impl IntoView {
    let session = Session::get();
    // The mark read in figure and table, counted from the first year; from the start the last one.
    let selected = RwSignal::new(shown.get_untracked().forecast.years.len().checked_sub(1));
    view! {
        <head::Head shown />
        <div class="cols">
            <figure::ForecastFigure shown selected />
            <div>
                <fit_tests::FitTests shown />
                {part(session, shown, notes)}
            </div>
        </div>
        <div class="forecast-working"><Working /></div>
        <section class="section tri">
            <div class="panel"><method::Method shown /></div>
            <div class="panel"><judged::Judged shown /></div>
            <div class="panel">
                <ahead::Ahead shown selected />
                <hr />
                <fitted::Fitted shown />
            </div>
        </section>
    }
}

/// Doubts beside the tests: the printed path, values GM(1,1) does not like, years left out, no interval.
fn notes(session: Session, lang: Lang, step: &ForecastStep) -> AnyView {
    let mut notes: Vec<(Tone, Option<String>, String)> = Vec::new();
    if let Some(verdict) = parts::printed_verdict(session, step) {
        notes.push((parts::tone(verdict.mark), Some(verdict.title), verdict.text));
    }
    if let (Some(from), Some(to)) = (step.left_out.first(), step.left_out.last()) {
        let years = span(lang, *from, *to);
        let text = tr!(lang, "forecast.state.left_out", years = years);
        notes.push((Tone::Info, None, text));
    }
    for warning in &step.forecast.warnings {
        notes.push((Tone::Warn, None, session.say(&in_year(warning, step))));
    }
    match &step.forecast.interval {
        Ok(interval) if interval.failed > 0 => {
            let text = tr!(
                lang,
                "forecast.state.failed_draws",
                failed = interval.failed,
                draws = interval.draws
            );
            notes.push((Tone::Warn, None, text));
        }
        Err(problem) if step.forecast.options.horizon > 0 => {
            let level = percent(step.forecast.options.level, 0);
            let title = tr!(lang, "forecast.figure.interval", level = level);
            notes.push((Tone::Warn, Some(title), session.say(problem)));
        }
        _ => {}
    }
    notes
        .into_iter()
        .map(|(tone, title, text)| {
            view! {
                <div class="forecast-note">
                    <Message tone>{title.map(|title| view! { <b>{title}</b>" " })}{text}</Message>
                </div>
            }
        })
        .collect_view()
        .into_any()
}
