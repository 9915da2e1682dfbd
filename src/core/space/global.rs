//! Global Moran's I.

use serde::{Deserialize, Serialize};

use super::options::{Alternative, GlobalOptions};
use super::permutation::{OnPermutations, Reference, normal_p, reference};
use super::sample::{Column, Coverage, Sample};
use super::sums::{WeightSums, pairs, sum_of_pairs, weight_sums};
use super::{SpaceError, SpaceWarning, Weights};

/// A test by moments.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Moments {
    /// Variance of the statistic.
    pub variance: f64,
    /// `(observed − expected) / √variance`; none where the weights leave no variance, as when all are neighbours of all.
    pub score: Option<f64>,
    /// p-value of that score under the standard normal distribution.
    pub p: Option<f64>,
}

impl Moments {
    /// `noise`: a variance up to it is none.
    pub(super) fn new(off: f64, variance: f64, noise: f64, alternative: Alternative) -> Self {
        let score = (variance > noise).then(|| off / variance.sqrt());
        Self {
            variance,
            score,
            p: score.map(|score| normal_p(score, alternative)),
        }
    }
}

/// Global Moran's I with its working.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GlobalMoran {
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
    /// Standard score of each unit (standard deviation of the population): across, in a Moran scatter plot.
    pub z: Vec<Option<f64>>,
    /// Spatial lag of the scores: up, in a Moran scatter plot. For rows that sum to 1 and no islands the slope is I.
    pub lag: Vec<Option<f64>>,
    /// Moran's I.
    pub i: f64,
    /// `E(I) = −1 / (n − 1)`.
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

/// Global Moran's I (全局莫兰指数): whether units are like their neighbours. Above its expectation like lies by like, below it
/// unlike lies by unlike.
///
/// # Formula
/// ```text
/// I    = n/S0 · Σ_i Σ_j w_ij d_i d_j / Σ d²,   d = x − x̄
/// E(I) = −1/(n−1)
/// normality:      V = (n² S1 − n S2 + 3 S0²) / ((n²−1) S0²) − E²
/// randomisation:  V = (n((n²−3n+3) S1 − n S2 + 3 S0²) − b₂((n²−n) S1 − 2n S2 + 6 S0²)) / ((n−1)(n−2)(n−3) S0²) − E²
/// S0 = Σ w_ij,  S1 = ½ Σ (w_ij + w_ji)²,  S2 = Σ_i (Σ_j w_ij + Σ_j w_ji)²,  b₂ = n Σd⁴ / (Σd²)²
/// permutation:    all values shuffled over all units, R times
/// ```
///
/// # Shape
/// `values[unit]`, none where a unit has no value; as many as `weights` has units. `z` and `lag` keep that order.
/// Units without a value take no part, neither as neighbours. Islands are in the mean and in `n`, as in PySAL.
///
/// # Units
/// I has none; `mean` is in that of the values.
///
/// # Errors
/// [`SpaceError`]: lengths, values that are no numbers, fewer than 4 values, all the same, no neighbours, options out of range,
/// stopped by `progress`.
///
/// # Source
/// Moran 1950, Biometrika 37, 17–23; Cliff and Ord 1981, Spatial Processes, chapters 1 and 2. Generator: PCG32 (O'Neill 2014).
///
/// # Examples
/// Two high units side by side, and two low ones:
/// ```
/// use std::ops::ControlFlow;
/// use tanheng::core::space::{GlobalOptions, Weights, global_moran};
/// let row = Weights::from_lists(&[vec![(1, 1.0)], vec![(0, 1.0), (2, 1.0)], vec![(1, 1.0), (3, 1.0)], vec![(2, 1.0)]])?;
/// let values = [Some(1.0), Some(1.0), Some(-1.0), Some(-1.0)];
/// let found = global_moran(&values, &row, &GlobalOptions::default(), &mut |_, _| ControlFlow::Continue(()))?;
/// // Σ over rows of z·lag: 1 + 0 + 0 + 1, over 4
/// assert_eq!(found.i, 0.5);
/// assert_eq!(found.expected, -1.0 / 3.0);
/// # Ok::<(), tanheng::core::space::SpaceError>(())
/// ```
pub fn global_moran(
    values: &[Option<f64>],
    weights: &Weights,
    options: &GlobalOptions,
    progress: OnPermutations<'_>,
) -> Result<GlobalMoran, SpaceError> {
    options.check()?;
    let sample = Sample::new(weights, options.transform, &[values])?;
    let column = Column::new(&sample.of(values))?;
    let pairs = pairs(&sample.weights);
    let sums = weight_sums(&sample.weights, &pairs)?;
    let n = sample.coverage.units as f64;
    let (z2, z4) = (column.sum_of(2), column.sum_of(4));
    let kurtosis = n * z4 / (z2 * z2);
    let over = n / (sums.s0 * z2);
    let statistic = |z: &[f64]| over * sum_of_pairs(&pairs, z, |a, b| a * b);
    let i = statistic(&column.z);
    let expected = -1.0 / (n - 1.0);
    let WeightSums { s0, s1, s2 } = sums;
    let squared = s0 * s0;
    let normal = (n * n * s1 - n * s2 + 3.0 * squared) / ((n * n - 1.0) * squared);
    let by_values = n * ((n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * squared);
    let by_kurtosis = kurtosis * ((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * squared);
    let random = (by_values - by_kurtosis) / ((n - 1.0) * (n - 2.0) * (n - 3.0) * squared);
    let moments = |second: f64| {
        let variance = second - expected * expected;
        let noise = 1e-10 * expected * expected;
        Moments::new(i - expected, variance, noise, options.alternative)
    };
    let permutation = reference(
        i,
        1e-13 + 8.0 * column.rounding,
        column.z.clone(),
        &statistic,
        pairs.len(),
        options,
        progress,
    )?;
    Ok(GlobalMoran {
        options: *options,
        mean: column.mean,
        kurtosis,
        z: sample.aligned(column.z.iter().copied()),
        lag: sample.aligned(sample.weights.lag(&column.z)),
        i,
        expected,
        normality: moments(normal),
        randomisation: moments(random),
        permutation,
        sums,
        warnings: warnings(&sample.coverage),
        coverage: sample.coverage,
    })
}

pub(super) fn warnings(coverage: &Coverage) -> Vec<SpaceWarning> {
    let mut warnings = Vec::new();
    if !coverage.missing.is_empty() {
        warnings.push(SpaceWarning::Missing {
            count: coverage.missing.len(),
        });
    }
    if !coverage.islands.is_empty() {
        warnings.push(SpaceWarning::Islands {
            count: coverage.islands.len(),
        });
    }
    warnings
}
