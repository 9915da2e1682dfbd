//! What looks wrong with coordinates, as values with numbers: nothing is mended here.

use std::collections::BTreeMap;

use super::measure::{label_point, sides};
use super::scan::{Grid, ZoneScan};
use super::{Bounds, Coord, Shape};
use crate::core::problem::{Arg, Problem, Report};

/// A doubt about outlines in degrees. Units are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Suspicion {
    /// Numbers far beyond degrees: metres of some projection.
    #[error("coordinates up to {largest} are no degrees")]
    Metres {
        /// Largest amount.
        largest: f64,
    },
    /// Latitude stands first.
    #[error("latitude and longitude look swapped: x {x}, y {y}")]
    Swapped {
        /// Middle of the first coordinate.
        x: f64,
        /// Middle of the second.
        y: f64,
    },
    /// A ring whose last point is not its first.
    #[error("unit {unit}: a ring is open by {gap} degrees")]
    Unclosed {
        /// Which unit.
        unit: usize,
        /// From its last to its first point.
        gap: f64,
    },
    /// A ring that crosses itself or another of the same unit.
    #[error("unit {unit}: lines cross at {x} {y}")]
    Crossing {
        /// Which unit.
        unit: usize,
        /// Where, x.
        x: f64,
        /// Where, y.
        y: f64,
    },
    /// Two units on the same ground.
    #[error("units {a} and {b} share {share} of the smaller one")]
    Overlap {
        /// One of them.
        a: usize,
        /// The other.
        b: usize,
        /// Ground they share over the ground of the smaller.
        share: f64,
    },
    /// Outlines in GCJ-02, the shifted coordinates of Chinese map services.
    #[error("shifted by {metres} m over {units} units, as GCJ-02 is")]
    Shifted {
        /// Median shift against the known label points, m.
        metres: f64,
        /// Units compared.
        units: usize,
    },
}

impl Report for Suspicion {
    fn problem(&self) -> Problem {
        let number = |unit: usize| Arg::Count(unit.saturating_add(1));
        match *self {
            Self::Metres { largest } => {
                Problem::new("map.metres").with("largest", Arg::Number(largest))
            }
            Self::Swapped { x, y } => Problem::new("map.swapped")
                .with("x", Arg::Number(x))
                .with("y", Arg::Number(y)),
            Self::Unclosed { unit, gap } => Problem::new("map.unclosed")
                .with("unit", number(unit))
                .with("gap", Arg::Number(gap)),
            Self::Crossing { unit, x, y } => Problem::new("map.crossing")
                .with("unit", number(unit))
                .with("x", Arg::Number(x))
                .with("y", Arg::Number(y)),
            Self::Overlap { a, b, share } => Problem::new("map.overlap")
                .with("a", number(a))
                .with("b", number(b))
                .with("percent", Arg::Number(libm::round(share * 1_000.0) / 10.0)),
            Self::Shifted { metres, units } => Problem::new("map.shifted")
                .with("metres", Arg::Number(libm::round(metres)))
                .with("units", Arg::Count(units)),
        }
    }
}

/// Whether the numbers as a whole can be degrees, and stand in the right order. `None` when they look sound.
///
/// ```
/// use tanheng::core::geo::{Coord, Shape, suspect::{Suspicion, axes}};
/// let place = |x, y| Shape::of_ring(vec![Coord::new(x, y), Coord::new(x + 1.0, y), Coord::new(x, y + 1.0)]);
/// assert!(matches!(axes(&[place(25.0, 102.0)]), Some(Suspicion::Swapped { .. })));
/// assert!(matches!(axes(&[place(5e5, 2.8e6)]), Some(Suspicion::Metres { .. })));
/// assert_eq!(axes(&[place(102.0, 25.0)]), None);
/// ```
#[must_use]
pub fn axes(shapes: &[Shape]) -> Option<Suspicion> {
    let Bounds { low, high } = Bounds::of(shapes.iter().flat_map(Shape::points))?;
    let largest = [low.x, low.y, high.x, high.y]
        .iter()
        .fold(0.0_f64, |most, v| most.max(v.abs()));
    if largest > 360.0 {
        return Some(Suspicion::Metres { largest });
    }
    let beyond = high.y > 90.0 || low.y < -90.0;
    // China as a whole: 73 to 136 degrees east, 3 to 54 north.
    let as_china = low.y >= 73.0 && high.y <= 136.0 && low.x >= 3.0 && high.x <= 54.0;
    let fits_swapped = low.x >= -90.0 && high.x <= 90.0;
    if (beyond && fits_swapped) || as_china {
        return Some(Suspicion::Swapped {
            x: (low.x + high.x) / 2.0,
            y: (low.y + high.y) / 2.0,
        });
    }
    (beyond || low.x < -180.0).then_some(Suspicion::Metres { largest })
}

/// Pairs of sides looked at in one unit before it is given up.
const MOST_PAIRS: usize = 4_000_000;

/// The first place in each unit where lines cross.
#[must_use]
pub fn crossings(shapes: &[Shape]) -> Vec<Suspicion> {
    let place = |(unit, shape)| {
        crossing(shape).map(|c| Suspicion::Crossing {
            unit,
            x: c.x,
            y: c.y,
        })
    };
    shapes.iter().enumerate().filter_map(place).collect()
}

/// Sides are put into the squares of a grid they may pass; those of one square are tried with each other.
fn crossing(shape: &Shape) -> Option<Coord> {
    let bounds = shape.bounds()?;
    let all: Vec<(Coord, Coord)> = shape
        .rings()
        .flat_map(|ring| sides(ring))
        .filter(|(a, b)| a != b)
        .collect();
    let cells = libm::sqrt(all.len() as f64).clamp(1.0, 256.0);
    let square = |c: f64, low: f64, size: f64| {
        ((c - low) / size.max(f64::MIN_POSITIVE) * cells).clamp(0.0, cells) as u32
    };
    let mut squares: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
    let mut pairs = 0_usize;
    for (i, &(a, b)) in all.iter().enumerate() {
        let column = |x| square(x, bounds.low.x, bounds.width());
        let row = |y| square(y, bounds.low.y, bounds.height());
        for k in column(a.x.min(b.x))..=column(a.x.max(b.x)) {
            for m in row(a.y.min(b.y))..=row(a.y.max(b.y)) {
                let others = squares.entry((k, m)).or_default();
                pairs = pairs.saturating_add(others.len() + 1);
                if pairs > MOST_PAIRS {
                    return None;
                }
                if let Some(at) = others.iter().find_map(|&o| cross((a, b), all[o])) {
                    return Some(at);
                }
                others.push(i);
            }
        }
    }
    None
}

/// Where two sides cross in their inner parts.
fn cross((a, b): (Coord, Coord), (c, d): (Coord, Coord)) -> Option<Coord> {
    let turn = |p: Coord, q: Coord, r: Coord| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    let (u, v) = (turn(c, d, a), turn(c, d, b));
    let (s, t) = (turn(a, b, c), turn(a, b, d));
    if u * v < 0.0 && s * t < 0.0 {
        let share = u / (u - v);
        return Some(Coord::new(
            a.x + share * (b.x - a.x),
            a.y + share * (b.y - a.y),
        ));
    }
    None
}

/// Pixels across the longer side of everything.
const FINE: f64 = 1_000.0;

/// Pairs of units that share more than a hundredth of the smaller one, the largest share first. Counted in pixels, a thousand
/// across: lines that only waver about each other are none.
#[must_use]
pub fn overlaps(shapes: &[Shape]) -> Vec<Suspicion> {
    let Some(bounds) = Bounds::of(shapes.iter().flat_map(Shape::points)) else {
        return Vec::new();
    };
    let pixel = bounds.width().max(bounds.height()) / FINE;
    let count = |size: f64| libm::ceil(size / pixel).clamp(1.0, FINE + 1.0) as usize;
    let grid = Grid {
        x0: bounds.low.x,
        y0: bounds.low.y,
        dx: pixel,
        dy: pixel,
        columns: if pixel > 0.0 {
            count(bounds.width())
        } else {
            0
        },
        rows: if pixel > 0.0 {
            count(bounds.height())
        } else {
            0
        },
    };
    let Ok(mut scan) = ZoneScan::new(shapes, grid) else {
        return Vec::new();
    };
    let mut own = vec![0_usize; shapes.len()];
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut row = Vec::new();
    for at in 0..grid.rows {
        row.clear();
        row.extend_from_slice(scan.spans(at));
        for span in &row {
            own[span.unit] += span.to - span.from;
        }
        row.sort_by_key(|span| span.from);
        let mut open: Vec<(usize, usize)> = Vec::new();
        for span in &row {
            open.retain(|(_, to)| *to > span.from);
            for (unit, to) in open.iter().filter(|(unit, _)| *unit != span.unit) {
                let key = (span.unit.min(*unit), span.unit.max(*unit));
                *shared.entry(key).or_default() += to.min(&span.to) - span.from;
            }
            // A file of nothing but overlaps says so by its first ones.
            if open.len() < 64 {
                open.push((span.unit, span.to));
            }
        }
    }
    let mut found: Vec<(f64, usize, usize)> = shared
        .into_iter()
        .map(|((a, b), pixels)| (pixels as f64 / own[a].min(own[b]).max(1) as f64, a, b))
        .filter(|(share, a, b)| *share > 0.01 && own[*a].min(own[*b]) >= 20)
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    found
        .into_iter()
        .map(|(share, a, b)| Suspicion::Overlap {
            a,
            b,
            share: share.min(1.0),
        })
        .collect()
}

/// Fewest units a shift is told from.
const FEWEST: usize = 5;

/// Whether outlines are in GCJ-02: their label points against known ones in WGS 84 (`None` for a unit that is not known). The
/// shift of each unit is measured along the shift GCJ-02 has there, which is 1 when the outlines have it and 0 when not; the
/// median over the units decides when it is sure to a quarter.
#[must_use]
pub fn shift(shapes: &[Shape], known: &[Option<Coord>]) -> Option<Suspicion> {
    let mut along = Vec::new();
    let mut metres = Vec::new();
    for (shape, known) in shapes.iter().zip(known) {
        let Some(known) = known.filter(|k| k.is_finite()) else {
            continue;
        };
        let Some(found) = label_point(shape, 1e-4) else {
            continue;
        };
        let degree = std::f64::consts::PI * 6_371_000.0 / 180.0;
        let flat = |c: Coord| {
            Coord::new(
                (c.x - known.x) * degree * libm::cos(known.y.to_radians()),
                (c.y - known.y) * degree,
            )
        };
        let (there, here) = (flat(gcj02(known)), flat(found));
        let square = there.x * there.x + there.y * there.y;
        if square > 0.0 {
            along.push((here.x * there.x + here.y * there.y) / square);
            metres.push(libm::hypot(there.x, there.y));
        }
    }
    if along.len() < FEWEST {
        return None;
    }
    let middle = median(&mut along);
    let mut off: Vec<f64> = along.iter().map(|v| (v - middle).abs()).collect();
    // Standard error of a median, from the median deviation: 1.4826 · 1.2533 / √n.
    let error = 1.858 * median(&mut off) / libm::sqrt(along.len() as f64);
    let is_shifted = (0.6..=1.4).contains(&middle) && error < 0.25;
    is_shifted.then(|| Suspicion::Shifted {
        metres: middle * median(&mut metres),
        units: along.len(),
    })
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// A place in WGS 84 as GCJ-02 has it, degrees. The formula is the one open-source map libraries agree on (eviltransform,
/// coordtransform), on the Krasovsky ellipsoid.
#[must_use]
pub fn gcj02(place: Coord) -> Coord {
    use std::f64::consts::PI;
    const A: f64 = 6_378_245.0;
    const E2: f64 = 0.006_693_421_622_965_943;
    let (x, y) = (place.x - 105.0, place.y - 35.0);
    let wave = |v: f64, a: f64, k: f64| a * libm::sin(v * k * PI);
    let common = (wave(x, 20.0, 6.0) + wave(x, 20.0, 2.0)) * 2.0 / 3.0;
    let root = libm::sqrt(x.abs());
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * root
        + common
        + (wave(y, 20.0, 1.0) + wave(y, 40.0, 1.0 / 3.0)) * 2.0 / 3.0
        + (wave(y, 160.0, 1.0 / 12.0) + wave(y, 320.0, 1.0 / 30.0)) * 2.0 / 3.0;
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * root
        + common
        + (wave(x, 20.0, 1.0) + wave(x, 40.0, 1.0 / 3.0)) * 2.0 / 3.0
        + (wave(x, 150.0, 1.0 / 12.0) + wave(x, 300.0, 1.0 / 30.0)) * 2.0 / 3.0;
    let lat = place.y.to_radians();
    let w = 1.0 - E2 * libm::sin(lat) * libm::sin(lat);
    let meridian = A * (1.0 - E2) / (w * libm::sqrt(w));
    let parallel = A / libm::sqrt(w) * libm::cos(lat);
    Coord::new(
        place.x + (east / parallel).to_degrees(),
        place.y + (north / meridian).to_degrees(),
    )
}
