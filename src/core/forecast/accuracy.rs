//! How well a model would have forecast what is already known: hold-out and rolling origin.

use serde::{Deserialize, Serialize};

use super::error::ForecastError;
use super::model::Model;
use super::{MIN_POINTS, series};

/// Measures of forecast error.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ErrorMeasures {
    /// Mean absolute error, in the unit of the series.
    pub mae: f64,
    /// Root mean squared error, in the unit of the series.
    pub rmse: f64,
    /// Mean absolute percentage error as a share: 0.076 is 7.6 %. `None` when an observed value is zero.
    pub mape: Option<f64>,
}

/// Compares forecasts with what was observed.
///
/// # Formula
///
/// ```text
/// MAE = Σ |x − x̂| / n,   RMSE = √(Σ (x − x̂)² / n),   MAPE = Σ |x − x̂| / |x| / n
/// ```
///
/// # Shape
///
/// Both series have the same length, at least one.
///
/// # Errors
///
/// [`ForecastError::LengthMismatch`], [`ForecastError::TooFewPoints`], [`ForecastError::NotFinite`],
/// [`ForecastError::Overflow`].
///
/// # Source
///
/// Hyndman and Athanasopoulos, Forecasting: principles and practice, "Evaluating point forecast accuracy".
///
/// # Examples
///
/// ```
/// // errors 3 and −4: MAE 3.5, RMSE √12.5, MAPE (3/10 + 4/20)/2
/// let errors = tanheng::core::forecast::error_measures(&[10.0, 20.0], &[7.0, 24.0])?;
/// assert_eq!((errors.mae, errors.rmse, errors.mape), (3.5, 12.5_f64.sqrt(), Some(0.25)));
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
pub fn error_measures(observed: &[f64], predicted: &[f64]) -> Result<ErrorMeasures, ForecastError> {
    if observed.len() != predicted.len() {
        return Err(ForecastError::LengthMismatch {
            observed: observed.len(),
            predicted: predicted.len(),
        });
    }
    series::check(observed, 1)?;
    series::check(predicted, 1)?;
    let errors: Vec<f64> = observed
        .iter()
        .zip(predicted)
        .map(|(x, predicted)| x - predicted)
        .collect();
    series::check_result(&errors, 0)?;
    let (scale, count) = (series::scale(&errors), errors.len() as f64);
    let mae = errors
        .iter()
        .map(|error| (error / scale).abs())
        .sum::<f64>()
        / count
        * scale;
    let rmse = (errors
        .iter()
        .map(|error| (error / scale) * (error / scale))
        .sum::<f64>()
        / count)
        .sqrt()
        * scale;
    let mape = errors
        .iter()
        .zip(observed)
        .map(|(error, x)| (error / x).abs())
        .sum::<f64>()
        / count;
    series::check_result(&[mae, rmse], 0)?;
    Ok(ErrorMeasures {
        mae,
        rmse,
        mape: Some(mape).filter(|mape| mape.is_finite()),
    })
}

/// The last points, forecast from those before them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HoldOut {
    /// Points the model was fitted to.
    pub training: usize,
    /// Their fitted values.
    pub fitted: Vec<f64>,
    /// Forecast of each point held out.
    pub forecast: Vec<f64>,
    /// What was observed there.
    pub observed: Vec<f64>,
    /// Measures of the difference.
    pub errors: ErrorMeasures,
}

/// Fits a model without the last points and forecasts them.
///
/// # Formula
///
/// ```text
/// fit on x(1) … x(n−k), compare x̂(n−k+1) … x̂(n) with x
/// ```
///
/// # Shape
///
/// `hold_out` is 1 to n − 4, whatever the model, so that all models stand the same test.
///
/// # Errors
///
/// [`ForecastError::HoldOutRange`] and those of [`Model::path`].
///
/// # Source
///
/// As in [`error_measures`].
///
/// # Examples
///
/// ```
/// use tanheng::core::forecast::{Model, hold_out};
/// let test = hold_out(&[10.0, 20.0, 30.0, 40.0, 50.0, 80.0], &Model::Naive, 2)?;
/// assert_eq!(test.forecast, [40.0, 40.0]);
/// assert!((test.errors.mape.unwrap_or(0.0) - 0.35).abs() < 1e-15);
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
pub fn hold_out(
    observed: &[f64],
    model: &Model,
    hold_out: usize,
) -> Result<HoldOut, ForecastError> {
    series::check(observed, MIN_POINTS + 1)?;
    let max = observed.len() - MIN_POINTS;
    if hold_out == 0 || hold_out > max {
        return Err(ForecastError::HoldOutRange { hold_out, max });
    }
    let (training, rest) = observed.split_at(observed.len() - hold_out);
    let path = model.path(training, hold_out)?;
    Ok(HoldOut {
        training: training.len(),
        errors: error_measures(rest, &path.forecast)?,
        fitted: path.fitted,
        forecast: path.forecast,
        observed: rest.to_vec(),
    })
}

/// Every point from some origin on, forecast one step ahead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RollingOrigin {
    /// Points of the shortest training part; the next forecast uses one more, and so on.
    pub min_training: usize,
    /// Forecast of each point after it.
    pub forecast: Vec<f64>,
    /// What was observed there.
    pub observed: Vec<f64>,
    /// Measures of the difference.
    pub errors: ErrorMeasures,
}

/// Refits a model at every origin and forecasts one step ahead.
///
/// # Formula
///
/// ```text
/// for m = min_training … n−1: fit on x(1) … x(m), compare x̂(m+1) with x(m+1)
/// ```
///
/// # Shape
///
/// n − `min_training` forecasts; `min_training` is 4 to n − 1.
///
/// # Errors
///
/// [`ForecastError::TooFewPoints`], [`ForecastError::NoOrigin`] and those of [`Model::path`].
///
/// # Source
///
/// Hyndman and Athanasopoulos, Forecasting: principles and practice, "Time series cross-validation".
///
/// # Examples
///
/// ```
/// use tanheng::core::forecast::{Model, rolling_origin};
/// let test = rolling_origin(&[10.0, 20.0, 30.0, 40.0, 50.0, 80.0], &Model::Naive, 4)?;
/// assert_eq!(test.forecast, [40.0, 50.0]);
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
pub fn rolling_origin(
    observed: &[f64],
    model: &Model,
    min_training: usize,
) -> Result<RollingOrigin, ForecastError> {
    series::check(observed, MIN_POINTS)?;
    if min_training < MIN_POINTS {
        return Err(ForecastError::TooFewPoints {
            count: min_training,
            needed: MIN_POINTS,
        });
    }
    if min_training >= observed.len() {
        return Err(ForecastError::NoOrigin {
            min_training,
            count: observed.len(),
        });
    }
    let mut forecast = Vec::with_capacity(observed.len() - min_training);
    for origin in min_training..observed.len() {
        let next = model.curve(&observed[..origin])?.at(origin);
        forecast.push(model.floor().map_or(next, |floor| next.max(floor)));
    }
    series::check_result(&forecast, min_training)?;
    let rest = &observed[min_training..];
    let errors = error_measures(rest, &forecast)?;
    Ok(RollingOrigin {
        min_training,
        forecast,
        observed: rest.to_vec(),
        errors,
    })
}

/// Shortest training part when nobody chose one: half of the points, rounded up, and at least four.
///
/// # Examples
///
/// ```
/// use tanheng::core::forecast::default_min_training;
/// assert_eq!((default_min_training(15), default_min_training(5)), (8, 4));
/// ```
pub fn default_min_training(count: usize) -> usize {
    count.div_ceil(2).max(MIN_POINTS)
}
