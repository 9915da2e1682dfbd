//! What is wrong with a study file as a whole.

use super::{Fault, MAX_BYTES, SCHEMA_VERSION};
use crate::core::problem::{Arg, Problem, Report};

/// Why a file was not taken.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// More than [`MAX_BYTES`].
    #[error("{bytes} bytes, at most {MAX_BYTES}")]
    TooLarge {
        /// Size of the file.
        bytes: usize,
    },
    /// Bytes that are no UTF-8.
    #[error("the file is no UTF-8 text")]
    NotText,
    /// Text that is no JSON.
    #[error("no JSON at line {line}, column {column}")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The text ends in the middle of the document.
    #[error("the file ends too early, at line {line}")]
    CutShort {
        /// Last line.
        line: usize,
    },
    /// A number beyond what a number can hold.
    #[error("a number is out of range at line {line}, column {column}")]
    NumberTooLarge {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// JSON, but no study.
    #[error("no study: there is no schema_version")]
    OtherDocument,
    /// Written by a newer program.
    #[error("schema version {found}, this program knows {SCHEMA_VERSION}")]
    Newer {
        /// Version of the file.
        found: u64,
    },
    /// Older than the oldest version that can be brought forward.
    #[error("schema version {found} is older than this program can read")]
    TooOld {
        /// Version of the file.
        found: u64,
    },
    /// A study whose parts do not fit together.
    #[error("{} faults", faults.len())]
    Faulty {
        /// Every fault found.
        faults: Vec<Fault>,
    },
}

impl FileError {
    /// The place and kind of a JSON error.
    pub(super) fn of_json(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column().max(1));
        match error.classify() {
            serde_json::error::Category::Eof => Self::CutShort { line },
            serde_json::error::Category::Data => Self::OtherDocument,
            _ if error.to_string().starts_with("number out of range") => {
                Self::NumberTooLarge { line, column }
            }
            _ => Self::NotJson { line, column },
        }
    }

    /// Every problem in order; [`Report::problem`] is only their summary when there are several.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        match self {
            Self::Faulty { faults } => faults.iter().map(Report::problem).collect(),
            _ => vec![self.problem()],
        }
    }
}

impl Report for FileError {
    fn problem(&self) -> Problem {
        match self {
            Self::TooLarge { bytes } => Problem::new("file.too_large")
                .with("size", Arg::Count(bytes.div_ceil(1024 * 1024)))
                .with("limit", Arg::Count(MAX_BYTES / (1024 * 1024))),
            Self::NotText => Problem::new("file.not_text"),
            Self::NotJson { line, column } => Problem::new("file.not_json")
                .with("line", Arg::Count(*line))
                .with("column", Arg::Count(*column)),
            Self::CutShort { line } => {
                Problem::new("file.cut_short").with("line", Arg::Count(*line))
            }
            Self::NumberTooLarge { line, column } => Problem::new("file.number_too_large")
                .with("line", Arg::Count(*line))
                .with("column", Arg::Count(*column)),
            Self::OtherDocument => Problem::new("file.other_document"),
            Self::Newer { found } => Problem::new("file.newer")
                .with("found", Arg::Text(found.to_string()))
                .with("known", Arg::Text(SCHEMA_VERSION.to_string())),
            Self::TooOld { found } => Problem::new("file.too_old")
                .with("found", Arg::Text(found.to_string()))
                .with("known", Arg::Text(SCHEMA_VERSION.to_string())),
            Self::Faulty { faults } => match faults.as_slice() {
                [only] => only.problem(),
                _ => Problem::new("file.faulty").with("count", Arg::Count(faults.len())),
            },
        }
    }
}
