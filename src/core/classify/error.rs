//! What stops a classification.

use super::{MOST_CLASSES, MOST_VALUES};
use crate::core::problem::{Arg, Place, Problem, Report};

/// Why values cannot be put into classes.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ClassifyError {
    /// No value.
    #[error("no values")]
    Empty,
    /// More than [`MOST_VALUES`].
    #[error("{count} values, at most {MOST_VALUES}")]
    TooManyValues {
        /// Values given.
        count: usize,
    },
    /// A value that is no number.
    #[error("value {index}: not finite")]
    NotFinite {
        /// Which one.
        index: usize,
    },
    /// All values are the same, so there is nothing to part.
    #[error("all values are {value}")]
    AllEqual {
        /// The value.
        value: f64,
    },
    /// Fewer than two classes, or more than [`MOST_CLASSES`].
    #[error("{classes} classes, 2 to {MOST_CLASSES}")]
    ClassCount {
        /// Classes asked for.
        classes: usize,
    },
    /// More classes than different values.
    #[error("{classes} classes of {distinct} different values")]
    TooFewDistinct {
        /// Classes asked for.
        classes: usize,
        /// Different values.
        distinct: usize,
    },
    /// A limit between classes that is no number, or not above the one before.
    #[error("limit {index} does not ascend")]
    Limits {
        /// Which one.
        index: usize,
    },
}

impl Report for ClassifyError {
    fn problem(&self) -> Problem {
        let at = |index: usize| Place {
            index: Some(index),
            ..Place::default()
        };
        match self {
            Self::Empty => Problem::new("classify.empty"),
            Self::TooManyValues { count } => Problem::new("classify.too_many_values")
                .with("count", Arg::Count(*count))
                .with("limit", Arg::Count(MOST_VALUES)),
            Self::NotFinite { index } => Problem::new("classify.not_finite").at(at(*index)),
            Self::AllEqual { value } => {
                Problem::new("classify.all_equal").with("value", Arg::Number(*value))
            }
            Self::ClassCount { classes } => Problem::new("classify.class_count")
                .with("classes", Arg::Count(*classes))
                .with("limit", Arg::Count(MOST_CLASSES)),
            Self::TooFewDistinct { classes, distinct } => Problem::new("classify.too_few_distinct")
                .with("classes", Arg::Count(*classes))
                .with("distinct", Arg::Count(*distinct)),
            Self::Limits { index } => Problem::new("classify.limits").at(at(*index)),
        }
    }
}
