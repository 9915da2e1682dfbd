//! From differences to relational coefficients, degrees and ranks.

use super::Extremes;

/// Degrees nearer than this differ by rounding only and share a rank.
const SAME_DEGREE: f64 = 1e-12;

/// Least and greatest difference each series is measured against.
pub(super) fn extremes(differences: &[Vec<f64>], range: Extremes) -> (Vec<f64>, Vec<f64>) {
    const NOTHING: (f64, f64) = (f64::INFINITY, 0.0);
    let wider = |(low, high): (f64, f64), (a, b): (f64, f64)| (low.min(a), high.max(b));
    let own: Vec<(f64, f64)> = differences
        .iter()
        .map(|row| row.iter().map(|d| (*d, *d)).fold(NOTHING, wider))
        .collect();
    let all = own.iter().copied().fold(NOTHING, wider);
    own.into_iter()
        .map(|own| match range {
            Extremes::AllSeries => all,
            Extremes::PerSeries => own,
        })
        .unzip()
}

/// Series and point of the first difference that no other one beats.
pub(super) fn position(
    differences: &[Vec<f64>],
    beats: impl Fn(f64, f64) -> bool,
) -> (usize, usize) {
    let mut at = (0, 0);
    for (i, row) in differences.iter().enumerate() {
        for (k, d) in row.iter().enumerate() {
            if beats(*d, differences[at.0][at.1]) {
                at = (i, k);
            }
        }
    }
    at
}

/// Relational coefficients `ξ_i(k)`; 1 throughout where the greatest difference is 0.
pub(super) fn coefficients(
    differences: &[Vec<f64>],
    least: &[f64],
    greatest: &[f64],
    distinguishing_coefficient: f64,
) -> Vec<Vec<f64>> {
    differences
        .iter()
        .zip(least.iter().zip(greatest))
        .map(|(row, (low, high))| {
            row.iter()
                .map(|d| coefficient(*d, *low, *high, distinguishing_coefficient))
                .collect()
        })
        .collect()
}

/// Numerator and denominator are divided by the greatest difference: neither can overflow or vanish.
fn coefficient(difference: f64, low: f64, high: f64, distinguishing_coefficient: f64) -> f64 {
    if high == 0.0 {
        1.0
    } else {
        (low / high + distinguishing_coefficient) / (difference / high + distinguishing_coefficient)
    }
}

/// Mean or weighted mean of the coefficients of one series.
pub(super) fn degree(coefficients: &[f64], weights: Option<&[f64]>) -> f64 {
    match weights {
        Some(weights) => {
            let total: f64 = weights.iter().sum();
            let sum: f64 = coefficients.iter().zip(weights).map(|(c, w)| c * w).sum();
            sum / total
        }
        None => coefficients.iter().sum::<f64>() / coefficients.len() as f64,
    }
}

/// Rank of each degree, 1 the strongest. Degrees that differ by less than 10⁻¹² share the better rank and the next one
/// is left out: 1, 2, 2, 4.
pub(super) fn ranks(degrees: &[f64]) -> Vec<usize> {
    degrees
        .iter()
        .map(|d| 1 + degrees.iter().filter(|o| **o - d > SAME_DEGREE).count())
        .collect()
}
