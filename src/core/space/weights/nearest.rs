//! The k nearest neighbours.

use serde::{Deserialize, Serialize};

use super::metric::Places;
use super::{Metric, Weights, WeightsError};
use crate::core::geo::Coord;

/// Weights of the nearest neighbours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NearestNeighbours {
    /// How many each unit has.
    pub k: usize,
    /// How distance was measured.
    pub metric: Metric,
    /// 1 for each of them. Who is near to a unit need not have it near: the relation is not symmetric.
    pub weights: Weights,
    /// Distance of each unit to its k-th nearest.
    pub distances: Vec<f64>,
    /// Units that have another as far as the k-th nearest, so that the order of the units decided.
    pub tied: Vec<usize>,
}

/// The k nearest neighbours of each unit (K 近邻).
///
/// # Formula
/// ```text
/// w_ij = 1 when j is among the k units nearest to i, else 0
/// ```
/// Of units equally far the one that comes first is taken; [`NearestNeighbours::tied`] lists where that decided.
///
/// # Units
/// Distances in the unit of the coordinates, or km: see [`Metric`].
///
/// # Errors
/// [`WeightsError`]: a coordinate that cannot be measured from, k of 0 or of as many as there are units, too many units.
///
/// # Source
/// Anselin & Rey 2014, Modern Spatial Econometrics in Practice, ch. 4. GeoDa and libpysal (`KNN`) do the same but say nothing of
/// ties.
///
/// # Examples
/// ```
/// use tanheng::core::{geo::Coord, space::weights::{Metric, k_nearest}};
/// let line = [0.0, 1.0, 3.0, 7.0].map(|x| Coord::new(x, 0.0));
/// let found = k_nearest(&line, 1, Metric::Planar)?;
/// assert_eq!(found.weights.row(2).0, [1]);
/// assert_eq!(found.distances, [1.0, 1.0, 2.0, 4.0]);
/// # Ok::<(), tanheng::core::space::weights::WeightsError>(())
/// ```
pub fn k_nearest(
    points: &[Coord],
    k: usize,
    metric: Metric,
) -> Result<NearestNeighbours, WeightsError> {
    let places = Places::of(points, metric)?;
    let mut weights = Weights::with_room(places.len());
    let (mut distances, mut tied) = (Vec::with_capacity(places.len()), Vec::new());
    for (unit, found) in nearest_of(&places, k)?.enumerate() {
        weights.push_alike(&found.units)?;
        distances.push(found.distance);
        if found.is_tied {
            tied.push(unit);
        }
    }
    Ok(NearestNeighbours {
        k,
        metric,
        weights,
        distances,
        tied,
    })
}

/// The nearest neighbour of each unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Nearest {
    /// Which it is; the first of several.
    pub neighbours: Vec<usize>,
    /// How far it is.
    pub distances: Vec<f64>,
    /// The greatest of these distances: the least band in which every unit has a neighbour.
    pub threshold: f64,
    /// The first unit that has it.
    pub farthest: usize,
}

/// How far each unit is from its nearest neighbour, and the band that leaves no island (最小门槛距离).
///
/// # Errors
/// As [`k_nearest`].
///
/// ```
/// use tanheng::core::{geo::Coord, space::weights::{Metric, nearest_neighbours}};
/// let line = [0.0, 1.0, 3.0, 7.0].map(|x| Coord::new(x, 0.0));
/// let found = nearest_neighbours(&line, Metric::Planar)?;
/// assert_eq!((found.threshold, found.farthest), (4.0, 3));
/// # Ok::<(), tanheng::core::space::weights::WeightsError>(())
/// ```
pub fn nearest_neighbours(points: &[Coord], metric: Metric) -> Result<Nearest, WeightsError> {
    nearest(&Places::of(points, metric)?)
}

pub(super) fn nearest(places: &Places) -> Result<Nearest, WeightsError> {
    let mut nearest = Nearest {
        neighbours: Vec::with_capacity(places.len()),
        distances: Vec::with_capacity(places.len()),
        threshold: 0.0,
        farthest: 0,
    };
    for (unit, found) in nearest_of(places, 1)?.enumerate() {
        if found.distance > nearest.threshold {
            (nearest.threshold, nearest.farthest) = (found.distance, unit);
        }
        nearest.distances.push(found.distance);
        let first = found.units.first().map_or(unit, |n| *n as usize);
        nearest.neighbours.push(first);
    }
    Ok(nearest)
}

/// The nearest of one unit.
pub(super) struct Found {
    /// In ascending order.
    pub(super) units: Vec<u32>,
    /// Of the farthest of them.
    pub(super) distance: f64,
    is_tied: bool,
}

/// The k nearest of each unit in turn.
pub(super) fn nearest_of(
    places: &Places,
    k: usize,
) -> Result<impl Iterator<Item = Found>, WeightsError> {
    let count = places.len();
    if k == 0 || k >= count {
        return Err(WeightsError::Nearest { k, count });
    }
    let mut others: Vec<(u32, f64)> = Vec::with_capacity(count);
    Ok((0..count).map(move |unit| {
        others.clear();
        others.extend(places.squares(unit));
        let nearer = |a: &(u32, f64), b: &(u32, f64)| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0));
        let (near, last, rest) = others.select_nth_unstable_by(k - 1, nearer);
        let mut units: Vec<u32> = near.iter().map(|(n, _)| *n).collect();
        units.push(last.0);
        units.sort_unstable();
        Found {
            units,
            distance: places.distance(last.1),
            is_tied: rest.iter().any(|(_, squared)| *squared == last.1),
        }
    }))
}
