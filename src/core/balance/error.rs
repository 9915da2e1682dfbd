//! What stops a carbon balance.

use crate::core::classify::ClassifyError;
use crate::core::problem::{Arg, Place, Problem, Report};

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
    /// A column of another length than the emissions.
    #[error("{column}: {found} values for {expected} units")]
    LengthMismatch {
        /// `uptake`, `area`, `gdp` or `eec`.
        column: &'static str,
        /// Its values.
        found: usize,
        /// Units.
        expected: usize,
    },
    /// A value that is no number.
    #[error("{column}, unit {unit}: not finite")]
    NotFinite {
        /// Which column.
        column: &'static str,
        /// Which unit.
        unit: usize,
    },
    /// A value below 0.
    #[error("{column}, unit {unit}: {value} is negative")]
    Negative {
        /// Which column.
        column: &'static str,
        /// Which unit.
        unit: usize,
        /// The value.
        value: f64,
    },
    /// A 0 where it divides: emission, area or GDP of a unit.
    #[error("{column}, unit {unit}: 0 divides")]
    Zero {
        /// Which column.
        column: &'static str,
        /// Which unit.
        unit: usize,
    },
    /// No unit has any uptake, so there are no shares of it.
    #[error("the uptake of all units is 0")]
    NoUptake,
    /// A result too large for a number.
    #[error("unit {unit}: the result overflows")]
    Overflow {
        /// Which unit.
        unit: usize,
    },
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
        let of = |code: &str, column: &str, unit: usize| {
            Problem::new(code)
                .with("column", Arg::Name(format!("zones.column.{column}")))
                .at(Place {
                    index: Some(unit),
                    ..Place::default()
                })
        };
        match self {
            Self::TooFewUnits { units } => {
                Problem::new("balance.too_few_units").with("units", Arg::Count(*units))
            }
            Self::LengthMismatch {
                column,
                found,
                expected,
            } => Problem::new("balance.length_mismatch")
                .with("column", Arg::Name(format!("zones.column.{column}")))
                .with("found", Arg::Count(*found))
                .with("expected", Arg::Count(*expected)),
            Self::NotFinite { column, unit } => of("balance.not_finite", column, *unit),
            Self::Negative {
                column,
                unit,
                value,
            } => of("balance.negative", column, *unit).with("value", Arg::Number(*value)),
            Self::Zero { column, unit } => of("balance.zero", column, *unit),
            Self::NoUptake => Problem::new("balance.no_uptake"),
            Self::Overflow { unit } => Problem::new("balance.overflow").at(Place {
                index: Some(*unit),
                ..Place::default()
            }),
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
