//! The same balance with each named set of coefficients.

use serde::{Deserialize, Serialize};

use super::ledger::{Ledgers, oxygen};
use super::{CarbonOxygenError, CarbonOxygenStep};
use crate::core::carbon_oxygen::{Element, Totals, UnitBalance, balances, totals};
use crate::core::study::{CarbonOxygen, Coefficient, Study};
use crate::steps::account;

/// Ratios with one set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SetRatios {
    /// Name of the set.
    pub set: String,
    /// Ratios, one a unit of the step.
    pub units: Vec<UnitBalance>,
    /// All units together.
    pub nation: Totals,
}

/// A unit and how many times one ratio is the other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitFactor {
    /// Position in the units of the step.
    pub unit: usize,
    /// How many times.
    pub factor: f64,
}

/// How far two sets are apart. Where they differ in rates of land only, the factor is the same for carbon and oxygen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SetContrast {
    /// The set whose ratio divides.
    pub first: String,
    /// The set whose ratio is divided.
    pub second: String,
    /// The ratio with the second over that with the first, one a unit; none where one of them has none.
    pub factors: Vec<Option<f64>>,
    /// Units with a factor.
    pub counted: usize,
    /// Median of the factors.
    pub median: Option<f64>,
    /// The unit that changes least.
    pub least: Option<UnitFactor>,
    /// The unit that changes most.
    pub greatest: Option<UnitFactor>,
    /// The factor of all units together.
    pub nation: Option<f64>,
}

/// All sets in one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SetsBeside {
    /// The year.
    pub year: i32,
    /// Each set, the first one being the default.
    pub sets: Vec<SetRatios>,
    /// Every other set against the first, by `K_C`.
    pub contrasts: Vec<SetContrast>,
    /// The same by `K_O`.
    pub oxygen: Vec<SetContrast>,
}

impl SetsBeside {
    /// Every other set against the first, by one of the ratios.
    #[must_use]
    pub fn of(&self, element: Element) -> &[SetContrast] {
        match element {
            Element::Carbon => &self.contrasts,
            Element::Oxygen => &self.oxygen,
        }
    }
}

/// Each set in the base year. Coefficients that all sets share stay as they are, changed or not: only what the sets differ in
/// is taken from them.
pub(super) fn beside(
    study: &Study,
    own: &CarbonOxygen,
    step: &CarbonOxygenStep,
) -> Result<Option<SetsBeside>, CarbonOxygenError> {
    let Some(year) = step.base_year.filter(|year| step.at(*year).is_some()) else {
        return Ok(None);
    };
    let mut sets = Vec::with_capacity(study.coefficient_sets.len());
    for set in &study.coefficient_sets {
        sets.push(ratios(&with_set(study, set), own, set, year)?);
    }
    let against = |element: Element| -> Vec<SetContrast> {
        let Some((first, others)) = sets.split_first() else {
            return Vec::new();
        };
        let others = others.iter();
        others.map(|set| contrast(first, set, element)).collect()
    };
    let (contrasts, oxygen) = (against(Element::Carbon), against(Element::Oxygen));
    Ok(Some(SetsBeside {
        year,
        sets,
        contrasts,
        oxygen,
    }))
}

fn with_set(study: &Study, set: &str) -> Study {
    let mut study = study.clone();
    study.coefficient_set = set.to_owned();
    for c in study.coefficients.iter_mut().filter(|c| differs(c)) {
        c.value = c.preset_in(set).unwrap_or(c.value);
    }
    study
}

fn differs(c: &Coefficient) -> bool {
    let mut values = c.preset.values();
    let first = values.next();
    values.any(|v| Some(v) != first)
}

fn ratios(
    study: &Study,
    own: &CarbonOxygen,
    set: &str,
    year: i32,
) -> Result<SetRatios, CarbonOxygenError> {
    let (carbon, oxygen) = (account::compute(study)?, oxygen(study, own)?);
    let both = Ledgers {
        carbon: &carbon,
        oxygen: &oxygen,
    };
    let placed = |error| CarbonOxygenError::balance(study, Some(year), error);
    let amounts = both.amounts(study, &[year]).pop().unwrap_or_default();
    Ok(SetRatios {
        set: set.to_owned(),
        units: balances(&amounts).map_err(placed)?,
        nation: totals(&amounts).map_err(placed)?,
    })
}

fn contrast(first: &SetRatios, second: &SetRatios, element: Element) -> SetContrast {
    let over = |a: Option<f64>, b: Option<f64>| {
        let factor = b? / a?;
        factor.is_finite().then_some(factor)
    };
    let pairs = first.units.iter().zip(&second.units);
    let factors: Vec<Option<f64>> = pairs
        .map(|(a, b)| over(a.of(element).value, b.of(element).value))
        .collect();
    let known = factors.iter().zip(0..);
    let mut sorted: Vec<UnitFactor> = known
        .filter_map(|(factor, unit)| {
            Some(UnitFactor {
                unit,
                factor: (*factor)?,
            })
        })
        .collect();
    sorted.sort_by(|a, b| a.factor.total_cmp(&b.factor));
    let half = sorted.len() / 2;
    let upper = sorted.get(half).map(|f| f.factor);
    let lower = half.checked_sub(1).and_then(|i| sorted.get(i));
    let median = match lower {
        Some(lower) if sorted.len().is_multiple_of(2) => {
            upper.map(|upper| f64::midpoint(lower.factor, upper))
        }
        _ => upper,
    };
    let whole = |set: &SetRatios| match element {
        Element::Carbon => set.nation.carbon.value,
        Element::Oxygen => set.nation.oxygen.value,
    };
    SetContrast {
        first: first.set.clone(),
        second: second.set.clone(),
        factors,
        counted: sorted.len(),
        median,
        least: sorted.first().cloned(),
        greatest: sorted.last().cloned(),
        nation: over(whole(first), whole(second)),
    }
}
