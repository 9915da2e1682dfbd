//! How the statistics of spatial association declare themselves.

use serde::{Deserialize, Serialize};

use super::options::{GlobalOptions, LocalOptions, MOST_BINS, MOST_PERMUTATIONS};
use super::sample::FEWEST_UNITS;
use super::{SpaceError, Weights};
use crate::core::spec::{Kind, MethodSpec, Param};

const NEIGHBOURS: Param = Param {
    id: "neighbours",
    kind: Kind::Series {
        min_len: FEWEST_UNITS,
    },
};

const VALUES: Param = Param {
    id: "values",
    kind: Kind::Series {
        min_len: FEWEST_UNITS,
    },
};

const TRANSFORM: Param = Param {
    id: "transform",
    kind: Kind::Choice {
        options: &["row", "binary", "as_given"],
    },
};

const ALTERNATIVE: Param = Param {
    id: "alternative",
    kind: Kind::Choice {
        options: &["two_sided", "directed", "greater", "less"],
    },
};

const PERMUTATIONS: Param = Param {
    id: "permutations",
    kind: Kind::Number {
        min: 1.0,
        max: MOST_PERMUTATIONS as f64,
        step: 1.0,
        default: 999.0,
    },
};

/// Global Moran's I.
pub const GLOBAL_MORAN: MethodSpec = MethodSpec {
    id: "global_moran",
    params: &[
        NEIGHBOURS,
        VALUES,
        TRANSFORM,
        PERMUTATIONS,
        ALTERNATIVE,
        Param {
            id: "bins",
            kind: Kind::Number {
                min: 1.0,
                max: MOST_BINS as f64,
                step: 1.0,
                default: 50.0,
            },
        },
    ],
    example: r#"{"method":"global_moran","neighbours":[[1,3],[0,2,4],[1,5],[0,4,6],[1,3,5,7],[2,4,8],[3,7],[4,6,8],[5,7]],"values":[8.1,7.4,3.2,7.9,null,2.8,5.0,3.1,1.7],"options":{"permutations":199,"seed":1,"bins":10}}"#,
};

/// Local Moran's I.
pub const LOCAL_MORAN: MethodSpec = MethodSpec {
    id: "local_moran",
    params: &[
        NEIGHBOURS,
        VALUES,
        TRANSFORM,
        Param {
            id: "scaling",
            kind: Kind::Choice {
                options: &["esda", "geoda", "spdep"],
            },
        },
        PERMUTATIONS,
        ALTERNATIVE,
        Param {
            id: "alpha",
            kind: Kind::Number {
                min: 0.0001,
                max: 0.5,
                step: 0.0001,
                default: 0.05,
            },
        },
        Param {
            id: "correction",
            kind: Kind::Choice {
                options: &["none", "fdr", "bonferroni", "sidak"],
            },
        },
    ],
    example: r#"{"method":"local_moran","neighbours":[[1,3],[0,2,4],[1,5],[0,4,6],[1,3,5,7],[2,4,8],[3,7],[4,6,8],[5,7]],"weights":[[1,1],[1,1,1],[1,1],[1,1,2],[1,1,1,1],[1,1,1],[2,1],[1,1,1],[1,1]],"values":[8.1,7.4,3.2,7.9,null,2.8,5.0,3.1,1.7],"options":{"permutations":199,"seed":1,"correction":"fdr"}}"#,
};

/// Request of [`GLOBAL_MORAN`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlobalMoranRequest {
    /// Neighbours of each unit, counted from 0.
    pub neighbours: Vec<Vec<usize>>,
    /// Weight of each neighbour; 1 without them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<Vec<Vec<f64>>>,
    /// Value of each unit, `null` where it has none.
    pub values: Vec<Option<f64>>,
    /// Choices; what is left out takes its default.
    #[serde(default)]
    pub options: GlobalOptions,
}

/// Request of [`LOCAL_MORAN`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalMoranRequest {
    /// Neighbours of each unit, counted from 0.
    pub neighbours: Vec<Vec<usize>>,
    /// Weight of each neighbour; 1 without them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<Vec<Vec<f64>>>,
    /// Value of each unit, `null` where it has none.
    pub values: Vec<Option<f64>>,
    /// Choices; what is left out takes its default.
    #[serde(default)]
    pub options: LocalOptions,
}

/// Weights from lists of neighbours, each with its weight or all with 1.
///
/// # Errors
/// [`SpaceError::Lists`] where the lists do not go together, and what is wrong with the weights themselves.
///
/// ```
/// use tanheng::core::space::listed_weights;
/// let weights = listed_weights(&[vec![1], vec![0, 2], vec![1]], None)?;
/// assert_eq!(weights.row(1), (&[0, 2][..], &[1.0, 1.0][..]));
/// # Ok::<(), tanheng::core::space::SpaceError>(())
/// ```
pub fn listed_weights(
    neighbours: &[Vec<usize>],
    weights: Option<&[Vec<f64>]>,
) -> Result<Weights, SpaceError> {
    if let Some(weights) = weights
        && weights.len() != neighbours.len()
    {
        return Err(SpaceError::LengthMismatch {
            found: weights.len(),
            expected: neighbours.len(),
        });
    }
    let mut lists = Vec::with_capacity(neighbours.len());
    for (unit, own) in neighbours.iter().enumerate() {
        let values = weights.and_then(|weights| weights.get(unit));
        if let Some(values) = values
            && values.len() != own.len()
        {
            return Err(SpaceError::Lists {
                unit,
                neighbours: own.len(),
                weights: values.len(),
            });
        }
        let value = |at: usize| values.map_or(1.0, |values| values[at]);
        let list = own.iter().enumerate().map(|(at, j)| (*j, value(at)));
        lists.push(list.collect());
    }
    Ok(Weights::from_lists(&lists)?)
}
