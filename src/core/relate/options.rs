//! The choices of a grey relation.

use serde::{Deserialize, Serialize};

use super::{GreyError, Normalisation};

/// Over what the two-level extremes are taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extremes {
    /// All comparison series together: Deng's original.
    #[default]
    AllSeries,
    /// Each comparison series by itself.
    PerSeries,
}

/// Choices of a grey relation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GreyOptions {
    /// Normalisation of every series.
    pub normalisation: Normalisation,
    /// Range of the extremes.
    pub extremes: Extremes,
    /// Distinguishing coefficient ρ (分辨系数), in (0, 1].
    pub distinguishing_coefficient: f64,
    /// Weight of each point; none weighs all alike.
    pub weights: Option<Vec<f64>>,
}

impl Default for GreyOptions {
    fn default() -> Self {
        Self {
            normalisation: Normalisation::Initial,
            extremes: Extremes::AllSeries,
            distinguishing_coefficient: 0.5,
            weights: None,
        }
    }
}

/// A distinguishing coefficient lies in (0, 1].
pub(super) fn check_coefficient(value: f64) -> Result<(), GreyError> {
    if value > 0.0 && value <= 1.0 {
        Ok(())
    } else {
        Err(GreyError::DistinguishingCoefficient { value })
    }
}

/// Weights are as many as the points, non-negative, finite, and not all 0.
pub(super) fn check_weights(weights: Option<&[f64]>, points: usize) -> Result<(), GreyError> {
    let Some(weights) = weights else {
        return Ok(());
    };
    let total: f64 = weights.iter().sum();
    let usable = weights.len() == points
        && weights.iter().all(|w| w.is_finite() && *w >= 0.0)
        && total > 0.0
        && total.is_finite();
    if usable {
        Ok(())
    } else {
        Err(GreyError::Weights)
    }
}
