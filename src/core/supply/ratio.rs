//! Demand per area over storage per area.

use serde::{Deserialize, Serialize};

use super::SupplyError;
use crate::core::column::{self, ColumnError};

/// Demand for carbon storage.
#[derive(Debug, Clone, Copy)]
pub enum Demand<'a> {
    /// Emission per area, one value a unit.
    Density(&'a [f64]),
    /// Population of each unit and the emission of one person.
    PerHead {
        /// Persons.
        population: &'a [f64],
        /// Emission of one person.
        emission: f64,
    },
}

/// What supply and demand are compared from, one value a unit.
#[derive(Debug, Clone, Copy)]
pub struct SupplyInput<'a> {
    /// Carbon stored.
    pub storage: &'a [f64],
    /// Area.
    pub area: &'a [f64],
    /// Demand, in the unit of the storage per that of the area.
    pub demand: Demand<'a>,
}

/// One unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitSupply {
    /// Carbon stored.
    pub storage: f64,
    /// Its share of what all units store.
    pub storage_share: f64,
    /// Area.
    pub area: f64,
    /// Storage per area.
    pub stock_density: f64,
    /// Persons per area, where demand comes from them.
    pub population_density: Option<f64>,
    /// Emission per area.
    pub demand_density: f64,
    /// `R`: demand density / stock density.
    pub ratio: f64,
    /// `R < 1`: more stored than emitted in a year.
    pub is_surplus: bool,
}

/// Units beside one another. Densities have a mean weighted by area and no sum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SupplyDemand {
    /// The units in the order given.
    pub units: Vec<UnitSupply>,
    /// Storage of all.
    pub storage: f64,
    /// Area of all.
    pub area: f64,
    /// Storage of all per area of all.
    pub mean_stock_density: f64,
    /// `Σ demand density · area / Σ area`.
    pub mean_demand_density: f64,
    /// Ratio of the two means.
    pub mean_ratio: f64,
    /// Units with `R < 1`.
    pub surplus: usize,
}

/// Supply of and demand for carbon storage (碳固持供需): the ratio of yearly emission per area to the stock per area.
///
/// # Formula
/// ```text
/// C_DE = C_em/Y · P_d                     emission per head × population density
/// R    = C_DE / (C_total / A)             below 1: surplus
/// ```
///
/// # Units
/// Demand in the unit of the storage over that of the area. `R` is then a year's emission as a part of the stock (per year).
///
/// # Errors
/// [`SupplyError`] names the column and the unit.
///
/// # Source
/// Central Yunnan paper (Landscape Architecture Academic Journal 2025, 42(1)), equations 3 and 4.
///
/// # Examples
/// ```
/// use tanheng::core::supply::{Demand, SupplyInput, supply_demand};
/// let found = supply_demand(&SupplyInput {
///     storage: &[2000.0, 100.0],
///     area: &[10.0, 5.0],
///     demand: Demand::PerHead { population: &[40.0, 60.0], emission: 2.5 },
/// })?;
/// // 40 × 2.5 / 10 = 10 per area against 200, 60 × 2.5 / 5 = 30 against 20
/// assert_eq!((found.units[0].ratio, found.units[1].ratio), (0.05, 1.5));
/// assert_eq!(found.surplus, 1);
/// # Ok::<(), tanheng::core::supply::SupplyError>(())
/// ```
pub fn supply_demand(input: &SupplyInput<'_>) -> Result<SupplyDemand, SupplyError> {
    check(input)?;
    let (storage, area) = (column::sum(input.storage)?, column::sum(input.area)?);
    let mut demand = 0.0;
    let mut units = Vec::with_capacity(input.storage.len());
    for (i, (own, own_area)) in input.storage.iter().zip(input.area).enumerate() {
        let (population_density, demand_density) = match input.demand {
            Demand::Density(values) => (None, values[i]),
            Demand::PerHead {
                population,
                emission,
            } => {
                let density = population[i] / own_area;
                (Some(density), density * emission)
            }
        };
        let stock_density = own / own_area;
        let ratio = demand_density / stock_density;
        demand += demand_density * own_area;
        if ![stock_density, demand_density, ratio, demand]
            .iter()
            .all(|v| v.is_finite())
        {
            return Err(ColumnError::Overflow { unit: i }.into());
        }
        units.push(UnitSupply {
            storage: *own,
            storage_share: own / storage,
            area: *own_area,
            stock_density,
            population_density,
            demand_density,
            ratio,
            is_surplus: ratio < 1.0,
        });
    }
    let (mean_stock_density, mean_demand_density) = (storage / area, demand / area);
    let mean_ratio = mean_demand_density / mean_stock_density;
    if !mean_ratio.is_finite() {
        return Err(ColumnError::Overflow {
            unit: units.len() - 1,
        }
        .into());
    }
    Ok(SupplyDemand {
        surplus: units.iter().filter(|u| u.is_surplus).count(),
        units,
        storage,
        area,
        mean_stock_density,
        mean_demand_density,
        mean_ratio,
    })
}

fn check(input: &SupplyInput<'_>) -> Result<(), SupplyError> {
    let expected = input.storage.len();
    if expected == 0 {
        return Err(SupplyError::Empty);
    }
    let demand = match input.demand {
        Demand::Density(values) => ("demand", values, false),
        Demand::PerHead {
            population,
            emission,
        } => {
            if !emission.is_finite() || emission <= 0.0 {
                return Err(SupplyError::PerHead { value: emission });
            }
            ("population", population, false)
        }
    };
    let columns = [
        ("storage", input.storage, true),
        ("area", input.area, true),
        demand,
    ];
    for (name, values, divides) in columns {
        column::check(name, values, expected, divides)?;
    }
    Ok(())
}
