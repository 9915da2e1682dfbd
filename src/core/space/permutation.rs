//! What a statistic would be if the values lay anywhere: pseudo p-values and reference distributions.

use std::ops::ControlFlow;

use rand_pcg::Pcg32;
use rand_pcg::rand_core::{Rng as _, SeedableRng as _};
use serde::{Deserialize, Serialize};

use super::SpaceError;
use super::options::{Alternative, GlobalOptions};

/// Called with permutations done and in all; breaking stops the work.
pub type OnPermutations<'a> = &'a mut dyn FnMut(usize, usize) -> ControlFlow<()>;

/// Steps of the innermost loop between two reports of progress.
const STEPS_BETWEEN_REPORTS: usize = 1 << 23;

/// How many simulated values lie on either side of the observed one. Values that tie with it are in both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// `#≥`.
    pub at_least: u32,
    /// `#≤`.
    pub at_most: u32,
}

impl Counts {
    /// Pseudo p-value of so many permutations. It is never below [`least_p`].
    ///
    /// ```
    /// use tanheng::core::space::{Alternative, Counts};
    /// let counts = Counts { at_least: 4, at_most: 95 };
    /// assert_eq!(counts.p(99, Alternative::Directed), 0.05);
    /// assert_eq!(counts.p(99, Alternative::TwoSided), 0.1);
    /// ```
    #[must_use]
    pub fn p(self, permutations: usize, alternative: Alternative) -> f64 {
        let all = permutations as f64 + 1.0;
        let share = |count: u32| (f64::from(count) + 1.0) / all;
        let smaller = self.at_least.min(self.at_most);
        match alternative {
            Alternative::TwoSided => (2.0 * share(smaller)).min(1.0),
            Alternative::Directed => share(smaller),
            Alternative::Greater => share(self.at_least),
            Alternative::Less => share(self.at_most),
        }
    }

    /// The same of the statistic times −1.
    pub(super) const fn mirrored(self) -> Self {
        Self {
            at_least: self.at_most,
            at_most: self.at_least,
        }
    }
}

/// The least p-value that so many permutations can give: `1 / (R + 1)`, two-sided twice that.
///
/// ```
/// use tanheng::core::space::{Alternative, least_p};
/// assert_eq!(least_p(999, Alternative::Directed), 0.001);
/// assert_eq!(least_p(999, Alternative::TwoSided), 0.002);
/// ```
#[must_use]
pub fn least_p(permutations: usize, alternative: Alternative) -> f64 {
    Counts::default().p(permutations, alternative)
}

/// p-value of a standard normal score.
pub(super) fn normal_p(score: f64, alternative: Alternative) -> f64 {
    let beyond = |score: f64| 0.5 * libm::erfc(score * std::f64::consts::FRAC_1_SQRT_2);
    match alternative {
        Alternative::TwoSided => 2.0 * beyond(score.abs()),
        Alternative::Directed => beyond(score.abs()),
        Alternative::Greater => beyond(score),
        Alternative::Less => beyond(-score),
    }
}

/// The values that a statistic took when the values of the units were shuffled, summed up: the distribution in bins, never
/// every value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// Permutations.
    pub permutations: usize,
    /// Seed.
    pub seed: u64,
    /// How many simulated values lie on either side of the observed one.
    #[serde(flatten)]
    pub counts: Counts,
    /// Pseudo p-value.
    pub p: f64,
    /// The least that p could be with so many permutations.
    pub least_p: f64,
    /// Mean of the simulated values.
    pub mean: f64,
    /// Their standard deviation, `R` in the divisor.
    pub sd: f64,
    /// `(observed − mean) / sd`; none where every simulated value is the same.
    pub score: Option<f64>,
    /// Least simulated value, where the bins start.
    pub least: f64,
    /// Greatest simulated value, where the bins end.
    pub greatest: f64,
    /// How many simulated values lie in each of so many bins of equal width; the last one takes its upper end too. One bin where
    /// every simulated value is the same.
    pub bins: Vec<u32>,
}

/// Source of draws. One that is seeded alike gives the same everywhere.
pub(super) struct Draws(Pcg32);

impl Draws {
    pub(super) fn new(seed: u64) -> Self {
        Self(Pcg32::seed_from_u64(seed))
    }

    /// A whole number from 0 to below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        // Multiply and shift instead of a remainder: the bias is below end / 2³².
        ((u64::from(self.0.next_u32()) * end as u64) >> 32) as usize
    }

    fn shuffle(&mut self, values: &mut [f64]) {
        for last in (1..values.len()).rev() {
            let other = self.below(last + 1);
            values.swap(last, other);
        }
    }
}

/// Shuffles the values as often as asked and sums up what the statistic becomes. `steps` is about what one evaluation takes.
pub(super) fn reference(
    observed: f64,
    tolerance: f64,
    mut values: Vec<f64>,
    statistic: &dyn Fn(&[f64]) -> f64,
    steps: usize,
    options: &GlobalOptions,
    progress: OnPermutations<'_>,
) -> Result<Reference, SpaceError> {
    let total = options.permutations;
    let between = (STEPS_BETWEEN_REPORTS / (steps + values.len()).max(1)).max(1);
    let mut draws = Draws::new(options.seed);
    let mut simulated = Vec::with_capacity(total);
    let mut counts = Counts::default();
    for done in 0..total {
        if done % between == 0 && progress(done, total).is_break() {
            return Err(SpaceError::Cancelled { done, total });
        }
        draws.shuffle(&mut values);
        let value = statistic(&values);
        counts.at_least += u32::from(value >= observed - tolerance);
        counts.at_most += u32::from(value <= observed + tolerance);
        simulated.push(value);
    }
    if progress(total, total).is_break() {
        return Err(SpaceError::Cancelled { done: total, total });
    }
    let n = total as f64;
    let mean = simulated.iter().sum::<f64>() / n;
    let squares: f64 = simulated.iter().map(|v| (v - mean) * (v - mean)).sum();
    let sd = (squares / n).sqrt();
    let least = simulated.iter().copied().fold(f64::INFINITY, f64::min);
    let greatest = simulated.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if ![observed, mean, sd, least, greatest]
        .iter()
        .all(|v| v.is_finite())
    {
        return Err(SpaceError::Overflow);
    }
    Ok(Reference {
        permutations: total,
        seed: options.seed,
        counts,
        p: counts.p(total, options.alternative),
        least_p: least_p(total, options.alternative),
        mean,
        sd,
        score: (sd > tolerance).then(|| (observed - mean) / sd),
        least,
        greatest,
        bins: binned(&simulated, least, greatest, options.bins),
    })
}

fn binned(values: &[f64], least: f64, greatest: f64, bins: usize) -> Vec<u32> {
    let width = (greatest - least) / bins as f64;
    if width.is_nan() || width <= 0.0 {
        return vec![values.len() as u32];
    }
    let mut counts = vec![0; bins];
    for value in values {
        let bin = ((value - least) / width) as usize;
        if let Some(count) = counts.get_mut(bin.min(bins - 1)) {
            *count += 1;
        }
    }
    counts
}
