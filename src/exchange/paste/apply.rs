//! A recognised table → the study with its values.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::PasteError;
use super::plan::{Compared, Keys, PastePlan, PlannedColumn};
use crate::core::study::{
    Cell, Column, EditError, MAX_ROWS, RowKey, Sheet, Study, USER, note_typed_in,
};

/// A table that goes into a study a column at a time: so that whoever draws a page can do so in between.
pub struct Applying {
    study: Study,
    /// Columns to come, the last one first; those of a sheet stand together.
    ahead: Vec<Step>,
    /// The sheet at hand.
    rows: Option<Rows>,
    /// Order of the regions.
    order: HashMap<String, usize>,
    /// Where the lines go when no row was there before.
    all_new: Option<Arc<Vec<usize>>>,
}

/// Most figures of a table that are marked one by one in a column with a source.
const MOST_MARKED: usize = 10_000;

enum Step {
    /// Rows of a sheet.
    Rows(usize),
    /// A column of a sheet, and the one of the plan that goes into it.
    Column(usize, usize, Option<usize>),
}

/// The rows of a sheet before and after.
struct Rows {
    before: Sheet,
    /// Row of each line of the table.
    targets: Arc<Vec<usize>>,
    /// Row now → row before; none when rows stay where they are.
    was: Option<Vec<Option<usize>>>,
}

impl Applying {
    /// Begins.
    #[must_use]
    pub fn new(plan: &PastePlan, study: &Study) -> Self {
        let mut applying = Self {
            study: study.clone(),
            ahead: Vec::new(),
            rows: None,
            order: HashMap::new(),
            all_new: None,
        };
        let study = &mut applying.study;
        if taken(plan).next().is_none() {
            return applying;
        }
        if let Keys::Columns { region, .. } = plan.keys
            && is_blank(study)
        {
            applying.all_new = Some(make_room(study, plan, region.is_some()));
        }
        let known: HashSet<String> = study.regions.iter().map(|r| r.code.clone()).collect();
        let new = plan.new_regions.iter().filter(|r| !known.contains(&r.code));
        study.regions.extend(new.cloned());
        applying.order = order_of(study.regions.iter().map(|r| r.code.as_str()));
        for (at, sheet) in study.sheets.iter_mut().enumerate() {
            let mut coming: HashMap<usize, usize> = HashMap::new();
            for (from, planned) in plan.columns.iter().enumerate() {
                if planned.goes_in() && planned.sheet == sheet.id {
                    coming.insert(column_for(sheet, planned), from);
                }
            }
            if !coming.is_empty() {
                let columns = 0..sheet.columns.len();
                let column = |c: usize| Step::Column(at, c, coming.get(&c).copied());
                applying.ahead.extend(columns.rev().map(column));
                applying.ahead.push(Step::Rows(at));
            }
        }
        applying
    }

    /// Steps to come.
    #[must_use]
    pub fn ahead(&self) -> usize {
        self.ahead.len()
    }

    /// Goes one step further; none are left when it gives `false`.
    ///
    /// # Errors
    /// [`PasteError::Edit`] when a sheet would grow too long.
    pub fn step(&mut self, plan: &PastePlan) -> Result<bool, PasteError> {
        match self.ahead.pop() {
            None => return Ok(false),
            Some(Step::Rows(at)) => self.rows = Some(self.rows_of(at, plan)?),
            Some(Step::Column(at, column, from)) => {
                let Some(rows) = &self.rows else {
                    return Ok(false);
                };
                let sheet = &mut self.study.sheets[at];
                let keys = sheet.rows.clone();
                let to = &mut sheet.columns[column];
                let old = rows.before.columns.get(column);
                fill(to, rows, keys.len(), from.map(|f| &plan.columns[f]));
                let was = |row: usize| match &rows.was {
                    Some(was) => was.get(row).copied().flatten(),
                    None => (row < rows.before.rows.len()).then_some(row),
                };
                if let Some(old) = old {
                    let is_same_rows = Arc::ptr_eq(&rows.before.rows, &keys);
                    note_typed_in(&mut self.study.typed, old, to, &keys, is_same_rows, &was);
                }
            }
        }
        Ok(true)
    }

    /// The study with all that was put into it.
    #[must_use]
    pub fn finish(self) -> Study {
        self.study
    }

    fn rows_of(&mut self, at: usize, plan: &PastePlan) -> Result<Rows, PasteError> {
        let sheet = &mut self.study.sheets[at];
        let before = sheet.clone();
        if let Some(targets) = &self.all_new {
            check_length(targets.len())?;
            return Ok(Rows {
                before,
                targets: targets.clone(),
                was: None,
            });
        }
        let kept = sheet.rows.len();
        let mut targets = targets(sheet, &plan.rows);
        let added = plan.rows.iter().zip(&targets).filter(|(_, t)| **t >= kept);
        let added: Vec<RowKey> = added.map(|(key, _)| key.clone()).collect();
        let length = kept + added.len();
        check_length(length)?;
        let mut was = None;
        if !added.is_empty() {
            Arc::make_mut(&mut sheet.rows).extend(added);
            let turn = sorted(&sheet.rows, &self.order);
            if let Some(turn) = turn {
                sheet.rows = Arc::new(turn.iter().map(|&i| sheet.rows[i].clone()).collect());
                let place = inverse(&turn);
                targets.iter_mut().for_each(|t| *t = place[*t]);
                was = Some(turn.into_iter().map(|i| (i < kept).then_some(i)).collect());
            }
        }
        Ok(Rows {
            before,
            targets: Arc::new(targets),
            was,
        })
    }
}

/// A column with its old cells in their new rows and the new ones over them.
fn fill(column: &mut Column, rows: &Rows, length: usize, planned: Option<&PlannedColumn>) {
    if let Some(was) = &rows.was {
        let old = &column.cells;
        let cell = |row: &Option<usize>| row.and_then(|r| old.get(r).cloned()).unwrap_or_default();
        column.cells = Arc::new(was.iter().map(cell).collect());
    } else if column.cells.len() < length {
        Arc::make_mut(&mut column.cells).resize(length, Cell::Empty);
    }
    let Some(planned) = planned else { return };
    let cells = Arc::make_mut(&mut column.cells);
    for (&target, new) in rows.targets.iter().zip(planned.cells.iter()) {
        let Some(cell) = cells.get_mut(target) else {
            continue;
        };
        *cell = match new {
            Cell::Bad { text, .. } => Cell::Bad {
                text,
                kept: cell.value(),
            },
            other => other,
        };
    }
    let covers_all = rows.targets.len() == length;
    if planned.ratio != 1.0 {
        column.converted_from = planned.unit_in.clone();
    } else if covers_all {
        column.converted_from = None;
    }
    // Figures among others of a source are marked one by one, see `note_typed_in`; so many that the marks would be longer
    // than the figures make the column a person's own.
    let is_own = covers_all || column.source.is_none() || planned.accepted > MOST_MARKED;
    if planned.accepted > 0 && is_own {
        column.source = Some(USER.to_owned());
        column.half_width = None;
    }
}

pub(super) fn table(plan: &PastePlan, study: &Study) -> Result<Study, PasteError> {
    let mut applying = Applying::new(plan, study);
    while applying.step(plan)? {}
    Ok(applying.finish())
}

fn check_length(rows: usize) -> Result<(), EditError> {
    if rows > MAX_ROWS {
        Err(EditError::TooLong { rows })
    } else {
        Ok(())
    }
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
        for row in targets(sheet, &plan.rows) {
            count += columns
                .iter()
                .filter(|c| c.cells.get(row).is_some_and(|cell| *cell != Cell::Empty))
                .count();
        }
    }
    count
}

fn taken(plan: &PastePlan) -> impl Iterator<Item = &PlannedColumn> {
    plan.columns.iter().filter(|c| c.goes_in())
}

pub(super) fn compared(plan: &PastePlan, study: &Study) -> Vec<Compared> {
    // Finding the rows is the dear part, and the columns of a sheet share them.
    let mut rows: HashMap<&str, Vec<usize>> = HashMap::new();
    plan.columns
        .iter()
        .map(|planned| {
            let sheet = study.sheet(&planned.sheet);
            let old = sheet.and_then(|s| s.columns.get(s.position(&planned.indicator)?));
            let mut found = Compared::default();
            let Some(old) = old.filter(|o| o.cells.iter().any(|c| *c != Cell::Empty)) else {
                found.new = planned.accepted;
                return found;
            };
            let rows = rows
                .entry(&planned.sheet)
                .or_insert_with(|| sheet.map_or_else(Vec::new, |s| targets(s, &plan.rows)));
            for (line, row) in rows.iter().enumerate() {
                let Some(value) = planned.cells.number(line) else {
                    continue;
                };
                match old.cells.get(*row).and_then(Cell::value) {
                    Some(before) if before == value => found.same += 1,
                    Some(_) => found.changed += 1,
                    None => found.new += 1,
                }
            }
            found
        })
        .collect()
}

/// Row of each key in a sheet; those it does not have come behind its last row, in their order.
fn targets(sheet: &Sheet, keys: &[RowKey]) -> Vec<usize> {
    let positions: HashMap<&RowKey, usize> = sheet.rows.iter().zip(0..).collect();
    let mut next = sheet.rows.len();
    let mut place = |key: &RowKey| {
        positions.get(key).copied().unwrap_or_else(|| {
            next += 1;
            next - 1
        })
    };
    keys.iter().map(&mut place).collect()
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

/// The years and the region of an empty template are placeholders: the first table brings its own. Gives the row of each
/// line.
fn make_room(study: &mut Study, plan: &PastePlan, brings_regions: bool) -> Arc<Vec<usize>> {
    if brings_regions {
        let mut used: HashSet<&str> = HashSet::new();
        let mut last: Option<&Arc<str>> = None;
        for key in &plan.rows {
            if last.is_none_or(|l| !Arc::ptr_eq(l, &key.region)) {
                used.insert(&key.region);
                last = Some(&key.region);
            }
        }
        study.regions.retain(|r| used.contains(r.code.as_str()));
        study.choices.region = None;
    }
    let regions = study.regions.iter().chain(&plan.new_regions);
    let order = order_of(regions.map(|r| r.code.as_str()));
    let (rows, targets) = match sorted(&plan.rows, &order) {
        Some(turn) => {
            let rows = turn.iter().map(|&i| plan.rows[i].clone()).collect();
            (rows, inverse(&turn))
        }
        None => (plan.rows.clone(), (0..plan.rows.len()).collect()),
    };
    // Every column shares the same empty cells until it is written to.
    let (rows, cells) = (Arc::new(rows), Arc::new(vec![Cell::Empty; plan.rows.len()]));
    for sheet in &mut study.sheets {
        sheet.rows = rows.clone();
        for column in &mut sheet.columns {
            column.cells = cells.clone();
        }
    }
    Arc::new(targets)
}

/// Position of the column an indicator has in a sheet, made where it has none.
fn column_for(sheet: &mut Sheet, planned: &PlannedColumn) -> usize {
    sheet.position(&planned.indicator).unwrap_or_else(|| {
        sheet.columns.push(Column {
            indicator: planned.indicator.clone(),
            unit: planned.unit.clone(),
            source: None,
            converted_from: None,
            half_width: None,
            cells: Arc::new(vec![Cell::Empty; sheet.rows.len()]),
        });
        sheet.columns.len() - 1
    })
}

fn order_of<'a>(regions: impl Iterator<Item = &'a str>) -> HashMap<String, usize> {
    regions.map(str::to_owned).zip(0..).collect()
}

/// The rows by region, then year: which row comes where. `None` when they stand so.
fn sorted(rows: &[RowKey], order: &HashMap<String, usize>) -> Option<Vec<usize>> {
    let mut last: Option<(&Arc<str>, usize)> = None;
    let mut ranks: Vec<(usize, i32)> = Vec::with_capacity(rows.len());
    for key in rows {
        let region = match last {
            // Rows of a region mostly stand together.
            Some((region, rank)) if Arc::ptr_eq(region, &key.region) => rank,
            _ => order.get(&*key.region).copied().unwrap_or(usize::MAX),
        };
        last = Some((&key.region, region));
        ranks.push((region, key.year));
    }
    if ranks.is_sorted() {
        return None;
    }
    let mut turn: Vec<usize> = (0..ranks.len()).collect();
    turn.sort_by_key(|&i| ranks[i]);
    Some(turn)
}

fn inverse(turn: &[usize]) -> Vec<usize> {
    let mut place = vec![0; turn.len()];
    for (now, &before) in turn.iter().enumerate() {
        place[before] = now;
    }
    place
}
