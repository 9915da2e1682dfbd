//! Ecological land of a year as standard area.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::CarbonOxygenError;
use crate::core::carbon_oxygen::{StandardArea, standard_area};
use crate::core::forecast::Part;
use crate::core::problem::{Place, Problem, Report};
use crate::core::study::{CarbonOxygen, Coefficient, Study};
use crate::core::units::Unit;

/// A class of ecological land as counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClassUsed {
    /// Indicator of its area.
    pub area: String,
    /// Coefficient of its rate.
    pub rate: String,
    /// The rate, t C per hm² and year, positive for uptake.
    pub value: f64,
    /// Whether the column has any figure; one without is no part of the area.
    pub is_counted: bool,
}

/// Ecological land of a unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitStandard {
    /// Area of each class counted, hm².
    pub areas: Vec<f64>,
    /// The same as standard area, hm², and what it fixes, t C a year.
    pub standard: StandardArea,
    /// Area of the reference land, hm², where it is one of the classes.
    pub reference_area: Option<f64>,
}

/// Ecological land of all units.
pub(super) struct Land {
    /// Rate of the reference land, t C per hm² and year.
    pub(super) reference: f64,
    pub(super) classes: Vec<ClassUsed>,
    pub(super) units: Vec<Part<UnitStandard>>,
}

pub(super) fn land(
    study: &Study,
    own: &CarbonOxygen,
    year: i32,
) -> Result<Land, CarbonOxygenError> {
    let spec = &own.standard_land;
    let reference = rate(study, &spec.reference)?;
    let hectare = unit("hm2")?;
    let (mut classes, mut columns) = (Vec::new(), Vec::new());
    for class in &spec.classes {
        let (sheet, at) = study
            .column(&class.area)
            .ok_or_else(|| CarbonOxygenError::NoColumn {
                indicator: class.area.clone(),
            })?;
        let column = &sheet.columns[at];
        let to_hectares =
            column
                .unit
                .ratio_to(&hectare)
                .map_err(|error| CarbonOxygenError::Unit {
                    column: class.area.clone(),
                    error,
                })?;
        let keyed = sheet.rows.iter().zip(column.cells.iter());
        let in_year: HashMap<&str, f64> = keyed
            .filter(|(key, _)| key.year == year)
            .filter_map(|(key, cell)| Some((&*key.region, cell.value()? * to_hectares)))
            .collect();
        let used = ClassUsed {
            area: class.area.clone(),
            rate: class.rate.clone(),
            value: rate(study, &class.rate)?,
            is_counted: column.cells.iter().any(|cell| cell.value().is_some()),
        };
        if used.is_counted {
            columns.push((used.clone(), in_year));
        }
        classes.push(used);
    }
    let of_unit = |region: &str| -> Part<UnitStandard> {
        let (mut areas, mut rated, mut reference_area) = (Vec::new(), Vec::new(), None);
        for (class, in_year) in &columns {
            let Some(&area) = in_year.get(region) else {
                return Err(Box::new(Problem::new("carbon_oxygen.no_area").at(Place {
                    region: Some(region.to_owned()),
                    year: Some(year),
                    column: Some(class.area.clone()),
                    ..Place::default()
                })));
            };
            if class.rate == spec.reference {
                reference_area = Some(reference_area.unwrap_or(0.0) + area);
            }
            areas.push(area);
            rated.push((area, class.value));
        }
        let standard = standard_area(&rated, reference).map_err(|e| Box::new(e.problem()))?;
        Ok(UnitStandard {
            areas,
            standard,
            reference_area,
        })
    };
    // Once for all: without it there is no standard area of any unit.
    standard_area(&[], reference).map_err(|e| CarbonOxygenError::balance(study, None, e))?;
    let units = study.regions.iter().map(|r| of_unit(&r.code)).collect();
    Ok(Land {
        reference,
        classes,
        units,
    })
}

/// Uptake per area and year, t C/hm², positive: papers print rates of uptake negative.
fn rate(study: &Study, id: &str) -> Result<f64, CarbonOxygenError> {
    let found = study.coefficient(id);
    let Coefficient {
        value, unit: of, ..
    } = found.ok_or_else(|| CarbonOxygenError::NoCoefficient { id: id.to_owned() })?;
    let ratio = of
        .ratio_to(&unit("tC/hm2")?)
        .map_err(|error| CarbonOxygenError::Unit {
            column: id.to_owned(),
            error,
        })?;
    // 0 and not −0 for land that takes up nothing.
    Ok(0.0 - value * ratio)
}

fn unit(code: &str) -> Result<Unit, CarbonOxygenError> {
    Ok(Unit::parse(code).map_err(crate::core::account::AccountError::from)?)
}
