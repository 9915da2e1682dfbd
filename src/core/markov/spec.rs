//! How the Markov chain declares itself.

use super::count::MOST_CLASSES;
use super::project::MOST_STEPS;
use crate::core::spec::{Kind, MethodSpec, Param};

/// Markov chain, its tests, the spatial one and a projection.
pub const MARKOV: MethodSpec = MethodSpec {
    id: "markov",
    params: &[
        Param {
            id: "panel",
            kind: Kind::Series { min_len: 1 },
        },
        Param {
            id: "classes",
            kind: Kind::Number {
                min: 2.0,
                max: MOST_CLASSES as f64,
                step: 1.0,
                default: 5.0,
            },
        },
        Param {
            id: "lags",
            kind: Kind::Series { min_len: 1 },
        },
        Param {
            id: "steps",
            kind: Kind::Number {
                min: 0.0,
                max: MOST_STEPS as f64,
                step: 1.0,
                default: 0.0,
            },
        },
    ],
    example: r#"{"method":"markov","panel":[[0,0,1,1,2],[0,1,1,2,2],[1,1,2,null,2],[2,2,1,1,0],[2,1,0,0,0],[1,0,0,1,1]],"classes":3,"breaks":[2],"lags":[[0,0,1,1,1],[0,1,1,1,1],[1,1,1,1,0],[1,1,0,0,0],[1,0,0,0,0],[0,0,0,0,0]],"lag_classes":2,"steps":5}"#,
};
