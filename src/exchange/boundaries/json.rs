//! GeoJSON (RFC 7946), and the door to TopoJSON. serde_json is in the tree; the crate geojson keeps every position as a list of
//! its own and would add 44 KB to the page.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::attributes::Table;
use super::nest::Nest;
use super::rings::Collected;
use super::{Boundaries, BoundaryError, Format, prj, topology};
use crate::core::geo::Coord;

#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "type", default)]
    kind: String,
}

/// Any object of GeoJSON.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Object {
    #[serde(rename = "type")]
    kind: String,
    id: Option<Value>,
    properties: Option<Map<String, Value>>,
    features: Option<Vec<Self>>,
    geometry: Option<Box<Self>>,
    geometries: Option<Vec<Self>>,
    coordinates: Option<Nest>,
    crs: Option<Value>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Boundaries, BoundaryError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.iter().find(|b| !b.is_ascii_whitespace()) != Some(&b'{') {
        return Err(BoundaryError::Format);
    }
    let Kind { kind } = parsed(bytes)?;
    match kind.as_str() {
        "Topology" => topology::read(bytes),
        "FeatureCollection" | "Feature" | "Polygon" | "MultiPolygon" | "GeometryCollection"
        | "Point" | "MultiPoint" | "LineString" | "MultiLineString" => geo(parsed(bytes)?),
        _ => Err(BoundaryError::Format),
    }
}

pub(super) fn parsed<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, BoundaryError> {
    serde_json::from_slice(bytes).map_err(|e| match e.classify() {
        serde_json::error::Category::Data => BoundaryError::damaged(e.to_string()),
        _ => BoundaryError::NotJson {
            line: e.line(),
            column: e.column(),
        },
    })
}

fn geo(mut document: Object) -> Result<Boundaries, BoundaryError> {
    if let Some(name) = document
        .crs
        .as_ref()
        .and_then(|crs| crs.pointer("/properties/name")?.as_str())
        && !prj::is_degrees_name(name)
    {
        return Err(BoundaryError::Projection {
            name: name.to_owned(),
        });
    }
    let features = document.features.take().unwrap_or_else(|| vec![document]);
    let mut table = Table::default();
    let mut collected = Collected::default();
    for feature in features {
        let (shape, id, properties) = match feature.kind.as_str() {
            "Feature" => (feature.geometry.map(|g| *g), feature.id, feature.properties),
            _ => (Some(feature), None, None),
        };
        let parts = shape.map(parts).transpose()?.unwrap_or_default();
        collected.add(parts, table.row(id.as_ref(), properties.as_ref()))?;
    }
    Ok(table.finish(Format::GeoJson, collected))
}

/// The polygons of a geometry, each as its rings.
fn parts(geometry: Object) -> Result<Vec<Vec<Vec<Coord>>>, BoundaryError> {
    let wrong = |kind: &str| Err(BoundaryError::damaged(format!("{kind}: coordinates")));
    match (geometry.kind.as_str(), geometry.coordinates) {
        ("Polygon", Some(Nest::Rings(rings))) => Ok(vec![rings]),
        ("MultiPolygon", Some(Nest::Polygons(polygons))) => Ok(polygons),
        (_, None | Some(Nest::Empty)) if geometry.kind != "GeometryCollection" => Ok(Vec::new()),
        (kind @ ("Polygon" | "MultiPolygon"), _) => wrong(kind),
        ("GeometryCollection", _) => {
            let members = geometry.geometries.unwrap_or_default();
            let parts: Result<Vec<_>, _> = members.into_iter().map(parts).collect();
            Ok(parts?.into_iter().flatten().collect())
        }
        _ => Ok(Vec::new()),
    }
}
