//! Cells of label points: the ground nearer to one point than to any other, within a hull round all of them.
//!
//! Source: Okabe, Boots, Sugihara & Chiu (2000), Spatial tessellations, §2.1: a cell is the intersection of half-planes. Points
//! are taken from near to far and the search ends where none can reach, so a few thousand units take no library.

use std::collections::BTreeMap;

use super::measure::sides;
use super::{Coord, GeoError, Shape};

/// Most points.
pub const MOST_POINTS: usize = 3_000;

/// How far the ground goes.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct VoronoiOptions {
    /// Distance of the hull from the outermost points; half the median distance between nearest points when not said.
    pub margin: Option<f64>,
}

/// One cell, convex.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// Corners, counter-clockwise (y upward).
    pub ring: Vec<Coord>,
    /// What lies beyond the side from a corner to the next: another cell, or nothing beyond the hull.
    pub beyond: Vec<Option<usize>>,
}

/// Cells in the order of the points.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    /// The ground that is parted: the convex hull of the points, grown by the margin.
    pub hull: Vec<Coord>,
    /// One a point.
    pub cells: Vec<Cell>,
}

impl Cells {
    /// Each cell as a shape.
    #[must_use]
    pub fn shapes(&self) -> Vec<Shape> {
        self.cells
            .iter()
            .map(|cell| Shape::of_ring(cell.ring.clone()))
            .collect()
    }

    /// Lines between cells of different groups and round the outside.
    #[must_use]
    pub fn borders(&self, groups: &[usize]) -> Vec<Vec<Coord>> {
        let mut lines = Vec::new();
        for (i, cell) in self.cells.iter().enumerate() {
            for ((a, b), beyond) in sides(&cell.ring).zip(&cell.beyond) {
                // A line between two groups is drawn by the cell that comes first.
                let is_border =
                    beyond.is_none_or(|other| i < other && groups.get(i) != groups.get(other));
                if is_border {
                    lines.push(vec![a, b]);
                }
            }
        }
        lines
    }
}

/// Parts the ground between points in a plane.
///
/// # Errors
/// No points, more than [`MOST_POINTS`], a point that is no number, or two in one place.
///
/// ```
/// use tanheng::core::geo::{Coord, measure::ring_area, voronoi::{VoronoiOptions, cells}};
/// let points = [Coord::new(0.0, 0.0), Coord::new(2.0, 0.0), Coord::new(0.0, 2.0)];
/// let parted = cells(&points, VoronoiOptions::default())?;
/// let sum: f64 = parted.cells.iter().map(|cell| ring_area(&cell.ring)).sum();
/// assert!((sum - ring_area(&parted.hull)).abs() < 1e-12);
/// # Ok::<(), tanheng::core::geo::GeoError>(())
/// ```
pub fn cells(points: &[Coord], options: VoronoiOptions) -> Result<Cells, GeoError> {
    check(points)?;
    let nearest = |i: usize| -> f64 {
        (0..points.len())
            .filter(|k| *k != i)
            .map(|k| squared(points[i], points[k]))
            .fold(f64::INFINITY, f64::min)
    };
    let margin = options
        .margin
        .filter(|m| m.is_finite() && *m > 0.0)
        .unwrap_or_else(|| {
            let mut gaps: Vec<f64> = (0..points.len())
                .map(nearest)
                .filter(|d| d.is_finite())
                .collect();
            gaps.sort_by(f64::total_cmp);
            gaps.get(gaps.len() / 2)
                .map_or(1.0, |d| libm::sqrt(*d) / 2.0)
        });
    let hull = grown(points, margin);
    let cells = (0..points.len()).map(|i| cell(i, points, &hull)).collect();
    Ok(Cells { hull, cells })
}

fn check(points: &[Coord]) -> Result<(), GeoError> {
    if points.is_empty() {
        return Err(GeoError::Empty);
    }
    if points.len() > MOST_POINTS {
        return Err(GeoError::TooManyPoints {
            count: points.len(),
        });
    }
    let mut seen: BTreeMap<(u64, u64), usize> = BTreeMap::new();
    for (unit, point) in points.iter().enumerate() {
        if !point.is_finite() || point.x.abs().max(point.y.abs()) > 1e12 {
            return Err(GeoError::NotFinite { unit });
        }
        // −0 is 0.
        let key = ((point.x + 0.0).to_bits(), (point.y + 0.0).to_bits());
        if let Some(&a) = seen.get(&key) {
            return Err(GeoError::SamePoint { a, b: unit });
        }
        seen.insert(key, unit);
    }
    Ok(())
}

fn squared(a: Coord, b: Coord) -> f64 {
    (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
}

/// Convex hull of sixteen points round each.
fn grown(points: &[Coord], margin: f64) -> Vec<Coord> {
    let round: Vec<Coord> = hull(points)
        .into_iter()
        .flat_map(|c| {
            (0..16).map(move |k| {
                let angle = f64::from(k) * std::f64::consts::PI / 8.0;
                Coord::new(
                    c.x + margin * libm::cos(angle),
                    c.y + margin * libm::sin(angle),
                )
            })
        })
        .collect();
    hull(&round)
}

/// Convex hull, counter-clockwise (Andrew 1979, Information Processing Letters 9).
#[must_use]
pub fn hull(points: &[Coord]) -> Vec<Coord> {
    let mut sorted = points.to_vec();
    sorted.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    sorted.dedup();
    if sorted.len() < 3 {
        return sorted;
    }
    let turn = |a: Coord, b: Coord, c: Coord| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    let half = |points: &mut dyn Iterator<Item = &Coord>| {
        let mut chain: Vec<Coord> = Vec::new();
        for c in points {
            while let [.., a, b] = chain.as_slice() {
                if turn(*a, *b, *c) > 0.0 {
                    break;
                }
                chain.pop();
            }
            chain.push(*c);
        }
        chain.pop();
        chain
    };
    let mut lower = half(&mut sorted.iter());
    lower.extend(half(&mut sorted.iter().rev()));
    lower
}

fn cell(index: usize, points: &[Coord], hull: &[Coord]) -> Cell {
    let own = points[index];
    let mut others: Vec<(f64, usize)> = (0..points.len())
        .filter(|k| *k != index)
        .map(|k| (squared(own, points[k]), k))
        .collect();
    // Equally far ones by place, so that the order of the units changes nothing.
    let order = |a: &(f64, usize), b: &(f64, usize)| {
        let (p, q) = (points[a.1], points[b.1]);
        a.0.total_cmp(&b.0)
            .then(p.x.total_cmp(&q.x))
            .then(p.y.total_cmp(&q.y))
    };
    let mut cell = Cell {
        ring: hull.to_vec(),
        beyond: vec![None; hull.len()],
    };
    let mut sorted = 0;
    for at in 0..others.len() {
        if at == sorted {
            // Most cells need a few near ones only; so they are sorted by and by.
            sorted = others.len().min(4 * at.max(8));
            let rest = &mut others[at..];
            if sorted - at < rest.len() {
                rest.select_nth_unstable_by(sorted - at - 1, order);
            }
            rest[..sorted - at].sort_by(order);
        }
        let (distance, other) = others[at];
        let reach = cell
            .ring
            .iter()
            .map(|c| squared(own, *c))
            .fold(0.0, f64::max);
        if distance > 4.0 * reach {
            break;
        }
        cut(&mut cell, own, points[other], other);
    }
    cell
}

/// Keeps the part of a cell that is nearer to `own` than to `far`.
fn cut(cell: &mut Cell, own: Coord, far: Coord, index: usize) {
    let middle = Coord::new((own.x + far.x) / 2.0, (own.y + far.y) / 2.0);
    let over = |c: Coord| (c.x - middle.x) * (far.x - own.x) + (c.y - middle.y) * (far.y - own.y);
    let count = cell.ring.len();
    let heights: Vec<f64> = cell.ring.iter().map(|c| over(*c)).collect();
    if heights.iter().all(|h| *h <= 0.0) {
        return;
    }
    let mut kept = Cell::default();
    let mut push = |corner: Coord, beyond: Option<usize>| {
        kept.ring.push(corner);
        kept.beyond.push(beyond);
    };
    for k in 0..count {
        let next = (k + 1) % count;
        let (a, b) = (cell.ring[k], cell.ring[next]);
        let (u, v) = (heights[k], heights[next]);
        let between = || {
            let t = u / (u - v);
            Coord::new(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y))
        };
        match (u <= 0.0, v <= 0.0) {
            (true, true) => push(a, cell.beyond[k]),
            (true, false) => {
                push(a, cell.beyond[k]);
                push(between(), Some(index));
            }
            (false, true) => push(between(), cell.beyond[k]),
            (false, false) => {}
        }
    }
    *cell = kept;
}
