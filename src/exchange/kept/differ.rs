//! What differs between two versions of a study, in counts that a person can read.

use std::collections::HashMap;

use crate::core::study::{Cell, Column, RowKey, Scenario, Sheet, Study};

/// What differs. Nothing does when it is the default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Cells whose contents differ, those of rows and columns that only one has among them.
    pub cells: usize,
    /// Columns that only one has, or that have another unit or source.
    pub columns: usize,
    /// Rows that only one has.
    pub rows: usize,
    /// Coefficients that differ.
    pub coefficients: usize,
    /// Scenarios beside the baseline that only one has or that differ in what is their own.
    pub scenarios: usize,
    /// Whether the names differ.
    pub title: bool,
    /// Whether the settings of the steps differ.
    pub settings: bool,
    /// Whether anything else does.
    pub other: bool,
}

/// What differs between two studies: their baselines and, counted, their other scenarios. Which of them is in use is no
/// difference.
#[must_use]
pub fn difference(a: &Study, b: &Study) -> Difference {
    let (a, b) = (&baseline(a), &baseline(b));
    let mut found = Difference {
        scenarios: scenarios(a, b),
        title: a.title != b.title,
        settings: a.choices != b.choices,
        ..Difference::default()
    };
    for sheet in &a.sheets {
        in_sheet(sheet, b.sheet(&sheet.id), &mut found);
    }
    for sheet in b.sheets.iter().filter(|s| a.sheet(&s.id).is_none()) {
        in_sheet(sheet, None, &mut found);
    }
    let changed = |c: &&_| !b.coefficients.contains(c);
    let only_there = b
        .coefficients
        .iter()
        .filter(|c| a.coefficient(&c.id).is_none());
    found.coefficients = a.coefficients.iter().filter(changed).count() + only_there.count();
    found.other = is_other(a, b);
    found
}

/// The study with its baseline in use.
fn baseline(study: &Study) -> Study {
    study.with_scenario(0).unwrap_or_else(|_| study.clone())
}

fn name_of_baseline(study: &Study) -> &str {
    study.scenarios.list.first().map_or("", |s| s.name.as_str())
}

fn scenarios(a: &Study, b: &Study) -> usize {
    let others = |study: &'_ Study| -> Vec<Scenario> {
        study.scenarios.list.iter().skip(1).cloned().collect()
    };
    let (a, b) = (others(a), others(b));
    let changed = a.iter().filter(|s| !b.contains(s)).count();
    let is_new = |s: &&Scenario| a.iter().all(|known| known.name != s.name);
    changed + b.iter().filter(is_new).count()
}

/// Whether two studies differ in what is not counted, whatever fields a study may get.
fn is_other(a: &Study, b: &Study) -> bool {
    let mut like = a.clone();
    like.id.clone_from(&b.id);
    like.title.clone_from(&b.title);
    like.sheets.clone_from(&b.sheets);
    like.coefficients.clone_from(&b.coefficients);
    like.choices.clone_from(&b.choices);
    // Counted, but for the name of the baseline.
    if name_of_baseline(a) == name_of_baseline(b) {
        like.scenarios.clone_from(&b.scenarios);
    }
    // Marks that go with the cells.
    like.typed.clone_from(&b.typed);
    like.checked.clone_from(&b.checked);
    like != *b
}

fn in_sheet(a: &Sheet, b: Option<&Sheet>, found: &mut Difference) {
    let places: HashMap<&RowKey, usize> = b
        .map(|b| b.rows.iter().enumerate().map(|(i, key)| (key, i)))
        .into_iter()
        .flatten()
        .collect();
    // Each row of `a` with its place in `b`, and the rows that only `b` has.
    let mut is_met = vec![false; b.map_or(0, |b| b.rows.len())];
    let mut there: Vec<Option<usize>> = Vec::with_capacity(a.rows.len());
    for key in a.rows.iter() {
        let place = places.get(key).copied();
        if let Some(met) = place.and_then(|i| is_met.get_mut(i)) {
            *met = true;
        }
        there.push(place);
    }
    let only_there: Vec<usize> = (0..is_met.len()).filter(|&i| !is_met[i]).collect();
    found.rows += there.iter().filter(|p| p.is_none()).count() + only_there.len();
    for column in &a.columns {
        let other = b.and_then(|b| b.columns.get(b.position(&column.indicator)?));
        if other.is_none_or(|o| !has_same_facts(column, o)) {
            found.columns += 1;
        }
        let theirs = |i: usize| other.and_then(|o| o.cells.get(i)).unwrap_or(&Cell::Empty);
        found.cells += there
            .iter()
            .enumerate()
            .filter(|(i, place)| {
                let ours = column.cells.get(*i).unwrap_or(&Cell::Empty);
                ours != place.map_or(&Cell::Empty, theirs)
            })
            .count();
        found.cells += only_there
            .iter()
            .filter(|&&i| *theirs(i) != Cell::Empty)
            .count();
    }
    let added = b.map(|b| b.columns.iter()).into_iter().flatten();
    for column in added.filter(|c| a.position(&c.indicator).is_none()) {
        found.columns += 1;
        found.cells += column.cells.iter().filter(|c| **c != Cell::Empty).count();
    }
}

fn has_same_facts(a: &Column, b: &Column) -> bool {
    a.unit == b.unit
        && a.source == b.source
        && a.converted_from == b.converted_from
        && a.half_width == b.half_width
}
