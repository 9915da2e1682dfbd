//! Columns of units: what is checked of them before anything is computed, and what stops it.

use crate::core::problem::{Arg, Place, Problem};

/// Why columns of units cannot be computed with. Units are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnError {
    /// A column of another length than the first.
    #[error("{column}: {found} values for {expected} units")]
    LengthMismatch {
        /// Its name, such as `area`.
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
    /// A 0 where it divides.
    #[error("{column}, unit {unit}: 0 divides")]
    Zero {
        /// Which column.
        column: &'static str,
        /// Which unit.
        unit: usize,
    },
    /// A result too large for a number.
    #[error("unit {unit}: the result overflows")]
    Overflow {
        /// Which unit.
        unit: usize,
    },
}

impl ColumnError {
    /// The unit it is about; none for a column as a whole.
    #[must_use]
    pub fn unit(&self) -> Option<usize> {
        match self {
            Self::LengthMismatch { .. } => None,
            Self::NotFinite { unit, .. }
            | Self::Negative { unit, .. }
            | Self::Zero { unit, .. }
            | Self::Overflow { unit } => Some(*unit),
        }
    }

    /// The problem as a method tells it, by its own code.
    pub(crate) fn told(&self, code: &str) -> Problem {
        let name = |column: &str| Arg::Name(format!("zones.column.{column}"));
        let problem = match self {
            Self::LengthMismatch {
                column,
                found,
                expected,
            } => Problem::new(code)
                .with("column", name(column))
                .with("found", Arg::Count(*found))
                .with("expected", Arg::Count(*expected)),
            Self::NotFinite { column, .. } | Self::Zero { column, .. } => {
                Problem::new(code).with("column", name(column))
            }
            Self::Negative { column, value, .. } => Problem::new(code)
                .with("column", name(column))
                .with("value", Arg::Number(*value)),
            Self::Overflow { .. } => Problem::new(code),
        };
        problem.at(Place {
            index: self.unit(),
            ..Place::default()
        })
    }
}

/// Whether a column has a value for each of the units, none below 0, and no 0 when it divides.
pub(crate) fn check(
    column: &'static str,
    values: &[f64],
    expected: usize,
    divides: bool,
) -> Result<(), ColumnError> {
    if values.len() != expected {
        return Err(ColumnError::LengthMismatch {
            column,
            found: values.len(),
            expected,
        });
    }
    for (unit, value) in values.iter().copied().enumerate() {
        if !value.is_finite() {
            return Err(ColumnError::NotFinite { column, unit });
        }
        if value < 0.0 {
            return Err(ColumnError::Negative {
                column,
                unit,
                value,
            });
        }
        if divides && value == 0.0 {
            return Err(ColumnError::Zero { column, unit });
        }
    }
    Ok(())
}

/// The sum of a column, or the unit at which it overflows.
pub(crate) fn sum(values: &[f64]) -> Result<f64, ColumnError> {
    let mut sum = 0.0;
    for (unit, value) in values.iter().enumerate() {
        sum += value;
        if !f64::is_finite(sum) {
            return Err(ColumnError::Overflow { unit });
        }
    }
    Ok(sum)
}
