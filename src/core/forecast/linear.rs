//! Ordinary least squares: a straight line through pairs, and through a series over time.

use serde::{Deserialize, Serialize};

use super::error::ForecastError;
use super::{MAX_HORIZON, series};

/// A straight line fitted by ordinary least squares.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Ordinate at abscissa 0.
    pub intercept: f64,
    /// Change of the ordinate per unit of the abscissa.
    pub slope: f64,
    /// Share of the variance explained; `None` when the ordinates do not vary.
    pub r_squared: Option<f64>,
}

impl Line {
    /// Ordinate of the line at an abscissa.
    pub fn at(&self, x: f64) -> f64 {
        self.intercept + self.slope * x
    }
}

/// Fits a line through pairs.
///
/// # Formula
///
/// ```text
/// slope = Σ (x − x̄)(y − ȳ) / Σ (x − x̄)²,   intercept = ȳ − slope x̄
/// r² = slope Σ (x − x̄)(y − ȳ) / Σ (y − ȳ)²
/// ```
///
/// # Shape
///
/// `x` and `y` have the same length, at least two.
///
/// # Errors
///
/// [`ForecastError::LengthMismatch`], [`ForecastError::TooFewPoints`], [`ForecastError::NotFinite`],
/// [`ForecastError::SameTimes`], [`ForecastError::Overflow`].
///
/// # Source
///
/// Gauss 1809; checked against the certified values of NIST StRD "Norris".
///
/// # Examples
///
/// ```
/// let line = tanheng::core::forecast::line(&[0.0, 1.0, 3.0], &[1.0, 3.0, 7.0])?;
/// assert_eq!((line.intercept, line.slope), (1.0, 2.0));
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
pub fn line(x: &[f64], y: &[f64]) -> Result<Line, ForecastError> {
    if x.len() != y.len() {
        return Err(ForecastError::LengthMismatch {
            observed: x.len(),
            predicted: y.len(),
        });
    }
    series::check(x, 2)?;
    series::check(y, 2)?;
    fit(x.len(), |index| x[index], y)
}

/// The line over time of a series, with times counted 0, 1, 2 …; makes no allocation.
pub(super) fn line_over_time(observed: &[f64]) -> Result<Line, ForecastError> {
    series::check(observed, 2)?;
    fit(observed.len(), |index| index as f64, observed)
}

fn fit(count: usize, x: impl Fn(usize) -> f64, y: &[f64]) -> Result<Line, ForecastError> {
    let scale = series::scale(y);
    let start = y[0] / scale;
    let (mut x_mean, mut y_mean) = (0.0, 0.0);
    for (index, y) in y.iter().enumerate() {
        x_mean += x(index) / count as f64;
        y_mean += y / scale - start;
    }
    y_mean = start + y_mean / count as f64;
    let (mut x_squares, mut y_squares, mut products) = (0.0, 0.0, 0.0);
    for (index, y) in y.iter().enumerate() {
        let (x_deviation, y_deviation) = (x(index) - x_mean, y / scale - y_mean);
        x_squares += x_deviation * x_deviation;
        y_squares += y_deviation * y_deviation;
        products += x_deviation * y_deviation;
    }
    if x_squares == 0.0 {
        return Err(ForecastError::SameTimes { time: x(0) });
    }
    let slope = products / x_squares;
    let r_squared = (y_squares > 0.0).then(|| (slope * products / y_squares).clamp(0.0, 1.0));
    let line = Line {
        intercept: (y_mean - slope * x_mean) * scale,
        slope: slope * scale,
        r_squared,
    };
    series::check_result(&[line.intercept, line.slope], 0)?;
    Ok(line)
}

/// How a line over time looks ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LinearOptions {
    /// Steps ahead.
    pub horizon: usize,
    /// The quantity cannot be negative: values of the line below 0 become 0 and are listed.
    pub non_negative: bool,
}

impl Default for LinearOptions {
    fn default() -> Self {
        Self {
            horizon: 10,
            non_negative: false,
        }
    }
}

/// A line over time and its values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Linear {
    /// The line; its abscissa is the position counted from 0.
    pub line: Line,
    /// Value of the line at each observation.
    pub fitted: Vec<f64>,
    /// Values ahead.
    pub forecast: Vec<f64>,
    /// Positions (observed and forecast years together, from 0) where a negative value became 0.
    pub clamped: Vec<usize>,
}

/// Fits a line over time and follows it ahead.
///
/// # Formula
///
/// ```text
/// x̂(k) = intercept + slope · k,   k = 0 … n−1 observed, n … n+h−1 ahead
/// ```
///
/// # Units
///
/// Intercept and values have the unit of the series, the slope that unit per step.
///
/// # Errors
///
/// [`ForecastError::TooFewPoints`] (two are needed), [`ForecastError::NotFinite`],
/// [`ForecastError::HorizonTooLong`], [`ForecastError::Overflow`].
///
/// # Source
///
/// As in [`line()`].
///
/// # Examples
///
/// ```
/// use tanheng::core::forecast::{LinearOptions, linear};
/// let fit = linear(&[3.0, 2.0, 1.0], &LinearOptions { horizon: 2, non_negative: true })?;
/// assert_eq!((fit.forecast, fit.clamped), (vec![0.0, 0.0], vec![4]));
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
pub fn linear(observed: &[f64], options: &LinearOptions) -> Result<Linear, ForecastError> {
    let LinearOptions {
        horizon,
        non_negative,
    } = *options;
    if horizon > MAX_HORIZON {
        return Err(ForecastError::HorizonTooLong {
            horizon,
            max: MAX_HORIZON,
        });
    }
    let line = line_over_time(observed)?;
    let mut fitted: Vec<f64> = (0..observed.len() + horizon)
        .map(|step| line.at(step as f64))
        .collect();
    series::check_result(&fitted, 0)?;
    let mut clamped = Vec::new();
    if non_negative {
        for (step, value) in fitted
            .iter_mut()
            .enumerate()
            .filter(|(_, value)| **value < 0.0)
        {
            *value = 0.0;
            clamped.push(step);
        }
    }
    let forecast = fitted.split_off(observed.len());
    Ok(Linear {
        line,
        fitted,
        forecast,
        clamped,
    })
}
