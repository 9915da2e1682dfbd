//! What stops a grey relation.

use crate::core::problem::{Arg, Place, Problem, Report};

/// Why a grey relation cannot be computed. Series are counted from 0, the reference being series 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum GreyError {
    /// Nothing to compare with.
    #[error("no comparison series")]
    NoComparison,
    /// Fewer than two points.
    #[error("{count} points, at least 2")]
    TooFewPoints {
        /// Points given.
        count: usize,
    },
    /// Series of different length.
    #[error("series {series} has {found} points, the reference {expected}")]
    LengthMismatch {
        /// Which series.
        series: usize,
        /// Its points.
        found: usize,
        /// Points of the reference.
        expected: usize,
    },
    /// A value that is no number.
    #[error("series {series}, value {index}: not finite")]
    NotFinite {
        /// Which series.
        series: usize,
        /// Which value.
        index: usize,
    },
    /// A first value of 0 under initial-value normalisation.
    #[error("series {series} starts at 0")]
    ZeroFirst {
        /// Which series.
        series: usize,
    },
    /// A mean of 0 under mean normalisation.
    #[error("series {series} has mean 0")]
    ZeroMean {
        /// Which series.
        series: usize,
    },
    /// A constant series where the normalisation divides by its spread.
    #[error("series {series} is constant")]
    Constant {
        /// Which series.
        series: usize,
    },
    /// A distinguishing coefficient outside (0, 1].
    #[error("distinguishing coefficient {value} outside (0, 1]")]
    DistinguishingCoefficient {
        /// Value given.
        value: f64,
    },
    /// Weights that are negative, no numbers, of another length, or sum to 0.
    #[error("weights must be non-negative, as many as points, and not all 0")]
    Weights,
    /// A weight θ of the absolute degree outside [0, 1].
    #[error("theta {value} outside [0, 1]")]
    Theta {
        /// Value given.
        value: f64,
    },
    /// Printed degrees of another number than the series.
    #[error("{found} printed degrees for {expected} series")]
    PrintedLength {
        /// Printed degrees given.
        found: usize,
        /// Comparison series.
        expected: usize,
    },
    /// A printed degree that is no number.
    #[error("printed degree {index}: not finite")]
    PrintedNotFinite {
        /// Which one.
        index: usize,
    },
    /// Numbers too large to be normalised.
    #[error("series {series}: the normalised values overflow")]
    Overflow {
        /// Which series.
        series: usize,
    },
    /// Stopped by the caller.
    #[error("stopped after {done} of {total}")]
    Cancelled {
        /// Variants done.
        done: usize,
        /// Variants in all.
        total: usize,
    },
}

impl Report for GreyError {
    fn problem(&self) -> Problem {
        let of = |code: &str, series: usize| Problem::new(code).with("series", Arg::Count(series));
        let at = |index: usize| Place {
            index: Some(index),
            ..Place::default()
        };
        match self {
            Self::NoComparison => Problem::new("grey.no_comparison"),
            Self::TooFewPoints { count } => {
                Problem::new("grey.too_few_points").with("count", Arg::Count(*count))
            }
            Self::LengthMismatch {
                series,
                found,
                expected,
            } => of("grey.length_mismatch", *series)
                .with("found", Arg::Count(*found))
                .with("expected", Arg::Count(*expected)),
            Self::NotFinite { series, index } => of("grey.not_finite", *series).at(at(*index)),
            Self::ZeroFirst { series } => of("grey.zero_first", *series),
            Self::ZeroMean { series } => of("grey.zero_mean", *series),
            Self::Constant { series } => of("grey.constant", *series),
            Self::DistinguishingCoefficient { value } => {
                Problem::new("grey.distinguishing_coefficient").with("value", number(*value))
            }
            Self::Theta { value } => Problem::new("grey.theta").with("value", number(*value)),
            Self::PrintedLength { found, expected } => Problem::new("grey.printed_length")
                .with("found", Arg::Count(*found))
                .with("expected", Arg::Count(*expected)),
            Self::PrintedNotFinite { index } => {
                Problem::new("grey.printed_not_finite").at(at(*index))
            }
            Self::Weights => Problem::new("grey.weights"),
            Self::Overflow { series } => of("grey.overflow", *series),
            Self::Cancelled { done, total } => Problem::new("grey.cancelled")
                .with("done", Arg::Count(*done))
                .with("total", Arg::Count(*total)),
        }
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
