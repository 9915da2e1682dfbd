//! A coefficient with everything that must stand beside its value.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::core::units::Unit;

/// How well a coefficient fits the place, as the IPCC guidelines order them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tier {
    /// International default.
    T1,
    /// National or regional literature.
    T2,
    /// Measured on the spot.
    T3,
}

/// One coefficient.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coefficient {
    /// Id, such as `farm.fertiliser`; its name is `coefficient.<id>` in the word table.
    pub id: String,
    /// Present value in `unit`.
    pub value: f64,
    /// Unit.
    pub unit: Unit,
    /// Value in each named set.
    pub preset: BTreeMap<String, f64>,
    /// Least value met in the sources, when given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Greatest value met in the sources, when given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Id of the source.
    pub source: String,
    /// Table, equation or page in that source.
    pub locator: String,
    /// Tier.
    pub tier: Tier,
}

impl Coefficient {
    /// The value of a set, or the only value there is.
    #[must_use]
    pub fn preset_in(&self, set: &str) -> Option<f64> {
        self.preset
            .get(set)
            .or_else(|| self.preset.values().next())
            .copied()
    }

    /// Whether a person changed it away from the set in use.
    #[must_use]
    pub fn is_edited(&self, set: &str) -> bool {
        self.preset_in(set)
            .is_none_or(|p| p.to_bits() != self.value.to_bits())
    }
}
