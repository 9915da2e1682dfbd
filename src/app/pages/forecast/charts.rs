//! From results to the pictures of this page.

use crate::chart::axis::NARROW;
use crate::chart::forecast::{Forecast, Label, forecast};
use crate::chart::small::{ClassRatio, HoldOut, class_ratio, hold_out};
use crate::chart::{Picture, Words};
use crate::core::forecast::Fit;
use crate::core::number::{fixed, significant};
use crate::core::study::Basis;
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::Lang;
use crate::words::forecast::{
    Digits, class_ratio_row, held_span, judged, lede, model_label, percent, plain,
};

/// What the large picture needs besides the result.
pub struct Reading {
    /// Name of the data.
    pub basis: String,
    /// Whether y is logarithmic.
    pub log: bool,
    /// Mark selected.
    pub selected: Option<usize>,
    /// Width in px.
    pub width: f64,
}

/// Actual, fitted, forecast with its interval, and printed.
pub fn path_picture(lang: Lang, step: &ForecastStep, reading: Reading) -> Picture {
    let model = &step.forecast;
    let interval = model.interval.as_ref().ok();
    let printed = step.printed.as_ref();
    let data = Forecast {
        first_year: first_year(step),
        observed: model.observed.clone(),
        fitted: model.path.fitted.clone(),
        path: model.path.forecast.clone(),
        lower: interval.map(|i| i.lower.clone()).unwrap_or_default(),
        upper: interval.map(|i| i.upper.clone()).unwrap_or_default(),
        benchmarks: Vec::new(),
        printed: printed.map(|p| p.path.clone()).unwrap_or_default(),
        log: reading.log,
        observed_name: match step.basis {
            Basis::Published => {
                tr!(lang, "forecast.figure.actual_label", basis = reading.basis)
            }
            Basis::Inputs => tr!(lang, "forecast.figure.actual_mark").to_owned(),
        },
        fitted_name: tr!(
            lang,
            "forecast.figure.fitted_label",
            model = model_label(lang, model.model.name())
        ),
        path_label: path_label(lang, step, reading.width),
        band_label: band_label(lang, step),
        printed_label: printed_label(lang, step, reading.width),
        observed_side: tr!(lang, "forecast.figure.observed_side").to_owned(),
        forecast_side: tr!(lang, "forecast.figure.forecast_side").to_owned(),
        words: Words {
            title: tr!(lang, "forecast.figure.title").to_owned(),
            finding: plain(&lede(lang, step, &reading.basis)),
        },
        selected: reading.selected,
    };
    forecast(&data, reading.width)
}

fn first_year(step: &ForecastStep) -> i32 {
    step.forecast.years.first().copied().unwrap_or_default()
}

fn path_label(lang: Lang, step: &ForecastStep, width: f64) -> Label {
    let model = &step.forecast;
    let (Some(value), Some(year)) = (model.path.forecast.last(), model.years.last()) else {
        return Label::default();
    };
    let value = Digits::of(step).value(*value);
    let name = model_label(lang, model.model.name());
    if width < NARROW {
        return Label {
            name: name.to_owned(),
            note: tr!(lang, "forecast.figure.in_year", year = year, value = value),
        };
    }
    let name = match step.printed {
        Some(_) => tr!(lang, "forecast.figure.recomputed"),
        None => name,
    };
    let note = match &model.fit {
        Fit::Gm11(fit) => format!("{value} · a = {}", fixed(fit.development_coefficient, 4)),
        _ => value,
    };
    Label {
        name: name.to_owned(),
        note,
    }
}

fn band_label(lang: Lang, step: &ForecastStep) -> Label {
    let Ok(interval) = &step.forecast.interval else {
        return Label::default();
    };
    let (Some(lower), Some(upper)) = (interval.lower.last(), interval.upper.last()) else {
        return Label::default();
    };
    let digits = Digits::of(step);
    Label {
        name: tr!(
            lang,
            "forecast.figure.interval",
            level = percent(interval.level, 0)
        ),
        note: tr!(
            lang,
            "forecast.figure.range",
            lower = digits.bound(*lower),
            upper = digits.bound(*upper)
        ),
    }
}

fn printed_label(lang: Lang, step: &ForecastStep, width: f64) -> Label {
    let Some((printed, (year, value))) = step
        .printed
        .as_ref()
        .and_then(|p| Some((p, p.path.last()?)))
    else {
        return Label::default();
    };
    let value = Digits::of(step).value(*value);
    if width < NARROW {
        return Label {
            name: tr!(lang, "forecast.figure.printed_short").to_owned(),
            note: tr!(lang, "forecast.figure.in_year", year = year, value = value),
        };
    }
    let note = match &printed.reproduced {
        Some(found) => format!(
            "{value} · a = {}",
            significant(found.development_coefficient, 4)
        ),
        None => value,
    };
    Label {
        name: tr!(lang, "forecast.figure.printed_label").to_owned(),
        note,
    }
}

/// Class ratios in their band; nothing where the test is missing or does not apply.
pub fn class_ratio_picture(lang: Lang, step: &ForecastStep, width: f64) -> Option<Picture> {
    let test = step.forecast.tests.class_ratio.as_ref().ok()?;
    if !matches!(step.forecast.fit, Fit::Gm11(_)) {
        return None;
    }
    let data = ClassRatio {
        first_year: first_year(step) + 1,
        ratios: test.ratios.clone(),
        lower: test.lower,
        upper: test.upper,
        words: Words {
            title: tr!(lang, "forecast.tests.chart").to_owned(),
            finding: class_ratio_row(lang, step).note,
        },
    };
    Some(class_ratio(&data, width))
}

/// Years before those held out that the small picture shows.
const YEARS_BEFORE: usize = 6;

/// Forecasts of the years held out; nothing where no model has one.
pub fn hold_out_picture(lang: Lang, step: &ForecastStep, width: f64) -> Option<Picture> {
    let model = &step.forecast;
    let paths: Vec<(String, Vec<f64>)> = model
        .comparisons
        .iter()
        .filter_map(|row| {
            let test = row.hold_out.as_ref().ok()?;
            let name = model_label(lang, row.model.name());
            Some((name.to_owned(), test.forecast.clone()))
        })
        .collect();
    let held = paths.first()?.1.len();
    let from = model.observed.len().saturating_sub(held + YEARS_BEFORE);
    let data = HoldOut {
        first_year: model.years.get(from).copied()?,
        observed: model.observed.get(from..)?.to_vec(),
        observed_name: tr!(lang, "forecast.judged.actual").to_owned(),
        paths,
        held_out: tr!(lang, "forecast.judged.held_out").to_owned(),
        words: Words {
            title: tr!(
                lang,
                "forecast.judged.chart",
                held = held_span(lang, step, held)
            ),
            finding: judged(lang, step),
        },
    };
    Some(hold_out(&data, width))
}
