//! Neighbours of neighbours.

use serde::{Deserialize, Serialize};

use super::{Weights, WeightsError};

/// Highest order.
pub const MOST_ORDER: usize = 100;

/// Which neighbours a higher order has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Those of this order alone.
    #[default]
    Only,
    /// Those of this order and all below.
    UpTo,
}

/// Contiguity of a higher order (高阶邻接).
///
/// # Formula
/// ```text
/// w_ij = 1 when the shortest way from i to j takes exactly (or up to) `order` steps from neighbour to neighbour, i ≠ j
/// ```
/// A neighbour that counts 0 is no step. Nobody is of two orders, and no unit is reached from itself.
///
/// # Errors
/// [`WeightsError::Order`] for an order that is not from 1 to [`MOST_ORDER`], [`WeightsError::TooManyLinks`].
///
/// # Source
/// Anselin & Smirnov 1996, Journal of Regional Science 36(1), 67–89. `higher_order_sp` of libpysal, with `lower_order` for
/// [`Reach::UpTo`].
///
/// # Examples
/// ```
/// use tanheng::core::space::{Weights, weights::{Reach, higher_order}};
/// let path = Weights::from_lists(&[vec![(1, 1.0)], vec![(0, 1.0), (2, 1.0)], vec![(1, 1.0)]])?;
/// assert_eq!(higher_order(&path, 2, Reach::Only)?.row(0).0, [2]);
/// assert_eq!(higher_order(&path, 2, Reach::UpTo)?.row(0).0, [1, 2]);
/// # Ok::<(), tanheng::core::space::weights::WeightsError>(())
/// ```
pub fn higher_order(
    weights: &Weights,
    order: usize,
    reach: Reach,
) -> Result<Weights, WeightsError> {
    if !(1..=MOST_ORDER).contains(&order) {
        return Err(WeightsError::Order { order });
    }
    let mut made = Weights::with_room(weights.len());
    let mut seen_from = vec![usize::MAX; weights.len()];
    for unit in 0..weights.len() {
        seen_from[unit] = unit;
        let (mut below, mut last) = (Vec::new(), vec![unit as u32]);
        let mut reached = 1;
        for _ in 0..order {
            let mut next = Vec::new();
            // Where everyone is reached there is no need to look at dense rows again.
            let from = if reached < weights.len() {
                &last[..]
            } else {
                &[]
            };
            for from in from {
                let (neighbours, values) = weights.row(*from as usize);
                for (neighbour, _) in neighbours.iter().zip(values).filter(|(_, w)| **w > 0.0) {
                    let seen = &mut seen_from[*neighbour as usize];
                    if std::mem::replace(seen, unit) != unit {
                        next.push(*neighbour);
                    }
                }
            }
            reached += next.len();
            below.append(&mut last);
            last = next;
        }
        let mut row = match reach {
            Reach::Only => last,
            Reach::UpTo => [below, last].concat(),
        };
        row.retain(|n| *n as usize != unit);
        row.sort_unstable();
        made.push_alike(&row)?;
    }
    Ok(made)
}
