//! Fewer points where a drawing shows no difference.
//!
//! Source: Douglas & Peucker (1973), Cartographica 10(2).

use super::measure::distance_squared;
use super::{Coord, Polygon, Shape};

/// A shape whose lines move by no more than `tolerance`. Rings that shrink to less than a triangle are left out, the
/// first ring of all is kept; so a small unit stays to be seen.
///
/// ```
/// use tanheng::core::geo::{Coord, Shape, simplify::simplify};
/// let square = [(0.0, 0.0), (5.0, 0.01), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)].map(|(x, y)| Coord::new(x, y));
/// assert_eq!(simplify(&Shape::of_ring(square.to_vec()), 0.3).points().count(), 4);
/// ```
#[must_use]
pub fn simplify(shape: &Shape, tolerance: f64) -> Shape {
    let mut polygons = Vec::with_capacity(shape.polygons.len());
    for polygon in &shape.polygons {
        let outer = ring(&polygon.outer, tolerance);
        if outer.len() < 3 {
            continue;
        }
        let holes = polygon
            .holes
            .iter()
            .map(|hole| ring(hole, tolerance))
            .filter(|hole| hole.len() >= 3)
            .collect();
        polygons.push(Polygon { outer, holes });
    }
    if polygons.is_empty() {
        let size = |p: &&Polygon| super::measure::ring_area(&p.outer).abs();
        polygons.extend(
            shape
                .polygons
                .iter()
                .max_by(|a, b| size(a).total_cmp(&size(b)))
                .cloned(),
        );
    }
    Shape { polygons }
}

/// Points at least so far from the one kept before. It takes most away from a ring of many points, for the search after it
/// may look at each pair.
fn thinned(points: &[Coord], gap: f64) -> Vec<Coord> {
    let mut kept: Vec<Coord> = Vec::with_capacity(points.len().min(4_096));
    for point in points {
        let is_near = kept.last().is_some_and(|last| {
            let (dx, dy) = (point.x - last.x, point.y - last.y);
            dx * dx + dy * dy < gap * gap
        });
        if !is_near {
            kept.push(*point);
        }
    }
    kept
}

/// A line that moves by no more than `tolerance`, its ends kept. Lines between the same forks stay the same whoever they belong
/// to.
#[must_use]
pub fn simplify_line(points: &[Coord], tolerance: f64) -> Vec<Coord> {
    if points.len() < 3 {
        return points.to_vec();
    }
    let last = points.len() - 1;
    let is_ring = points[0] == points[last];
    let far = if is_ring { farthest(points) } else { last };
    kept(points, far, tolerance)
}

/// The points of a ring that matter.
fn ring(points: &[Coord], tolerance: f64) -> Vec<Coord> {
    let mut closed = thinned(points, tolerance / 3.0);
    if closed.len() < 4 {
        return closed;
    }
    closed.extend(closed.first().copied());
    let mut simple = kept(&closed, farthest(&closed), tolerance * 2.0 / 3.0);
    simple.pop();
    simple
}

/// The point farthest from the first, where a ring is parted so that both halves are lines with ends.
fn farthest(points: &[Coord]) -> usize {
    let first = points[0];
    let away = |c: &Coord| (c.x - first.x) * (c.x - first.x) + (c.y - first.y) * (c.y - first.y);
    (1..points.len())
        .max_by(|a, b| away(&points[*a]).total_cmp(&away(&points[*b])))
        .unwrap_or(0)
}

/// Points off the straight line between those kept beside them; the first, the last and `middle` are kept.
fn kept(points: &[Coord], middle: usize, tolerance: f64) -> Vec<Coord> {
    let last = points.len() - 1;
    let mut keep = vec![false; points.len()];
    for i in [0, middle, last] {
        keep[i] = true;
    }
    let limit = tolerance * tolerance;
    let mut spans = vec![(0, middle), (middle, last)];
    while let Some((from, to)) = spans.pop() {
        let off = |i: usize| distance_squared(points[i], points[from], points[to]);
        let Some(worst) = (from + 1..to).max_by(|a, b| off(*a).total_cmp(&off(*b))) else {
            continue;
        };
        if off(worst) > limit {
            keep[worst] = true;
            spans.push((from, worst));
            spans.push((worst, to));
        }
    }
    points
        .iter()
        .zip(keep)
        .filter(|(_, kept)| *kept)
        .map(|(point, _)| *point)
        .collect()
}
