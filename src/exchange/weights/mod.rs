//! Files of spatial weights: GAL and GWT, as GeoDa, libpysal and spdep read and write them, and neighbours typed as text.
//!
//! ```text
//! GAL   4                    or  0 4 layer key          how many units
//!       a 2                                             a unit and how many neighbours it has
//!       b c                                             who they are; an empty line when it has none
//! GWT   0 4 layer key        or  4
//!       a b 1.5                                         a unit, a neighbour, its weight
//! ```
//!
//! A GWT file of distance bands or nearest neighbours holds distances in its third column, and GeoDa computes with none of them
//! (Anselin 2024, An Introduction to Spatial Data Science with GeoDa 1, ch. 12.2). Whoever wants neighbours that count alike takes
//! [`Transform::Binary`](crate::core::space::weights::Transform::Binary) of what was read.
//!
//! ```
//! use tanheng::exchange::weights::{Format, read, write_gal};
//! let file = read(b"3\na 1\nb\nb 2\na c\nc 1\nb\n", Format::Gal, &["a", "b", "c"])?;
//! assert_eq!(file.weights.row(1).0, [0, 2]);
//! assert_eq!(write_gal(&file.weights, &["a", "b", "c"], None)?, "3\na 1\nb\nb 2\na c\nc 1\nb\n");
//! # Ok::<(), tanheng::exchange::weights::WeightsFileError>(())
//! ```

mod error;
mod gal;
mod gwt;
mod join;
mod lists;
mod text;
mod write;

pub use error::WeightsFileError;
pub use join::JoinedBy;
pub use lists::{TypedPair, read_lists, write_lists};
pub use write::{write_gal, write_gwt};

use serde::{Deserialize, Serialize};

use crate::core::space::Weights;

/// Most bytes of a file.
pub const MOST_BYTES: usize = 64 << 20;

/// Which of the two a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Neighbours without weights.
    Gal,
    /// Neighbours with weights.
    Gwt,
}

impl Format {
    /// By the end of a file's name.
    ///
    /// ```
    /// use tanheng::exchange::weights::Format;
    /// assert_eq!(Format::of_name("Province31.GWT"), Some(Format::Gwt));
    /// ```
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "gal" => Some(Self::Gal),
            "gwt" => Some(Self::Gwt),
            _ => None,
        }
    }
}

/// What a file says of itself in the long form of its first line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Name of the layer the weights were made from.
    pub layer: String,
    /// Name of the column that the ids are of.
    pub key: String,
}

/// Weights of a file, in the order of the study's units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WeightsFile {
    /// What the file was.
    pub format: Format,
    /// What it says of itself.
    pub header: Option<Header>,
    /// How its ids were taken to be the study's units.
    pub joined: JoinedBy,
    /// Weights; 1 for every neighbour of a GAL file.
    pub weights: Weights,
}

/// Reads a file of weights of a study's units, given by their ids in the order of the study.
///
/// Ids are compared as texts. Where they are not the study's, they may be numbers of records: if the first line says no key, or one
/// that numbers records (such as `POLY_ID`, `REC_ORDER`, `Unknown`), and the ids are just the numbers from 1 or from 0, units are
/// taken in their order, and [`WeightsFile::joined`] says so. A person has to see that the order is the same.
///
/// # Errors
/// [`WeightsFileError`] with line and id: what cannot be read, and weights of other units.
pub fn read(bytes: &[u8], format: Format, ids: &[&str]) -> Result<WeightsFile, WeightsFileError> {
    if bytes.len() > MOST_BYTES {
        return Err(WeightsFileError::TooLarge { bytes: bytes.len() });
    }
    let text = text::of(bytes)?;
    let (head, lines) = text::head(&text)?;
    let links = match format {
        Format::Gal => gal::links(&head, lines)?,
        Format::Gwt => gwt::links(lines)?,
    };
    let (joined, weights) = join::join(&head, &links, ids)?;
    Ok(WeightsFile {
        format,
        header: head.header,
        joined,
        weights,
    })
}
