//! Whether a chain moves the same way all the time.

use serde::{Deserialize, Serialize};

use super::chain::{MarkovChain, chain_of};
use super::count::{check, count};
use super::{Homogeneity, MarkovError, homogeneity};

/// A part of the time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Period {
    /// First column.
    pub first: usize,
    /// Last column, the first of the next period.
    pub last: usize,
    /// Chain of the transitions between them.
    pub chain: MarkovChain,
}

/// A test of time homogeneity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TimeHomogeneity {
    /// Sub-periods in order.
    pub periods: Vec<Period>,
    /// The test across them.
    pub test: Homogeneity,
}

/// Test of time homogeneity (时间平稳性) between sub-periods.
///
/// # Formula
/// As [`homogeneity`] has it, a table a sub-period.
///
/// # Shape
/// `breaks` are columns, ascending, neither the first nor the last. A break ends one sub-period and begins the next, so that every
/// transition belongs to one.
///
/// # Errors
/// [`MarkovError`] as [`markov_chain`](super::markov_chain) has it, [`MarkovError::Break`], [`MarkovError::TooFewTables`].
///
/// # Source
/// Anderson & Goodman 1957, Annals of Mathematical Statistics 28(1), 89–110.
///
/// # Examples
/// ```
/// use tanheng::core::markov::time_homogeneity;
/// let panel: Vec<Vec<Option<usize>>> = [[0, 0, 1, 0], [0, 0, 1, 1], [1, 1, 0, 1], [1, 1, 0, 0]]
///     .map(|row| row.map(Some).to_vec())
///     .to_vec();
/// let found = time_homogeneity(&panel, 2, &[1])?;
/// assert_eq!(found.periods[0].chain.counts, [[2, 0], [0, 2]]);
/// // From the first class [2 0] and [1 3] where [1 1] and [2 2] are expected: 1 + 1 + ½ + ½; the same from the second.
/// assert!((found.test.chi_squared - 6.0).abs() < 1e-12);
/// # Ok::<(), tanheng::core::markov::MarkovError>(())
/// ```
pub fn time_homogeneity(
    panel: &[Vec<Option<usize>>],
    classes: usize,
    breaks: &[usize],
) -> Result<TimeHomogeneity, MarkovError> {
    let columns = check(panel, classes)?;
    let end = columns - 1;
    let mut first = 0;
    let mut periods = Vec::with_capacity(breaks.len() + 1);
    for last in breaks.iter().copied().chain([end]) {
        let is_inside = last < end || periods.len() == breaks.len();
        if last <= first || !is_inside {
            return Err(MarkovError::Break {
                column: last,
                columns,
            });
        }
        let counts = count(panel, classes, first..last + 1);
        periods.push(Period {
            first,
            last,
            chain: chain_of(counts)?,
        });
        first = last;
    }
    let tables: Vec<Vec<Vec<u64>>> = periods.iter().map(|p| p.chain.counts.clone()).collect();
    Ok(TimeHomogeneity {
        test: homogeneity(&tables)?,
        periods,
    })
}
