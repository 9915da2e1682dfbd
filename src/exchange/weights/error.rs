//! What is wrong with a file of weights.

use super::MOST_BYTES;
use crate::core::problem::{Arg, Problem, Report};
use crate::core::space::weights::WeightsError;

/// Why a file of weights cannot be read or written. Lines are those of the file, from 1; units are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum WeightsFileError {
    /// More than [`MOST_BYTES`].
    #[error("{bytes} bytes")]
    TooLarge {
        /// Its bytes.
        bytes: usize,
    },
    /// Bytes that are no text.
    #[error("not a text file")]
    NotText,
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// A first line that says neither `n` nor `0 n layer key`.
    #[error("line {line}: {text:?} is no first line")]
    Header {
        /// Line.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// GAL: a line that should have a unit and the number of its neighbours.
    #[error("line {line}: {text:?} is no unit with a number")]
    UnitLine {
        /// Line.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// GAL: a number of neighbours that is none.
    #[error("line {line}, {id}: {text:?} neighbours")]
    Count {
        /// Line.
        line: usize,
        /// Whose.
        id: String,
        /// What stands there.
        text: String,
    },
    /// GAL: more or fewer neighbours than the line before says.
    #[error("line {line}, {id}: {found} neighbours, not {stated}")]
    NeighbourCount {
        /// Line.
        line: usize,
        /// Whose.
        id: String,
        /// How many there should be.
        stated: usize,
        /// How many there are.
        found: usize,
    },
    /// The file ends in the middle of a unit or line.
    #[error("the file ends in line {line}")]
    Truncated {
        /// Its last line.
        line: usize,
    },
    /// GAL: fewer units than the first line says.
    #[error("{found} units up to line {line}, not {stated}")]
    FewerUnits {
        /// The last line with a unit.
        line: usize,
        /// Units in the file.
        found: usize,
        /// Units by its first line.
        stated: usize,
    },
    /// GAL: more units than the first line says.
    #[error("line {line}, {id}: more than {stated} units")]
    MoreUnits {
        /// Line of the first too many.
        line: usize,
        /// That unit.
        id: String,
        /// Units by the first line.
        stated: usize,
    },
    /// GAL: a unit that was there before.
    #[error("line {line}: {id} again, first in line {first}")]
    UnitTwice {
        /// Line.
        line: usize,
        /// Which unit.
        id: String,
        /// Where it was.
        first: usize,
    },
    /// A neighbour that comes twice.
    #[error("line {line}, {id}: neighbour {neighbour} comes twice")]
    NeighbourTwice {
        /// Line.
        line: usize,
        /// Whose.
        id: String,
        /// The neighbour.
        neighbour: String,
    },
    /// A unit that is its own neighbour.
    #[error("line {line}: {id} is its own neighbour")]
    Own {
        /// Line.
        line: usize,
        /// Which unit.
        id: String,
    },
    /// GWT: a line that has not three fields.
    #[error("line {line}: {found} fields, not 3")]
    Fields {
        /// Line.
        line: usize,
        /// Fields in it.
        found: usize,
    },
    /// GWT: a weight that is no number.
    #[error("line {line}, {id}: {text:?} is no number")]
    NotANumber {
        /// Line.
        line: usize,
        /// Whose.
        id: String,
        /// What stands there.
        text: String,
    },
    /// GWT: a weight below 0.
    #[error("line {line}, {id}: {value} is negative")]
    Negative {
        /// Line.
        line: usize,
        /// Whose.
        id: String,
        /// The weight.
        value: f64,
    },
    /// An id that none of the study's units has: weights for other units.
    #[error("line {line}: {id} is no unit; {matched} of {found} ids are among {units} units")]
    OtherUnits {
        /// The first line with such an id.
        line: usize,
        /// That id.
        id: String,
        /// Ids of the file that are units.
        matched: usize,
        /// Ids of the file.
        found: usize,
        /// Units of the study.
        units: usize,
    },
    /// Weights for more or fewer units than the study has.
    #[error("weights of {stated} units, not {units}; {matched} ids are units")]
    OtherCount {
        /// Units by the first line.
        stated: usize,
        /// Units of the study.
        units: usize,
        /// Ids of the file that are units.
        matched: usize,
    },
    /// A unit of the study whose id cannot stand in a file: empty, with blanks, or another's too.
    #[error("unit {unit}: id {id:?}")]
    StudyId {
        /// Which unit.
        unit: usize,
        /// Its id.
        id: String,
    },
    /// Not as many ids as units.
    #[error("{found} ids for {expected} units")]
    IdCount {
        /// Ids.
        found: usize,
        /// Units.
        expected: usize,
    },
    /// What the weights themselves say.
    #[error(transparent)]
    Weights(#[from] WeightsError),
}

impl Report for WeightsFileError {
    fn problem(&self) -> Problem {
        let text = |text: &String| Arg::Text(text.clone());
        let count = |count: &usize| Arg::Count(*count);
        let line = |code: &str, line: &usize| Problem::new(code).with("line", Arg::Count(*line));
        let at = |code: &str, of: &usize, id: &String| line(code, of).with("id", text(id));
        match self {
            Self::TooLarge { bytes } => Problem::new("weights.file_too_large")
                .with("size", Arg::Count(bytes.div_ceil(1 << 20)))
                .with("limit", Arg::Count(MOST_BYTES >> 20)),
            Self::NotText => Problem::new("weights.file_not_text"),
            Self::Empty => Problem::new("weights.file_empty"),
            Self::Header {
                line: of,
                text: found,
            } => line("weights.file_header", of).with("text", text(found)),
            Self::UnitLine {
                line: of,
                text: found,
            } => line("weights.file_unit_line", of).with("text", text(found)),
            Self::Count {
                line: of,
                id,
                text: found,
            } => at("weights.file_count", of, id).with("text", text(found)),
            Self::NeighbourCount {
                line: of,
                id,
                stated,
                found,
            } => at("weights.file_neighbour_count", of, id)
                .with("stated", count(stated))
                .with("found", count(found)),
            Self::Truncated { line: of } => line("weights.file_truncated", of),
            Self::FewerUnits {
                line: of,
                found,
                stated,
            } => line("weights.file_fewer_units", of)
                .with("found", count(found))
                .with("stated", count(stated)),
            Self::MoreUnits {
                line: of,
                id,
                stated,
            } => at("weights.file_more_units", of, id).with("stated", count(stated)),
            Self::UnitTwice {
                line: of,
                id,
                first,
            } => at("weights.file_unit_twice", of, id).with("first", count(first)),
            Self::NeighbourTwice {
                line: of,
                id,
                neighbour,
            } => at("weights.file_neighbour_twice", of, id).with("neighbour", text(neighbour)),
            Self::Own { line: of, id } => at("weights.file_own", of, id),
            Self::Fields { line: of, found } => {
                line("weights.file_fields", of).with("found", count(found))
            }
            Self::NotANumber {
                line: of,
                id,
                text: found,
            } => at("weights.file_not_a_number", of, id).with("text", text(found)),
            Self::Negative {
                line: of,
                id,
                value,
            } => at("weights.file_negative", of, id).with("value", Arg::Number(*value)),
            Self::OtherUnits {
                line: of,
                id,
                matched,
                found,
                units,
            } => at("weights.file_other_units", of, id)
                .with("matched", count(matched))
                .with("found", count(found))
                .with("units", count(units)),
            Self::OtherCount {
                stated,
                units,
                matched,
            } => Problem::new("weights.file_other_count")
                .with("stated", count(stated))
                .with("matched", count(matched))
                .with("units", count(units)),
            Self::StudyId { unit, id } => Problem::new("weights.file_study_id")
                .with("unit", Arg::Count(unit.saturating_add(1)))
                .with("id", text(id)),
            Self::IdCount { found, expected } => Problem::new("weights.file_id_count")
                .with("found", count(found))
                .with("expected", count(expected)),
            Self::Weights(error) => error.problem(),
        }
    }
}
