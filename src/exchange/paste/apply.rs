//! A recognised table → the study with its values.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::PasteError;
use super::plan::{Compared, Keys, PastePlan, PlannedColumn};
use crate::core::study::{
    Cell, Column, EditError, MAX_ROWS, RowKey, Sheet, Study, USER, note_typed,
};

pub(super) fn table(plan: &PastePlan, study: &Study) -> Result<Study, PasteError> {
    let mut study = study.clone();
    let taken: Vec<&PlannedColumn> = taken(plan).collect();
    if taken.is_empty() {
        return Ok(study);
    }
    if let Keys::Columns { region, .. } = plan.keys
        && is_blank(&study)
    {
        make_room(&mut study, plan, region.is_some());
    }
    study.regions.extend(plan.new_regions.iter().cloned());
    let order: HashMap<&str, usize> = study
        .regions
        .iter()
        .map(|r| r.code.as_str())
        .zip(0..)
        .collect();
    for sheet in &mut study.sheets {
        let columns: Vec<&PlannedColumn> = taken
            .iter()
            .copied()
            .filter(|c| c.sheet == sheet.id)
            .collect();
        if !columns.is_empty() {
            let before = sheet.clone();
            fill(sheet, &plan.rows, &columns, &order)?;
            let positions: HashMap<&RowKey, usize> = before.rows.iter().zip(0..).collect();
            let was = |row: usize| positions.get(sheet.rows.get(row)?).copied();
            note_typed(&mut study.typed, &before, sheet, &was);
        }
    }
    Ok(study)
}

pub(super) fn replaced(plan: &PastePlan, study: &Study) -> usize {
    let mut count = 0;
    if is_blank(study) {
        return count;
    }
    for sheet in &study.sheets {
        let columns: Vec<&Column> = taken(plan)
            .filter(|c| c.sheet == sheet.id)
            .filter_map(|c| sheet.columns.get(sheet.position(&c.indicator)?))
            .collect();
        if columns.is_empty() {
            continue;
        }
        let positions: HashMap<&RowKey, usize> = sheet.rows.iter().zip(0..).collect();
        for row in plan.rows.iter().filter_map(|key| positions.get(key)) {
            count += columns
                .iter()
                .filter(|c| c.cells.get(*row).is_some_and(|cell| *cell != Cell::Empty))
                .count();
        }
    }
    count
}

fn taken(plan: &PastePlan) -> impl Iterator<Item = &PlannedColumn> {
    plan.columns.iter().filter(|c| c.goes_in())
}

pub(super) fn compared(plan: &PastePlan, study: &Study) -> Vec<Compared> {
    plan.columns
        .iter()
        .map(|planned| {
            let sheet = study.sheet(&planned.sheet);
            let old = sheet.and_then(|s| s.columns.get(s.position(&planned.indicator)?));
            let rows = sheet.map_or(&[][..], |s| &s.rows);
            let positions: HashMap<&RowKey, usize> = rows.iter().zip(0..).collect();
            let mut found = Compared::default();
            for (key, cell) in plan.rows.iter().zip(&planned.cells) {
                let Some(value) = cell.value() else { continue };
                let at = positions.get(key);
                match at.and_then(|&row| old?.cells.get(row)?.value()) {
                    Some(before) if before == value => found.same += 1,
                    Some(_) => found.changed += 1,
                    None => found.new += 1,
                }
            }
            found
        })
        .collect()
}

/// Whether nobody has entered anything yet.
fn is_blank(study: &Study) -> bool {
    let mut cells = study
        .sheets
        .iter()
        .flat_map(|s| &s.columns)
        .flat_map(|c| c.cells.iter());
    cells.all(|c| *c == Cell::Empty)
}

/// The years and the region of an empty template are placeholders: the first table brings its own.
fn make_room(study: &mut Study, plan: &PastePlan, brings_regions: bool) {
    if brings_regions {
        let used: HashSet<&str> = plan.rows.iter().map(|k| &*k.region).collect();
        study.regions.retain(|r| used.contains(r.code.as_str()));
        study.choices.region = None;
    }
    let regions = study.regions.iter().chain(&plan.new_regions);
    let order: HashMap<&str, usize> = regions.map(|r| r.code.as_str()).zip(0..).collect();
    let mut rows = plan.rows.clone();
    rows.sort_by_cached_key(|key| rank(key, &order));
    // Every column shares the same empty cells until it is written to.
    let (rows, cells) = (Arc::new(rows), Arc::new(vec![Cell::Empty; plan.rows.len()]));
    for sheet in &mut study.sheets {
        sheet.rows = rows.clone();
        for column in &mut sheet.columns {
            column.cells = cells.clone();
        }
    }
}

fn fill(
    sheet: &mut Sheet,
    keys: &[RowKey],
    columns: &[&PlannedColumn],
    order: &HashMap<&str, usize>,
) -> Result<(), EditError> {
    let before = sheet.rows.len();
    let targets: Vec<usize> = {
        let positions: HashMap<&RowKey, usize> = sheet.rows.iter().zip(0..).collect();
        let mut next = before;
        keys.iter()
            .map(|key| {
                positions.get(key).copied().unwrap_or_else(|| {
                    next += 1;
                    next - 1
                })
            })
            .collect()
    };
    let added: Vec<RowKey> = keys
        .iter()
        .zip(&targets)
        .filter(|(_, t)| **t >= before)
        .map(|(k, _)| k.clone())
        .collect();
    let length = before + added.len();
    if length > MAX_ROWS {
        return Err(EditError::TooLong { rows: length });
    }
    if !added.is_empty() {
        Arc::make_mut(&mut sheet.rows).extend(added);
        for column in &mut sheet.columns {
            Arc::make_mut(&mut column.cells).resize(length, Cell::Empty);
        }
    }
    for planned in columns {
        let column = column_for(sheet, planned, length);
        put(column, planned, &targets);
        let covers_all = targets.len() == length;
        if planned.ratio != 1.0 {
            column.converted_from = planned.unit_in.clone();
        } else if covers_all {
            column.converted_from = None;
        }
        // Figures among others of a source are marked one by one; see `note_typed`.
        if planned.accepted > 0 && (covers_all || column.source.is_none()) {
            column.source = Some(USER.to_owned());
            column.half_width = None;
        }
    }
    if length > before {
        sort_rows(sheet, order);
    }
    Ok(())
}

fn column_for<'a>(sheet: &'a mut Sheet, planned: &PlannedColumn, rows: usize) -> &'a mut Column {
    let at = sheet.position(&planned.indicator).unwrap_or_else(|| {
        sheet.columns.push(Column {
            indicator: planned.indicator.clone(),
            unit: planned.unit.clone(),
            source: None,
            converted_from: None,
            half_width: None,
            cells: Arc::new(vec![Cell::Empty; rows]),
        });
        sheet.columns.len() - 1
    });
    &mut sheet.columns[at]
}

fn put(column: &mut Column, planned: &PlannedColumn, targets: &[usize]) {
    let cells = Arc::make_mut(&mut column.cells);
    for (&target, new) in targets.iter().zip(&planned.cells) {
        let Some(cell) = cells.get_mut(target) else {
            continue;
        };
        *cell = match new {
            Cell::Bad { text, .. } => Cell::Bad {
                text: text.clone(),
                kept: cell.value(),
            },
            other => other.clone(),
        };
    }
}

/// Rows go by region, then year.
fn rank(key: &RowKey, order: &HashMap<&str, usize>) -> (usize, i32) {
    (
        order.get(&*key.region).copied().unwrap_or(usize::MAX),
        key.year,
    )
}

fn sort_rows(sheet: &mut Sheet, order: &HashMap<&str, usize>) {
    let ranks: Vec<(usize, i32)> = sheet.rows.iter().map(|k| rank(k, order)).collect();
    if ranks.is_sorted() {
        return;
    }
    let mut turn: Vec<usize> = (0..ranks.len()).collect();
    turn.sort_by_key(|&i| ranks[i]);
    sheet.rows = Arc::new(turn.iter().map(|&i| sheet.rows[i].clone()).collect());
    for column in &mut sheet.columns {
        let cells = &column.cells;
        let sorted = turn
            .iter()
            .map(|&i| cells.get(i).cloned().unwrap_or_default());
        column.cells = Arc::new(sorted.collect());
    }
}
