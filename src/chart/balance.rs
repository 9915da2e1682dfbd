//! Sources above the zero line, sinks below it, net as the dark line, and the forecast of net.

use super::Picture;
use super::axis::{NARROW, rounded_out, text_width, tick_texts, ticks, year_ticks};
use super::ink::Ink;
use super::plot::{Align, Frame, Plot, Words, picture};
use crate::core::number::compact;

/// A forecast that goes on from the last year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ahead {
    /// Values of the years after the last one.
    pub path: Vec<f64>,
    /// Lower bounds, as many as `path`; empty when there is no interval.
    pub lower: Vec<f64>,
    /// Upper bounds.
    pub upper: Vec<f64>,
    /// Name of the model, at its line.
    pub name: String,
    /// Second line at the end: what the band is.
    pub band: String,
    /// Label of the end on a phone, with its value.
    pub end: String,
}

/// What the picture shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Balance {
    /// Years in order, without holes.
    pub years: Vec<i32>,
    /// Sum of the sources.
    pub source: Vec<Option<f64>>,
    /// Sum of the sinks, positive.
    pub sink: Vec<Option<f64>>,
    /// Sources less sinks.
    pub net: Vec<Option<f64>>,
    /// Forecast of net.
    pub ahead: Option<Ahead>,
    /// Names: source, sink (with what they mean), net with its last value, and what net is.
    pub source_name: String,
    /// See `source_name`.
    pub sink_name: String,
    /// See `source_name`.
    pub net_name: String,
    /// See `source_name`.
    pub net_note: String,
    /// Title and finding.
    pub words: Words,
    /// Position of the reading.
    pub selected: Option<usize>,
}

/// Draws it.
#[must_use]
pub fn balance(data: &Balance, width: f64) -> Picture {
    let narrow = width < NARROW;
    let height = if narrow { 270.0 } else { 254.0 };
    let frame = if narrow {
        Frame {
            left: 38.0,
            right: width - 8.0,
            top: 14.0,
            bottom: 246.0,
        }
    } else {
        Frame {
            left: 46.0,
            right: width - 112.0,
            top: 12.0,
            bottom: 230.0,
        }
    };
    let count = data.years.len();
    let ahead = data
        .ahead
        .as_ref()
        .filter(|a| !a.path.is_empty() && count > 0);
    let steps = ahead.map_or(0, |a| a.path.len());
    let total = (count + steps).max(1);

    let high = data.source.iter().chain(&data.net).flatten().copied();
    let high = high
        .chain(
            ahead
                .iter()
                .flat_map(|a| a.path.iter().chain(&a.upper).copied()),
        )
        .filter(|v| v.is_finite());
    let low = data
        .sink
        .iter()
        .flatten()
        .map(|v| -v)
        .chain(data.net.iter().flatten().copied());
    let low = low
        .chain(
            ahead
                .iter()
                .flat_map(|a| a.path.iter().chain(&a.lower).copied()),
        )
        .filter(|v| v.is_finite());
    let (low, high) = (low.fold(0.0, f64::min), high.fold(0.0, f64::max));
    let most = if narrow { 5 } else { 7 };
    let levels = ticks(low, rounded_out(low, high, most).1, most);
    let words = tick_texts(&levels);
    let frame = frame.beside(&words);
    let floor = low.min(levels.first().copied().unwrap_or(0.0)) * 1.25;

    let mut marks = String::with_capacity(12_000);
    let plot = Plot::new(
        &mut marks,
        (width, height),
        frame,
        (-0.5, total as f64 - 0.5),
        (
            floor.min(0.0),
            levels.last().copied().unwrap_or(1.0).max(high),
        ),
    );
    if steps > 0 {
        let left = plot.px(count as f64 - 0.5);
        plot.rect(
            Ink::FUTURE,
            left,
            frame.top,
            frame.right - left,
            frame.bottom - frame.top,
        );
    }
    for (value, text) in levels.iter().zip(&words) {
        plot.level(*value, text);
    }
    let slot = (frame.right - frame.left) / total as f64;
    let bar = slot * 0.62;
    let zero = plot.py(0.0);
    for i in 0..count {
        let left = plot.px(i as f64) - bar / 2.0;
        if let Some(v) = data.source[i] {
            plot.rect(Ink::SOURCE, left, plot.py(v), bar, zero - plot.py(v));
        }
        if let Some(v) = data.sink[i] {
            plot.rect(Ink::SINK, left, zero, bar, plot.py(-v) - zero);
        }
    }
    plot.rule(Ink::ZERO, (frame.left, zero), (frame.right, zero));
    let net: Vec<(f64, Option<f64>)> = data
        .net
        .iter()
        .zip(0..)
        .map(|(v, i)| (f64::from(i), *v))
        .collect();
    if let (Some(a), Some(last)) = (ahead, data.net.last().copied().flatten()) {
        let from = count as f64 - 1.0;
        let x = |i: usize| from + 1.0 + i as f64;
        if a.lower.len() == steps && a.upper.len() == steps {
            let mut band = vec![(from, last)];
            band.extend(a.upper.iter().enumerate().map(|(i, v)| (x(i), *v)));
            band.extend(a.lower.iter().enumerate().rev().map(|(i, v)| (x(i), *v)));
            plot.area(Ink::BAND, band);
        }
        plot.line(Ink::HALO, net.clone());
        plot.line(Ink::NET, net.clone());
        let path = std::iter::once((from, Some(last)));
        plot.line(
            Ink::FORECAST,
            path.chain(a.path.iter().enumerate().map(|(i, v)| (x(i), Some(*v)))),
        );
    } else {
        plot.line(Ink::HALO, net.clone());
        plot.line(Ink::NET, net.clone());
    }
    let radius = if narrow { 2.6 } else { 3.2 };
    for (x, v) in &net {
        if let Some(v) = v {
            plot.dot(Ink::DOT, *x, *v, radius);
        }
    }
    if let Some(a) = ahead
        && let Some(end) = a.path.last()
    {
        plot.dot(Ink::DOT, total as f64 - 1.0, *end, 3.6);
    }
    let years: Vec<i32> = data
        .years
        .first()
        .map(|first| (0..total as i32).map(|i| first + i).collect())
        .unwrap_or_default();
    for i in year_ticks(
        &years,
        frame.right - frame.left,
        if count > 8 { 5 } else { 1 },
    ) {
        let x = plot.px(i as f64);
        plot.rule(Ink::TICK, (x, frame.bottom), (x, frame.bottom + 4.0));
        plot.text(
            Ink::TEXT,
            Align::Middle,
            x,
            frame.bottom + 17.0,
            &years[i].to_string(),
        );
    }
    if let Some(i) = data.selected.filter(|i| *i < total) {
        let x = plot.px(i as f64);
        plot.rule(Ink::CROSS, (x, frame.top), (x, frame.bottom));
    }
    labels(&plot, data, ahead, narrow, total);
    let hits = plot.columns(total, slot, height);
    drop(plot);
    picture(&marks, (width, height), &data.words, hits)
}

fn labels(plot: &Plot<'_>, data: &Balance, ahead: Option<&Ahead>, narrow: bool, total: usize) {
    let frame = plot.frame();
    let count = data.years.len();
    let Some(last) = count.checked_sub(1) else {
        return;
    };
    let highest = (0..count)
        .filter_map(|i| Some((i, data.source[i]?)))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    if let Some((i, most)) = highest {
        let start = data.source.iter().take(6).flatten();
        let top = start.fold(0.0, |a: f64, b| a.max(*b));
        // A highest bar among the first has its value over it: the name goes to its right.
        let left = match narrow {
            true => frame.left + 2.0,
            false if i < 6 => plot.px(i as f64) + text_width(&compact(most, 0)) / 2.0 + 8.0,
            false => frame.left + 5.2,
        };
        plot.text(
            Ink::STRONG_SOURCE_HALO,
            Align::Start,
            left,
            plot.py(top) - 8.0,
            &data.source_name,
        );
    }
    // Words about the last value stand below it, but above where the path would run through them or the paper ends.
    let falls = ahead
        .and_then(|a| a.path.last().copied().zip(data.net[last]))
        .is_some_and(|(end, net)| end < net);
    let raised = falls || data.net[last].is_some_and(|v| plot.py(v) + 42.0 > frame.bottom);
    let beside = plot.px(last as f64 + 0.5) + 5.0;
    if let Some(v) = data.sink[last] {
        let at = if ahead.is_some() {
            (Align::Start, beside)
        } else {
            (Align::End, frame.right)
        };
        let mut y = (plot.py(-v / 2.0) + 8.0).max(plot.py(0.0) + 16.0);
        if let Some(net) = data.net[last].filter(|_| ahead.is_some()) {
            let above = plot.py(net) + if raised { -39.0 } else { 23.4 };
            if (above - 16.0..above + 32.0).contains(&y) {
                y = above + 32.0;
            }
        }
        let y = y.min(frame.bottom - 4.0);
        plot.text(Ink::STRONG_SINK, at.0, at.1, y, &data.sink_name);
    }
    if !narrow {
        for (i, v) in highest.into_iter().chain(
            data.source[last]
                .map(|v| (last, v))
                .filter(|(i, _)| highest.is_some_and(|h| h.0 != *i)),
        ) {
            plot.text(
                Ink::LABEL_SOURCE,
                Align::Middle,
                plot.px(i as f64),
                plot.py(v) - 6.0,
                &compact(v, 0),
            );
        }
    }
    let Some(net) = data.net[last] else { return };
    let (x, y) = (plot.px(last as f64), plot.py(net));
    match ahead {
        Some(a) if narrow => {
            plot.bend(Ink::LEAD, &[(x + 3.0, y + 3.0), (x + 20.0, y + 24.0)]);
            plot.text(
                Ink::STRONG_NET,
                Align::Start,
                x + 20.0,
                y + 35.0,
                &data.net_name,
            );
            plot.text(
                Ink::STRONG_NET,
                Align::End,
                frame.right - 2.0,
                frame.top - 2.0,
                &a.end,
            );
        }
        Some(a) => {
            let side = if raised { -1.0 } else { 1.0 };
            let level = y + side * 19.4;
            plot.bend(
                Ink::LEAD,
                &[
                    (x + 4.0, y + side * 4.0),
                    (x + 23.4, level),
                    (x + 33.8, level),
                ],
            );
            let words = if raised { y - 39.4 } else { y + 23.4 };
            plot.text(
                Ink::STRONG_NET,
                Align::Start,
                x + 36.4,
                words,
                &data.net_name,
            );
            plot.text(
                Ink::LABEL,
                Align::Start,
                x + 36.4,
                words + 16.0,
                &data.net_note,
            );
            let middle = a.path.len() / 3;
            let bound = if falls { &a.lower } else { &a.upper };
            let edge = bound.get(middle).or(a.path.get(middle));
            let edge = plot.py(edge.copied().unwrap_or(net));
            plot.text(
                Ink::STRONG_NET,
                Align::Middle,
                plot.px((last + 1 + middle) as f64),
                match (falls, raised) {
                    (true, _) => (edge + 18.0).min(frame.bottom - 6.0),
                    (_, true) => (edge - 10.0).min(words - 18.0),
                    _ => (edge - 10.0).max(frame.top + 12.0),
                },
                &a.name,
            );
            if let Some(end) = a.path.last() {
                let x = plot.px(total as f64 - 1.0).max(frame.right - 16.0) + 23.0;
                let y = (plot.py(*end) + 4.0).min(frame.bottom - 18.0);
                plot.text(Ink::STRONG_NET, Align::Start, x, y, &compact(*end, 2));
                for (line, k) in a.band.lines().zip(1..) {
                    plot.text(Ink::LABEL, Align::Start, x, y + 16.0 * f64::from(k), line);
                }
            }
        }
        None => {
            let at = if narrow {
                (Align::End, frame.right, y - 12.0)
            } else {
                (Align::Start, frame.right + 6.0, y + 4.0)
            };
            plot.text(Ink::STRONG_NET, at.0, at.1, at.2, &data.net_name);
        }
    }
}
