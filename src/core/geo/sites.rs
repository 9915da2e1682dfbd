//! What is known of where the units of a study are.

use super::Coord;

/// Places and neighbours of units, one entry a unit in the order of the study. What is not known is empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sites {
    /// Label points, degrees (WGS 84).
    pub points: Vec<Option<Coord>>,
    /// Areas, km².
    pub areas: Vec<Option<f64>>,
    /// Positions of units with a common border line.
    pub borders: Vec<Vec<usize>>,
    /// Positions of units met in a point only.
    pub corners: Vec<Vec<usize>>,
    /// Pairs that usually count as neighbours though the sea lies between them. They are a choice, never silent.
    pub links: Vec<(usize, usize)>,
    /// Whether the borders of the units are known.
    pub has_borders: bool,
}

impl Sites {
    /// Units of which nothing is known.
    #[must_use]
    pub fn unknown(count: usize) -> Self {
        Self {
            points: vec![None; count],
            areas: vec![None; count],
            borders: vec![Vec::new(); count],
            corners: vec![Vec::new(); count],
            ..Self::default()
        }
    }

    /// Every label point; `None` where one is not known.
    #[must_use]
    pub fn all_points(&self) -> Option<Vec<Coord>> {
        self.points.iter().copied().collect()
    }
}
