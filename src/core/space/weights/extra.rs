//! Links that a person adds to weights, and can take away again.

use serde::{Deserialize, Serialize};

use super::{Weights, WeightsError};

/// A link both ways between two units.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// One unit.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// What each counts for the other.
    pub weight: f64,
}

impl Link {
    fn is_between(&self, a: usize, b: usize) -> bool {
        (self.a, self.b) == (a, b) || (self.a, self.b) == (b, a)
    }
}

/// Weights with links added by hand, such as Guangdong with Hainan, which no border joins. They are listed, and the weights they
/// were added to stay what they are.
///
/// ```
/// use tanheng::core::space::{Weights, weights::Linked};
/// let land = Weights::from_lists(&[vec![(1, 1.0)], vec![(0, 1.0)], vec![]])?;
/// let linked = Linked::new(land.clone()).with_link(0, 2, 1.0)?;
/// assert_eq!(linked.weights().row(2).0, [0]);
/// assert_eq!(linked.links().len(), 1);
/// assert_eq!(linked.without_link(2, 0).weights(), land);
/// # Ok::<(), tanheng::core::space::weights::WeightsError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Linked {
    base: Weights,
    links: Vec<Link>,
}

impl Linked {
    /// Weights without any link added.
    #[must_use]
    pub fn new(base: Weights) -> Self {
        Self {
            base,
            links: Vec::new(),
        }
    }

    /// The weights without what was added.
    #[must_use]
    pub fn base(&self) -> &Weights {
        &self.base
    }

    /// What was added, in the order it was.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// With a link both ways. Where one of the directions is there, it keeps the larger weight.
    ///
    /// # Errors
    /// [`WeightsError`]: a unit that is not there or is linked to itself, a weight that is none, neighbours both ways already.
    pub fn with_link(mut self, a: usize, b: usize, weight: f64) -> Result<Self, WeightsError> {
        let count = self.base.len();
        if a >= count {
            return Err(WeightsError::Unknown {
                unit: b,
                neighbour: a,
            });
        }
        super::check_row(a, count, &[(b, weight)])?;
        let is_there = self.base.get(a, b).is_some() && self.base.get(b, a).is_some();
        if is_there || self.links.iter().any(|link| link.is_between(a, b)) {
            return Err(WeightsError::Linked { a, b });
        }
        self.links.push(Link { a, b, weight });
        Ok(self)
    }

    /// Without a link that was added; nothing else is taken away.
    #[must_use]
    pub fn without_link(mut self, a: usize, b: usize) -> Self {
        self.links.retain(|link| !link.is_between(a, b));
        self
    }

    /// The weights with what was added.
    #[must_use]
    pub fn weights(&self) -> Weights {
        let mut lists = vec![Vec::new(); self.base.len()];
        for Link { a, b, weight } in self.links.iter().copied() {
            for (unit, neighbour) in [(a, b), (b, a)] {
                if let Some(list) = lists.get_mut(unit) {
                    list.push((neighbour, weight));
                }
            }
        }
        let added = Weights::from_lists(&lists);
        added
            .and_then(|added| self.base.union(&added))
            .unwrap_or_else(|_| self.base.clone())
    }
}

/// Links as they are stored, before they are checked.
#[derive(Deserialize)]
struct Stored {
    base: Weights,
    links: Vec<Link>,
}

impl TryFrom<Stored> for Linked {
    type Error = WeightsError;

    fn try_from(stored: Stored) -> Result<Self, WeightsError> {
        let mut links = stored.links.into_iter();
        links.try_fold(Self::new(stored.base), |linked, Link { a, b, weight }| {
            linked.with_link(a, b, weight)
        })
    }
}
