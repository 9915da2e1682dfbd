//! Three ways to take the mean of places.

use serde::{Deserialize, Serialize};

use super::LonLat;
use crate::core::geo::Coord;
use crate::core::geo::albers::Albers;

/// Where the mean is taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CentreMean {
    /// Of longitudes and of latitudes as plain numbers, as most papers do. A degree of longitude counts the same in the north
    /// and in the south, and places on both sides of the 180th meridian meet on the wrong side of the earth.
    #[default]
    Degrees,
    /// Of coordinates in an equal-area projection, brought back to degrees.
    Projected,
    /// Of unit vectors in space, their sum taken out to the sphere: no projection, no seam.
    Spherical,
}

/// Weights and weighted coordinates added up.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    weight: f64,
    vector: [f64; 3],
}

impl Sum {
    pub(super) fn of(weight: f64, vector: [f64; 3]) -> Self {
        let vector = vector.map(|v| v * weight);
        Self { weight, vector }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        let ([a, b, c], [d, e, f]) = (self.vector, other.vector);
        Self {
            weight: self.weight + other.weight,
            vector: [a + d, b + e, c + f],
        }
    }
}

/// Takes places into the room of a mean and back.
pub(super) struct Rooms {
    pub(super) albers: Albers,
}

impl Rooms {
    /// A place on the earth as numbers that may be averaged.
    pub(super) fn vector(&self, mean: CentreMean, place: LonLat) -> Option<[f64; 3]> {
        match mean {
            CentreMean::Degrees => Some([place.lon, place.lat, 0.0]),
            CentreMean::Projected => {
                let plane = self.albers.forward(place.into())?;
                Some([plane.x, plane.y, 0.0])
            }
            CentreMean::Spherical => {
                let (lon, lat) = (place.lon.to_radians(), place.lat.to_radians());
                let flat = libm::cos(lat);
                Some([flat * libm::cos(lon), flat * libm::sin(lon), libm::sin(lat)])
            }
        }
    }

    /// The place of a mean; `None` without weight, off the map, or where places balance out in the middle of the earth.
    pub(super) fn place(&self, mean: CentreMean, sum: Sum) -> Option<LonLat> {
        if sum.weight <= 0.0 {
            return None;
        }
        let [x, y, z] = sum.vector.map(|v| v / sum.weight);
        let place = match mean {
            // The mean of equal numbers may be a last bit above them.
            CentreMean::Degrees => LonLat::new(x.clamp(-180.0, 180.0), y.clamp(-90.0, 90.0)),
            CentreMean::Projected => LonLat::of(self.albers.inverse(Coord::new(x, y))?),
            CentreMean::Spherical => {
                let flat = libm::hypot(x, y);
                if libm::hypot(flat, z) < 1e-9 {
                    return None;
                }
                LonLat::new(
                    libm::atan2(y, x).to_degrees(),
                    libm::atan2(z, flat).to_degrees(),
                )
            }
        };
        place.is_on_earth().then_some(place)
    }
}
