//! How the methods of land change declare themselves.

use serde::{Deserialize, Serialize};

use super::ClassAreas;
use crate::core::spec::{Kind, MethodSpec, Param};

const INTERVALS: Param = Param {
    id: "intervals",
    kind: Kind::Number {
        min: 1.0,
        max: 200.0,
        step: 1.0,
        default: 1.0,
    },
};

/// Diversity of a land structure.
pub const DIVERSITY: MethodSpec = MethodSpec {
    id: "diversity",
    params: &[Param {
        id: "areas",
        kind: Kind::Series { min_len: 1 },
    }],
    example: r#"{"method":"diversity","areas":[792.096,178,160.476,20.596,12.019]}"#,
};

/// Single land-use dynamic degree.
pub const DYNAMIC_DEGREE: MethodSpec = MethodSpec {
    id: "dynamic_degree",
    params: &[
        Param {
            id: "start",
            kind: Kind::Number {
                min: 0.0,
                max: 1e12,
                step: 0.01,
                default: 1.0,
            },
        },
        Param {
            id: "end",
            kind: Kind::Number {
                min: 0.0,
                max: 1e12,
                step: 0.01,
                default: 1.0,
            },
        },
        INTERVALS,
    ],
    example: r#"{"method":"dynamic_degree","start":12.019,"end":16.615,"intervals":7}"#,
};

/// Transition matrix with the comprehensive dynamic degree.
pub const TRANSITION: MethodSpec = MethodSpec {
    id: "transition",
    params: &[
        Param {
            id: "areas",
            kind: Kind::Series { min_len: 1 },
        },
        INTERVALS,
    ],
    example: r#"{"method":"transition","areas":[[8,2],[1,9]],"intervals":5}"#,
};

/// Change of the broad groups of land.
pub const LAND_GROUPS: MethodSpec = MethodSpec {
    id: "land_groups",
    params: &[
        Param {
            id: "classes",
            kind: Kind::Series { min_len: 1 },
        },
        INTERVALS,
    ],
    example: r#"{"method":"land_groups","classes":[{"class":"unused","group":"unused","start":178,"end":216}],"intervals":14}"#,
};

/// Request of [`DIVERSITY`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiversityRequest {
    /// Areas.
    pub areas: Vec<f64>,
}

/// Request of [`DYNAMIC_DEGREE`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DynamicDegreeRequest {
    /// Area at the start.
    pub start: f64,
    /// Area at the end.
    pub end: f64,
    /// Number of intervals.
    pub intervals: f64,
}

/// Request of [`TRANSITION`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransitionRequest {
    /// Rows from, columns to.
    pub areas: Vec<Vec<f64>>,
    /// Number of intervals.
    pub intervals: f64,
}

/// Request of [`LAND_GROUPS`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LandGroupsRequest {
    /// Classes with their groups and areas.
    pub classes: Vec<ClassAreas>,
    /// Number of intervals.
    pub intervals: f64,
}
