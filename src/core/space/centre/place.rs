//! Places and the projection they are laid into.

use serde::{Deserialize, Serialize};

use crate::core::geo::Coord;
use crate::core::geo::albers::{Albers, AlbersOptions, Ellipsoid};

/// A place in degrees.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LonLat {
    /// Longitude, −180 to 180, east positive.
    pub lon: f64,
    /// Latitude, −90 to 90, north positive.
    pub lat: f64,
}

impl LonLat {
    /// A place.
    #[must_use]
    pub const fn new(lon: f64, lat: f64) -> Self {
        Self { lon, lat }
    }

    pub(super) fn is_on_earth(self) -> bool {
        self.lon.abs() <= 180.0 && self.lat.abs() <= 90.0
    }

    /// A coordinate of a projection, which may have gone round the earth.
    pub(super) fn of(place: Coord) -> Self {
        let lon = place.x - 360.0 * libm::round(place.x / 360.0);
        Self::new(lon, place.y)
    }
}

impl From<LonLat> for Coord {
    fn from(place: LonLat) -> Self {
        Self::new(place.lon, place.lat)
    }
}

/// Albers' equal-area conic projection on WGS 84. The latitude of its origin moves the plane and no centre, so there is none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EqualArea {
    /// Standard parallels, degrees.
    pub parallels: (f64, f64),
    /// Central meridian, degrees.
    pub longitude: f64,
}

impl Default for EqualArea {
    /// As the national atlases of China have it: 25° and 47° N, 105° E.
    fn default() -> Self {
        let AlbersOptions {
            parallels,
            longitude,
            ..
        } = AlbersOptions::CHINA;
        Self {
            parallels,
            longitude,
        }
    }
}

impl EqualArea {
    /// The projection; `None` when its parallels make no cone.
    pub(super) fn albers(&self) -> Option<Albers> {
        let (first, second) = self.parallels;
        let is_on_earth =
            first.abs() <= 90.0 && second.abs() <= 90.0 && self.longitude.abs() <= 180.0;
        let options = AlbersOptions {
            ellipsoid: Ellipsoid::WGS84,
            parallels: self.parallels,
            latitude: 0.0,
            longitude: self.longitude,
        };
        is_on_earth.then(|| Albers::new(options)).flatten()
    }
}
