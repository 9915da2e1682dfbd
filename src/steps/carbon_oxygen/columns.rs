//! What people will use: every column of a source line, followed to the target year in every unit.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::CarbonOxygenError;
use crate::core::account::InputColumn;
use crate::core::carbon_oxygen::{EcoBalanceError, Element, Projection, project};
use crate::core::forecast::Part;
use crate::core::problem::{Arg, Place, Problem, Report};
use crate::core::study::{LineSpec, Side, Study};
use crate::core::units::Unit;

/// Models this many times apart are said to be.
const WIDE: f64 = 3.0;

/// A column ahead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnAhead {
    /// Indicator.
    pub indicator: String,
    /// Unit of the values.
    pub unit: Unit,
    /// One a unit of the step: the amount in the target year, or why there is none.
    pub units: Vec<Part<Projection>>,
}

/// Which of the models' values.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of {
    Mean,
    Low,
    High,
}

impl ColumnAhead {
    /// The column as an input of a ledger, one value a unit.
    pub(super) fn input(&self, of: Of) -> InputColumn {
        let value = |p: &Projection| match of {
            Of::Mean => p.mean,
            Of::Low => p.low,
            Of::High => p.high,
        };
        InputColumn {
            indicator: self.indicator.clone(),
            unit: self.unit.clone(),
            source: None,
            values: self
                .units
                .iter()
                .map(|p| p.as_ref().ok().map(value))
                .collect(),
        }
    }
}

/// Sources of a ledger.
pub(super) fn sources(lines: &[LineSpec]) -> Vec<LineSpec> {
    let of_people = lines.iter().filter(|l| l.side == Side::Source);
    of_people.cloned().collect()
}

/// Indicators of some lines that have a figure anywhere, each once: what has none is no part of a ledger.
pub(super) fn indicators<'a>(study: &Study, lines: &'a [LineSpec]) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::new();
    let terms = lines.iter().flat_map(|l| &l.terms);
    let has_data = |indicator: &str| {
        let column = study.column(indicator);
        column.is_some_and(|(s, at)| s.columns[at].cells.iter().any(|c| c.value().is_some()))
    };
    // A product with an empty column has no value, whatever its other columns hold.
    for term in terms.filter(|t| t.inputs.iter().all(|i| has_data(i))) {
        for indicator in &term.inputs {
            if !all.contains(&indicator.as_str()) {
                all.push(indicator);
            }
        }
    }
    all
}

/// A unit by its region code, and sides of the ledgers it has no amount of.
pub type Missing<'a> = (&'a str, Vec<(Element, Side)>);

/// Indicators without a figure of each unit in a year, each once, of those that its missing sides are computed from: what stands
/// behind a ratio that is not known. One without a figure anywhere is no part of a ledger and not named.
#[must_use]
pub fn lacking(study: &Study, year: i32, units: &[Missing<'_>]) -> Vec<Vec<String>> {
    let Some(own) = study.carbon_oxygen.as_deref() else {
        return vec![Vec::new(); units.len()];
    };
    let behind = |element: Element, side: Side| {
        let lines: &[LineSpec] = match element {
            Element::Carbon => &study.account,
            Element::Oxygen => &own.oxygen,
        };
        let lines = lines.iter().filter(|l| l.side == side);
        let lines: Vec<LineSpec> = lines.cloned().collect();
        let found = indicators(study, &lines).into_iter();
        found.map(str::to_owned).collect::<Vec<_>>()
    };
    let mut asked: Vec<((Element, Side), Vec<String>)> = Vec::new();
    // Regions with a figure in the year, by indicator.
    let mut known: HashMap<String, HashSet<&str>> = HashMap::new();
    for (element, side) in units.iter().flat_map(|(_, sides)| sides) {
        if asked.iter().any(|(of, _)| *of == (*element, *side)) {
            continue;
        }
        let found = behind(*element, *side);
        for indicator in &found {
            known
                .entry(indicator.clone())
                .or_insert_with(|| regions_with(study, indicator, year));
        }
        asked.push(((*element, *side), found));
    }
    let of = |(region, sides): &Missing<'_>| {
        let mut all: Vec<String> = Vec::new();
        let found = asked.iter().filter(|(of, _)| sides.contains(of));
        for indicator in found.flat_map(|(_, found)| found) {
            let is_known = known.get(indicator).is_some_and(|of| of.contains(region));
            if !is_known && !all.contains(indicator) {
                all.push(indicator.clone());
            }
        }
        all
    };
    units.iter().map(of).collect()
}

fn regions_with<'a>(study: &'a Study, indicator: &str, year: i32) -> HashSet<&'a str> {
    let Some((sheet, at)) = study.column(indicator) else {
        return HashSet::new();
    };
    let cells = sheet.rows.iter().zip(sheet.columns[at].cells.iter());
    cells
        .filter(|(key, cell)| key.year == year && cell.value().is_some())
        .map(|(key, _)| &*key.region)
        .collect()
}

/// Years and values of a region, ascending.
type Series = (Vec<i32>, Vec<f64>);

/// Every column followed ahead, and the first and last year with a figure to fit.
pub(super) fn ahead(
    study: &Study,
    indicators: &[&str],
) -> Result<(Vec<ColumnAhead>, (i32, i32)), CarbonOxygenError> {
    let chosen = &study.choices.carbon_oxygen;
    let is_fitted = |year: i32| {
        chosen.fit_from.is_none_or(|from| year >= from) && chosen.fit_to.is_none_or(|to| year <= to)
    };
    let mut found: Vec<(&str, &Unit, HashMap<&str, Series>)> = Vec::new();
    let (mut first, mut last) = (i32::MAX, i32::MIN);
    for &indicator in indicators {
        let Some((sheet, at)) = study.column(indicator) else {
            continue;
        };
        let column = &sheet.columns[at];
        let keyed = sheet.rows.iter().zip(column.cells.iter());
        let mut known: Vec<(&str, i32, f64)> = keyed
            .filter(|(key, _)| is_fitted(key.year))
            .filter_map(|(key, cell)| Some((&*key.region, key.year, cell.value()?)))
            .collect();
        known.sort_by_key(|(_, year, _)| *year);
        let mut by_region: HashMap<&str, Series> = HashMap::new();
        for (region, year, value) in known {
            let (years, values) = by_region.entry(region).or_default();
            years.push(year);
            values.push(value);
            first = first.min(year);
            last = last.max(year);
        }
        found.push((indicator, &column.unit, by_region));
    }
    if first > last {
        return Err(CarbonOxygenError::NothingToFit);
    }
    let target = chosen.target_year;
    // Told once and not of every unit and column.
    let wrong = if target <= last {
        Some(EcoBalanceError::TargetNotAhead { target, last })
    } else {
        (chosen.methods.is_empty()).then_some(EcoBalanceError::NoModels)
    };
    if let Some(error) = wrong {
        return Err(CarbonOxygenError::balance(study, None, error));
    }
    let empty = Series::default();
    let columns = found.into_iter().map(|(indicator, unit, by_region)| {
        let of_unit = |region: &str| {
            let (years, values) = by_region.get(region).unwrap_or(&empty);
            project(years, values, target, &chosen.methods).map_err(|error| {
                Box::new(error.problem().at(Place {
                    region: Some(region.to_owned()),
                    column: Some(indicator.to_owned()),
                    ..Place::default()
                }))
            })
        };
        ColumnAhead {
            indicator: indicator.to_owned(),
            unit: unit.clone(),
            units: study.regions.iter().map(|r| of_unit(&r.code)).collect(),
        }
    });
    Ok((columns.collect(), (first, last)))
}

/// How many of the amounts ahead were set to 0, go without a model, or come from models far apart.
pub(super) fn notes(columns: &[ColumnAhead]) -> Vec<Problem> {
    let all = || columns.iter().flat_map(|c| &c.units).flatten();
    let clamped = all().filter(|p| p.models.iter().any(|m| m.is_clamped));
    let without = all().filter(|p| p.models.iter().any(|m| m.left_out.is_some()));
    let wide = all().filter(|p| p.high > WIDE * p.low);
    let told = [
        ("carbon_oxygen.clamped", clamped.count()),
        ("carbon_oxygen.models_left_out", without.count()),
        ("carbon_oxygen.wide", wide.count()),
    ];
    let of = all().count();
    let told = told.into_iter().filter(|(_, n)| *n > 0);
    told.map(|(code, n)| {
        Problem::new(code)
            .with("n", Arg::Count(n))
            .with("of", Arg::Count(of))
            .with("times", Arg::Number(WIDE))
    })
    .collect()
}
