//! Weights turned round, made symmetric, and put together with others.

use serde::{Deserialize, Serialize};

use super::{Weights, WeightsError};

/// How weights become symmetric.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Symmetry {
    /// Neighbours where either has the other: the larger of the two weights.
    #[default]
    Either,
    /// Neighbours where each has the other: the smaller of the two weights.
    Both,
    /// `(w_ij + w_ji) / 2`: the sums of both directions stay what they were.
    Mean,
}

impl Weights {
    /// What is counted from `j` to `i` where it was from `i` to `j`.
    ///
    /// ```
    /// use tanheng::core::space::Weights;
    /// let weights = Weights::from_lists(&[vec![(1, 2.0), (2, 3.0)], vec![], vec![(1, 4.0)]])?;
    /// assert_eq!(weights.transposed().row(1), (&[0, 2][..], &[2.0, 4.0][..]));
    /// # Ok::<(), tanheng::core::space::weights::WeightsError>(())
    /// ```
    #[must_use]
    pub fn transposed(&self) -> Self {
        let mut starts = vec![0_usize; self.len() + 1];
        for neighbour in &self.neighbours {
            starts[*neighbour as usize + 1] += 1;
        }
        for unit in 0..self.len() {
            starts[unit + 1] += starts[unit];
        }
        let mut next = starts.clone();
        let mut neighbours = vec![0; self.links()];
        let mut values = vec![0.0; self.links()];
        for (unit, (row, weights)) in (0..).zip(self.rows()) {
            for (neighbour, value) in row.iter().zip(weights) {
                let at = &mut next[*neighbour as usize];
                neighbours[*at] = unit;
                values[*at] = *value;
                *at += 1;
            }
        }
        Self {
            starts,
            neighbours,
            values,
        }
    }

    /// The same both ways.
    ///
    /// ```
    /// use tanheng::core::space::{Weights, weights::Symmetry};
    /// let weights = Weights::from_lists(&[vec![(1, 2.0)], vec![(2, 4.0)], vec![(1, 1.0)]])?;
    /// assert_eq!(weights.symmetrised(Symmetry::Either).row(1), (&[0, 2][..], &[2.0, 4.0][..]));
    /// assert_eq!(weights.symmetrised(Symmetry::Both).row(1), (&[2][..], &[1.0][..]));
    /// assert_eq!(weights.symmetrised(Symmetry::Mean).row(1), (&[0, 2][..], &[1.0, 2.5][..]));
    /// # Ok::<(), tanheng::core::space::weights::WeightsError>(())
    /// ```
    #[must_use]
    pub fn symmetrised(&self, symmetry: Symmetry) -> Self {
        self.merge(&self.transposed(), |one, other| match symmetry {
            Symmetry::Either => Some(larger(one, other)),
            Symmetry::Both => Some(one?.min(other?)),
            // Halves first: the sum of two weights may be no number any more.
            Symmetry::Mean => Some(one.unwrap_or(0.0) / 2.0 + other.unwrap_or(0.0) / 2.0),
        })
    }

    /// Neighbours of either; where both have one, the larger weight.
    ///
    /// # Errors
    /// [`WeightsError::Size`] for weights of another number of units.
    ///
    /// ```
    /// use tanheng::core::space::Weights;
    /// let land = Weights::from_lists(&[vec![(1, 1.0)], vec![(0, 1.0)], vec![]])?;
    /// let ferry = Weights::from_lists(&[vec![], vec![(2, 1.0)], vec![(1, 1.0)]])?;
    /// assert_eq!(land.union(&ferry)?.row(1).0, [0, 2]);
    /// # Ok::<(), tanheng::core::space::weights::WeightsError>(())
    /// ```
    pub fn union(&self, other: &Self) -> Result<Self, WeightsError> {
        if other.len() != self.len() {
            return Err(WeightsError::Size {
                found: other.len(),
                expected: self.len(),
            });
        }
        Ok(self.merge(other, |one, other| Some(larger(one, other))))
    }

    /// Row by row, with what a neighbour counts here and there.
    fn merge(
        &self,
        other: &Self,
        weight: impl Fn(Option<f64>, Option<f64>) -> Option<f64>,
    ) -> Self {
        let mut made = Self::with_room(self.len());
        for (one, two) in self.rows().zip(other.rows()) {
            let both = merged(one, two);
            made.push_row(both.filter_map(|(n, here, there)| Some((n, weight(here, there)?))));
        }
        made
    }
}

fn larger(one: Option<f64>, other: Option<f64>) -> f64 {
    one.unwrap_or(0.0).max(other.unwrap_or(0.0))
}

type Row<'a> = (&'a [u32], &'a [f64]);

/// Two ascending rows as one, each neighbour with its weight in either.
pub(super) fn merged<'a>(
    one: Row<'a>,
    two: Row<'a>,
) -> impl Iterator<Item = (u32, Option<f64>, Option<f64>)> + 'a {
    let entries = |(neighbours, values): Row<'a>| {
        let values = values.iter().copied();
        neighbours.iter().copied().zip(values).peekable()
    };
    let (mut one, mut two) = (entries(one), entries(two));
    std::iter::from_fn(move || {
        let (a, b) = (one.peek().map(|e| e.0), two.peek().map(|e| e.0));
        let next = match (a, b) {
            (Some(a), Some(b)) => a.min(b),
            (a, b) => a.or(b)?,
        };
        let here = one.next_if(|e| e.0 == next).map(|e| e.1);
        let there = two.next_if(|e| e.0 == next).map(|e| e.1);
        Some((next, here, there))
    })
}
