//! What stops a Markov chain.

use super::count::MOST_CLASSES;
use super::project::MOST_STEPS;
use crate::core::problem::{Arg, Problem, Report};

/// Why there is no chain. Units, columns and classes are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum MarkovError {
    /// No unit.
    #[error("no units")]
    NoUnits,
    /// Fewer than two columns.
    #[error("{columns} columns, at least 2")]
    TooFewColumns {
        /// Columns given.
        columns: usize,
    },
    /// A unit with more or fewer columns than the first.
    #[error("unit {unit}: {found} columns for {expected}")]
    RowLength {
        /// Which unit.
        unit: usize,
        /// Its columns.
        found: usize,
        /// Columns of the first unit.
        expected: usize,
    },
    /// Fewer than two classes, or too many.
    #[error("{classes} classes, 2 to {MOST_CLASSES}")]
    ClassCount {
        /// Classes asked for.
        classes: usize,
    },
    /// A class that is none of those.
    #[error("unit {unit}, column {column}: class {class} of {classes}")]
    ClassRange {
        /// Which unit.
        unit: usize,
        /// Which column.
        column: usize,
        /// Class given.
        class: usize,
        /// Number of classes.
        classes: usize,
    },
    /// Classes of the neighbours of more or fewer units than there are.
    #[error("lags of {found} units for {expected}")]
    LagCount {
        /// Units with lags.
        found: usize,
        /// Units.
        expected: usize,
    },
    /// No transition with both ends known.
    #[error("no transitions")]
    NoTransitions,
    /// Ends of sub-periods that do not ascend within the columns.
    #[error("break at column {column} of {columns}")]
    Break {
        /// Column of the break.
        column: usize,
        /// Columns.
        columns: usize,
    },
    /// A table of counts that is not as wide as it is long, or as the others.
    #[error("row {row}: {found} counts for {expected}")]
    CountShape {
        /// Which row.
        row: usize,
        /// Its counts.
        found: usize,
        /// Counts needed.
        expected: usize,
    },
    /// A table of more or fewer rows than the first.
    #[error("table {table}: {found} rows for {expected}")]
    TableRows {
        /// Which table.
        table: usize,
        /// Its rows.
        found: usize,
        /// Rows of the first.
        expected: usize,
    },
    /// Fewer than two tables to compare.
    #[error("{tables} tables, at least 2")]
    TooFewTables {
        /// Tables given.
        tables: usize,
    },
    /// A starting distribution that is not one number a class.
    #[error("{found} starting values for {expected} classes")]
    StartLength {
        /// Values given.
        found: usize,
        /// Classes.
        expected: usize,
    },
    /// A starting value that is negative or no number.
    #[error("class {class}: not a starting value")]
    StartValue {
        /// Which class.
        class: usize,
    },
    /// A starting distribution of nothing.
    #[error("the starting distribution is 0")]
    StartZero,
    /// A projection that comes to a class from which no transition is known.
    #[error("no transition starts from class {class}")]
    NoRow {
        /// Which class.
        class: usize,
    },
    /// Too many steps.
    #[error("{steps} steps, at most {MOST_STEPS}")]
    Steps {
        /// Steps asked for.
        steps: usize,
    },
    /// A number too large to count with.
    #[error("a number overflows")]
    Overflow,
}

impl Report for MarkovError {
    fn problem(&self) -> Problem {
        let nth = |n: &usize| Arg::Count(n.saturating_add(1));
        let count = |n: &usize| Arg::Count(*n);
        let sizes = |problem: Problem, found: &usize, expected: &usize| {
            problem
                .with("found", count(found))
                .with("expected", count(expected))
        };
        match self {
            Self::NoUnits => Problem::new("markov.no_units"),
            Self::TooFewColumns { columns } => {
                Problem::new("markov.too_few_columns").with("columns", count(columns))
            }
            Self::RowLength {
                unit,
                found,
                expected,
            } => sizes(Problem::new("markov.row_length"), found, expected).with("unit", nth(unit)),
            Self::ClassCount { classes } => Problem::new("markov.class_count")
                .with("classes", count(classes))
                .with("most", Arg::Count(MOST_CLASSES)),
            Self::ClassRange {
                unit,
                column,
                class,
                classes,
            } => Problem::new("markov.class_range")
                .with("unit", nth(unit))
                .with("column", nth(column))
                .with("class", count(class))
                .with("last", Arg::Count(classes.saturating_sub(1))),
            Self::LagCount { found, expected } => {
                sizes(Problem::new("markov.lag_count"), found, expected)
            }
            Self::NoTransitions => Problem::new("markov.no_transitions"),
            Self::Break { column, columns } => Problem::new("markov.break")
                .with("column", nth(column))
                .with("last", Arg::Count(columns.saturating_sub(1))),
            Self::CountShape {
                row,
                found,
                expected,
            } => sizes(Problem::new("markov.count_shape"), found, expected).with("row", nth(row)),
            Self::TableRows {
                table,
                found,
                expected,
            } => {
                sizes(Problem::new("markov.table_rows"), found, expected).with("table", nth(table))
            }
            Self::TooFewTables { tables } => {
                Problem::new("markov.too_few_tables").with("tables", count(tables))
            }
            Self::StartLength { found, expected } => {
                sizes(Problem::new("markov.start_length"), found, expected)
            }
            Self::StartValue { class } => {
                Problem::new("markov.start_value").with("class", nth(class))
            }
            Self::StartZero => Problem::new("markov.start_zero"),
            Self::NoRow { class } => Problem::new("markov.no_row").with("class", nth(class)),
            Self::Steps { steps } => Problem::new("markov.steps")
                .with("steps", count(steps))
                .with("most", Arg::Count(MOST_STEPS)),
            Self::Overflow => Problem::new("markov.overflow"),
        }
    }
}
