//! How far units are from one another.

use serde::{Deserialize, Serialize};

use super::WeightsError;
use crate::core::geo::Coord;

/// Radius of the sphere that great-circle distances are measured on: the mean radius `(2a + b)/3` of GRS 80 (Moritz 2000,
/// Journal of Geodesy 74, 128–133).
pub const EARTH_RADIUS_KM: f64 = 6_371.008_8;

/// Most units that distances are measured between: every pair is looked at, and 10 000 outlines is what a file may hold.
pub const MOST_UNITS: usize = 10_000;

/// Largest coordinate: its square is a number still.
pub(super) const MOST_COORDINATE: f64 = 1e150;

/// How distance is measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Straight, in the unit of the coordinates.
    #[default]
    Planar,
    /// Along the great circle of a sphere of [`EARTH_RADIUS_KM`], in km; x is the longitude and y the latitude in degrees. The
    /// geodesic on the ellipsoid differs by up to 0.6 %.
    GreatCircle,
}

impl Metric {
    /// Distance between two points; no number for coordinates that are none.
    ///
    /// # Formula
    /// ```text
    /// planar         d = √((x_1 − x_2)² + (y_1 − y_2)²)
    /// great circle   d = 2R asin(c/2),   c the straight line through the sphere, in radii
    /// ```
    ///
    /// ```
    /// use tanheng::core::{geo::Coord, space::weights::Metric};
    /// // Haversine formula, as libpysal's `arcdist`.
    /// let (beijing, shanghai) = (Coord::new(116.4, 39.9), Coord::new(121.5, 31.2));
    /// assert!((Metric::GreatCircle.distance(beijing, shanghai) - 1_071.287_259).abs() < 1e-6);
    /// assert_eq!(Metric::Planar.distance(Coord::new(0.0, 0.0), Coord::new(3.0, 4.0)), 5.0);
    /// ```
    #[must_use]
    pub fn distance(self, a: Coord, b: Coord) -> f64 {
        self.of_squared(squared(self.place(a), self.place(b)))
    }

    fn place(self, at: Coord) -> [f64; 3] {
        match self {
            Self::Planar => [at.x, at.y, 0.0],
            Self::GreatCircle => {
                let (lon, lat) = (at.x.to_radians(), at.y.to_radians());
                let across = libm::cos(lat);
                [
                    across * libm::cos(lon),
                    across * libm::sin(lon),
                    libm::sin(lat),
                ]
            }
        }
    }

    fn of_squared(self, squared: f64) -> f64 {
        match self {
            Self::Planar => libm::sqrt(squared),
            Self::GreatCircle => {
                let half = (libm::sqrt(squared) / 2.0).min(1.0);
                2.0 * EARTH_RADIUS_KM * libm::asin(half)
            }
        }
    }

    /// Above this square no distance is within `distance`; a little more than the square of it, for rounding.
    fn to_squared(self, distance: f64) -> f64 {
        let line = match self {
            Self::Planar => distance,
            Self::GreatCircle => {
                let half = distance / EARTH_RADIUS_KM / 2.0;
                2.0 * libm::sin(half.min(std::f64::consts::FRAC_PI_2))
            }
        };
        line * line * (1.0 + 1e-9)
    }
}

fn squared(a: [f64; 3], b: [f64; 3]) -> f64 {
    let [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    x * x + y * y + z * z
}

/// Points that are checked and made ready to be measured between.
pub(super) struct Places {
    metric: Metric,
    at: Vec<[f64; 3]>,
}

impl Places {
    pub(super) fn of(points: &[Coord], metric: Metric) -> Result<Self, WeightsError> {
        let count = points.len();
        if count > MOST_UNITS {
            return Err(WeightsError::TooManyUnits { count });
        }
        if count < 2 {
            return Err(WeightsError::TooFewUnits { count });
        }
        for (unit, at) in points.iter().enumerate() {
            if !(at.x.abs() <= MOST_COORDINATE && at.y.abs() <= MOST_COORDINATE) {
                return Err(WeightsError::NotFinite { unit });
            }
            if metric == Metric::GreatCircle && (at.x.abs() > 360.0 || at.y.abs() > 90.0) {
                let (x, y) = (at.x, at.y);
                return Err(WeightsError::NotDegrees { unit, x, y });
            }
        }
        let at = points.iter().map(|at| metric.place(*at)).collect();
        Ok(Self { metric, at })
    }

    pub(super) fn len(&self) -> usize {
        self.at.len()
    }

    /// Of every other unit the square of the straight line to it, which grows with the distance.
    pub(super) fn squares(&self, unit: usize) -> impl Iterator<Item = (u32, f64)> {
        let own = self.at[unit];
        let others = (0..).zip(&self.at).filter(move |(n, _)| *n != unit as u32);
        others.map(move |(n, at)| (n, squared(own, *at)))
    }

    /// The distance that a square stands for.
    pub(super) fn distance(&self, squared: f64) -> f64 {
        self.metric.of_squared(squared)
    }

    /// Every other unit within a distance, the limit included, with its distance.
    pub(super) fn within(&self, unit: usize, limit: f64) -> impl Iterator<Item = (u32, f64)> {
        let above = self.metric.to_squared(limit);
        self.squares(unit)
            .filter(move |(_, squared)| *squared <= above)
            .map(|(n, squared)| (n, self.distance(squared)))
            .filter(move |(_, distance)| *distance <= limit)
    }
}
