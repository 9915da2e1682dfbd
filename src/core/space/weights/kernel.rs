//! Weights that fall with distance.

use serde::{Deserialize, Serialize};

use super::metric::Places;
use super::nearest::nearest_of;
use super::{Metric, Weights, WeightsError};
use crate::core::geo::Coord;

/// How weights fall from a unit to its bandwidth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kernel {
    /// The same as far as the bandwidth.
    Uniform,
    /// In a straight line to 0.
    #[default]
    Triangular,
    /// Epanechnikov; “quadratic” in GeoDa and libpysal.
    Epanechnikov,
    /// Quartic, or bisquare.
    Quartic,
    /// Gaussian, cut off at the bandwidth as GeoDa and libpysal do.
    Gaussian,
}

impl Kernel {
    /// `K(z)` from 0 to the bandwidth, 0 beyond.
    #[must_use]
    pub fn weight(self, z: f64) -> f64 {
        if !(0.0..=1.0).contains(&z) {
            return 0.0;
        }
        let rest = 1.0 - z * z;
        match self {
            Self::Uniform => 0.5,
            Self::Triangular => 1.0 - z,
            Self::Epanechnikov => 0.75 * rest,
            Self::Quartic => 0.9375 * rest * rest,
            // 1/√(2π)
            Self::Gaussian => 0.398_942_280_401_432_7 * libm::exp(-z * z / 2.0),
        }
    }
}

/// How far a kernel reaches.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Bandwidth {
    /// The same distance for every unit.
    Fixed {
        /// Above 0, in the unit of the coordinates, or km.
        distance: f64,
    },
    /// The same for every unit: the greatest of the distances to the k-th nearest.
    FixedNearest {
        /// Nearest neighbours, from 1.
        k: usize,
    },
    /// Of each unit the distance to its own k-th nearest.
    Adaptive {
        /// Nearest neighbours, from 1.
        k: usize,
    },
}

/// What a unit itself counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Diagonal {
    /// `K(0)`.
    #[default]
    Kernel,
    /// 1.
    One,
}

/// Choices of kernel weights.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct KernelOptions {
    /// How weights fall.
    pub kernel: Kernel,
    /// How far they reach.
    pub bandwidth: Bandwidth,
    /// What a unit itself counts.
    #[serde(default)]
    pub diagonal: Diagonal,
    /// How distance is measured.
    #[serde(default)]
    pub metric: Metric,
}

/// Kernel weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KernelWeights {
    /// Choices used.
    pub options: KernelOptions,
    /// How far the kernel reaches at each unit.
    pub bandwidths: Vec<f64>,
    /// Weights of the neighbours, which no unit is of itself.
    pub weights: Weights,
    /// What each unit itself counts. It is kept apart: a spatial lag takes the neighbours alone, and G* and smoothing, which take
    /// the unit along, add it to the row.
    pub diagonal: Vec<f64>,
}

/// Weights that fall with distance (核权重).
///
/// # Formula
/// ```text
/// w_ij = K(d_ij / h_i),   d_ij ≤ h_i,   h_i the bandwidth at i
/// uniform       K(z) = 1/2
/// triangular    K(z) = 1 − z
/// Epanechnikov  K(z) = 3/4 (1 − z²)
/// quartic       K(z) = 15/16 (1 − z²)²
/// Gaussian      K(z) = exp(−z²/2) / √(2π)
/// ```
/// A neighbour as far as the bandwidth counts 0 by the triangular, Epanechnikov and quartic kernel and is then none. So the k-th
/// nearest, which gives an adaptive bandwidth, is no neighbour by these: take one more. (libpysal widens the bandwidth by
/// 10⁻⁷ instead, and so gives the k-th a weight of that size.) All units as far as the k-th nearest are within reach, so no
/// tie has to be decided. Adaptive weights are not symmetric.
///
/// # Units
/// Distances in the unit of the coordinates, or km: see [`Metric`].
///
/// # Errors
/// [`WeightsError`]: a coordinate that cannot be measured from, a bandwidth that is none, k of 0 or of as many as there are
/// units, a unit whose k nearest are all where it is.
///
/// # Source
/// Anselin & Rey 2014, Modern Spatial Econometrics in Practice, ch. 4; libpysal `Kernel`, GeoDa.
///
/// # Examples
/// ```
/// use tanheng::core::{geo::Coord, space::weights::{Bandwidth, Diagonal, Kernel, KernelOptions, Metric, kernel_weights}};
/// let line = [0.0, 1.0, 3.0].map(|x| Coord::new(x, 0.0));
/// let options = KernelOptions {
///     kernel: Kernel::Triangular,
///     bandwidth: Bandwidth::Fixed { distance: 4.0 },
///     diagonal: Diagonal::One,
///     metric: Metric::Planar,
/// };
/// let found = kernel_weights(&line, &options)?;
/// assert_eq!(found.weights.row(0), (&[1, 2][..], &[0.75, 0.25][..]));
/// assert_eq!(found.diagonal, [1.0, 1.0, 1.0]);
/// # Ok::<(), tanheng::core::space::weights::WeightsError>(())
/// ```
pub fn kernel_weights(
    points: &[Coord],
    options: &KernelOptions,
) -> Result<KernelWeights, WeightsError> {
    let places = Places::of(points, options.metric)?;
    let bandwidths = bandwidths(&places, options.bandwidth)?;
    let mut weights = Weights::with_room(places.len());
    for (unit, bandwidth) in bandwidths.iter().enumerate() {
        let row = places.within(unit, *bandwidth);
        let row = row.map(|(n, distance)| (n, options.kernel.weight(distance / bandwidth)));
        weights.push_row(row.filter(|(_, weight)| *weight > 0.0));
        weights.check_size()?;
    }
    let own = match options.diagonal {
        Diagonal::Kernel => options.kernel.weight(0.0),
        Diagonal::One => 1.0,
    };
    Ok(KernelWeights {
        options: *options,
        diagonal: vec![own; bandwidths.len()],
        bandwidths,
        weights,
    })
}

fn bandwidths(places: &Places, bandwidth: Bandwidth) -> Result<Vec<f64>, WeightsError> {
    let of_each = |k| -> Result<Vec<f64>, WeightsError> {
        Ok(nearest_of(places, k)?.map(|found| found.distance).collect())
    };
    let found = match bandwidth {
        Bandwidth::Fixed { distance } if distance.is_finite() && distance > 0.0 => {
            vec![distance; places.len()]
        }
        Bandwidth::Fixed { distance } => {
            return Err(WeightsError::Distance { value: distance });
        }
        Bandwidth::FixedNearest { k } => {
            let greatest = of_each(k)?.into_iter().fold(0.0, f64::max);
            vec![greatest; places.len()]
        }
        Bandwidth::Adaptive { k } => of_each(k)?,
    };
    match found.iter().position(|h| *h == 0.0) {
        Some(unit) => Err(WeightsError::NoBandwidth { unit }),
        None => Ok(found),
    }
}
