//! What is wrong with weights.

use crate::core::problem::{Arg, Problem, Report};

/// Why there are no weights. Units are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum WeightsError {
    /// A neighbour that is none of the units.
    #[error("unit {unit}: no unit {neighbour}")]
    Unknown {
        /// Which unit.
        unit: usize,
        /// Its neighbour.
        neighbour: usize,
    },
    /// A unit that is its own neighbour.
    #[error("unit {unit} is its own neighbour")]
    Own {
        /// Which unit.
        unit: usize,
    },
    /// A neighbour that comes twice.
    #[error("unit {unit}: neighbour {neighbour} comes twice")]
    Twice {
        /// Which unit.
        unit: usize,
        /// Its neighbour.
        neighbour: usize,
    },
    /// A weight that is negative or no number.
    #[error("unit {unit}, neighbour {neighbour}: not a weight")]
    NotAWeight {
        /// Which unit.
        unit: usize,
        /// Its neighbour.
        neighbour: usize,
    },
}

impl Report for WeightsError {
    fn problem(&self) -> Problem {
        let (code, unit) = match self {
            Self::Unknown { unit, .. } => ("weights.unknown", unit),
            Self::Own { unit } => ("weights.own", unit),
            Self::Twice { unit, .. } => ("weights.twice", unit),
            Self::NotAWeight { unit, .. } => ("weights.not_a_weight", unit),
        };
        let problem = Problem::new(code).with("unit", Arg::Count(unit + 1));
        match self {
            Self::Unknown { neighbour, .. }
            | Self::Twice { neighbour, .. }
            | Self::NotAWeight { neighbour, .. } => {
                problem.with("neighbour", Arg::Count(neighbour + 1))
            }
            Self::Own { .. } => problem,
        }
    }
}
