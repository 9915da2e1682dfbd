//! What can be doubtful or wrong about a grey model.

use serde::{Deserialize, Serialize};

use crate::core::problem::{Arg, Place, Problem, Report};

/// A doubt about a fit that is defined nevertheless.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Gm11Warning {
    /// Least squares still fits, but the class ratio and the theory ask for positive values.
    #[error("the value {value} at {index} is not positive")]
    NotPositive {
        /// Position counted from 0.
        index: usize,
        /// The value.
        value: f64,
    },
}

impl Report for Gm11Warning {
    fn problem(&self) -> Problem {
        match *self {
            Self::NotPositive { index, value } => Problem::new("gm11.not_positive")
                .with("index", Arg::Count(index))
                .with("value", Arg::Number(value))
                .at(Place {
                    index: Some(index),
                    ..Place::default()
                }),
        }
    }
}

/// Why a grey model cannot be fitted.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Gm11Error {
    /// Two coefficients and a check need at least four points.
    #[error("{count} points, GM(1,1) needs at least {needed}")]
    TooFewPoints {
        /// Points there are.
        count: usize,
        /// Points needed.
        needed: usize,
    },
    /// A value is NaN or infinite.
    #[error("the value at {index} is not a finite number")]
    NotFinite {
        /// Position counted from 0.
        index: usize,
    },
    /// The background weight must lie in 0 to 1.
    #[error("the background weight {value} is outside 0 to 1")]
    BackgroundWeight {
        /// Weight asked for.
        value: f64,
    },
    /// More steps ahead than [`MAX_HORIZON`](super::MAX_HORIZON).
    #[error("{horizon} steps ahead, at most {max} are allowed")]
    HorizonTooLong {
        /// Steps asked for.
        horizon: usize,
        /// Most steps allowed.
        max: usize,
    },
    /// All background values are equal (as when every value after the first is zero): a is undetermined.
    #[error("all background values are {background}, so a is undetermined")]
    Singular {
        /// The one background value.
        background: f64,
    },
    /// A coefficient given by hand is NaN or infinite.
    #[error("first value, a and b must be finite numbers")]
    Coefficient,
    /// A value leaves the range of floating-point numbers.
    #[error("the value at {step} is too large to be written")]
    Overflow {
        /// Position in the observed and forecast years together, counted from 0.
        step: usize,
    },
}

impl Report for Gm11Error {
    fn problem(&self) -> Problem {
        let at = |index: usize| Place {
            index: Some(index),
            ..Place::default()
        };
        match *self {
            Self::TooFewPoints { count, needed } => Problem::new("gm11.too_few_points")
                .with("count", Arg::Count(count))
                .with("needed", Arg::Count(needed)),
            Self::NotFinite { index } => Problem::new("gm11.not_finite")
                .with("index", Arg::Count(index))
                .at(at(index)),
            Self::BackgroundWeight { value } => {
                let problem = Problem::new("gm11.background_weight");
                if value.is_finite() {
                    problem.with("value", Arg::Number(value))
                } else {
                    problem
                }
            }
            Self::HorizonTooLong { horizon, max } => Problem::new("gm11.horizon_too_long")
                .with("horizon", Arg::Count(horizon))
                .with("max", Arg::Count(max)),
            Self::Singular { background } => {
                Problem::new("gm11.singular").with("background", Arg::Number(background))
            }
            Self::Coefficient => Problem::new("gm11.coefficient"),
            Self::Overflow { step } => Problem::new("gm11.overflow")
                .with("step", Arg::Count(step))
                .at(at(step)),
        }
    }
}
