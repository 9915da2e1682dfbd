//! How the ranks move when a parameter moves.

use super::Picture;
use super::axis::text_width;
use super::ink::Ink;
use super::plot::{Align, Frame, Plot, Words, picture};
use crate::core::number::significant;

/// What the picture shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RankLines {
    /// Values of the parameter, rising.
    pub parameter: Vec<f64>,
    /// Name, role and ranks of each line.
    pub lines: Vec<(String, Ink, Vec<f64>)>,
    /// Value in use.
    pub current: f64,
    /// Names of the axes.
    pub x_name: String,
    /// See `x_name`.
    pub y_name: String,
    /// Title and finding.
    pub words: Words,
}

/// Draws it.
#[must_use]
pub fn rank_lines(data: &RankLines, width: f64) -> Picture {
    let narrow = width < 400.0;
    let height = if narrow { 270.0 } else { 296.0 };
    let names = data
        .lines
        .iter()
        .map(|l| text_width(&l.0))
        .fold(40.0, f64::max);
    let frame = Frame {
        left: 26.0,
        right: width - names - 14.0,
        top: 10.0,
        bottom: height - 36.0,
    };
    let ends = data
        .parameter
        .first()
        .copied()
        .zip(data.parameter.last().copied())
        .unwrap_or((0.0, 1.0));
    let most = data.lines.len().max(1) as f64;
    let mut marks = String::with_capacity(6_000);
    let plot = Plot::new(
        &mut marks,
        (width, height),
        frame,
        ends,
        (-(most + 0.4), -0.6),
    );
    for rank in 1..=data.lines.len() {
        let y = plot.py(-(rank as f64));
        plot.rule(Ink::GRID, (frame.left, y), (frame.right, y));
        plot.text(
            Ink::TEXT,
            Align::End,
            frame.left - 8.0,
            y + 4.0,
            &rank.to_string(),
        );
    }
    for value in [ends.0, 0.25, 0.5, 0.75, ends.1] {
        let x = plot.px(value);
        plot.rule(Ink::TICK, (x, frame.bottom), (x, frame.bottom + 4.0));
        let ink = if (value - data.current).abs() < 1e-9 {
            Ink::TEXT_ACCENT
        } else {
            Ink::TEXT
        };
        plot.text(
            ink,
            Align::Middle,
            x,
            frame.bottom + 17.0,
            &significant(value, 3),
        );
    }
    let x = plot.px(data.current);
    plot.rule(Ink::CROSS, (x, frame.top), (x, frame.bottom));
    for (name, ink, ranks) in &data.lines {
        plot.line(
            *ink,
            data.parameter
                .iter()
                .zip(ranks)
                .map(|(x, r)| (*x, Some(-r))),
        );
        if let Some(rank) = ranks.last() {
            plot.text(
                Ink::LABEL,
                Align::Start,
                frame.right + 8.0,
                plot.py(-rank) + 4.0,
                name,
            );
        }
    }
    plot.text(
        Ink::TEXT,
        Align::End,
        frame.right,
        height - 3.0,
        &data.x_name,
    );
    plot.text(Ink::TEXT, Align::Start, 0.0, height - 3.0, &data.y_name);
    drop(plot);
    picture(&marks, (width, height), &data.words, Vec::new())
}
