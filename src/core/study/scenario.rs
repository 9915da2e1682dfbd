//! Scenarios: other inputs or other coefficients of one study, beside one another. What a scenario has not of its own it
//! shares with the baseline, which is the first of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Column, Region, Sheet, TransitionTable, TypedCell};

/// Most scenarios of a study, the baseline among them.
pub const MOST_SCENARIOS: usize = 8;

/// Most cells of all scenarios that have inputs of their own: a study file holds no more.
pub const MOST_SCENARIO_CELLS: usize = 3_000_000;

/// Longest name of a scenario, in characters.
pub const LONGEST_NAME: usize = 40;

/// A scenario's inputs or coefficients.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Own<T> {
    /// Those of the baseline.
    #[default]
    Shared,
    /// Its own; they stand in the study itself at present.
    InUse,
    /// Its own, kept aside while another scenario is in use.
    Kept(T),
}

impl<T> Own<T> {
    /// Whether they are the baseline's.
    pub fn is_shared(&self) -> bool {
        matches!(self, Self::Shared)
    }
}

/// The inputs of a scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inputs {
    /// Regions in order.
    pub regions: Vec<Region>,
    /// Tables of inputs.
    pub sheets: Vec<Sheet>,
    /// Land transition table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transition: Option<TransitionTable>,
    /// Cells a person has found right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checked: Vec<(String, String, String, i32)>,
    /// Figures changed by hand.
    #[serde(default, skip_serializing_if = "super::is_empty")]
    pub typed: Arc<BTreeSet<TypedCell>>,
}

/// The coefficients of a scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Values {
    /// Name of the set they were taken from.
    pub set: String,
    /// Values by id, in the units of the study's coefficients.
    pub values: BTreeMap<String, f64>,
}

/// One scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Name as a person gave it; an empty one is shown as the baseline.
    pub name: String,
    /// Its inputs.
    #[serde(default, skip_serializing_if = "Own::is_shared")]
    pub inputs: Own<Inputs>,
    /// Its coefficients.
    #[serde(default, skip_serializing_if = "Own::is_shared")]
    pub coefficients: Own<Values>,
}

/// All scenarios of a study; none means there is just the study.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Scenarios {
    /// Position of the one in use.
    pub present: usize,
    /// The baseline and the others.
    pub list: Vec<Scenario>,
}

impl Scenarios {
    /// Whether there is just the study.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether some inputs kept aside have such a column.
    pub(super) fn has_column(&self, is_it: impl Fn(&Column) -> bool) -> bool {
        let has = |s: &Scenario| match &s.inputs {
            Own::Kept(inputs) => inputs.sheets.iter().any(|s| s.columns.iter().any(&is_it)),
            Own::Shared | Own::InUse => false,
        };
        self.list.iter().any(has)
    }

    /// Whose inputs stand in the study.
    pub(super) fn holder_of_inputs(&self) -> usize {
        self.holder(|s| s.inputs.is_shared())
    }

    /// Whose coefficients stand in the study.
    pub(super) fn holder_of_coefficients(&self) -> usize {
        self.holder(|s| s.coefficients.is_shared())
    }

    fn holder(&self, is_shared: impl Fn(&Scenario) -> bool) -> usize {
        match self.list.get(self.present) {
            Some(present) if !is_shared(present) => self.present,
            _ => 0,
        }
    }

    /// Whether exactly those parts stand in the study that the one in use counts with.
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        if self.list.is_empty() {
            return self.present == 0;
        }
        let base = &self.list[0];
        if base.inputs.is_shared() || base.coefficients.is_shared() {
            return false;
        }
        let (inputs, coefficients) = (self.holder_of_inputs(), self.holder_of_coefficients());
        let fits = |(at, s): (usize, &Scenario)| {
            matches!(s.inputs, Own::InUse) == (at == inputs)
                && matches!(s.coefficients, Own::InUse) == (at == coefficients)
        };
        self.present < self.list.len() && self.list.iter().enumerate().all(fits)
    }
}
