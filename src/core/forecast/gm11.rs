//! GM(1,1), the grey model of first order in one variable (灰色预测模型).

use serde::{Deserialize, Serialize};

use super::gm11_error::{Gm11Error, Gm11Warning};
use super::series::{self, check_result};
use super::{MAX_HORIZON, MIN_POINTS};

/// How a grey model is fitted and how far it looks ahead.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Gm11Options {
    /// Weight of the later accumulated value in a background value, 0 to 1. Papers use 0.5.
    pub background_weight: f64,
    /// Steps ahead; 0 fits without forecasting.
    pub horizon: usize,
}

impl Default for Gm11Options {
    fn default() -> Self {
        Self {
            background_weight: 0.5,
            horizon: 10,
        }
    }
}

/// A fitted grey model with everything its working shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gm11 {
    /// Weight of the later accumulated value in a background value.
    pub background_weight: f64,
    /// Accumulated series, one per observation.
    pub accumulated: Vec<f64>,
    /// Background values, one per observation from the second on.
    pub background: Vec<f64>,
    /// Development coefficient a (发展系数); a growing series has a negative one.
    pub development_coefficient: f64,
    /// Grey input b (灰作用量), in the unit of the series.
    pub grey_input: f64,
    /// Fitted value of each observation; the first is the observation itself.
    pub fitted: Vec<f64>,
    /// Values ahead, one per step.
    pub forecast: Vec<f64>,
    /// Observed minus fitted, one per observation; the first is zero by construction.
    pub residuals: Vec<f64>,
    /// Residual magnitude as a share of the observation; `None` where the observation is zero.
    pub relative_errors: Vec<Option<f64>>,
    /// Doubts that do not stop the fit.
    pub warnings: Vec<Gm11Warning>,
}

/// Fits GM(1,1) by least squares and follows it ahead.
///
/// Meant for short series (4 to some 20 points) that grow or shrink roughly exponentially. A constant series is fitted
/// exactly with a = 0; values that are zero or negative are fitted too, with a [`Gm11Warning`].
///
/// # Formula
///
/// ```text
/// x1(k) = x0(1) + … + x0(k)
/// z(k)  = α x1(k) + (1 − α) x1(k−1),                    k = 2 … n
/// x0(k) = −a z(k) + b                                   least squares over k = 2 … n
/// x̂1(k+1) = (x0(1) − b/a) e^(−a k) + b/a,   x̂0(1) = x0(1),   x̂0(k+1) = x̂1(k+1) − x̂1(k)
///         hence x̂0(k+1) = (b − a x0(1)) · (1 − e^(−a))/a · e^(−a (k−1))
/// ```
/// The last line is what is computed: it has no difference of near-equal numbers and tends to b as a → 0.
/// Sums are centred, and counted from x0(1), so that a large first value does not swallow the others.
///
/// # Units
///
/// b, fitted values and forecast have the unit of the series; a is per step.
///
/// # Errors
///
/// See [`Gm11Error`].
///
/// # Source
///
/// Deng Julong, Introduction to grey system theory, The Journal of Grey System 1 (1989) 1–24.
///
/// # Examples
///
/// Noise of road traffic in a northern city, 1986–1992 (Si Shoukui, Mathematical modelling algorithms and applications,
/// chapter 15): a = 0.0023, b = 72.657.
///
/// ```
/// use tanheng::core::forecast::{Gm11Options, gm11};
/// let noise_db = [71.1, 72.4, 72.4, 72.1, 71.4, 72.0, 71.6];
/// let fit = gm11(&noise_db, &Gm11Options::default())?;
/// assert_eq!(format!("{:.4}", fit.development_coefficient), "0.0023");
/// assert_eq!(format!("{:.3}", fit.grey_input), "72.657");
/// # Ok::<(), tanheng::core::forecast::Gm11Error>(())
/// ```
pub fn gm11(series: &[f64], options: &Gm11Options) -> Result<Gm11, Gm11Error> {
    let Gm11Options {
        background_weight: weight,
        horizon,
    } = *options;
    if horizon > MAX_HORIZON {
        return Err(Gm11Error::HorizonTooLong {
            horizon,
            max: MAX_HORIZON,
        });
    }
    let curve = grey_curve(series, weight)?;
    let accumulated: Vec<f64> = series
        .iter()
        .scan(0.0, |sum, value| {
            *sum += value;
            Some(*sum)
        })
        .collect();
    check_result(&accumulated, 0)?;
    let background = accumulated
        .windows(2)
        .map(|pair| weight * pair[1] + (1.0 - weight) * pair[0])
        .collect();
    let count = series.len();
    let fitted: Vec<f64> = (0..count).map(|step| curve.at(step)).collect();
    let forecast: Vec<f64> = (count..count + horizon)
        .map(|step| curve.at(step))
        .collect();
    check_result(&fitted, 0)?;
    check_result(&forecast, count)?;
    let residuals: Vec<f64> = series
        .iter()
        .zip(&fitted)
        .map(|(observed, fitted)| observed - fitted)
        .collect();
    check_result(&residuals, 0)?;
    let relative_errors = series
        .iter()
        .zip(&residuals)
        .map(|(observed, residual)| share(*residual, *observed))
        .collect();
    let warnings = series
        .iter()
        .enumerate()
        .filter(|(_, value)| **value <= 0.0)
        .map(|(index, value)| Gm11Warning::NotPositive {
            index,
            value: *value,
        })
        .collect();
    Ok(Gm11 {
        background_weight: weight,
        accumulated,
        background,
        development_coefficient: curve.coefficient,
        grey_input: curve.input,
        fitted,
        forecast,
        residuals,
        relative_errors,
        warnings,
    })
}

/// Follows a grey model whose coefficients are given, for instance printed in a paper.
///
/// Returns the `count` values of the observed years followed by `horizon` values ahead.
///
/// # Formula
///
/// As in [`gm11`].
///
/// # Units
///
/// `first`, `grey_input` and the result share a unit.
///
/// # Errors
///
/// [`Gm11Error::Coefficient`], [`Gm11Error::HorizonTooLong`] (observed and forecast years together),
/// [`Gm11Error::Overflow`].
///
/// # Source
///
/// Deng 1989, as in [`gm11`].
///
/// # Examples
///
/// The forecast printed for Guizhou (5634.88 for 2020) comes from a = −0.047 and b = 2752.6.
///
/// ```
/// let path = tanheng::core::forecast::gm11_path(2076.29, -0.047, 2752.6, 15, 11)?;
/// assert_eq!(format!("{:.2}", path[15]), "5634.88");
/// # Ok::<(), tanheng::core::forecast::Gm11Error>(())
/// ```
pub fn gm11_path(
    first: f64,
    development_coefficient: f64,
    grey_input: f64,
    count: usize,
    horizon: usize,
) -> Result<Vec<f64>, Gm11Error> {
    if ![first, development_coefficient, grey_input]
        .iter()
        .all(|value| value.is_finite())
    {
        return Err(Gm11Error::Coefficient);
    }
    let total = count.saturating_add(horizon);
    if total > MAX_HORIZON {
        return Err(Gm11Error::HorizonTooLong {
            horizon: total,
            max: MAX_HORIZON,
        });
    }
    let slope_at_start = grey_input - development_coefficient * first;
    let curve = GreyCurve::new(first, development_coefficient, grey_input, slope_at_start);
    let path: Vec<f64> = (0..total).map(|step| curve.at(step)).collect();
    check_result(&path, 0)?;
    Ok(path)
}

/// The time response of a grey model, ready to be read at any step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct GreyCurve {
    first: f64,
    second: f64,
    coefficient: f64,
    input: f64,
}

impl GreyCurve {
    fn new(first: f64, coefficient: f64, input: f64, slope_at_start: f64) -> Self {
        let step_share = if coefficient == 0.0 {
            1.0
        } else {
            -libm::expm1(-coefficient) / coefficient
        };
        Self {
            first,
            second: slope_at_start * step_share,
            coefficient,
            input,
        }
    }

    /// Value at a step counted from 0, the first observation.
    pub(super) fn at(&self, step: usize) -> f64 {
        match step {
            0 => self.first,
            _ => self.second * libm::exp(-self.coefficient * (step - 1) as f64),
        }
    }
}

/// Least squares alone: what the bootstrap repeats, without a single allocation.
pub(super) fn grey_curve(series: &[f64], weight: f64) -> Result<GreyCurve, Gm11Error> {
    if !(0.0..=1.0).contains(&weight) {
        return Err(Gm11Error::BackgroundWeight { value: weight });
    }
    series::check(series, MIN_POINTS)?;
    let Some((&first, later)) = series.split_first() else {
        return Err(Gm11Error::TooFewPoints {
            count: 0,
            needed: MIN_POINTS,
        });
    };
    let scale = series::scale(series);
    let count = later.len() as f64;
    // Counted from one of them, the mean of equal values is that value to the last bit, and a is 0.
    let start = later[0] / scale;

    let (mut sum, mut background_mean, mut value_mean) = (0.0, 0.0, 0.0);
    for value in later {
        let value = value / scale;
        background_mean += sum + weight * value;
        value_mean += value - start;
        sum += value;
    }
    background_mean /= count;
    value_mean = start + value_mean / count;

    let (mut sum, mut squares, mut products, mut largest) = (0.0, 0.0, 0.0, 0.0_f64);
    for value in later {
        let value = value / scale;
        let background = sum + weight * value;
        let deviation = background - background_mean;
        squares += deviation * deviation;
        products += deviation * (value - value_mean);
        largest = largest.max(background.abs());
        sum += value;
    }
    // Background values that differ by no more than their own rounding say nothing about a.
    let rounding = 4.0 * f64::EPSILON * largest;
    if squares <= count * rounding * rounding {
        return Err(Gm11Error::Singular {
            background: finite((background_mean + first / scale) * scale)?,
        });
    }
    let coefficient = 0.0 - products / squares;
    let slope_at_start = value_mean + coefficient * background_mean;
    let input = finite((slope_at_start + coefficient * (first / scale)) * scale)?;
    Ok(GreyCurve::new(
        first,
        coefficient,
        input,
        slope_at_start * scale,
    ))
}

fn finite(value: f64) -> Result<f64, Gm11Error> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(Gm11Error::Overflow { step: 0 })
    }
}

fn share(residual: f64, observed: f64) -> Option<f64> {
    Some((residual / observed).abs()).filter(|share| share.is_finite())
}
