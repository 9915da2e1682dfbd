//! What lies beside a raster in files of its own: a coordinate system, a position, a legend.

use super::{Kind, Legend, RasterFileError};
use crate::core::raster::{Crs, CrsKind, GeoTransform, Grid};

/// Texts beside a raster. What the raster says itself goes first.
#[derive(Debug, Clone, Copy, Default)]
pub struct Side<'a> {
    /// Coordinate system as WKT, or as Arc/Info writes it (`.prj`).
    pub prj: Option<&'a str>,
    /// Position as six numbers (`.tfw`, `.pgw`, `.wld`).
    pub world: Option<&'a str>,
    /// Which colours are which classes.
    pub legend: Option<&'a Legend>,
}

impl Side<'_> {
    pub(super) fn complete(&self, grid: &mut Grid) -> Result<(), RasterFileError> {
        if let (None, Some(text)) = (grid.transform, self.world) {
            grid.transform = Some(world(text)?);
        }
        if grid.crs.kind == CrsKind::Unknown
            && let Some(text) = self.prj
        {
            grid.crs = crs(text);
        }
        Ok(())
    }
}

/// A world file: the middle of the first pixel, and steps by column and by row.
fn world(text: &str) -> Result<GeoTransform, RasterFileError> {
    let mut numbers = [0.0; 6];
    let mut words = text.split_whitespace();
    for (line, number) in numbers.iter_mut().enumerate() {
        let word = words.next().unwrap_or_default();
        *number = match word.parse::<f64>() {
            Ok(value) if value.is_finite() => value,
            _ => {
                return Err(RasterFileError::Head {
                    line: line + 1,
                    text: word.chars().take(40).collect(),
                });
            }
        };
    }
    let [a, d, b, e, c, f] = numbers;
    Ok([c - 0.5 * (a + b), a, b, f - 0.5 * (d + e), d, e])
}

/// Kind, number, name and unit from WKT 1 or 2 or an Arc/Info file; unknown where nothing is recognised.
fn crs(text: &str) -> Crs {
    let text = text.trim_start_matches('\u{feff}').trim();
    let upper = text.to_ascii_uppercase();
    let kind = if ["PROJCS", "PROJCRS", "PROJECTEDCRS"]
        .iter()
        .any(|k| upper.starts_with(k))
    {
        CrsKind::Projected
    } else if ["GEOGCS", "GEOGCRS", "GEODCRS", "GEOGRAPHICCRS"]
        .iter()
        .any(|k| upper.starts_with(k))
    {
        CrsKind::Geographic
    } else if let Some(rest) = upper.strip_prefix("PROJECTION") {
        return match rest.split_whitespace().next() {
            Some("GEOGRAPHIC") => Crs {
                kind: CrsKind::Geographic,
                ..Crs::default()
            },
            Some(_) if upper.contains("METERS") => Crs {
                kind: CrsKind::Projected,
                ..Crs::default()
            },
            _ => Crs::default(),
        };
    } else {
        return Crs::default();
    };
    let quoted = |from: usize| text.get(from..)?.split('"').nth(1).map(str::to_owned);
    // The unit of the whole is its last one; inside stands that of the degrees it is made from.
    let unit = ["LENGTHUNIT[", "UNIT["]
        .iter()
        .filter_map(|k| upper.rfind(k))
        .max()
        .and_then(|at| {
            let number = text.get(at..)?.split(',').nth(1)?;
            let number = number
                .split([']', ','])
                .next()?
                .trim()
                .parse::<f64>()
                .ok()?;
            (number.is_finite() && number > 0.0).then_some(number)
        });
    // Likewise the number of the whole stands last, before the closing bracket of the whole.
    let epsg = ["AUTHORITY[\"EPSG\",", "ID[\"EPSG\","]
        .iter()
        .filter_map(|k| upper.rfind(k).map(|at| at + k.len()))
        .max()
        .and_then(|at| {
            let rest = text.get(at..)?;
            let (number, tail) = rest.split_once(']')?;
            let is_last =
                tail.trim().trim_end_matches(']').is_empty() && tail.matches(']').count() == 1;
            let number = number.trim().trim_matches('"').parse().ok();
            number.filter(|_| is_last)
        });
    Crs {
        kind,
        epsg,
        name: quoted(0),
        unit: match kind {
            CrsKind::Projected => unit.unwrap_or(1.0),
            // Units of angles are in radians there.
            _ => unit.map_or(1.0, |u| {
                let degrees = u * 180.0 / std::f64::consts::PI;
                if (degrees - 1.0).abs() < 1e-6 {
                    1.0
                } else {
                    degrees
                }
            }),
        },
    }
}

pub(super) fn unreadable_text(kind: Kind, at: u64) -> RasterFileError {
    RasterFileError::Damaged {
        kind,
        what: "text",
        at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The .prj that GDAL 3.6 writes for EPSG:32648 and EPSG:4326 (ESRI WKT), and its WKT 1 with authorities.
    #[test]
    fn coordinate_systems_as_gdal_writes_them() {
        let utm = r#"PROJCS["WGS_1984_UTM_Zone_48N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],UNIT["Meter",1.0]]"#;
        let found = crs(utm);
        assert_eq!((found.kind, found.unit), (CrsKind::Projected, 1.0));
        assert_eq!(found.name.as_deref(), Some("WGS_1984_UTM_Zone_48N"));
        assert_eq!(found.epsg, None);
        let degrees = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;
        let found = crs(degrees);
        assert_eq!((found.kind, found.unit), (CrsKind::Geographic, 1.0));
        let named = r#"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]"#;
        assert_eq!(crs(named).epsg, Some(4326));
        let inner_only = named.replace(r#",AUTHORITY["EPSG","4326"]"#, "");
        assert_eq!(crs(&inner_only).epsg, None);
    }

    #[test]
    fn a_world_file_gives_the_outer_corner() {
        let t = world("30\n0\n0\n-30\n115\n985\n").unwrap();
        assert_eq!(t, [100.0, 30.0, 0.0, 1000.0, 0.0, -30.0]);
        assert!(world("30 0 0 x").is_err());
    }
}
