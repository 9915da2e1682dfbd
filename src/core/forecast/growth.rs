//! Mean annual growth: the constant rate that leads from the first value to the last.

use serde::{Deserialize, Serialize};

use super::error::ForecastError;
use super::{MAX_HORIZON, series};

/// A constant rate of growth and its values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeanGrowth {
    /// Growth per step as a share: 0.03 is 3 %.
    pub rate: f64,
    /// First value.
    pub first: f64,
    /// Last observed value.
    pub last: f64,
    /// Steps between them.
    pub intervals: usize,
    /// Value of the path at each observation; it passes through the first and the last.
    pub fitted: Vec<f64>,
    /// Values ahead.
    pub forecast: Vec<f64>,
}

/// Follows the mean annual growth of a series ahead.
///
/// Only the first and the last value matter. Two negative values grow alike; a zero or a change of sign has no rate.
///
/// # Formula
///
/// ```text
/// r = (x_n / x_1)^(1/(n−1)) − 1,   x̂(k) = x_1 (1 + r)^k,   k = 0 … n−1+h
/// ```
///
/// # Units
///
/// The rate is a share per step, values have the unit of the series.
///
/// # Errors
///
/// [`ForecastError::TooFewPoints`] (two are needed), [`ForecastError::NotFinite`], [`ForecastError::SignChange`],
/// [`ForecastError::HorizonTooLong`], [`ForecastError::Overflow`].
///
/// # Source
///
/// The geometric mean of the yearly growth factors, standard in statistical yearbooks (年均增长率).
///
/// # Examples
///
/// ```
/// let growth = tanheng::core::forecast::mean_growth(&[100.0, 90.0, 121.0], 1)?;
/// assert!((growth.rate - 0.1).abs() < 1e-15);
/// assert!((growth.forecast[0] - 133.1).abs() < 1e-12);
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
pub fn mean_growth(observed: &[f64], horizon: usize) -> Result<MeanGrowth, ForecastError> {
    if horizon > MAX_HORIZON {
        return Err(ForecastError::HorizonTooLong {
            horizon,
            max: MAX_HORIZON,
        });
    }
    let curve = growth_curve(observed)?;
    let mut fitted: Vec<f64> = (0..observed.len() + horizon)
        .map(|step| curve.at(step))
        .collect();
    series::check_result(&fitted, 0)?;
    let forecast = fitted.split_off(observed.len());
    let rate = libm::pow(curve.ratio, 1.0 / curve.intervals) - 1.0;
    let intervals = observed.len() - 1;
    Ok(MeanGrowth {
        rate,
        first: observed[0],
        last: observed[intervals],
        intervals,
        fitted,
        forecast,
    })
}

/// A path of constant growth, ready to be read at any step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct GrowthCurve {
    first: f64,
    ratio: f64,
    intervals: f64,
}

impl GrowthCurve {
    /// Value at a step counted from 0, the first observation.
    pub(super) fn at(&self, step: usize) -> f64 {
        self.first * libm::pow(self.ratio, step as f64 / self.intervals)
    }
}

/// The rate alone; makes no allocation.
pub(super) fn growth_curve(observed: &[f64]) -> Result<GrowthCurve, ForecastError> {
    series::check(observed, 2)?;
    let (first, last) = (observed[0], observed[observed.len() - 1]);
    let ratio = last / first;
    if first == 0.0 || last == 0.0 || (first < 0.0) != (last < 0.0) {
        return Err(ForecastError::SignChange { first, last });
    }
    if !ratio.is_normal() {
        return Err(ForecastError::Overflow {
            step: observed.len() - 1,
        });
    }
    Ok(GrowthCurve {
        first,
        ratio,
        intervals: (observed.len() - 1) as f64,
    })
}
