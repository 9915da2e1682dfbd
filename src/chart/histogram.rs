//! Counts by class of value: what shuffled values gave beside what was observed, or how many units have how many neighbours.

use super::axis::{self, NARROW, ends, text_width, tick_texts, ticks_across};
use super::ink::Ink;
use super::label::{cut, foot, foot_lines};
use super::plot::{Align, Frame, Plot, Words, picture};
use super::{Hit, Picture};

/// A bar.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bin {
    /// Least value.
    pub from: f64,
    /// Greatest value; the same as `from` for a whole number, whose bar stands round it.
    pub to: f64,
    /// How many.
    pub count: usize,
}

/// A value with its words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mark {
    /// Value.
    pub value: f64,
    /// `observed 0.530`.
    pub label: String,
}

/// What the picture shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Histogram {
    /// Bars from the least value on.
    pub bins: Vec<Bin>,
    /// The value observed: a solid line.
    pub observed: Option<Mark>,
    /// The value expected: a dashed line.
    pub expected: Option<Mark>,
    /// Name of the axis of values.
    pub x_name: String,
    /// Name of the axis of counts.
    pub y_name: String,
    /// Title and finding.
    pub words: Words,
    /// Selected bar.
    pub selected: Option<usize>,
}

/// Draws it. A zone's index is that of the bar.
///
/// ```
/// use tanheng::chart::histogram::{Bin, Histogram, Mark, histogram};
/// let bins = [(-0.2, 0.0, 540), (0.0, 0.2, 410), (0.2, 0.4, 49)].map(|(from, to, count)| Bin { from, to, count });
/// let observed = Some(Mark { value: 0.53, label: "observed 0.530".into() });
/// let picture = histogram(&Histogram { bins: bins.to_vec(), observed, ..Histogram::default() }, 376.0);
/// assert!(picture.svg.contains("observed 0.530"));
/// assert_eq!(picture.hits.len(), 3);
/// ```
#[must_use]
pub fn histogram(data: &Histogram, width: f64) -> Picture {
    let bars: Vec<(usize, Bin)> = data
        .bins
        .iter()
        .map(|b| drawn(*b))
        .enumerate()
        .filter(|(_, b)| b.from.is_finite() && b.to.is_finite() && b.to > b.from)
        .collect();
    let is_whole = data.bins.iter().all(|b| b.from == b.to);
    let lines = [&data.expected, &data.observed];
    let lines = lines.map(|l| l.as_ref().filter(|l| l.value.is_finite()));
    let values = bars.iter().flat_map(|(_, b)| [b.from, b.to]);
    let (low, high) = ends(values.chain(lines.iter().flatten().map(|l| l.value)));
    let (low, high) = match high - low {
        span if span > 0.0 => (low - 0.03 * span, high + 0.03 * span),
        0.0 => (low - 0.5, high + 0.5),
        _ => (0.0, 1.0),
    };
    let (top, levels) = axis::counts(bars.iter().map(|(_, b)| b.count).max().unwrap_or(0));
    let texts = tick_texts(&levels);
    let foot_rows = foot_lines(&data.y_name, &data.x_name, width - 10.0);
    let heads = lines.iter().flatten().count() as f64;
    let height = 178.0 + 16.0 * heads + 15.0 * foot_rows;
    let frame = Frame {
        left: 24.0,
        right: width - 10.0,
        top: 10.0 + 16.0 * heads,
        bottom: height - 26.0 - 15.0 * foot_rows,
    }
    .beside(&texts);
    let mut marks = String::with_capacity(4_000);
    let plot = Plot::new(&mut marks, (width, height), frame, (low, high), (0.0, top));
    for (value, text) in levels.iter().zip(&texts) {
        plot.level(*value, text);
    }
    let mut hits = Vec::with_capacity(bars.len());
    for (index, bin) in &bars {
        let (x0, x1) = (plot.px(bin.from), plot.px(bin.to));
        let gap = if is_whole {
            0.24 * (x1 - x0)
        } else {
            (0.15 * (x1 - x0)).min(1.0)
        };
        let y = if bin.count > 0 {
            plot.py(bin.count as f64).min(frame.bottom - 1.0)
        } else {
            frame.bottom
        };
        let (x, wide) = (x0 + gap / 2.0, x1 - x0 - gap);
        plot.rect(Ink::PLAIN, x, y, wide, frame.bottom - y);
        if data.selected == Some(*index) {
            let y = y.min(frame.bottom - 2.0);
            plot.rect(
                Ink::SELECTED,
                x - 2.0,
                y - 2.0,
                wide + 4.0,
                frame.bottom - y + 2.0,
            );
        }
        hits.push(Hit {
            x0,
            x1: x1.max(x0 + 0.1),
            y0: 0.0,
            y1: height,
            index: *index,
        });
    }
    plot.rule(
        Ink::ZERO,
        (frame.left, frame.bottom),
        (frame.right, frame.bottom),
    );
    let most = match width < NARROW {
        _ if is_whole => 20,
        true => 6,
        false => 10,
    };
    let across = ticks_across(low, high, frame.right - frame.left, most);
    let across = if is_whole {
        axis::whole(across)
    } else {
        across
    };
    for (value, text) in across.iter().zip(tick_texts(&across)) {
        let (x, half) = (plot.px(*value), text_width(&text) / 2.0);
        plot.rule(Ink::TICK, (x, frame.bottom), (x, frame.bottom + 4.0));
        let x = x.clamp(half, (width - half).max(half));
        plot.text(Ink::TEXT, Align::Middle, x, frame.bottom + 18.0, &text);
    }
    foot(&plot, &data.y_name, &data.x_name, height);
    if let [Some(line), _] = lines {
        let x = plot.px(line.value);
        plot.rule(Ink::FIT_DASHED, (x, 18.0), (x, frame.bottom));
        let label = cut(&line.label, width);
        let half = text_width(&label) / 2.0;
        let middle = x.clamp(half, (width - half).max(half));
        plot.text(Ink::LABEL, Align::Middle, middle, 13.0, &label);
    }
    if let [expected, Some(line)] = lines {
        let x = plot.px(line.value);
        let base = frame.top - 13.0;
        plot.rule(Ink::NET, (x, base - 11.0), (x, frame.bottom));
        // On the side away from what is expected, where there is room.
        let label = cut(&line.label, width / 2.0);
        let wide = 1.06 * text_width(&label) + 7.0;
        let is_right = expected.is_none_or(|e| e.value <= line.value);
        let is_right = if is_right {
            x + wide <= width
        } else {
            x < wide
        };
        if is_right {
            plot.text(Ink::STRONG_NET_HALO, Align::Start, x + 7.0, base, &label);
        } else {
            plot.text(Ink::STRONG_NET_HALO, Align::End, x - 7.0, base, &label);
        }
    }
    drop(plot);
    picture(&marks, (width, height), &data.words, hits)
}

/// A bin as wide as its bar: half a step to both sides of a whole number.
fn drawn(bin: Bin) -> Bin {
    let half = if bin.from == bin.to { 0.5 } else { 0.0 };
    Bin {
        from: bin.from - half,
        to: bin.to + half,
        count: bin.count,
    }
}
