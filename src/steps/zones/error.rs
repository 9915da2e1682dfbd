//! What stops the zones.

use crate::core::balance::BalanceError;
use crate::core::classify::ClassifyError;
use crate::core::problem::{Arg, Place, Problem, Report};
use crate::core::supply::SupplyError;
use crate::core::units::UnitError;

/// Why there are no zones.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ZonesError {
    /// The study does not say what zones are made of.
    #[error("the study has no zoning")]
    None,
    /// No year with data.
    #[error("no year has data in all columns")]
    NoYears,
    /// A column named is not there.
    #[error("no column {indicator}")]
    NoColumn {
        /// Indicator.
        indicator: String,
    },
    /// The coefficient of the emission per head is not there.
    #[error("no coefficient {id}")]
    NoCoefficient {
        /// Its id.
        id: String,
    },
    /// A cell without a value.
    #[error("{column}, {region} {year}: no value")]
    Missing {
        /// Indicator, or `source` and `sink` of the account.
        column: String,
        /// Region code.
        region: String,
        /// Year.
        year: i32,
    },
    /// Emission and uptake are to come from the account, and there is none.
    #[error("no account")]
    NoAccount,
    /// Neither GDP nor a printed economic contribution.
    #[error("neither GDP nor a printed economic contribution")]
    NoEec,
    /// Neither demand per area nor population and emission per head.
    #[error("no demand")]
    NoDemand,
    /// A unit that measures something else.
    #[error("{column}: {unit} does not fit")]
    WrongUnit {
        /// Indicator or coefficient.
        column: String,
        /// Its unit.
        unit: String,
    },
    /// Two units that do not go together.
    #[error("{column}: {error}")]
    Unit {
        /// Indicator.
        column: String,
        /// What is wrong.
        error: UnitError,
    },
    /// The balance of a year.
    #[error("{year:?}, {region:?}: {error}")]
    Balance {
        /// Year.
        year: Option<i32>,
        /// Region code of the unit it is about.
        region: Option<String>,
        /// What is wrong.
        error: BalanceError,
    },
    /// Supply and demand.
    #[error("{region:?}: {error}")]
    Supply {
        /// Region code of the unit it is about.
        region: Option<String>,
        /// What is wrong.
        error: SupplyError,
    },
    /// The classes of the ratio.
    #[error(transparent)]
    Classify(#[from] ClassifyError),
}

impl Report for ZonesError {
    fn problem(&self) -> Problem {
        let at_column = |column: &str| Place {
            column: Some(column.to_owned()),
            ..Place::default()
        };
        match self {
            Self::None => Problem::new("zones.none"),
            Self::NoYears => Problem::new("zones.no_years"),
            Self::NoColumn { indicator } => Problem::new("zones.no_column")
                .with("name", Arg::Name(format!("indicator.{indicator}"))),
            Self::NoCoefficient { id } => Problem::new("zones.no_coefficient")
                .with("name", Arg::Name(format!("coefficient.{id}"))),
            Self::Missing {
                column,
                region,
                year,
            } => Problem::new("zones.missing").at(Place {
                region: Some(region.clone()),
                year: Some(*year),
                ..at_column(column)
            }),
            Self::NoAccount => Problem::new("zones.no_account"),
            Self::NoEec => Problem::new("zones.no_eec"),
            Self::NoDemand => Problem::new("zones.no_demand"),
            Self::WrongUnit { column, unit } => Problem::new("zones.unit")
                .with("unit", Arg::Name(format!("unit.{unit}")))
                .at(at_column(column)),
            Self::Unit { column, error } => error.problem().at(at_column(column)),
            Self::Balance {
                year,
                region,
                error,
            } => placed(error.problem(), *year, region.as_ref()),
            Self::Supply { region, error } => placed(error.problem(), None, region.as_ref()),
            Self::Classify(error) => error.problem(),
        }
    }
}

/// A problem of a unit by number is one of a region by name.
fn placed(mut problem: Problem, year: Option<i32>, region: Option<&String>) -> Problem {
    problem.place.year = year;
    if let Some(region) = region {
        problem.place.region = Some(region.clone());
        problem.place.index = None;
    }
    problem
}
