//! Forecasts of a yearly series, with the tests and benchmarks that say what they are worth.
//!
//! | what | where |
//! |---|---|
//! | all at once | [`forecast()`], [`forecast_with_progress`] |
//! | grey model GM(1,1) | [`gm11()`], [`gm11_path`] |
//! | line over time | [`linear()`], [`line()`] |
//! | mean annual growth | [`mean_growth`] |
//! | naive benchmark | [`naive()`] |
//! | any of them alike | [`Model`] |
//! | tests of a grey model | [`class_ratio_test`], [`class_ratio_deviations`], [`posterior_test`], [`grade()`], [`mean_relative_error`], [`range_of_use`] |
//! | error against what is known | [`hold_out`], [`rolling_origin`], [`error_measures`] |
//! | interval | [`residual_bootstrap`] |
//! | peak and neutrality | [`peak()`], [`neutrality`] |

mod accuracy;
mod bootstrap;
mod class_ratio;
mod compose;
mod error;
mod gm11;
mod gm11_error;
mod grade;
mod growth;
mod linear;
mod model;
mod naive;
mod options;
mod peak;
mod series;
mod spec;

pub use accuracy::{
    ErrorMeasures, HoldOut, RollingOrigin, default_min_training, error_measures, hold_out,
    rolling_origin,
};
pub use bootstrap::{BootstrapOptions, Interval, MAX_DRAWS, MIN_DRAWS, residual_bootstrap};
pub use class_ratio::{ClassRatioTest, class_ratio_deviations, class_ratio_test};
pub use compose::{
    Comparison, Fit, FitTests, Forecast, Part, fit, forecast, forecast_with_progress,
};
pub use error::ForecastError;
pub use gm11::{Gm11, Gm11Options, gm11, gm11_path};
pub use gm11_error::{Gm11Error, Gm11Warning};
pub use grade::{
    Grade, PosteriorTest, RangeOfUse, grade, mean_relative_error, posterior_test, range_of_use,
};
pub use growth::{MeanGrowth, mean_growth};
pub use linear::{Line, Linear, LinearOptions, line, linear};
pub use model::{Model, ModelName, Path};
pub use naive::{Naive, naive};
pub use options::{ForecastOptions, ForecastRequest};
pub use peak::{Neutrality, Peak, PeakPosition, neutrality, peak, years};
pub use spec::FORECAST;

/// Fewest points a forecast is made from: two coefficients and something to check them by.
pub const MIN_POINTS: usize = 4;

/// Most steps ahead.
pub const MAX_HORIZON: usize = 1000;
