//! Why a file gives no table.

use super::{MOST_BYTES, MOST_CELLS};
use crate::core::problem::{Arg, Problem, Report};

/// Why a file gives no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Nothing is in it.
    #[error("no cell holds anything")]
    Empty,
    /// More than may be read.
    #[error("{bytes} bytes, at most {MOST_BYTES}")]
    TooLarge {
        /// Bytes of the file.
        bytes: usize,
    },
    /// Packed into a small file is more than may be unpacked.
    #[error("unpacks to {bytes} bytes")]
    Bomb {
        /// Bytes it unpacks to, or says so.
        bytes: u64,
    },
    /// More cells than may be read.
    #[error("more than {MOST_CELLS} cells")]
    TooManyCells,
    /// It needs a password.
    #[error("protected with a password")]
    Password,
    /// A kind of file that holds no table: a picture, a Word file, an archive.
    #[error("no table file")]
    NoTable,
    /// Some bytes are no text in the encoding asked for.
    #[error("no text in {encoding} at byte {byte}")]
    NotText {
        /// Encoding tried.
        encoding: String,
        /// Position of the first such byte.
        byte: usize,
    },
    /// Stopped on request.
    #[error("stopped")]
    Stopped,
    /// The file is damaged.
    #[error("damaged: {detail}")]
    Damaged {
        /// What the reader says.
        detail: String,
    },
}

impl Report for ReadError {
    fn problem(&self) -> Problem {
        let megabytes = |bytes: u64| Arg::Count(usize::try_from(bytes >> 20).unwrap_or(usize::MAX));
        match self {
            Self::Empty => Problem::new("workbook.empty"),
            Self::TooLarge { bytes } => Problem::new("workbook.too_large")
                .with("size", megabytes(*bytes as u64))
                .with("limit", megabytes(MOST_BYTES as u64)),
            Self::Bomb { bytes } => Problem::new("workbook.bomb").with("size", megabytes(*bytes)),
            Self::TooManyCells => {
                Problem::new("workbook.too_many_cells").with("limit", Arg::Count(MOST_CELLS))
            }
            Self::Password => Problem::new("workbook.password"),
            Self::NoTable => Problem::new("workbook.no_table"),
            Self::NotText { encoding, byte } => Problem::new("workbook.not_text")
                .with("encoding", Arg::Text(encoding.clone()))
                .with("byte", Arg::Count(*byte)),
            Self::Stopped => Problem::new("job.cancelled"),
            Self::Damaged { detail } => {
                Problem::new("workbook.damaged").with("detail", Arg::Text(detail.clone()))
            }
        }
    }
}
