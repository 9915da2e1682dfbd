//! Differences as bars above and below zero.

use super::super::Picture;
use super::super::axis::{NARROW, rounded_out, text_width, tick_texts, ticks, year_ticks};
use super::super::ink::Ink;
use super::super::plot::{Align, Frame, Plot, Words, picture};
use crate::core::number::compact_signed;

/// What the picture shows.
#[derive(Debug, Clone, PartialEq)]
pub struct DifferenceBars {
    /// Years in order.
    pub years: Vec<i32>,
    /// One difference a year; none where one of the two is unknown.
    pub values: Vec<Option<f64>>,
    /// Decimals of the values at the bars.
    pub decimals: usize,
    /// Ink of a rise and of a fall.
    pub inks: (Ink, Ink),
    /// Title and finding.
    pub words: Words,
    /// Selected year.
    pub selected: Option<usize>,
}

/// Draws it.
#[must_use]
pub fn difference_bars(data: &DifferenceBars, width: f64) -> Picture {
    let narrow = width < NARROW;
    let height = 310.0;
    let frame = Frame {
        left: 40.0,
        right: width - 8.0,
        top: 24.0,
        bottom: 278.0,
    };
    let count = data.years.len().max(1);
    let known = data.values.iter().flatten().filter(|v| v.is_finite());
    let (low, high) = known.fold((0.0_f64, 0.0_f64), |(a, b), v| (a.min(*v), b.max(*v)));
    let (low, high) = if low < high {
        rounded_out(low, high, 4)
    } else {
        (0.0, 1.0)
    };
    let levels = ticks(low, high, 4);
    let words = tick_texts(&levels);
    let frame = frame.beside(&words);
    let mut marks = String::with_capacity(6_000);
    let plot = Plot::new(
        &mut marks,
        (width, height),
        frame,
        (-0.5, count as f64 - 0.5),
        (low, high),
    );
    for (value, text) in levels.iter().zip(&words) {
        plot.level(*value, text);
    }
    let slot = (frame.right - frame.left) / count as f64;
    let wide = (slot * 0.66).min(28.0);
    let texts: Vec<String> = data
        .values
        .iter()
        .map(|v| v.map_or_else(String::new, |v| compact_signed(v, data.decimals)))
        .collect();
    let widest = texts.iter().map(|t| text_width(t)).fold(0.0, f64::max);
    let zero = plot.py(0.0);
    for (i, (value, text)) in data.values.iter().zip(&texts).enumerate() {
        let Some(value) = value.filter(|v| v.is_finite()) else {
            continue;
        };
        let (x, y) = (plot.px(i as f64), plot.py(value));
        let ink = if value < 0.0 {
            data.inks.1
        } else {
            data.inks.0
        };
        plot.rect(ink, x - wide / 2.0, y.min(zero), wide, (y - zero).abs());
        // A value at every bar or, where they would touch, at the selected one only.
        let is_selected = data.selected == Some(i);
        if widest + 4.0 <= slot || is_selected {
            let y = if value < 0.0 { y + 14.0 } else { y - 5.0 };
            let half = text_width(text) / 2.0;
            let x = x.clamp(frame.left + half, (width - half).max(frame.left + half));
            let ink = if is_selected {
                Ink::STRONG_NET
            } else {
                Ink::LABEL_HALO
            };
            plot.text(ink, Align::Middle, x, y, text);
        }
    }
    plot.rule(Ink::ZERO, (frame.left, zero), (frame.right, zero));
    for i in year_ticks(
        &data.years,
        frame.right - frame.left,
        if narrow { 5 } else { 1 },
    ) {
        let is_selected = data.selected == Some(i);
        let ink = if is_selected {
            Ink::TEXT_ACCENT
        } else {
            Ink::TEXT
        };
        let x = plot.px(i as f64).min(width - 16.0);
        plot.text(
            ink,
            Align::Middle,
            x,
            frame.bottom + 28.0,
            &data.years[i].to_string(),
        );
    }
    let hits = plot.columns(data.years.len(), slot, height);
    drop(plot);
    picture(&marks, (width, height), &data.words, hits)
}
