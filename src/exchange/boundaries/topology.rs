//! TopoJSON: arcs that are shared between units, put together into rings.
//!
//! Source: Bostock & Metcalf (2013), The TopoJSON format specification, version 1.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::attributes::Table;
use super::json::parsed;
use super::nest::{Arcs, Nest};
use super::rings::Collected;
use super::{Boundaries, BoundaryError, Format, MOST_POINTS};
use crate::core::geo::Coord;

#[derive(Deserialize)]
struct Topology {
    #[serde(default)]
    objects: BTreeMap<String, Object>,
    arcs: Nest,
    transform: Option<Transform>,
}

#[derive(Clone, Copy, Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

/// A geometry, or a collection of them.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Object {
    #[serde(rename = "type")]
    kind: Option<String>,
    id: Option<Value>,
    properties: Option<Map<String, Value>>,
    arcs: Option<Arcs>,
    geometries: Option<Vec<Self>>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Boundaries, BoundaryError> {
    let topology: Topology = parsed(bytes)?;
    let arcs = match topology.arcs {
        Nest::Empty => Vec::new(),
        Nest::Rings(arcs) => arcs,
        _ => return Err(BoundaryError::damaged("arcs are no lists of points")),
    };
    let mut made = Made {
        arcs: placed(arcs, topology.transform),
        points: 0,
    };
    let mut table = Table::default();
    let mut collected = Collected::default();
    for object in topology.objects.values() {
        // Depth of the tree is bounded by the reader of JSON.
        made.collect(object, &mut table, &mut collected)?;
    }
    Ok(table.finish(Format::TopoJson, collected))
}

/// Arcs as degrees: with a transform they are whole numbers, each counted from the one before.
fn placed(mut arcs: Vec<Vec<Coord>>, transform: Option<Transform>) -> Vec<Vec<Coord>> {
    let Some(Transform { scale, translate }) = transform else {
        return arcs;
    };
    for arc in &mut arcs {
        let (mut x, mut y) = (0.0, 0.0);
        for point in arc {
            x += point.x;
            y += point.y;
            *point = Coord::new(x * scale[0] + translate[0], y * scale[1] + translate[1]);
        }
    }
    arcs
}

struct Made {
    arcs: Vec<Vec<Coord>>,
    /// Points put into rings so far: an arc of many points named often would be a bomb.
    points: usize,
}

impl Made {
    fn collect(
        &mut self,
        object: &Object,
        table: &mut Table,
        collected: &mut Collected,
    ) -> Result<(), BoundaryError> {
        if object.kind.as_deref() == Some("GeometryCollection") {
            let members = object.geometries.iter().flatten();
            for member in members {
                self.collect(member, table, collected)?;
            }
            return Ok(());
        }
        let parts = match (object.kind.as_deref(), &object.arcs) {
            (Some("Polygon"), Some(arcs)) => vec![self.rings(arcs)?],
            (Some("MultiPolygon"), Some(Arcs::Many(polygons))) => polygons
                .iter()
                .map(|polygon| self.rings(polygon))
                .collect::<Result<_, _>>()?,
            _ => Vec::new(),
        };
        collected.add(
            parts,
            table.row(object.id.as_ref(), object.properties.as_ref()),
        )
    }

    fn rings(&mut self, arcs: &Arcs) -> Result<Vec<Vec<Coord>>, BoundaryError> {
        let Arcs::Many(rings) = arcs else {
            return Err(BoundaryError::damaged("a polygon is no list of rings"));
        };
        rings.iter().map(|ring| self.ring(ring)).collect()
    }

    fn ring(&mut self, arcs: &Arcs) -> Result<Vec<Coord>, BoundaryError> {
        let Arcs::Many(arcs) = arcs else {
            return Err(BoundaryError::damaged("a ring is no list of arcs"));
        };
        let mut ring: Vec<Coord> = Vec::new();
        for arc in arcs {
            let Arcs::One(number) = arc else {
                return Err(BoundaryError::damaged("a ring is no list of arcs"));
            };
            // ~k is arc k from its end.
            let place = if *number < 0 { !*number } else { *number };
            let points = usize::try_from(place)
                .ok()
                .and_then(|place| self.arcs.get(place));
            let points = points
                .ok_or_else(|| BoundaryError::damaged(format!("there is no arc {number}")))?;
            self.points = self.points.saturating_add(points.len());
            if self.points > MOST_POINTS {
                return Err(BoundaryError::TooManyPoints);
            }
            // The first point of an arc is the last of the one before.
            let from = usize::from(!ring.is_empty());
            if *number < 0 {
                ring.extend(points.iter().rev().skip(from));
            } else {
                ring.extend(points.iter().skip(from));
            }
        }
        Ok(ring)
    }
}
