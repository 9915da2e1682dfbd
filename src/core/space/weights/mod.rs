//! Spatial weights: who is whose neighbour, and how much each counts.

mod error;

pub use error::WeightsError;

use serde::{Deserialize, Serialize};

/// Spatial weights in rows: the neighbours of each unit in ascending order, each with its weight. A unit without neighbours
/// (an island) has an empty row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// Where each row starts in the two lists; one more than there are units.
    starts: Vec<usize>,
    neighbours: Vec<u32>,
    values: Vec<f64>,
}

impl Weights {
    /// Weights from a list of neighbours a unit, in any order.
    ///
    /// # Errors
    /// [`WeightsError`] names the unit with a neighbour that is none of the units, comes twice or is itself, or a weight that
    /// is no number or negative.
    ///
    /// ```
    /// use tanheng::core::space::Weights;
    /// let weights = Weights::from_lists(&[vec![(1, 1.0)], vec![(2, 1.0), (0, 1.0)], vec![(1, 1.0)]])?;
    /// assert_eq!(weights.row(1).0, [0, 2]);
    /// assert_eq!(weights.row_standardised().row(1).1, [0.5, 0.5]);
    /// assert_eq!(weights.lag(&[1.0, 2.0, 4.0]), [2.0, 5.0, 2.0]);
    /// # Ok::<(), tanheng::core::space::weights::WeightsError>(())
    /// ```
    pub fn from_lists(lists: &[Vec<(usize, f64)>]) -> Result<Self, WeightsError> {
        let mut weights = Self {
            starts: Vec::with_capacity(lists.len() + 1),
            ..Self::default()
        };
        weights.starts.push(0);
        for (unit, list) in lists.iter().enumerate() {
            let mut list = list.clone();
            list.sort_by_key(|(neighbour, _)| *neighbour);
            for (at, (neighbour, value)) in list.iter().copied().enumerate() {
                if neighbour >= lists.len() {
                    return Err(WeightsError::Unknown { unit, neighbour });
                }
                if neighbour == unit {
                    return Err(WeightsError::Own { unit });
                }
                if at > 0 && list[at - 1].0 == neighbour {
                    return Err(WeightsError::Twice { unit, neighbour });
                }
                if !(value.is_finite() && value >= 0.0) {
                    return Err(WeightsError::NotAWeight { unit, neighbour });
                }
                weights.neighbours.push(neighbour as u32);
                weights.values.push(value);
            }
            weights.starts.push(weights.neighbours.len());
        }
        Ok(weights)
    }

    /// Number of units.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is no unit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of neighbour relations, each direction counted.
    #[must_use]
    pub fn links(&self) -> usize {
        self.neighbours.len()
    }

    /// Neighbours of a unit and their weights.
    #[must_use]
    pub fn row(&self, unit: usize) -> (&[u32], &[f64]) {
        let range = self.starts[unit]..self.starts[unit + 1];
        (&self.neighbours[range.clone()], &self.values[range])
    }

    /// Whether a unit has no neighbour, or none with a weight.
    #[must_use]
    pub fn is_island(&self, unit: usize) -> bool {
        self.row(unit).1.iter().all(|w| *w == 0.0)
    }

    /// Weights of every row brought to the sum 1; a row without weight stays as it is.
    #[must_use]
    pub fn row_standardised(&self) -> Self {
        let mut standardised = self.clone();
        for unit in 0..self.len() {
            let sum: f64 = self.row(unit).1.iter().sum();
            if sum > 0.0 {
                for value in &mut standardised.values[self.starts[unit]..self.starts[unit + 1]] {
                    *value /= sum;
                }
            }
        }
        standardised
    }

    /// Spatial lag: the weighted sum of the neighbours' values; 0 for an island.
    #[must_use]
    pub fn lag(&self, values: &[f64]) -> Vec<f64> {
        (0..self.len())
            .map(|unit| {
                let (neighbours, weights) = self.row(unit);
                let of = neighbours.iter().map(|n| values[*n as usize]);
                of.zip(weights).map(|(value, w)| value * w).sum()
            })
            .collect()
    }

    /// The units kept among themselves, in their order: those without data take no part, neither as neighbours.
    #[must_use]
    pub fn subset(&self, keep: &[bool]) -> Self {
        let mut position = vec![u32::MAX; self.len()];
        let kept = (0..self.len()).filter(|unit| keep.get(*unit) == Some(&true));
        for (unit, at) in kept.zip(0..) {
            position[unit] = at;
        }
        let mut subset = Self {
            starts: vec![0],
            ..Self::default()
        };
        for unit in (0..self.len()).filter(|unit| position[*unit] != u32::MAX) {
            let (neighbours, values) = self.row(unit);
            for (neighbour, value) in neighbours.iter().zip(values) {
                let at = position[*neighbour as usize];
                if at != u32::MAX {
                    subset.neighbours.push(at);
                    subset.values.push(*value);
                }
            }
            subset.starts.push(subset.neighbours.len());
        }
        subset
    }
}
