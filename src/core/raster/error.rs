//! What stands in the way of counting a raster.

use super::GridDifference;
use super::count::MOST_CELLS;
use super::lookup::MOST_KEYS;
use crate::core::problem::{Arg, Problem, Report};

/// Why a raster cannot be counted. Rows and columns are counted from 0 here and from 1 in sentences.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RasterError {
    /// No position, so no area.
    #[error("the raster does not say where it lies")]
    NoPosition,
    /// A coordinate system that is not known, so no area.
    #[error("the coordinate system is not known")]
    NoCrs,
    /// A position from which no area follows.
    #[error("the position gives no area")]
    NoArea,
    /// Degrees on an axis that is not the one of the rows.
    #[error("the raster is turned and in degrees")]
    TurnedDegrees,
    /// Rows beyond a pole.
    #[error("row {row} lies at latitude {latitude}")]
    PastPole {
        /// Row.
        row: u32,
        /// Latitude of its outer edge.
        latitude: f64,
    },
    /// An Earth that is none.
    #[error("no Earth of this size")]
    NoEarth,
    /// Two rasters that do not lie on each other.
    #[error("{} differences between grids", differences.len())]
    Grids {
        /// Every difference.
        differences: Vec<GridDifference>,
    },
    /// A row of another length than the first, or zones of another length than the classes.
    #[error("row {row} has {found} pixels, {expected} expected")]
    RowLength {
        /// Row.
        row: u32,
        /// Pixels given.
        found: usize,
        /// Pixels of a row.
        expected: usize,
    },
    /// Another number of rows than the raster has.
    #[error("{found} rows of {expected}")]
    RowCount {
        /// Rows given.
        found: u32,
        /// Rows of the raster.
        expected: u32,
    },
    /// A value that is no class code.
    #[error("row {row}, column {column}: {value} is no class code")]
    NotACode {
        /// Row.
        row: u32,
        /// Column.
        column: u32,
        /// Value.
        value: f64,
    },
    /// More different codes than a class map has.
    #[error("more than {MOST_KEYS} different codes by row {row}")]
    TooManyKeys {
        /// Row at which it was noticed.
        row: u32,
    },
    /// More classes times zones than are held.
    #[error("more than {MOST_CELLS} pairs of class and zone by row {row}")]
    TooManyCells {
        /// Row at which it was noticed.
        row: u32,
    },
}

impl Report for RasterError {
    fn problem(&self) -> Problem {
        let nth = |n: u32| Arg::Count(n as usize + 1);
        match self {
            Self::NoPosition => Problem::new("raster.no_position"),
            Self::NoCrs => Problem::new("raster.no_crs"),
            Self::NoArea => Problem::new("raster.no_area"),
            Self::TurnedDegrees => Problem::new("raster.turned_degrees"),
            Self::PastPole { row, latitude } => Problem::new("raster.past_pole")
                .with("row", nth(*row))
                .with("latitude", number(*latitude)),
            Self::NoEarth => Problem::new("raster.no_earth"),
            Self::Grids { differences } => {
                let all: Vec<String> = differences.iter().map(ToString::to_string).collect();
                Problem::new("raster.grids").with("differences", Arg::Text(all.join("; ")))
            }
            Self::RowLength {
                row,
                found,
                expected,
            } => Problem::new("raster.row_length")
                .with("row", nth(*row))
                .with("found", Arg::Count(*found))
                .with("expected", Arg::Count(*expected)),
            Self::RowCount { found, expected } => Problem::new("raster.row_count")
                .with("found", Arg::Count(*found as usize))
                .with("expected", Arg::Count(*expected as usize)),
            Self::NotACode { row, column, value } => Problem::new("raster.not_a_code")
                .with("row", nth(*row))
                .with("column", nth(*column))
                .with("value", number(*value)),
            Self::TooManyKeys { row } => Problem::new("raster.too_many_codes")
                .with("row", nth(*row))
                .with("limit", Arg::Count(MOST_KEYS)),
            Self::TooManyCells { row } => Problem::new("raster.too_many_pairs")
                .with("row", nth(*row))
                .with("limit", Arg::Count(MOST_CELLS)),
        }
    }
}

fn number(value: f64) -> Arg {
    if value.is_finite() {
        Arg::Number(value)
    } else {
        Arg::Text("—".into())
    }
}
