//! Columns of the study by region and year, in a unit asked for.

use std::collections::HashMap;

use super::ZonesError;
use crate::core::study::Study;
use crate::core::units::{Dimension, Unit};

/// Values of one indicator.
pub(super) struct Column<'a> {
    pub(super) name: &'a str,
    pub(super) unit: Unit,
    values: HashMap<(&'a str, i32), f64>,
}

impl<'a> Column<'a> {
    /// The column of a sheet, as it stands.
    pub(super) fn of(study: &'a Study, indicator: &'a str) -> Result<Self, ZonesError> {
        let (sheet, at) = study
            .column(indicator)
            .ok_or_else(|| ZonesError::NoColumn {
                indicator: indicator.to_owned(),
            })?;
        let column = &sheet.columns[at];
        let keyed = sheet.rows.iter().zip(column.cells.iter());
        Ok(Self {
            name: indicator,
            unit: column.unit.clone(),
            values: keyed
                .filter_map(|(key, cell)| Some(((&*key.region, key.year), cell.value()?)))
                .collect(),
        })
    }

    /// Values that come from elsewhere.
    pub(super) fn from_values(
        name: &'a str,
        unit: Unit,
        values: impl Iterator<Item = ((&'a str, i32), f64)>,
    ) -> Self {
        Self {
            name,
            unit,
            values: values.collect(),
        }
    }

    /// The column in another unit.
    pub(super) fn to(mut self, unit: &Unit) -> Result<Self, ZonesError> {
        let ratio = self.unit.ratio_to(unit).map_err(|error| ZonesError::Unit {
            column: self.name.to_owned(),
            error,
        })?;
        self.values.values_mut().for_each(|v| *v *= ratio);
        self.unit = unit.clone();
        Ok(self)
    }

    /// Years in which some region of the study has a value.
    pub(super) fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.values.keys().map(|(_, year)| *year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// One value a region of the study, in its order.
    pub(super) fn in_year(&self, study: &Study, year: i32) -> Result<Vec<f64>, ZonesError> {
        let missing = |region: &str| ZonesError::Missing {
            column: self.name.to_owned(),
            region: region.to_owned(),
            year,
        };
        let regions = study.regions.iter().map(|r| r.code.as_str());
        regions
            .map(|code| {
                let value = self.values.get(&(code, year));
                value.copied().ok_or_else(|| missing(code))
            })
            .collect()
    }
}

/// The unit a kind of mass is reckoned in: carbon, CO2, or what does not say which of the two it is.
pub(super) fn mass(
    column: &str,
    unit: &Unit,
    dimension: Dimension,
    codes: [&str; 3],
) -> Result<Unit, ZonesError> {
    let wrong = || ZonesError::WrongUnit {
        column: column.to_owned(),
        unit: unit.code().to_owned(),
    };
    let kinds = [Dimension::CARBON, Dimension::CO2, Dimension::GOODS];
    let at = kinds.iter().position(|kind| *kind == dimension);
    Unit::parse(codes[at.ok_or_else(wrong)?]).map_err(|_| wrong())
}
