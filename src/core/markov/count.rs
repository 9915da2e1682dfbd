//! A panel of classes counted into transitions.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::MarkovError;
use super::chain::{MarkovChain, chain_of};

/// Most classes.
pub const MOST_CLASSES: usize = 50;

/// The chain of a panel and what it was counted from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PanelChain {
    /// The chain.
    pub chain: MarkovChain,
    /// Transitions counted: pairs of neighbouring columns of a unit with both classes known.
    pub transitions: u64,
    /// Pairs left out because an end is missing.
    pub left_out: u64,
    /// Units in each class, column by column: `by_column[column][class]`.
    pub by_column: Vec<Vec<u64>>,
}

/// Markov chain (马尔可夫链) of a panel of classes: how often units went from each class to each, with what follows from it.
///
/// # Formula
/// ```text
/// n_ij = number of pairs (t, t+1) in which a unit goes from class i to class j
/// p_ij = n_ij / Σ_j n_ij                                       none where Σ_j n_ij = 0
/// ```
/// Steady state, passage and sojourn times are those of [`MarkovChain`].
///
/// # Shape
/// `panel[unit][column]`, classes from 0 to `classes − 1`, columns equally spaced in time. A pair with a missing end is left out
/// and counted; the order of the units is of no account.
///
/// # Errors
/// [`MarkovError`] names unit, column and class.
///
/// # Source
/// Anderson & Goodman 1957, Annals of Mathematical Statistics 28(1), 89–110 (maximum likelihood estimate).
///
/// # Examples
/// ```
/// use tanheng::core::markov::markov_chain;
/// let panel = [vec![Some(0), Some(0), Some(1)], vec![Some(1), None, Some(0)], vec![Some(1), Some(0), Some(0)]];
/// let of = markov_chain(&panel, 2)?;
/// assert_eq!(of.chain.counts, [[2, 1], [1, 0]]);
/// assert_eq!((of.transitions, of.left_out), (4, 2));
/// assert_eq!(of.by_column, [[1, 2], [2, 0], [2, 1]]);
/// # Ok::<(), tanheng::core::markov::MarkovError>(())
/// ```
pub fn markov_chain(
    panel: &[Vec<Option<usize>>],
    classes: usize,
) -> Result<PanelChain, MarkovError> {
    let columns = check(panel, classes)?;
    let counts = count(panel, classes, 0..columns);
    let transitions = sum(&counts);
    if transitions == 0 {
        return Err(MarkovError::NoTransitions);
    }
    let mut by_column = vec![vec![0; classes]; columns];
    for unit in panel {
        for (of_column, class) in by_column.iter_mut().zip(unit) {
            if let Some(count) = class.and_then(|class| of_column.get_mut(class)) {
                *count += 1;
            }
        }
    }
    Ok(PanelChain {
        chain: chain_of(counts)?,
        transitions,
        left_out: pairs(panel.len(), columns) - transitions,
        by_column,
    })
}

/// Pairs of neighbouring columns there could be.
pub(super) fn pairs(units: usize, columns: usize) -> u64 {
    units as u64 * columns.saturating_sub(1) as u64
}

pub(super) fn sum(counts: &[Vec<u64>]) -> u64 {
    counts.iter().flatten().sum()
}

/// Number of columns of a panel without fault.
pub(super) fn check(panel: &[Vec<Option<usize>>], classes: usize) -> Result<usize, MarkovError> {
    check_classes(classes)?;
    let columns = panel.first().ok_or(MarkovError::NoUnits)?.len();
    if columns < 2 {
        return Err(MarkovError::TooFewColumns { columns });
    }
    check_rows(panel, columns, classes)?;
    Ok(columns)
}

pub(super) fn check_classes(classes: usize) -> Result<(), MarkovError> {
    if (2..=MOST_CLASSES).contains(&classes) {
        Ok(())
    } else {
        Err(MarkovError::ClassCount { classes })
    }
}

pub(super) fn check_rows(
    panel: &[Vec<Option<usize>>],
    columns: usize,
    classes: usize,
) -> Result<(), MarkovError> {
    for (unit, row) in panel.iter().enumerate() {
        if row.len() != columns {
            return Err(MarkovError::RowLength {
                unit,
                found: row.len(),
                expected: columns,
            });
        }
        for (column, class) in row.iter().enumerate() {
            if let Some(class) = class.filter(|class| *class >= classes) {
                return Err(MarkovError::ClassRange {
                    unit,
                    column,
                    class,
                    classes,
                });
            }
        }
    }
    Ok(())
}

/// Transitions between neighbouring columns of a range.
pub(super) fn count(
    panel: &[Vec<Option<usize>>],
    classes: usize,
    columns: Range<usize>,
) -> Vec<Vec<u64>> {
    let mut counts = vec![vec![0; classes]; classes];
    for unit in panel {
        let Some(row) = unit.get(columns.clone()) else {
            continue;
        };
        for (from, to) in row.iter().zip(row.iter().skip(1)) {
            if let (Some(from), Some(to)) = (from, to) {
                add(&mut counts, *from, *to);
            }
        }
    }
    counts
}

pub(super) fn add(counts: &mut [Vec<u64>], from: usize, to: usize) {
    if let Some(count) = counts.get_mut(from).and_then(|row| row.get_mut(to)) {
        *count += 1;
    }
}
