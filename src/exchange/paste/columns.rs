//! A recognised column of a text → its figures in the unit they are stored in.

use super::PasteError;
use super::figures::Figures;
use super::header::{Heading, home};
use super::indicators::Names;
use super::keys::LineKeys;
use super::plan::{Chosen, PastePlan, PlannedColumn};
use super::shape::Head;
use super::text::Lines;
use crate::core::problem::{Arg, Place, Problem, Report};
use crate::core::study::{Cell, Study, read_cell, tidy};
use crate::core::units::Unit;
use crate::exchange::watch::{EVERY, Task, Watch};

/// What a plan is made from.
pub(super) struct Source<'a> {
    pub(super) study: &'a Study,
    pub(super) lines: &'a Lines<'a>,
    pub(super) names: &'a Names,
    pub(super) head: &'a Head,
    pub(super) chosen: &'a [Chosen],
}

/// How far the figures are.
pub(super) struct Share<'a> {
    done: usize,
    total: usize,
    watch: Watch<'a>,
}

impl<'a> Share<'a> {
    pub(super) fn of(columns: usize, keyed: &LineKeys, watch: Watch<'a>) -> Self {
        Self {
            done: 0,
            total: columns * keyed.rows.len(),
            watch,
        }
    }

    fn one(&mut self) -> Result<(), PasteError> {
        let stops = self.done.is_multiple_of(EVERY)
            && (self.watch)(Task::Figures, self.done, self.total).is_break();
        self.done += 1;
        if stops {
            Err(PasteError::Stopped)
        } else {
            Ok(())
        }
    }
}

/// Adds a column to a plan.
pub(super) fn add(
    plan: &mut PastePlan,
    source: &Source<'_>,
    keyed: &LineKeys,
    (from, header, found): (usize, String, Heading),
    share: &mut Share<'_>,
) -> Result<(), PasteError> {
    let (study, lines) = (source.study, source.lines);
    let Some((sheet, column)) = home(study, &found.indicator) else {
        return Ok(());
    };
    let existing = column.and_then(|c| study.sheet(sheet)?.columns.get(c));
    let named = found.unit.clone().and_then(Result::ok);
    let usual = source.names.unit(&found.indicator);
    // A new column takes the unit of the table, as long as it is one of that quantity.
    let fits = |unit: &Unit| usual.is_none_or(|usual| unit.ratio_to(usual).is_ok());
    let Some(unit) = existing
        .map(|c| c.unit.clone())
        .or_else(|| named.clone().filter(fits))
        .or_else(|| usual.cloned())
    else {
        return Ok(());
    };
    let ratio = match &found.unit {
        Some(Ok(from)) => from.ratio_to(&unit),
        Some(Err(error)) => Err(error.clone()),
        None => Ok(1.0),
    };
    let at = Place {
        column: Some(found.indicator.clone()),
        ..Place::default()
    };
    let is_double = plan
        .columns
        .iter()
        .any(|c| c.indicator == found.indicator && c.goes_in());
    let refused = match &ratio {
        Err(error) => Some(error.problem().at(at)),
        Ok(_) if is_double => Some(
            Problem::new("paste.duplicate_column")
                .with("header", Arg::Text(header.clone()))
                .at(at),
        ),
        Ok(_) => None,
    };
    let ratio = ratio.unwrap_or(1.0);
    let written = || keyed.rows.iter().map(|(line, _)| lines.cell(*line, from));
    let mut planned = PlannedColumn {
        from,
        header,
        basis: found.basis,
        sample: written()
            .find(|t| !t.trim().is_empty())
            .unwrap_or_default()
            .trim()
            .to_owned(),
        indicator: found.indicator,
        sheet: sheet.to_owned(),
        unit_in: named,
        unit,
        ratio,
        accepted: 0,
        faults: 0,
        refused,
        cells: Figures::default(),
    };
    if planned.refused.is_none() {
        planned.cells = Figures::with_capacity(keyed.rows.len());
        for text in written() {
            share.one()?;
            planned.cells.push(converted(text, ratio));
        }
        planned.accepted = planned.cells.numbers();
        planned.faults = planned.cells.faults();
    }
    plan.columns.push(planned);
    Ok(())
}

/// A cell in the unit it is stored in. A product too large for a number stays as text.
fn converted(text: &str, ratio: f64) -> Cell {
    match read_cell(text, &Cell::Empty) {
        Cell::Number(value) if ratio != 1.0 => {
            let value = tidy(value * ratio);
            if value.is_finite() {
                Cell::Number(value)
            } else {
                Cell::Bad {
                    text: text.to_owned(),
                    kept: None,
                }
            }
        }
        cell => cell,
    }
}
