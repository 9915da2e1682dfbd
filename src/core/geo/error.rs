//! What stops a computation on places.

use super::voronoi::MOST_POINTS;
use crate::core::problem::{Arg, Problem, Report};

/// Why it cannot be done. Units are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum GeoError {
    /// A coordinate that is no number, or too large to count with.
    #[error("unit {unit}: a coordinate is no number")]
    NotFinite {
        /// Which unit.
        unit: usize,
    },
    /// Nothing to draw or measure.
    #[error("no points")]
    Empty,
    /// Two label points in one place.
    #[error("units {a} and {b} have the same label point")]
    SamePoint {
        /// One of them.
        a: usize,
        /// The other.
        b: usize,
    },
    /// More points than cells are made for.
    #[error("{count} points, at most {MOST_POINTS}")]
    TooManyPoints {
        /// Points given.
        count: usize,
    },
    /// A grid without cells, or with cells of no size.
    #[error("the grid has no cells")]
    Grid,
}

impl Report for GeoError {
    fn problem(&self) -> Problem {
        match self {
            Self::NotFinite { unit } => {
                Problem::new("map.not_finite").with("unit", Arg::Count(unit.saturating_add(1)))
            }
            Self::Empty => Problem::new("map.empty"),
            Self::SamePoint { a, b } => Problem::new("map.same_point")
                .with("a", Arg::Count(a.saturating_add(1)))
                .with("b", Arg::Count(b.saturating_add(1))),
            Self::TooManyPoints { count } => Problem::new("map.too_many_points")
                .with("count", Arg::Count(*count))
                .with("limit", Arg::Count(MOST_POINTS)),
            Self::Grid => Problem::new("map.grid"),
        }
    }
}
