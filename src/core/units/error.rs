//! Why two units do not go together.

use crate::core::problem::{Arg, Problem, Report};

/// Why two units do not go together.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum UnitError {
    /// The text is no unit this program knows.
    #[error("unknown unit {text:?}")]
    Unknown {
        /// The text as given.
        text: String,
    },
    /// The two measure different things.
    #[error("{from} cannot be converted to {to}")]
    Incompatible {
        /// Code of the unit given.
        from: String,
        /// Code of the unit needed.
        to: String,
    },
    /// Carbon and CO2 differ by 44/12 and are never exchanged silently.
    #[error("{from} is not {to}: carbon and CO2 differ by 44/12")]
    CarbonForCo2 {
        /// Code of the unit given.
        from: String,
        /// Code of the unit needed.
        to: String,
    },
    /// A ratio cannot be added up.
    #[error("values in {unit} are ratios and have no total")]
    TotalOfIntensity {
        /// Code of the unit.
        unit: String,
    },
}

impl Report for UnitError {
    fn problem(&self) -> Problem {
        match self {
            Self::Unknown { text } => {
                Problem::new("units.unknown").with("text", Arg::Text(text.clone()))
            }
            Self::Incompatible { from, to } => Problem::new("units.incompatible")
                .with("from", Arg::Name(format!("unit.{from}")))
                .with("to", Arg::Name(format!("unit.{to}"))),
            Self::CarbonForCo2 { from, to } => Problem::new("units.carbon_for_co2")
                .with("from", Arg::Name(format!("unit.{from}")))
                .with("to", Arg::Name(format!("unit.{to}"))),
            Self::TotalOfIntensity { unit } => Problem::new("units.total_of_intensity")
                .with("unit", Arg::Name(format!("unit.{unit}"))),
        }
    }
}
