//! Distances and directions on the mean sphere.

use serde::{Deserialize, Serialize};

use super::LonLat;

/// Mean radius of the earth `R1 = (2a + b)/3`, km (Moritz 2000, Geodetic Reference System 1980, Journal of Geodesy 74).
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// A shorter step, km, has no direction: it is the rounding of degrees.
const NO_STEP_KM: f64 = 1e-6;

/// Great-circle distance, km, by haversines: exact for short ways too.
pub(super) fn distance_km(from: LonLat, to: LonLat) -> f64 {
    let (a, b) = (from.lat.to_radians(), to.lat.to_radians());
    let half = |angle: f64| {
        let sin = libm::sin(angle / 2.0);
        sin * sin
    };
    let east = (to.lon - from.lon).to_radians();
    let h = half(b - a) + libm::cos(a) * libm::cos(b) * half(east);
    2.0 * EARTH_RADIUS_KM * libm::asin(libm::sqrt(h.clamp(0.0, 1.0)))
}

/// Direction in which the great circle sets out, degrees clockwise from north, below 360; none where nothing moves.
pub(super) fn bearing(from: LonLat, to: LonLat) -> Option<f64> {
    if distance_km(from, to) < NO_STEP_KM {
        return None;
    }
    let (a, b) = (from.lat.to_radians(), to.lat.to_radians());
    let east = (to.lon - from.lon).to_radians();
    let x = libm::sin(east) * libm::cos(b);
    let y = libm::cos(a) * libm::sin(b) - libm::sin(a) * libm::cos(b) * libm::cos(east);
    let degrees = libm::atan2(x, y).to_degrees();
    let turned = if degrees < 0.0 {
        degrees + 360.0
    } else {
        degrees
    };
    // A hair west of north rounds up to the full circle.
    Some(if turned < 360.0 { turned } else { 0.0 })
}

/// One of eight directions, each 45° wide about its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compass {
    /// North, 337.5° to 22.5°.
    N,
    /// North-east.
    Ne,
    /// East.
    E,
    /// South-east.
    Se,
    /// South.
    S,
    /// South-west.
    Sw,
    /// West.
    W,
    /// North-west.
    Nw,
}

impl Compass {
    /// The direction of a bearing in degrees; none for what is no number.
    ///
    /// ```
    /// use tanheng::core::space::centre::Compass;
    /// assert_eq!(Compass::of(350.0).map(Compass::id), Some("n"));
    /// assert_eq!(Compass::of(202.4).map(Compass::id), Some("s"));
    /// assert_eq!(Compass::of(f64::NAN), None);
    /// ```
    #[must_use]
    pub fn of(bearing: f64) -> Option<Self> {
        if !bearing.is_finite() {
            return None;
        }
        let turns = bearing / 360.0;
        let eighth = libm::floor((turns - libm::floor(turns)) * 8.0 + 0.5);
        Some(match eighth as u8 {
            1 => Self::Ne,
            2 => Self::E,
            3 => Self::Se,
            4 => Self::S,
            5 => Self::Sw,
            6 => Self::W,
            7 => Self::Nw,
            _ => Self::N,
        })
    }

    /// The id it has in files, for words: `n`, `ne`, `e`, `se`, `s`, `sw`, `w`, `nw`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::N => "n",
            Self::Ne => "ne",
            Self::E => "e",
            Self::Se => "se",
            Self::S => "s",
            Self::Sw => "sw",
            Self::W => "w",
            Self::Nw => "nw",
        }
    }
}
