//! Areas, centroids and label points.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::albers::Ellipsoid;
use super::{Bounds, Coord, Polygon, Shape};

/// Area of a ring in a plane, positive when it runs counter-clockwise (y upward).
#[must_use]
pub fn ring_area(ring: &[Coord]) -> f64 {
    let Some(origin) = ring.first() else {
        return 0.0;
    };
    // Counted from the first point: differences of large numbers would lose their last digits.
    let twice: f64 = sides(ring)
        .map(|(a, b)| (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y))
        .sum();
    twice / 2.0
}

/// Sides of a ring, the last back to the first point.
pub(super) fn sides(ring: &[Coord]) -> impl Iterator<Item = (Coord, Coord)> {
    ring.iter()
        .copied()
        .zip(ring.iter().copied().cycle().skip(1))
}

/// Area in a plane, holes taken off, in units of the coordinates squared.
#[must_use]
pub fn area(shape: &Shape) -> f64 {
    parts(shape, |ring| ring_area(ring).abs())
}

fn parts(shape: &Shape, ring: impl Fn(&[Coord]) -> f64) -> f64 {
    shape
        .polygons
        .iter()
        .map(|p| ring(&p.outer) - p.holes.iter().map(|hole| ring(hole)).sum::<f64>())
        .sum()
}

/// Area on WGS 84 of a shape in degrees, m². Sides are straight in longitude and latitude, as files draw them; a geodesic
/// between the same points is another line, which matters for sides of hundreds of kilometres only.
///
/// Each side closes a zone down to the equator, whose area per radian is a²q/2 (Snyder 1987, 3-12); its mean along the side is
/// taken at three Gauss points.
///
/// ```
/// use tanheng::core::geo::{Coord, Shape, measure::area_on_earth};
/// // One degree by one degree at the equator: 12 308.464 km² (GeographicLib, sides in a thousand pieces).
/// let cell = Shape::of_ring([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|(x, y)| Coord::new(x, y)).to_vec());
/// assert!((area_on_earth(&cell) / 1e6 - 12_308.464).abs() < 0.001);
/// ```
#[must_use]
pub fn area_on_earth(shape: &Shape) -> f64 {
    let Ellipsoid { a, .. } = Ellipsoid::WGS84;
    let q = |lat: f64| Ellipsoid::WGS84.q(libm::sin(lat.to_radians()));
    let side = |(from, to): (Coord, Coord)| {
        let (middle, half) = ((from.y + to.y) / 2.0, (to.y - from.y) / 2.0);
        let off = half * 0.774_596_669_241_483_4;
        let mean = (5.0 * q(middle - off) + 8.0 * q(middle) + 5.0 * q(middle + off)) / 18.0;
        (to.x - from.x).to_radians() * mean
    };
    let total = parts(shape, |ring| sides(ring).map(side).sum::<f64>().abs());
    total * a * a / 2.0
}

/// Centre of gravity in a plane; `None` for a shape without area.
#[must_use]
pub fn centroid(shape: &Shape) -> Option<Coord> {
    let (mut weight, mut x, mut y) = (0.0, 0.0, 0.0);
    for polygon in &shape.polygons {
        let rings =
            std::iter::once((&polygon.outer, 1.0)).chain(polygon.holes.iter().map(|h| (h, -1.0)));
        for (ring, sign) in rings {
            let Some(origin) = ring.first() else { continue };
            let way = ring_area(ring).signum() * sign;
            for (a, b) in sides(ring) {
                let (a, b) = (
                    Coord::new(a.x - origin.x, a.y - origin.y),
                    Coord::new(b.x - origin.x, b.y - origin.y),
                );
                let twice = way * (a.x * b.y - b.x * a.y);
                weight += 3.0 * twice;
                x += twice * (a.x + b.x + 3.0 * origin.x);
                y += twice * (a.y + b.y + 3.0 * origin.y);
            }
        }
    }
    let centre = Coord::new(x / weight, y / weight);
    (weight > 0.0 && centre.is_finite()).then_some(centre)
}

/// The place farthest from every edge, inside the largest part: where a label has most room. Found to a `precision` in units of
/// the coordinates; `None` for a shape without area.
///
/// Source: Garcia-Castellanos & Lombardo (2007), Poles of inaccessibility, Scottish Geographical Journal 123(3); the search by
/// quarters is Mapbox polylabel's.
#[must_use]
pub fn label_point(shape: &Shape, precision: f64) -> Option<Coord> {
    let size = |p: &Polygon| ring_area(&p.outer).abs();
    let polygon = shape
        .polygons
        .iter()
        .max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let bounds = Bounds::of(polygon.outer.iter().copied())?;
    let cell = bounds.width().min(bounds.height());
    if !(cell > 0.0 && cell.is_finite() && polygon.outer.iter().all(|c| c.is_finite())) {
        return None;
    }
    // A sliver is not worth a search: no more than a thousand first cells.
    let cell = cell.max(bounds.width().max(bounds.height()) / 1_000.0);
    let precision = precision.max(cell * 1e-4);
    let mut queue = BinaryHeap::new();
    let half = cell / 2.0;
    let columns = libm::ceil(bounds.width() / cell) as usize;
    let rows = libm::ceil(bounds.height() / cell) as usize;
    for i in 0..columns {
        for k in 0..rows {
            let at = Coord::new(
                bounds.low.x + half + i as f64 * cell,
                bounds.low.y + half + k as f64 * cell,
            );
            queue.push(Quarter::new(at, half, polygon));
        }
    }
    let whole = Shape {
        polygons: vec![polygon.clone()],
    };
    let mut best = Quarter::new(centroid(&whole)?, 0.0, polygon);
    for quarter in &queue {
        if quarter.depth > best.depth {
            best = *quarter;
        }
    }
    let mut looked = 0;
    while let Some(quarter) = queue.pop() {
        if quarter.most - best.depth <= precision || looked > 20_000 {
            break;
        }
        looked += 4;
        let half = quarter.half / 2.0;
        for (dx, dy) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
            let next = Quarter::new(
                Coord::new(quarter.at.x + dx, quarter.at.y + dy),
                half,
                polygon,
            );
            if next.depth > best.depth {
                best = next;
            }
            if next.most - best.depth > precision {
                queue.push(next);
            }
        }
    }
    (best.depth >= 0.0).then_some(best.at)
}

/// A square of the search: how deep its middle lies, and how deep any of its points could.
#[derive(Clone, Copy)]
struct Quarter {
    at: Coord,
    half: f64,
    depth: f64,
    most: f64,
}

impl Quarter {
    fn new(at: Coord, half: f64, polygon: &Polygon) -> Self {
        let depth = depth(at, polygon);
        Self {
            at,
            half,
            depth,
            most: depth + half * std::f64::consts::SQRT_2,
        }
    }
}

impl Ord for Quarter {
    fn cmp(&self, other: &Self) -> Ordering {
        self.most.total_cmp(&other.most)
    }
}

impl PartialOrd for Quarter {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Quarter {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Quarter {}

/// Distance to the nearest edge, negative outside.
fn depth(at: Coord, polygon: &Polygon) -> f64 {
    let mut is_inside = false;
    let mut least = f64::INFINITY;
    for ring in std::iter::once(&polygon.outer).chain(&polygon.holes) {
        for (a, b) in sides(ring) {
            if (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x
            {
                is_inside = !is_inside;
            }
            least = least.min(distance_squared(at, a, b));
        }
    }
    let distance = libm::sqrt(least);
    if is_inside { distance } else { -distance }
}

/// Squared distance from a point to a side.
pub(super) fn distance_squared(at: Coord, a: Coord, b: Coord) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let t = if length > 0.0 {
        (((at.x - a.x) * dx + (at.y - a.y) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (x, y) = (at.x - a.x - t * dx, at.y - a.y - t * dy);
    x * x + y * y
}
