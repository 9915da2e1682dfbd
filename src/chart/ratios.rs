//! Ratios of named rows on an axis that is logarithmic when asked: two dots a row, joined by a span, and a line at the value
//! that parts them.

use super::axis::{
    NARROW, ends, log_texts, log_ticks_across, range, text_width, tick_texts, ticks_across,
};
use super::ink::Ink;
use super::label::cut;
use super::plot::{Align, Frame, Plot, Words, picture};
use super::{Hit, Picture};
use crate::core::number::compact;

/// One row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RatioRow {
    /// Name.
    pub name: String,
    /// The first ratio, a full dot, and the second, a hollow one.
    pub values: [Option<f64>; 2],
}

/// Rows in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ratios {
    /// Rows from top to bottom.
    pub rows: Vec<RatioRow>,
    /// Names of the two ratios; the second is empty where there is one only.
    pub names: [String; 2],
    /// A value with its words: where release and fixation are equal.
    pub reference: Option<(f64, String)>,
    /// Whether the axis is logarithmic; values that are not above 0 are then written and not drawn.
    pub log: bool,
    /// Decimals of the values at the right.
    pub decimals: usize,
    /// Name of the axis.
    pub axis: String,
    /// Title and finding.
    pub words: Words,
    /// Selected row.
    pub selected: Option<usize>,
}

/// Draws them: names at the left, on wide paper values at the right. A single dot is joined to the reference.
///
/// ```
/// use tanheng::chart::ratios::{RatioRow, Ratios, ratios};
/// let row = |name: &str, values| RatioRow { name: name.into(), values };
/// let rows = vec![row("上海", [Some(92.79), Some(180.2)]), row("西藏", [None, None]), row("青海", [Some(0.11), Some(0.2)])];
/// let names = ["K_C".into(), "K_O".into()];
/// let data = Ratios { rows, names, reference: Some((1.0, "收支相等".into())), log: true, decimals: 2, ..Ratios::default() };
/// let picture = ratios(&data, 564.0);
/// assert_eq!(picture.hits.len(), 3);
/// assert!(picture.svg.contains("92.79") && picture.svg.contains("收支相等"));
/// ```
#[must_use]
pub fn ratios(data: &Ratios, width: f64) -> Picture {
    let narrow = width < NARROW;
    let is_drawn = |v: &f64| v.is_finite() && (!data.log || *v > 0.0);
    let reference = data.reference.as_ref().filter(|r| is_drawn(&r.0));
    let all = data.rows.iter().flat_map(|r| r.values).flatten();
    let all = all.chain(reference.map(|r| r.0)).filter(is_drawn);
    let (low, high) = if data.log { log_range(all) } else { range(all) };
    let scaled = |v: f64| if data.log { libm::log10(v) } else { v };

    let step = if data.rows.len() > 12 { 22.0 } else { 28.0 };
    let has_names = data.names.iter().any(|n| !n.is_empty());
    let top =
        8.0 + if has_names { 20.0 } else { 0.0 } + if reference.is_some() { 18.0 } else { 0.0 };
    let bottom = top + step * data.rows.len().max(1) as f64;
    let height = bottom + if data.axis.is_empty() { 24.0 } else { 42.0 };
    let names = data.rows.iter().map(|r| text_width(&r.name));
    let names = names.fold(40.0, f64::max) * 1.06 + 12.0;
    let columns = if narrow { Vec::new() } else { columns(data) };
    let taken: f64 = columns.iter().map(|c| c.wide + 14.0).sum();
    let left = names.min(width * if narrow { 0.36 } else { 0.3 });
    let frame = Frame {
        left,
        right: (width - taken - 10.0).max(left + 40.0),
        top,
        bottom,
    };
    let mut marks = String::with_capacity(8_000);
    let x = (scaled(low), scaled(high));
    let plot = Plot::new(&mut marks, (width, height), frame, x, (0.0, 1.0));
    let px = frame.right - frame.left;
    let (levels, texts) = if data.log {
        let levels = log_ticks_across(low, high, px);
        let texts = log_texts(&levels);
        (levels, texts)
    } else {
        let levels = ticks_across(low, high, px, 8);
        let texts = tick_texts(&levels);
        (levels, texts)
    };
    for (value, text) in levels.iter().zip(&texts) {
        let (x, half) = (plot.px(scaled(*value)), text_width(text) / 2.0);
        plot.rule(Ink::GRID, (x, top), (x, bottom));
        let x = x.min(width - half);
        plot.text(Ink::TEXT, Align::Middle, x, bottom + 16.0, text);
    }
    if let Some((value, label)) = reference {
        let x = plot.px(scaled(*value));
        plot.rule(Ink::ZERO, (x, top - 4.0), (x, bottom));
        let label = cut(label, width);
        let half = text_width(&label) / 2.0;
        let x = x.clamp(half, (width - half).max(half));
        plot.text(Ink::LABEL, Align::Middle, x, top - 8.0, &label);
    }
    legend(&plot, data, frame.right);
    let mut end = width;
    for column in &columns {
        plot.text(Ink::LABEL, Align::End, end, 14.0, column.head);
        end -= column.wide + 14.0;
    }
    let mut hits = Vec::with_capacity(data.rows.len());
    for (index, row) in data.rows.iter().enumerate() {
        let y = top + step * (index as f64 + 0.5);
        if index > 0 {
            plot.rule(Ink::GRID, (0.0, y - step / 2.0), (width, y - step / 2.0));
        }
        let places = row
            .values
            .map(|v| v.filter(is_drawn).map(|v| plot.px(scaled(v))));
        let reach = match places {
            [Some(a), Some(b)] => Some((a, b)),
            [Some(a), None] | [None, Some(a)] if data.names[1].is_empty() => {
                reference.map(|r| (a, plot.px(scaled(r.0))))
            }
            _ => None,
        };
        if let Some((a, b)) = reach {
            plot.bend(Ink::SPAN, &[(a, y), (b, y)]);
        }
        // The full dot over the hollow one where they meet.
        let share = 1.0 - (y - top) / (bottom - top);
        let inks = [(Ink::DOT, 5.0), (Ink::DOT_FIRST, 4.2)];
        for (value, (ink, radius)) in row.values.iter().zip(inks).rev() {
            if let Some(value) = value.filter(is_drawn) {
                plot.dot(ink, scaled(value), share, radius);
            }
        }
        let is_selected = data.selected == Some(index);
        let ink = if is_selected {
            Ink::STRONG_NET
        } else {
            Ink::LABEL
        };
        plot.text(
            ink,
            Align::Start,
            0.0,
            y + 4.0,
            &cut(&row.name, left - 10.0),
        );
        let mut end = width;
        for column in &columns {
            let text = column.texts.get(index).map_or("", String::as_str);
            plot.text(column.ink, Align::End, end, y + 4.0, text);
            end -= column.wide + 14.0;
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
        &cut(&data.axis, frame.right),
    );
    drop(plot);
    picture(&marks, (width, height), &data.words, hits)
}

/// A range of the logarithmic axis with a little room at both ends.
fn log_range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = ends(values);
    if low > high {
        return (0.5, 2.0);
    }
    let room = libm::pow(high / low, 0.04).max(1.15);
    (low / room, high * room)
}

/// Which dot is which.
fn legend(plot: &Plot<'_>, data: &Ratios, right: f64) {
    let mut x = 5.0;
    let inks = [(Ink::DOT, 5.0), (Ink::DOT_FIRST, 4.2)];
    for (name, (ink, radius)) in data.names.iter().zip(inks) {
        if name.is_empty() {
            continue;
        }
        let name = cut(name, (right - 40.0) / 2.0);
        plot.spot(ink, x, 10.0, radius);
        plot.text(Ink::LABEL, Align::Start, x + 9.0, 14.0, &name);
        x += 9.0 + text_width(&name) + 18.0;
    }
}

/// A column of values, the one at the right edge first.
struct Column<'a> {
    head: &'a str,
    texts: Vec<String>,
    wide: f64,
    ink: Ink,
}

fn columns(data: &Ratios) -> Vec<Column<'_>> {
    let column = |side: usize, ink| {
        let texts: Vec<String> = data
            .rows
            .iter()
            .map(|row| match row.values[side].filter(|v| v.is_finite()) {
                Some(value) => compact(value, data.decimals),
                None => "—".to_owned(),
            })
            .collect();
        let wide = texts
            .iter()
            .map(|t| text_width(t) * 1.06)
            .fold(20.0, f64::max);
        let head = data.names[side].as_str();
        Column {
            head: if text_width(head) <= wide { head } else { "" },
            texts,
            wide,
            ink,
        }
    };
    let mut found = Vec::with_capacity(2);
    if !data.names[1].is_empty() {
        found.push(column(1, Ink::LABEL));
    }
    found.push(column(0, Ink::STRONG_NET));
    found
}
