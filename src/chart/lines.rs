//! Series over years: one that is read, the others beside it, and what a paper printed as hollow marks.

use super::axis::{NARROW, range, spread, text_width, tick_texts, ticks, year_ticks};
use super::ink::Ink;
use super::label::cut;
use super::plot::{Align, Frame, Plot, Words, picture};
use super::{LIGHT, Picture};
use crate::core::number::compact;

/// A series.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Series {
    /// Short name, written at its end.
    pub name: String,
    /// One value a year.
    pub values: Vec<Option<f64>>,
    /// Printed values, one a year, or none at all.
    pub printed: Vec<Option<f64>>,
}

/// What the picture shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lines {
    /// Years in order.
    pub years: Vec<i32>,
    /// Series in order.
    pub series: Vec<Series>,
    /// The one drawn strong; the others are grey.
    pub emphasised: Option<usize>,
    /// A value with its words, drawn across: what is expected, or where two amounts are equal.
    pub reference: Option<(f64, String)>,
    /// What the hollow marks are.
    pub printed_name: String,
    /// Decimals of the values at the ends.
    pub decimals: usize,
    /// Said where the axis does not begin at 0.
    pub not_from_zero: String,
    /// Title and finding.
    pub words: Words,
    /// Selected year.
    pub selected: Option<usize>,
}

/// Grey series that can be told apart; more of them are faint and without a name.
const MOST: usize = 4;
const GREY: [Ink; MOST] = [Ink::FIT, Ink::FIT_DASHED, Ink::FIT_DOTTED, Ink::LINE_FAINT];

/// How a series is drawn.
struct Line<'a> {
    series: &'a Series,
    ink: Ink,
    label: Ink,
    /// Name and last value at its end.
    end: Option<(String, f64)>,
}

fn styled(data: &Lines) -> Vec<Line<'_>> {
    let is_strong = |i: usize| data.emphasised == Some(i);
    let others = (0..data.series.len()).filter(|i| !is_strong(*i)).count();
    let mut grey = GREY.iter();
    let line = |(i, series)| {
        let (ink, label) = if is_strong(i) {
            (Ink::NET, Ink::STRONG_NET)
        } else if others > MOST {
            (Ink::LINE_FAINT, Ink::STRONG_FIT)
        } else {
            (grey.next().copied().unwrap_or(Ink::FIT), Ink::STRONG_FIT)
        };
        let series: &Series = series;
        let last = series.values.iter().rev().find_map(|v| *v);
        let is_named = is_strong(i) || others <= MOST;
        let end = last.filter(|v| v.is_finite() && is_named);
        Line {
            series,
            ink,
            label,
            end: end.map(|v| (format!("{LIGHT}{}", compact(v, data.decimals)), v)),
        }
    };
    data.series.iter().enumerate().map(line).collect()
}

/// Draws it. A zone's index is that of the year.
///
/// ```
/// use tanheng::chart::lines::{Lines, Series, lines};
/// let series = |name: &str, values: [f64; 3]| Series { name: name.into(), values: values.map(Some).to_vec(), ..Series::default() };
/// let data = Lines {
///     years: vec![2017, 2018, 2019],
///     series: vec![series("Queen", [0.41, 0.44, 0.45]), series("Rook", [0.50, 0.52, 0.53])],
///     emphasised: Some(1),
///     reference: Some((-0.034, "expected".into())),
///     decimals: 3,
///     ..Lines::default()
/// };
/// assert!(lines(&data, 564.0).svg.contains("0.530"));
/// ```
#[must_use]
pub fn lines(data: &Lines, width: f64) -> Picture {
    let narrow = width < NARROW;
    let count = data.years.len();
    let styled = styled(data);
    let named: Vec<(&Line<'_>, &str, f64)> = styled
        .iter()
        .filter_map(|l| {
            l.end
                .as_ref()
                .map(|(text, value)| (l, text.as_str(), *value))
        })
        .collect();
    let beside = named
        .iter()
        .map(|(line, value, _)| text_width(&line.series.name) * 1.06 + text_width(value) + 6.0)
        .fold(0.0, f64::max);
    // Long names go below the picture, as they do on a phone.
    let is_beside = !narrow && beside <= width * 0.4;
    let height = 310.0
        + if is_beside {
            0.0
        } else {
            18.0 * named.len().saturating_sub(2) as f64
        };
    let frame = Frame {
        left: 40.0,
        right: width - if is_beside { beside + 14.0 } else { 8.0 },
        top: 34.0,
        bottom: if is_beside { 278.0 } else { 240.0 },
    };
    let reference = data.reference.as_ref().filter(|r| r.0.is_finite());
    let values = data
        .series
        .iter()
        .flat_map(|s| s.values.iter().chain(&s.printed));
    let (low, high) = range(values.flatten().copied().chain(reference.map(|r| r.0)));
    let levels = ticks(low, high, 5);
    let words = tick_texts(&levels);
    let frame = frame.beside(&words);
    let mut marks = String::with_capacity(8_000);
    let years = (-0.4, count.max(1) as f64 - 0.6);
    let plot = Plot::new(&mut marks, (width, height), frame, years, (low, high));
    for (value, text) in levels.iter().zip(&words) {
        plot.level(*value, text);
    }
    head(&plot, data, low > 0.0 || high < 0.0, width);
    if let Some((value, _)) = reference {
        let y = plot.py(*value);
        plot.rule(Ink::FIT_DASHED, (frame.left, y), (frame.right, y));
    }
    // The strong one lies over the others.
    let strong_last = styled.iter().filter(|l| l.ink != Ink::NET);
    let strong_last = strong_last.chain(styled.iter().filter(|l| l.ink == Ink::NET));
    for line in strong_last {
        draw(&plot, line);
    }
    for series in &data.series {
        for (i, value) in series.printed.iter().enumerate() {
            if let Some(value) = value {
                plot.diamond(Ink::DOT_PRINTED, i as f64, *value, 4.5);
            }
        }
    }
    if let Some((value, label)) = reference {
        let y = plot.py(*value);
        // Below the line where a tick's line lies close above it.
        let is_close = |level: &f64| (0.0..16.0).contains(&(y - plot.py(*level)));
        let is_below = levels.iter().any(is_close) && y + 18.0 <= frame.bottom;
        let y = if is_below { y + 14.0 } else { y - 5.0 };
        let label = cut(label, frame.right - frame.left);
        plot.text(Ink::LABEL_HALO, Align::Start, frame.left + 2.0, y, &label);
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
        let year = data.years[i].to_string();
        plot.text(ink, Align::Middle, x, frame.bottom + 18.0, &year);
    }
    if let Some(i) = data.selected.filter(|i| *i < count) {
        let x = plot.px(i as f64);
        plot.rule(Ink::CROSS, (x, frame.top), (x, frame.bottom));
        for line in styled.iter().filter(|l| l.end.is_some()) {
            if let Some(value) = line.series.values.get(i).copied().flatten() {
                plot.dot(Ink::DOT, i as f64, value, 4.0);
            }
        }
    }
    if is_beside {
        let at: Vec<f64> = named.iter().map(|(.., v)| plot.py(*v) + 4.0).collect();
        let places = spread(&at, 17.0, frame.top + 6.0, frame.bottom);
        for ((line, value, _), y) in named.iter().zip(places) {
            let text = format!("{}{value}", line.series.name);
            plot.text(line.label, Align::Start, frame.right + 8.0, y, &text);
        }
    } else {
        for (row, (line, value, _)) in named.iter().enumerate() {
            let y = frame.bottom + 42.0 + 18.0 * row as f64;
            plot.bend(line.ink, &[(0.0, y), (18.0, y)]);
            let name = cut(&line.series.name, width - 34.0 - text_width(value));
            let text = format!("{name}{value}");
            plot.text(line.label, Align::Start, 22.0, y + 4.0, &text);
        }
    }
    let slot = (frame.right - frame.left) / count.max(1) as f64;
    let hits = plot.columns(count, slot, height);
    drop(plot);
    picture(&marks, (width, height), &data.words, hits)
}

/// What stands above the data: that the axis does not begin at 0, and what the hollow marks are.
fn head(plot: &Plot<'_>, data: &Lines, is_cut: bool, width: f64) {
    let mut left = 0.0;
    if is_cut {
        plot.text(Ink::TEXT, Align::Start, 0.0, 14.0, &data.not_from_zero);
        left = text_width(&data.not_from_zero) + 16.0;
    }
    let has_printed = data
        .series
        .iter()
        .any(|s| s.printed.iter().any(Option::is_some));
    if has_printed && !data.printed_name.is_empty() {
        let name = cut(&data.printed_name, width - left - 14.0);
        let x = width - text_width(&name);
        plot.lozenge(Ink::DOT_PRINTED, x - 9.0, 10.0, 4.5);
        plot.text(Ink::LABEL_PRINTED, Align::End, width, 14.0, &name);
    }
}

/// A line, and a dot for a year whose neighbours are unknown.
fn draw(plot: &Plot<'_>, line: &Line<'_>) {
    let values = &line.series.values;
    let points = values.iter().enumerate();
    plot.line(line.ink, points.map(|(i, v)| (i as f64, *v)));
    let known = |i: Option<usize>| {
        i.and_then(|i| values.get(i).copied().flatten())
            .filter(|v| v.is_finite())
    };
    for i in 0..values.len() {
        if let (None, Some(value), None) =
            (known(i.checked_sub(1)), known(Some(i)), known(Some(i + 1)))
        {
            let ink = if line.ink == Ink::NET {
                Ink::DOT
            } else {
                Ink::DOT_FIRST
            };
            plot.dot(ink, i as f64, value, 3.2);
        }
    }
}
