//! What follows from a table of transitions.

use serde::{Deserialize, Serialize};

use super::MarkovError;
use super::count::{check_classes, sum};
use super::solve::{passage, stationary};
use super::states::{RecurrentClass, StateKind, States, period};

/// A Markov chain. Times are in steps: columns of the panel it was counted from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MarkovChain {
    /// Transitions from each class (row) to each (column).
    pub counts: Vec<Vec<u64>>,
    /// Transitions that start from each class: sums of the rows.
    pub starts: Vec<u64>,
    /// Probabilities from each class; none where no transition starts.
    pub probabilities: Vec<Option<Vec<f64>>>,
    /// What becomes of each class in the long run.
    pub states: Vec<StateKind>,
    /// Whether every class that was seen leads to every other.
    pub is_irreducible: bool,
    /// Recurrent classes, each with its stationary distribution.
    pub recurrent: Vec<RecurrentClass>,
    /// Steady state (稳态分布): the one distribution the chain keeps. None where there are several recurrent classes, for then
    /// it depends on the start, and where a class is open.
    pub steady_state: Option<Vec<f64>>,
    /// Mean first-passage times (平均首达时间) from the row's class to the column's, on the diagonal the mean time to come back;
    /// none where the class may never be reached.
    pub passage: Vec<Vec<Option<f64>>>,
    /// Mean sojourn times `1/(1 − p_ii)`; none where a class is never left or no transition starts.
    pub sojourn: Vec<Option<f64>>,
    /// Time until half of a class has left it, `ln ½ / ln p_ii`, 0 where all leave at once; none as for the sojourn.
    pub half_life: Vec<Option<f64>>,
}

/// Markov chain of a table of transitions: from the row's class to the column's.
///
/// # Formula
/// ```text
/// p_ij = n_ij / Σ_j n_ij
/// π = πP, Σπ = 1                              steady state
/// m_ij = 1 + Σ_{k≠j} p_ik m_kj                mean first passage
/// 1/(1 − p_ii),  ln ½ / ln p_ii               mean sojourn, half-life
/// ```
///
/// # Shape
/// Square, 2 to [`MOST_CLASSES`](super::MOST_CLASSES) classes.
///
/// # Errors
/// [`MarkovError::ClassCount`], [`MarkovError::CountShape`], [`MarkovError::NoTransitions`], [`MarkovError::Overflow`].
///
/// # Source
/// Kemeny & Snell 1976, Finite Markov chains, chapter 4; solved without subtractions after Grassmann, Taksar & Heyman 1985,
/// Operations Research 33(5), 1107–1116.
///
/// # Examples
/// ```
/// // Leaving the first class with a = 1/4 and the second with b = 1/2, the steady state is b/(a + b), a/(a + b).
/// let chain = tanheng::core::markov::chain_from_counts(&[vec![3, 1], vec![2, 2]])?;
/// let steady = chain.steady_state.expect("one recurrent class");
/// assert!((steady[0] - 2.0 / 3.0).abs() < 1e-15);
/// assert_eq!(chain.sojourn, [Some(4.0), Some(2.0)]);
/// assert_eq!(chain.passage[0][1], Some(4.0));
/// # Ok::<(), tanheng::core::markov::MarkovError>(())
/// ```
pub fn chain_from_counts(counts: &[Vec<u64>]) -> Result<MarkovChain, MarkovError> {
    check_classes(counts.len())?;
    check_square(counts)?;
    if sum(counts) == 0 {
        return Err(MarkovError::NoTransitions);
    }
    chain_of(counts.to_vec())
}

/// Every row as long as there are rows, and a sum that can be counted.
pub(super) fn check_square(counts: &[Vec<u64>]) -> Result<(), MarkovError> {
    let expected = counts.len();
    for (row, cells) in counts.iter().enumerate() {
        if cells.len() != expected {
            return Err(MarkovError::CountShape {
                row,
                found: cells.len(),
                expected,
            });
        }
    }
    let mut cells = counts.iter().flatten();
    let total = cells.try_fold(0_u64, |sum, n| sum.checked_add(*n));
    total.map(|_| ()).ok_or(MarkovError::Overflow)
}

/// The chain of a square table, which may be empty.
pub(super) fn chain_of(counts: Vec<Vec<u64>>) -> Result<MarkovChain, MarkovError> {
    let n = counts.len();
    let starts: Vec<u64> = counts.iter().map(|row| row.iter().sum()).collect();
    let shares = |(row, start): (&Vec<u64>, &u64)| -> Vec<f64> {
        let start = (*start).max(1) as f64;
        row.iter().map(|count| *count as f64 / start).collect()
    };
    let rows: Vec<Vec<f64>> = counts.iter().zip(&starts).map(shares).collect();
    let states = States::of(&counts);
    let recurrent = states
        .recurrent
        .iter()
        .map(|members| {
            let own = stationary(&rows, members).ok_or(MarkovError::Overflow)?;
            let mut shares = vec![0.0; n];
            for (class, share) in members.iter().zip(own) {
                shares[*class] = share;
            }
            Ok(RecurrentClass {
                members: members.clone(),
                shares,
                period: period(&counts, members),
            })
        })
        .collect::<Result<Vec<_>, _>>()?;
    let is_any = |kind: StateKind| states.kinds.contains(&kind);
    let only = match recurrent.as_slice() {
        [only] if !is_any(StateKind::Open) => Some(only.shares.clone()),
        _ => None,
    };
    let leaving: Vec<Option<f64>> = (0..n)
        .map(|class| {
            let others = counts[class].iter().enumerate();
            let others = others
                .filter(|(to, _)| *to != class)
                .map(|(_, count)| count);
            let others: u64 = others.sum();
            (others > 0).then(|| others as f64 / starts[class] as f64)
        })
        .collect();
    let half_life = |p: f64| -std::f64::consts::LN_2 / libm::log1p(-p);
    Ok(MarkovChain {
        is_irreducible: only.is_some() && !is_any(StateKind::Transient),
        steady_state: only,
        recurrent,
        passage: passage(&rows, &counts, &states),
        sojourn: leaving.iter().map(|p| p.map(|p| 1.0 / p)).collect(),
        half_life: leaving.iter().map(|p| p.map(half_life)).collect(),
        probabilities: rows
            .into_iter()
            .zip(&starts)
            .map(|(row, start)| (*start > 0).then_some(row))
            .collect(),
        states: states.kinds,
        starts,
        counts,
    })
}
