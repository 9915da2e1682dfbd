//! Lines set to 100 in their first year, with a break where the survey changed.

use super::axis::{NARROW, rounded_out, spread, text_width, tick_texts, ticks, year_ticks};
use super::ink::Ink;
use super::plot::{Align, Frame, Plot, Words, picture};
use super::{LIGHT, Picture};
use crate::core::number::fixed;

/// What the picture shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IndexLines {
    /// Years in order.
    pub years: Vec<i32>,
    /// Name, role and values of each line, 100 in the first year.
    pub lines: Vec<(String, Ink, Vec<Option<f64>>)>,
    /// Position of the last year before each break.
    pub breaks: Vec<usize>,
    /// Words at the first break.
    pub break_note: String,
    /// Title and finding.
    pub words: Words,
    /// Selected year.
    pub selected: Option<usize>,
}

/// Draws it.
#[must_use]
pub fn index_lines(data: &IndexLines, width: f64) -> Picture {
    let narrow = width < NARROW;
    let height = if narrow { 290.0 } else { 310.0 };
    let frame = if narrow {
        Frame {
            left: 40.0,
            right: width - 8.0,
            top: 14.0,
            bottom: 224.0,
        }
    } else {
        Frame {
            left: 40.0,
            right: width - 128.0,
            top: 14.0,
            bottom: 282.0,
        }
    };
    let count = data.years.len();
    let high = data
        .lines
        .iter()
        .flat_map(|l| l.2.iter().flatten())
        .filter(|v| v.is_finite())
        .fold(100.0_f64, |a, b| a.max(*b));
    let (_, high) = rounded_out(0.0, high, 4);
    let levels = ticks(0.0, high, 4);
    let words = tick_texts(&levels);
    let frame = frame.beside(&words);
    let mut marks = String::with_capacity(8_000);
    let plot = Plot::new(
        &mut marks,
        (width, height),
        frame,
        (-0.4, count.max(1) as f64 - 0.6),
        (0.0, high),
    );
    for at in &data.breaks {
        let (from, to) = (plot.px(*at as f64 + 0.15), plot.px(*at as f64 + 0.85));
        plot.rect(
            Ink::FUTURE,
            from,
            frame.top,
            to - from,
            frame.bottom - frame.top,
        );
    }
    for (value, text) in levels.iter().zip(&words) {
        plot.level(*value, text);
    }
    for (_, ink, values) in &data.lines {
        let mut from = 0;
        for to in data
            .breaks
            .iter()
            .copied()
            .chain(std::iter::once(count.saturating_sub(1)))
        {
            plot.line(
                *ink,
                (from..=to).filter_map(|i| Some((i as f64, *values.get(i)?))),
            );
            if to + 1 < count {
                plot.line(
                    Ink::LINE_BROKEN,
                    (to..=to + 1).filter_map(|i| Some((i as f64, *values.get(i)?))),
                );
            }
            from = to + 1;
        }
    }
    if let Some(at) = data.breaks.first() {
        let x = plot.px(*at as f64 + 1.0) + 4.5;
        let lowest = data
            .lines
            .iter()
            .filter_map(|l| l.2.last().copied().flatten())
            .filter(|v| *v > high * 0.3)
            .fold(high, f64::min);
        plot.text(
            Ink::LABEL_HALO,
            Align::Start,
            x,
            (plot.py(lowest) + plot.py(0.0)) / 2.0,
            &data.break_note,
        );
    }
    for i in year_ticks(
        &data.years,
        frame.right - frame.left,
        if narrow { 5 } else { 1 },
    ) {
        let ink = if data.selected == Some(i) {
            Ink::TEXT_ACCENT
        } else {
            Ink::TEXT
        };
        plot.text(
            ink,
            Align::Middle,
            plot.px(i as f64).min(width - 16.0),
            frame.bottom + 18.0,
            &data.years[i].to_string(),
        );
    }
    if let Some(i) = data.selected.filter(|i| *i < count) {
        let x = plot.px(i as f64);
        plot.rule(Ink::CROSS, (x, frame.top), (x, frame.bottom));
    }
    let ends: Vec<(&str, f64)> = data
        .lines
        .iter()
        .filter_map(|(name, _, values)| Some((name.as_str(), values.last().copied().flatten()?)))
        .collect();
    if narrow {
        let (mut x, mut y) = (0.0, 256.0);
        for (name, ink, values) in &data.lines {
            let Some(v) = values.last().copied().flatten() else {
                continue;
            };
            let text = format!("{name} {}", fixed(v, 1));
            let wide = 22.0 + text_width(&text) + 8.0;
            if x + wide > width && x > 0.0 {
                (x, y) = (0.0, y + 18.0);
            }
            plot.bend(*ink, &[(x, y), (x + 18.0, y)]);
            plot.text(Ink::LABEL, Align::Start, x + 22.0, y + 4.0, &text);
            x += wide;
        }
    } else {
        let at: Vec<f64> = ends.iter().map(|(_, v)| plot.py(*v) + 4.0).collect();
        for ((name, v), y) in ends
            .iter()
            .zip(spread(&at, 17.0, frame.top + 6.0, frame.bottom))
        {
            plot.text(
                Ink::STRONG,
                Align::Start,
                frame.right + 8.0,
                y,
                &format!("{name}{LIGHT}{}", fixed(*v, 1)),
            );
        }
    }
    let slot = (frame.right - frame.left) / count.max(1) as f64;
    let hits = plot.columns(count, slot, height);
    drop(plot);
    picture(&marks, (width, height), &data.words, hits)
}
