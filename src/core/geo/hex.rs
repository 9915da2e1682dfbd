//! A map of hexagon tiles: one tile a unit, pointy top, in axial coordinates.

use std::collections::BTreeMap;

use super::Coord;
use super::borders::joined;

/// A tile in axial coordinates: x = q + r/2 to the right, r downward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hex {
    /// Along a row.
    pub q: i32,
    /// Row.
    pub r: i32,
}

/// Half a tile's width over its radius, √3 / 2.
pub const HALF_WIDTH: f64 = 0.866_025_403_784_438_6;

/// Corners in units of half a width and half a radius, from the top clockwise.
const CORNERS: [(i64, i64); 6] = [(0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1)];

/// Steps to the neighbour beyond the side from corner k to corner k + 1.
const STEPS: [(i32, i32); 6] = [(1, -1), (1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1)];

impl Hex {
    /// Centre in units of half a width and half a radius; exact.
    fn lattice(self) -> (i64, i64) {
        let (q, r) = (i64::from(self.q), i64::from(self.r));
        (2 * q + r, 3 * r)
    }

    /// Centre for a radius of 1.
    ///
    /// ```
    /// use tanheng::core::geo::hex::Hex;
    /// let centre = Hex { q: 0, r: 2 }.centre();
    /// assert!((centre.x - 3f64.sqrt()).abs() < 1e-15 && centre.y == 3.0);
    /// ```
    #[must_use]
    pub fn centre(self) -> Coord {
        on_paper(self.lattice())
    }

    /// Corners for a radius of 1, from the top clockwise. Tiles side by side have the very same corners.
    #[must_use]
    pub fn corners(self) -> [Coord; 6] {
        let (x, y) = self.lattice();
        CORNERS.map(|(dx, dy)| on_paper((x + dx, y + dy)))
    }

    /// The six tiles round it, clockwise from the one above right.
    #[must_use]
    pub fn around(self) -> [Self; 6] {
        STEPS.map(|(q, r)| Self {
            q: self.q.saturating_add(q),
            r: self.r.saturating_add(r),
        })
    }
}

fn on_paper((x, y): (i64, i64)) -> Coord {
    Coord::new(x as f64 * HALF_WIDTH, y as f64 / 2.0)
}

/// Lines between tiles of different groups and round the outside, for a radius of 1. Each side is in one line once; of two
/// tiles in one place the later counts.
///
/// ```
/// use tanheng::core::geo::hex::{Hex, borders};
/// let two = [Hex { q: 0, r: 0 }, Hex { q: 1, r: 0 }];
/// let sides = |groups: &[usize]| -> usize { borders(&two, groups).iter().map(|line| line.len() - 1).sum() };
/// assert_eq!(sides(&[7, 7]), 10);
/// assert_eq!(sides(&[7, 8]), 11);
/// ```
#[must_use]
pub fn borders(tiles: &[Hex], groups: &[usize]) -> Vec<Vec<Coord>> {
    let at: BTreeMap<Hex, usize> = tiles.iter().copied().zip(groups.iter().copied()).collect();
    let mut sides = Vec::new();
    for (tile, group) in &at {
        let (x, y) = tile.lattice();
        for (k, other) in tile.around().into_iter().enumerate() {
            let beyond = at.get(&other);
            if beyond == Some(group) || (beyond.is_some() && other < *tile) {
                continue;
            }
            let corner = |k: usize| {
                let (dx, dy) = CORNERS[k % 6];
                (x + dx, y + dy)
            };
            sides.push((corner(k), corner(k + 1)));
        }
    }
    joined(&sides)
        .into_iter()
        .map(|line| line.into_iter().map(on_paper).collect())
        .collect()
}
