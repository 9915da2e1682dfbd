//! A yearly amount in a later year: several models, their mean and how far they are apart.

use serde::{Deserialize, Serialize};

use super::EcoBalanceError;
use crate::core::forecast::{Model, ModelName, line, mean_growth};
use crate::core::problem::{Problem, Report};

/// Background weight of the grey model, as papers have it.
const BACKGROUND_WEIGHT: f64 = 0.5;

/// What one model gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelAhead {
    /// The model.
    pub model: ModelName,
    /// Its value in the target year; none where it does not apply.
    pub value: Option<f64>,
    /// Whether it fell below 0 and was set to 0.
    pub is_clamped: bool,
    /// Why it does not apply, so that the mean goes without it.
    pub left_out: Option<Problem>,
}

/// An amount in a later year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Projection {
    /// The target year.
    pub target: i32,
    /// First and last year with a value.
    pub from: i32,
    /// Last year with a value.
    pub to: i32,
    /// Values used.
    pub points: usize,
    /// Each model asked for, once.
    pub models: Vec<ModelAhead>,
    /// Mean of the models that apply.
    pub mean: f64,
    /// Least of them.
    pub low: f64,
    /// Greatest of them.
    pub high: f64,
}

/// Follows an amount to a later year by several models and takes their mean.
///
/// Years may be missing: the line and the growth take them as they are; the grey model takes the years up to the last one
/// that follow each other without a gap. It needs values above 0 and is left out otherwise; growth from or to 0 is none.
/// What falls below 0 becomes 0 and is said.
///
/// # Formula
/// ```text
/// linear        intercept + slope · target                                   least squares over the years
/// GM(1,1)       see gm11                                                     over the last run of years
/// mean growth   x_n · (x_n / x_1)^((target − t_n) / (t_n − t_1))
/// mean          Σ values / number of models that apply
/// ```
///
/// # Shape
/// `years` ascend and have one value each.
///
/// # Units
/// Those of the values.
///
/// # Errors
/// [`EcoBalanceError::NoModels`], [`EcoBalanceError::NoValues`], [`EcoBalanceError::Series`],
/// [`EcoBalanceError::TargetNotAhead`], [`EcoBalanceError::NoModelApplies`].
///
/// # Source
/// Zhang Shanlin et al., the China carbon–oxygen balance paper, section 2.3: the mean of linear regression, the grey model
/// and mean annual growth. What is done with gaps and zeros is ours.
///
/// # Examples
/// ```
/// use tanheng::core::carbon_oxygen::project;
/// use tanheng::core::forecast::ModelName;
/// let models = [ModelName::Linear, ModelName::MeanGrowth, ModelName::Gm11];
/// let ahead = project(&[2010, 2012, 2013], &[1.0, 4.0, 8.0], 2014, &models)?;
/// // the line is at 9.5, growth doubles every year, and a run of two years is too short for GM(1,1)
/// assert!((ahead.models[0].value.unwrap_or_default() - 9.5).abs() < 1e-12);
/// assert!((ahead.high - 16.0).abs() < 1e-12 && ahead.models[2].left_out.is_some());
/// # Ok::<(), tanheng::core::carbon_oxygen::EcoBalanceError>(())
/// ```
pub fn project(
    years: &[i32],
    values: &[f64],
    target: i32,
    models: &[ModelName],
) -> Result<Projection, EcoBalanceError> {
    let (from, to) = check(years, values, target)?;
    let series = Series {
        years,
        values,
        target,
    };
    let mut all: Vec<ModelAhead> = Vec::with_capacity(models.len());
    for &model in models {
        if all.iter().all(|m| m.model != model) {
            all.push(series.by(model));
        }
    }
    if all.is_empty() {
        return Err(EcoBalanceError::NoModels);
    }
    let known: Vec<f64> = all.iter().filter_map(|m| m.value).collect();
    let mean = known.iter().map(|v| v / known.len() as f64).sum::<f64>();
    if known.is_empty() || !mean.is_finite() {
        return Err(EcoBalanceError::NoModelApplies { target });
    }
    Ok(Projection {
        target,
        from,
        to,
        points: values.len(),
        models: all,
        mean,
        low: known.iter().copied().fold(f64::INFINITY, f64::min),
        high: known.iter().copied().fold(f64::NEG_INFINITY, f64::max),
    })
}

fn check(years: &[i32], values: &[f64], target: i32) -> Result<(i32, i32), EcoBalanceError> {
    let (Some(&from), Some(&to)) = (years.first(), years.last()) else {
        return Err(EcoBalanceError::NoValues);
    };
    let is_wrong = |v: &f64| !v.is_finite() || *v < 0.0;
    let ascends = years.windows(2).all(|pair| pair[0] < pair[1]);
    let is_whole = ascends && years.len() == values.len();
    // Years this far apart are none.
    if !is_whole || values.iter().any(is_wrong) || from < 0 || target > 9999 {
        return Err(EcoBalanceError::Series);
    }
    if target <= to {
        return Err(EcoBalanceError::TargetNotAhead { target, last: to });
    }
    Ok((from, to))
}

struct Series<'a> {
    years: &'a [i32],
    values: &'a [f64],
    target: i32,
}

impl Series<'_> {
    fn by(&self, model: ModelName) -> ModelAhead {
        let found = match model {
            ModelName::Linear => self.linear(),
            ModelName::MeanGrowth => self.growth(),
            ModelName::Gm11 => self.grey(),
            ModelName::Naive => Ok(self.values[self.values.len() - 1]),
        };
        let (value, left_out) = match found {
            Ok(value) if value.is_finite() => (Some(value), None),
            Ok(_) => {
                let target = self.target;
                (
                    None,
                    Some(EcoBalanceError::NoModelApplies { target }.problem()),
                )
            }
            Err(problem) => (None, Some(problem)),
        };
        ModelAhead {
            model,
            value: value.map(|v| v.max(0.0)),
            is_clamped: value.is_some_and(|v| v < 0.0),
            left_out,
        }
    }

    fn linear(&self) -> Result<f64, Problem> {
        let from = |year: i32| f64::from(year - self.years[0]);
        let times: Vec<f64> = self.years.iter().map(|y| from(*y)).collect();
        let fit = line(&times, self.values).map_err(|e| e.problem())?;
        Ok(fit.at(from(self.target)))
    }

    fn growth(&self) -> Result<f64, Problem> {
        let last = self.values.len() - 1;
        let ends: &[f64] = if last == 0 {
            self.values
        } else {
            &[self.values[0], self.values[last]]
        };
        let growth = mean_growth(ends, 0).map_err(|e| e.problem())?;
        let ahead = f64::from(self.target - self.years[last]);
        let between = f64::from(self.years[last] - self.years[0]);
        Ok(growth.last * libm::pow(growth.last / growth.first, ahead / between))
    }

    fn grey(&self) -> Result<f64, Problem> {
        let pairs = self.years.windows(2).rev();
        let run = 1 + pairs.take_while(|y| y[1] == y[0] + 1).count();
        let start = self.years.len() - run;
        let values = &self.values[start..];
        let below = values.iter().position(|v| *v <= 0.0);
        if let Some(at) = below {
            let (year, value) = (self.years[start + at], values[at]);
            return Err(EcoBalanceError::NotPositive { year, value }.problem());
        }
        let last = self.years[self.years.len() - 1];
        let horizon = usize::try_from(self.target - last).unwrap_or(usize::MAX);
        let grey = Model::Gm11 {
            background_weight: BACKGROUND_WEIGHT,
        };
        let path = grey.path(values, horizon).map_err(|e| e.problem())?;
        Ok(path.forecast.last().copied().unwrap_or(f64::NAN))
    }
}
