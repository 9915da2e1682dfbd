//! How the grey relations declare themselves.

use serde::{Deserialize, Serialize};

use super::GreyOptions;
use crate::core::spec::{Kind, MethodSpec, Param};

/// Grey relational degree.
pub const GREY_RELATION: MethodSpec = MethodSpec {
    id: "grey_relation",
    params: &[
        Param {
            id: "reference",
            kind: Kind::Series { min_len: 2 },
        },
        Param {
            id: "comparisons",
            kind: Kind::Series { min_len: 1 },
        },
        Param {
            id: "normalisation",
            kind: Kind::Choice {
                options: &[
                    "initial",
                    "mean",
                    "min_max_benefit",
                    "min_max_cost",
                    "z_score",
                    "none",
                ],
            },
        },
        Param {
            id: "extremes",
            kind: Kind::Choice {
                options: &["all_series", "per_series"],
            },
        },
        Param {
            id: "distinguishing_coefficient",
            kind: Kind::Number {
                min: 0.05,
                max: 1.0,
                step: 0.05,
                default: 0.5,
            },
        },
    ],
    example: r#"{"method":"grey_relation","reference":[2076.29,3490.35,5057.62],"comparisons":[[3910.07,5281.87,6732.7],[510.11,579.32,574.57]],"options":{"normalisation":"initial","distinguishing_coefficient":0.5}}"#,
};

/// Liu's degrees.
pub const LIU_DEGREE: MethodSpec = MethodSpec {
    id: "liu_degree",
    params: &[
        Param {
            id: "reference",
            kind: Kind::Series { min_len: 2 },
        },
        Param {
            id: "series",
            kind: Kind::Series { min_len: 2 },
        },
        Param {
            id: "theta",
            kind: Kind::Number {
                min: 0.0,
                max: 1.0,
                step: 0.05,
                default: 0.5,
            },
        },
    ],
    example: r#"{"method":"liu_degree","reference":[2076.29,3490.35,5057.62],"series":[3910.07,5281.87,6732.7],"theta":0.5}"#,
};

/// Request of [`GREY_RELATION`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GreyRelationRequest {
    /// Reference series.
    pub reference: Vec<f64>,
    /// Comparison series.
    pub comparisons: Vec<Vec<f64>>,
    /// Choices; what is left out takes its default.
    #[serde(default)]
    pub options: GreyOptions,
}

/// Request of [`LIU_DEGREE`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiuDegreeRequest {
    /// Reference series.
    pub reference: Vec<f64>,
    /// Series compared.
    pub series: Vec<f64>,
    /// Weight of the absolute degree in the synthetic one.
    #[serde(default = "half")]
    pub theta: f64,
}

fn half() -> f64 {
    0.5
}
