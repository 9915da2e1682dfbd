//! Which coordinate system a file says it is in.

use super::BoundaryError;

/// Systems in degrees that agree with WGS 84 to a decimetre: names as they stand in WKT, URN and EPSG codes.
const DEGREES: [&str; 8] = [
    "WGS84",
    "WGS1984",
    "CGCS2000",
    "CHINAGEODETICCOORDINATESYSTEM2000",
    "CHINA2000",
    "CRS84",
    "EPSG4326",
    "EPSG4490",
];

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

/// Whether the text of a .prj means degrees of WGS 84 or CGCS2000; its name when not.
pub(super) fn check(wkt: &str) -> Result<(), BoundaryError> {
    let wkt = wkt.trim_start_matches('\u{feff}').trim();
    if wkt.is_empty() {
        return Ok(());
    }
    let name = wkt.split('"').nth(1).unwrap_or_default();
    let upper = wkt.to_ascii_uppercase();
    let is_geographic = ["GEOGCS[", "GEOGCRS[", "GEODCRS["]
        .iter()
        .any(|start| upper.starts_with(start));
    if is_geographic && is_degrees_name(name) {
        return Ok(());
    }
    let name = if name.is_empty() {
        wkt.chars().take(60).collect()
    } else {
        name.to_owned()
    };
    Err(BoundaryError::Projection { name })
}
