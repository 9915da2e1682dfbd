//! What stops a comparison of supply and demand.

use crate::core::column::ColumnError;
use crate::core::problem::{Arg, Problem, Report};

/// Why supply and demand cannot be compared. Units are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SupplyError {
    /// No unit.
    #[error("no units")]
    Empty,
    /// A column that cannot be computed with.
    #[error(transparent)]
    Column(#[from] ColumnError),
    /// Emission per head that is no number above 0.
    #[error("emission per head {value}")]
    PerHead {
        /// Value given.
        value: f64,
    },
}

impl Report for SupplyError {
    fn problem(&self) -> Problem {
        match self {
            Self::Empty => Problem::new("supply.empty"),
            Self::Column(error) => error.told(match error {
                ColumnError::LengthMismatch { .. } => "supply.length_mismatch",
                ColumnError::NotFinite { .. } => "supply.not_finite",
                ColumnError::Negative { .. } => "supply.negative",
                ColumnError::Zero { .. } => "supply.zero",
                ColumnError::Overflow { .. } => "supply.overflow",
            }),
            Self::PerHead { value } => Problem::new("supply.per_head").with(
                "value",
                if value.is_finite() {
                    Arg::Number(*value)
                } else {
                    Arg::Text("—".into())
                },
            ),
        }
    }
}
