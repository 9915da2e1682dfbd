//! The choices of a whole forecast, as they stand in a job file.

use serde::{Deserialize, Serialize};

use super::model::{Model, ModelName};

/// What is forecast, how, and against what it is held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ForecastOptions {
    /// The model shown.
    pub model: ModelName,
    /// Background weight of GM(1,1), wherever it appears.
    pub background_weight: f64,
    /// The quantity cannot be negative: a line over time is cut off at 0, and says where.
    pub non_negative: bool,
    /// Steps ahead; 0 shows the fit alone.
    pub horizon: usize,
    /// Last points held out, 1 to n − 4.
    pub hold_out: usize,
    /// Points of the shortest training part of the rolling origin; 0 takes half of the points.
    pub min_training: usize,
    /// Simulated series of the interval.
    pub draws: usize,
    /// Share of simulated values inside the interval.
    pub level: f64,
    /// Seed of the simulation.
    pub seed: u64,
    /// Models in the table beside the one shown, in this order; repetitions are left out.
    pub compare: Vec<ModelName>,
}

impl Default for ForecastOptions {
    fn default() -> Self {
        Self {
            model: ModelName::Gm11,
            background_weight: 0.5,
            non_negative: false,
            horizon: 10,
            hold_out: 3,
            min_training: 0,
            draws: 2000,
            level: 0.9,
            seed: 42,
            compare: vec![ModelName::Naive, ModelName::Linear, ModelName::MeanGrowth],
        }
    }
}

impl ForecastOptions {
    /// A model of this name with these choices.
    pub fn model_of(&self, name: ModelName) -> Model {
        match name {
            ModelName::Gm11 => Model::Gm11 {
                background_weight: self.background_weight,
            },
            ModelName::Linear => Model::Linear {
                non_negative: self.non_negative,
            },
            ModelName::MeanGrowth => Model::MeanGrowth,
            ModelName::Naive => Model::Naive,
        }
    }
}

/// A whole request as it stands in a job file, after the name of the method.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForecastRequest {
    /// Yearly values without gaps.
    pub series: Vec<f64>,
    /// Year of the first value.
    pub first_year: i32,
    /// Choices; what is left out takes its default.
    #[serde(default)]
    pub options: ForecastOptions,
}
