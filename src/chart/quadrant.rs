//! Two indices of every unit against each other, with the way from year to year and the cuts between their levels.

use super::axis::{NARROW, rounded_out, text_width, tick_texts, ticks};
use super::ink::Ink;
use super::label::{around, place};
use super::plot::{Align, Frame, Plot, Words, picture};
use super::{Hit, Picture};

/// A unit and where it stood in each year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Track {
    /// Name.
    pub name: String,
    /// Both indices in each year; `None` where one is missing.
    pub points: Vec<Option<(f64, f64)>>,
}

/// What the picture shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quadrant {
    /// Units in order.
    pub tracks: Vec<Track>,
    /// Values of the first index between two levels.
    pub x_cuts: Vec<f64>,
    /// Values of the second index between two levels.
    pub y_cuts: Vec<f64>,
    /// Name of the first index.
    pub x_name: String,
    /// Name of the second index.
    pub y_name: String,
    /// Title and finding.
    pub words: Words,
    /// Selected unit.
    pub selected: Option<usize>,
}

const DOT: f64 = 5.0;

/// Draws it.
#[must_use]
pub fn quadrant(data: &Quadrant, width: f64) -> Picture {
    let narrow = width < NARROW;
    let height = if narrow { 300.0 } else { 380.0 };
    let all = || data.tracks.iter().flat_map(|t| t.points.iter().flatten());
    let fit = |values: &mut dyn Iterator<Item = f64>| {
        let most = values.filter(|v| v.is_finite()).fold(0.0_f64, f64::max);
        rounded_out(0.0, if most > 0.0 { most * 1.06 } else { 1.0 }, 5).1
    };
    let x_most = fit(&mut all().map(|p| p.0).chain(data.x_cuts.iter().copied()));
    let y_most = fit(&mut all().map(|p| p.1).chain(data.y_cuts.iter().copied()));
    let levels = ticks(0.0, y_most, 5);
    let words = tick_texts(&levels);
    let frame = Frame {
        left: 30.0,
        right: width - 12.0,
        top: 26.0,
        bottom: height - 44.0,
    }
    .beside(&words);
    let mut marks = String::with_capacity(8_000);
    let plot = Plot::new(
        &mut marks,
        (width, height),
        frame,
        (0.0, x_most),
        (0.0, y_most),
    );
    for (value, text) in levels.iter().zip(&words) {
        plot.level(*value, text);
    }
    let across = ticks(0.0, x_most, if narrow { 4 } else { 8 });
    for (value, text) in across.iter().zip(tick_texts(&across)) {
        let x = plot.px(*value);
        plot.text(Ink::TEXT, Align::Middle, x, frame.bottom + 18.0, &text);
    }
    plot.text(Ink::LABEL, Align::Start, frame.left, 14.0, &data.y_name);
    plot.text(
        Ink::LABEL,
        Align::End,
        frame.right,
        height - 8.0,
        &data.x_name,
    );
    for cut in data.x_cuts.iter().filter(|c| c.is_finite()) {
        let x = plot.px(*cut);
        plot.rule(Ink::FIT_DASHED, (x, frame.top), (x, frame.bottom));
    }
    for cut in data.y_cuts.iter().filter(|c| c.is_finite()) {
        let y = plot.py(*cut);
        plot.rule(Ink::FIT_DASHED, (frame.left, y), (frame.right, y));
    }
    let mut taken: Vec<[f64; 4]> = all()
        .filter(|p| p.0.is_finite() && p.1.is_finite())
        .map(|p| around((plot.px(p.0), plot.py(p.1)), DOT))
        .collect();
    let mut hits = Vec::with_capacity(data.tracks.len());
    for (index, track) in data.tracks.iter().enumerate() {
        let way: Vec<(f64, f64)> = track
            .points
            .iter()
            .flatten()
            .filter(|p| p.0.is_finite() && p.1.is_finite())
            .copied()
            .collect();
        let Some(last) = way.last() else { continue };
        let px: Vec<(f64, f64)> = way.iter().map(|p| (plot.px(p.0), plot.py(p.1))).collect();
        plot.bend(Ink::LEAD, &px);
        for point in &way[..way.len() - 1] {
            plot.dot(Ink::DOT_FIRST, point.0, point.1, 3.5);
        }
        plot.dot(Ink::DOT, last.0, last.1, 4.5);
        let end = px[px.len() - 1];
        if data.selected == Some(index) {
            plot.rect(Ink::SELECTED, end.0 - 8.0, end.1 - 8.0, 16.0, 16.0);
        }
        hits.push(Hit {
            x0: end.0 - 14.0,
            x1: end.0 + 14.0,
            y0: end.1 - 14.0,
            y1: end.1 + 14.0,
            index,
        });
    }
    for hit in &hits {
        let centre = ((hit.x0 + hit.x1) / 2.0, (hit.y0 + hit.y1) / 2.0);
        let name = &data.tracks[hit.index].name;
        if let Some((align, x, y, room)) = place(centre, 0.0, text_width(name), frame, &taken) {
            taken.push(room);
            plot.text(Ink::LABEL_HALO, align, x, y, name);
        }
    }
    drop(plot);
    picture(&marks, (width, height), &data.words, hits)
}
