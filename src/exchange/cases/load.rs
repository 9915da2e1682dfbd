//! From the case in the program to a study.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::shape::{Both, Case, Factor, Line, Printed, PrintedAccount, Table, Transition, named};
use crate::core::study::{
    CaseStamp, Cell, Choices, Coefficient, Column, LandClass, LineSpec, Period, Power, Published,
    PublishedAccount, Region, RowKey, Scenarios, Sheet, Study, TermSpec, Text, TransitionTable,
};
use crate::core::units::Unit;
use crate::exchange::study_file::SCHEMA_VERSION;

/// The study; `None` when a name in the case is none this program knows, which a test of all cases rules out.
pub(super) fn study(case: &Case) -> Option<Study> {
    let mut choices = Choices::default();
    (case.choose)(&mut choices)?;
    let rows: Vec<RowKey> = case.rows.iter().map(|(r, y)| key(r, *y)).collect();
    let rows = Arc::new(rows);
    Some(Study {
        schema_version: SCHEMA_VERSION,
        id: case.id.to_owned(),
        case: Some(CaseStamp {
            id: case.id.to_owned(),
            version: case.version.to_owned(),
        }),
        title: text(case.title),
        regions: case.regions.iter().map(region).collect(),
        sheets: all(case.sheets, |t| sheet(t, &rows))?,
        coefficient_set: case.sets.first()?.to_string(),
        coefficient_sets: owned(case.sets),
        coefficients: all(case.coefficients, |f| coefficient(f, case.sets))?,
        account: all(case.account, line)?,
        land_classes: case.land_classes.iter().map(class).collect(),
        published: match &case.published {
            Some(printed) => Some(published(printed)?),
            None => None,
        },
        survey_breaks: case.survey_breaks.to_vec(),
        transition: case.transition.as_ref().map(transition),
        zoning: match case.zoning {
            Some(zoning) => Some(Arc::new(zoning()?)),
            None => None,
        },
        carbon_oxygen: match case.carbon_oxygen {
            Some(own) => Some(Arc::new(own()?)),
            None => None,
        },
        land_stock: None,
        checked: Vec::new(),
        typed: Arc::default(),
        scenarios: Scenarios::default(),
        choices,
    })
}

// Loops, here and in `by_name`: collecting into `Option` or into a map brings kilobytes of adapters and sorting for each
// type, and this is in the page's first file.

fn all<T, U>(list: &[T], one: impl Fn(&T) -> Option<U>) -> Option<Vec<U>> {
    let mut found = Vec::with_capacity(list.len());
    for item in list {
        found.push(one(item)?);
    }
    Some(found)
}

fn owned(list: &[&str]) -> Vec<String> {
    list.iter().map(|s| (*s).to_owned()).collect()
}

pub(super) fn text([zh, en]: Both) -> Text {
    Text::Both {
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}

fn by_name(list: &[(&str, f64)]) -> BTreeMap<String, f64> {
    let mut map = BTreeMap::new();
    for (name, value) in list {
        map.insert((*name).to_owned(), *value);
    }
    map
}

fn key(region: &str, year: i32) -> RowKey {
    RowKey {
        region: region.into(),
        year,
    }
}

fn region((code, name, parent): &(&str, Both, Option<Both>)) -> Region {
    Region {
        code: (*code).to_owned(),
        name: text(*name),
        parent: parent.map(text),
    }
}

fn class((id, group, area): &(&str, &str, &str)) -> LandClass {
    LandClass {
        id: (*id).to_owned(),
        group: (*group).to_owned(),
        area: (*area).to_owned(),
    }
}

fn sheet(table: &Table, rows: &Arc<Vec<RowKey>>) -> Option<Sheet> {
    let cell = |value: Option<&f64>| match value {
        Some(value) if !value.is_nan() => Cell::Number(*value),
        _ => Cell::Empty,
    };
    let columns = all(table.columns, |c| {
        Some(Column {
            indicator: c.indicator.to_owned(),
            unit: Unit::parse(c.unit).ok()?,
            source: c.source.map(str::to_owned),
            converted_from: None,
            half_width: c.half_width,
            cells: Arc::new((0..rows.len()).map(|i| cell(c.cells.get(i))).collect()),
        })
    })?;
    Some(Sheet {
        id: table.id.to_owned(),
        rows: rows.clone(),
        columns,
    })
}

fn coefficient(factor: &Factor, sets: &[&str]) -> Option<Coefficient> {
    let mut preset = BTreeMap::new();
    for (set, value) in sets.iter().zip(factor.values) {
        preset.insert((*set).to_owned(), *value);
    }
    Some(Coefficient {
        id: factor.id.to_owned(),
        value: *factor.values.first()?,
        unit: Unit::parse(factor.unit).ok()?,
        preset,
        low: None,
        high: None,
        source: factor.source.to_owned(),
        locator: factor.locator.to_owned(),
        tier: named(factor.tier)?,
    })
}

fn line(line: &Line) -> Option<LineSpec> {
    let power = |(id, exponent): &(&str, i8)| Power {
        id: (*id).to_owned(),
        exponent: *exponent,
    };
    let terms = line.terms.iter().map(|term| TermSpec {
        inputs: owned(term.inputs),
        coefficients: term.coefficients.iter().map(power).collect(),
    });
    Some(LineSpec {
        id: line.id.to_owned(),
        side: named(line.side)?,
        method: named(line.method)?,
        equation: line.equation.map(str::to_owned),
        terms: terms.collect(),
    })
}

fn published(printed: &Printed) -> Option<Published> {
    let degrees = printed.dynamic_degree.iter();
    let mut forecast = BTreeMap::new();
    for (year, value) in printed.forecast {
        forecast.insert(*year, *value);
    }
    Some(Published {
        source: printed.source.to_owned(),
        account: match &printed.account {
            Some(table) => Some(account(table)?),
            None => None,
        },
        dynamic_degree: degrees
            .map(|d| {
                let period = Period {
                    from: d.from,
                    to: d.to,
                };
                (period, by_name(d.by_class))
            })
            .collect(),
        dynamic_degree_divisor: printed.dynamic_degree_divisor,
        relation: by_name(printed.relation),
        forecast,
        forecast_parameters: printed.forecast_parameters,
        posterior: printed.posterior,
    })
}

fn account(table: &PrintedAccount) -> Option<PublishedAccount> {
    let mut lines = BTreeMap::new();
    for (id, values) in table.lines {
        lines.insert((*id).to_owned(), values.to_vec());
    }
    Some(PublishedAccount {
        table: table.table.to_owned(),
        unit: Unit::parse(table.unit).ok()?,
        region: table.region.to_owned(),
        years: table.years.to_vec(),
        lines,
        source: table.source.to_vec(),
        sink: table.sink.to_vec(),
        net: table.net.to_vec(),
        decimals: table.decimals,
    })
}

fn transition(table: &Transition) -> TransitionTable {
    TransitionTable {
        title: text(table.title),
        source: text(table.source),
        from: table.from.to_owned(),
        to: table.to.to_owned(),
        unit: table.unit.to_owned(),
        classes: table.classes.iter().map(|c| text(*c)).collect(),
        areas: table.areas.iter().map(|row| row.to_vec()).collect(),
    }
}
