//! Albers equal-area conic projection on an ellipsoid, and back.
//!
//! Source: Snyder, J. P. (1987), Map projections – a working manual, USGS Professional Paper 1395, pp. 101–102: formulas
//! (14-12) to (14-21), (3-12), (3-16), (3-18).

use std::f64::consts::FRAC_PI_2;

use super::Coord;

/// An ellipsoid of revolution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ellipsoid {
    /// Equatorial radius, m.
    pub a: f64,
    /// First eccentricity squared.
    pub e2: f64,
}

impl Ellipsoid {
    /// WGS 84 (NIMA TR8350.2): a = 6 378 137 m, 1/f = 298.257 223 563. CGCS2000 differs by 0.1 mm.
    pub const WGS84: Self = Self {
        a: 6_378_137.0,
        e2: 0.006_694_379_990_141_317,
    };

    /// Snyder's q (3-12); 2 · area of the zone from the equator, per radian and a².
    pub(super) fn q(&self, sin: f64) -> f64 {
        let e = libm::sqrt(self.e2);
        if e < 1e-9 {
            return 2.0 * sin;
        }
        (1.0 - self.e2) * (sin / (1.0 - self.e2 * sin * sin) + libm::atanh(e * sin) / e)
    }
}

/// Standard parallels and origin, degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AlbersOptions {
    /// Ellipsoid.
    pub ellipsoid: Ellipsoid,
    /// Standard parallels.
    pub parallels: (f64, f64),
    /// Latitude of the origin.
    pub latitude: f64,
    /// Central meridian.
    pub longitude: f64,
}

impl AlbersOptions {
    /// As the national atlases of China have it: parallels 25° and 47° N, meridian 105° E, origin on the equator.
    pub const CHINA: Self = Self {
        ellipsoid: Ellipsoid::WGS84,
        parallels: (25.0, 47.0),
        latitude: 0.0,
        longitude: 105.0,
    };
}

/// The projection with its constants.
///
/// ```
/// use tanheng::core::geo::{Coord, albers::Albers};
/// let china = Albers::china();
/// let plane = china.forward(Coord::new(116.4, 40.3)).expect("on the earth");
/// let back = china.inverse(plane).expect("on the paper");
/// assert!((back.x - 116.4).abs() < 1e-9 && (back.y - 40.3).abs() < 1e-9);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Albers {
    options: AlbersOptions,
    /// Cone constant.
    n: f64,
    c: f64,
    rho0: f64,
}

impl Albers {
    /// The projection of China.
    #[must_use]
    pub fn china() -> Self {
        Self::of(AlbersOptions::CHINA)
    }

    /// A projection; `None` when the parallels make no cone: opposite each other, at a pole both, or no numbers.
    #[must_use]
    pub fn new(options: AlbersOptions) -> Option<Self> {
        let made = Self::of(options);
        (made.n.abs() > 1e-6 && [made.n, made.c, made.rho0].iter().all(|v| v.is_finite()))
            .then_some(made)
    }

    fn of(options: AlbersOptions) -> Self {
        let Ellipsoid { e2, .. } = options.ellipsoid;
        let m = |phi: f64| libm::cos(phi) / libm::sqrt(1.0 - e2 * libm::sin(phi) * libm::sin(phi));
        let q = |phi: f64| options.ellipsoid.q(libm::sin(phi));
        let (p1, p2) = (
            options.parallels.0.to_radians(),
            options.parallels.1.to_radians(),
        );
        let n = if (p1 - p2).abs() < 1e-10 {
            libm::sin(p1)
        } else {
            (m(p1) * m(p1) - m(p2) * m(p2)) / (q(p2) - q(p1))
        };
        let c = m(p1) * m(p1) + n * q(p1);
        let rho0 = options.ellipsoid.a * libm::sqrt(c - n * q(options.latitude.to_radians())) / n;
        Self {
            options,
            n,
            c,
            rho0,
        }
    }

    /// Degrees to metres; `None` for what is no place on the earth.
    #[must_use]
    pub fn forward(&self, place: Coord) -> Option<Coord> {
        if !place.is_finite() || place.y.abs() > 90.0 || place.x.abs() > 540.0 {
            return None;
        }
        let Ellipsoid { a, .. } = self.options.ellipsoid;
        let q = self.options.ellipsoid.q(libm::sin(place.y.to_radians()));
        let rho = a * libm::sqrt((self.c - self.n * q).max(0.0)) / self.n;
        let mut east = place.x - self.options.longitude;
        east -= 360.0 * libm::round(east / 360.0);
        let theta = self.n * east.to_radians();
        Some(Coord::new(
            rho * libm::sin(theta),
            self.rho0 - rho * libm::cos(theta),
        ))
    }

    /// Metres to degrees; `None` for what lies off the map.
    #[must_use]
    pub fn inverse(&self, plane: Coord) -> Option<Coord> {
        let Ellipsoid { a, e2 } = self.options.ellipsoid;
        let sign = self.n.signum();
        let (x, y) = (sign * plane.x, sign * (self.rho0 - plane.y));
        let rho = libm::hypot(x, y);
        let q = (self.c - rho * rho * self.n * self.n / (a * a)) / self.n;
        let pole = self.options.ellipsoid.q(1.0);
        let theta = libm::atan2(x, y);
        let is_on_map =
            q.abs() <= pole + 1e-9 && theta.abs() <= std::f64::consts::PI * self.n.abs();
        if !is_on_map {
            return None;
        }
        let mut phi = libm::asin((q / 2.0).clamp(-1.0, 1.0));
        if q.abs() > pole - 1e-12 {
            phi = FRAC_PI_2.copysign(q);
        } else {
            for _ in 0..30 {
                let sin = libm::sin(phi);
                let w = 1.0 - e2 * sin * sin;
                let step = w * w / (2.0 * libm::cos(phi)) * (q - self.options.ellipsoid.q(sin))
                    / (1.0 - e2);
                phi = (phi + step).clamp(-FRAC_PI_2, FRAC_PI_2);
                if step.abs() < 1e-14 {
                    break;
                }
            }
        }
        Some(Coord::new(
            self.options.longitude + (theta / self.n).to_degrees(),
            phi.to_degrees(),
        ))
    }
}
