//! Study → zones: carbon balance, or supply of and demand for carbon storage.

mod balance;
mod change;
mod error;
mod read;
mod supply;

pub use balance::{BalanceZones, YearBalance};
pub use change::{BalanceChange, UnitChange};
pub use error::ZonesError;
pub use supply::{BasisUsed, ParentSum, ShareClasses, SupplyZones};

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::core::account::Account;
use crate::core::problem::Problem;
use crate::core::study::{Study, Text, Zone, Zoning, ZoningInputs};
use crate::core::supply::Nearest;

/// A unit this near to a limit, as a part of it, is as well in the class beyond it: inputs have no more digits.
pub const NEAR: f64 = 0.02;

/// One unit with its zone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitZone {
    /// Region code.
    pub region: String,
    /// Name.
    pub name: Text,
    /// Name of the region it is a part of.
    pub parent: Option<Text>,
    /// Id of the zone; none where no rule names it.
    pub zone: Option<String>,
    /// Id of the zone a paper printed.
    pub published: Option<String>,
    /// Whether the two are the same.
    pub agrees: Option<bool>,
    /// The nearest limit of each index: `eec` and `sec`, or `ratio`.
    pub nearest: Vec<(String, Nearest)>,
    /// Whether a limit is within [`NEAR`].
    pub is_near: bool,
}

/// What stands behind the zones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZonesResult {
    /// Carbon balance.
    Balance(Box<BalanceZones>),
    /// Supply and demand.
    SupplyDemand(Box<SupplyZones>),
}

impl ZonesResult {
    /// The carbon balance, where it is one.
    #[must_use]
    pub fn balance(&self) -> Option<&BalanceZones> {
        match self {
            Self::Balance(found) => Some(found),
            Self::SupplyDemand(_) => None,
        }
    }

    /// Supply and demand, where it is that.
    #[must_use]
    pub fn supply(&self) -> Option<&SupplyZones> {
        match self {
            Self::SupplyDemand(found) => Some(found),
            Self::Balance(_) => None,
        }
    }
}

/// Everything the step shows. All lists of units are in the order of `units`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ZonesStep {
    /// Years used.
    pub years: Vec<i32>,
    /// Zones in the order of the legend.
    pub zones: Vec<Zone>,
    /// Units in the order of the study.
    pub units: Vec<UnitZone>,
    /// Units of each zone.
    pub counts: Vec<usize>,
    /// Units of no zone.
    pub unnamed: usize,
    /// Units in the zone printed, and units with a printed zone.
    pub agreement: Option<(usize, usize)>,
    /// What stands behind it.
    pub result: ZonesResult,
    /// What is missing, mixed or doubtful.
    pub notes: Vec<Problem>,
}

/// The zones of a study. `account` is only read where the zoning names no columns of emission or uptake.
///
/// # Errors
/// [`ZonesError`] names what is missing or cannot be computed, with its place.
///
/// ```
/// let study = tanheng::exchange::cases::find("guiyang").expect("the case ships with the program");
/// let step = tanheng::steps::zones::compute(&study, None)?;
/// assert_eq!(step.agreement, Some((5, 5)));
/// # Ok::<(), tanheng::steps::zones::ZonesError>(())
/// ```
pub fn compute(study: &Study, account: Option<&Account>) -> Result<ZonesStep, ZonesError> {
    let zoning = study.zoning.as_ref().ok_or(ZonesError::None)?;
    match &zoning.inputs {
        ZoningInputs::Balance { .. } => balance::compute(study, zoning, account),
        ZoningInputs::SupplyDemand { .. } => supply::compute(study, zoning),
    }
}

/// The zone of a unit and how near it is to another.
struct Found {
    zone: Option<String>,
    nearest: Vec<(String, Nearest)>,
}

/// What the two methods have in common at their end.
fn step(
    study: &Study,
    zoning: &Zoning,
    years: Vec<i32>,
    found: Vec<Found>,
    result: ZonesResult,
    notes: Vec<Problem>,
) -> ZonesStep {
    let printed = zoning.published.as_ref();
    let units: Vec<UnitZone> = study
        .regions
        .iter()
        .zip(found)
        .map(|(region, Found { zone, nearest })| {
            let published = printed.and_then(|p| p.zones.get(&region.code)).cloned();
            UnitZone {
                region: region.code.clone(),
                name: region.name.clone(),
                parent: region.parent.clone(),
                agrees: published.as_ref().map(|p| zone.as_ref() == Some(p)),
                is_near: nearest.iter().any(|(_, n)| n.relative.abs() <= NEAR),
                zone,
                published,
                nearest,
            }
        })
        .collect();
    let compared = units.iter().filter(|u| u.agrees.is_some()).count();
    let in_zone = |id: &String| {
        let of_zone = units.iter().filter(|u| u.zone.as_ref() == Some(id));
        of_zone.count()
    };
    ZonesStep {
        years,
        counts: zoning.zones.iter().map(|z| in_zone(&z.id)).collect(),
        unnamed: units.iter().filter(|u| u.zone.is_none()).count(),
        agreement: (compared > 0).then(|| {
            let agreeing = units.iter().filter(|u| u.agrees == Some(true)).count();
            (agreeing, compared)
        }),
        zones: zoning.zones.clone(),
        units,
        result,
        notes,
    }
}

/// A printed figure of each unit in a year.
fn printed(study: &Study, zoning: &Zoning, year: i32, name: &str) -> Vec<Option<f64>> {
    let rows = zoning.published.iter().flat_map(|p| &p.indices);
    let of_year: HashMap<&str, f64> = rows
        .filter(|row| row.year == year)
        .filter_map(|row| Some((row.region.as_str(), *row.values.get(name)?)))
        .collect();
    let regions = study.regions.iter();
    regions
        .map(|r| of_year.get(r.code.as_str()).copied())
        .collect()
}
