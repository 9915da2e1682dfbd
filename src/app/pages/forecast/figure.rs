//! Figure 1: the path ahead, with its readout and its table.

use leptos::prelude::*;

use super::Shown;
use super::charts::{Reading, path_picture};
use super::parts::{data_name, told};
use crate::app::components::figure::Figure;
use crate::app::components::segment::Segment;
use crate::app::session::Session;
use crate::job::report::path;
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::forecast::{Digits, percent};
use crate::words::{Lang, forecast_source};

/// The figure.
#[component]
pub fn ForecastFigure(shown: Shown, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let log = RwSignal::new(false);
    let draw = move |width: f64| {
        let step = shown.get();
        let reading = Reading {
            basis: data_name(session, &step),
            log: log.get(),
            selected: selected.get(),
            width,
        };
        path_picture(session.lang(), &step, reading)
    };
    let unit = told(session, shown, |lang, step| {
        let unit = lang.unit(step.unit.code());
        tr!(lang, "forecast.figure.unit", unit = unit)
    });
    let source =
        Signal::derive(move || forecast_source(session.lang(), &session.study(), &shown.get()));
    let readout = move || readout(session.lang(), &shown.get(), selected.get());
    view! {
        <Figure
            number=session.word(|l| tr!(l, "forecast.figure.number"))
            title=session.word(|l| tr!(l, "forecast.figure.title"))
            subtitle=unit
            draw=draw
            selected=selected
            readout=readout
            source=source
            table=move |()| path::table(session.lang(), &shown.get())
            file="forecast"
            controls=move || view! { <Scale shown log /> }
        />
    }
}

/// Linear or logarithmic; only where every value is above zero.
#[component]
fn Scale(shown: Shown, log: RwSignal<bool>) -> impl IntoView {
    let session = Session::get();
    let positive = Memo::new(move |_| {
        let step = shown.get();
        let model = &step.forecast;
        let lower = model.interval.as_ref().map_or(&[][..], |i| &i.lower);
        let path = &model.path;
        let series = [&model.observed, &path.fitted, &path.forecast];
        let mut all = series.into_iter().flatten().chain(lower);
        all.all(|value| *value > 0.0)
    });
    let options = Signal::derive(move || {
        let lang = session.lang();
        vec![
            ("linear", tr!(lang, "forecast.figure.linear").to_owned()),
            ("log", tr!(lang, "forecast.figure.log").to_owned()),
        ]
    });
    let label = session.word(|l| tr!(l, "forecast.figure.scale"));
    let value = Signal::derive(move || if log.get() { "log" } else { "linear" });
    move || {
        positive.get().then(|| {
            view! { <Segment label options value on_choose=move |id| log.set(id == "log") /> }
        })
    }
}

fn readout(lang: Lang, step: &ForecastStep, selected: Option<usize>) -> AnyView {
    let keys = tr!(lang, "forecast.figure.keys");
    let hint = view! { <span class="mute only-wide">{keys}</span> };
    let years = path::years(step);
    let Some((index, year)) = selected.and_then(|i| years.get(i).map(|year| (i, *year))) else {
        return hint.into_any();
    };
    let (digits, at) = (Digits::of(step), path::at(step, index, year));
    let level = percent(step.forecast.options.level, 0);
    let entry = |name: String, value: String, class: &'static str| {
        view! { <span><span class="k">{name}</span><b class=class>{value}</b></span> }
    };
    let plain = |name: &str, value: Option<f64>| {
        value.map(|value| entry(name.to_owned(), digits.value(value), ""))
    };
    view! {
        <span><b>{year}</b></span>
        {plain(tr!(lang, "forecast.figure.actual"), at.actual)}
        {plain(tr!(lang, "forecast.figure.fitted"), at.fitted)}
        {plain(tr!(lang, "forecast.figure.forecast"), at.forecast)}
        {at.interval.map(|(lower, upper)| {
            let name = tr!(lang, "forecast.figure.interval", level = level);
            entry(name, digits.interval(lower, upper), "")
        })}
        {at.printed.map(|value| {
            let name = tr!(lang, "forecast.figure.printed").to_owned();
            entry(name, digits.value(value), "t-prt")
        })}
        {hint}
    }
    .into_any()
}
