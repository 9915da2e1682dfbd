//! Transitions by the class of the neighbours.

use serde::{Deserialize, Serialize};

use super::chain::{MarkovChain, chain_of};
use super::count::{add, check, check_classes, check_rows, pairs, sum};
use super::{Homogeneity, MarkovError, homogeneity};

/// A spatial Markov chain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpatialMarkov {
    /// Chain of all transitions that have a lag class.
    pub pooled: MarkovChain,
    /// Chains by the lag class in the starting column.
    pub by_lag: Vec<MarkovChain>,
    /// Transitions counted.
    pub transitions: u64,
    /// Pairs left out because an end or the lag class is missing; units without neighbours among them.
    pub left_out: u64,
    /// Test across the lag classes: whether the neighbours matter.
    pub test: Homogeneity,
}

/// Spatial Markov chain (空间马尔可夫链): transitions conditioned on the class of the spatial lag in the starting column.
///
/// # Formula
/// ```text
/// n_ij|m = transitions from i to j of units whose neighbours are in class m when they start
/// p_ij|m = n_ij|m / Σ_j n_ij|m
/// ```
/// The test across lag classes is [`homogeneity`].
///
/// # Shape
/// `panel[unit][column]` and `lags[unit][column]`, the class of the neighbours' mean; its last column is not read. Lag classes need
/// not be those of the panel.
///
/// # Errors
/// [`MarkovError`] as [`markov_chain`](super::markov_chain) has it, and [`MarkovError::LagCount`].
///
/// # Source
/// Rey 2001, Geographical Analysis 33(3), 195–214; test: Bickenbach & Bode 2003, International Regional Science Review 26(3),
/// 363–392.
///
/// # Examples
/// ```
/// use tanheng::core::markov::spatial_markov;
/// let rows = |of: [[usize; 3]; 2]| of.map(|row| row.map(Some).to_vec()).to_vec();
/// let found = spatial_markov(&rows([[0, 1, 1], [1, 1, 0]]), &rows([[1, 1, 0], [0, 1, 1]]), 2, 2)?;
/// assert_eq!(found.by_lag[0].counts, [[0, 0], [0, 1]]);
/// assert_eq!(found.by_lag[1].counts, [[0, 1], [1, 1]]);
/// # Ok::<(), tanheng::core::markov::MarkovError>(())
/// ```
pub fn spatial_markov(
    panel: &[Vec<Option<usize>>],
    lags: &[Vec<Option<usize>>],
    classes: usize,
    lag_classes: usize,
) -> Result<SpatialMarkov, MarkovError> {
    let columns = check(panel, classes)?;
    check_classes(lag_classes)?;
    if lags.len() != panel.len() {
        return Err(MarkovError::LagCount {
            found: lags.len(),
            expected: panel.len(),
        });
    }
    check_rows(lags, columns, lag_classes)?;
    let empty = vec![vec![0; classes]; classes];
    let mut tables = vec![empty.clone(); lag_classes];
    let mut pooled = empty;
    for (unit, lags) in panel.iter().zip(lags) {
        for ((from, to), lag) in unit.iter().zip(unit.iter().skip(1)).zip(lags) {
            let (Some(from), Some(to), Some(lag)) = (from, to, lag) else {
                continue;
            };
            if let Some(table) = tables.get_mut(*lag) {
                add(table, *from, *to);
                add(&mut pooled, *from, *to);
            }
        }
    }
    let transitions = sum(&pooled);
    let test = homogeneity(&tables)?;
    Ok(SpatialMarkov {
        pooled: chain_of(pooled)?,
        by_lag: tables.into_iter().map(chain_of).collect::<Result<_, _>>()?,
        transitions,
        left_out: pairs(panel.len(), columns) - transitions,
        test,
    })
}
