//! Where a document that is no study goes wrong: part by part, down to the row.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use super::Fault;
use super::check::MOST_FAULTS;
use crate::core::study::{
    CarbonOxygen, CaseStamp, Cell, Choices, LandClass, LandStock, LineSpec, Published, Region,
    Scenarios, Text, Tier, TransitionTable, Zoning,
};
use crate::core::units::Unit;

/// A member of an object, whether it must be there, and whether what stands there can be read.
type Member = (&'static str, bool, fn(&Value) -> bool);

const STUDY: [Member; 21] = [
    ("schema_version", true, is::<u32>),
    ("id", true, is::<String>),
    ("case", false, is::<Option<CaseStamp>>),
    ("title", true, is::<Text>),
    ("regions", true, is::<Vec<Region>>),
    ("sheets", true, is::<Vec<IgnoredAny>>),
    ("coefficient_set", true, is::<String>),
    ("coefficient_sets", true, is::<Vec<String>>),
    ("coefficients", true, is::<Vec<IgnoredAny>>),
    ("account", true, is::<Vec<IgnoredAny>>),
    ("land_classes", true, is::<Vec<LandClass>>),
    ("published", false, is::<Option<Published>>),
    ("survey_breaks", false, is::<Vec<(i32, i32)>>),
    ("transition", false, is::<Option<TransitionTable>>),
    ("zoning", false, is::<Option<Zoning>>),
    ("carbon_oxygen", false, is::<Option<CarbonOxygen>>),
    ("land_stock", false, is::<Option<LandStock>>),
    ("checked", false, is::<Vec<(String, String, String, i32)>>),
    ("typed", false, is::<Vec<(String, String, i32)>>),
    ("scenarios", false, is::<Scenarios>),
    ("choices", false, is::<Choices>),
];

const SHEET: [Member; 3] = [
    ("id", true, is::<String>),
    ("columns", true, is::<Vec<IgnoredAny>>),
    ("rows", true, is::<Vec<IgnoredAny>>),
];

const COLUMN: [Member; 5] = [
    ("indicator", true, is::<String>),
    ("unit", true, is::<String>),
    ("source", false, is::<Option<String>>),
    ("converted_from", false, is::<Option<String>>),
    ("half_width", false, is::<Option<f64>>),
];

const ROW: [Member; 3] = [
    ("region", true, is::<String>),
    ("year", true, is::<i32>),
    ("values", true, is::<Vec<Cell>>),
];

const COEFFICIENT: [Member; 9] = [
    ("id", true, is::<String>),
    ("value", true, is::<f64>),
    ("unit", true, is::<String>),
    ("preset", true, is::<BTreeMap<String, f64>>),
    ("low", false, is::<Option<f64>>),
    ("high", false, is::<Option<f64>>),
    ("source", true, is::<String>),
    ("locator", true, is::<String>),
    ("tier", true, is::<Tier>),
];

/// Every part that is missing or cannot be read; never empty.
pub(super) fn faults(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    members(document, "", &STUDY, &mut faults);
    for (i, sheet) in elements(document, "sheets") {
        sheet_faults(sheet, &format!("sheets[{i}]"), &mut faults);
    }
    for (i, coefficient) in elements(document, "coefficients") {
        let path = format!("coefficients[{i}]");
        members(coefficient, &path, &COEFFICIENT, &mut faults);
        unit(coefficient, "unit", "id", &mut faults);
    }
    for (i, line) in elements(document, "account") {
        if !is::<LineSpec>(line) {
            faults.push(Fault::Unreadable {
                path: format!("account[{i}]"),
            });
        }
    }
    faults.truncate(MOST_FAULTS);
    if faults.is_empty() {
        faults.push(Fault::Unreadable {
            path: "study".to_owned(),
        });
    }
    faults
}

fn sheet_faults(sheet: &Value, path: &str, faults: &mut Vec<Fault>) {
    members(sheet, path, &SHEET, faults);
    let mut columns = 0;
    for (i, column) in elements(sheet, "columns") {
        members(column, &format!("{path}.columns[{i}]"), &COLUMN, faults);
        unit(column, "unit", "indicator", faults);
        unit(column, "converted_from", "indicator", faults);
        columns += 1;
    }
    for (i, row) in elements(sheet, "rows") {
        if faults.len() >= MOST_FAULTS {
            return;
        }
        members(row, &format!("{path}.rows[{i}]"), &ROW, faults);
        let values = elements(row, "values").count();
        let year = row.get("year").and_then(Value::as_i64);
        if let Some(year) = year.and_then(|y| i32::try_from(y).ok())
            && values != columns
        {
            faults.push(Fault::RowWidth {
                sheet: text(sheet, "id"),
                region: text(row, "region"),
                year,
                values,
                columns,
            });
        }
    }
}

fn members(object: &Value, path: &str, members: &[Member], faults: &mut Vec<Fault>) {
    let Some(object) = object.as_object() else {
        faults.push(Fault::Unreadable {
            path: path.to_owned(),
        });
        return;
    };
    let dot = if path.is_empty() { "" } else { "." };
    for (name, is_required, can_read) in members {
        let path = || format!("{path}{dot}{name}");
        match object.get(*name) {
            None if *is_required => faults.push(Fault::Missing { path: path() }),
            Some(value) if !can_read(value) => faults.push(Fault::Unreadable { path: path() }),
            _ => {}
        }
    }
}

fn unit(object: &Value, member: &str, owner: &str, faults: &mut Vec<Fault>) {
    if let Some(code) = object.get(member).and_then(Value::as_str)
        && Unit::parse(code).is_err()
    {
        faults.push(Fault::UnknownUnit {
            column: text(object, owner),
            text: code.to_owned(),
        });
    }
}

fn elements<'a>(object: &'a Value, member: &str) -> impl Iterator<Item = (usize, &'a Value)> {
    let list = object.get(member).and_then(Value::as_array);
    list.into_iter().flatten().enumerate()
}

fn text(object: &Value, member: &str) -> String {
    let text = object.get(member).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

fn is<T: DeserializeOwned>(value: &Value) -> bool {
    serde_json::from_str::<T>(&value.to_string()).is_ok()
}
