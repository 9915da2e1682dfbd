//! Spatial weights: who is whose neighbour, and how much each counts.
//!
//! | what | where |
//! |---|---|
//! | weights as rows of neighbours | [`Weights`] |
//! | outlines that share points or border lines | [`contiguity()`] |
//! | neighbours of neighbours | [`higher_order`] |
//! | k nearest neighbours | [`k_nearest`], [`nearest_neighbours`] |
//! | all within a distance, alike or by inverse distance | [`distance_band`] |
//! | weights that fall with distance | [`kernel_weights`] |
//! | distance in a plane or on the earth | [`Metric`] |
//! | pairs of names as typed | [`from_typed`] |
//! | links added by hand | [`Linked`] |
//! | row-standardised, binary, global, variance-stabilising | [`Transform`] |
//! | transposed, made symmetric, united | [`Weights::transposed`], [`Symmetry`], [`Weights::union`] |
//! | sums that tests need | [`WeightSums`] |
//! | how all hangs together | [`connectivity()`] |

mod combine;
mod connectivity;
mod contiguity;
mod distance;
mod error;
mod extra;
mod kernel;
mod metric;
mod nearest;
mod order;
mod shared;
mod spec;
mod transform;
mod typed;

pub use combine::Symmetry;
pub use connectivity::{Connectivity, MOST_ONE_WAY, connectivity};
pub use contiguity::{Contiguity, ContiguityOptions, Contiguous, contiguity};
pub use distance::{Band, BandOptions, Decay, distance_band};
pub use error::WeightsError;
pub use extra::{Link, Linked};
pub use kernel::{Bandwidth, Diagonal, Kernel, KernelOptions, KernelWeights, kernel_weights};
pub use metric::{EARTH_RADIUS_KM, MOST_UNITS, Metric};
pub use nearest::{Nearest, NearestNeighbours, k_nearest, nearest_neighbours};
pub use order::{MOST_ORDER, Reach, higher_order};
pub use spec::{CONTIGUITY, ContiguityRequest};
pub use transform::{Transform, WeightSums};
pub use typed::{Typed, TypedProblem, from_typed};

use serde::{Deserialize, Serialize};

/// Most neighbour relations that are made here, each direction counted.
pub const MOST_LINKS: usize = 20_000_000;

/// Spatial weights in rows: the neighbours of each unit in ascending order, each with its weight. A unit without neighbours
/// (an island) has an empty row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Weights {
    /// Where each row starts in the two lists; one more than there are units.
    starts: Vec<usize>,
    neighbours: Vec<u32>,
    values: Vec<f64>,
}

impl Default for Weights {
    fn default() -> Self {
        Self::with_room(0)
    }
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
        let count = lists.len();
        if u32::try_from(count).is_err() {
            return Err(WeightsError::TooManyUnits { count });
        }
        let mut weights = Self::with_room(count);
        for (unit, list) in lists.iter().enumerate() {
            let mut list = list.clone();
            list.sort_by_key(|(neighbour, _)| *neighbour);
            check_row(unit, count, &list)?;
            weights.push_row(list.iter().map(|(n, value)| (*n as u32, *value)));
        }
        Ok(weights)
    }

    /// No row yet.
    fn with_room(units: usize) -> Self {
        let mut starts = Vec::with_capacity(units + 1);
        starts.push(0);
        Self {
            starts,
            neighbours: Vec::new(),
            values: Vec::new(),
        }
    }

    /// One row more; its neighbours are units, ascend, and their weights are weights.
    fn push_row(&mut self, row: impl IntoIterator<Item = (u32, f64)>) {
        for (neighbour, value) in row {
            self.neighbours.push(neighbour);
            self.values.push(value);
        }
        self.starts.push(self.neighbours.len());
    }

    /// One row more of neighbours that all count 1.
    fn push_alike(&mut self, row: &[u32]) -> Result<(), WeightsError> {
        self.push_row(row.iter().map(|neighbour| (*neighbour, 1.0)));
        self.check_size()
    }

    fn check_size(&self) -> Result<(), WeightsError> {
        if self.links() > MOST_LINKS {
            return Err(WeightsError::TooManyLinks);
        }
        Ok(())
    }

    /// The same neighbours with other weights.
    fn with_values(&self, values: Vec<f64>) -> Self {
        Self {
            starts: self.starts.clone(),
            neighbours: self.neighbours.clone(),
            values,
        }
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

    /// Neighbours of a unit and their weights; none of a unit that is not there.
    #[must_use]
    pub fn row(&self, unit: usize) -> (&[u32], &[f64]) {
        match (self.starts.get(unit), self.starts.get(unit + 1)) {
            (Some(start), Some(end)) => {
                (&self.neighbours[*start..*end], &self.values[*start..*end])
            }
            _ => (&[], &[]),
        }
    }

    /// What a neighbour counts; `None` where it is none.
    #[must_use]
    pub fn get(&self, unit: usize, neighbour: usize) -> Option<f64> {
        let (neighbours, values) = self.row(unit);
        let at = neighbours.binary_search(&u32::try_from(neighbour).ok()?);
        values.get(at.ok()?).copied()
    }

    /// The rows in the order of the units.
    pub fn rows(&self) -> impl Iterator<Item = (&[u32], &[f64])> {
        (0..self.len()).map(|unit| self.row(unit))
    }

    /// Whether a unit has no neighbour, or none with a weight.
    #[must_use]
    pub fn is_island(&self, unit: usize) -> bool {
        self.row(unit).1.iter().all(|w| *w == 0.0)
    }

    /// Weights of every row brought to the sum 1; a row without weight stays as it is.
    #[must_use]
    pub fn row_standardised(&self) -> Self {
        self.transformed(Transform::Row)
    }

    /// Spatial lag: the weighted sum of the neighbours' values, one a unit; 0 for an island.
    #[must_use]
    pub fn lag(&self, values: &[f64]) -> Vec<f64> {
        let sum = |(neighbours, weights): (&[u32], &[f64])| {
            let of = neighbours.iter().map(|n| values.get(*n as usize));
            of.zip(weights)
                .map(|(value, w)| value.map_or(0.0, |value| value * w))
                .sum()
        };
        self.rows().map(sum).collect()
    }

    /// The units kept among themselves, in their order: those without data take no part, neither as neighbours.
    #[must_use]
    pub fn subset(&self, keep: &[bool]) -> Self {
        let mut position: Vec<Option<u32>> = vec![None; self.len()];
        let kept = position.iter_mut().zip(keep).filter(|(_, keep)| **keep);
        for (next, (position, _)) in (0..).zip(kept) {
            *position = Some(next);
        }
        let mut subset = Self::with_room(self.len());
        for (unit, _) in position.iter().enumerate().filter(|(_, at)| at.is_some()) {
            let (neighbours, values) = self.row(unit);
            let at = neighbours.iter().map(|n| position.get(*n as usize));
            let kept = at.zip(values);
            subset.push_row(kept.filter_map(|(at, value)| Some((at.copied()??, *value))));
        }
        subset
    }
}

/// A row in ascending order is one: other units, each once, with weights.
fn check_row(unit: usize, count: usize, row: &[(usize, f64)]) -> Result<(), WeightsError> {
    let mut before = None;
    for (neighbour, value) in row.iter().copied() {
        if neighbour >= count {
            return Err(WeightsError::Unknown { unit, neighbour });
        }
        if neighbour == unit {
            return Err(WeightsError::Own { unit });
        }
        if before.replace(neighbour) == Some(neighbour) {
            return Err(WeightsError::Twice { unit, neighbour });
        }
        if !(value.is_finite() && value >= 0.0) {
            return Err(WeightsError::NotAWeight { unit, neighbour });
        }
    }
    Ok(())
}

/// Weights as they are stored, before they are checked.
#[derive(Deserialize)]
struct Stored {
    starts: Vec<usize>,
    neighbours: Vec<u32>,
    values: Vec<f64>,
}

impl TryFrom<Stored> for Weights {
    type Error = WeightsError;

    fn try_from(stored: Stored) -> Result<Self, WeightsError> {
        let Stored {
            starts,
            neighbours,
            values,
        } = stored;
        let links = neighbours.len();
        let is_whole = starts.first() == Some(&0) && starts.last() == Some(&links);
        if !is_whole || values.len() != links || !starts.is_sorted() {
            return Err(WeightsError::Rows);
        }
        let weights = Self {
            starts,
            neighbours,
            values,
        };
        for (unit, (neighbours, values)) in weights.rows().enumerate() {
            if !neighbours.is_sorted() {
                return Err(WeightsError::Rows);
            }
            let ids = neighbours.iter().map(|n| *n as usize);
            let row: Vec<(usize, f64)> = ids.zip(values.iter().copied()).collect();
            check_row(unit, weights.len(), &row)?;
        }
        Ok(weights)
    }
}
