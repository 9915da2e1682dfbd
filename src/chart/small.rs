//! The small pictures of the forecast page: class ratios in their band, and what the models said of the years held out.

use super::Picture;
use super::axis::{rounded_out, spread, tick_texts, ticks, year_ticks};
use super::ink::Ink;
use super::plot::{Align, Frame, Plot, Words, picture};
use crate::core::number::fixed;

/// Class ratios by year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClassRatio {
    /// Year of the first ratio.
    pub first_year: i32,
    /// Ratios; none where undefined.
    pub ratios: Vec<Option<f64>>,
    /// Limits of the band.
    pub lower: f64,
    /// See `lower`.
    pub upper: f64,
    /// Title and finding.
    pub words: Words,
}

/// Draws it: dots inside the band, crosses outside.
#[must_use]
pub fn class_ratio(data: &ClassRatio, width: f64) -> Picture {
    let height = 96.0;
    let frame = Frame {
        left: 36.0,
        right: width - 4.0,
        top: 10.0,
        bottom: 74.0,
    };
    let (low, high) = data
        .ratios
        .iter()
        .flatten()
        .filter(|r| r.is_finite())
        .fold((data.lower, data.upper), |(a, b), r| (a.min(*r), b.max(*r)));
    let pad = (high - low).max(1e-6) * 0.06;
    let mut marks = String::with_capacity(2_000);
    let plot = Plot::new(
        &mut marks,
        (width, height),
        frame,
        (-0.6, data.ratios.len().max(1) as f64 - 0.4),
        (low - pad, high + pad),
    );
    plot.rect(
        Ink::BAND,
        frame.left,
        plot.py(data.upper),
        frame.right - frame.left,
        plot.py(data.lower) - plot.py(data.upper),
    );
    let limits = [(data.lower, 3), (1.0, 0), (data.upper, 3)];
    let wanted = limits.map(|(value, _)| plot.py(value) + 4.0);
    for ((value, decimals), base) in
        limits
            .into_iter()
            .zip(spread(&wanted, 13.0, frame.top, frame.bottom + 4.0))
    {
        let y = plot.py(value);
        plot.rule(Ink::GRID, (frame.left, y), (frame.right, y));
        plot.text(
            Ink::TEXT,
            Align::End,
            frame.left - 5.0,
            base,
            &fixed(value, decimals),
        );
    }
    for (ratio, i) in data.ratios.iter().zip(0..) {
        let Some(r) = ratio.filter(|r| r.is_finite()) else {
            continue;
        };
        if r > data.lower && r < data.upper {
            plot.dot(Ink::DOT, f64::from(i), r, 2.8);
        } else {
            let (x, y) = (plot.px(f64::from(i)), plot.py(r));
            plot.bend(Ink::CROSSED, &[(x - 3.5, y - 3.5), (x + 3.5, y + 3.5)]);
            plot.bend(Ink::CROSSED, &[(x - 3.5, y + 3.5), (x + 3.5, y - 3.5)]);
        }
    }
    let years: Vec<i32> = (0..data.ratios.len() as i32)
        .map(|i| data.first_year + i)
        .collect();
    for i in year_ticks(
        &years,
        frame.right - frame.left,
        if years.len() > 8 { 5 } else { 1 },
    ) {
        plot.text(
            Ink::TEXT,
            Align::Middle,
            plot.px(i as f64).min(width - 16.0),
            92.0,
            &years[i].to_string(),
        );
    }
    drop(plot);
    picture(&marks, (width, height), &data.words, Vec::new())
}

/// Observed values and the paths of several models over the years held out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HoldOut {
    /// First year shown.
    pub first_year: i32,
    /// Observed values shown.
    pub observed: Vec<f64>,
    /// Name of the observed line.
    pub observed_name: String,
    /// Name and path of each model, the active one first; as long as the years held out.
    pub paths: Vec<(String, Vec<f64>)>,
    /// Words on the ground of the years held out.
    pub held_out: String,
    /// Title and finding.
    pub words: Words,
}

/// Draws it.
#[must_use]
pub fn hold_out(data: &HoldOut, width: f64) -> Picture {
    let narrow = width < 360.0;
    let height = if narrow { 210.0 } else { 236.0 };
    let frame = Frame {
        left: 40.0,
        right: width - 80.0,
        top: 12.0,
        bottom: height - 24.0,
    };
    let count = data.observed.len();
    let ahead = data
        .paths
        .iter()
        .map(|p| p.1.len())
        .max()
        .unwrap_or(0)
        .min(count);
    let all = data
        .observed
        .iter()
        .chain(data.paths.iter().flat_map(|p| &p.1))
        .filter(|v| v.is_finite());
    let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| {
        (a.min(*v), b.max(*v))
    });
    let (low, high) = if low.is_finite() {
        rounded_out(low, high, 3)
    } else {
        (0.0, 1.0)
    };
    let levels = ticks(low, high, 4);
    let words = tick_texts(&levels);
    let frame = frame.beside(&words);
    let mut marks = String::with_capacity(3_000);
    let plot = Plot::new(
        &mut marks,
        (width, height),
        frame,
        (-0.3, count.max(1) as f64 - 0.8),
        (low, high),
    );
    let start = count - ahead;
    if ahead > 0 {
        let edge = plot.px(start as f64 - 0.5);
        plot.rect(
            Ink::FUTURE,
            edge,
            frame.top,
            frame.right - edge,
            frame.bottom - frame.top,
        );
        plot.text(
            Ink::LABEL,
            Align::Start,
            edge + 6.0,
            frame.bottom - 8.0,
            &data.held_out,
        );
    }
    for (value, text) in levels.iter().zip(&words) {
        let y = plot.py(*value);
        plot.rule(Ink::GRID, (frame.left, y), (frame.right, y));
        plot.text(Ink::TEXT, Align::End, frame.left - 7.0, y + 4.0, text);
    }
    let inks = [Ink::FORECAST, Ink::FIT_DASHED, Ink::FIT, Ink::FIT_DOTTED];
    let mut ends = Vec::new();
    for ((name, path), ink) in data.paths.iter().zip(inks) {
        let points = path
            .iter()
            .take(ahead)
            .enumerate()
            .map(|(i, v)| ((start + i) as f64, Some(*v)));
        plot.line(ink, points);
        if let Some(v) = path.get(ahead.saturating_sub(1)) {
            let ink = if ends.is_empty() {
                Ink::STRONG_NET
            } else {
                Ink::STRONG_FIT
            };
            ends.push((ink, name.clone(), plot.py(*v)));
        }
    }
    plot.line(
        Ink::THIN,
        data.observed
            .iter()
            .enumerate()
            .map(|(i, v)| (i as f64, Some(*v))),
    );
    for (i, v) in data.observed.iter().enumerate() {
        plot.dot(Ink::DOT, i as f64, *v, 3.2);
    }
    if let Some(v) = data.observed.last() {
        ends.push((Ink::STRONG_NET, data.observed_name.clone(), plot.py(*v)));
    }
    let at: Vec<f64> = ends.iter().map(|e| e.2 + 4.0).collect();
    for ((ink, name, _), y) in ends
        .iter()
        .zip(spread(&at, 16.0, frame.top + 6.0, frame.bottom))
    {
        plot.text(*ink, Align::Start, frame.right + 6.0, y, name);
    }
    let years: Vec<i32> = (0..count as i32).map(|i| data.first_year + i).collect();
    for i in year_ticks(&years, frame.right - frame.left, 1) {
        plot.text(
            Ink::TEXT,
            Align::Middle,
            plot.px(i as f64),
            height - 5.0,
            &years[i].to_string(),
        );
    }
    drop(plot);
    picture(&marks, (width, height), &data.words, Vec::new())
}
