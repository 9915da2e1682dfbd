//! Checks and small sums that every model of this folder shares.

use super::error::ForecastError;
use super::gm11_error::Gm11Error;

/// What a check of plain numbers finds; each module tells it in its own words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fault {
    TooFewPoints { count: usize, needed: usize },
    NotFinite { index: usize },
    Overflow { step: usize },
}

impl From<Fault> for ForecastError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::TooFewPoints { count, needed } => Self::TooFewPoints { count, needed },
            Fault::NotFinite { index } => Self::NotFinite { index },
            Fault::Overflow { step } => Self::Overflow { step },
        }
    }
}

impl From<Fault> for Gm11Error {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::TooFewPoints { count, needed } => Self::TooFewPoints { count, needed },
            Fault::NotFinite { index } => Self::NotFinite { index },
            Fault::Overflow { step } => Self::Overflow { step },
        }
    }
}

/// Refuses a series that is too short or holds NaN or an infinity.
pub(super) fn check(series: &[f64], needed: usize) -> Result<(), Fault> {
    if series.len() < needed {
        return Err(Fault::TooFewPoints {
            count: series.len(),
            needed,
        });
    }
    match series.iter().position(|value| !value.is_finite()) {
        Some(index) => Err(Fault::NotFinite { index }),
        None => Ok(()),
    }
}

/// Refuses a result that left the range of floating-point numbers.
pub(super) fn check_result(values: &[f64], offset: usize) -> Result<(), Fault> {
    match values.iter().position(|value| !value.is_finite()) {
        Some(index) => Err(Fault::Overflow {
            step: offset + index,
        }),
        None => Ok(()),
    }
}

/// A power of two near the largest magnitude.
///
/// Dividing by it is exact, so sums of squares neither overflow nor vanish and no digit is lost.
pub(super) fn scale(series: &[f64]) -> f64 {
    let largest = series
        .iter()
        .fold(0.0_f64, |largest, value| largest.max(value.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return 1.0;
    }
    let (_, exponent) = libm::frexp(largest);
    libm::ldexp(1.0, exponent.clamp(-1021, 1022))
}

/// Mean and population standard deviation (divisor n) of a non-empty series, in two passes.
///
/// Counted from the first value, so that equal values have exactly no deviation.
pub(super) fn mean_and_deviation(series: &[f64]) -> (f64, f64) {
    let (scale, count) = (scale(series), series.len() as f64);
    let start = series[0] / scale;
    let mean = start
        + series
            .iter()
            .map(|value| value / scale - start)
            .sum::<f64>()
            / count;
    let squares = series
        .iter()
        .map(|value| (value / scale - mean) * (value / scale - mean))
        .sum::<f64>();
    (mean * scale, (squares / count).sqrt() * scale)
}
