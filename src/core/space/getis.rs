//! Getis and Ord's general G.

use serde::{Deserialize, Serialize};

use super::global::{Moments, warnings};
use super::options::{GlobalOptions, Transform};
use super::permutation::{OnPermutations, Reference, reference};
use super::sample::{Column, Coverage, Sample};
use super::sums::{WeightSums, pairs, sum_of_pairs, weight_sums};
use super::{SpaceError, SpaceWarning, Weights};

/// General G with its working.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GeneralG {
    /// Choices used; the weights are binary whatever was asked.
    pub options: GlobalOptions,
    /// Units that take part.
    pub coverage: Coverage,
    /// Sums over their weights.
    pub sums: WeightSums,
    /// General G.
    pub g: f64,
    /// `E(G) = S0 / (n (n − 1))`.
    pub expected: f64,
    /// Values as they are, each arrangement as likely as any other.
    pub randomisation: Moments,
    /// The same by permutations, without an approximation.
    pub permutation: Reference,
    /// What to know beside it.
    pub warnings: Vec<SpaceWarning>,
}

/// Getis and Ord's general G: whether it is high values (above its expectation) or low ones (below) that lie together.
///
/// # Formula
/// ```text
/// G    = Σ_i Σ_j w_ij x_i x_j / Σ_i Σ_{j≠i} x_i x_j,   w 1 for neighbours and 0 for others
/// E(G) = S0 / (n(n−1))
/// V(G) = (B0 m2² + B1 m4 + B2 m1² m2 + B3 m1 m3 + B4 m1⁴) / ((m1² − m2)² n(n−1)(n−2)(n−3)) − E²,   m_k = Σ x^k
/// B0 = (n²−3n+3) S1 − n S2 + 3 S0²      B1 = −((n²−n) S1 − 2n S2 + 6 S0²)      B2 = −(2n S1 − (n+3) S2 + 6 S0²)
/// B3 = 4(n−1) S1 − 2(n+1) S2 + 8 S0²    B4 = S1 − S2 + S0²
/// ```
/// Equals `G` of esda, which also takes binary weights only; its p is one-sided.
///
/// # Shape
/// As [`global_moran`](super::global_moran).
///
/// # Units
/// Values have a natural zero and are 0 or more: adding a constant to all changes G.
///
/// # Errors
/// As [`global_moran`](super::global_moran), and a value below 0, or fewer than two above it.
///
/// # Source
/// Getis and Ord 1992, Geographical Analysis 24(3), 189–206.
///
/// # Examples
/// ```
/// use std::ops::ControlFlow;
/// use tanheng::core::space::{GlobalOptions, Weights, general_g};
/// let row = Weights::from_lists(&[vec![(1, 1.0)], vec![(0, 1.0), (2, 1.0)], vec![(1, 1.0), (3, 1.0)], vec![(2, 1.0)]])?;
/// let values = [Some(4.0), Some(4.0), Some(1.0), Some(1.0)];
/// let found = general_g(&values, &row, &GlobalOptions::default(), &mut |_, _| ControlFlow::Continue(()))?;
/// // Neighbours: 16 + 4 + 1 = 21; all pairs: 16 + 4·4 + 1 = 33
/// assert!((found.g - 21.0 / 33.0).abs() < 1e-12);
/// assert_eq!(found.expected, 0.5);
/// # Ok::<(), tanheng::core::space::SpaceError>(())
/// ```
pub fn general_g(
    values: &[Option<f64>],
    weights: &Weights,
    options: &GlobalOptions,
    progress: OnPermutations<'_>,
) -> Result<GeneralG, SpaceError> {
    options.check()?;
    let options = GlobalOptions {
        transform: Transform::Binary,
        ..*options
    };
    let sample = Sample::new(weights, options.transform, &[values])?;
    let own = sample.of(values);
    let column = Column::new(&own)?;
    if let Some(at) = own.iter().position(|value| *value < 0.0) {
        return Err(SpaceError::Negative {
            unit: sample.place(at),
            value: own[at],
        });
    }
    let pairs = pairs(&sample.weights);
    let sums = weight_sums(&sample.weights, &pairs)?;
    let n = sample.coverage.units as f64;
    let x = &column.scaled;
    let power = |k: i32| x.iter().map(|x| x.powi(k)).sum::<f64>();
    let [m1, m2, m3, m4] = [power(1), power(2), power(3), power(4)];
    let products = m1 * m1 - m2;
    // One value above 0 and nothing else leaves rounding only.
    if products <= 1e-15 * m1 * m1 {
        return Err(SpaceError::NoProducts);
    }
    let statistic = |x: &[f64]| sum_of_pairs(&pairs, x, |a, b| a * b) / products;
    let g = statistic(x);
    let WeightSums { s0, s1, s2 } = sums;
    let squared = s0 * s0;
    let expected = s0 / (n * (n - 1.0));
    let b0 = (n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * squared;
    let b1 = -((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * squared);
    let b2 = -(2.0 * n * s1 - (n + 3.0) * s2 + 6.0 * squared);
    let b3 = 4.0 * (n - 1.0) * s1 - 2.0 * (n + 1.0) * s2 + 8.0 * squared;
    let b4 = s1 - s2 + squared;
    let second = b0 * m2 * m2 + b1 * m4 + b2 * m1 * m1 * m2 + b3 * m1 * m3 + b4 * m1 * m1 * m1 * m1;
    let second = second / (products * products * n * (n - 1.0) * (n - 2.0) * (n - 3.0));
    let noise = 1e-10 * expected * expected;
    let variance = second - expected * expected;
    if !(g.is_finite() && variance.is_finite()) {
        return Err(SpaceError::Overflow);
    }
    let permutation = reference(
        g,
        1e-13 * g,
        x.clone(),
        &statistic,
        pairs.len(),
        &options,
        progress,
    )?;
    Ok(GeneralG {
        options,
        sums,
        g,
        expected,
        randomisation: Moments::new(g - expected, variance, noise, options.alternative),
        permutation,
        warnings: warnings(&sample.coverage),
        coverage: sample.coverage,
    })
}
