//! How series of different size are made comparable.

use serde::{Deserialize, Serialize};

use super::GreyError;

/// How series of different size are made comparable.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Normalisation {
    /// Divided by the first value (初值化).
    #[default]
    Initial,
    /// Divided by the mean (均值化).
    Mean,
    /// `(x − min) / (max − min)`, for which more is better (极差化).
    MinMaxBenefit,
    /// `(max − x) / (max − min)`, for which less is better.
    MinMaxCost,
    /// `(x − mean) / s` with the population standard deviation, divisor n; equals the PyPI package greytheory.
    ZScore,
    /// As it is.
    None,
}

impl Normalisation {
    /// All of them, in the order of tables.
    pub const ALL: [Self; 6] = [
        Self::Initial,
        Self::Mean,
        Self::MinMaxBenefit,
        Self::MinMaxCost,
        Self::ZScore,
        Self::None,
    ];
}

/// Name of a normalisation in a job file and in the word table.
#[must_use]
pub const fn normalisation_id(how: Normalisation) -> &'static str {
    match how {
        Normalisation::Initial => "initial",
        Normalisation::Mean => "mean",
        Normalisation::MinMaxBenefit => "min_max_benefit",
        Normalisation::MinMaxCost => "min_max_cost",
        Normalisation::ZScore => "z_score",
        Normalisation::None => "none",
    }
}

/// A series after normalisation, with the rounding error each value may carry.
pub(super) struct Normalised {
    pub(super) values: Vec<f64>,
    noise: Vec<f64>,
}

/// Normalises one series; `series` is its number in errors.
pub(super) fn normalised(
    series: usize,
    values: &[f64],
    how: Normalisation,
) -> Result<Normalised, GreyError> {
    let (shift, scale) = shift_and_scale(series, values, how)?;
    let out: Vec<f64> = values.iter().map(|v| (v - shift) / scale).collect();
    if out.iter().any(|v| !v.is_finite()) {
        return Err(GreyError::Overflow { series });
    }
    // A mean of n values is known to about n roundings; dividing keeps the relative error of each value, taking a shift
    // away first keeps the absolute one.
    let relative = 4.0 * f64::EPSILON * (values.len() as f64 + 4.0);
    let shifted = relative * (greatest_size(values) / scale.abs());
    let noise = out
        .iter()
        .map(|v| match how {
            Normalisation::None => 0.0,
            Normalisation::Initial | Normalisation::Mean => relative * v.abs(),
            _ => shifted,
        })
        .collect();
    Ok(Normalised { values: out, noise })
}

/// `|x_0(k) − x_i(k)|`, with what is only rounding counted as 0: two proportional series would otherwise differ by
/// rounding dust, and dust over dust is any degree at all. None where a difference overflows.
pub(super) fn differences(reference: &Normalised, series: &Normalised) -> Option<Vec<f64>> {
    let noise = reference.noise.iter().zip(&series.noise);
    reference
        .values
        .iter()
        .zip(&series.values)
        .zip(noise)
        .map(|((a, b), (noise_a, noise_b))| {
            let difference = (a - b).abs();
            let dust = difference <= noise_a + noise_b;
            difference
                .is_finite()
                .then_some(if dust { 0.0 } else { difference })
        })
        .collect()
}

fn shift_and_scale(
    series: usize,
    values: &[f64],
    how: Normalisation,
) -> Result<(f64, f64), GreyError> {
    let n = values.len() as f64;
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // Divided before added, so that large values do not overflow.
    let mean = values.iter().map(|v| v / n).sum::<f64>();
    let mean_size = values.iter().map(|v| v.abs() / n).sum::<f64>();
    let constant = high - low <= 4.0 * f64::EPSILON * greatest_size(values);
    match how {
        Normalisation::None => Ok((0.0, 1.0)),
        Normalisation::Initial if values[0] == 0.0 => Err(GreyError::ZeroFirst { series }),
        Normalisation::Initial => Ok((0.0, values[0])),
        // 0.1 + 0.2 − 0.3 is 0 but for rounding.
        Normalisation::Mean if mean.abs() <= n * f64::EPSILON * mean_size => {
            Err(GreyError::ZeroMean { series })
        }
        Normalisation::Mean => Ok((0.0, mean)),
        _ if constant => Err(GreyError::Constant { series }),
        Normalisation::MinMaxBenefit => Ok((low, high - low)),
        Normalisation::MinMaxCost => Ok((high, low - high)),
        Normalisation::ZScore => Ok((mean, population_deviation(values, mean))),
    }
}

/// Standard deviation with divisor n, scaled by the largest deviation so that no square over- or underflows.
fn population_deviation(values: &[f64], mean: f64) -> f64 {
    let n = values.len() as f64;
    let largest = values
        .iter()
        .fold(0.0_f64, |size, v| size.max((v - mean).abs()));
    let squares: f64 = values
        .iter()
        .map(|v| (v - mean) / largest)
        .map(|d| d * d / n)
        .sum();
    largest * libm::sqrt(squares)
}

fn greatest_size(values: &[f64]) -> f64 {
    values.iter().fold(0.0_f64, |size, v| size.max(v.abs()))
}
