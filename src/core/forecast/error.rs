//! What can go wrong while forecasting, apart from the grey model itself.

use super::gm11_error::Gm11Error;
use crate::core::problem::{Arg, Place, Problem, Report};

/// Why a forecast, or one part of it, cannot be given.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ForecastError {
    /// The series, or a training part of it, is shorter than the method needs.
    #[error("{count} points, at least {needed} are needed")]
    TooFewPoints {
        /// Points there are.
        count: usize,
        /// Points the method needs.
        needed: usize,
    },
    /// A value is NaN or infinite.
    #[error("the value at {index} is not a finite number")]
    NotFinite {
        /// Position counted from 0.
        index: usize,
    },
    /// More steps ahead than [`MAX_HORIZON`](super::MAX_HORIZON).
    #[error("{horizon} steps ahead, at most {max} are allowed")]
    HorizonTooLong {
        /// Steps asked for.
        horizon: usize,
        /// Most steps allowed.
        max: usize,
    },
    /// Two series that belong together have different lengths.
    #[error("{observed} observed values against {predicted} predicted ones")]
    LengthMismatch {
        /// Length of the observed series.
        observed: usize,
        /// Length of the predicted series.
        predicted: usize,
    },
    /// The series does not vary, so a ratio to its spread is undefined.
    #[error("every value is {value}, so a ratio to their spread is undefined")]
    Constant {
        /// The first of the equal values.
        value: f64,
    },
    /// A relative error would divide by an observed zero.
    #[error("the observed value at {index} is zero")]
    ZeroObserved {
        /// Position counted from 0.
        index: usize,
    },
    /// No growth rate leads from the first value to the last.
    #[error("no growth rate leads from {first} to {last}")]
    SignChange {
        /// First value of the series.
        first: f64,
        /// Last value of the series.
        last: f64,
    },
    /// All abscissae are equal, so a line has no slope.
    #[error("all times are {time}")]
    SameTimes {
        /// The one time.
        time: f64,
    },
    /// The hold-out leaves no points to test, or too few to train on.
    #[error("a hold-out of {hold_out} is outside 1 to {max}")]
    HoldOutRange {
        /// Points held out.
        hold_out: usize,
        /// Most points that can be held out.
        max: usize,
    },
    /// The training part is the whole series, so nothing is left to forecast.
    #[error("training on {min_training} of {count} points leaves no origin")]
    NoOrigin {
        /// Points of the shortest training part.
        min_training: usize,
        /// Points of the series.
        count: usize,
    },
    /// An interval was asked for zero steps ahead.
    #[error("zero steps ahead have no interval")]
    NoHorizon,
    /// Too few draws for a percentile, or more than memory should hold.
    #[error("{draws} draws are outside {min} to {max}")]
    DrawsRange {
        /// Draws asked for.
        draws: usize,
        /// Fewest draws allowed.
        min: usize,
        /// Most draws allowed.
        max: usize,
    },
    /// The level of an interval must lie between 0 and 1.
    #[error("the level {level} is not between 0 and 1")]
    LevelRange {
        /// Level asked for.
        level: f64,
    },
    /// More than half of the draws could not be refitted.
    #[error("{failed} of {draws} draws could not be refitted")]
    TooManyFailed {
        /// Draws without a finite forecast.
        failed: usize,
        /// Draws in all.
        draws: usize,
    },
    /// The caller asked to stop.
    #[error("stopped after {done} of {total} draws")]
    Cancelled {
        /// Draws finished.
        done: usize,
        /// Draws in all.
        total: usize,
    },
    /// A year of the series or the forecast does not fit a calendar year.
    #[error("counting years from {first_year} leaves the calendar")]
    YearRange {
        /// Year of the first point.
        first_year: i32,
    },
    /// A value leaves the range of floating-point numbers.
    #[error("the value at {step} is too large to be written")]
    Overflow {
        /// Position in the observed and forecast years together, counted from 0.
        step: usize,
    },
    /// The grey model itself could not be fitted.
    #[error(transparent)]
    Gm11(#[from] Gm11Error),
}

impl Report for ForecastError {
    fn problem(&self) -> Problem {
        let at = |index: usize| Place {
            index: Some(index),
            ..Place::default()
        };
        match *self {
            Self::TooFewPoints { count, needed } => Problem::new("forecast.too_few_points")
                .with("count", Arg::Count(count))
                .with("needed", Arg::Count(needed)),
            Self::NotFinite { index } => Problem::new("forecast.not_finite")
                .with("index", Arg::Count(index))
                .at(at(index)),
            Self::HorizonTooLong { horizon, max } => Problem::new("forecast.horizon_too_long")
                .with("horizon", Arg::Count(horizon))
                .with("max", Arg::Count(max)),
            Self::LengthMismatch {
                observed,
                predicted,
            } => Problem::new("forecast.length_mismatch")
                .with("observed", Arg::Count(observed))
                .with("predicted", Arg::Count(predicted)),
            Self::Constant { value } => {
                Problem::new("forecast.constant").with("value", Arg::Number(value))
            }
            Self::ZeroObserved { index } => Problem::new("forecast.zero_observed")
                .with("index", Arg::Count(index))
                .at(at(index)),
            Self::SignChange { first, last } => Problem::new("forecast.sign_change")
                .with("first", Arg::Number(first))
                .with("last", Arg::Number(last)),
            Self::SameTimes { time } => {
                Problem::new("forecast.same_times").with("time", Arg::Number(time))
            }
            Self::HoldOutRange { hold_out, max } => Problem::new("forecast.hold_out_range")
                .with("hold_out", Arg::Count(hold_out))
                .with("max", Arg::Count(max)),
            Self::NoOrigin {
                min_training,
                count,
            } => Problem::new("forecast.no_origin")
                .with("min_training", Arg::Count(min_training))
                .with("count", Arg::Count(count)),
            Self::NoHorizon => Problem::new("forecast.no_horizon"),
            Self::DrawsRange { draws, min, max } => Problem::new("forecast.draws_range")
                .with("draws", Arg::Count(draws))
                .with("min", Arg::Count(min))
                .with("max", Arg::Count(max)),
            Self::LevelRange { level } => {
                let problem = Problem::new("forecast.level_range");
                if level.is_finite() {
                    problem.with("level", Arg::Number(level))
                } else {
                    problem
                }
            }
            Self::TooManyFailed { failed, draws } => Problem::new("forecast.too_many_failed")
                .with("failed", Arg::Count(failed))
                .with("draws", Arg::Count(draws)),
            Self::Cancelled { done, total } => Problem::new("forecast.cancelled")
                .with("done", Arg::Count(done))
                .with("total", Arg::Count(total)),
            Self::YearRange { first_year } => {
                Problem::new("forecast.year_range").with("first_year", Arg::Year(first_year))
            }
            Self::Overflow { step } => Problem::new("forecast.overflow")
                .with("step", Arg::Count(step))
                .at(at(step)),
            Self::Gm11(error) => error.problem(),
        }
    }
}
