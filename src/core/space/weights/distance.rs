//! Neighbours within a distance.

use serde::{Deserialize, Serialize};

use super::metric::Places;
use super::nearest::{Nearest, nearest};
use super::{Metric, Weights, WeightsError};
use crate::core::geo::Coord;

/// How much a neighbour within the band counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Decay {
    /// Each 1.
    #[default]
    Binary,
    /// `1 / d^power`, d in the unit of the coordinates, or km.
    InverseDistance {
        /// Above 0; 1 and 2 are usual.
        power: f64,
    },
}

/// Choices of a distance band.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct BandOptions {
    /// How far neighbours reach, this distance included; the least that leaves no island when not said.
    pub threshold: Option<f64>,
    /// How much each counts.
    #[serde(default)]
    pub decay: Decay,
    /// How distance is measured.
    #[serde(default)]
    pub metric: Metric,
}

/// Weights of a distance band.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// Choices used.
    pub options: BandOptions,
    /// How far neighbours reach.
    pub threshold: f64,
    /// Distances to the nearest neighbours, whose greatest is the least threshold that leaves no island.
    pub nearest: Nearest,
    /// Weights; a unit without anyone in reach is an island.
    pub weights: Weights,
}

/// Neighbours within a distance (距离带).
///
/// # Formula
/// ```text
/// w_ij = 1          or d_ij^(−power)      d_ij ≤ threshold, i ≠ j
/// least threshold = max_i min_j d_ij
/// ```
/// A threshold that was rounded for a person to read may fall short of the least one; the exact value is in
/// [`Nearest::threshold`]. Units in one place are binary neighbours of one another (libpysal leaves them out).
///
/// # Units
/// Distances in the unit of the coordinates, or km: see [`Metric`]. Inverse distances are not scaled, so their size depends on
/// that unit; [`super::Transform::Row`] takes it away.
///
/// # Errors
/// [`WeightsError`]: a coordinate that cannot be measured from, a threshold or power that is none, two units in one place or so
/// close that the inverse of their distance is no number, more links than are held.
///
/// # Source
/// Anselin & Rey 2014, Modern Spatial Econometrics in Practice, ch. 4; libpysal `DistanceBand`, GeoDa.
///
/// # Examples
/// ```
/// use tanheng::core::{geo::Coord, space::weights::{BandOptions, Decay, distance_band}};
/// let line = [0.0, 1.0, 3.0].map(|x| Coord::new(x, 0.0));
/// let decay = Decay::InverseDistance { power: 1.0 };
/// let band = distance_band(&line, &BandOptions { decay, ..BandOptions::default() })?;
/// assert_eq!(band.threshold, 2.0);
/// assert_eq!(band.weights.row(1), (&[0, 2][..], &[1.0, 0.5][..]));
/// # Ok::<(), tanheng::core::space::weights::WeightsError>(())
/// ```
pub fn distance_band(points: &[Coord], options: &BandOptions) -> Result<Band, WeightsError> {
    if let Decay::InverseDistance { power } = options.decay
        && !(power.is_finite() && power > 0.0)
    {
        return Err(WeightsError::Power { value: power });
    }
    let places = Places::of(points, options.metric)?;
    let nearest = nearest(&places)?;
    let threshold = match options.threshold {
        Some(value) if value.is_finite() && value >= 0.0 => value,
        Some(value) => return Err(WeightsError::Distance { value }),
        None => nearest.threshold,
    };
    let mut weights = Weights::with_room(places.len());
    for unit in 0..places.len() {
        let mut row = Vec::new();
        for (neighbour, distance) in places.within(unit, threshold) {
            let weight = match options.decay {
                Decay::Binary => 1.0,
                Decay::InverseDistance { power } => libm::pow(distance, -power),
            };
            if !weight.is_finite() {
                let (a, b) = (unit, neighbour as usize);
                return Err(WeightsError::SamePlace { a, b });
            }
            row.push((neighbour, weight));
        }
        weights.push_row(row);
        weights.check_size()?;
    }
    Ok(Band {
        options: *options,
        threshold,
        nearest,
        weights,
    })
}
