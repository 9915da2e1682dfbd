//! Grey relational degree (灰色关联度).

use serde::{Deserialize, Serialize};

use super::coefficient::{coefficients, degree, extremes, position, ranks};
use super::normalisation::{differences, normalised};
use super::options::{check_coefficient, check_weights};
use super::{GreyError, GreyOptions};

/// A grey relation with its working.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GreyRelation {
    /// Choices used.
    pub options: GreyOptions,
    /// Reference after normalisation.
    pub reference: Vec<f64>,
    /// Comparison series after normalisation.
    pub comparisons: Vec<Vec<f64>>,
    /// `Δ_i(k)`.
    pub differences: Vec<Vec<f64>>,
    /// Least difference of each series' range.
    pub least_difference: Vec<f64>,
    /// Greatest difference of each series' range.
    pub greatest_difference: Vec<f64>,
    /// Series and point of the least difference of all, the first where several are equal.
    pub least_at: (usize, usize),
    /// Series and point of the greatest difference of all, the first where several are equal.
    pub greatest_at: (usize, usize),
    /// Relational coefficients `ξ_i(k)`.
    pub coefficients: Vec<Vec<f64>>,
    /// Relational degree of each series.
    pub degrees: Vec<f64>,
    /// Rank of each degree, 1 the strongest; equal degrees share the better rank: 1, 2, 2, 4.
    pub ranks: Vec<usize>,
}

/// Grey relational degree (灰色关联度) of comparison series to a reference series: how closely each moves with it.
///
/// # Formula
/// ```text
/// Δ_i(k) = |x_0(k) − x_i(k)|                                       after normalisation
/// ξ_i(k) = (min_i min_k Δ + ρ max_i max_k Δ) / (Δ_i(k) + ρ max_i max_k Δ)
/// r_i    = mean_k ξ_i(k)                                           or weighted
/// ```
/// Where every difference is 0 the degree is 1. A difference within the rounding of the normalisation is 0.
///
/// # Shape
/// `comparisons[i][k]`, each as long as the reference. Results keep that order.
///
/// # Errors
/// [`GreyError`], naming the series (0 is the reference, 1 the first comparison) and value.
///
/// # Source
/// Deng 1982, Systems & Control Letters 1(5), 288–294; Guizhou paper, equations 7 to 10.
///
/// # Examples
/// A proportional series is as close as can be after dividing by the mean:
/// ```
/// use tanheng::core::relate::{grey_relation, GreyOptions, Normalisation};
/// let options = GreyOptions { normalisation: Normalisation::Mean, ..GreyOptions::default() };
/// let relation = grey_relation(&[1.0, 2.0, 4.0], &[vec![3.0, 6.0, 12.0], vec![4.0, 2.0, 1.0]], &options)?;
/// assert_eq!(relation.degrees[0], 1.0);
/// assert_eq!(relation.ranks, [1, 2]);
/// # Ok::<(), tanheng::core::relate::GreyError>(())
/// ```
pub fn grey_relation(
    reference: &[f64],
    comparisons: &[Vec<f64>],
    options: &GreyOptions,
) -> Result<GreyRelation, GreyError> {
    check(reference, comparisons, options)?;
    let base = normalised(0, reference, options.normalisation)?;
    let mut values = Vec::with_capacity(comparisons.len());
    let mut deltas = Vec::with_capacity(comparisons.len());
    for (comparison, series) in comparisons.iter().zip(1..) {
        let image = normalised(series, comparison, options.normalisation)?;
        deltas.push(differences(&base, &image).ok_or(GreyError::Overflow { series })?);
        values.push(image.values);
    }
    let (least_difference, greatest_difference) = extremes(&deltas, options.extremes);
    let coefficients = coefficients(
        &deltas,
        &least_difference,
        &greatest_difference,
        options.distinguishing_coefficient,
    );
    let degrees: Vec<f64> = coefficients
        .iter()
        .map(|row| degree(row, options.weights.as_deref()))
        .collect();
    Ok(GreyRelation {
        options: options.clone(),
        reference: base.values,
        comparisons: values,
        least_at: position(&deltas, |d, best| d < best),
        greatest_at: position(&deltas, |d, best| d > best),
        differences: deltas,
        least_difference,
        greatest_difference,
        coefficients,
        ranks: ranks(&degrees),
        degrees,
    })
}

fn check(
    reference: &[f64],
    comparisons: &[Vec<f64>],
    options: &GreyOptions,
) -> Result<(), GreyError> {
    check_coefficient(options.distinguishing_coefficient)?;
    if comparisons.is_empty() {
        return Err(GreyError::NoComparison);
    }
    let all = std::iter::once(reference).chain(comparisons.iter().map(Vec::as_slice));
    for (values, series) in all.zip(0..) {
        check_series(series, values, reference.len())?;
    }
    check_weights(options.weights.as_deref(), reference.len())
}

/// A series is as long as the reference, has at least two points, and each is a finite number.
pub(super) fn check_series(
    series: usize,
    values: &[f64],
    expected: usize,
) -> Result<(), GreyError> {
    if expected < 2 {
        return Err(GreyError::TooFewPoints { count: expected });
    }
    if values.len() != expected {
        return Err(GreyError::LengthMismatch {
            series,
            found: values.len(),
            expected,
        });
    }
    match values.iter().position(|v| !v.is_finite()) {
        Some(index) => Err(GreyError::NotFinite { series, index }),
        None => Ok(()),
    }
}
