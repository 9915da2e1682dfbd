//! What differs in what goes in.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::core::study::{Column, RowKey, Sheet, Study, tidy};
use crate::core::units::Unit;

/// Most inputs that are listed; the others are counted.
const MOST_LISTED: usize = 500;

/// A coefficient with two values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CoefficientDifference {
    /// Its id.
    pub id: String,
    /// Unit of both values.
    pub unit: Unit,
    /// Values in the first and the second scenario.
    pub values: [f64; 2],
    /// Whether each is the one of its set.
    pub is_preset: [bool; 2],
}

/// A cell with two values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InputDifference {
    /// Indicator of the column.
    pub indicator: String,
    /// Region code.
    pub region: String,
    /// Year.
    pub year: i32,
    /// Unit of both values, that of the first scenario.
    pub unit: Unit,
    /// Values in the first and the second scenario; none where the cell is empty, faulty or not there.
    pub values: [Option<f64>; 2],
}

/// The cells that differ.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Inputs {
    /// How many there are.
    pub count: usize,
    /// The first of them, in the order of sheets and columns.
    pub listed: Vec<InputDifference>,
}

pub(super) fn coefficients(a: &Study, b: &Study) -> Vec<CoefficientDifference> {
    let pairs = a.coefficients.iter().zip(&b.coefficients);
    pairs
        .filter(|(one, other)| one.value != other.value)
        .map(|(one, other)| CoefficientDifference {
            id: one.id.clone(),
            unit: one.unit.clone(),
            values: [one.value, other.value],
            is_preset: [
                !one.is_edited(&a.coefficient_set),
                !other.is_edited(&b.coefficient_set),
            ],
        })
        .collect()
}

pub(super) fn inputs(a: &Study, b: &Study) -> Inputs {
    let mut found = Inputs::default();
    for sheet in &a.sheets {
        for column in &sheet.columns {
            match b.column(&column.indicator) {
                Some((other, at)) => pair(&mut found, (sheet, column), (other, &other.columns[at])),
                None => alone(&mut found, (sheet, column), 0),
            }
        }
    }
    for sheet in &b.sheets {
        for column in &sheet.columns {
            if a.column(&column.indicator).is_none() {
                alone(&mut found, (sheet, column), 1);
            }
        }
    }
    found
}

impl Inputs {
    fn add(&mut self, column: &Column, key: &RowKey, values: [Option<f64>; 2]) {
        if values[0] == values[1] {
            return;
        }
        self.count += 1;
        if self.listed.len() < MOST_LISTED {
            self.listed.push(InputDifference {
                indicator: column.indicator.clone(),
                region: key.region.to_string(),
                year: key.year,
                unit: column.unit.clone(),
                values,
            });
        }
    }
}

/// A column that only one of the two has.
fn alone(found: &mut Inputs, (sheet, column): (&Sheet, &Column), side: usize) {
    for (key, cell) in sheet.rows.iter().zip(column.cells.iter()) {
        let mut values = [None; 2];
        values[side] = cell.value();
        found.add(column, key, values);
    }
}

fn pair(found: &mut Inputs, one: (&Sheet, &Column), other: (&Sheet, &Column)) {
    let is_same_rows = Arc::ptr_eq(&one.0.rows, &other.0.rows);
    let is_same_unit = one.1.unit == other.1.unit;
    if is_same_rows && is_same_unit && Arc::ptr_eq(&one.1.cells, &other.1.cells) {
        return;
    }
    // Amounts that cannot be converted are not comparable: the second has none beside the first.
    let ratio = if is_same_unit {
        None
    } else {
        Some(other.1.unit.ratio_to(&one.1.unit).ok())
    };
    let theirs = |at: usize| {
        let value = other.1.cells.get(at)?.value()?;
        match ratio {
            None => Some(value),
            // As a column that is converted has it.
            Some(ratio) => Some(tidy(value * ratio?)),
        }
    };
    if is_same_rows || *one.0.rows == *other.0.rows {
        for (at, (key, cell)) in one.0.rows.iter().zip(one.1.cells.iter()).enumerate() {
            found.add(one.1, key, [cell.value(), theirs(at)]);
        }
        return;
    }
    let mut places: Vec<usize> = (0..other.0.rows.len()).collect();
    places.sort_unstable_by_key(|at| &other.0.rows[*at]);
    let mut is_met = vec![false; places.len()];
    for (key, cell) in one.0.rows.iter().zip(one.1.cells.iter()) {
        let place = places
            .binary_search_by_key(&key, |at| &other.0.rows[*at])
            .ok();
        let at = place.map(|p| places[p]);
        if let Some(at) = at {
            is_met[at] = true;
        }
        found.add(one.1, key, [cell.value(), at.and_then(theirs)]);
    }
    for (at, key) in other
        .0
        .rows
        .iter()
        .enumerate()
        .filter(|(at, _)| !is_met[*at])
    {
        found.add(one.1, key, [None, theirs(at)]);
    }
}
