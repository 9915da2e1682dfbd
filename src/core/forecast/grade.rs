//! Tests of a fitted grey model: how good it is, and how far it may look ahead.

use serde::{Deserialize, Serialize};

use super::error::ForecastError;
use super::series;

/// The posterior-variance test (后验差检验) of a fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PosteriorTest {
    /// Observed minus fitted, signed.
    pub residuals: Vec<f64>,
    /// Mean of the residuals.
    pub residual_mean: f64,
    /// S1, population standard deviation of the observations.
    pub observed_deviation: f64,
    /// S2, population standard deviation of the residuals.
    pub residual_deviation: f64,
    /// C = S2/S1 (后验差比).
    pub variance_ratio: f64,
    /// 0.6745 S1, below which a residual counts as small.
    pub small_error_limit: f64,
    /// P, share of small residuals (小误差概率).
    pub small_error_probability: f64,
    /// The worse of the grades of C and P.
    pub grade: Grade,
}

/// Grade of a fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// C ≤ 0.35 and P ≥ 0.95 (好).
    Good,
    /// C ≤ 0.50 and P ≥ 0.80 (合格).
    Qualified,
    /// C ≤ 0.65 and P ≥ 0.70 (勉强).
    Barely,
    /// Anything worse (不合格).
    Fails,
}

/// Compares the spread of signed residuals with the spread of the observations, over all n points.
///
/// # Formula
///
/// ```text
/// S1² = Σ (x − x̄)² / n,   S2² = Σ (e − ē)² / n,   C = S2/S1,   P = share(|e − ē| < 0.6745 S1)
/// ```
/// The divisor n equals numpy's default and MATLAB's `std(x, 1)`; it cancels in C and matters in P.
///
/// # Shape
///
/// Both series have the same length.
///
/// # Errors
///
/// [`ForecastError::LengthMismatch`], [`ForecastError::TooFewPoints`], [`ForecastError::NotFinite`],
/// [`ForecastError::Constant`] when S1 is zero up to rounding, [`ForecastError::Overflow`].
///
/// # Source
///
/// Deng 1989; the table of grades stands in most Chinese textbooks of grey systems.
///
/// # Examples
///
/// ```
/// // x̄ = 2, S1² = 2/3; e = 0, 0.1, −0.1, S2² = 0.02/3; C = √0.01 = 0.1.
/// let test = tanheng::core::forecast::posterior_test(&[1.0, 2.0, 3.0], &[1.0, 1.9, 3.1])?;
/// assert!((test.variance_ratio - 0.1).abs() < 1e-12);
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
pub fn posterior_test(observed: &[f64], fitted: &[f64]) -> Result<PosteriorTest, ForecastError> {
    if observed.len() != fitted.len() {
        return Err(ForecastError::LengthMismatch {
            observed: observed.len(),
            predicted: fitted.len(),
        });
    }
    series::check(observed, 2)?;
    series::check(fitted, 2)?;
    let residuals: Vec<f64> = observed
        .iter()
        .zip(fitted)
        .map(|(observed, fitted)| observed - fitted)
        .collect();
    series::check_result(&residuals, 0)?;
    let (_, observed_deviation) = series::mean_and_deviation(observed);
    let (residual_mean, residual_deviation) = series::mean_and_deviation(&residuals);
    let largest = observed
        .iter()
        .fold(0.0_f64, |largest, value| largest.max(value.abs()));
    if observed_deviation <= 4.0 * f64::EPSILON * largest {
        return Err(ForecastError::Constant { value: observed[0] });
    }
    let variance_ratio = residual_deviation / observed_deviation;
    let small_error_limit = 0.6745 * observed_deviation;
    series::check_result(
        &[
            residual_mean,
            observed_deviation,
            residual_deviation,
            variance_ratio,
        ],
        0,
    )?;
    let small = residuals
        .iter()
        .filter(|residual| (**residual - residual_mean).abs() < small_error_limit)
        .count();
    let small_error_probability = small as f64 / residuals.len() as f64;
    Ok(PosteriorTest {
        grade: grade(variance_ratio, small_error_probability),
        residuals,
        residual_mean,
        observed_deviation,
        residual_deviation,
        variance_ratio,
        small_error_limit,
        small_error_probability,
    })
}

/// The worse of the grades of a posterior variance ratio and a small error probability.
///
/// # Formula
///
/// ```text
/// good C ≤ 0.35, P ≥ 0.95;   qualified C ≤ 0.50, P ≥ 0.80;   barely C ≤ 0.65, P ≥ 0.70;   else fails
/// ```
///
/// # Source
///
/// As in [`posterior_test`].
///
/// # Examples
///
/// ```
/// use tanheng::core::forecast::{Grade, grade};
/// assert_eq!(grade(0.3235, 0.9333), Grade::Qualified);
/// ```
pub fn grade(variance_ratio: f64, small_error_probability: f64) -> Grade {
    let of_ratio = match variance_ratio {
        ratio if ratio <= 0.35 => Grade::Good,
        ratio if ratio <= 0.50 => Grade::Qualified,
        ratio if ratio <= 0.65 => Grade::Barely,
        _ => Grade::Fails,
    };
    let of_probability = match small_error_probability {
        share if share >= 0.95 => Grade::Good,
        share if share >= 0.80 => Grade::Qualified,
        share if share >= 0.70 => Grade::Barely,
        _ => Grade::Fails,
    };
    of_ratio.max(of_probability)
}

/// Mean magnitude of the relative error over the fitted points, the second to the last.
///
/// The first point is left out because a grey model passes through it. The result is a share: 0.0566 is 5.66 %.
///
/// # Formula
///
/// ```text
/// Σ |x(k) − x̂(k)| / |x(k)| / (n − 1),   k = 2 … n
/// ```
///
/// # Errors
///
/// [`ForecastError::ZeroObserved`] and those of [`posterior_test`] except `Constant`.
///
/// # Examples
///
/// ```
/// // (1/10 + 3/20) / 2
/// let mean = tanheng::core::forecast::mean_relative_error(&[5.0, 10.0, 20.0], &[5.0, 11.0, 17.0])?;
/// assert!((mean - 0.125).abs() < 1e-15);
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
pub fn mean_relative_error(observed: &[f64], fitted: &[f64]) -> Result<f64, ForecastError> {
    if observed.len() != fitted.len() {
        return Err(ForecastError::LengthMismatch {
            observed: observed.len(),
            predicted: fitted.len(),
        });
    }
    series::check(observed, 2)?;
    series::check(fitted, 2)?;
    if let Some(index) = observed.iter().skip(1).position(|value| *value == 0.0) {
        return Err(ForecastError::ZeroObserved { index: index + 1 });
    }
    let sum: f64 = observed
        .iter()
        .zip(fitted)
        .skip(1)
        .map(|(x, fitted)| ((x - fitted) / x).abs())
        .sum();
    let mean = sum / (observed.len() - 1) as f64;
    series::check_result(&[mean], 0)?;
    Ok(mean)
}

/// What a grey model with a given development coefficient may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RangeOfUse {
    /// −a ≤ 0.3: medium and long term.
    MediumAndLongTerm,
    /// 0.3 < −a ≤ 0.5: short term.
    ShortTerm,
    /// 0.5 < −a ≤ 0.8: short term, with caution.
    ShortTermWithCaution,
    /// 0.8 < −a ≤ 1: only with residual correction.
    ResidualCorrection,
    /// −a > 1: not at all.
    Unsuitable,
}

/// How far a grey model may look ahead, judged by its development coefficient.
///
/// # Formula
///
/// ```text
/// −a ≤ 0.3 medium and long term;  ≤ 0.5 short term;  ≤ 0.8 caution;  ≤ 1 residual correction;  else unsuitable
/// ```
///
/// # Source
///
/// Liu Sifeng, Yang Yingjie, Forrest, Grey data analysis, Springer 2017, on the applicable range of GM(1,1).
///
/// # Examples
///
/// ```
/// use tanheng::core::forecast::{RangeOfUse, range_of_use};
/// assert_eq!(range_of_use(-0.0447), RangeOfUse::MediumAndLongTerm);
/// ```
pub fn range_of_use(development_coefficient: f64) -> RangeOfUse {
    match -development_coefficient {
        growth if growth <= 0.3 => RangeOfUse::MediumAndLongTerm,
        growth if growth <= 0.5 => RangeOfUse::ShortTerm,
        growth if growth <= 0.8 => RangeOfUse::ShortTermWithCaution,
        growth if growth <= 1.0 => RangeOfUse::ResidualCorrection,
        _ => RangeOfUse::Unsuitable,
    }
}
