//! A Moran scatter: every unit's own value against the mean of its neighbours, with the line whose slope is Moran's I.

use super::axis::{NARROW, ends, text_width, tick_texts, ticks, ticks_across};
use super::ink::Ink;
use super::label::{Room, around, cut, foot, foot_lines, place, words_at};
use super::map::Tone;
use super::plot::{Align, Frame, Plot, Words, picture};
use super::{Hit, Picture};

/// A unit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Point {
    /// Name.
    pub name: String,
    /// Own value and mean of the neighbours, both standardised; `None` where there is none. The unit keeps its place in the order.
    pub at: Option<(f64, f64)>,
    /// Colour of its cluster; `None` where it is not significant: hollow and grey.
    pub tone: Option<Tone>,
}

/// What the picture shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scatter {
    /// Units in order.
    pub points: Vec<Point>,
    /// Slope and intercept of the line.
    pub fit: Option<(f64, f64)>,
    /// Names of the quadrants from the upper right counter-clockwise: high–high, low–high, low–low, high–low.
    pub corners: [String; 4],
    /// Name of the x axis.
    pub x_name: String,
    /// Name of the y axis.
    pub y_name: String,
    /// Title and finding.
    pub words: Words,
    /// Selected unit.
    pub selected: Option<usize>,
}

/// Room in px for the names of the quadrants, above and below all points.
const BAND: f64 = 24.0;

/// Draws it. Points beyond two standard deviations on an axis or from the line are named, and the selected one always.
///
/// ```
/// use tanheng::chart::map::Palette;
/// use tanheng::chart::scatter::{Point, Scatter, scatter};
/// let point = |name: &str, at, class: Option<usize>| Point {
///     name: name.into(),
///     at,
///     tone: class.map(|c| Palette::Lisa.tone(c, 5)),
/// };
/// let points = vec![
///     point("江苏", Some((1.74, 1.14)), Some(0)),
///     point("西藏", None, None),
///     point("宁夏", Some((0.49, -0.74)), None),
/// ];
/// let data = Scatter { points, fit: Some((0.53, 0.0)), selected: Some(0), ..Scatter::default() };
/// let picture = scatter(&data, 564.0);
/// assert!(picture.svg.contains("江苏") && picture.svg.contains("data-i=\"2\""));
/// assert!(picture.hits.iter().all(|hit| hit.index != 1));
/// ```
#[must_use]
pub fn scatter(data: &Scatter, width: f64) -> Picture {
    let narrow = width < NARROW;
    let mut dots = dots(&data.points);
    let x = round_zero(dots.iter().map(|d| d.at.0));
    let y = round_zero(dots.iter().map(|d| d.at.1));
    let levels = ticks(y.0, y.1, if narrow { 4 } else { 6 });
    let texts = tick_texts(&levels);
    let lines = foot_lines(&data.y_name, &data.x_name, width - 10.0);
    let height = if narrow { 262.0 } else { 396.0 } + 15.0 * (lines - 1.0);
    let frame = Frame {
        left: 24.0,
        right: width - 10.0,
        top: 8.0,
        bottom: height - 26.0 - 15.0 * lines,
    }
    .beside(&texts);
    let band = (y.1 - y.0) * BAND / (frame.bottom - frame.top - 2.0 * BAND);
    let size = (width, height);
    let whole_y = (y.0 - band, y.1 + band);
    let mut marks = String::with_capacity(4_000 + 90 * dots.len());
    let plot = Plot::new(&mut marks, size, frame, x, whole_y);
    for (value, text) in levels.iter().zip(&texts) {
        plot.level(*value, text);
    }
    let across = ticks_across(x.0, x.1, frame.right - frame.left, 8);
    for (value, text) in across.iter().zip(tick_texts(&across)) {
        let (at, half) = (plot.px(*value), text_width(&text) / 2.0);
        plot.rule(Ink::TICK, (at, frame.bottom), (at, frame.bottom + 4.0));
        let at = at.clamp(half, (width - half).max(half));
        plot.text(Ink::TEXT, Align::Middle, at, frame.bottom + 18.0, &text);
    }
    let zero = plot.px(0.0);
    plot.rule(Ink::ZERO, (zero, frame.top), (zero, frame.bottom));
    let mut taken = corners(&plot, &data.corners);
    if let Some(line) = data.fit.and_then(|fit| clipped(fit, x, y)) {
        plot.line(Ink::NET, line.map(|(x, y)| (x, Some(y))));
        taken.extend(along(line.map(|(x, y)| (plot.px(x), plot.py(y)))));
    }
    foot(&plot, &data.y_name, &data.x_name, height);
    for dot in &mut dots {
        dot.px = (plot.px(dot.at.0), plot.py(dot.at.1));
    }
    drop(plot);
    let radius = match dots.len() {
        0..=300 if narrow => 3.8,
        0..=300 => 4.5,
        301..=1_000 => 3.2,
        _ => 2.4,
    };
    let hits = zones(&dots, radius);
    taken.extend(dots.iter().map(|d| around(d.px, radius + 0.5)));
    // The grey below, then the colours, then the one read.
    dots.sort_by_key(|d| (data.selected == Some(d.unit), d.point.tone.is_some()));
    for dot in &dots {
        let (class, tone) = match dot.point.tone {
            Some(tone) => ("map-dot", tone),
            None => ("map-dot-plain", Tone::PLAIN),
        };
        marks.push_str(&format!(
            "<circle data-i=\"{}\" class=\"{class} {}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius}\"/>",
            dot.unit,
            tone.fill(),
            dot.px.0,
            dot.px.1
        ));
    }
    let mut over = String::new();
    let plot = Plot::new(&mut over, size, frame, x, whole_y);
    let chosen = dots.iter().find(|d| data.selected == Some(d.unit));
    if let Some(dot) = chosen {
        plot.dot(Ink::SELECTED, dot.at.0, dot.at.1, radius + 4.0);
        taken.push(around(dot.px, radius + 5.0));
        name(&plot, dot, true, &mut taken);
    }
    for dot in outliers(&dots, data.fit, if narrow { 4 } else { 8 }) {
        if data.selected != Some(dot.unit) {
            name(&plot, dot, false, &mut taken);
        }
    }
    drop(plot);
    marks.push_str(&over);
    picture(&marks, size, &data.words, hits)
}

/// A point that can be drawn.
struct Dot<'a> {
    unit: usize,
    point: &'a Point,
    at: (f64, f64),
    px: (f64, f64),
}

fn dots(points: &[Point]) -> Vec<Dot<'_>> {
    let drawn = points.iter().enumerate().filter_map(|(unit, point)| {
        let at = point.at.filter(|at| at.0.is_finite() && at.1.is_finite())?;
        let px = (0.0, 0.0);
        Some(Dot {
            unit,
            point,
            at,
            px,
        })
    });
    drawn.collect()
}

/// A range round 0 with room at both ends, and on either side for the names of the quadrants.
fn round_zero(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = ends(values.chain([0.0]));
    let (low, high) = (low.min(-0.25 * high), high.max(-0.25 * low));
    if high <= low {
        return (-1.0, 1.0);
    }
    let pad = 0.06 * (high - low);
    (low - pad, high + pad)
}

/// Writes the names of the quadrants; gives their ground.
fn corners(plot: &Plot<'_>, names: &[String; 4]) -> Vec<Room> {
    let Frame {
        left,
        right,
        top,
        bottom,
    } = plot.frame();
    let (left, right) = (left + 4.0, right - 4.0);
    let places = [
        (Align::End, right, top + 14.0),
        (Align::Start, left, top + 14.0),
        (Align::Start, left, bottom - 7.0),
        (Align::End, right, bottom - 7.0),
    ];
    let mut taken = Vec::with_capacity(4);
    for (name, (align, x, base)) in names.iter().zip(places) {
        let name = cut(name, (right - left) / 2.0 - 6.0);
        let wide = text_width(&name);
        plot.text(Ink::LABEL_HALO, align, x, base, &name);
        taken.push(words_at(
            if align == Align::End { x - wide } else { x },
            base,
            wide,
        ));
    }
    taken
}

/// The part of a line inside a box.
fn clipped(
    (slope, intercept): (f64, f64),
    x: (f64, f64),
    y: (f64, f64),
) -> Option<[(f64, f64); 2]> {
    let on = |x: f64| slope * x + intercept;
    let back = |y: f64| (y - intercept) / slope;
    let (mut from, mut to) = x;
    if slope != 0.0 {
        let (a, b) = (back(y.0), back(y.1));
        from = from.max(a.min(b));
        to = to.min(a.max(b));
    }
    let is_inside = |v: f64| (y.0 - 1e-9 * (y.1 - y.0)..=y.1 + 1e-9 * (y.1 - y.0)).contains(&v);
    let line = [(from, on(from)), (to, on(to))];
    (from < to && line.iter().all(|p| is_inside(p.1))).then_some(line)
}

/// Ground along a line.
fn along([a, b]: [(f64, f64); 2]) -> Vec<Room> {
    let count = (libm::hypot(b.0 - a.0, b.1 - a.1) / 5.0).clamp(1.0, 2_000.0) as usize;
    let on = |i: usize| {
        let t = i as f64 / count as f64;
        (a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1))
    };
    (0..=count).map(|i| around(on(i), 2.5)).collect()
}

/// Zones of the middles, for dots that lie on one another, then of the dots, then wide ones for a finger: the first found counts.
fn zones(dots: &[Dot<'_>], radius: f64) -> Vec<Hit> {
    let zone = |reach: f64| {
        dots.iter().map(move |d| Hit {
            x0: d.px.0 - reach,
            x1: d.px.0 + reach,
            y0: d.px.1 - reach,
            y1: d.px.1 + reach,
            index: d.unit,
        })
    };
    let middles = zone(1.5);
    middles
        .chain(zone(radius + 1.0))
        .chain(zone(13.0))
        .collect()
}

/// Those beyond two standard deviations on an axis or from the line, the farthest first.
fn outliers<'d, 'a>(dots: &'d [Dot<'a>], fit: Option<(f64, f64)>, most: usize) -> Vec<&'d Dot<'a>> {
    let (slope, intercept) = fit.unwrap_or_default();
    let measures: [&dyn Fn(&Dot<'_>) -> f64; 3] = [&|d| d.at.0, &|d| d.at.1, &|d| {
        d.at.1 - (slope * d.at.0 + intercept)
    }];
    let spreads = measures.map(|of| {
        let count = dots.len().max(1) as f64;
        let mean = dots.iter().map(of).sum::<f64>() / count;
        let squares = dots.iter().map(|d| (of(d) - mean) * (of(d) - mean));
        (mean, libm::sqrt(squares.sum::<f64>() / count))
    });
    let far = |d: &Dot<'_>| {
        let away = measures.iter().zip(spreads).map(|(of, (mean, spread))| {
            let away = libm::fabs(of(d) - mean) / spread;
            if away.is_finite() { away } else { 0.0 }
        });
        away.fold(0.0, f64::max)
    };
    let mut found: Vec<(f64, &Dot<'_>)> = dots.iter().map(|d| (far(d), d)).collect();
    found.retain(|(far, _)| *far > 2.0);
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.unit.cmp(&b.1.unit)));
    found.into_iter().take(most).map(|(_, d)| d).collect()
}

/// Writes the name of a dot where it hides nothing; that of the selected one in any case.
fn name(plot: &Plot<'_>, dot: &Dot<'_>, is_selected: bool, taken: &mut Vec<Room>) {
    let frame = plot.frame();
    let name = cut(&dot.point.name, (frame.right - frame.left) / 2.0);
    let (ink, gap, widening) = if is_selected {
        (Ink::STRONG_NET_HALO, 3.0, 1.06)
    } else {
        (Ink::LABEL_HALO, 0.0, 1.0)
    };
    let wide = text_width(&name) * widening;
    let free = place(dot.px, gap, wide, frame, taken)
        .or_else(|| place(dot.px, gap + 7.0, wide, frame, taken))
        .or_else(|| place(dot.px, gap, wide, frame, &[]).filter(|_| is_selected));
    if let Some((align, x, y, room)) = free {
        taken.push(room);
        plot.text(ink, align, x, y, &name);
    }
}
