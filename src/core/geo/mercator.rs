//! Transverse Mercator (Gauss–Krüger, UTM) and web Mercator, back to degrees.
//!
//! Sources: Karney, C. F. F. (2011), Transverse Mercator with an accuracy of a few nanometers, Journal of Geodesy 85, eq. 36;
//! Krüger, L. (1912), for the latitude from the conformal latitude; Snyder (1987), p. 44, for the sphere.

use super::Coord;
use super::albers::Ellipsoid;

/// A zone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TransverseMercator {
    /// Central meridian, degrees.
    pub longitude: f64,
    /// Scale on it: 1 for Gauss–Krüger, 0.9996 for UTM.
    pub scale: f64,
    /// East of the central meridian, m.
    pub false_easting: f64,
    /// North of the equator, m.
    pub false_northing: f64,
}

impl TransverseMercator {
    /// Metres to degrees on WGS 84; `None` for what lies off the map.
    ///
    /// ```
    /// use tanheng::core::geo::{Coord, mercator::TransverseMercator};
    /// let zone = TransverseMercator { longitude: 105.0, scale: 1.0, false_easting: 5e5, false_northing: 0.0 };
    /// assert_eq!(zone.inverse(Coord::new(5e5, 0.0)), Some(Coord::new(105.0, 0.0)));
    /// ```
    #[must_use]
    pub fn inverse(&self, plane: Coord) -> Option<Coord> {
        let Ellipsoid { a, e2 } = Ellipsoid::WGS84;
        let f = 1.0 - libm::sqrt(1.0 - e2);
        let n = f / (2.0 - f);
        let power = |k: i32| (0..k).fold(1.0, |p, _| p * n);
        let beta = [
            n / 2.0 - 2.0 / 3.0 * power(2) + 37.0 / 96.0 * power(3) - power(4) / 360.0,
            power(2) / 48.0 + power(3) / 15.0 - 437.0 / 1440.0 * power(4),
            17.0 / 480.0 * power(3) - 37.0 / 840.0 * power(4),
            4397.0 / 161_280.0 * power(4),
        ];
        let delta = [
            2.0 * n - 2.0 / 3.0 * power(2) - 2.0 * power(3) + 116.0 / 45.0 * power(4),
            7.0 / 3.0 * power(2) - 8.0 / 5.0 * power(3) - 227.0 / 45.0 * power(4),
            56.0 / 15.0 * power(3) - 136.0 / 35.0 * power(4),
            4279.0 / 630.0 * power(4),
        ];
        let radius = self.scale * a / (1.0 + n) * (1.0 + power(2) / 4.0 + power(4) / 64.0);
        let (north, east) = (
            (plane.y - self.false_northing) / radius,
            (plane.x - self.false_easting) / radius,
        );
        // A quarter of the globe to each side; the series says nothing beyond.
        let is_on_map = north.abs() < std::f64::consts::FRAC_PI_2 && east.abs() < 0.8;
        if !is_on_map {
            return None;
        }
        let (mut xi, mut eta) = (north, east);
        for (k, b) in (1..).zip(beta) {
            let k = 2.0 * f64::from(k);
            xi -= b * libm::sin(k * north) * libm::cosh(k * east);
            eta -= b * libm::cos(k * north) * libm::sinh(k * east);
        }
        let conformal = libm::asin(libm::sin(xi) / libm::cosh(eta));
        let turns = (1..)
            .zip(delta)
            .map(|(k, d)| d * libm::sin(2.0 * f64::from(k) * conformal));
        let lat = conformal + turns.sum::<f64>();
        let lon = libm::atan2(libm::sinh(eta), libm::cos(xi));
        Some(Coord::new(
            self.longitude + lon.to_degrees(),
            lat.to_degrees(),
        ))
    }
}

/// Metres of web Mercator (EPSG:3857) to degrees; `None` for what lies off the map.
#[must_use]
pub fn web_inverse(plane: Coord) -> Option<Coord> {
    let radius = Ellipsoid::WGS84.a;
    let is_on_map = plane.x.abs().max(plane.y.abs()) <= 20_037_508.35;
    let lat = libm::atan(libm::sinh(plane.y / radius));
    is_on_map.then(|| Coord::new((plane.x / radius).to_degrees(), lat.to_degrees()))
}
