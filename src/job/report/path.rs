//! The path of a forecast year by year: actual, fitted, forecast with its interval, and printed.

use crate::exchange::table::DataTable;
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::Lang;
use crate::words::forecast::{Digits, percent};

/// The values of one year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct At {
    /// Observed.
    pub actual: Option<f64>,
    /// Of the model, where there is an observation.
    pub fitted: Option<f64>,
    /// Of the model, beyond the observations.
    pub forecast: Option<f64>,
    /// Lower and upper end.
    pub interval: Option<(f64, f64)>,
    /// What a paper printed.
    pub printed: Option<f64>,
}

/// The values at a position of [`years`].
#[must_use]
pub fn at(step: &ForecastStep, index: usize, year: i32) -> At {
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
#[must_use]
pub fn years(step: &ForecastStep) -> Vec<i32> {
    let mut years = step.forecast.years.clone();
    let printed = step.printed.as_ref().and_then(|p| p.path.last());
    if let (Some(last), Some((end, _))) = (years.last().copied(), printed) {
        years.extend(last + 1..=*end);
    }
    years
}

/// The path, a row a year.
#[must_use]
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
