//! Places on the earth and on paper: outlines, projection, areas, tiles, cells, and what looks wrong with coordinates.
//!
//! | what | where |
//! |---|---|
//! | hexagon tiles and the borders between groups of them | [`hex`] |

pub mod hex;

/// A point: degrees (x east, y north), metres of a projection, or px of a drawing, as its owner says.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Coord {
    /// To the east, or to the right.
    pub x: f64,
    /// To the north; downward in a drawing.
    pub y: f64,
}

impl Coord {
    /// A point.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}
