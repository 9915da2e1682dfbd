//! How large the pixels of a raster are.

use std::f64::consts::PI;

use serde::{Deserialize, Serialize};

use super::{Crs, CrsKind, Grid, RasterError};

/// The Earth that pixels in degrees lie on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Earth {
    /// WGS 84: a = 6 378 137 m, 1/f = 298.257223563 (NIMA TR8350.2).
    #[default]
    Wgs84,
    /// The sphere with the surface of GRS 80: radius 6 371 007.181 m (Moritz 2000, Geodetic Reference System 1980: R₂), the
    /// one of the MODIS land products.
    Authalic,
    /// A sphere.
    Sphere {
        /// Radius, m.
        radius: f64,
    },
    /// An ellipsoid.
    Ellipsoid {
        /// Semi-major axis, m.
        semi_major: f64,
        /// Inverse flattening `1/f`.
        inverse_flattening: f64,
    },
}

/// Areas of pixels, m².
#[derive(Debug, Clone, PartialEq)]
pub enum PixelArea {
    /// The same everywhere.
    Constant(f64),
    /// By row.
    ByRow(Vec<f64>),
}

impl PixelArea {
    /// Areas of the pixels of a grid.
    ///
    /// # Formula
    /// ```text
    /// projected    A = |t1 t5 − t2 t4| u²                     u metres in a unit of the projection
    /// degrees      A = Δλ (q(φ_north) − q(φ_south))           the strip between two parallels, exactly
    ///   sphere     q(φ) = R² sin φ
    ///   ellipsoid  q(φ) = (b²/2) [ sin φ / (1 − e² sin² φ) + artanh(e sin φ) / e ]
    /// ```
    /// The area of a projected pixel is that on the plane of the projection: it is the area on the ground only where the
    /// projection keeps areas (Albers, Lambert azimuthal) and nearly so in Gauss–Krüger and UTM zones. Web Mercator, which makes ground
    /// at 45° twice as large, is reckoned back: its pixels are strips between two parallels, as those in degrees are.
    ///
    /// # Errors
    /// [`RasterError`] when the position or the coordinate system is not known or gives no area.
    ///
    /// # Source
    /// Snyder 1987, Map Projections: A Working Manual (USGS Professional Paper 1395), equations 3-11 and 3-12.
    ///
    /// # Examples
    /// One degree at the equator on WGS 84 is 12 308.464 km² (the sum of M N cos φ over 100 000 parallels):
    /// ```
    /// use tanheng::core::raster::{Crs, CrsKind, Earth, Grid, PixelArea};
    /// let crs = Crs { kind: CrsKind::Geographic, ..Crs::default() };
    /// let grid = Grid { width: 1, height: 1, transform: Some([0.0, 1.0, 0.0, 1.0, 0.0, -1.0]), crs };
    /// let area = PixelArea::of(&grid, Earth::Wgs84)?;
    /// assert!((area.at(0) / 1e6 - 12_308.464).abs() < 0.001);
    /// # Ok::<(), tanheng::core::raster::RasterError>(())
    /// ```
    pub fn of(grid: &Grid, earth: Earth) -> Result<Self, RasterError> {
        let t = grid.transform.ok_or(RasterError::NoPosition)?;
        let unit = grid.crs.unit;
        match grid.crs.kind {
            CrsKind::Unknown => Err(RasterError::NoCrs),
            CrsKind::Projected if is_web_mercator(&grid.crs) => {
                if !grid.is_straight() {
                    return Err(RasterError::TurnedDegrees);
                }
                let width = (t[1] * unit / MERCATOR_RADIUS).abs();
                let latitude =
                    |y: f64| libm::atan(libm::sinh(y * unit / MERCATOR_RADIUS)).to_degrees();
                strips(grid, earth, width, latitude)
            }
            CrsKind::Projected => {
                let area = ((t[1] * t[5] - t[2] * t[4]) * unit * unit).abs();
                if area.is_finite() && area > 0.0 {
                    Ok(Self::Constant(area))
                } else {
                    Err(RasterError::NoArea)
                }
            }
            CrsKind::Geographic => {
                if !grid.is_straight() {
                    return Err(RasterError::TurnedDegrees);
                }
                let width = (t[1] * unit).abs() * PI / 180.0;
                strips(grid, earth, width, |y| y * unit)
            }
        }
    }

    /// Area of a pixel in a row, m²; 0 past the last one.
    #[must_use]
    pub fn at(&self, row: u32) -> f64 {
        match self {
            Self::Constant(area) => *area,
            Self::ByRow(areas) => areas.get(row as usize).copied().unwrap_or(0.0),
        }
    }
}

/// Radius of the sphere that Web Mercator takes WGS 84 for, m.
const MERCATOR_RADIUS: f64 = 6_378_137.0;

/// Whether a system is the Mercator of web maps, by number or by name.
fn is_web_mercator(crs: &Crs) -> bool {
    const NUMBERS: [u32; 5] = [3857, 3785, 900_913, 102_100, 102_113];
    let name = crs.name.as_deref().unwrap_or_default().to_lowercase();
    let is_named = ["pseudo-mercator", "web_mercator", "web mercator"]
        .iter()
        .any(|part| name.contains(part));
    is_named || crs.epsg.is_some_and(|epsg| NUMBERS.contains(&epsg))
}

/// Pixels as strips `width` radians wide between the parallels of their edges; `latitude` is that of a y coordinate, in degrees.
fn strips(
    grid: &Grid,
    earth: Earth,
    width: f64,
    latitude: impl Fn(f64) -> f64,
) -> Result<PixelArea, RasterError> {
    let t = grid.transform.ok_or(RasterError::NoPosition)?;
    if !(width > 0.0 && width.is_finite() && t[5] != 0.0 && t[5].is_finite()) {
        return Err(RasterError::NoArea);
    }
    let earth = Shape::of(earth)?;
    let rows = (0..grid.height).map(|row| {
        let edge = |n: u32| latitude(t[3] + f64::from(n) * t[5]);
        let (one, other) = (edge(row), edge(row + 1));
        earth.strip(one, other, width).ok_or(RasterError::PastPole {
            row,
            latitude: if one.abs() > other.abs() { one } else { other },
        })
    });
    Ok(PixelArea::ByRow(rows.collect::<Result<_, _>>()?))
}

struct Shape {
    semi_minor: f64,
    /// Eccentricity; 0 for a sphere.
    eccentricity: f64,
}

impl Shape {
    fn of(earth: Earth) -> Result<Self, RasterError> {
        let (a, inverse) = match earth {
            Earth::Wgs84 => (6_378_137.0, 298.257_223_563),
            Earth::Authalic => (6_371_007.181, 0.0),
            Earth::Sphere { radius } => (radius, 0.0),
            Earth::Ellipsoid {
                semi_major,
                inverse_flattening,
            } => (semi_major, inverse_flattening),
        };
        let flattening = if inverse == 0.0 { 0.0 } else { 1.0 / inverse };
        if !(a > 0.0 && a < 1e12 && (0.0..1.0).contains(&flattening)) {
            return Err(RasterError::NoEarth);
        }
        Ok(Self {
            semi_minor: a * (1.0 - flattening),
            eccentricity: libm::sqrt(flattening * (2.0 - flattening)),
        })
    }

    /// Area between two parallels over a width in radians; none beyond a pole. A row may end a hair past one.
    fn strip(&self, one: f64, other: f64, width: f64) -> Option<f64> {
        const POLE: f64 = 90.0 + 1e-6;
        if !(one.abs() <= POLE && other.abs() <= POLE) {
            return None;
        }
        let radians = |degrees: f64| degrees.clamp(-90.0, 90.0) * PI / 180.0;
        let (one, other) = (radians(one), radians(other));
        // The difference of sines as a product: rows of ten metres lose no digits.
        let rise = 2.0 * libm::cos(0.5 * (one + other)) * libm::sin(0.5 * (one - other).abs());
        let b = self.semi_minor;
        let e = self.eccentricity;
        if e < 1e-9 {
            return Some(b * b * rise * width);
        }
        let (s, t) = (libm::sin(one), libm::sin(other));
        let (p, q) = (e * s, e * t);
        // s/(1−p²) − t/(1−q²) and artanh p − artanh q over their common denominators.
        let first = rise * (1.0 + p * q) / ((1.0 - p * p) * (1.0 - q * q));
        let second = libm::atanh(e * rise / (1.0 - p * q)) / e;
        Some(0.5 * b * b * (first + second) * width)
    }
}
