//! Neighbours by touch.

use serde::{Deserialize, Serialize};

use super::shared::{self, Met};
use super::{Weights, WeightsError};
use crate::core::geo::{Coord, Shape};

/// What neighbours have in common. The names are those of chess: a queen moves over corners, a rook does not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contiguity {
    /// A point at least (后邻接).
    #[default]
    Queen,
    /// A side at least: a piece of border line (车邻接).
    Rook,
}

/// Choices of contiguity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct ContiguityOptions {
    /// What neighbours have in common.
    #[serde(default)]
    pub rule: Contiguity,
    /// How far apart two points may lie and be one, in the unit of the coordinates; 0 takes the same coordinates only.
    #[serde(default)]
    pub tolerance: f64,
}

/// Neighbours by touch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contiguous {
    /// Choices used.
    pub options: ContiguityOptions,
    /// 1 for each neighbour; symmetric.
    pub weights: Weights,
    /// Points (queen) or sides (rook) that another unit has too, over all; each is counted once a unit. Files whose units were
    /// drawn one by one have next to none: then a tolerance is needed, or another file.
    pub shared: f64,
    /// Units without a point, which cannot touch.
    pub without_outline: Vec<usize>,
}

/// Contiguity of outlines (邻接): who shares a point, or a side, with whom. Parts and holes of a unit count like its outer ring.
///
/// # Formula
/// ```text
/// queen   w_ij = 1 when a point of i lies within the tolerance of a point of j
/// rook    w_ij = 1 when both ends of a side of i lie within the tolerance of the ends of a side of j
/// ```
/// With a tolerance, points are compared two by two and never joined to chains, and sides no longer than the tolerance are no
/// sides. Every rook neighbour is a queen neighbour, and a larger tolerance takes no queen neighbour away.
///
/// # What is not found
/// Points are compared, not lines. Where a border has no point that both units have (a corner of one against the middle of a
/// side of the other, a T-junction; a border drawn twice with different points), the two are no neighbours, and no rook
/// neighbours where they have no side in common. Units that overlap without common points are none either. GIS software that keeps
/// topology (TopoJSON, coverages) has these points; libpysal and GeoDa compare points in the same way. [`super::Linked`]
/// adds what is missing by hand.
///
/// # Units
/// The tolerance is in the unit of the coordinates: degrees are not as long to the east as to the north.
///
/// # Errors
/// [`WeightsError`]: a coordinate that is no number; a tolerance that is negative or no number, so small that the coordinates
/// cannot tell it, or so large that too many points lie within it; more links than are held.
///
/// # Source
/// Cliff & Ord 1981, Spatial Processes; libpysal `Queen` and `Rook`. Points are sorted, so the time is about linear in them.
///
/// # Examples
/// ```
/// use tanheng::core::geo::{Coord, Shape};
/// use tanheng::core::space::weights::{Contiguity, ContiguityOptions, contiguity};
/// let cell = |x: f64, y: f64| {
///     Shape::of_ring([(x, y), (x + 1.0, y), (x + 1.0, y + 1.0), (x, y + 1.0)].map(|(x, y)| Coord::new(x, y)).to_vec())
/// };
/// let cells = [cell(0.0, 0.0), cell(1.0, 0.0), cell(1.0, 1.0)];
/// let queen = contiguity(&cells, &ContiguityOptions::default())?;
/// assert_eq!(queen.weights.row(0).0, [1, 2]);
/// let rook = contiguity(&cells, &ContiguityOptions { rule: Contiguity::Rook, tolerance: 0.0 })?;
/// assert_eq!(rook.weights.row(0).0, [1]);
/// # Ok::<(), tanheng::core::space::weights::WeightsError>(())
/// ```
pub fn contiguity(
    shapes: &[Shape],
    options: &ContiguityOptions,
) -> Result<Contiguous, WeightsError> {
    let count = shapes.len();
    if u32::try_from(count).is_err() {
        return Err(WeightsError::TooManyUnits { count });
    }
    if !(options.tolerance.is_finite() && options.tolerance >= 0.0) {
        return Err(WeightsError::Tolerance {
            value: options.tolerance,
        });
    }
    for (unit, shape) in shapes.iter().enumerate() {
        if !shape.points().all(Coord::is_finite) {
            return Err(WeightsError::NotFinite { unit });
        }
    }
    let points = || {
        let all = (0..).zip(shapes);
        all.flat_map(|(unit, shape)| shape.points().map(move |at| (unit, at)))
    };
    let sides = || {
        let rings = (0..).zip(shapes);
        let rings = rings.flat_map(|(unit, shape)| shape.rings().map(move |ring| (unit, ring)));
        rings.flat_map(|(unit, ring)| {
            let ends = ring.iter().zip(ring.iter().cycle().skip(1));
            ends.map(move |(a, b)| (unit, *a, *b))
        })
    };
    let exact = options.tolerance == 0.0;
    let Met { weights, shared } = match options.rule {
        Contiguity::Queen if exact => {
            shared::equal(count, points().map(|(unit, at)| (bits(at), unit)).collect())
        }
        Contiguity::Rook if exact => {
            let sides = sides().map(|(unit, a, b)| (bits(a), bits(b), unit));
            let sides = sides.filter(|(a, b, _)| a != b);
            let either_way = sides.map(|(a, b, unit)| ((a.min(b), a.max(b)), unit));
            shared::equal(count, either_way.collect())
        }
        Contiguity::Queen => {
            let points = points().map(|(unit, at)| (unit, at, at));
            shared::near(count, points.collect(), options.tolerance)
        }
        Contiguity::Rook => {
            let length = |a: Coord, b: Coord| libm::hypot(a.x - b.x, a.y - b.y);
            let sides = sides().filter(|(_, a, b)| length(*a, *b) > options.tolerance);
            shared::near(count, sides.collect(), options.tolerance)
        }
    }?;
    let empty = shapes.iter().map(|shape| shape.points().next().is_none());
    Ok(Contiguous {
        options: *options,
        weights,
        shared,
        without_outline: (0..).zip(empty).filter(|e| e.1).map(|e| e.0).collect(),
    })
}

/// A coordinate that can be compared and sorted; −0 is 0.
fn bits(at: Coord) -> (u64, u64) {
    ((at.x + 0.0).to_bits(), (at.y + 0.0).to_bits())
}
