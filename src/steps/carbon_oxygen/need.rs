//! The ecological land that would let land take up its share in a later year.

use serde::{Deserialize, Serialize};

use super::amounts::{Ahead, amounts, oxygen_of_land};
use super::columns::{ColumnAhead, ahead, indicators, notes, sources};
use super::land::{ClassUsed, UnitStandard, land};
use super::nation::{NationNeed, pooled};
use super::{CarbonOxygenError, CarbonOxygenStep, GapBeside, OXYGEN_UNIT, printed};
use crate::core::account::AccountError;
use crate::core::carbon_oxygen::{Element, LandNeed, NeedInput, check_share, land_need};
use crate::core::forecast::{ModelName, Part};
use crate::core::problem::{Place, Problem, Report};
use crate::core::study::{Study, Text};
use crate::core::units::Unit;
use crate::steps::account::ACCOUNT_UNIT;

/// hm² in a km².
const HECTARES: f64 = 100.0;

/// One balance of a unit. Amounts in the unit of its ledger, areas in hm².
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ElementNeed {
    /// What people did in the base year.
    pub base: Option<f64>,
    /// What they will do in the target year.
    pub ahead: Part<Ahead>,
    /// What ecological land did in the base year.
    pub land: Option<f64>,
    /// The land needed for the mean.
    pub need: Part<LandNeed>,
    /// The gap for the least value, %.
    pub gap_low: Option<f64>,
    /// The gap for the greatest value, %.
    pub gap_high: Option<f64>,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitNeed {
    /// Region code.
    pub region: String,
    /// Name.
    pub name: Text,
    /// Area of the whole region, hm², where it is known.
    pub region_area: Option<f64>,
    /// Its ecological land in the base year.
    pub land: Part<UnitStandard>,
    /// For carbon.
    pub carbon: ElementNeed,
    /// For oxygen.
    pub oxygen: ElementNeed,
}

impl UnitNeed {
    /// One of the two.
    #[must_use]
    pub fn of(&self, element: Element) -> &ElementNeed {
        match element {
            Element::Carbon => &self.carbon,
            Element::Oxygen => &self.oxygen,
        }
    }
}

/// Everything about the land a balance asks for. Lists of units are in the order of the step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LandNeeded {
    /// Part of the release that land is to take up.
    pub share: f64,
    /// Year of the land.
    pub base_year: i32,
    /// Year of the release.
    pub target_year: i32,
    /// First and last year with a figure the forecasts are fitted to.
    pub fit: (i32, i32),
    /// Models asked for.
    pub models: Vec<ModelName>,
    /// Unit of carbon.
    pub unit: Unit,
    /// Unit of oxygen.
    pub oxygen_unit: Unit,
    /// Coefficient of the reference land.
    pub reference: String,
    /// Its rate, t C per hm² and year, positive for uptake.
    pub reference_rate: f64,
    /// Classes of ecological land.
    pub classes: Vec<ClassUsed>,
    /// Every column people's release is computed from.
    pub columns: Vec<ColumnAhead>,
    /// The units.
    pub units: Vec<UnitNeed>,
    /// All of them.
    pub nation: NationNeed,
    /// Printed gaps beside these.
    pub printed: Vec<GapBeside>,
    /// What is left out, set to 0 or far apart.
    pub notes: Vec<Problem>,
}

/// The ecological land needed for land to take up its share in the target year. `areas` are region codes with their areas
/// in km²; without one it is not said whether a region has room.
///
/// Apart from [`super::compute`] because it fits three models to every column of every unit.
///
/// # Errors
/// [`CarbonOxygenError`] when nothing can be said of any unit; what is missing in one unit is told there.
///
/// ```
/// use tanheng::steps::{account, carbon_oxygen};
/// let study = tanheng::exchange::cases::find("china").expect("the case ships with the program");
/// let step = carbon_oxygen::compute(&study, &account::chosen(&study)?)?;
/// let needed = carbon_oxygen::land_needed(&study, &step, &[("310000".to_owned(), 6746.1)])?;
/// let shanghai = needed.units.iter().find(|u| u.region == "310000").expect("a province");
/// assert!(shanghai.carbon.need.as_ref().is_ok_and(|need| need.room.is_impossible()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn land_needed(
    study: &Study,
    step: &CarbonOxygenStep,
    areas: &[(String, f64)],
) -> Result<LandNeeded, CarbonOxygenError> {
    let own = study
        .carbon_oxygen
        .as_deref()
        .ok_or(CarbonOxygenError::None)?;
    let chosen = &study.choices.carbon_oxygen;
    check_share(chosen.share).map_err(|e| CarbonOxygenError::balance(study, None, e))?;
    let base_year = step.base_year.ok_or(CarbonOxygenError::NoBaseYear)?;
    let base = step
        .at(base_year)
        .ok_or(CarbonOxygenError::BaseYear { year: base_year })?;
    let land = land(study, own, base_year)?;

    let unit = Unit::parse(ACCOUNT_UNIT).map_err(AccountError::from)?;
    let of_step = step.unit.ratio_to(&unit).map_err(AccountError::from)?;
    let tonnes = Unit::parse("tC").map_err(AccountError::from)?;
    let of_tonnes = tonnes.ratio_to(&unit).map_err(AccountError::from)?;

    let (carbon, oxygen) = (sources(&study.account), sources(&own.oxygen));
    let (of_carbon, of_oxygen) = (indicators(study, &carbon), indicators(study, &oxygen));
    let mut all = of_carbon.clone();
    all.extend(of_oxygen.iter().filter(|i| !of_carbon.contains(i)));
    let (columns, fit) = ahead(study, &all)?;
    let carbon = amounts(study, &carbon, ACCOUNT_UNIT, &columns, &of_carbon)?;
    let oxygen = amounts(study, &oxygen, OXYGEN_UNIT, &columns, &of_oxygen)?;
    let oxygen_land = oxygen_of_land(study, own, base_year)?;

    let mut units = Vec::with_capacity(study.regions.len());
    for (at, (region, own_land)) in study.regions.iter().zip(land.units).enumerate() {
        let known = areas.iter().find(|(code, _)| *code == region.code);
        let region_area = known.map(|(_, km2)| km2 * HECTARES);
        let balance = step.units.get(at).and_then(|u| u.years.get(base));
        let human = |element| balance.and_then(|b| b.of(element).human);
        let fixed = own_land.as_ref().ok().map(|l| l.standard.fixed * of_tonnes);
        let released = fixed.and(oxygen_land.get(at).copied().flatten());
        let one = |base: Option<f64>, ahead: &[Part<Ahead>], land: Option<f64>| OwnAmounts {
            base,
            ahead: ahead.get(at).cloned().unwrap_or_else(|| Err(nothing())),
            land,
        };
        let place = UnitPlace {
            region: &region.code,
            area: region_area,
            land: &own_land,
            share: chosen.share,
        };
        units.push(UnitNeed {
            carbon: place.need(one(
                human(Element::Carbon).map(|v| v * of_step),
                &carbon,
                fixed,
            )),
            oxygen: place.need(one(human(Element::Oxygen), &oxygen, released)),
            region: region.code.clone(),
            name: region.name.clone(),
            region_area,
            land: own_land,
        });
    }
    let mut needed = LandNeeded {
        share: chosen.share,
        base_year,
        target_year: chosen.target_year,
        fit,
        models: chosen.methods.clone(),
        unit,
        oxygen_unit: step.oxygen_unit.clone(),
        reference: own.standard_land.reference.clone(),
        reference_rate: land.reference,
        classes: land.classes,
        nation: NationNeed {
            carbon: pooled(&units, Element::Carbon, chosen.share),
            oxygen: pooled(&units, Element::Oxygen, chosen.share),
        },
        notes: notes(&columns),
        columns,
        units,
        printed: Vec::new(),
    };
    needed.printed = printed::gaps(own, &needed);
    Ok(needed)
}

/// Amounts of one balance of a unit.
struct OwnAmounts {
    base: Option<f64>,
    ahead: Part<Ahead>,
    land: Option<f64>,
}

/// What both balances of a unit share.
struct UnitPlace<'a> {
    region: &'a str,
    area: Option<f64>,
    land: &'a Part<UnitStandard>,
    share: f64,
}

impl UnitPlace<'_> {
    fn need(&self, own: OwnAmounts) -> ElementNeed {
        let of = |human: f64| -> Part<LandNeed> {
            let land = self.land.as_ref().map_err(Box::clone)?;
            let input = NeedInput {
                human,
                land: own.land.ok_or_else(nothing)?,
                share: self.share,
                // Land that takes up nothing is told as such before its area matters.
                standard_area: land.standard.area.max(0.0),
                reference_area: land.reference_area,
                region_area: self.area,
            };
            land_need(&input).map_err(|error| {
                let mut problem = error.problem();
                problem.place = Place {
                    region: Some(self.region.to_owned()),
                    ..Place::default()
                };
                Box::new(problem)
            })
        };
        let with = |value: fn(&Ahead) -> f64| match &own.ahead {
            Ok(ahead) => of(value(ahead)),
            Err(problem) => Err(problem.clone()),
        };
        let gap = |need: Part<LandNeed>| need.ok().map(|n| n.gap_percent);
        ElementNeed {
            need: with(|a| a.mean),
            gap_low: gap(with(|a| a.low)),
            gap_high: gap(with(|a| a.high)),
            base: own.base,
            ahead: own.ahead,
            land: own.land,
        }
    }
}

pub(super) fn nothing() -> Box<Problem> {
    Box::new(Problem::new("carbon_oxygen.no_values"))
}
