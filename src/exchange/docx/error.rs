//! Why there is no document.

use crate::core::problem::{Arg, Problem, Report};

/// Why there is no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocxError {
    /// The writer refused.
    #[error("{detail}")]
    Writer {
        /// What it says.
        detail: String,
    },
}

impl From<std::io::Error> for DocxError {
    fn from(error: std::io::Error) -> Self {
        Self::Writer {
            detail: error.to_string(),
        }
    }
}

impl From<zip::result::ZipError> for DocxError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Writer {
            detail: error.to_string(),
        }
    }
}

impl Report for DocxError {
    fn problem(&self) -> Problem {
        let Self::Writer { detail } = self;
        Problem::new("docx.writer").with("detail", Arg::Text(detail.clone()))
    }
}
