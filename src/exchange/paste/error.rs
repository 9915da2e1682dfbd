//! What stops a paste.

use crate::core::problem::{Arg, Place, Problem, Report};
use crate::core::study::EditError;

/// Most columns of a text, those of an Excel sheet.
pub const MOST_COLUMNS: usize = 16_384;

/// Why nothing of a pasted text was taken.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PasteError {
    /// There is no text.
    #[error("nothing to paste")]
    Empty,
    /// Two lines are for the same region and year.
    #[error("lines {first} and {second} are both {region} {year}")]
    DuplicateYear {
        /// Region as written, or its code.
        region: String,
        /// Year.
        year: i32,
        /// Line of the text, counted from 1.
        first: usize,
        /// Second line of the text.
        second: usize,
    },
    /// More columns than a table has.
    #[error("{columns} columns, at most {MOST_COLUMNS}")]
    TooWide {
        /// Cells of the longest line.
        columns: usize,
    },
    /// A table of which no column could be taken.
    #[error("no column of {headers:?} can be taken")]
    NothingRecognised {
        /// The headers as written.
        headers: String,
    },
    /// A column is headed as years and holds none.
    #[error("{header:?} holds no years: {text:?}")]
    NotYears {
        /// Heading as written.
        header: String,
        /// The first cell below it.
        text: String,
    },
    /// The workbook has no sheet of that name.
    #[error("no sheet {name:?} among {known}")]
    NoSheet {
        /// Name asked for.
        name: String,
        /// Names there are.
        known: String,
    },
    /// Stopped on request.
    #[error("stopped")]
    Stopped,
    /// The study refuses the edit.
    #[error(transparent)]
    Edit(#[from] EditError),
}

impl Report for PasteError {
    fn problem(&self) -> Problem {
        match self {
            Self::Empty => Problem::new("paste.empty"),
            Self::TooWide { columns } => Problem::new("paste.too_wide")
                .with("columns", Arg::Count(*columns))
                .with("limit", Arg::Count(MOST_COLUMNS)),
            Self::NotYears { header, text } => Problem::new("paste.not_years")
                .with("header", Arg::Text(header.clone()))
                .with("text", Arg::Text(text.clone())),
            Self::NoSheet { name, known } => Problem::new("paste.no_sheet")
                .with("name", Arg::Text(name.clone()))
                .with("known", Arg::Text(known.clone())),
            Self::DuplicateYear {
                region,
                year,
                first,
                second,
            } => Problem::new("paste.duplicate_year")
                .with("first", Arg::Count(*first))
                .with("second", Arg::Count(*second))
                .with("region", Arg::Text(region.clone()))
                .with("year", Arg::Year(*year))
                .at(Place {
                    year: Some(*year),
                    ..Place::default()
                }),
            Self::NothingRecognised { headers } => {
                Problem::new("paste.nothing_recognised").with("headers", Arg::Text(headers.clone()))
            }
            Self::Stopped => Problem::new("job.cancelled"),
            Self::Edit(edit) => edit.problem(),
        }
    }
}
