//! Settings of the steps, saved with the study.

use serde::{Deserialize, Serialize};

use crate::core::account::Total;
use crate::core::forecast::ForecastOptions;
use crate::core::relate::GreyOptions;

/// Which account the later steps read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Computed from the sheets and coefficients.
    #[default]
    Inputs,
    /// The items a paper printed, added up again.
    Published,
}

/// A pair of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// First year.
    pub from: i32,
    /// Last year.
    pub to: i32,
}

impl Period {
    /// Number of intervals between the two years: 7 for 2005–2012.
    #[must_use]
    pub fn intervals(self) -> i32 {
        self.to - self.from
    }
}

/// Settings of the land-change step.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChangeChoices {
    /// Periods to compare; empty means first half, second half and the whole.
    pub periods: Vec<Period>,
}

/// Settings of the relation step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RelationChoices {
    /// What the lines are compared with.
    pub reference: Total,
    /// Settings of the grey relation.
    pub options: GreyOptions,
}

impl Default for RelationChoices {
    fn default() -> Self {
        Self {
            reference: Total::Net,
            options: GreyOptions::default(),
        }
    }
}

/// Settings of all steps.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Choices {
    /// Region looked at; none is the sum of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Which account the later steps read.
    pub basis: Basis,
    /// Land change.
    pub change: ChangeChoices,
    /// Grey relation.
    pub relation: RelationChoices,
    /// Forecast.
    pub forecast: ForecastOptions,
}
