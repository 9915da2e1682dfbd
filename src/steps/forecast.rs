//! Account → forecast of net emission.

use serde::{Deserialize, Serialize};

use crate::core::account::{Account, Total};
use crate::core::forecast::{Forecast, ForecastError, forecast_with_progress, gm11_path};
use crate::core::study::{Basis, Study};
use crate::core::units::Unit;
use std::ops::ControlFlow;

/// The forecast and what stands beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ForecastStep {
    /// Unit of every value.
    pub unit: Unit,
    /// Which account the series is from.
    pub basis: Basis,
    /// Years of the account before the fitted run, left out because a year in between is unknown.
    pub left_out: Vec<i32>,
    /// Everything computed.
    pub forecast: Forecast,
    /// What the paper printed.
    pub printed: Option<PrintedForecast>,
}

/// A printed forecast and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrintedForecast {
    /// Year and printed value.
    pub path: Vec<(i32, f64)>,
    /// Printed posterior variance ratio and small error probability.
    pub posterior: Option<(f64, f64)>,
    /// The same years from the parameters the printed path comes from.
    pub reproduced: Option<Reproduced>,
}

/// The printed path computed again from a pair of parameters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reproduced {
    /// Development coefficient that gives the printed path.
    pub development_coefficient: f64,
    /// Grey input that gives it.
    pub grey_input: f64,
    /// Computed values, one a printed year.
    pub values: Vec<f64>,
    /// Largest relative difference to the printed values.
    pub largest_difference: f64,
}

/// Forecasts the net emission of an account with the study's choices.
///
/// # Errors
/// Those of [`crate::core::forecast::forecast`].
pub fn compute(study: &Study, account: &Account) -> Result<ForecastStep, ForecastError> {
    compute_with_progress(study, account, &mut |_, _| ControlFlow::Continue(()))
}

/// [`compute`] that tells how far it is and can be stopped.
///
/// # Errors
/// Those of [`crate::core::forecast::forecast_with_progress`].
pub fn compute_with_progress(
    study: &Study,
    account: &Account,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<ForecastStep, ForecastError> {
    let series = account.total(Total::Net, study.choices.region.as_deref());
    let (first_year, run) = series.latest_run();
    let forecast = forecast_with_progress(&run, first_year, &study.choices.forecast, progress)?;
    let left_out = series
        .years
        .iter()
        .copied()
        .filter(|&y| y < first_year)
        .collect();
    Ok(ForecastStep {
        unit: account.unit.clone(),
        basis: study.choices.basis,
        left_out,
        printed: printed(study, &run, first_year),
        forecast,
    })
}

fn printed(study: &Study, run: &[f64], first_year: i32) -> Option<PrintedForecast> {
    let published = study
        .published
        .as_ref()
        .filter(|p| !p.forecast.is_empty())?;
    let path: Vec<(i32, f64)> = published.forecast.iter().map(|(&y, &v)| (y, v)).collect();
    let last_year = path.last()?.0;
    let table = published.account.as_ref();
    let first = table.and_then(|t| t.net.first()).or(run.first()).copied()?;
    let start = table
        .and_then(|t| t.years.first())
        .copied()
        .unwrap_or(first_year);
    let reproduced = published.forecast_parameters.and_then(|(a, b)| {
        let length = usize::try_from(last_year - start + 1).ok()?;
        let values = gm11_path(first, a, b, length, 0).ok()?;
        let values: Vec<f64> = path
            .iter()
            .map(|(y, _)| values.get(usize::try_from(y - start).ok()?).copied())
            .collect::<Option<_>>()?;
        let largest = path
            .iter()
            .zip(&values)
            .map(|((_, printed), value)| (value / printed - 1.0).abs())
            .fold(0.0, f64::max);
        Some(Reproduced {
            development_coefficient: a,
            grey_input: b,
            values,
            largest_difference: largest,
        })
    });
    Some(PrintedForecast {
        path,
        posterior: published.posterior,
        reproduced,
    })
}
