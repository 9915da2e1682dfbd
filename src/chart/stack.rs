//! Parts of the sources stacked up, parts of the sinks stacked down, net across them; or each part as a line.

use super::axis::{NARROW, rounded_out, spread, text_width, tick_texts, ticks, year_ticks};
use super::ink::Ink;
use super::plot::{Align, Frame, Plot, Words, picture};
use super::{LIGHT, Picture};
use crate::core::number::grouped;

/// One part.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Name.
    pub name: String,
    /// Role of the bar.
    pub bar: Ink,
    /// Role of the line.
    pub line: Ink,
    /// Role of the label.
    pub label: Ink,
    /// Whether it stands below the zero line.
    pub below: bool,
    /// Values, positive on either side.
    pub values: Vec<Option<f64>>,
}

/// What the picture shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stack {
    /// Years in order.
    pub years: Vec<i32>,
    /// Parts from the zero line outwards, sources first.
    pub parts: Vec<Part>,
    /// Net.
    pub net: Vec<Option<f64>>,
    /// Name of net.
    pub net_name: String,
    /// Lines instead of stacked bars.
    pub as_lines: bool,
    /// Shares of each side in % instead of amounts; net is left out.
    pub as_shares: bool,
    /// The largest step of one year, to be pointed at: position and words.
    pub remark: Option<(usize, String)>,
    /// Title and finding.
    pub words: Words,
    /// Selected year.
    pub selected: Option<usize>,
}

/// Draws it.
#[must_use]
pub fn stack(data: &Stack, width: f64) -> Picture {
    let narrow = width < NARROW;
    let height = 330.0;
    let frame = if narrow {
        Frame {
            left: 36.0,
            right: width - 4.0,
            top: 16.0,
            bottom: 252.0,
        }
    } else {
        Frame {
            left: 46.0,
            right: width - 124.0,
            top: 18.0,
            bottom: 305.0,
        }
    };
    let count = data.years.len();
    let values = signed_values(data);
    let outer = |i: usize, below: bool| -> f64 {
        let of = values
            .iter()
            .zip(&data.parts)
            .filter(|(_, p)| p.below == below)
            .filter_map(|(v, _)| v[i]);
        if data.as_lines {
            of.fold(0.0, |a, b| if below { a.min(b) } else { a.max(b) })
        } else {
            of.sum()
        }
    };
    let net = if data.as_shares {
        vec![None; count]
    } else {
        data.net.clone()
    };
    let ends = (0..count)
        .flat_map(|i| [outer(i, false), outer(i, true)])
        .chain(net.iter().flatten().copied());
    let (low, high) = ends
        .filter(|v| v.is_finite())
        .fold((0.0_f64, 0.0_f64), |(a, b), v| (a.min(v), b.max(v)));
    let levels = ticks(rounded_out(low, high * 1.001, 5).0.max(low * 1.3), high, 5);

    let words = tick_texts(&levels);
    let frame = frame.beside(&words);
    let mut marks = String::with_capacity(16_000);
    let room = (high - low).max(1e-300);
    let plot = Plot::new(
        &mut marks,
        (width, height),
        frame,
        (-0.5, count.max(1) as f64 - 0.5),
        (low - room * 0.04, high + room * 0.03),
    );
    for (value, text) in levels.iter().zip(&words) {
        plot.level(*value, text);
    }
    let slot = (frame.right - frame.left) / count.max(1) as f64;
    let bar = slot * 0.66;
    if data.as_lines {
        for (part, values) in data.parts.iter().zip(&values) {
            plot.line(
                part.line,
                values.iter().zip(0..).map(|(v, i)| (f64::from(i), *v)),
            );
        }
    } else {
        bars(&plot, data, &values, bar);
    }
    let zero = plot.py(0.0);
    plot.rule(Ink::ZERO, (frame.left, zero), (frame.right, zero));
    let points: Vec<(f64, Option<f64>)> = net
        .iter()
        .zip(0..)
        .map(|(v, i)| (f64::from(i), *v))
        .collect();
    plot.line(Ink::HALO, points.clone());
    plot.line(Ink::NET, points.clone());
    for (x, v) in &points {
        if let Some(v) = v {
            plot.dot(Ink::DOT, *x, *v, if narrow { 2.4 } else { 3.2 });
        }
    }
    if let Some(i) = data.selected.filter(|i| *i < count) {
        let (top, bottom) = (
            plot.py(outer(i, false).max(net[i].unwrap_or(0.0))),
            plot.py(outer(i, true)),
        );
        plot.rect(
            Ink::SELECTED,
            plot.px(i as f64) - bar / 2.0 - 3.0,
            top - 3.0,
            bar + 6.0,
            bottom - top + 6.0,
        );
    }
    let y = if narrow {
        frame.bottom + 18.0
    } else {
        height - 7.0
    };
    for i in year_ticks(&data.years, frame.right - frame.left, 1) {
        let ink = if data.selected == Some(i) {
            Ink::TEXT_ACCENT
        } else {
            Ink::TEXT
        };
        plot.text(
            ink,
            Align::Middle,
            plot.px(i as f64),
            y,
            &data.years[i].to_string(),
        );
    }
    if narrow {
        legend(&plot, data, &net, width)
    } else {
        labels(&plot, data, &values, &net, bar)
    }
    let hits = plot.columns(count, slot, height);
    drop(plot);
    picture(&marks, (width, height), &data.words, hits)
}

/// Values with their sign; shares of the side's sum when asked for.
fn signed_values(data: &Stack) -> Vec<Vec<Option<f64>>> {
    let side = |below: bool, i: usize| -> f64 {
        data.parts
            .iter()
            .filter(|p| p.below == below)
            .filter_map(|p| p.values.get(i).copied().flatten())
            .sum()
    };
    data.parts
        .iter()
        .map(|part| {
            (0..data.years.len())
                .map(|i| {
                    let value = part.values.get(i).copied().flatten()?;
                    let value = if data.as_shares {
                        100.0 * value / side(part.below, i)
                    } else {
                        value
                    };
                    let value = if part.below { -value } else { value };
                    value.is_finite().then_some(value)
                })
                .collect()
        })
        .collect()
}

fn bars(plot: &Plot<'_>, data: &Stack, values: &[Vec<Option<f64>>], bar: f64) {
    for i in 0..data.years.len() {
        let left = plot.px(i as f64) - bar / 2.0;
        let (mut up, mut down) = (0.0, 0.0);
        for (part, values) in data.parts.iter().zip(values) {
            let Some(value) = values[i] else { continue };
            let base = if part.below { &mut down } else { &mut up };
            let (from, to) = (plot.py(*base), plot.py(*base + value));
            // One pixel of ground parts neighbours; a part thinner than that is still seen.
            let gap = if *base == 0.0 { 0.0 } else { 1.0 };
            let (top, bottom) = if part.below {
                (from + gap, to.max(from + gap + 1.0))
            } else {
                (to.min(from - gap - 1.0), from - gap)
            };
            if value != 0.0 {
                plot.rect(part.bar, left, top, bar, bottom - top);
            }
            *base += value;
        }
    }
}

/// Names and last values at the right, with a leader to each mark.
fn labels(
    plot: &Plot<'_>,
    data: &Stack,
    values: &[Vec<Option<f64>>],
    net: &[Option<f64>],
    bar: f64,
) {
    let Some(last) = data.years.len().checked_sub(1) else {
        return;
    };
    let (mut up, mut down) = (0.0, 0.0);
    let mut found: Vec<(Ink, String, f64)> = Vec::new();
    let mut rest: Option<(f64, f64, usize)> = None;
    let digits = if data.as_shares { 1 } else { 2 };
    for (part, values) in data.parts.iter().zip(values) {
        let Some(value) = values[last] else { continue };
        let base = if part.below { &mut down } else { &mut up };
        let middle = if data.as_lines {
            value
        } else {
            near_the_edge(plot, *base, value)
        };
        *base += value;
        if part.bar == Ink::OTHER {
            let (sum, _, n) = rest.unwrap_or((0.0, 0.0, 0));
            rest = Some((sum + value, middle, n + 1));
            if n > 0 {
                continue;
            }
        }
        found.push((part.label, part.name.clone(), middle));
        let text = grouped(value, digits);
        if let Some(entry) = found.last_mut() {
            entry.1 = format!("{}{LIGHT}{text}", entry.1);
        }
    }
    if let Some((sum, middle, _)) = rest
        && let Some(entry) = found.iter_mut().find(|e| e.0 == Ink::STRONG)
    {
        let name = entry.1.split(LIGHT).next().unwrap_or_default().to_owned();
        *entry = (
            Ink::STRONG,
            format!("{name}{LIGHT}{}", grouped(sum, digits)),
            middle,
        );
    }
    if let Some(v) = net[last] {
        found.push((
            Ink::STRONG_NET,
            format!("{}{LIGHT}{}", data.net_name, grouped(v, digits)),
            v,
        ));
    }
    let at: Vec<f64> = found.iter().map(|(_, _, v)| plot.py(*v)).collect();
    let placed = spread(&at, 16.0, plot.frame().top + 4.0, plot.frame().bottom - 2.0);
    let from = plot.px(last as f64) + bar / 2.0 + 2.0;
    let to = plot.frame().right + 7.0;
    for (((ink, text, _), at), y) in found.iter().zip(&at).zip(&placed) {
        plot.rule(Ink::LEAD, (from, *at), (to, *y));
        plot.text(*ink, Align::Start, to + 3.0, y + 4.0, text);
    }
    if let Some((i, words)) = &data.remark {
        let top: f64 = data
            .parts
            .iter()
            .filter(|p| !p.below)
            .filter_map(|p| p.values.get(*i).copied().flatten())
            .sum();
        if !data.as_lines && !data.as_shares {
            let half = text_width(words) / 2.0;
            let x = (plot.px(*i as f64) - 20.0)
                .clamp(plot.frame().left + half, plot.frame().right - half);
            plot.text(Ink::LABEL_HALO, Align::Middle, x, plot.py(top) - 8.0, words);
        }
    }
}

/// Where the leader of a part starts: its middle, or 19 px from its outer edge where it is tall.
fn near_the_edge(plot: &Plot<'_>, base: f64, value: f64) -> f64 {
    let height = (plot.py(base) - plot.py(base + value)).abs();
    let share = if height > 38.0 {
        1.0 - 19.0 / height
    } else {
        0.5
    };
    base + value * share
}

/// On a phone the names stand under the picture.
fn legend(plot: &Plot<'_>, data: &Stack, net: &[Option<f64>], width: f64) {
    let (mut x, mut y) = (0.0, 284.0);
    let mut seen: Vec<Ink> = Vec::new();
    for part in &data.parts {
        if seen.contains(&part.bar) {
            continue;
        }
        seen.push(part.bar);
        let wide = 15.0 + text_width(&part.name) + 10.0;
        if x + wide > width && x > 0.0 {
            (x, y) = (0.0, y + 17.0);
        }
        plot.rect(part.bar, x, y, 11.0, 11.0);
        plot.text(Ink::LABEL, Align::Start, x + 15.0, y + 10.0, &part.name);
        x += wide;
    }
    if let Some(v) = net.last().copied().flatten() {
        let y = (y + 28.0).min(324.0);
        plot.bend(Ink::NET, &[(0.0, y), (18.0, y)]);
        let year = data.years.last().copied().unwrap_or_default();
        plot.text(
            Ink::LABEL,
            Align::Start,
            24.0,
            y + 4.0,
            &format!("{} {year} {}", data.net_name, grouped(v, 2)),
        );
    }
}
