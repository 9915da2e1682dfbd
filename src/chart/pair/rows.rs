//! Named rows, each with a mark for both scenarios.

use super::super::axis::{NARROW, range, text_width, tick_texts, ticks};
use super::super::ink::Ink;
use super::super::label::cut;
use super::super::plot::{Align, Frame, Plot, Words, picture};
use super::super::{Hit, Picture};
use crate::core::number::compact_signed;

/// One row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PairRow {
    /// Name.
    pub name: String,
    /// Values of the first and the second scenario.
    pub values: [Option<f64>; 2],
}

/// Rows in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PairRows {
    /// Rows from top to bottom.
    pub rows: Vec<PairRow>,
    /// Decimals of the differences at the right.
    pub decimals: usize,
    /// Title and finding.
    pub words: Words,
    /// Selected row.
    pub selected: Option<usize>,
}

const STEP: f64 = 34.0;

/// Draws them: a grey bar for the first scenario, a black dot for the second, the difference at the right.
#[must_use]
pub fn pair_rows(data: &PairRows, width: f64) -> Picture {
    let narrow = width < NARROW;
    let bottom = 12.0 + STEP * data.rows.len().max(1) as f64;
    let height = bottom + 26.0;
    let names = data
        .rows
        .iter()
        .map(|r| text_width(&r.name))
        .fold(40.0, f64::max);
    let most = if narrow { 0.4 } else { 0.34 };
    let left = (names * 1.06 + 14.0).min(width * most);
    let differences: Vec<String> = data
        .rows
        .iter()
        .map(|row| match row.values {
            [Some(a), Some(b)] => compact_signed(b - a, data.decimals),
            _ => "—".to_owned(),
        })
        .collect();
    let beside = differences
        .iter()
        .map(|t| text_width(t) * 1.06)
        .fold(0.0, f64::max);
    let frame = Frame {
        left,
        right: (width - beside - 14.0).max(left + 40.0),
        top: 12.0,
        bottom,
    };
    let values = data.rows.iter().flat_map(|r| r.values).flatten();
    let (low, high) = range(values);
    let mut marks = String::with_capacity(6_000);
    let plot = Plot::new(&mut marks, (width, height), frame, (low, high), (0.0, 1.0));
    let levels = ticks(low, high, if narrow { 3 } else { 6 });
    for (value, text) in levels.iter().zip(tick_texts(&levels)) {
        let x = plot.px(*value);
        let ink = if *value == 0.0 { Ink::ZERO } else { Ink::GRID };
        plot.rule(ink, (x, 12.0), (x, bottom));
        plot.text(
            Ink::TEXT,
            Align::Middle,
            x.min(width - 14.0),
            bottom + 16.0,
            &text,
        );
    }
    let mut hits = Vec::new();
    for (index, (row, difference)) in data.rows.iter().zip(&differences).enumerate() {
        let y = 12.0 + STEP * (index as f64 + 0.5);
        if index > 0 {
            plot.rule(Ink::GRID, (0.0, y - STEP / 2.0), (width, y - STEP / 2.0));
        }
        if let [Some(a), Some(b)] = row.values {
            plot.bend(Ink::SPAN, &[(plot.px(a), y), (plot.px(b), y)]);
        }
        if let Some(a) = row.values[0].filter(|v| v.is_finite()) {
            let x = plot.px(a);
            plot.bend(Ink::FIT, &[(x, y - 7.0), (x, y + 7.0)]);
        }
        if let Some(b) = row.values[1].filter(|v| v.is_finite()) {
            plot.dot(
                Ink::DOT,
                b,
                1.0 - (y - frame.top) / (frame.bottom - frame.top),
                5.0,
            );
        }
        let ink = if data.selected == Some(index) {
            Ink::STRONG_NET
        } else {
            Ink::LABEL
        };
        plot.text(ink, Align::Start, 0.0, y + 4.0, &cut(&row.name, left - 8.0));
        plot.text(ink, Align::End, width, y + 4.0, difference);
        hits.push(Hit {
            x0: 0.0,
            x1: width,
            y0: y - STEP / 2.0,
            y1: y + STEP / 2.0,
            index,
        });
    }
    drop(plot);
    picture(&marks, (width, height), &data.words, hits)
}
