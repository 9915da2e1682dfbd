//! Arrays of coordinates as deep as they come, read straight into points: a tree of JSON values would take ten times the room.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, SeqAccess, Visitor};

use crate::core::geo::Coord;

/// Coordinates of a geometry.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Nest {
    Empty,
    Number(f64),
    Point(Coord),
    Line(Vec<Coord>),
    Rings(Vec<Vec<Coord>>),
    Polygons(Vec<Vec<Vec<Coord>>>),
}

impl<'de> Deserialize<'de> for Nest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NestVisitor)
    }
}

struct NestVisitor;

impl<'de> Visitor<'de> for NestVisitor {
    type Value = Nest;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("coordinates")
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Nest, E> {
        Ok(Nest::Number(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Nest, E> {
        Ok(Nest::Number(value as f64))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Nest, E> {
        Ok(Nest::Number(value as f64))
    }

    fn visit_unit<E: Error>(self) -> Result<Nest, E> {
        Ok(Nest::Empty)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Nest, A::Error> {
        let mixed = || A::Error::custom("coordinates of different depth");
        let mut built = match seq.next_element::<Nest>()? {
            None | Some(Nest::Empty) => Nest::Empty,
            Some(Nest::Number(x)) => {
                let y: f64 = seq
                    .next_element()?
                    .ok_or_else(|| A::Error::custom("a point needs two numbers"))?;
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(Nest::Point(Coord::new(x, y)));
            }
            Some(Nest::Point(point)) => Nest::Line(vec![point]),
            Some(Nest::Line(line)) => Nest::Rings(vec![line]),
            Some(Nest::Rings(rings)) => Nest::Polygons(vec![rings]),
            Some(Nest::Polygons(_)) => return Err(A::Error::custom("coordinates nest too deep")),
        };
        while let Some(next) = seq.next_element::<Nest>()? {
            match (&mut built, next) {
                (_, Nest::Empty) => {}
                (Nest::Line(line), Nest::Point(point)) => line.push(point),
                (Nest::Rings(rings), Nest::Line(line)) => rings.push(line),
                (Nest::Polygons(polygons), Nest::Rings(rings)) => polygons.push(rings),
                // What came before held nothing.
                (Nest::Empty, Nest::Point(point)) => built = Nest::Line(vec![point]),
                (Nest::Empty, Nest::Line(line)) => built = Nest::Rings(vec![line]),
                (Nest::Empty, Nest::Rings(rings)) => built = Nest::Polygons(vec![rings]),
                _ => return Err(mixed()),
            }
        }
        Ok(built)
    }
}

/// Numbers of arcs as deep as they come.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(untagged)]
pub(super) enum Arcs {
    One(i64),
    Many(Vec<Self>),
}
