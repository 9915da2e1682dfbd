//! Observed values, the fit, the path ahead with its interval, and what a paper printed.

mod labels;

use super::Picture;
use super::axis::{NARROW, rounded_out, tick_texts, ticks, year_ticks};
use super::ink::Ink;
use super::plot::{Align, Frame, Plot, Words, picture};

/// A label of two lines at the right.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Label {
    /// Strong line.
    pub name: String,
    /// Light line.
    pub note: String,
}

/// What the picture shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Forecast {
    /// First year.
    pub first_year: i32,
    /// Observed values.
    pub observed: Vec<f64>,
    /// Fitted values, as many as observed.
    pub fitted: Vec<f64>,
    /// Values ahead.
    pub path: Vec<f64>,
    /// Bounds of the interval, as many as `path` or none.
    pub lower: Vec<f64>,
    /// See `lower`.
    pub upper: Vec<f64>,
    /// Other models ahead.
    pub benchmarks: Vec<(String, Vec<f64>)>,
    /// Printed values by year.
    pub printed: Vec<(i32, f64)>,
    /// Whether y is logarithmic; only where every value is above 0.
    pub log: bool,
    /// Label of the observed line.
    pub observed_name: String,
    /// Label of the fit.
    pub fitted_name: String,
    /// Labels at the right: path, interval, printed.
    pub path_label: Label,
    /// See `path_label`.
    pub band_label: Label,
    /// See `path_label`.
    pub printed_label: Label,
    /// Words on either side of the last observed year.
    pub observed_side: String,
    /// See `observed_side`.
    pub forecast_side: String,
    /// Title and finding.
    pub words: Words,
    /// Selected position, from the first year on.
    pub selected: Option<usize>,
}

/// Draws it.
#[must_use]
pub fn forecast(data: &Forecast, width: f64) -> Picture {
    let narrow = width < NARROW;
    let height = if narrow { 300.0 } else { 400.0 };
    let frame = if narrow {
        Frame {
            left: 38.0,
            right: width - 6.0,
            top: 10.0,
            bottom: 274.0,
        }
    } else {
        Frame {
            left: 46.0,
            right: width - 138.0,
            top: 20.0,
            bottom: 374.0,
        }
    };
    let count = data.observed.len();
    let printed_last = data
        .printed
        .iter()
        .map(|(y, _)| y - data.first_year + 1)
        .max()
        .unwrap_or(0);
    let total = (count + data.path.len())
        .max(usize::try_from(printed_last).unwrap_or(0))
        .max(1);
    let all = || {
        let series = [
            &data.observed,
            &data.fitted,
            &data.path,
            &data.lower,
            &data.upper,
        ];
        let values = series
            .into_iter()
            .flatten()
            .chain(data.benchmarks.iter().flat_map(|b| &b.1));
        values
            .chain(data.printed.iter().map(|(_, v)| v))
            .copied()
            .filter(|v| v.is_finite())
    };
    let log = data.log && all().all(|v| v > 0.0) && all().next().is_some();
    let scale = |v: f64| if log { libm::log10(v) } else { v };
    let (least, most) = all().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| {
        (a.min(v), b.max(v))
    });
    let (least, most) = if least.is_finite() {
        (least, most)
    } else {
        (0.0, 1.0)
    };
    let levels = if log {
        log_levels(least, most)
    } else {
        let (low, high) = rounded_out(least.min(0.0), most.max(0.0), 5);
        ticks(low, high, 6)
    };
    let bottom = levels.first().copied().unwrap_or(0.0);
    let top = levels.last().copied().unwrap_or(1.0);
    let (y0, y1) = if log {
        (scale(bottom.min(least)), scale(top.max(most)))
    } else {
        (bottom, top)
    };

    let words = tick_texts(&levels);
    let frame = frame.beside(&words);
    let mut marks = String::with_capacity(14_000);
    let plot = Plot::new(
        &mut marks,
        (width, height),
        frame,
        (-0.4, total as f64 - 0.7),
        (y0, y1 + (y1 - y0) * 0.05),
    );
    let edge = plot.px(count as f64 - 0.5);
    if total > count {
        plot.rect(
            Ink::FUTURE,
            edge,
            frame.top,
            frame.right - edge,
            frame.bottom - frame.top,
        );
    }
    for (value, text) in levels.iter().zip(&words) {
        let y = plot.py(scale(*value));
        plot.rule(
            if *value == 0.0 { Ink::ZERO } else { Ink::GRID },
            (frame.left, y),
            (frame.right, y),
        );
        plot.text(Ink::TEXT, Align::End, frame.left - 7.0, y + 4.0, text);
    }
    let at = |i: usize, v: f64| (i as f64, scale(v));
    let last = count.checked_sub(1);
    if let Some(last) = last
        && data.lower.len() == data.path.len()
        && data.upper.len() == data.path.len()
        && !data.path.is_empty()
    {
        let mut band = vec![at(last, data.observed[last])];
        band.extend(
            data.upper
                .iter()
                .enumerate()
                .map(|(i, v)| at(count + i, *v)),
        );
        band.extend(
            data.lower
                .iter()
                .enumerate()
                .rev()
                .map(|(i, v)| at(count + i, *v)),
        );
        plot.area(Ink::BAND, band);
    }
    let some = |(x, y): (f64, f64)| (x, Some(y));
    plot.line(
        Ink::FIT,
        data.fitted.iter().enumerate().map(|(i, v)| some(at(i, *v))),
    );
    for ((_, path), ink) in data
        .benchmarks
        .iter()
        .zip([Ink::FIT_DASHED, Ink::FIT_DOTTED, Ink::FIT].iter().cycle())
    {
        plot.line(
            *ink,
            path.iter()
                .enumerate()
                .map(|(i, v)| some(at(count + i, *v))),
        );
    }
    let join = last.and_then(|l| data.fitted.get(l).map(|v| at(l, *v)));
    plot.line(
        Ink::FORECAST,
        join.into_iter()
            .chain(data.path.iter().enumerate().map(|(i, v)| at(count + i, *v)))
            .map(some),
    );
    let printed: Vec<(f64, f64)> = data
        .printed
        .iter()
        .map(|(y, v)| (f64::from(y - data.first_year), scale(*v)))
        .collect();
    plot.line(Ink::PRINTED, printed.iter().copied().map(some));
    for (x, y) in &printed {
        plot.diamond(Ink::DOT_PRINTED, *x, *y, if narrow { 3.4 } else { 4.0 });
    }
    plot.line(
        Ink::THIN,
        data.observed
            .iter()
            .enumerate()
            .map(|(i, v)| some(at(i, *v))),
    );
    for (i, v) in data.observed.iter().enumerate() {
        let (x, y) = at(i, *v);
        plot.dot(Ink::DOT, x, y, if narrow { 2.8 } else { 3.6 });
    }
    let marked = data.selected.filter(|i| *i < total);
    for i in marked.into_iter().chain(total.checked_sub(1)) {
        if let Some(v) = i.checked_sub(count).and_then(|k| data.path.get(k)) {
            let (x, y) = at(i, *v);
            plot.dot(Ink::DOT, x, y, 3.6);
        }
    }
    let years: Vec<i32> = (0..total as i32).map(|i| data.first_year + i).collect();
    for i in year_ticks(
        &years,
        frame.right - frame.left,
        if total > 8 { 5 } else { 1 },
    ) {
        let x = plot.px(i as f64);
        plot.rule(Ink::TICK, (x, frame.bottom), (x, frame.bottom + 4.0));
        let (align, x) = if x > width - 16.0 {
            (Align::End, width - 2.0)
        } else {
            (Align::Middle, x)
        };
        plot.text(
            Ink::TEXT,
            align,
            x,
            frame.bottom + 19.0,
            &years[i].to_string(),
        );
    }
    if let Some(i) = marked {
        let x = plot.px(i as f64);
        plot.rule(Ink::CROSS, (x, frame.top + 18.0), (x, frame.bottom));
    }
    labels::put(&plot, data, narrow, edge, &scale, total);
    let slot = (frame.right - frame.left) / total as f64;
    let hits = plot.columns(total, slot, height);
    drop(plot);
    picture(&marks, (width, height), &data.words, hits)
}

/// 1, 2 and 5 times each power of ten between the ends.
fn log_levels(least: f64, most: f64) -> Vec<f64> {
    let (from, to) = (
        libm::floor(libm::log10(least)) as i32,
        libm::ceil(libm::log10(most)) as i32,
    );
    let all = (from..=to).flat_map(|p| [1.0, 2.0, 5.0].map(|m| m * libm::pow(10.0, f64::from(p))));
    let inside: Vec<f64> = all
        .filter(|v| *v >= least * 0.5 && *v <= most * 2.0)
        .collect();
    let every = inside.len().div_ceil(7).max(1);
    inside.into_iter().step_by(every).collect()
}
