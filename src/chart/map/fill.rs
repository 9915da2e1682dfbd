//! Hatch and dots as lines of their own: a pattern would need an id, and ids of two figures on a page are in each other's way.

use super::sheet::trace;
use crate::core::geo::Coord;

/// Lines are 5 px apart.
const HATCH: f64 = 5.0 * std::f64::consts::SQRT_2;
const DOTS: f64 = 6.0;

/// Most lines over one shape; beyond it the shape is larger than any paper.
const MOST: i64 = 4_000;

/// Crossings of a shape with the lines where `along` is a multiple of `step`: number of the line and place on it, sorted.
fn crossings(
    rings: &[Vec<Coord>],
    step: f64,
    along: impl Fn(Coord) -> f64,
    across: impl Fn(Coord) -> f64,
) -> Vec<(i64, f64)> {
    let mut found = Vec::new();
    for ring in rings {
        for (i, a) in ring.iter().enumerate() {
            let b = ring[(i + 1) % ring.len()];
            let (u, v) = (along(*a) / step, along(b) / step);
            let (low, high) = (u.min(v), u.max(v));
            let (first, last) = (libm::ceil(low) as i64, libm::ceil(high) as i64);
            if last.saturating_sub(first) > MOST {
                continue;
            }
            for line in first..last {
                let t = (line as f64 - u) / (v - u);
                found.push((line, across(*a) + t * (across(b) - across(*a))));
            }
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    found
}

/// Slanted lines inside a shape, as path data. Lines of shapes side by side meet.
pub(super) fn hatch(rings: &[Vec<Coord>]) -> String {
    let found = crossings(rings, HATCH, |c| c.x + c.y, |c| c.x);
    let mut out = String::new();
    for pair in found.chunks_exact(2) {
        if pair[1].1 - pair[0].1 > 0.2 {
            let sum = pair[0].0 as f64 * HATCH;
            let on = |x: f64| Coord::new(x, sum - x);
            trace(&mut out, &[on(pair[0].1), on(pair[1].1)], false);
        }
    }
    out
}

/// Dots inside a shape, as lines without length.
pub(super) fn dots(rings: &[Vec<Coord>]) -> String {
    let found = crossings(rings, DOTS, |c| c.y, |c| c.x);
    let mut out = String::new();
    for pair in found.chunks_exact(2) {
        let (row, from, to) = (pair[0].0, pair[0].1 + 2.0, pair[1].1 - 2.0);
        let shift = if row % 2 == 0 { 0.0 } else { DOTS / 2.0 };
        let first = libm::ceil((from - shift) / DOTS) as i64;
        let last = libm::floor((to - shift) / DOTS) as i64;
        for k in first..=last.min(first.saturating_add(MOST)) {
            trace(
                &mut out,
                &[Coord::new(k as f64 * DOTS + shift, row as f64 * DOTS)],
                false,
            );
            out.push_str("h0");
        }
    }
    out
}
