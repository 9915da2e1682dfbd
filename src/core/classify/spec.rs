//! How natural breaks declare themselves.

use serde::{Deserialize, Serialize};

use crate::core::spec::{Kind, MethodSpec, Param};

/// Exact natural breaks.
pub const NATURAL_BREAKS: MethodSpec = MethodSpec {
    id: "natural_breaks",
    params: &[
        Param {
            id: "values",
            kind: Kind::Series { min_len: 2 },
        },
        Param {
            id: "classes",
            kind: Kind::Number {
                min: 2.0,
                max: 20.0,
                step: 1.0,
                default: 5.0,
            },
        },
    ],
    example: r#"{"method":"natural_breaks","values":[7.82,18.47,9.9,16.66,7.19,26.26,37.1,28.44,15.3,20.06],"classes":3}"#,
};

/// Request of [`NATURAL_BREAKS`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NaturalBreaksRequest {
    /// Values in any order.
    pub values: Vec<f64>,
    /// Number of classes.
    #[serde(default = "five")]
    pub classes: usize,
}

fn five() -> usize {
    5
}
