//! Why a file gives no outlines.

use super::{MOST_BYTES, MOST_FEATURES, MOST_POINTS};
use crate::core::problem::{Arg, Problem, Report};

/// Why a file gives no outlines.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum BoundaryError {
    /// None of the formats.
    #[error("neither GeoJSON, TopoJSON nor a zip with a Shapefile")]
    Format,
    /// A .shp by itself.
    #[error("a .shp without its .dbf")]
    BareShapefile,
    /// Larger than is read.
    #[error("{bytes} bytes, at most {MOST_BYTES}")]
    TooLarge {
        /// Bytes of the file.
        bytes: usize,
    },
    /// More outlines than are read.
    #[error("{count} outlines, at most {MOST_FEATURES}")]
    TooManyFeatures {
        /// Outlines found.
        count: usize,
    },
    /// More points than are read.
    #[error("more than {MOST_POINTS} points")]
    TooManyPoints,
    /// A zip that unpacks to more than is read.
    #[error("unpacks to {bytes} bytes")]
    Bomb {
        /// Bytes it unpacks to, or says so.
        bytes: u64,
    },
    /// A zip with a password.
    #[error("protected with a password")]
    Password,
    /// A zip that lacks a part of its Shapefile.
    #[error("no {part} in the zip")]
    MissingPart {
        /// Ending of the part.
        part: String,
    },
    /// A zip with more than one Shapefile.
    #[error("{names} in one zip")]
    SeveralShapefiles {
        /// Their names.
        names: String,
    },
    /// JSON that breaks off or is none.
    #[error("no JSON at line {line}, column {column}")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Character, from 1.
        column: usize,
    },
    /// Something else is broken.
    #[error("damaged: {detail}")]
    Damaged {
        /// What does not fit.
        detail: String,
    },
    /// Nothing with ground in it.
    #[error("no polygons, {others} other entries")]
    NoGround {
        /// Points, lines and empty entries.
        others: usize,
    },
    /// A coordinate system on another datum than WGS 84 or CGCS2000, or a projection that is not undone.
    #[error("coordinate system {name}")]
    Projection {
        /// Its name.
        name: String,
    },
    /// Numbers too large for degrees, and no word on their system.
    #[error("coordinates up to {largest} are no degrees")]
    NotDegrees {
        /// Largest amount.
        largest: f64,
    },
}

impl BoundaryError {
    pub(super) fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged {
            detail: detail.into(),
        }
    }
}

impl Report for BoundaryError {
    fn problem(&self) -> Problem {
        let megabytes = |bytes: u64| Arg::Count(usize::try_from(bytes >> 20).unwrap_or(usize::MAX));
        match self {
            Self::Format => Problem::new("boundary.format"),
            Self::BareShapefile => Problem::new("boundary.bare_shapefile"),
            Self::TooLarge { bytes } => Problem::new("boundary.too_large")
                .with("size", megabytes(*bytes as u64))
                .with("limit", megabytes(MOST_BYTES as u64)),
            Self::TooManyFeatures { count } => Problem::new("boundary.too_many_features")
                .with("count", Arg::Count(*count))
                .with("limit", Arg::Count(MOST_FEATURES)),
            Self::TooManyPoints => {
                Problem::new("boundary.too_many_points").with("limit", Arg::Count(MOST_POINTS))
            }
            Self::Bomb { bytes } => Problem::new("boundary.bomb").with("size", megabytes(*bytes)),
            Self::Password => Problem::new("boundary.password"),
            Self::MissingPart { part } => {
                Problem::new("boundary.missing_part").with("part", Arg::Text(part.clone()))
            }
            Self::SeveralShapefiles { names } => {
                Problem::new("boundary.several_shapefiles").with("names", Arg::Text(names.clone()))
            }
            Self::NotJson { line, column } => Problem::new("boundary.not_json")
                .with("line", Arg::Count(*line))
                .with("column", Arg::Count(*column)),
            Self::Damaged { detail } => {
                Problem::new("boundary.damaged").with("detail", Arg::Text(detail.clone()))
            }
            Self::NoGround { others } => {
                Problem::new("boundary.no_ground").with("others", Arg::Count(*others))
            }
            Self::Projection { name } => {
                Problem::new("boundary.projection").with("name", Arg::Text(name.clone()))
            }
            Self::NotDegrees { largest } => {
                Problem::new("boundary.not_degrees").with("largest", Arg::Number(*largest))
            }
        }
    }
}
