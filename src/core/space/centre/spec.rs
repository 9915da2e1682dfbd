//! How the gravity centre declares itself.

use serde::{Deserialize, Serialize};

use super::{CentreOptions, EllipseOptions, LonLat};
use crate::core::spec::{Kind, MethodSpec, Param};

/// Path of a gravity centre, with ellipses when asked for.
pub const GRAVITY_CENTRE: MethodSpec = MethodSpec {
    id: "gravity_centre",
    params: &[
        Param {
            id: "places",
            kind: Kind::Series { min_len: 1 },
        },
        Param {
            id: "years",
            kind: Kind::Series { min_len: 1 },
        },
        Param {
            id: "weights",
            kind: Kind::Series { min_len: 1 },
        },
        Param {
            id: "mean",
            kind: Kind::Choice {
                options: &["degrees", "projected", "spherical"],
            },
        },
        Param {
            id: "form",
            kind: Kind::Choice {
                options: &["arc_gis", "yuill", "crime_stat"],
            },
        },
    ],
    example: r#"{"method":"gravity_centre","places":[{"lon":116.4,"lat":39.9},{"lon":121.5,"lat":31.2},{"lon":113.3,"lat":23.1},{"lon":104.1,"lat":30.7}],"years":[2010,2020],"weights":[[1.2,1.1],[4.5,6.3],[2.8,3.1],[0.6,null]],"options":{"mean":"projected","common_units":false},"ellipse":{"form":"arc_gis","common_units":false,"ring_points":8}}"#,
};

/// Request of [`GRAVITY_CENTRE`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GravityCentreRequest {
    /// Places of the units.
    pub places: Vec<LonLat>,
    /// Years, ascending.
    pub years: Vec<i32>,
    /// Weights, `[unit][year]`, `null` where there is none.
    pub weights: Vec<Vec<Option<f64>>>,
    /// Choices; what is left out takes its default.
    #[serde(default)]
    pub options: CentreOptions,
    /// Ellipses beside the path, when given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ellipse: Option<EllipseOptions>,
}
