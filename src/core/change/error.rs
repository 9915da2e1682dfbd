//! What stops a computation of land change.

use crate::core::problem::{Arg, Place, Problem, Report};

/// Why land change cannot be computed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ChangeError {
    /// No class at all.
    #[error("no areas")]
    Empty,
    /// An area below 0.
    #[error("area {index} is {value}, below 0")]
    Negative {
        /// Position of the area.
        index: usize,
        /// Its value.
        value: f64,
    },
    /// An area that is no number.
    #[error("area {index} is no finite number")]
    NotFinite {
        /// Position of the area.
        index: usize,
    },
    /// All areas are 0.
    #[error("the areas sum to 0")]
    ZeroTotal,
    /// The starting area is 0: a rate relative to it means nothing.
    #[error("the starting area is 0")]
    ZeroStart,
    /// The period is 0 or less, or no number.
    #[error("the period has {intervals} intervals")]
    NoInterval {
        /// Number of intervals given.
        intervals: f64,
    },
    /// A row of the table is longer or shorter than the list of classes.
    #[error("row {row} has {found} cells for {classes} classes")]
    NotSquare {
        /// Position of the row.
        row: usize,
        /// Cells in it.
        found: usize,
        /// Classes of the table.
        classes: usize,
    },
    /// Two maps of different size.
    #[error("{from} cells at the start, {to} at the end")]
    DifferentSizes {
        /// Cells of the first map.
        from: usize,
        /// Cells of the second map.
        to: usize,
    },
    /// A sum too large for a number.
    #[error("the areas are too large to be added")]
    Overflow,
}

impl Report for ChangeError {
    fn problem(&self) -> Problem {
        let at = |index: usize| Place {
            index: Some(index),
            ..Place::default()
        };
        match self {
            Self::Empty => Problem::new("change.empty"),
            Self::Negative { index, value } => Problem::new("change.negative")
                .with("value", Arg::Number(*value))
                .at(at(*index)),
            Self::NotFinite { index } => Problem::new("change.not_finite").at(at(*index)),
            Self::ZeroTotal => Problem::new("change.zero_total"),
            Self::ZeroStart => Problem::new("change.zero_start"),
            Self::NoInterval { intervals } => {
                let problem = Problem::new("change.no_interval");
                if intervals.is_finite() {
                    problem.with("intervals", Arg::Number(*intervals))
                } else {
                    problem.with("intervals", Arg::Text("—".into()))
                }
            }
            Self::NotSquare {
                row,
                found,
                classes,
            } => Problem::new("change.not_square")
                .with("row", Arg::Count(row + 1))
                .with("found", Arg::Count(*found))
                .with("classes", Arg::Count(*classes)),
            Self::DifferentSizes { from, to } => Problem::new("change.different_sizes")
                .with("from", Arg::Count(*from))
                .with("to", Arg::Count(*to)),
            Self::Overflow => Problem::new("change.overflow"),
        }
    }
}

/// Every area is a finite number not below 0.
pub(super) fn check_areas(areas: &[f64]) -> Result<f64, ChangeError> {
    if areas.is_empty() {
        return Err(ChangeError::Empty);
    }
    for (index, &value) in areas.iter().enumerate() {
        if !value.is_finite() {
            return Err(ChangeError::NotFinite { index });
        }
        if value < 0.0 {
            return Err(ChangeError::Negative { index, value });
        }
    }
    let total: f64 = areas.iter().sum();
    if total.is_finite() {
        Ok(total)
    } else {
        Err(ChangeError::Overflow)
    }
}

/// A period has a positive number of intervals.
pub(super) fn check_intervals(intervals: f64) -> Result<(), ChangeError> {
    if intervals > 0.0 && intervals.is_finite() {
        Ok(())
    } else {
        Err(ChangeError::NoInterval { intervals })
    }
}
