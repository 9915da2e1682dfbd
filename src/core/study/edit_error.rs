//! Why an edit was refused.

use super::edit::MAX_ROWS;
use crate::core::problem::{Arg, Place, Problem, Report};
use crate::core::units::UnitError;

/// Why an edit was refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// There is no such sheet.
    #[error("no sheet {sheet:?}")]
    NoSheet {
        /// Id asked for.
        sheet: String,
    },
    /// There is no such column, row or coefficient.
    #[error("no {what:?}")]
    Nothing {
        /// What was asked for.
        what: String,
    },
    /// A pasted block is wider than the columns to the right of the cursor.
    #[error("{given} columns pasted where {room} are left")]
    TooWide {
        /// Columns in the block.
        given: usize,
        /// Columns left.
        room: usize,
    },
    /// More rows than a sheet may hold.
    #[error("{rows} rows, at most {MAX_ROWS}")]
    TooLong {
        /// Rows the sheet would have.
        rows: usize,
    },
    /// More rows pasted than there are years to give them.
    #[error("{rows} rows run past the year 9999")]
    YearsRunOut {
        /// Rows in the block.
        rows: usize,
    },
    /// A region has two rows for one year.
    #[error("two rows for {region} {year}")]
    DuplicateRow {
        /// Region code.
        region: String,
        /// Year.
        year: i32,
    },
    /// A year outside 1000 to 9999.
    #[error("{text:?} is no year")]
    NotAYear {
        /// Text as typed.
        text: String,
    },
    /// A coefficient that is no number.
    #[error("{text:?} is no number for {id}")]
    CoefficientNotANumber {
        /// Coefficient id.
        id: String,
        /// Text as typed.
        text: String,
    },
    /// A coefficient with the wrong sign, or 0 where it divides.
    #[error("{id} = {value} has the wrong sign")]
    CoefficientSign {
        /// Coefficient id.
        id: String,
        /// Value as typed.
        value: f64,
        /// Whether it has to be negative: uptake rates are.
        negative: bool,
    },
    /// A name of a scenario that is empty, too long or another one's.
    #[error("{name:?} cannot be the name of a scenario")]
    ScenarioName {
        /// Its beginning.
        name: String,
        /// Most characters it may have.
        limit: usize,
    },
    /// More scenarios than a study may have.
    #[error("more than {limit} scenarios")]
    TooManyScenarios {
        /// Most there may be.
        limit: usize,
    },
    /// Inputs of scenarios that are more than a study file holds.
    #[error("{cells} cells in scenarios, at most {limit}")]
    TooManyScenarioCells {
        /// Cells there would be.
        cells: usize,
        /// Most there may be.
        limit: usize,
    },
    /// Two units that do not go together.
    #[error(transparent)]
    Unit(#[from] UnitError),
}

impl Report for EditError {
    fn problem(&self) -> Problem {
        match self {
            Self::NoSheet { sheet } => {
                Problem::new("edit.no_sheet").with("sheet", Arg::Text(sheet.clone()))
            }
            Self::Nothing { what } => {
                Problem::new("edit.nothing").with("what", Arg::Text(what.clone()))
            }
            Self::TooWide { given, room } => Problem::new("edit.too_wide")
                .with("given", Arg::Count(*given))
                .with("room", Arg::Count(*room)),
            Self::TooLong { rows } => Problem::new("edit.too_long")
                .with("rows", Arg::Count(*rows))
                .with("limit", Arg::Count(MAX_ROWS)),
            Self::YearsRunOut { rows } => {
                Problem::new("edit.years_run_out").with("rows", Arg::Count(*rows))
            }
            Self::DuplicateRow { region, year } => Problem::new("edit.duplicate_row")
                .with("region", Arg::Text(region.clone()))
                .with("year", Arg::Year(*year))
                .at(Place {
                    year: Some(*year),
                    ..Place::default()
                }),
            Self::NotAYear { text } => {
                Problem::new("edit.not_a_year").with("text", Arg::Text(text.clone()))
            }
            Self::CoefficientNotANumber { id, text } => {
                Problem::new("edit.coefficient_not_a_number")
                    .with("name", Arg::Name(format!("coefficient.{id}")))
                    .with("text", Arg::Text(text.clone()))
            }
            Self::CoefficientSign { id, negative, .. } => Problem::new(if *negative {
                "edit.coefficient_must_be_negative"
            } else {
                "edit.coefficient_must_be_positive"
            })
            .with("name", Arg::Name(format!("coefficient.{id}"))),
            Self::ScenarioName { name, limit } => Problem::new(if name.is_empty() {
                "edit.scenario_no_name"
            } else {
                "edit.scenario_name"
            })
            .with("name", Arg::Text(name.clone()))
            .with("limit", Arg::Count(*limit)),
            Self::TooManyScenarios { limit } => {
                Problem::new("edit.too_many_scenarios").with("limit", Arg::Count(*limit))
            }
            Self::TooManyScenarioCells { cells, limit } => {
                Problem::new("edit.too_many_scenario_cells")
                    .with("cells", Arg::Count(*cells))
                    .with("limit", Arg::Count(*limit))
            }
            Self::Unit(unit) => unit.problem(),
        }
    }
}
