//! Rings as they come, made into shapes; what had to be mended on the way is told.

use super::{BoundaryError, Feature, MOST_FEATURES, MOST_POINTS};
use crate::core::geo::suspect::Suspicion;
use crate::core::geo::{Coord, Polygon, Shape};

/// Outlines in the making.
#[derive(Default)]
pub(super) struct Collected {
    pub features: Vec<Feature>,
    pub without_ground: usize,
    pub doubts: Vec<Suspicion>,
    points: usize,
}

impl Collected {
    /// Takes the parts of one unit: outer ring first, then holes.
    pub fn add(
        &mut self,
        parts: Vec<Vec<Vec<Coord>>>,
        cells: Vec<String>,
    ) -> Result<(), BoundaryError> {
        let unit = self.features.len();
        let mut shape = Shape::default();
        for rings in parts {
            let mut rings = rings
                .into_iter()
                .map(|ring| self.closed(ring, unit))
                .collect::<Result<Vec<_>, _>>()?;
            // A ring of two points encloses nothing; without an outer ring its holes are none.
            if rings.first().is_none_or(|outer| outer.len() < 3) {
                continue;
            }
            let holes = rings
                .split_off(1)
                .into_iter()
                .filter(|hole| hole.len() >= 3)
                .collect();
            shape
                .polygons
                .extend(rings.pop().map(|outer| Polygon { outer, holes }));
        }
        if shape.polygons.is_empty() {
            self.without_ground += 1;
            self.doubts.retain(
                |doubt| !matches!(doubt, Suspicion::Unclosed { unit: u, .. } if *u == unit),
            );
            return Ok(());
        }
        if unit >= MOST_FEATURES {
            return Err(BoundaryError::TooManyFeatures { count: unit + 1 });
        }
        shape.wind();
        self.features.push(Feature { shape, cells });
        Ok(())
    }

    /// The ring without its last point when that is the first again; a gap there is told once a unit.
    fn closed(&mut self, mut ring: Vec<Coord>, unit: usize) -> Result<Vec<Coord>, BoundaryError> {
        self.points = self.points.saturating_add(ring.len());
        if self.points > MOST_POINTS {
            return Err(BoundaryError::TooManyPoints);
        }
        if ring
            .iter()
            .any(|c| !c.is_finite() || c.x.abs().max(c.y.abs()) > 1e9)
        {
            return Err(BoundaryError::damaged("a coordinate is no number"));
        }
        ring.dedup();
        if let (Some(first), Some(last)) = (ring.first().copied(), ring.last().copied())
            && ring.len() > 1
        {
            if first == last {
                ring.pop();
            } else {
                let gap = libm::hypot(first.x - last.x, first.y - last.y);
                let is_told = self
                    .doubts
                    .iter()
                    .any(|d| matches!(d, Suspicion::Unclosed { unit: u, .. } if *u == unit));
                if !is_told {
                    self.doubts.push(Suspicion::Unclosed { unit, gap });
                }
            }
        }
        Ok(ring)
    }
}
