//! What stops the carbon–oxygen step.

use crate::core::account::AccountError;
use crate::core::carbon_oxygen::EcoBalanceError;
use crate::core::problem::{Arg, Place, Problem, Report};
use crate::core::study::Study;
use crate::core::units::UnitError;

/// Why there is no carbon–oxygen balance, or no land needed for one.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CarbonOxygenError {
    /// The study has no ledger of oxygen.
    #[error("the study has no carbon–oxygen balance")]
    None,
    /// One of the ledgers.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// Ratios, land or amounts ahead.
    #[error("{year:?}, {region:?}: {error}")]
    Balance {
        /// Year.
        year: Option<i32>,
        /// Region code of the unit it is about.
        region: Option<String>,
        /// What is wrong.
        error: EcoBalanceError,
    },
    /// No year has a complete unit, so there is no land to start from.
    #[error("no year is complete")]
    NoBaseYear,
    /// The year chosen is none of the study's.
    #[error("no row of {year}")]
    BaseYear {
        /// The year.
        year: i32,
    },
    /// Nothing that people release has a figure in the years the forecast is fitted to.
    #[error("no figure in the years to fit")]
    NothingToFit,
    /// A column of land that is not there.
    #[error("no column {indicator}")]
    NoColumn {
        /// Indicator.
        indicator: String,
    },
    /// A rate that is not there.
    #[error("no coefficient {id}")]
    NoCoefficient {
        /// Its id.
        id: String,
    },
    /// A unit that measures something else.
    #[error("{column}: {error}")]
    Unit {
        /// Indicator or coefficient.
        column: String,
        /// What is wrong.
        error: UnitError,
    },
}

impl CarbonOxygenError {
    /// A unit by number is one of a region by code.
    pub(super) fn balance(study: &Study, year: Option<i32>, error: EcoBalanceError) -> Self {
        let index = error.problem().place.index;
        let region = index.and_then(|unit| study.regions.get(unit));
        Self::Balance {
            year,
            region: region.map(|r| r.code.clone()).filter(|_| year.is_some()),
            error,
        }
    }
}

impl Report for CarbonOxygenError {
    fn problem(&self) -> Problem {
        let at_column = |column: &str| Place {
            column: Some(column.to_owned()),
            ..Place::default()
        };
        match self {
            Self::None => Problem::new("carbon_oxygen.none"),
            Self::Account(error) => error.problem(),
            Self::Balance {
                year,
                region,
                error,
            } => {
                let mut problem = error.problem();
                problem.place.year = *year;
                if let Some(region) = region {
                    problem.place.region = Some(region.clone());
                    problem.place.index = None;
                }
                problem
            }
            Self::NoBaseYear => Problem::new("carbon_oxygen.no_base_year"),
            Self::BaseYear { year } => {
                Problem::new("carbon_oxygen.base_year").with("year", Arg::Year(*year))
            }
            Self::NothingToFit => Problem::new("carbon_oxygen.nothing_to_fit"),
            Self::NoColumn { indicator } => Problem::new("carbon_oxygen.no_column")
                .with("name", Arg::Name(format!("indicator.{indicator}"))),
            Self::NoCoefficient { id } => Problem::new("carbon_oxygen.no_coefficient")
                .with("name", Arg::Name(format!("coefficient.{id}"))),
            Self::Unit { column, error } => error.problem().at(at_column(column)),
        }
    }
}
