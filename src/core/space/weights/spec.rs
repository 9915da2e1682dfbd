//! How contiguity declares itself.

use serde::{Deserialize, Serialize};

use super::ContiguityOptions;
use crate::core::geo::{Coord, Polygon, Shape};
use crate::core::spec::{Kind, MethodSpec, Param};

/// Contiguity of outlines.
pub const CONTIGUITY: MethodSpec = MethodSpec {
    id: "contiguity",
    params: &[
        Param {
            id: "outlines",
            kind: Kind::Series { min_len: 1 },
        },
        Param {
            id: "rule",
            kind: Kind::Choice {
                options: &["queen", "rook"],
            },
        },
        Param {
            id: "tolerance",
            kind: Kind::Number {
                min: 0.0,
                max: f64::MAX,
                step: 0.0,
                default: 0.0,
            },
        },
    ],
    example: r#"{"method":"contiguity","outlines":[[[[0,0],[1,0],[1,1],[0,1]]],[[[1,0],[2,0],[2,1],[1,1]]],[[[2,1],[3,1],[3,2],[2,2]]]],"options":{"rule":"queen"}}"#,
};

/// Request of [`CONTIGUITY`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContiguityRequest {
    /// Rings of each unit, outer and inner alike, each a list of points.
    pub outlines: Vec<Vec<Vec<[f64; 2]>>>,
    /// Choices; what is left out takes its default.
    #[serde(default)]
    pub options: ContiguityOptions,
}

impl ContiguityRequest {
    /// The outlines as shapes; inner rings touch as outer ones do.
    #[must_use]
    pub fn shapes(&self) -> Vec<Shape> {
        let ring = |points: &Vec<[f64; 2]>| Polygon {
            outer: points.iter().map(|[x, y]| Coord::new(*x, *y)).collect(),
            holes: Vec::new(),
        };
        let shape = |rings: &Vec<Vec<[f64; 2]>>| Shape {
            polygons: rings.iter().map(ring).collect(),
        };
        self.outlines.iter().map(shape).collect()
    }
}
