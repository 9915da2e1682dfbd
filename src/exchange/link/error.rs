//! Why a link gives no study.

use super::{MOST_UNPACKED, VERSION};
use crate::core::problem::{Arg, Problem, Report};
use crate::exchange::study_file::FileError;

/// Why a link was not taken.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// Text that is no link with a study.
    #[error("no link with a study")]
    NotOurs,
    /// Written by a newer program.
    #[error("link version {found}, this program knows {VERSION}")]
    Version {
        /// Version of the link.
        found: String,
    },
    /// A character no link has, such as one that a messenger put in or escaped.
    #[error("character {position} is {found:?}, which no link has")]
    Letter {
        /// Position in the fragment, from 1.
        position: usize,
        /// The character.
        found: char,
    },
    /// Cut short, or a character is another than it was.
    #[error("the link is cut short or altered")]
    Damaged,
    /// It unpacks to more than [`MOST_UNPACKED`].
    #[error("the link holds more than {MOST_UNPACKED} bytes")]
    TooLarge,
    /// The link is whole and what it holds is no study that can be taken.
    #[error(transparent)]
    File(#[from] FileError),
}

impl LinkError {
    /// Every problem in order; [`Report::problem`] is only their summary when there are several.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        match self {
            Self::File(error) => error.problems(),
            _ => vec![self.problem()],
        }
    }
}

impl Report for LinkError {
    fn problem(&self) -> Problem {
        match self {
            Self::NotOurs => Problem::new("link.not_ours"),
            Self::Version { found } => Problem::new("link.version")
                .with("found", Arg::Text(found.clone()))
                .with("known", Arg::Text(VERSION.to_owned())),
            Self::Letter { position, found } => Problem::new("link.letter")
                .with("position", Arg::Count(*position))
                .with("found", Arg::Text(found.to_string())),
            Self::Damaged => Problem::new("link.damaged"),
            Self::TooLarge => Problem::new("link.too_large")
                .with("limit", Arg::Count(MOST_UNPACKED / (1024 * 1024))),
            Self::File(error) => error.problem(),
        }
    }
}
