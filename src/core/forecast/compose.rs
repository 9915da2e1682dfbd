//! One forecast with everything that is shown beside it.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::accuracy::{HoldOut, RollingOrigin, default_min_training, hold_out, rolling_origin};
use super::bootstrap::{BootstrapOptions, Interval, residual_bootstrap};
use super::class_ratio::{ClassRatioTest, class_ratio_deviations, class_ratio_test};
use super::error::ForecastError;
use super::gm11::{Gm11, Gm11Options, gm11};
use super::grade::{PosteriorTest, RangeOfUse, mean_relative_error, posterior_test, range_of_use};
use super::growth::{MeanGrowth, mean_growth};
use super::linear::{Linear, LinearOptions, linear};
use super::model::{Model, Path};
use super::naive::{Naive, naive};
use super::options::ForecastOptions;
use super::peak::{Neutrality, Peak, neutrality, peak, years};
use super::{MIN_POINTS, series};
use crate::core::problem::{Problem, Report};

/// A part of a forecast that may be missing for a reason of its own, while the rest still shows.
pub type Part<T> = Result<T, Box<Problem>>;

/// The fit of the model shown, with what its working needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "model", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fit {
    /// GM(1,1).
    Gm11(Gm11),
    /// A line over time.
    Linear(Linear),
    /// Mean annual growth.
    MeanGrowth(MeanGrowth),
    /// The last value carried on.
    Naive(Naive),
}

/// Tests of a fit. Those that ask for a development coefficient are `None` for other models than GM(1,1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FitTests {
    /// May the series be modelled by GM(1,1)?
    pub class_ratio: Part<ClassRatioTest>,
    /// Departure of a from each class ratio.
    pub class_ratio_deviations: Option<Vec<Option<f64>>>,
    /// Spread of the residuals against the spread of the series, with the grade.
    pub posterior: Part<PosteriorTest>,
    /// Mean relative error over the second to the last point, as a share.
    pub mean_relative_error: Part<f64>,
    /// What the development coefficient allows.
    pub range_of_use: Option<RangeOfUse>,
}

/// One row of the table of models.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The model.
    pub model: Model,
    /// Its values over all years.
    pub path: Part<Path>,
    /// Its forecast of the points held out.
    pub hold_out: Part<HoldOut>,
    /// Its forecasts one step ahead.
    pub rolling_origin: Part<RollingOrigin>,
}

/// A forecast with its tests, benchmarks, interval and dates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    /// The choices it was made with.
    pub options: ForecastOptions,
    /// Year of each observed and forecast value.
    pub years: Vec<i32>,
    /// The series.
    pub observed: Vec<f64>,
    /// The model with its choices.
    pub model: Model,
    /// Values of the model over all years.
    pub path: Path,
    /// The fit behind them.
    pub fit: Fit,
    /// Tests of the fit.
    pub tests: FitTests,
    /// The model shown first, then those it is held against.
    pub comparisons: Vec<Comparison>,
    /// Interval around the values ahead.
    pub interval: Part<Interval>,
    /// Highest value of observed and forecast years.
    pub peak: Peak,
    /// First year at or below zero.
    pub neutrality: Option<Neutrality>,
    /// Doubts to be shown beside the result.
    pub warnings: Vec<Problem>,
}

/// Forecasts a yearly series with all that is shown beside it.
///
/// Only a series that the chosen model cannot take is an error. Every other part (a hold-out with too few points, a class
/// ratio of a negative value) is missing with its reason, and the rest still shows.
///
/// # Formula
///
/// Those of [`gm11`](super::gm11()), [`linear`](super::linear()), [`mean_growth`], [`naive`](super::naive()),
/// [`class_ratio_test`], [`posterior_test`], [`hold_out`], [`rolling_origin`], [`residual_bootstrap`], [`peak`].
///
/// # Units
///
/// Those of the series; relative errors are shares.
///
/// # Errors
///
/// [`ForecastError::TooFewPoints`] below four points, [`ForecastError::NotFinite`], [`ForecastError::YearRange`], and
/// those of the model.
///
/// # Source
///
/// The functions named above.
///
/// # Examples
///
/// ```
/// use tanheng::core::forecast::{ForecastOptions, forecast};
/// let net = [2076.29, 2682.09, 3073.00, 2698.84, 3054.63, 3490.35, 3700.12, 4608.31,
///     4260.19, 4379.78, 4377.37, 4459.31, 4727.81, 4705.79, 5057.62];
/// let result = forecast(&net, 2005, &ForecastOptions { horizon: 11, ..ForecastOptions::default() })?;
/// assert_eq!(result.years.last(), Some(&2030));
/// assert_eq!(format!("{:.2}", result.path.forecast[10]), "8507.51");
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
pub fn forecast(
    observed: &[f64],
    first_year: i32,
    options: &ForecastOptions,
) -> Result<Forecast, ForecastError> {
    forecast_with_progress(observed, first_year, options, &mut |_, _| {
        ControlFlow::Continue(())
    })
}

/// [`forecast`] that tells how many draws are done, and can be stopped.
///
/// # Errors
///
/// Those of [`forecast`], and [`ForecastError::Cancelled`].
///
/// # Examples
///
/// ```
/// use std::ops::ControlFlow;
/// use tanheng::core::forecast::{ForecastError, ForecastOptions, forecast_with_progress};
/// let stopped = forecast_with_progress(&[1.0, 2.0, 3.0, 5.0], 2019, &ForecastOptions::default(), &mut |_, _| {
///     ControlFlow::Break(())
/// });
/// assert!(matches!(stopped, Err(ForecastError::Cancelled { .. })));
/// ```
pub fn forecast_with_progress(
    observed: &[f64],
    first_year: i32,
    options: &ForecastOptions,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Forecast, ForecastError> {
    series::check(observed, MIN_POINTS)?;
    let model = options.model_of(options.model);
    let path = model.path(observed, options.horizon)?;
    let years = years(first_year, observed.len() + options.horizon)?;
    let fit = fit(observed, &model, options.horizon)?;
    let bootstrap = BootstrapOptions {
        horizon: options.horizon,
        draws: options.draws,
        level: options.level,
        seed: options.seed,
    };
    let interval = match residual_bootstrap(observed, &model, &bootstrap, progress) {
        Err(cancelled @ ForecastError::Cancelled { .. }) => return Err(cancelled),
        other => part(other),
    };
    let warnings = match &fit {
        Fit::Gm11(gm11) => gm11.warnings.iter().map(Report::problem).collect(),
        _ => Vec::new(),
    };
    Ok(Forecast {
        tests: tests(observed, &path, &fit),
        comparisons: comparisons(observed, options),
        peak: peak(first_year, observed, &path.forecast)?,
        neutrality: neutrality(first_year, observed, &path.forecast)?,
        options: options.clone(),
        years,
        observed: observed.to_vec(),
        model,
        path,
        fit,
        interval,
        warnings,
    })
}

/// Fits a model with what its working needs.
///
/// # Errors
///
/// Those of the model.
pub fn fit(observed: &[f64], model: &Model, horizon: usize) -> Result<Fit, ForecastError> {
    Ok(match *model {
        Model::Gm11 { background_weight } => Fit::Gm11(gm11(
            observed,
            &Gm11Options {
                background_weight,
                horizon,
            },
        )?),
        Model::Linear { non_negative } => Fit::Linear(linear(
            observed,
            &LinearOptions {
                horizon,
                non_negative,
            },
        )?),
        Model::MeanGrowth => Fit::MeanGrowth(mean_growth(observed, horizon)?),
        Model::Naive => Fit::Naive(naive(observed, horizon)?),
    })
}

fn tests(observed: &[f64], path: &Path, fit: &Fit) -> FitTests {
    let class_ratio = part(class_ratio_test(observed));
    let coefficient = match fit {
        Fit::Gm11(gm11) => Some(gm11.development_coefficient),
        _ => None,
    };
    FitTests {
        class_ratio_deviations: coefficient
            .zip(class_ratio.as_ref().ok())
            .map(|(coefficient, test)| class_ratio_deviations(&test.ratios, coefficient)),
        class_ratio,
        posterior: part(posterior_test(observed, &path.fitted)),
        mean_relative_error: part(mean_relative_error(observed, &path.fitted)),
        range_of_use: coefficient.map(range_of_use),
    }
}

fn comparisons(observed: &[f64], options: &ForecastOptions) -> Vec<Comparison> {
    let min_training = match options.min_training {
        0 => default_min_training(observed.len()),
        chosen => chosen,
    };
    let mut names = vec![options.model];
    for name in &options.compare {
        if !names.contains(name) {
            names.push(*name);
        }
    }
    names
        .into_iter()
        .map(|name| {
            let model = options.model_of(name);
            Comparison {
                path: part(model.path(observed, options.horizon)),
                hold_out: part(hold_out(observed, &model, options.hold_out)),
                rolling_origin: part(rolling_origin(observed, &model, min_training)),
                model,
            }
        })
        .collect()
}

fn part<T>(result: Result<T, ForecastError>) -> Part<T> {
    result.map_err(|error| Box::new(error.problem()))
}
