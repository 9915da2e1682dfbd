//! Global Geary's C.

use serde::{Deserialize, Serialize};

use super::global::{Moments, warnings};
use super::options::GlobalOptions;
use super::permutation::{OnPermutations, Reference, reference};
use super::sample::{Column, Coverage, Sample};
use super::sums::{WeightSums, pairs, sum_of_pairs, weight_sums};
use super::{SpaceError, SpaceWarning, Weights};

/// Global Geary's C with its working.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GlobalGeary {
    /// Choices used.
    pub options: GlobalOptions,
    /// Units that take part.
    pub coverage: Coverage,
    /// Sums over their weights.
    pub sums: WeightSums,
    /// Mean of their values.
    pub mean: f64,
    /// `b₂ = n Σd⁴ / (Σd²)²`: kurtosis of the values.
    pub kurtosis: f64,
    /// Geary's C.
    pub c: f64,
    /// `E(C) = 1`.
    pub expected: f64,
    /// Values drawn from one normal distribution.
    pub normality: Moments,
    /// Values as they are, each arrangement as likely as any other.
    pub randomisation: Moments,
    /// The same by permutations, without an approximation.
    pub permutation: Reference,
    /// What to know beside it.
    pub warnings: Vec<SpaceWarning>,
}

/// Global Geary's C (吉尔里指数): how much units differ from their neighbours. Below 1 like lies by like, above 1 unlike lies by
/// unlike: the other way round than Moran's I, so [`Alternative::Less`](super::Alternative) asks for like by like.
///
/// # Formula
/// ```text
/// C    = (n−1) Σ_i Σ_j w_ij (x_i − x_j)² / (2 S0 Σ d²),   d = x − x̄
/// E(C) = 1
/// normality:      V = ((2 S1 + S2)(n−1) − 4 S0²) / (2 (n+1) S0²)
/// randomisation:  V = ((n−1) S1 (n²−3n+3 − (n−1) b₂) − ¼ (n−1) S2 (n²+3n−6 − (n²−n+2) b₂) + S0² (n²−3 − (n−1)² b₂))
///                     / (n (n−2)(n−3) S0²)
/// ```
/// `S0`, `S1`, `S2` and `b₂` as in [`global_moran`](super::global_moran). Scores are `(C − 1)/√V`, negative for like by like, as
/// in PySAL; R's spdep has the other sign.
///
/// # Shape
/// As [`global_moran`](super::global_moran).
///
/// # Errors
/// As [`global_moran`](super::global_moran).
///
/// # Source
/// Geary 1954, The Incorporated Statistician 5(3), 115–146; Cliff and Ord 1981, Spatial Processes, chapters 1 and 2.
///
/// # Examples
/// ```
/// use std::ops::ControlFlow;
/// use tanheng::core::space::{GlobalOptions, Weights, global_geary};
/// let row = Weights::from_lists(&[vec![(1, 1.0)], vec![(0, 1.0), (2, 1.0)], vec![(1, 1.0), (3, 1.0)], vec![(2, 1.0)]])?;
/// let values = [Some(1.0), Some(1.0), Some(-1.0), Some(-1.0)];
/// let found = global_geary(&values, &row, &GlobalOptions::default(), &mut |_, _| ControlFlow::Continue(()))?;
/// // The second and third differ by 2, each with weight ½: 3 · (2 + 2) / (2 · 4 · 4)
/// assert_eq!(found.c, 0.375);
/// # Ok::<(), tanheng::core::space::SpaceError>(())
/// ```
pub fn global_geary(
    values: &[Option<f64>],
    weights: &Weights,
    options: &GlobalOptions,
    progress: OnPermutations<'_>,
) -> Result<GlobalGeary, SpaceError> {
    options.check()?;
    let sample = Sample::new(weights, options.transform, &[values])?;
    let column = Column::new(&sample.of(values))?;
    let pairs = pairs(&sample.weights);
    let sums = weight_sums(&sample.weights, &pairs)?;
    let n = sample.coverage.units as f64;
    let (z2, z4) = (column.sum_of(2), column.sum_of(4));
    let b2 = n * z4 / (z2 * z2);
    let over = (n - 1.0) / (2.0 * sums.s0 * z2);
    let statistic = |z: &[f64]| over * sum_of_pairs(&pairs, z, |a, b| (a - b) * (a - b));
    let c = statistic(&column.z);
    let WeightSums { s0, s1, s2 } = sums;
    let squared = s0 * s0;
    let normal = ((2.0 * s1 + s2) * (n - 1.0) - 4.0 * squared) / (2.0 * (n + 1.0) * squared);
    let random = ((n - 1.0) * s1 * (n * n - 3.0 * n + 3.0 - (n - 1.0) * b2)
        - 0.25 * (n - 1.0) * s2 * (n * n + 3.0 * n - 6.0 - (n * n - n + 2.0) * b2)
        + squared * (n * n - 3.0 - (n - 1.0) * (n - 1.0) * b2))
        / (n * (n - 2.0) * (n - 3.0) * squared);
    let moments = |variance| Moments::new(c - 1.0, variance, 1e-13, options.alternative);
    let permutation = reference(
        c,
        1e-13 + 16.0 * column.rounding,
        column.z.clone(),
        &statistic,
        pairs.len(),
        options,
        progress,
    )?;
    Ok(GlobalGeary {
        options: *options,
        sums,
        mean: column.mean,
        kurtosis: b2,
        c,
        expected: 1.0,
        normality: moments(normal),
        randomisation: moments(random),
        permutation,
        warnings: warnings(&sample.coverage),
        coverage: sample.coverage,
    })
}
