//! The naive forecast: tomorrow is like today. Every other model has to beat it.

use serde::{Deserialize, Serialize};

use super::error::ForecastError;
use super::{MAX_HORIZON, series};

/// The last value, carried on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Naive {
    /// Last observed value.
    pub last: f64,
    /// Value one step before each observation; the first is the observation itself.
    pub fitted: Vec<f64>,
    /// Values ahead, all equal to the last.
    pub forecast: Vec<f64>,
}

/// Carries the last value on.
///
/// # Formula
///
/// ```text
/// x̂(1) = x(1),   x̂(k) = x(k−1) for k = 2 … n,   x̂(n+h) = x(n)
/// ```
///
/// # Units
///
/// Those of the series.
///
/// # Errors
///
/// [`ForecastError::TooFewPoints`] (one is needed), [`ForecastError::NotFinite`], [`ForecastError::HorizonTooLong`].
///
/// # Source
///
/// Hyndman and Athanasopoulos, Forecasting: principles and practice, "Some simple forecasting methods".
///
/// # Examples
///
/// ```
/// let naive = tanheng::core::forecast::naive(&[1.0, 5.0, 3.0], 2)?;
/// assert_eq!((naive.fitted, naive.forecast), (vec![1.0, 1.0, 5.0], vec![3.0, 3.0]));
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
pub fn naive(observed: &[f64], horizon: usize) -> Result<Naive, ForecastError> {
    if horizon > MAX_HORIZON {
        return Err(ForecastError::HorizonTooLong {
            horizon,
            max: MAX_HORIZON,
        });
    }
    series::check(observed, 1)?;
    let last = observed[observed.len() - 1];
    let fitted = (0..observed.len())
        .map(|step| observed[step.saturating_sub(1)])
        .collect();
    Ok(Naive {
        last,
        fitted,
        forecast: vec![last; horizon],
    })
}
