//! Pictures of ordered rows: bars of amounts, and dots of a degree with the span between methods.

use super::axis::{NARROW, text_width, ticks};
use super::ink::Ink;
use super::plot::{Align, Frame, Plot, Words, picture};
use super::{Hit, Picture};
use crate::core::number::{fixed, grouped};

/// Named amounts, largest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bars {
    /// Names and amounts.
    pub rows: Vec<(String, f64)>,
    /// Decimals of the amounts.
    pub decimals: usize,
    /// Title and finding.
    pub words: Words,
    /// Selected row.
    pub selected: Option<usize>,
}

/// Draws them as horizontal bars.
#[must_use]
pub fn bars(data: &Bars, width: f64) -> Picture {
    let height = 14.0 + 28.67 * data.rows.len().max(1) as f64;
    let names = data
        .rows
        .iter()
        .map(|r| text_width(&r.0))
        .fold(60.0, f64::max)
        .min(width * 0.5);
    let left = names + 12.0;
    let most = data
        .rows
        .iter()
        .map(|r| r.1)
        .filter(|v| v.is_finite())
        .fold(0.0, f64::max);
    let frame = Frame {
        left,
        right: (width - 54.0).max(left + 20.0),
        top: 6.0,
        bottom: height - 8.0,
    };
    let mut marks = String::with_capacity(2_000);
    let plot = Plot::new(&mut marks, (width, height), frame, (0.0, most), (0.0, 1.0));
    let mut hits = Vec::new();
    for (index, (name, value)) in data.rows.iter().enumerate() {
        let y = 12.3 + 28.67 * index as f64;
        let ink = if data.selected == Some(index) {
            Ink::STRONG_NET
        } else {
            Ink::LABEL
        };
        plot.text(ink, Align::Start, 0.0, y + 12.0, name);
        if *value > 0.0 {
            plot.rect(Ink::PLAIN, left, y, plot.px(*value) - left, 16.0);
        }
        plot.text(
            Ink::STRONG_NET,
            Align::Start,
            plot.px(value.max(0.0)) + 7.0,
            y + 12.0,
            &grouped(*value, data.decimals),
        );
        hits.push(Hit {
            x0: 0.0,
            x1: width,
            y0: y - 6.0,
            y1: y + 22.0,
            index,
        });
    }
    plot.rule(Ink::ZERO, (left, 6.0), (left, height - 8.0));
    drop(plot);
    picture(&marks, (width, height), &data.words, hits)
}

/// One row of a dot plot.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DotRow {
    /// Rank as text.
    pub rank: String,
    /// Name.
    pub name: String,
    /// Value of the method in use.
    pub value: f64,
    /// Values of two other methods, drawn as a line and a dotted line.
    pub others: [Option<f64>; 2],
    /// Printed value.
    pub printed: Option<f64>,
}

/// Rows in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dots {
    /// Rows, strongest first.
    pub rows: Vec<DotRow>,
    /// Name of the axis.
    pub axis: String,
    /// Title and finding.
    pub words: Words,
    /// Selected row.
    pub selected: Option<usize>,
}

/// Draws them.
#[must_use]
pub fn dots(data: &Dots, width: f64) -> Picture {
    let narrow = width < NARROW;
    let step = if narrow { 37.45 } else { 39.43 };
    let rows = data.rows.len().max(1) as f64;
    let bottom = 12.0 + step * rows;
    let height = bottom + 42.0;
    let names = data
        .rows
        .iter()
        .map(|r| text_width(&r.name))
        .fold(40.0, f64::max);
    let left = if narrow {
        (16.0 + names).min(width * 0.34)
    } else {
        (24.0 + names).max(72.0)
    };
    let frame = Frame {
        left,
        right: width - if narrow { 8.0 } else { 56.0 },
        top: 12.0,
        bottom,
    };
    let values = data
        .rows
        .iter()
        .flat_map(|r| [Some(r.value), r.others[0], r.others[1], r.printed])
        .flatten();
    let low = values
        .filter(|v| v.is_finite())
        .fold(1.0, f64::min)
        .max(0.0);
    let low = (libm::floor(low * 10.0 - 1e-9) / 10.0).clamp(0.0, 0.9);
    let mut marks = String::with_capacity(6_000);
    let plot = Plot::new(&mut marks, (width, height), frame, (low, 1.0), (0.0, 1.0));
    for value in ticks(low, 1.0, 8) {
        let x = plot.px(value);
        plot.rule(Ink::GRID, (x, 12.0), (x, bottom));
        plot.text(
            Ink::TEXT,
            Align::Middle,
            x.min(width - 10.0),
            bottom + 16.0,
            &fixed(value, 1),
        );
    }
    let mut hits = Vec::new();
    for (index, row) in data.rows.iter().enumerate() {
        let y = 12.0 + step * (index as f64 + 0.5);
        if index > 0 {
            plot.rule(
                Ink::GRID,
                (0.0, y - step / 2.0),
                (frame.right, y - step / 2.0),
            );
        }
        let span = row
            .others
            .iter()
            .flatten()
            .copied()
            .chain([row.value])
            .filter(|v| v.is_finite());
        let (a, b) = span.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| {
            (a.min(v), b.max(v))
        });
        if b > a {
            plot.bend(Ink::SPAN, &[(plot.px(a), y), (plot.px(b), y)]);
        }
        for (value, ink) in row.others.iter().zip([Ink::FIT, Ink::FIT_DASHED]) {
            if let Some(v) = value.filter(|v| v.is_finite()) {
                let x = plot.px(v);
                plot.bend(ink, &[(x, y - 6.0), (x, y + 6.0)]);
            }
        }
        if let Some(v) = row.printed.filter(|v| v.is_finite()) {
            plot.diamond(
                Ink::DOT_PRINTED,
                v,
                1.0 - (y - frame.top) / (frame.bottom - frame.top),
                5.5,
            );
        }
        plot.dot(
            Ink::DOT,
            row.value,
            1.0 - (y - frame.top) / (frame.bottom - frame.top),
            if narrow { 5.0 } else { 5.5 },
        );
        plot.text(Ink::LABEL, Align::Start, 0.0, y + 4.0, &row.rank);
        let ink = if data.selected == Some(index) {
            Ink::STRONG_NET
        } else {
            Ink::LABEL
        };
        plot.text(ink, Align::Start, 16.0, y + 4.0, &row.name);
        if !narrow {
            plot.text(
                Ink::STRONG_NET,
                Align::End,
                width,
                y + 4.0,
                &fixed(row.value, 4),
            );
        }
        hits.push(Hit {
            x0: 0.0,
            x1: width,
            y0: y - step / 2.0,
            y1: y + step / 2.0,
            index,
        });
    }
    plot.text(
        Ink::TEXT,
        Align::End,
        frame.right,
        bottom + 36.0,
        &data.axis,
    );
    drop(plot);
    picture(&marks, (width, height), &data.words, hits)
}
