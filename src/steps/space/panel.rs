//! One figure of every unit in every year.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Ledgers, SpaceStepError};
use crate::core::study::{RowKey, SpaceVariable, Study};

/// Values by year and unit. Units are those of the study in its order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// Years with any value, ascending.
    pub years: Vec<i32>,
    /// One list a year, one value a unit; `None` where it has none.
    pub values: Vec<Vec<Option<f64>>>,
}

impl Panel {
    /// Values of a year.
    #[must_use]
    pub fn of(&self, year: i32) -> Option<&[Option<f64>]> {
        let at = self.years.binary_search(&year).ok()?;
        Some(&self.values[at])
    }

    /// The years with the most values.
    #[must_use]
    pub fn fullest(&self) -> Vec<i32> {
        let counts = self.values.iter().map(|v| v.iter().flatten().count());
        self.years_with(counts.max().unwrap_or_default())
    }

    /// Years in which at least this many units have a value.
    #[must_use]
    pub fn years_with(&self, count: usize) -> Vec<i32> {
        let has = |values: &&Vec<Option<f64>>| values.iter().flatten().count() >= count;
        let all = self.years.iter().zip(&self.values);
        all.filter(|(_, values)| has(values))
            .map(|(year, _)| *year)
            .collect()
    }
}

/// Figures a study has, the one it is about first.
#[must_use]
pub fn variables(study: &Study, ledgers: &Ledgers<'_>) -> Vec<SpaceVariable> {
    let mut found = Vec::new();
    let has = |account: Option<&crate::core::account::Account>| {
        account.map_or((false, false), |a| {
            let any = |values: &[Option<f64>]| values.iter().any(Option::is_some);
            (any(&a.source), any(&a.sink))
        })
    };
    let (source, sink) = has(ledgers.carbon);
    if source && sink {
        found.push(SpaceVariable::CarbonRatio);
    }
    if has(ledgers.oxygen) == (true, true) {
        found.push(SpaceVariable::OxygenRatio);
    }
    if source {
        found.push(SpaceVariable::Source);
    }
    if sink {
        found.push(SpaceVariable::Sink);
    }
    if source && sink {
        found.push(SpaceVariable::Net);
    }
    for column in study.sheets.iter().flat_map(|s| &s.columns) {
        if column.cells.iter().any(|c| c.value().is_some()) {
            found.push(SpaceVariable::Indicator(column.indicator.clone()));
        }
    }
    found
}

/// A figure of every unit and year.
///
/// # Errors
/// [`SpaceStepError::NoVariable`] where the study has no such figure.
pub fn panel(
    study: &Study,
    ledgers: &Ledgers<'_>,
    variable: &SpaceVariable,
) -> Result<Panel, SpaceStepError> {
    let none = || SpaceStepError::NoVariable;
    let ratio = |source: Option<f64>, sink: Option<f64>| {
        let (source, sink) = source.zip(sink)?;
        (sink > 0.0)
            .then(|| source / sink)
            .filter(|r| r.is_finite())
    };
    let carbon = || ledgers.carbon.ok_or_else(none);
    let spread = |keys: &[RowKey], value: &dyn Fn(usize) -> Option<f64>| {
        arranged(
            study,
            keys.iter().enumerate().map(|(i, key)| (key, value(i))),
        )
    };
    Ok(match variable {
        SpaceVariable::CarbonRatio => {
            let a = carbon()?;
            spread(&a.keys, &|i| ratio(a.source[i], a.sink[i]))
        }
        SpaceVariable::OxygenRatio => {
            let a = ledgers.oxygen.ok_or_else(none)?;
            spread(&a.keys, &|i| ratio(a.source[i], a.sink[i]))
        }
        SpaceVariable::Source => {
            let a = carbon()?;
            spread(&a.keys, &|i| a.source[i])
        }
        SpaceVariable::Sink => {
            let a = carbon()?;
            spread(&a.keys, &|i| a.sink[i])
        }
        SpaceVariable::Net => {
            let a = carbon()?;
            spread(&a.keys, &|i| a.net[i])
        }
        SpaceVariable::Indicator(id) => {
            let (sheet, at) = study.column(id).ok_or_else(none)?;
            let cells = &sheet.columns[at].cells;
            spread(&sheet.rows, &|i| cells.get(i).and_then(|c| c.value()))
        }
    })
}

fn arranged<'a>(study: &Study, rows: impl Iterator<Item = (&'a RowKey, Option<f64>)>) -> Panel {
    let regions = study.regions.iter().enumerate();
    let units: HashMap<&str, usize> = regions.map(|(i, r)| (r.code.as_str(), i)).collect();
    let mut panel = Panel::default();
    for (key, value) in rows {
        let (Some(unit), Some(value)) = (units.get(&*key.region), value) else {
            continue;
        };
        let at = panel.years.binary_search(&key.year).unwrap_or_else(|at| {
            panel.years.insert(at, key.year);
            panel.values.insert(at, vec![None; study.regions.len()]);
            at
        });
        panel.values[at][*unit] = Some(value);
    }
    panel
}
