//! A series in two scenarios, with what a paper printed.

use super::super::axis::{NARROW, spread, text_width, tick_texts, ticks, year_ticks};
use super::super::ink::Ink;
use super::super::plot::{Align, Frame, Plot, Words, picture};
use super::super::{LIGHT, Picture};
use super::range;
use crate::core::number::compact;

/// What the picture shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PairLines {
    /// Years in order.
    pub years: Vec<i32>,
    /// Values of the first and the second scenario, one pair a year.
    pub values: Vec<[Option<f64>; 2]>,
    /// Printed values, one a year, or none at all.
    pub printed: Vec<Option<f64>>,
    /// Short names of the two.
    pub names: [String; 2],
    /// Decimals of the values at the ends.
    pub decimals: usize,
    /// Said where the axis does not begin at 0.
    pub not_from_zero: String,
    /// Title and finding.
    pub words: Words,
    /// Selected year.
    pub selected: Option<usize>,
}

const INKS: [(Ink, Ink); 2] = [(Ink::FIT, Ink::STRONG_FIT), (Ink::NET, Ink::STRONG_NET)];

/// Draws it.
#[must_use]
pub fn pair_lines(data: &PairLines, width: f64) -> Picture {
    let narrow = width < NARROW;
    let height = 310.0;
    let count = data.years.len();
    let ends: Vec<(usize, f64)> = (0..2)
        .filter_map(|side| {
            let last = data.values.iter().rev().find_map(|v| v[side]);
            Some((side, last.filter(|v| v.is_finite())?))
        })
        .collect();
    let label = |(side, value): &(usize, f64)| {
        let name = &data.names[*side];
        (name, format!("{LIGHT}{}", compact(*value, data.decimals)))
    };
    let beside = ends.iter().map(|end| {
        let (name, value) = label(end);
        text_width(name) * 1.06 + text_width(&value) + 6.0
    });
    // Long names go below the picture, as they do on a phone.
    let beside = beside.fold(0.0, f64::max);
    let is_beside = !narrow && beside <= width * 0.4;
    let frame = Frame {
        left: 40.0,
        right: width - if is_beside { beside + 14.0 } else { 8.0 },
        top: 34.0,
        bottom: if is_beside { 278.0 } else { 240.0 },
    };
    let values = data.values.iter().flatten().chain(&data.printed);
    let (low, high) = range(values.flatten().copied());
    let levels = ticks(low, high, 5);
    let words = tick_texts(&levels);
    let frame = frame.beside(&words);
    let mut marks = String::with_capacity(8_000);
    let plot = Plot::new(
        &mut marks,
        (width, height),
        frame,
        (-0.4, count.max(1) as f64 - 0.6),
        (low, high),
    );
    for (value, text) in levels.iter().zip(&words) {
        plot.level(*value, text);
    }
    if low > 0.0 || high < 0.0 {
        plot.text(Ink::TEXT, Align::Start, 0.0, 14.0, &data.not_from_zero);
    }
    for (side, (ink, _)) in INKS.iter().enumerate() {
        let points = data.values.iter().enumerate();
        plot.line(*ink, points.map(|(i, v)| (i as f64, v[side])));
    }
    for (i, value) in data.printed.iter().enumerate() {
        if let Some(value) = value {
            plot.diamond(Ink::DOT_PRINTED, i as f64, *value, 4.5);
        }
    }
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
            frame.bottom + 18.0,
            &data.years[i].to_string(),
        );
    }
    if let Some(i) = data.selected.filter(|i| *i < count) {
        let x = plot.px(i as f64);
        plot.rule(Ink::CROSS, (x, frame.top), (x, frame.bottom));
        for value in data.values[i].iter().flatten() {
            plot.dot(Ink::DOT, i as f64, *value, 4.0);
        }
    }
    if is_beside {
        let at: Vec<f64> = ends.iter().map(|(_, v)| plot.py(*v) + 4.0).collect();
        let places = spread(&at, 17.0, frame.top + 6.0, frame.bottom);
        for (end, y) in ends.iter().zip(places) {
            let (name, value) = label(end);
            let x = frame.right + 8.0;
            plot.text(INKS[end.0].1, Align::Start, x, y, &format!("{name}{value}"));
        }
    } else {
        for (row, end) in ends.iter().enumerate() {
            let (name, value) = label(end);
            let y = frame.bottom + 42.0 + 18.0 * row as f64;
            plot.bend(INKS[end.0].0, &[(0.0, y), (18.0, y)]);
            let text = cut(name, width - 34.0 - text_width(&value));
            plot.text(
                INKS[end.0].1,
                Align::Start,
                22.0,
                y + 4.0,
                &format!("{text}{value}"),
            );
        }
    }
    let slot = (frame.right - frame.left) / count.max(1) as f64;
    let hits = plot.columns(count, slot, height);
    drop(plot);
    picture(&marks, (width, height), &data.words, hits)
}

/// As much of a name as there is room for.
pub(super) fn cut(name: &str, room: f64) -> String {
    if text_width(name) * 1.06 <= room {
        return name.to_owned();
    }
    let mut text = String::new();
    for letter in name.chars() {
        if (text_width(&text) + text_width("漢…")) * 1.06 > room {
            break;
        }
        text.push(letter);
    }
    text + "…"
}
