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
    /// A row of a table with named classes is longer or shorter than the classes across.
    #[error("row {row} has {found} cells for {expected} classes across")]
    RowLength {
        /// Position of the row.
        row: usize,
        /// Cells in it.
        found: usize,
        /// Classes across.
        expected: usize,
    },
    /// A table with named classes has more or fewer rows than classes down.
    #[error("{found} rows for {expected} classes down")]
    RowCount {
        /// Rows given.
        found: usize,
        /// Classes down.
        expected: usize,
    },
    /// A cell of a table below 0.
    #[error("row {row}, column {column} is {value}, below 0")]
    CellNegative {
        /// Position of the row.
        row: usize,
        /// Position of the column.
        column: usize,
        /// Its value.
        value: f64,
    },
    /// A cell of a table that is no number.
    #[error("row {row}, column {column} is no finite number")]
    CellNotFinite {
        /// Position of the row.
        row: usize,
        /// Position of the column.
        column: usize,
    },
    /// A class named twice.
    #[error("class {class} is named again at {index}")]
    DuplicateClass {
        /// Position of the second mention.
        index: usize,
        /// The class.
        class: String,
    },
    /// A cell of a map without a positive area.
    #[error("the area of a cell is {value}")]
    CellArea {
        /// Value given.
        value: f64,
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
                Problem::new("change.no_interval").with("intervals", number(*intervals))
            }
            Self::CellArea { value } => {
                Problem::new("change.cell_area").with("value", number(*value))
            }
            Self::RowLength {
                row,
                found,
                expected,
            } => Problem::new("change.row_length")
                .with("row", Arg::Count(row + 1))
                .with("found", Arg::Count(*found))
                .with("expected", Arg::Count(*expected)),
            Self::RowCount { found, expected } => Problem::new("change.row_count")
                .with("found", Arg::Count(*found))
                .with("expected", Arg::Count(*expected)),
            Self::CellNegative { row, column, value } => Problem::new("change.cell_negative")
                .with("row", Arg::Count(row + 1))
                .with("column", Arg::Count(column + 1))
                .with("value", Arg::Number(*value)),
            Self::CellNotFinite { row, column } => Problem::new("change.cell_not_finite")
                .with("row", Arg::Count(row + 1))
                .with("column", Arg::Count(column + 1)),
            Self::DuplicateClass { index, class } => Problem::new("change.duplicate_class")
                .with("class", Arg::Text(class.clone()))
                .at(at(*index)),
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

/// An area is a finite number not below 0.
pub(super) fn check_area(index: usize, value: f64) -> Result<(), ChangeError> {
    if !value.is_finite() {
        return Err(ChangeError::NotFinite { index });
    }
    if value < 0.0 {
        return Err(ChangeError::Negative { index, value });
    }
    Ok(())
}

/// Every area is a finite number not below 0, and so is their sum.
pub(super) fn check_areas(areas: &[f64]) -> Result<f64, ChangeError> {
    if areas.is_empty() {
        return Err(ChangeError::Empty);
    }
    for (index, &value) in areas.iter().enumerate() {
        check_area(index, value)?;
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

/// A value as an argument; one that is no number cannot stand in a job file and is a dash.
fn number(value: f64) -> Arg {
    if value.is_finite() {
        Arg::Number(value)
    } else {
        Arg::Text("—".into())
    }
}
