//! Whether the visible figures are still those of the study in the workbook.

use std::collections::HashMap;

use super::inside;
use crate::core::number;
use crate::core::problem::{Arg, Problem, Report};
use crate::core::study::{Cell, RowKey, Study};
use crate::exchange::excel::storable;
use crate::exchange::paste::{self, PastePlan, PlannedColumn};
use crate::exchange::study_file::FileError;
use crate::exchange::workbook::{TextSheet, Workbook};

/// Programs that save a workbook again may round the last digit.
const DUST: f64 = 1e-14;

/// A workbook of ours.
pub struct Opened<'a> {
    /// The study it was written from, with the coefficients that stand on their sheet.
    pub study: Study,
    /// Coefficients changed since.
    pub coefficients: usize,
    /// The sheet of inputs and what becomes of it, where figures were changed since.
    pub changed: Option<(&'a TextSheet, PastePlan)>,
    /// What could not be taken from the visible sheets.
    pub problems: Vec<Problem>,
    figures: usize,
}

impl Opened<'_> {
    /// Inputs changed since.
    #[must_use]
    pub fn figures(&self) -> usize {
        self.figures
    }

    /// What is to be told where anything was changed.
    #[must_use]
    pub fn told(&self) -> Option<Problem> {
        (self.figures + self.coefficients > 0).then(|| {
            Problem::new("workbook.changed_since")
                .with("figures", Arg::Count(self.figures))
                .with("coefficients", Arg::Count(self.coefficients))
        })
    }
}

/// Opens a workbook of ours; `None` where it is none. `names` are those a coefficient goes by.
///
/// # Errors
/// Those of the study file in it.
pub fn open<'a>(
    book: &'a Workbook,
    names: &dyn Fn(&str) -> Vec<String>,
) -> Option<Result<Opened<'a>, FileError>> {
    let inside = match inside(book)? {
        Ok(inside) => inside,
        Err(error) => return Some(Err(error)),
    };
    let mut opened = Opened {
        study: inside.study,
        coefficients: 0,
        changed: None,
        problems: Vec::new(),
        figures: 0,
    };
    if let Some(sheet) = inside.coefficients {
        opened.take_coefficients(&sheet.text, names);
    }
    if let Some(sheet) = inside.data {
        opened.compare(sheet);
    }
    Some(Ok(opened))
}

/// Leaves of a plan for the sheet of inputs of a workbook of ours what was changed since; other plans stay as they are.
pub fn narrow(book: &Workbook, sheet: &TextSheet, plan: &mut PastePlan) {
    if let Some(Ok(inside)) = inside(book)
        && inside.data.is_some_and(|data| std::ptr::eq(data, sheet))
    {
        only_changed(plan, &inside.study);
    }
}

impl<'a> Opened<'a> {
    fn take_coefficients(&mut self, text: &str, names: &dyn Fn(&str) -> Vec<String>) {
        let lines = paste::lines(text);
        let written: HashMap<&str, &str> = (1..lines.len())
            .map(|l| (lines.cell(l, 0), lines.cell(l, 1)))
            .collect();
        for c in self.study.coefficients.clone() {
            let text = names(&c.id).iter().find_map(|n| written.get(n.as_str()));
            let Some(text) = text else { continue };
            let value = number::parse(text);
            if value.is_some_and(|v| is_same(v, c.value)) {
                continue;
            }
            match self.study.set_coefficient(&c.id, text) {
                Ok(study) => {
                    self.study = study;
                    self.coefficients += 1;
                }
                Err(error) => self.problems.push(error.problem()),
            }
        }
    }

    fn compare(&mut self, sheet: &'a TextSheet) {
        let home = self.study.sheets.first().map_or("", |s| s.id.as_str());
        match paste::plan(&self.study, &sheet.text, home, 0, 0) {
            Ok(mut plan) => {
                self.figures = only_changed(&mut plan, &self.study);
                self.changed = (self.figures > 0).then_some((sheet, plan));
            }
            // A study without a figure shows none.
            Err(_) if is_empty(&self.study) => {}
            Err(error) => self.problems.push(error.problem()),
        }
    }
}

fn is_empty(study: &Study) -> bool {
    let mut columns = study.sheets.iter().flat_map(|s| &s.columns);
    columns.all(|c| c.cells.iter().all(|cell| *cell == Cell::Empty))
}

/// Leaves of a plan the columns and rows with cells that are not what the workbook was written with, so that everything
/// else keeps its source; how many such cells there are.
fn only_changed(plan: &mut PastePlan, study: &Study) -> usize {
    let mut count = 0;
    let mut is_changed = vec![false; plan.rows.len()];
    let mut cells: Vec<Vec<Cell>> = Vec::new();
    plan.columns.retain(PlannedColumn::goes_in);
    plan.columns.retain(|planned| {
        let sheet = study.sheet(&planned.sheet);
        let column = sheet.and_then(|s| s.columns.get(s.position(&planned.indicator)?));
        let rows = sheet.map_or(&[][..], |s| &s.rows);
        let positions: HashMap<&RowKey, usize> = rows.iter().zip(0..).collect();
        let before = count;
        let mut seen: Vec<Cell> = planned.cells.iter().collect();
        for ((key, seen), row) in plan.rows.iter().zip(&mut seen).zip(&mut is_changed) {
            let was = positions.get(key).and_then(|&at| column?.cells.get(at));
            let was = was.unwrap_or(&Cell::Empty);
            if is_as_written(was, seen) {
                // A text that is no number stands there as the number in use.
                *seen = was.clone();
            } else {
                *row = true;
                count += 1;
            }
        }
        let differs = count > before;
        if differs {
            cells.push(seen);
        }
        differs
    });
    let mut rows = is_changed.iter();
    plan.rows.retain(|_| rows.next() == Some(&true));
    for (planned, cells) in plan.columns.iter_mut().zip(cells) {
        let rows = cells.into_iter().zip(&is_changed);
        planned.cells = rows
            .filter(|(_, row)| **row)
            .map(|(cell, _)| cell)
            .collect();
        planned.accepted = planned.cells.numbers();
        planned.faults = planned.cells.faults();
    }
    count
}

/// Whether a cell read is what the export makes of the study's: the number in use, a text that is none, or nothing.
fn is_as_written(was: &Cell, seen: &Cell) -> bool {
    match (was, was.value(), seen) {
        (_, Some(was), Cell::Number(seen)) => is_same(was, *seen),
        (Cell::Bad { text, .. }, None, Cell::Bad { text: seen, .. }) => storable(text) == *seen,
        (Cell::Bad { text, .. }, None, Cell::Empty) => storable(text).trim().is_empty(),
        (Cell::Empty, None, Cell::Empty) => true,
        _ => false,
    }
}

fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= DUST * a.abs().max(b.abs())
}
