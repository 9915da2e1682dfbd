//! Account → forecast of net emission.

use serde::{Deserialize, Serialize};

use crate::core::account::{Account, Series, Total};
use crate::core::forecast::{
    Forecast, ForecastError, HoldOut, ModelName, Part, forecast_with_progress, gm11_path, hold_out,
};
use crate::core::problem::Report;
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
    /// Every model there is on the years held out, compared or not.
    pub hold_outs: Vec<(ModelName, Part<HoldOut>)>,
    /// What the paper printed.
    pub printed: Option<PrintedForecast>,
}

/// A printed forecast and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrintedForecast {
    /// Year and printed value.
    pub path: Vec<(i32, f64)>,
    /// How far each printed value is above the computed one of its year, as a share; `None` where there is none.
    pub differences: Vec<Option<f64>>,
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

/// Forecasts the net emission of an account with the study's choices. On the printed basis the series is the printed net
/// emission itself.
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
    let series = printed_net(study)
        .unwrap_or_else(|| account.total(Total::Net, study.choices.region.as_deref()));
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
        hold_outs: hold_outs(&forecast),
        printed: printed(study, &forecast),
        forecast,
    })
}

/// The printed net emission where the printed account is the basis: its items, added up again, differ in the last digit.
pub(crate) fn printed_net(study: &Study) -> Option<Series> {
    let table = study.published_here()?.account.as_ref()?;
    let is_whole = table.net.len() == table.years.len();
    (study.choices.basis == Basis::Published && is_whole).then(|| Series {
        years: table.years.clone(),
        values: table.net.iter().map(|v| Some(*v)).collect(),
    })
}

fn hold_outs(forecast: &Forecast) -> Vec<(ModelName, Part<HoldOut>)> {
    let options = &forecast.options;
    ModelName::ALL
        .into_iter()
        .map(|name| {
            let test = hold_out(
                &forecast.observed,
                &options.model_of(name),
                options.hold_out,
            );
            (name, test.map_err(|error| Box::new(error.problem())))
        })
        .collect()
}

/// Value of the model in a year, fitted or ahead.
fn value_in(forecast: &Forecast, year: i32) -> Option<f64> {
    let index = forecast.years.iter().position(|y| *y == year)?;
    let path = &forecast.path;
    path.fitted.iter().chain(&path.forecast).nth(index).copied()
}

fn printed(study: &Study, forecast: &Forecast) -> Option<PrintedForecast> {
    let first_year = forecast.years.first().copied()?;
    let published = study.published_here().filter(|p| !p.forecast.is_empty())?;
    let path: Vec<(i32, f64)> = published.forecast.iter().map(|(&y, &v)| (y, v)).collect();
    let last_year = path.last()?.0;
    let table = published.account.as_ref();
    let first = table
        .and_then(|t| t.net.first())
        .or(forecast.observed.first())
        .copied()?;
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
    let differences = path
        .iter()
        .map(|(year, printed)| {
            value_in(forecast, *year)
                .map(|value| printed / value - 1.0)
                .filter(|share| share.is_finite())
        })
        .collect();
    Some(PrintedForecast {
        path,
        differences,
        posterior: published.posterior,
        reproduced,
    })
}
