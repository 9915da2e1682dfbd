//! Which coordinate system a file says it is in, and from there to degrees.

use super::{Boundaries, BoundaryError};
use crate::core::geo::Coord;
use crate::core::geo::albers::{Albers, AlbersOptions, Ellipsoid};
use crate::core::geo::mercator::{TransverseMercator, web_inverse};

/// Systems in degrees that agree with WGS 84 to a decimetre, and their datums: names as they stand in WKT, URN and EPSG codes.
const DEGREES: [&str; 9] = [
    "WGS84",
    "WGS1984",
    "WORLDGEODETICSYSTEM1984",
    "CGCS2000",
    "CHINAGEODETICCOORDINATESYSTEM2000",
    "CHINA2000",
    "CRS84",
    "EPSG4326",
    "EPSG4490",
];

/// A coordinate system that can be undone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum System {
    Degrees,
    Albers { projection: Albers, origin: Coord },
    TransverseMercator(TransverseMercator),
    WebMercator,
}

fn plain(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Whether a name or code means degrees of WGS 84 or CGCS2000: `urn:ogc:def:crs:OGC:1.3:CRS84`, `EPSG:4490`.
pub(super) fn is_degrees_name(name: &str) -> bool {
    let name = plain(name);
    let name = name.strip_prefix("URNOGCDEFCRS").unwrap_or(&name);
    let name = ["OGC13", "OGC", "GCS"]
        .iter()
        .find_map(|start| name.strip_prefix(start))
        .unwrap_or(name);
    DEGREES.contains(&name)
}

/// The system of a .prj. Only what rests on WGS 84 or CGCS2000 is known: older Chinese datums lie a hundred metres off.
pub(super) fn system(wkt: &str) -> Result<System, BoundaryError> {
    let wkt = wkt.trim_start_matches('\u{feff}').trim();
    if wkt.is_empty() {
        return Ok(System::Degrees);
    }
    let name = wkt.split('"').nth(1).unwrap_or_default();
    let known = of_wkt(wkt, name);
    known.ok_or_else(|| BoundaryError::Projection {
        name: if name.is_empty() {
            wkt.chars().take(60).collect()
        } else {
            name.chars().take(60).collect()
        },
    })
}

fn of_wkt(wkt: &str, name: &str) -> Option<System> {
    let upper = wkt.to_ascii_uppercase();
    let datum = plain(named(wkt, "DATUM[")?);
    let is_modern = DEGREES.contains(&datum.as_str())
        || datum
            .strip_prefix('D')
            .is_some_and(|d| DEGREES.contains(&d));
    if ["GEOGCS[", "GEOGCRS[", "GEODCRS["]
        .iter()
        .any(|start| upper.starts_with(start))
    {
        return (is_modern || is_degrees_name(name)).then_some(System::Degrees);
    }
    // The unit of a projected system is the last one.
    let unit = wkt
        .rsplit_once("UNIT[")
        .and_then(|(_, rest)| number(rest.split_once(',')?.1))?;
    if !upper.starts_with("PROJCS[") || !is_modern || (unit - 1.0).abs() > 1e-9 {
        return None;
    }
    let parameter = |name: &str| {
        let from = upper.find(&format!("PARAMETER[\"{name}\","))? + name.len() + 13;
        number(wkt.get(from..)?)
    };
    let either = |a: &str, b: &str| parameter(a).or_else(|| parameter(b));
    let longitude = either("CENTRAL_MERIDIAN", "LONGITUDE_OF_CENTER")?;
    let origin = Coord::new(
        parameter("FALSE_EASTING").unwrap_or(0.0),
        parameter("FALSE_NORTHING").unwrap_or(0.0),
    );
    let latitude = either("LATITUDE_OF_ORIGIN", "LATITUDE_OF_CENTER").unwrap_or(0.0);
    match plain(named(wkt, "PROJECTION[")?).as_str() {
        "ALBERS" | "ALBERSCONICEQUALAREA" => {
            let parallels = (
                parameter("STANDARD_PARALLEL_1")?,
                parameter("STANDARD_PARALLEL_2")?,
            );
            let options = AlbersOptions {
                ellipsoid: Ellipsoid::WGS84,
                parallels,
                latitude,
                longitude,
            };
            Albers::new(options).map(|projection| System::Albers { projection, origin })
        }
        "GAUSSKRUGER" | "TRANSVERSEMERCATOR" if latitude == 0.0 => {
            let scale = parameter("SCALE_FACTOR").filter(|scale| (0.5..2.0).contains(scale))?;
            Some(System::TransverseMercator(TransverseMercator {
                longitude,
                scale,
                false_easting: origin.x,
                false_northing: origin.y,
            }))
        }
        "MERCATORAUXILIARYSPHERE" if longitude == 0.0 && origin == Coord::default() => {
            Some(System::WebMercator)
        }
        _ => None,
    }
}

/// The name behind a keyword.
fn named<'a>(wkt: &'a str, keyword: &str) -> Option<&'a str> {
    wkt.split_once(keyword)?
        .1
        .trim_start()
        .strip_prefix('"')?
        .split('"')
        .next()
}

/// The number a text begins with.
fn number(text: &str) -> Option<f64> {
    let end = text.find([',', ']']).unwrap_or(text.len());
    text.get(..end)?
        .trim()
        .parse()
        .ok()
        .filter(|v: &f64| v.is_finite())
}

impl System {
    fn inverse(&self, plane: Coord) -> Option<Coord> {
        match self {
            Self::Degrees => Some(plane),
            Self::Albers { projection, origin } => {
                projection.inverse(Coord::new(plane.x - origin.x, plane.y - origin.y))
            }
            Self::TransverseMercator(zone) => zone.inverse(plane),
            Self::WebMercator => web_inverse(plane),
        }
    }

    /// Every outline in degrees.
    pub fn undo(&self, boundaries: &mut Boundaries) -> Result<(), BoundaryError> {
        if *self == Self::Degrees {
            return Ok(());
        }
        for feature in &mut boundaries.features {
            let placed = feature.shape.map(|c| self.inverse(c));
            feature.shape = placed.ok_or_else(|| {
                BoundaryError::damaged("a coordinate lies off the map of its .prj")
            })?;
        }
        Ok(())
    }
}
