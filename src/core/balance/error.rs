//! What stops a carbon balance.

use crate::core::classify::ClassifyError;
use crate::core::column::ColumnError;
use crate::core::problem::{Arg, Problem, Report};

/// Why the balance of units cannot be computed. Units are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum BalanceError {
    /// Fewer than two units: a share of the whole says nothing about one.
    #[error("{units} units, at least 2")]
    TooFewUnits {
        /// Units given.
        units: usize,
    },
    /// A column that cannot be computed with.
    #[error(transparent)]
    Column(#[from] ColumnError),
    /// No unit has any uptake, so there are no shares of it.
    #[error("the uptake of all units is 0")]
    NoUptake,
    /// A number of levels other than two or three.
    #[error("{levels} levels, 2 or 3")]
    LevelCount {
        /// Levels asked for.
        levels: usize,
    },
    /// The levels themselves.
    #[error("{index}: {error}")]
    Levels {
        /// `eec` or `sec`.
        index: &'static str,
        /// What is wrong.
        error: ClassifyError,
    },
}

impl Report for BalanceError {
    fn problem(&self) -> Problem {
        match self {
            Self::TooFewUnits { units } => {
                Problem::new("balance.too_few_units").with("units", Arg::Count(*units))
            }
            Self::Column(error) => error.told(match error {
                ColumnError::LengthMismatch { .. } => "balance.length_mismatch",
                ColumnError::NotFinite { .. } => "balance.not_finite",
                ColumnError::Negative { .. } => "balance.negative",
                ColumnError::Zero { .. } => "balance.zero",
                ColumnError::Overflow { .. } => "balance.overflow",
            }),
            Self::NoUptake => Problem::new("balance.no_uptake"),
            Self::LevelCount { levels } => {
                Problem::new("balance.level_count").with("levels", Arg::Count(*levels))
            }
            Self::Levels { index, error } => {
                let mut problem = error.problem();
                problem.place.column = Some(format!("level_{index}"));
                problem
            }
        }
    }
}
