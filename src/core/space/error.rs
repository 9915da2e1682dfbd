//! What stops a statistic of spatial association, and what is said beside one.

use serde::{Deserialize, Serialize};

use super::adjust::{Correction, Reach};
use super::options::{MOST_BINS, MOST_PERMUTATIONS};
use super::sample::FEWEST_UNITS;
use super::weights::WeightsError;
use crate::core::problem::{Arg, Place, Problem, Report};

/// Why there is no statistic. Units are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SpaceError {
    /// No unit has a value.
    #[error("no unit has a value")]
    NoData,
    /// Fewer units with a value than the moments take.
    #[error("{count} units with a value, at least {FEWEST_UNITS}")]
    TooFew {
        /// Units with a value.
        count: usize,
    },
    /// A column that is not as long as the weights.
    #[error("{found} values for {expected} units")]
    LengthMismatch {
        /// Values given.
        found: usize,
        /// Units of the weights.
        expected: usize,
    },
    /// A value that is no number.
    #[error("unit {unit}: not finite")]
    NotFinite {
        /// Which unit.
        unit: usize,
    },
    /// All values are the same, so nothing is like or unlike its neighbours.
    #[error("all values are {value}")]
    Constant {
        /// The one value.
        value: f64,
    },
    /// No unit with a value has a neighbour with a value.
    #[error("no neighbours")]
    NoLinks,
    /// A value below 0 where shares are taken.
    #[error("unit {unit}: {value} is negative")]
    Negative {
        /// Which unit.
        unit: usize,
        /// Its value.
        value: f64,
    },
    /// The products of values over all pairs sum to 0.
    #[error("the products of values sum to 0")]
    NoProducts,
    /// No permutation, or too many.
    #[error("{permutations} permutations")]
    Permutations {
        /// Permutations asked for.
        permutations: usize,
    },
    /// No bin, or too many.
    #[error("{bins} bins")]
    Bins {
        /// Bins asked for.
        bins: usize,
    },
    /// A level of significance outside 0 to 1.
    #[error("level of significance {alpha}")]
    Alpha {
        /// Level asked for.
        alpha: f64,
    },
    /// A p-value that is none.
    #[error("unit {unit}: {value} is no p-value")]
    NotAProbability {
        /// Which unit.
        unit: usize,
        /// What was given.
        value: f64,
    },
    /// A population at risk that is not above 0.
    #[error("unit {unit}: population {value}")]
    Base {
        /// Which unit.
        unit: usize,
        /// Its population.
        value: f64,
    },
    /// No event in any unit.
    #[error("no events")]
    NoEvents,
    /// Neighbours and weights of another number.
    #[error("unit {unit}: {weights} weights for {neighbours} neighbours")]
    Lists {
        /// Which unit.
        unit: usize,
        /// Neighbours named.
        neighbours: usize,
        /// Weights given.
        weights: usize,
    },
    /// Weights or values too far apart for a number.
    #[error("the result overflows")]
    Overflow,
    /// Stopped from outside.
    #[error("stopped after {done} of {total} permutations")]
    Cancelled {
        /// Permutations done.
        done: usize,
        /// Permutations asked for.
        total: usize,
    },
    /// The weights are faulty.
    #[error(transparent)]
    Weights(#[from] WeightsError),
}

impl Report for SpaceError {
    fn problem(&self) -> Problem {
        let at = |code: &str, unit: usize| {
            Problem::new(code).at(Place {
                index: Some(unit),
                ..Place::default()
            })
        };
        match self {
            Self::NoData => Problem::new("space.no_data"),
            Self::TooFew { count } => Problem::new("space.too_few")
                .with("count", Arg::Count(*count))
                .with("needed", Arg::Count(FEWEST_UNITS)),
            Self::LengthMismatch { found, expected } => Problem::new("space.length_mismatch")
                .with("found", Arg::Count(*found))
                .with("expected", Arg::Count(*expected)),
            Self::NotFinite { unit } => at("space.not_finite", *unit),
            Self::Constant { value } => {
                Problem::new("space.constant").with("value", number(*value))
            }
            Self::NoLinks => Problem::new("space.no_links"),
            Self::Negative { unit, value } => {
                at("space.negative", *unit).with("value", number(*value))
            }
            Self::NoProducts => Problem::new("space.no_products"),
            Self::Permutations { permutations } => Problem::new("space.permutations")
                .with("permutations", Arg::Count(*permutations))
                .with("limit", Arg::Count(MOST_PERMUTATIONS)),
            Self::Bins { bins } => Problem::new("space.bins")
                .with("bins", Arg::Count(*bins))
                .with("limit", Arg::Count(MOST_BINS)),
            Self::Alpha { alpha } => Problem::new("space.alpha").with("alpha", number(*alpha)),
            Self::NotAProbability { unit, value } => {
                at("space.not_a_probability", *unit).with("value", number(*value))
            }
            Self::Base { unit, value } => at("space.base", *unit).with("value", number(*value)),
            Self::NoEvents => Problem::new("space.no_events"),
            Self::Lists {
                unit,
                neighbours,
                weights,
            } => Problem::new("space.lists")
                .with("unit", Arg::Count(unit + 1))
                .with("neighbours", Arg::Count(*neighbours))
                .with("weights", Arg::Count(*weights)),
            Self::Overflow => Problem::new("space.overflow"),
            Self::Cancelled { done, total } => Problem::new("space.cancelled")
                .with("done", Arg::Count(*done))
                .with("total", Arg::Count(*total)),
            Self::Weights(error) => error.problem(),
        }
    }
}

/// What a person should know beside a result.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum SpaceWarning {
    /// Units left out for want of a value.
    #[error("{count} units without a value")]
    Missing {
        /// How many.
        count: usize,
    },
    /// Units with a value and no neighbour that has one.
    #[error("{count} units without neighbours")]
    Islands {
        /// How many.
        count: usize,
    },
    /// The smallest p that so many permutations can give is above what a single unit has to reach.
    #[error("{permutations} permutations cannot pass {}", reach.limit)]
    Floor {
        /// How several tests at once are allowed for.
        correction: Correction,
        /// Permutations done.
        permutations: usize,
        /// How far they reach.
        reach: Reach,
    },
}

impl Report for SpaceWarning {
    fn problem(&self) -> Problem {
        match self {
            Self::Missing { count } => {
                Problem::new("space.missing").with("count", Arg::Count(*count))
            }
            Self::Islands { count } => {
                Problem::new("space.islands").with("count", Arg::Count(*count))
            }
            Self::Floor {
                correction,
                permutations,
                reach,
            } => {
                let problem = match (correction, reach.together) {
                    (Correction::Fdr, Some(together)) => {
                        Problem::new("space.floor_fdr").with("together", Arg::Count(together))
                    }
                    (Correction::None, _) => Problem::new("space.floor_alpha"),
                    _ => Problem::new("space.floor_each"),
                };
                problem
                    .with("permutations", Arg::Count(*permutations))
                    .with("tests", Arg::Count(reach.tests))
                    .with("floor", number(reach.floor))
                    .with("limit", number(reach.limit))
                    .with("needed", Arg::Count(reach.permutations_needed))
            }
        }
    }
}

fn number(value: f64) -> Arg {
    if value.is_finite() {
        Arg::Number(value)
    } else {
        Arg::Text("—".into())
    }
}
