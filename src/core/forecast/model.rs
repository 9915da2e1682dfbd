//! The models behind one door, so that tests, intervals and tables treat them alike.

use serde::{Deserialize, Serialize};

use super::error::ForecastError;
use super::gm11::{GreyCurve, grey_curve};
use super::growth::{GrowthCurve, growth_curve};
use super::linear::{Line, line_over_time};
use super::{MAX_HORIZON, series};

/// Name of a model, as it stands in a job file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ModelName {
    /// GM(1,1).
    #[default]
    Gm11,
    /// Ordinary least squares on time.
    Linear,
    /// Mean annual growth.
    MeanGrowth,
    /// The last value carried on.
    Naive,
}

impl ModelName {
    /// Every model, in the order of forms and tables.
    pub const ALL: [Self; 4] = [Self::Gm11, Self::Linear, Self::MeanGrowth, Self::Naive];

    /// The name as it stands in a job file.
    ///
    /// # Examples
    ///
    /// ```
    /// use tanheng::core::forecast::ModelName;
    /// assert_eq!(ModelName::ALL.map(ModelName::id), ["gm11", "linear", "mean_growth", "naive"]);
    /// ```
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Gm11 => "gm11",
            Self::Linear => "linear",
            Self::MeanGrowth => "mean_growth",
            Self::Naive => "naive",
        }
    }
}

/// A model with its choices.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "model", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Model {
    /// GM(1,1), see [`gm11`](super::gm11()).
    Gm11 {
        /// Weight of the later accumulated value in a background value.
        background_weight: f64,
    },
    /// A line over time, see [`linear`](super::linear()).
    Linear {
        /// Whether values below 0 become 0.
        non_negative: bool,
    },
    /// Mean annual growth, see [`mean_growth`](super::mean_growth).
    MeanGrowth,
    /// The last value carried on, see [`naive`](super::naive()).
    Naive,
}

/// The values of a model over the observed years and ahead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Path {
    /// Value for each observation.
    pub fitted: Vec<f64>,
    /// Values ahead.
    pub forecast: Vec<f64>,
    /// Positions (observed and forecast years together, from 0) where a negative value became 0.
    pub clamped: Vec<usize>,
}

impl Model {
    /// Name of the model.
    pub fn name(&self) -> ModelName {
        match self {
            Self::Gm11 { .. } => ModelName::Gm11,
            Self::Linear { .. } => ModelName::Linear,
            Self::MeanGrowth => ModelName::MeanGrowth,
            Self::Naive => ModelName::Naive,
        }
    }

    /// Fits the model to a series and follows it ahead.
    ///
    /// # Formula
    ///
    /// That of each model; see the variants.
    ///
    /// # Shape
    ///
    /// `fitted` is as long as the series, `forecast` has `horizon` values.
    ///
    /// # Errors
    ///
    /// Those of each model; see the variants.
    ///
    /// # Examples
    ///
    /// ```
    /// use tanheng::core::forecast::Model;
    /// let path = Model::Naive.path(&[4.0, 5.0, 6.0, 7.0], 2)?;
    /// assert_eq!(path.forecast, [7.0, 7.0]);
    /// # Ok::<(), tanheng::core::forecast::ForecastError>(())
    /// ```
    pub fn path(&self, observed: &[f64], horizon: usize) -> Result<Path, ForecastError> {
        if horizon > MAX_HORIZON {
            return Err(ForecastError::HorizonTooLong {
                horizon,
                max: MAX_HORIZON,
            });
        }
        let curve = self.curve(observed)?;
        let total = observed.len() + horizon;
        let mut fitted: Vec<f64> = match curve {
            Curve::Level(_) => (0..total)
                .map(|step| observed[step.saturating_sub(1).min(observed.len() - 1)])
                .collect(),
            curve => (0..total).map(|step| curve.at(step)).collect(),
        };
        series::check_result(&fitted, 0)?;
        let mut clamped = Vec::new();
        if let Some(floor) = self.floor() {
            for (step, value) in fitted
                .iter_mut()
                .enumerate()
                .filter(|(_, value)| **value < floor)
            {
                *value = floor;
                clamped.push(step);
            }
        }
        let forecast = fitted.split_off(observed.len());
        Ok(Path {
            fitted,
            forecast,
            clamped,
        })
    }

    /// Least value the model may give, if it has one.
    pub(super) fn floor(&self) -> Option<f64> {
        matches!(self, Self::Linear { non_negative: true }).then_some(0.0)
    }

    /// Estimates the coefficients alone; makes no allocation.
    pub(super) fn curve(&self, observed: &[f64]) -> Result<Curve, ForecastError> {
        Ok(match *self {
            Self::Gm11 { background_weight } => {
                Curve::Grey(grey_curve(observed, background_weight)?)
            }
            Self::Linear { .. } => Curve::Line(line_over_time(observed)?),
            Self::MeanGrowth => Curve::Growth(growth_curve(observed)?),
            Self::Naive => {
                series::check(observed, 1)?;
                Curve::Level(observed[observed.len() - 1])
            }
        })
    }
}

/// An estimated model, ready to be read at any step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Curve {
    Grey(GreyCurve),
    Line(Line),
    Growth(GrowthCurve),
    Level(f64),
}

impl Curve {
    /// Value at a step counted from 0, the first observation.
    pub(super) fn at(&self, step: usize) -> f64 {
        match self {
            Self::Grey(curve) => curve.at(step),
            Self::Line(line) => line.at(step as f64),
            Self::Growth(curve) => curve.at(step),
            Self::Level(value) => *value,
        }
    }
}
