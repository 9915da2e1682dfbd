//! Round ticks, years that do not crowd, labels that do not lie on one another.

use crate::core::number::{THIN, compact, fixed, significant};

/// Below this width a chart is drawn for a phone.
pub const NARROW: f64 = 480.0;

/// Round values over a range: steps of 1, 2, 2.5 or 5 times a power of ten, at most `most` + 1 of them.
///
/// ```
/// use tanheng::chart::axis::ticks;
/// assert_eq!(ticks(-2200.0, 7100.0, 6), [-2000.0, 0.0, 2000.0, 4000.0, 6000.0]);
/// ```
#[must_use]
pub fn ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    let span = high - low;
    if span <= 0.0 || !span.is_finite() || most == 0 {
        return Vec::new();
    }
    let raw = span / most as f64;
    let power = libm::pow(10.0, libm::floor(libm::log10(raw)));
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .iter()
        .map(|m| m * power)
        .find(|s| *s >= raw * 0.999_999)
        .unwrap_or(10.0 * power);
    let (first, last) = (
        libm::ceil(low / step - 1e-9),
        libm::floor(high / step + 1e-9),
    );
    (0..=(last - first).max(0.0) as usize)
        .map(|i| (first + i as f64) * step + 0.0)
        .collect()
}

/// The smallest range of round ticks that holds the values.
#[must_use]
pub fn rounded_out(low: f64, high: f64, most: usize) -> (f64, f64) {
    let inside = ticks(low, high, most);
    let step = match inside.as_slice() {
        [a, b, ..] => b - a,
        _ => return (low, if high > low { high } else { low + 1.0 }),
    };
    (
        libm::floor(low / step + 1e-9) * step,
        libm::ceil(high / step - 1e-9) * step,
    )
}

/// A range of round ticks that holds the values; from 0 where that costs little room.
#[must_use]
pub fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = ends(values);
    if low > high {
        return (0.0, 1.0);
    }
    let low = if low > 0.0 && low < 0.4 * high {
        0.0
    } else {
        low
    };
    let high = if high < 0.0 && high > 0.4 * low {
        0.0
    } else {
        high
    };
    if low < high {
        rounded_out(low, high, 5)
    } else {
        // One value: some room on both sides of it.
        let room = if low == 0.0 { 1.0 } else { low.abs() * 0.1 };
        rounded_out(low - room, high + room, 5)
    }
}

/// Least and greatest of the values that are numbers; without one the first is greater.
pub(super) fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values
        .filter(|v| v.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| {
            (a.min(v), b.max(v))
        })
}

/// End and ticks of an axis of counts, from 0: whole numbers only.
pub(super) fn counts(most: usize) -> (f64, Vec<f64>) {
    let (_, top) = rounded_out(0.0, most.max(1) as f64, 4);
    (top, whole(ticks(0.0, top, 4)))
}

/// Those of the ticks that are whole numbers.
pub(super) fn whole(ticks: Vec<f64>) -> Vec<f64> {
    let is_whole = |t: &f64| libm::fabs(t - libm::round(*t)) < 1e-9;
    ticks.into_iter().filter(is_whole).collect()
}

/// Round ticks over so many px, up to `most` + 1 of them, as many as keep their words apart.
pub(super) fn ticks_across(low: f64, high: f64, px: f64, most: usize) -> Vec<f64> {
    let at = |v: f64| (v - low) / (high - low) * px;
    (1..=most)
        .rev()
        .map(|most| ticks(low, high, most))
        .find(|ticks| is_apart(ticks, &tick_texts(ticks), at))
        .unwrap_or_default()
}

/// These multiples of every power of ten between the ends.
pub(super) fn log_ticks(low: f64, high: f64, multiples: &[f64]) -> Vec<f64> {
    if !(low > 0.0 && high.is_finite()) {
        return Vec::new();
    }
    let (from, to) = (
        libm::floor(libm::log10(low)) as i32,
        libm::ceil(libm::log10(high)) as i32,
    );
    (from..=to)
        .flat_map(|power| {
            multiples
                .iter()
                .map(move |m| m * libm::pow(10.0, f64::from(power)))
        })
        .filter(|v| (low * 0.999..=high * 1.001).contains(v))
        .collect()
}

/// Ticks of a logarithmic axis over so many px: 1, 2 and 5 times each power of ten, or fewer, as keep their words apart.
pub(super) fn log_ticks_across(low: f64, high: f64, px: f64) -> Vec<f64> {
    let at = |v: f64| libm::log10(v / low) / libm::log10(high / low) * px;
    let is_apart = |ticks: &Vec<f64>| is_apart(ticks, &log_texts(ticks), at);
    let dense = [&[1.0, 2.0, 5.0][..], &[1.0, 3.0], &[1.0]];
    dense
        .iter()
        .map(|multiples| log_ticks(low, high, multiples))
        .chain((1..10).map(|k| {
            let powers = log_ticks(low, high, &[1.0]);
            powers.into_iter().step_by(1 << k).collect()
        }))
        .find(is_apart)
        .unwrap_or_default()
}

/// Words of the ticks of a logarithmic axis.
pub(super) fn log_texts(values: &[f64]) -> Vec<String> {
    values.iter().map(|v| significant(*v, 3)).collect()
}

/// Whether words centred on their values keep 8 px apart.
fn is_apart(values: &[f64], texts: &[String], at: impl Fn(f64) -> f64) -> bool {
    let edges = |i: usize| {
        let (x, half) = (at(values[i]), text_width(&texts[i]) / 2.0);
        (x - half, x + half)
    };
    (1..values.len()).all(|i| edges(i - 1).1 + 8.0 <= edges(i).0)
}

/// The decimals that tell neighbouring ticks apart.
#[must_use]
pub fn tick_texts(values: &[f64]) -> Vec<String> {
    let step = match values {
        [a, b, ..] => (b - a).abs(),
        _ => 1.0,
    };
    let decimals = (0..9).find(|d| {
        let unit = libm::pow(10.0, f64::from(*d));
        (step * unit - libm::round(step * unit)).abs() < 1e-6 * unit.max(1.0) * step.max(1e-9)
    });
    let decimals = decimals.unwrap_or(9) as usize;
    values
        .iter()
        .map(|v| {
            if v.abs() >= 1e4 {
                compact(*v, decimals)
            } else {
                fixed(*v, decimals)
            }
        })
        .collect()
}

/// Which years get a word: every year, every second, fifth, tenth …, as the room allows.
#[must_use]
pub fn year_ticks(years: &[i32], width: f64, first_choice: i32) -> Vec<usize> {
    let Some((&first, &last)) = years.first().zip(years.last()) else {
        return Vec::new();
    };
    let room = (width / 52.0).max(1.0);
    let every = [1, 2, 4, 5, 10, 20, 50, 100, 500, 1000]
        .into_iter()
        .filter(|e| *e >= first_choice)
        .find(|e| f64::from(last - first) / f64::from(*e) <= room)
        .unwrap_or(5000);
    let anchor = if every >= 5 { 0 } else { first };
    (0..years.len())
        .filter(|&i| (years[i] - anchor).rem_euclid(every) == 0)
        .collect()
}

/// Moves base lines apart to at least `gap`, keeping their order and staying within `top` and `bottom`.
#[must_use]
pub fn spread(wanted: &[f64], gap: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    let mut placed = vec![0.0; wanted.len()];
    let mut least = top;
    for &i in &order {
        placed[i] = wanted[i].max(least);
        least = placed[i] + gap;
    }
    let mut most = bottom;
    for &i in order.iter().rev() {
        placed[i] = placed[i].min(most);
        most = placed[i] - gap;
    }
    placed
}

/// Rough width of 12 px text: a Chinese character is as wide as it is high, a digit a little over half.
#[must_use]
pub fn text_width(text: &str) -> f64 {
    text.chars()
        .map(|c| {
            if (c as u32) >= 0x2E80 {
                12.5
            } else if c == THIN {
                2.4
            } else if c.is_ascii_uppercase() {
                8.0
            } else {
                6.8
            }
        })
        .sum()
}
