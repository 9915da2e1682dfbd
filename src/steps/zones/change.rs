//! The first year of a balance against the last.

use serde::{Deserialize, Serialize};

use super::YearBalance;
use crate::core::balance::{Change, changes};

/// A unit in the first and the last year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitChange {
    /// Emission.
    pub emission: Option<Change>,
    /// Uptake.
    pub uptake: Option<Change>,
    /// Emission per area.
    pub emission_intensity: Option<Change>,
    /// Uptake per area.
    pub uptake_intensity: Option<Change>,
    /// Economic contribution.
    pub eec: Option<Change>,
    /// Ecological contribution.
    pub sec: Option<Change>,
    /// Zones in the two years.
    pub zones: (Option<String>, Option<String>),
}

/// What changed between the first and the last year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BalanceChange {
    /// First year.
    pub from: i32,
    /// Last year.
    pub to: i32,
    /// The units.
    pub units: Vec<UnitChange>,
    /// Emission of all.
    pub emission: Option<Change>,
    /// Uptake of all.
    pub uptake: Option<Change>,
    /// Emission of all per area of all.
    pub emission_intensity: Option<Change>,
}

pub(super) fn change(years: &[YearBalance]) -> Option<BalanceChange> {
    let (first, last) = (years.first()?, years.last()?);
    if first.year == last.year {
        return None;
    }
    let (a, b) = (&first.balance, &last.balance);
    let units = a.units.iter().zip(&b.units).enumerate();
    let units = units.map(|(i, (from, to))| UnitChange {
        emission: Change::between(from.emission, to.emission),
        uptake: Change::between(from.uptake, to.uptake),
        emission_intensity: changes(from.emission_intensity, to.emission_intensity),
        uptake_intensity: changes(from.uptake_intensity, to.uptake_intensity),
        eec: changes(from.eec, to.eec),
        sec: Change::between(from.sec, to.sec),
        zones: (first.zones[i].clone(), last.zones[i].clone()),
    });
    Some(BalanceChange {
        from: first.year,
        to: last.year,
        units: units.collect(),
        emission: Change::between(a.emission, b.emission),
        uptake: Change::between(a.uptake, b.uptake),
        emission_intensity: changes(a.emission_intensity, b.emission_intensity),
    })
}
