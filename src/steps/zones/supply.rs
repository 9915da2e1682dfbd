//! Zones of supply of and demand for carbon storage.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::read::{Column, mass};
use super::{Found, ZonesError, ZonesResult, ZonesStep, printed, step};
use crate::core::classify::{
    Classification, equal_intervals, natural_breaks, quantiles, with_limits,
};
use crate::core::problem::{Arg, Problem};
use crate::core::study::{
    CarbonBasis, PrintedClass, Study, Text, ZoneClasses, Zoning, ZoningInputs,
};
use crate::core::supply::{
    Demand, SupplyDemand, SupplyError, SupplyInput, merged, nearest_limit, supply_demand,
};
use crate::core::units::{CO2_PER_C, Dimension, Unit};

/// How carbon and CO2 were brought together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BasisUsed {
    /// Both columns are of one kind.
    Agree,
    /// The demand was multiplied by this.
    Converted {
        /// 12/44 or 44/12.
        factor: f64,
    },
    /// The ratio divides one by the other as they stand; multiplied by this it would be of one kind.
    Mixed {
        /// 12/44 or 44/12.
        factor: f64,
    },
}

/// Sums of the units that are parts of one region. Densities are means weighted by area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParentSum {
    /// Name.
    pub name: Text,
    /// Units in it.
    pub units: usize,
    /// Carbon stored.
    pub storage: f64,
    /// Share of what all store.
    pub share: f64,
    /// Area.
    pub area: f64,
    /// Storage per area.
    pub mean_stock_density: f64,
    /// Demand per area.
    pub mean_demand_density: f64,
}

/// Printed classes of the share of storage beside as many natural breaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShareClasses {
    /// The printed limits.
    pub printed: Classification,
    /// Exact natural breaks.
    pub natural: Classification,
}

/// Supply, demand and the classes behind the zones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SupplyZones {
    /// Unit of storage: t of carbon, of CO2, or of what is not said; densities are per km².
    pub storage_unit: Unit,
    /// Unit of demand density.
    pub demand_unit: Unit,
    /// Unit of areas, km².
    pub area_unit: Unit,
    /// How the two were brought together.
    pub basis: BasisUsed,
    /// Supply, demand and ratio.
    pub supply: SupplyDemand,
    /// Where the limits of the classes come from.
    pub classes: ZoneClasses,
    /// Classes of the ratio.
    pub classification: Classification,
    /// Exact natural breaks in as many classes, for comparison.
    pub natural: Option<Classification>,
    /// The classes of the printed limits.
    pub printed: Option<Classification>,
    /// Zone of each class, lowest ratio first.
    pub merge: Vec<String>,
    /// Sums by the region that units are parts of, in order of appearance.
    pub parents: Vec<ParentSum>,
    /// Printed share of the storage, %.
    pub printed_share: Vec<Option<f64>>,
    /// Classes of the share of storage, where a paper printed limits of them.
    pub shares: Option<ShareClasses>,
    /// Printed storage by land class.
    pub printed_classes: Vec<PrintedClass>,
}

/// Columns of one year in t and km².
struct Inputs {
    storage_unit: Unit,
    demand_unit: Unit,
    area_unit: Unit,
    storage: Vec<f64>,
    area: Vec<f64>,
    demand: Values,
}

enum Values {
    Density(Vec<f64>),
    PerHead(Vec<f64>, f64),
}

pub(super) fn compute(study: &Study, zoning: &Zoning) -> Result<ZonesStep, ZonesError> {
    let (year, mut inputs) = inputs(study, zoning)?;
    let chosen = &study.choices.zones;
    let basis = basis(&mut inputs, chosen.carbon_basis)?;
    let input = SupplyInput {
        storage: &inputs.storage,
        area: &inputs.area,
        demand: match &inputs.demand {
            Values::Density(values) => Demand::Density(values),
            Values::PerHead(population, emission) => Demand::PerHead {
                population,
                emission: *emission,
            },
        },
    };
    let supply = supply_demand(&input).map_err(|error| {
        let unit = match &error {
            SupplyError::Column(error) => error.unit(),
            _ => None,
        };
        let region = unit.and_then(|unit| study.regions.get(unit));
        ZonesError::Supply {
            region: region.map(|r| r.code.clone()),
            error,
        }
    })?;
    let ratios: Vec<f64> = supply.units.iter().map(|u| u.ratio).collect();
    let merge = chosen.merge.as_ref().unwrap_or(&zoning.merge).clone();
    let breaks = zoning.published.as_ref().map(|p| p.breaks.as_slice());
    let limits = breaks
        .and_then(|b| b.split_last())
        .map(|(_, limits)| limits);
    // Printed limits are of the ratio as it was printed: on one basis they move with it.
    let factor = match basis {
        BasisUsed::Converted { factor } => factor,
        BasisUsed::Mixed { .. } | BasisUsed::Agree => 1.0,
    };
    let limits: Option<Vec<f64>> = limits.map(|l| l.iter().map(|v| v * factor).collect());
    let by_paper = limits.map(|l| with_limits(&ratios, &l)).transpose()?;
    let count = chosen.class_count.unwrap_or(merge.len().max(2));
    let (classes, classification) = match (chosen.classes, &by_paper) {
        (ZoneClasses::Published, Some(printed)) => (ZoneClasses::Published, printed.clone()),
        (ZoneClasses::Quantile, _) => (ZoneClasses::Quantile, quantiles(&ratios, count)?),
        (ZoneClasses::EqualInterval, _) => {
            (ZoneClasses::EqualInterval, equal_intervals(&ratios, count)?)
        }
        (ZoneClasses::Manual, _) => (ZoneClasses::Manual, with_limits(&ratios, &chosen.limits)?),
        (ZoneClasses::NaturalBreaks | ZoneClasses::Published, _) => {
            (ZoneClasses::NaturalBreaks, natural_breaks(&ratios, count)?)
        }
    };
    let count = classification.breaks.len();
    let zones = merged(&classification.classes, count, &merge);
    let notes = notes(basis, classes, count, merge.len());
    let borders = classification.borders(&ratios);
    let found = ratios.iter().enumerate().map(|(i, ratio)| {
        let zone = zones.as_ref().map(|zones| zones[i].to_owned());
        let nearest = nearest_limit(&borders, *ratio);
        let nearest = nearest.map(|n| ("ratio".to_owned(), n));
        Found {
            zone,
            nearest: nearest.into_iter().collect(),
        }
    });
    let found: Vec<Found> = found.collect();
    let printed_share = printed(study, zoning, year, "storage_share");
    let result = SupplyZones {
        storage_unit: inputs.storage_unit,
        demand_unit: inputs.demand_unit,
        area_unit: inputs.area_unit,
        basis,
        parents: parents(study, &supply),
        supply,
        classes,
        natural: natural_breaks(&ratios, count).ok(),
        classification,
        printed: by_paper,
        merge,
        shares: shares(zoning, &printed_share),
        printed_share,
        printed_classes: zoning
            .published
            .as_ref()
            .map_or_else(Vec::new, |p| p.classes.clone()),
    };
    let result = ZonesResult::SupplyDemand(Box::new(result));
    Ok(step(study, zoning, vec![year], found, result, notes))
}

/// The last of the years chosen, or the last in which storage has a value.
fn inputs(study: &Study, zoning: &Zoning) -> Result<(i32, Inputs), ZonesError> {
    let ZoningInputs::SupplyDemand {
        storage,
        area,
        demand,
        population,
        per_head,
    } = &zoning.inputs
    else {
        return Err(ZonesError::None);
    };
    let known = |code: &str| {
        Unit::parse(code).map_err(|error| ZonesError::Unit {
            column: code.to_owned(),
            error,
        })
    };
    let storage = Column::of(study, storage)?;
    let storage_unit = mass(
        storage.name,
        &storage.unit,
        storage.unit.dimension(),
        ["tC", "tCO2", "t"],
    )?;
    let area_unit = known("km2")?;
    let (storage, area) = (
        storage.to(&storage_unit)?,
        Column::of(study, area)?.to(&area_unit)?,
    );
    let chosen = study.choices.zones.years.iter().max().copied();
    let year = chosen.or_else(|| storage.years().last().copied());
    let year = year.ok_or(ZonesError::NoYears)?;
    let densities = ["tC/km2", "tCO2/km2", "t/km2"];
    let (demand_unit, demand) = match (demand, population, per_head) {
        (Some(demand), _, _) => {
            let demand = Column::of(study, demand)?;
            let dimension = demand.unit.dimension().times(Dimension::AREA);
            let unit = mass(demand.name, &demand.unit, dimension, densities)?;
            let demand = demand.to(&unit)?.in_year(study, year)?;
            (unit, Values::Density(demand))
        }
        (None, Some(population), Some(id)) => {
            let coefficient = study
                .coefficient(id)
                .ok_or_else(|| ZonesError::NoCoefficient { id: id.clone() })?;
            let dimension = coefficient.unit.dimension().times(Dimension::PERSONS);
            let unit = mass(id, &coefficient.unit, dimension, densities)?;
            let persons = Column::of(study, population)?.to(&known("person")?)?;
            // The unit of the coefficient over t and person, which have factor 1.
            let emission = coefficient.value * coefficient.unit.factor();
            (
                unit,
                Values::PerHead(persons.in_year(study, year)?, emission),
            )
        }
        _ => return Err(ZonesError::NoDemand),
    };
    let inputs = Inputs {
        storage: storage.in_year(study, year)?,
        area: area.in_year(study, year)?,
        storage_unit,
        demand_unit,
        area_unit,
        demand,
    };
    Ok((year, inputs))
}

/// Brings demand to the kind of the storage, or says that it was not.
fn basis(inputs: &mut Inputs, wanted: CarbonBasis) -> Result<BasisUsed, ZonesError> {
    let demand = inputs.demand_unit.dimension().times(Dimension::AREA);
    let factor = match (inputs.storage_unit.dimension(), demand) {
        (a, b) if a == b => return Ok(BasisUsed::Agree),
        (Dimension::CARBON, Dimension::CO2) => 1.0 / CO2_PER_C,
        (Dimension::CO2, Dimension::CARBON) => CO2_PER_C,
        _ => {
            return Err(ZonesError::WrongUnit {
                column: "demand_density".to_owned(),
                unit: inputs.demand_unit.code().to_owned(),
            });
        }
    };
    if wanted == CarbonBasis::AsPrinted {
        return Ok(BasisUsed::Mixed { factor });
    }
    match &mut inputs.demand {
        Values::Density(values) => values.iter_mut().for_each(|v| *v *= factor),
        Values::PerHead(_, emission) => *emission *= factor,
    }
    let code = format!("{}/km2", inputs.storage_unit.code());
    inputs.demand_unit = Unit::parse(&code).map_err(|error| ZonesError::Unit {
        column: code,
        error,
    })?;
    Ok(BasisUsed::Converted { factor })
}

fn notes(basis: BasisUsed, classes: ZoneClasses, count: usize, rows: usize) -> Vec<Problem> {
    let mut notes = Vec::new();
    match basis {
        BasisUsed::Mixed { factor } => {
            notes.push(Problem::new("zones.mixed_basis").with("factor", Arg::Number(factor)))
        }
        BasisUsed::Converted { .. } if classes == ZoneClasses::Published => {
            notes.push(Problem::new("zones.converted_limits"));
        }
        BasisUsed::Converted { .. } | BasisUsed::Agree => {}
    }
    if count != rows {
        notes.push(
            Problem::new("zones.merge_length")
                .with("classes", Arg::Count(count))
                .with("rows", Arg::Count(rows)),
        );
    }
    notes
}

fn shares(zoning: &Zoning, printed: &[Option<f64>]) -> Option<ShareClasses> {
    let (_, limits) = zoning.published.as_ref()?.share_breaks.split_last()?;
    let values: Vec<f64> = printed.iter().copied().collect::<Option<_>>()?;
    Some(ShareClasses {
        printed: with_limits(&values, limits).ok()?,
        natural: natural_breaks(&values, limits.len() + 1).ok()?,
    })
}

fn parents(study: &Study, supply: &SupplyDemand) -> Vec<ParentSum> {
    let mut sums: Vec<ParentSum> = Vec::new();
    let mut positions: HashMap<&str, usize> = HashMap::new();
    for (region, unit) in study.regions.iter().zip(&supply.units) {
        let Some(parent) = &region.parent else {
            continue;
        };
        let (Text::One(name) | Text::Both { zh: name, .. }) = parent;
        let at = *positions.entry(name).or_insert_with(|| {
            sums.push(ParentSum {
                name: parent.clone(),
                units: 0,
                storage: 0.0,
                share: 0.0,
                area: 0.0,
                mean_stock_density: 0.0,
                mean_demand_density: 0.0,
            });
            sums.len() - 1
        });
        let sum = &mut sums[at];
        sum.units += 1;
        sum.storage += unit.storage;
        sum.area += unit.area;
        // The demand itself until all units are in.
        sum.mean_demand_density += unit.demand_density * unit.area;
    }
    for sum in &mut sums {
        sum.share = sum.storage / supply.storage;
        sum.mean_stock_density = sum.storage / sum.area;
        sum.mean_demand_density /= sum.area;
    }
    sums
}
