//! Outlines a person brings: GeoJSON, TopoJSON, or a zip with a Shapefile, and which unit of a study each belongs to.
//!
//! ```
//! use tanheng::exchange::{boundaries, places};
//! let outlines = boundaries::read(places::PROVINCES.as_bytes())?;
//! assert_eq!(outlines.features.len(), 31);
//! let joined = outlines.join(&[("110000", "北京市"), ("999999", "无此地")], None);
//! assert_eq!(joined.missing, [1]);
//! # Ok::<(), tanheng::exchange::boundaries::BoundaryError>(())
//! ```

mod archive;
mod attributes;
mod error;
mod join;
mod json;
mod nest;
mod prj;
mod rings;
mod shapefile;
mod topology;

pub use error::BoundaryError;
pub use join::Joined;

use crate::core::geo::suspect::{self, Suspicion};
use crate::core::geo::{Coord, Shape};

/// Most bytes of a file.
pub const MOST_BYTES: usize = 64 << 20;

/// Most outlines of a file.
pub const MOST_FEATURES: usize = 10_000;

/// Most points of a file.
pub const MOST_POINTS: usize = 5_000_000;

/// What a file was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 7946.
    GeoJson,
    /// TopoJSON 1.
    TopoJson,
    /// ESRI Shapefile in a zip.
    Shapefile,
}

/// One outline with what its file says about it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Feature {
    /// Ground, in degrees of WGS 84 unless [`Boundaries::doubts`] say otherwise.
    pub shape: Shape,
    /// One text a column of [`Boundaries::columns`]; empty where it says nothing.
    pub cells: Vec<String>,
}

/// What a file of outlines holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Boundaries {
    /// What the file was.
    pub format: Format,
    /// Names of the attribute columns.
    pub columns: Vec<String>,
    /// Outlines with ground.
    pub features: Vec<Feature>,
    /// Entries without ground: points, lines, nothing at all.
    pub without_ground: usize,
    /// How the attribute table was written, when the file had to be asked: `utf-8` or `gbk`.
    pub encoding: Option<String>,
    /// What looks wrong; units are positions in `features`.
    pub doubts: Vec<Suspicion>,
}

/// Outlines of a file in any of the three formats.
///
/// # Errors
/// Another kind of file, a damaged one, one larger than is read, without ground, or in coordinates that are not degrees.
pub fn read(bytes: &[u8]) -> Result<Boundaries, BoundaryError> {
    if bytes.len() > MOST_BYTES {
        return Err(BoundaryError::TooLarge { bytes: bytes.len() });
    }
    let mut read = if bytes.starts_with(b"PK") {
        archive::read(bytes)?
    } else if bytes.starts_with(&shapefile::MARK) {
        return Err(BoundaryError::BareShapefile);
    } else {
        json::read(bytes)?
    };
    if read.features.is_empty() {
        return Err(BoundaryError::NoGround {
            others: read.without_ground,
        });
    }
    let shapes = read.shapes();
    if let Some(doubt) = suspect::axes(&shapes) {
        if let Suspicion::Metres { largest } = doubt {
            return Err(BoundaryError::NotDegrees { largest });
        }
        read.doubts.push(doubt);
    }
    read.doubts.extend(suspect::crossings(&shapes));
    read.doubts.extend(suspect::overlaps(&shapes));
    Ok(read)
}

impl Boundaries {
    /// The outlines alone.
    #[must_use]
    pub fn shapes(&self) -> Vec<Shape> {
        self.features
            .iter()
            .map(|feature| feature.shape.clone())
            .collect()
    }

    /// With longitude and latitude changed about, for a file that has them the wrong way round.
    #[must_use]
    pub fn swapped(mut self) -> Self {
        for feature in &mut self.features {
            if let Some(mut shape) = feature.shape.map(|c| Some(Coord::new(c.y, c.x))) {
                shape.wind();
                feature.shape = shape;
            }
        }
        self.doubts
            .retain(|doubt| !matches!(doubt, Suspicion::Swapped { .. }));
        self
    }
}
