//! What local statistics share: p-values of conditional permutation, their adjustment, what to know beside them.

use serde::{Deserialize, Serialize};

use super::adjust::{Adjustment, Reach, adjust, reach};
use super::global::warnings;
use super::options::LocalOptions;
use super::permutation::Counts;
use super::sample::Sample;
use super::{SpaceError, SpaceWarning};

/// p-values of a local statistic, one a unit; none for units without a value or without neighbours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Significance {
    /// How many simulated values are at least the observed one.
    pub at_least: Vec<Option<u32>>,
    /// How many are at most the observed one.
    pub at_most: Vec<Option<u32>>,
    /// Pseudo p-values.
    pub p: Vec<Option<f64>>,
    /// Which of them pass, each with its limit.
    pub adjustment: Adjustment,
    /// Whether so many permutations can make a single unit significant, and how many would.
    pub reach: Reach,
}

impl Significance {
    pub(super) fn new(
        counts: &[Option<Counts>],
        sample: &Sample,
        options: &LocalOptions,
    ) -> Result<Self, SpaceError> {
        let column = |of: fn(&Counts) -> u32| {
            let own = counts.iter().map(|counts| counts.as_ref().map(of));
            flat(sample.aligned(own))
        };
        let p = counts.iter().map(|counts| {
            let p = |counts: Counts| counts.p(options.permutations, options.alternative);
            counts.map(p)
        });
        let p = flat(sample.aligned(p));
        let adjustment = adjust(&p, options.alpha, options.correction)?;
        let reach = reach(
            options.permutations,
            options.alternative,
            adjustment.tests,
            options.alpha,
            options.correction,
        )?;
        Ok(Self {
            at_least: column(|counts| counts.at_least),
            at_most: column(|counts| counts.at_most),
            p,
            adjustment,
            reach,
        })
    }

    /// What to know beside a local statistic.
    pub(super) fn warnings(&self, sample: &Sample, options: &LocalOptions) -> Vec<SpaceWarning> {
        let mut warnings = warnings(&sample.coverage);
        if !self.reach.alone {
            warnings.push(SpaceWarning::Floor {
                correction: options.correction,
                permutations: options.permutations,
                reach: self.reach,
            });
        }
        warnings
    }

    /// The class of every unit: what makes one of a significant unit, and the classes of the others.
    pub(super) fn classes<T: Clone>(
        &self,
        sample: &Sample,
        of_significant: impl Fn(usize) -> T,
        [not_significant, no_neighbour, no_data]: [T; 3],
    ) -> Vec<T> {
        let places = 0..self.p.len();
        let mut classes: Vec<T> = places
            .map(|unit| match self.adjustment.significant.get(unit) {
                Some(true) => of_significant(unit),
                _ => not_significant.clone(),
            })
            .collect();
        let coverage = &sample.coverage;
        for (units, class) in [
            (&coverage.islands, no_neighbour),
            (&coverage.missing, no_data),
        ] {
            for unit in units {
                if let Some(place) = classes.get_mut(*unit) {
                    *place = class.clone();
                }
            }
        }
        classes
    }
}

/// One level of absence out of two.
pub(super) fn flat<T>(values: Vec<Option<Option<T>>>) -> Vec<Option<T>> {
    values.into_iter().map(Option::flatten).collect()
}

/// Mean and variance of a sum of weights times values drawn without replacement from all units but one.
#[derive(Clone, Copy)]
pub(super) struct Drawn {
    pub(super) expected: f64,
    pub(super) variance: f64,
}

impl Drawn {
    /// `total` and `squares` are the sums of the values drawn from and of their squares, `others` how many there are.
    pub(super) fn new(weights: &[f64], total: f64, squares: f64, others: f64) -> Self {
        let mean = total / others;
        let spread = (squares / others - mean * mean).max(0.0);
        let sum: f64 = weights.iter().sum();
        let of_squares: f64 = weights.iter().map(|w| w * w).sum();
        // Neighbours of all others: every draw is the same, whatever rounding leaves of the difference.
        let left = of_squares - sum * sum / others;
        let left = if left > 1e-12 * of_squares { left } else { 0.0 };
        Self {
            expected: sum * mean,
            variance: spread * left * others / (others - 1.0),
        }
    }

    pub(super) fn score(self, observed: f64) -> Option<f64> {
        (self.variance > 0.0).then(|| (observed - self.expected) / self.variance.sqrt())
    }
}
