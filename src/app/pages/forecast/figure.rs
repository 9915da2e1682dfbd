//! Figure 1: the path ahead, with its readout and its table.

use leptos::prelude::*;

use super::Shown;
use super::charts::{Reading, path_picture};
use super::parts::{data_name, told, word};
use crate::app::components::figure::Figure;
use crate::app::components::segment::Segment;
use crate::app::session::Session;
use crate::core::study::Basis;
use crate::exchange::table::DataTable;
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::Lang;
use crate::words::forecast::{Digits, percent};

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
    let source = Signal::derive(move || source(session, &shown.get()));
    let readout = move || readout(session.lang(), &shown.get(), selected.get());
    view! {
        <Figure
            number=word(session, |l| tr!(l, "forecast.figure.number"))
            title=word(session, |l| tr!(l, "forecast.figure.title"))
            subtitle=unit
            draw=draw
            selected=selected
            readout=readout
            source=source
            table=move |()| table(session.lang(), &shown.get())
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
    let label = word(session, |l| tr!(l, "forecast.figure.scale"));
    let value = Signal::derive(move || if log.get() { "log" } else { "linear" });
    move || {
        positive.get().then(|| {
            view! { <Segment label options value on_choose=move |id| log.set(id == "log") /> }
        })
    }
}

pub fn source(session: Session, step: &ForecastStep) -> String {
    let lang = session.lang();
    let basis = data_name(session, step);
    let paper = session.study().published.as_ref().map(|p| {
        let key = format!("source.{}", p.source);
        lang.name(&key)
    });
    let data = match (paper, &step.printed, step.basis) {
        (Some(paper), Some(_), Basis::Published) => {
            tr!(
                lang,
                "forecast.figure.one_paper",
                basis = basis,
                source = paper
            )
        }
        (Some(paper), Some(_), Basis::Inputs) => {
            tr!(
                lang,
                "forecast.figure.data_printed",
                basis = basis,
                source = paper
            )
        }
        _ => basis,
    };
    match &step.forecast.interval {
        Ok(interval) => tr!(
            lang,
            "forecast.figure.source",
            data = data,
            draws = interval.draws,
            seed = interval.seed
        ),
        Err(_) => tr!(lang, "forecast.figure.source_plain", data = data),
    }
}

/// The values of one position.
struct At {
    actual: Option<f64>,
    fitted: Option<f64>,
    forecast: Option<f64>,
    interval: Option<(f64, f64)>,
    printed: Option<f64>,
}

fn at(step: &ForecastStep, index: usize, year: i32) -> At {
    let model = &step.forecast;
    let ahead = index.checked_sub(model.observed.len());
    At {
        actual: model.observed.get(index).copied(),
        fitted: model.path.fitted.get(index).copied(),
        forecast: ahead.and_then(|k| model.path.forecast.get(k).copied()),
        interval: ahead.and_then(|k| {
            let interval = model.interval.as_ref().ok()?;
            Some((*interval.lower.get(k)?, *interval.upper.get(k)?))
        }),
        printed: step
            .printed
            .as_ref()
            .and_then(|p| p.path.iter().find(|(y, _)| *y == year))
            .map(|(_, value)| *value),
    }
}

/// Years of the picture: those of the model and those printed beyond them.
fn years(step: &ForecastStep) -> Vec<i32> {
    let mut years = step.forecast.years.clone();
    let printed = step.printed.as_ref().and_then(|p| p.path.last());
    if let (Some(last), Some((end, _))) = (years.last().copied(), printed) {
        years.extend(last + 1..=*end);
    }
    years
}

fn readout(lang: Lang, step: &ForecastStep, selected: Option<usize>) -> AnyView {
    let keys = tr!(lang, "forecast.figure.keys");
    let hint = view! { <span class="mute only-wide">{keys}</span> };
    let years = years(step);
    let Some((index, year)) = selected.and_then(|i| years.get(i).map(|year| (i, *year))) else {
        return hint.into_any();
    };
    let (digits, at) = (Digits::of(step), at(step, index, year));
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

pub fn table(lang: Lang, step: &ForecastStep) -> DataTable {
    let digits = Digits::of(step);
    let level = percent(step.forecast.options.level, 0);
    let mut head = vec![
        tr!(lang, "forecast.figure.year").to_owned(),
        tr!(lang, "forecast.figure.actual").to_owned(),
        tr!(lang, "forecast.figure.fitted").to_owned(),
        tr!(lang, "forecast.figure.forecast").to_owned(),
        tr!(lang, "forecast.figure.lower", level = level),
        tr!(lang, "forecast.figure.upper", level = level),
    ];
    if step.printed.is_some() {
        head.push(tr!(lang, "forecast.figure.printed").to_owned());
    }
    let cell = |value: Option<f64>| value.map_or_else(String::new, |v| digits.value(v));
    let rows = years(step)
        .into_iter()
        .enumerate()
        .map(|(index, year)| {
            let at = at(step, index, year);
            let mut row = vec![
                year.to_string(),
                cell(at.actual),
                cell(at.fitted),
                cell(at.forecast),
                cell(at.interval.map(|i| i.0)),
                cell(at.interval.map(|i| i.1)),
            ];
            if step.printed.is_some() {
                row.push(cell(at.printed));
            }
            row
        })
        .collect();
    DataTable { head, rows }
}
