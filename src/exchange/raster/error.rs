//! What is wrong with a raster file.

use super::source::Unreadable;
use super::{LegendError, MOST_CHUNK, MOST_SIDE};
use crate::core::problem::{Arg, Problem, Report};
use crate::core::raster::RasterError;

/// Kinds of raster files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// GeoTIFF.
    Tiff,
    /// ESRI ASCII grid.
    Ascii,
    /// PNG.
    Png,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Tiff => "GeoTIFF",
            Self::Ascii => "ASCII grid",
            Self::Png => "PNG",
        }
    }
}

/// Why a raster file cannot be read on, or written. Names in `what` are those of the format.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RasterFileError {
    /// Of no kind that is read.
    #[error("no raster file of a known kind")]
    NoRaster,
    /// The source gives no bytes.
    #[error("the file cannot be read")]
    Unreadable,
    /// The file ends before something it announces.
    #[error("byte {at} is past the end of {length} bytes")]
    Truncated {
        /// Where the missing part begins.
        at: u64,
        /// Length of the file.
        length: u64,
    },
    /// Something that cannot be so.
    #[error("{} damaged: {what}, byte {at}", kind.name())]
    Damaged {
        /// Kind of the file.
        kind: Kind,
        /// What is wrong.
        what: &'static str,
        /// Where, in bytes from the start.
        at: u64,
    },
    /// A way of storing that is not read.
    #[error("{} with {what} {value}", kind.name())]
    Unsupported {
        /// Kind of the file.
        kind: Kind,
        /// Which property.
        what: &'static str,
        /// Its value.
        value: String,
    },
    /// More columns or rows than [`MOST_SIDE`].
    #[error("{width} × {height} pixels")]
    TooLarge {
        /// Columns.
        width: u64,
        /// Rows.
        height: u64,
    },
    /// A part that takes more than [`MOST_CHUNK`] when decoded.
    #[error("a part of {bytes} bytes")]
    ChunkTooLarge {
        /// Bytes of the part.
        bytes: u64,
    },
    /// A line of the head of an ASCII grid.
    #[error("line {line}: {text:?}")]
    Head {
        /// Line, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// A cell of an ASCII grid that is no number.
    #[error("row {row}, column {column}: {text:?}")]
    Number {
        /// Row, from 0.
        row: u32,
        /// Column, from 0.
        column: u32,
        /// What stands there.
        text: String,
    },
    /// An ASCII grid with fewer numbers than its head says.
    #[error("{found} numbers of {expected}")]
    TooFewNumbers {
        /// Numbers there.
        found: u64,
        /// Columns × rows.
        expected: u64,
    },
    /// A colour that the legend does not name.
    #[error("row {row}, column {column}: #{}", hex(*colour))]
    Colour {
        /// Row, from 0.
        row: u32,
        /// Column, from 0.
        column: u32,
        /// Red, green, blue.
        colour: [u8; 3],
    },
    /// The legend itself.
    #[error(transparent)]
    Legend(#[from] LegendError),
    /// Nothing to count.
    #[error("no raster")]
    NoDates,
    /// Zones with a code below 0.
    #[error("row {row}, column {column}: zone {value}")]
    NegativeZone {
        /// Row, from 0.
        row: u32,
        /// Column, from 0.
        column: u32,
        /// The code.
        value: i32,
    },
    /// What the counting says.
    #[error(transparent)]
    Raster(#[from] RasterError),
    /// What the zones say.
    #[error("zones: {}", .0.code)]
    Zones(Problem),
    /// A raster to be written that takes more bytes than a file here may.
    #[error("{bytes} bytes to write")]
    TooLargeToWrite {
        /// Bytes so far.
        bytes: u64,
    },
    /// Stopped on request.
    #[error("stopped")]
    Cancelled,
}

impl From<Unreadable> for RasterFileError {
    fn from(_: Unreadable) -> Self {
        Self::Unreadable
    }
}

fn hex(colour: [u8; 3]) -> String {
    let [r, g, b] = colour;
    format!("{r:02x}{g:02x}{b:02x}")
}

fn mebibytes(bytes: u64) -> Arg {
    Arg::Count(usize::try_from(bytes.div_ceil(1 << 20)).unwrap_or(usize::MAX))
}

/// A whole number; what a count cannot hold stands as text.
fn whole(value: u64) -> Arg {
    usize::try_from(value).map_or_else(|_| Arg::Text(value.to_string()), Arg::Count)
}

impl Report for RasterFileError {
    fn problem(&self) -> Problem {
        let nth = |n: u32| Arg::Count(n as usize + 1);
        let text = |text: &str| Arg::Text(text.to_owned());
        let at = |code: &str, row: u32, column: u32| {
            Problem::new(code)
                .with("row", nth(row))
                .with("column", nth(column))
        };
        match self {
            Self::NoRaster => Problem::new("raster.unknown_kind"),
            Self::Unreadable => Problem::new("raster.unreadable"),
            Self::Truncated { at, length } => Problem::new("raster.truncated")
                .with("at", whole(*at))
                .with("length", whole(*length)),
            Self::Damaged { kind, what, at } => Problem::new("raster.damaged")
                .with("kind", text(kind.name()))
                .with("what", text(what))
                .with("at", whole(*at)),
            Self::Unsupported { kind, what, value } => Problem::new("raster.unsupported")
                .with("kind", text(kind.name()))
                .with("what", text(what))
                .with("value", text(value)),
            Self::TooLarge { width, height } => Problem::new("raster.too_large")
                .with("width", whole(*width))
                .with("height", whole(*height))
                .with("limit", Arg::Count(MOST_SIDE as usize)),
            Self::ChunkTooLarge { bytes } => Problem::new("raster.chunk_too_large")
                .with("size", mebibytes(*bytes))
                .with("limit", mebibytes(MOST_CHUNK)),
            Self::Head { line, text: found } => Problem::new("raster.head")
                .with("line", Arg::Count(*line))
                .with("text", text(found)),
            Self::Number {
                row,
                column,
                text: found,
            } => at("raster.not_a_number", *row, *column).with("text", text(found)),
            Self::TooFewNumbers { found, expected } => Problem::new("raster.too_few_numbers")
                .with("found", whole(*found))
                .with("expected", whole(*expected)),
            Self::Colour {
                row,
                column,
                colour,
            } => at("raster.colour", *row, *column)
                .with("colour", Arg::Text(format!("#{}", hex(*colour)))),
            Self::Legend(error) => error.problem(),
            Self::NoDates => Problem::new("raster.no_dates"),
            Self::NegativeZone { row, column, value } => at("raster.negative_zone", *row, *column)
                .with("value", Arg::Number(f64::from(*value))),
            Self::Raster(error) => error.problem(),
            Self::Zones(problem) => problem.clone(),
            Self::TooLargeToWrite { bytes } => {
                Problem::new("raster.too_large_to_write").with("size", mebibytes(*bytes))
            }
            Self::Cancelled => Problem::new("raster.cancelled"),
        }
    }
}
