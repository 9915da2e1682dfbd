//! Whether the parts of a study fit together: what the type alone does not promise.

use std::collections::{BTreeSet, HashSet};

use super::Fault;
use super::carbon_oxygen::carbon_oxygen;
use super::land::land;
use super::zones::zones;
use crate::core::study::{
    Basis, Cell, Coefficient, LONGEST_NAME, LineSpec, MAX_ROWS, MOST_SCENARIOS, PublishedAccount,
    Scenario, Sheet, Study, TransitionTable,
};
use crate::core::units::Unit;

/// Most faults that are told; one is as good a reason as a thousand.
pub(super) const MOST_FAULTS: usize = 100;

const YEARS: std::ops::RangeInclusive<i32> = 1000..=9999;
const LAND_GROUPS: [&str; 3] = ["farm", "built", "unused"];

/// Every fault of a study, in the order of its parts; at most 100.
#[must_use]
pub fn check(study: &Study) -> Vec<Fault> {
    let mut faults = parts(study);
    if faults.is_empty() {
        scenarios(study, &mut faults);
    }
    faults.truncate(MOST_FAULTS);
    faults
}

/// Faults of what the scenario in use counts with.
fn parts(study: &Study) -> Vec<Fault> {
    let mut faults = Vec::new();
    ids(study, &mut faults);
    for sheet in &study.sheets {
        rows(sheet, &mut faults);
        cells(sheet, &mut faults);
    }
    if !study.coefficient_sets.contains(&study.coefficient_set) {
        faults.push(Fault::UnknownSet {
            set: study.coefficient_set.clone(),
        });
    }
    for coefficient in &study.coefficients {
        values(coefficient, &mut faults);
    }
    for line in &study.account {
        terms(study, line, &mut faults);
    }
    for class in &study.land_classes {
        if !LAND_GROUPS.contains(&class.group.as_str()) {
            faults.push(Fault::LandGroup {
                class: class.id.clone(),
                group: class.group.clone(),
            });
        }
    }
    published(study, &mut faults);
    if let Some(table) = &study.transition {
        transition(table, &mut faults);
    }
    choices(study, &mut faults);
    zones(study, &mut faults);
    carbon_oxygen(study, &mut faults);
    land(study, &mut faults);
    faults
}

fn scenarios(study: &Study, faults: &mut Vec<Fault>) {
    let all = &study.scenarios;
    let mut names = BTreeSet::new();
    let is_named = |s: &Scenario| s.name.chars().count() <= LONGEST_NAME && s.name.trim() == s.name;
    let fits = all.is_consistent()
        && all.list.len() <= MOST_SCENARIOS
        && all
            .list
            .iter()
            .all(|s| is_named(s) && names.insert(&s.name));
    if !fits {
        faults.push(Fault::Scenarios);
        return;
    }
    for (at, scenario) in all.list.iter().enumerate() {
        let Ok(other) = study.with_scenario(at) else {
            continue;
        };
        let wrong = parts(&other);
        if !wrong.is_empty() {
            faults.push(Fault::InScenario {
                name: scenario.name.clone(),
            });
            faults.extend(wrong);
        }
    }
}

pub(super) fn unique<'a>(
    kind: &'static str,
    ids: impl Iterator<Item = &'a String>,
    faults: &mut Vec<Fault>,
) {
    let mut seen = BTreeSet::new();
    faults.extend(
        ids.filter(|id| !seen.insert(*id))
            .map(|id| Fault::DuplicateId {
                kind,
                id: id.clone(),
            }),
    );
}

fn ids(study: &Study, faults: &mut Vec<Fault>) {
    unique("region", study.regions.iter().map(|r| &r.code), faults);
    unique("sheet", study.sheets.iter().map(|s| &s.id), faults);
    let columns = study.sheets.iter().flat_map(|s| &s.columns);
    unique("column", columns.map(|c| &c.indicator), faults);
    unique("set", study.coefficient_sets.iter(), faults);
    let coefficients = study.coefficients.iter().map(|c| &c.id);
    unique("coefficient", coefficients, faults);
    unique("line", study.account.iter().map(|l| &l.id), faults);
    unique(
        "land_class",
        study.land_classes.iter().map(|c| &c.id),
        faults,
    );
}

fn rows(sheet: &Sheet, faults: &mut Vec<Fault>) {
    if sheet.rows.len() > MAX_ROWS {
        faults.push(Fault::TooManyRows {
            sheet: sheet.id.clone(),
            rows: sheet.rows.len(),
            limit: MAX_ROWS,
        });
    }
    let mut seen = HashSet::with_capacity(sheet.rows.len());
    for key in sheet.rows.iter() {
        if !YEARS.contains(&key.year) {
            faults.push(Fault::YearRange {
                sheet: Some(sheet.id.clone()),
                year: key.year,
            });
        }
        if !seen.insert(key) {
            faults.push(Fault::DuplicateRow {
                sheet: sheet.id.clone(),
                region: key.region.to_string(),
                year: key.year,
            });
        }
        if faults.len() >= MOST_FAULTS {
            return;
        }
    }
}

fn cells(sheet: &Sheet, faults: &mut Vec<Fault>) {
    for column in &sheet.columns {
        if column.half_width.is_some_and(|w| !w.is_finite() || w < 0.0) {
            faults.push(Fault::NotFinite {
                column: column.indicator.clone(),
                year: None,
            });
        }
        for (key, cell) in sheet.rows.iter().zip(column.cells.iter()) {
            let (Cell::Number(value)
            | Cell::Bad {
                kept: Some(value), ..
            }) = cell
            else {
                continue;
            };
            if !value.is_finite() {
                faults.push(Fault::NotFinite {
                    column: column.indicator.clone(),
                    year: Some(key.year),
                });
            } else if *value < 0.0 {
                faults.push(Fault::Negative {
                    sheet: sheet.id.clone(),
                    column: column.indicator.clone(),
                    region: key.region.to_string(),
                    year: key.year,
                    value: *value,
                });
            }
            if faults.len() >= MOST_FAULTS {
                return;
            }
        }
    }
}

fn values(coefficient: &Coefficient, faults: &mut Vec<Fault>) {
    let id = &coefficient.id;
    if coefficient.preset.is_empty() {
        faults.push(Fault::NoPreset {
            coefficient: id.clone(),
        });
    }
    let range = [coefficient.low, coefficient.high];
    let numbers = coefficient.preset.values().chain(range.iter().flatten());
    if !coefficient.value.is_finite() || numbers.into_iter().any(|v| !v.is_finite()) {
        faults.push(Fault::NotFinite {
            column: id.clone(),
            year: None,
        });
    }
    if let (Some(low), Some(high)) = (coefficient.low, coefficient.high)
        && low > high
    {
        faults.push(Fault::Range {
            coefficient: id.clone(),
            low,
            high,
        });
    }
}

pub(super) fn terms(study: &Study, line: &LineSpec, faults: &mut Vec<Fault>) {
    for term in &line.terms {
        if term.inputs.is_empty() {
            faults.push(Fault::NoInput {
                line: line.id.clone(),
            });
        }
        for indicator in &term.inputs {
            if study.column(indicator).is_none() {
                faults.push(Fault::NoColumn {
                    line: line.id.clone(),
                    indicator: indicator.clone(),
                });
            }
        }
        for power in &term.coefficients {
            if study.coefficient(&power.id).is_none() {
                faults.push(Fault::UnknownCoefficient {
                    line: line.id.clone(),
                    coefficient: power.id.clone(),
                });
            }
            if power.exponent.unsigned_abs() != 1 {
                faults.push(Fault::Exponent {
                    line: line.id.clone(),
                    coefficient: power.id.clone(),
                    exponent: power.exponent,
                });
            }
        }
    }
}

fn published(study: &Study, faults: &mut Vec<Fault>) {
    let account = study.published.as_ref().and_then(|p| p.account.as_ref());
    if study.choices.basis == Basis::Published && account.is_none() {
        faults.push(Fault::NoPublished);
    }
    if let Some(table) = account {
        printed_table(table, faults);
    }
    if let Some(printed) = &study.published {
        let periods = printed.dynamic_degree.iter();
        let years = periods.flat_map(|(p, _)| [p.from, p.to]);
        faults.extend(year_faults(years.chain(printed.forecast.keys().copied())));
    }
}

fn printed_table(table: &PublishedAccount, faults: &mut Vec<Fault>) {
    let years = table.years.len();
    let descends = table.years.windows(2).find(|pair| pair[0] >= pair[1]);
    if let Some(year) = descends.map(|pair| pair[1]) {
        faults.push(Fault::PublishedYears { year });
    }
    faults.extend(year_faults(table.years.iter().copied()));
    let totals = [
        ("source", &table.source),
        ("sink", &table.sink),
        ("net", &table.net),
    ];
    let lines = table.lines.iter().map(|(id, v)| (id.as_str(), v));
    for (column, values) in lines.chain(totals) {
        if values.len() != years {
            faults.push(Fault::PublishedLength {
                column: column.to_owned(),
                values: values.len(),
                years,
            });
        }
        if values.iter().any(|v| !v.is_finite()) {
            faults.push(Fault::NotFinite {
                column: column.to_owned(),
                year: None,
            });
        }
    }
}

fn transition(table: &TransitionTable, faults: &mut Vec<Fault>) {
    if table.unit != "cells" && Unit::parse(&table.unit).is_err() {
        faults.push(Fault::UnknownUnit {
            column: "transition".to_owned(),
            text: table.unit.clone(),
        });
    }
    let classes = table.classes.len();
    if table.areas.len() != classes {
        faults.push(Fault::TransitionShape {
            classes,
            row: classes,
            areas: table.areas.len(),
        });
    }
    for (row, areas) in table.areas.iter().enumerate().take(classes) {
        if areas.len() != classes {
            faults.push(Fault::TransitionShape {
                classes,
                row,
                areas: areas.len(),
            });
        }
        if let Some(&value) = areas.iter().find(|a| **a < 0.0) {
            faults.push(Fault::TransitionNegative { row, value });
        }
        if areas.iter().any(|a| !a.is_finite()) {
            faults.push(Fault::NotFinite {
                column: "transition".to_owned(),
                year: None,
            });
        }
    }
}

fn choices(study: &Study, faults: &mut Vec<Fault>) {
    let periods = study.choices.change.periods.iter();
    for (from, to) in periods
        .map(|p| (p.from, p.to))
        .chain(study.survey_breaks.iter().copied())
    {
        faults.extend(year_faults([from, to].into_iter()));
        if from >= to {
            faults.push(Fault::Period { from, to });
        }
    }
    if let Some(region) = &study.choices.region {
        let is_listed = study.regions.iter().any(|r| r.code == *region);
        let has_rows = || {
            let mut keys = study.sheets.iter().flat_map(|s| s.rows.iter());
            keys.any(|k| *k.region == **region)
        };
        if !is_listed && !has_rows() {
            faults.push(Fault::UnknownRegion {
                region: region.clone(),
            });
        }
    }
}

pub(super) fn year_faults(years: impl Iterator<Item = i32>) -> impl Iterator<Item = Fault> {
    years
        .filter(|year| !YEARS.contains(year))
        .map(|year| Fault::YearRange { sheet: None, year })
}
