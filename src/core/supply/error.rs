//! What stops a comparison of supply and demand.

use crate::core::problem::{Arg, Place, Problem, Report};

/// Why supply and demand cannot be compared. Units are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SupplyError {
    /// No unit.
    #[error("no units")]
    Empty,
    /// A column of another length than the storage.
    #[error("{column}: {found} values for {expected} units")]
    LengthMismatch {
        /// `area`, `demand` or `population`.
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
    /// A 0 where it divides: storage or area of a unit.
    #[error("{column}, unit {unit}: 0 divides")]
    Zero {
        /// Which column.
        column: &'static str,
        /// Which unit.
        unit: usize,
    },
    /// Emission per head that is no number above 0.
    #[error("emission per head {value}")]
    PerHead {
        /// Value given.
        value: f64,
    },
    /// A result too large for a number.
    #[error("unit {unit}: the result overflows")]
    Overflow {
        /// Which unit.
        unit: usize,
    },
}

impl Report for SupplyError {
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
            Self::Empty => Problem::new("supply.empty"),
            Self::LengthMismatch {
                column,
                found,
                expected,
            } => Problem::new("supply.length_mismatch")
                .with("column", Arg::Name(format!("zones.column.{column}")))
                .with("found", Arg::Count(*found))
                .with("expected", Arg::Count(*expected)),
            Self::NotFinite { column, unit } => of("supply.not_finite", column, *unit),
            Self::Negative {
                column,
                unit,
                value,
            } => of("supply.negative", column, *unit).with("value", Arg::Number(*value)),
            Self::Zero { column, unit } => of("supply.zero", column, *unit),
            Self::PerHead { value } => Problem::new("supply.per_head").with(
                "value",
                if value.is_finite() {
                    Arg::Number(*value)
                } else {
                    Arg::Text("—".into())
                },
            ),
            Self::Overflow { unit } => Problem::new("supply.overflow").at(Place {
                index: Some(*unit),
                ..Place::default()
            }),
        }
    }
}
