//! Sums over the weights that the moments take, and the weights by unordered pair.

use serde::{Deserialize, Serialize};

use super::{SpaceError, Weights};

/// Sums over weights (Cliff and Ord 1981).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WeightSums {
    /// `Σ_ij w_ij`.
    pub s0: f64,
    /// `½ Σ_ij (w_ij + w_ji)²`.
    pub s1: f64,
    /// `Σ_i (Σ_j w_ij + Σ_j w_ji)²`.
    pub s2: f64,
}

/// Two neighbours and `w_ab + w_ba`.
pub(super) struct Pair {
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) weight: f64,
}

/// `Σ weight · of(value of a, value of b)` over pairs, in four sums side by side: one alone would wait for itself at every step.
pub(super) fn sum_of_pairs(pairs: &[Pair], values: &[f64], of: impl Fn(f64, f64) -> f64) -> f64 {
    let term = |pair: &Pair| pair.weight * of(values[pair.a as usize], values[pair.b as usize]);
    let fours = pairs.chunks_exact(4);
    let mut rest: f64 = fours.remainder().iter().map(term).sum();
    let mut sums = [0.0; 4];
    for four in fours {
        for (sum, pair) in sums.iter_mut().zip(four) {
            *sum += term(pair);
        }
    }
    for sum in sums {
        rest += sum;
    }
    rest
}

/// Every pair of neighbours once, in order: `Σ_ij w_ij f(i, j)` over a symmetric `f` takes half the steps.
pub(super) fn pairs(weights: &Weights) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::with_capacity(weights.links());
    for unit in 0..weights.len() {
        let (neighbours, values) = weights.row(unit);
        for (neighbour, weight) in neighbours.iter().zip(values) {
            pairs.push(Pair {
                a: (unit as u32).min(*neighbour),
                b: (unit as u32).max(*neighbour),
                weight: *weight,
            });
        }
    }
    pairs.sort_by_key(|pair| (pair.a, pair.b));
    pairs.dedup_by(|other, kept| {
        let is_same = (other.a, other.b) == (kept.a, kept.b);
        if is_same {
            kept.weight += other.weight;
        }
        is_same
    });
    pairs
}

/// The sums over the weights, `pairs` being their pairs.
pub(super) fn weight_sums(weights: &Weights, pairs: &[Pair]) -> Result<WeightSums, SpaceError> {
    let mut both = vec![0.0; weights.len()];
    let mut s0 = 0.0;
    for (unit, sum) in both.iter_mut().enumerate() {
        let row: f64 = weights.row(unit).1.iter().sum();
        s0 += row;
        *sum += row;
    }
    for unit in 0..weights.len() {
        let (neighbours, values) = weights.row(unit);
        for (neighbour, weight) in neighbours.iter().zip(values) {
            both[*neighbour as usize] += weight;
        }
    }
    let sums = WeightSums {
        s0,
        s1: pairs.iter().map(|pair| pair.weight * pair.weight).sum(),
        s2: both.iter().map(|sum| sum * sum).sum(),
    };
    let is_usable = [sums.s0 * sums.s0, sums.s1, sums.s2];
    if is_usable.iter().all(|sum| sum.is_normal()) {
        Ok(sums)
    } else {
        Err(SpaceError::Overflow)
    }
}
