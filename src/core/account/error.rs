//! What stops an account.

use crate::core::problem::{Arg, Place, Problem, Report};
use crate::core::units::UnitError;

/// Why an account cannot be computed at all. Gaps are no error: they leave a gap in the result.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum AccountError {
    /// A product of inputs and coefficients that is no amount of carbon.
    #[error("line {line}: {units} does not come out as carbon")]
    NotCarbon {
        /// Line id.
        line: String,
        /// The units multiplied, as text.
        units: String,
    },
    /// A product of inputs and coefficients of the oxygen ledger that is no amount of oxygen.
    #[error("line {line}: {units} does not come out as oxygen")]
    NotOxygen {
        /// Line id.
        line: String,
        /// The units multiplied, as text.
        units: String,
    },
    /// The result unit is an amount neither of carbon nor of oxygen.
    #[error(transparent)]
    Unit(#[from] UnitError),
    /// A line names a coefficient the study does not have.
    #[error("line {line}: no coefficient {coefficient}")]
    NoCoefficient {
        /// Line id.
        line: String,
        /// Coefficient id.
        coefficient: String,
    },
    /// A coefficient of 0 stands where it divides.
    #[error("line {line}: {coefficient} is 0 and divides")]
    ZeroDivisor {
        /// Line id.
        line: String,
        /// Coefficient id.
        coefficient: String,
    },
    /// A product too large for a number.
    #[error("line {line}, position {index}: the product overflows")]
    Overflow {
        /// Line id.
        line: String,
        /// Position in the keys.
        index: usize,
    },
}

impl Report for AccountError {
    fn problem(&self) -> Problem {
        let at = |line: &str| Place {
            column: Some(line.to_owned()),
            ..Place::default()
        };
        match self {
            Self::NotCarbon { line, units } => Problem::new("account.not_carbon")
                .with("units", Arg::Text(units.clone()))
                .at(at(line)),
            Self::NotOxygen { line, units } => Problem::new("account.not_oxygen")
                .with("units", Arg::Text(units.clone()))
                .at(at(line)),
            Self::Unit(unit) => unit.problem(),
            Self::NoCoefficient { line, coefficient } => Problem::new("account.no_coefficient")
                .with("name", Arg::Name(format!("coefficient.{coefficient}")))
                .at(at(line)),
            Self::ZeroDivisor { line, coefficient } => Problem::new("account.zero_divisor")
                .with("name", Arg::Name(format!("coefficient.{coefficient}")))
                .at(at(line)),
            Self::Overflow { line, index } => Problem::new("account.overflow").at(Place {
                index: Some(*index),
                column: Some(line.clone()),
                ..Place::default()
            }),
        }
    }
}
