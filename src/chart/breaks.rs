//! How the values of units are spread, with the breaks between their classes and the zones above.

use super::Picture;
use super::axis::{NARROW, rounded_out, text_width, tick_texts, ticks};
use super::ink::Ink;
use super::map::Tone;
use super::plot::{Align, Frame, Plot, Words, picture};
use crate::core::number::significant;

/// A zone along the axis: its name, its short name and its role, up to its last value.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// Name.
    pub name: String,
    /// A letter or so, where the name has no room.
    pub short: String,
    /// Colour.
    pub tone: Tone,
    /// Highest value.
    pub upper: f64,
}

/// What the picture shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Breaks {
    /// One value a unit.
    pub values: Vec<f64>,
    /// Upper ends of the classes but the last.
    pub breaks: Vec<f64>,
    /// Zones from the lowest.
    pub spans: Vec<Span>,
    /// The value read.
    pub marked: Option<f64>,
    /// Name of the axis of values.
    pub x_name: String,
    /// The same where the axis is logarithmic.
    pub x_log_name: String,
    /// Name of the axis of counts.
    pub y_name: String,
    /// Title and finding.
    pub words: Words,
}

const BINS: usize = 20;

/// Draws it, on a logarithmic axis where every value is positive and they span more than a factor of ten.
#[must_use]
pub fn breaks(data: &Breaks, width: f64) -> Picture {
    let narrow = width < NARROW;
    let height = 236.0;
    let values: Vec<f64> = data
        .values
        .iter()
        .copied()
        .filter(|v| v.is_finite())
        .collect();
    let (low, high) = values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| {
            (a.min(*v), b.max(*v))
        });
    let is_log = low > 0.0 && high / low > 10.0;
    let scaled = |v: f64| if is_log { libm::log10(v) } else { v };
    let (mut from, mut to) = (scaled(low), scaled(high));
    if values.is_empty() {
        (from, to) = (0.0, 1.0);
    }
    let pad = if to > from { (to - from) * 0.03 } else { 0.5 };
    let (from, to) = (from - pad, to + pad);
    let bins = if narrow { BINS * 3 / 5 } else { BINS };
    let mut counts = vec![0_usize; bins];
    for v in &values {
        let at = (scaled(*v) - from) / (to - from) * bins as f64;
        counts[(at.max(0.0) as usize).min(bins - 1)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1) as f64;
    let (_, top) = rounded_out(0.0, most, 4);
    let whole: Vec<f64> = ticks(0.0, top, 4)
        .into_iter()
        .filter(|t| libm::fabs(t - libm::round(*t)) < 1e-9)
        .collect();
    let words = tick_texts(&whole);
    let frame = Frame {
        left: 24.0,
        right: width - 12.0,
        top: 44.0,
        bottom: height - 42.0,
    }
    .beside(&words);
    let mut marks = String::with_capacity(6_000);
    let plot = Plot::new(&mut marks, (width, height), frame, (from, to), (0.0, top));
    for (value, text) in whole.iter().zip(&words) {
        plot.level(*value, text);
    }
    let mut bands = Vec::with_capacity(data.spans.len());
    let mut x0 = frame.left;
    for (at, span) in data.spans.iter().enumerate() {
        let is_last = at + 1 == data.spans.len();
        let x1 = if is_last || !span.upper.is_finite() {
            frame.right
        } else {
            plot.px(scaled(span.upper)).max(x0).min(frame.right)
        };
        bands.push((span.tone, x0, x1 - x0 - 1.0));
        let fits = |text: &str| text_width(text) < x1 - x0 - 4.0;
        let text = [&span.name, &span.short].into_iter().find(|t| fits(t));
        if let Some(text) = text {
            plot.text(Ink::LABEL, Align::Middle, (x0 + x1) / 2.0, 20.0, text);
        }
        x0 = x1;
    }
    let wide = (frame.right - frame.left) / bins as f64;
    for (i, count) in counts.iter().enumerate().filter(|(_, c)| **c > 0) {
        let y = plot.py(*count as f64);
        let x = frame.left + i as f64 * wide;
        plot.rect(Ink::PLAIN, x + 0.5, y, wide - 1.0, frame.bottom - y);
    }
    let ends: Vec<f64> = data.spans.iter().map(|s| s.upper).collect();
    for value in data
        .breaks
        .iter()
        .filter(|b| b.is_finite() && (!is_log || **b > 0.0))
    {
        let x = plot.px(scaled(*value));
        if x < frame.left || x > frame.right {
            continue;
        }
        let ink = if ends.contains(value) {
            Ink::THIN
        } else {
            Ink::FIT_DASHED
        };
        plot.rule(ink, (x, 34.0), (x, frame.bottom));
    }
    for value in axis_values(low, high, is_log, narrow) {
        let x = plot.px(scaled(value));
        plot.text(
            Ink::TEXT,
            Align::Middle,
            x.max(frame.left + 10.0).min(frame.right - 10.0),
            frame.bottom + 18.0,
            &significant(value, 3),
        );
    }
    if let Some(value) = data
        .marked
        .filter(|v| v.is_finite() && (!is_log || *v > 0.0))
    {
        let x = plot.px(scaled(value));
        let foot = frame.bottom;
        plot.bend(
            Ink::CROSS,
            &[
                (x, 34.0),
                (x, foot - 8.0),
                (x - 4.0, foot - 8.0),
                (x, foot),
                (x + 4.0, foot - 8.0),
                (x, foot - 8.0),
            ],
        );
    }
    plot.text(Ink::LABEL, Align::Start, 0.0, height - 6.0, &data.y_name);
    plot.text(
        Ink::LABEL,
        Align::End,
        frame.right,
        height - 6.0,
        if is_log {
            &data.x_log_name
        } else {
            &data.x_name
        },
    );
    drop(plot);
    for (tone, x, wide) in bands.into_iter().filter(|(_, _, wide)| *wide > 0.0) {
        marks.push_str(&format!(
            "<rect class=\"{}\" x=\"{x:.1}\" y=\"26\" width=\"{wide:.1}\" height=\"8\"/>",
            tone.fill()
        ));
    }
    picture(&marks, (width, height), &data.words, Vec::new())
}

fn axis_values(low: f64, high: f64, is_log: bool, narrow: bool) -> Vec<f64> {
    if !(low.is_finite() && high.is_finite()) {
        return Vec::new();
    }
    if !is_log {
        return ticks(low, high, if narrow { 4 } else { 8 });
    }
    let (from, to) = (
        libm::floor(libm::log10(low)) as i32,
        libm::ceil(libm::log10(high)) as i32,
    );
    let steps: &[f64] = if narrow || to - from > 3 {
        &[1.0]
    } else {
        &[1.0, 2.0, 5.0]
    };
    (from..=to)
        .flat_map(|power| {
            steps
                .iter()
                .map(move |s| s * libm::pow(10.0, f64::from(power)))
        })
        .filter(|v| (low * 0.999..=high * 1.001).contains(v))
        .collect()
}
