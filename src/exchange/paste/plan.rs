//! What a pasted text is, decided without changing anything.

use super::header::{Heading, heading, home, unit_cell};
use super::indicators::Names;
use super::keys::{LineKeys, is_year_heading, key_columns, line_keys};
use super::shape::{header_line, starts_with_years, units_line, years_across};
use super::text::{Lines, lines};
use super::{PasteError, apply};
use crate::core::problem::{Arg, Place, Problem, Report};
use crate::core::study::{Block, Cell, Region, RowKey, Study, read_cell, tidy};
use crate::core::units::{Unit, UnitError};

/// What the text is laid out as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Cells without headings, for the cells from the cursor on.
    Block,
    /// A table whose headings name indicators.
    Table {
        /// Line of the headings, counted from 0.
        header: usize,
        /// Line of the units, when they have one of their own.
        units: Option<usize>,
        /// Whether the text has indicators down and years across.
        is_transposed: bool,
    },
    /// Years, then numbers for the columns from the cursor on.
    YearsAndNumbers,
}

/// How the lines are matched with rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// In order, from the cursor on.
    Cursor,
    /// By the year, and the region where it has a column.
    Columns {
        /// Column of the years.
        year: usize,
        /// Column of the regions.
        region: Option<usize>,
    },
}

/// What becomes of one column of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedColumn {
    /// Column of the text, counted from 0.
    pub from: usize,
    /// Heading as written.
    pub header: String,
    /// Indicator it is taken for.
    pub indicator: String,
    /// Sheet it goes into.
    pub sheet: String,
    /// Unit the heading names; none when it is silent and the column's own unit is assumed.
    pub unit_in: Option<Unit>,
    /// Unit it is stored in.
    pub unit: Unit,
    /// What the numbers are multiplied by.
    pub ratio: f64,
    /// Cells with a number.
    pub accepted: usize,
    /// Cells whose text is no number.
    pub faults: usize,
    /// Why the column is not taken; the other columns are.
    pub refused: Option<Problem>,
    /// One cell a line, already in the unit it is stored in.
    pub cells: Vec<Cell>,
}

/// What a pasted text is and where it goes.
#[derive(Debug, Clone, PartialEq)]
pub struct PastePlan {
    /// Lines of the text.
    pub lines: usize,
    /// Cells of its longest line.
    pub width: usize,
    /// What it is laid out as.
    pub layout: Layout,
    /// How its lines are matched with rows.
    pub keys: Keys,
    /// Sheet, row and column of the cursor.
    pub target: (String, usize, usize),
    /// The cells of a [`Layout::Block`].
    pub block: Block,
    /// Region and year of each line with values.
    pub rows: Vec<RowKey>,
    /// Recognised columns.
    pub columns: Vec<PlannedColumn>,
    /// Columns nobody knows: position and heading.
    pub left_over: Vec<(usize, String)>,
    /// Regions the study does not have yet.
    pub new_regions: Vec<Region>,
    /// Lines that could not be taken.
    pub problems: Vec<Problem>,
}

impl PastePlan {
    /// Puts the values into the study. Values go to the row of their region and year; rows that are missing are added in
    /// order of years. Everything else stays as it is.
    ///
    /// # Errors
    /// [`PasteError::Edit`] when the block does not fit or the sheet would grow too long.
    pub fn apply(&self, study: &Study) -> Result<Study, PasteError> {
        match self.layout {
            Layout::Block => {
                let (sheet, row, column) = &self.target;
                Ok(study.write(sheet, *row, *column, &self.block)?)
            }
            _ => apply::table(self, study),
        }
    }

    /// How many numbers of a study this paste would replace: what undoing it brings back.
    #[must_use]
    pub fn replaces(&self, study: &Study) -> usize {
        apply::replaced(self, study)
    }
}

/// Reads a pasted text for a cursor at `row` and `column` of a sheet.
///
/// # Errors
/// [`PasteError::Empty`], [`PasteError::DuplicateYear`], [`PasteError::NothingRecognised`], [`PasteError::Edit`] when the
/// years run out.
pub fn plan(
    study: &Study,
    text: &str,
    sheet: &str,
    row: usize,
    column: usize,
) -> Result<PastePlan, PasteError> {
    plan_with(study, text, sheet, row, column, &[])
}

/// [`plan`] with the meaning of some columns set by hand: pairs of position in the text and indicator.
///
/// # Errors
/// Those of [`plan`].
pub fn plan_with(
    study: &Study,
    text: &str,
    sheet: &str,
    row: usize,
    column: usize,
    chosen: &[(usize, String)],
) -> Result<PastePlan, PasteError> {
    let mut lines = lines(text);
    if lines.is_empty() {
        return Err(PasteError::Empty);
    }
    let names = Names::load();
    let mut is_transposed = false;
    let mut header = header_line(&lines, &names, study);
    if let Some(years) = years_across(&lines)
        && (years + 1..lines.len()).any(|l| heading(lines.cell(l, 0), &names, study).is_some())
    {
        lines = lines.transposed();
        is_transposed = true;
        header = Some(0);
        // Titles above the years are columns to the left now; they have no heading and stay left over.
        if years > 0 {
            header = header_line(&lines, &names, study);
        }
    }
    let layout = match header {
        Some(header) => Layout::Table {
            header,
            units: units_line(&lines, header),
            is_transposed,
        },
        None if starts_with_years(&lines) => Layout::YearsAndNumbers,
        None => Layout::Block,
    };
    let mut plan = PastePlan {
        lines: lines.len(),
        width: lines.width(),
        layout,
        keys: Keys::Cursor,
        target: (sheet.to_owned(), row, column),
        block: Block::new(),
        rows: Vec::new(),
        columns: Vec::new(),
        left_over: Vec::new(),
        new_regions: Vec::new(),
        problems: Vec::new(),
    };
    match layout {
        Layout::Block => {
            let line = |i| lines.line(i).iter().map(|c| c.to_string()).collect();
            plan.block = (0..lines.len()).map(line).collect();
        }
        Layout::YearsAndNumbers => years_and_numbers(&mut plan, study, &lines)?,
        Layout::Table { header, units, .. } => {
            table(&mut plan, study, &lines, &names, (header, units), chosen)?;
        }
    }
    Ok(plan)
}

fn years_and_numbers(
    plan: &mut PastePlan,
    study: &Study,
    lines: &Lines<'_>,
) -> Result<(), PasteError> {
    let (sheet, row, column) = plan.target.clone();
    let keys = Keys::Columns {
        year: 0,
        region: None,
    };
    let keyed = line_keys(lines, 0, keys, study, &sheet, row)?;
    let columns = study.sheet(&sheet).map(|s| s.columns.as_slice());
    let columns = columns.unwrap_or_default();
    for from in 1..lines.width() {
        match columns.get(column + from - 1) {
            Some(to) => {
                let heading = Heading {
                    indicator: to.indicator.clone(),
                    unit: None,
                };
                add(plan, study, lines, &keyed, (from, String::new(), heading));
            }
            None => plan.left_over.push((from, String::new())),
        }
    }
    finish(plan, keyed)
}

fn table(
    plan: &mut PastePlan,
    study: &Study,
    lines: &Lines<'_>,
    names: &Names,
    (header, units): (usize, Option<usize>),
    chosen: &[(usize, String)],
) -> Result<(), PasteError> {
    let (sheet, row, _) = plan.target.clone();
    let width = plan.width;
    let headings: Vec<Option<Heading>> = (0..width)
        .map(|c| {
            let text = lines.cell(header, c);
            let mut found = heading(text, names, study);
            if let Some((_, indicator)) = chosen.iter().find(|(at, _)| *at == c) {
                let unit = found
                    .take()
                    .and_then(|h| h.unit)
                    .or_else(|| named_unit(text));
                found = Some(Heading {
                    indicator: indicator.clone(),
                    unit,
                });
            }
            found
        })
        .collect();
    let first = units.unwrap_or(header) + 1;
    let is_value: Vec<bool> = headings.iter().map(Option::is_some).collect();
    let keys = key_columns(lines, Some(header), first, &is_value, study);
    // Rows one after the other would give the lines years that are not theirs.
    if keys == Keys::Cursor
        && let Some(at) = (0..width).find(|&c| is_year_heading(lines.cell(header, c)))
        && first < lines.len()
    {
        return Err(PasteError::NotYears {
            header: lines.cell(header, at).trim().to_owned(),
            text: lines.cell(first, at).trim().to_owned(),
        });
    }
    let keyed = line_keys(lines, first, keys, study, &sheet, row)?;
    for (from, heading) in headings.into_iter().enumerate() {
        let text = lines.cell(header, from).trim().to_owned();
        let is_key = match keyed.keys {
            Keys::Columns { year, region } => from == year || Some(from) == region,
            Keys::Cursor => false,
        };
        match heading {
            Some(mut found) if home(study, &found.indicator).is_some() => {
                if found.unit.is_none() {
                    found.unit = units.and_then(|u| unit_cell(lines.cell(u, from)).map(Ok));
                }
                add(plan, study, lines, &keyed, (from, text, found));
            }
            _ if is_key || text.is_empty() => {}
            _ => plan.left_over.push((from, text)),
        }
    }
    finish(plan, keyed)
}

/// The unit in the brackets of a heading whose name nobody knows.
fn named_unit(text: &str) -> Option<Result<Unit, UnitError>> {
    let (_, inner) = text.trim().rsplit_once(['(', '（', '[', '【'])?;
    Unit::parse(inner.trim_end_matches([')', '）', ']', '】']))
        .ok()
        .map(Ok)
}

fn add(
    plan: &mut PastePlan,
    study: &Study,
    lines: &Lines<'_>,
    keyed: &LineKeys,
    (from, header, found): (usize, String, Heading),
) {
    let Some((sheet, column)) = home(study, &found.indicator) else {
        return;
    };
    let existing = column.and_then(|c| study.sheet(sheet)?.columns.get(c));
    let named = found.unit.clone().and_then(Result::ok);
    let usual = || Names::load().unit(&found.indicator).cloned();
    let Some(unit) = existing
        .map(|c| c.unit.clone())
        .or_else(|| named.clone())
        .or_else(usual)
    else {
        return;
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
        .any(|c| c.indicator == found.indicator && c.refused.is_none());
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
    let mut planned = PlannedColumn {
        from,
        header,
        indicator: found.indicator,
        sheet: sheet.to_owned(),
        unit_in: named,
        unit,
        ratio,
        accepted: 0,
        faults: 0,
        refused,
        cells: Vec::new(),
    };
    if planned.refused.is_none() {
        planned.cells = keyed
            .rows
            .iter()
            .map(|(line, _)| converted(lines.cell(*line, from), ratio))
            .collect();
        let count = |test: fn(&Cell) -> bool| planned.cells.iter().filter(|c| test(c)).count();
        planned.accepted = count(|c| matches!(c, Cell::Number(_)));
        planned.faults = count(Cell::is_bad);
    }
    plan.columns.push(planned);
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

fn finish(plan: &mut PastePlan, keyed: LineKeys) -> Result<(), PasteError> {
    if plan.columns.iter().all(|c| c.refused.is_some()) {
        // A refusal says more than “nothing recognised”; without one the headings are all there is to say.
        if plan.columns.is_empty() {
            let headers: Vec<&str> = plan.left_over.iter().map(|(_, h)| h.as_str()).collect();
            return Err(PasteError::NothingRecognised {
                headers: headers.join(", "),
            });
        }
    }
    plan.keys = keyed.keys;
    plan.rows = keyed.rows.into_iter().map(|(_, key)| key).collect();
    plan.new_regions = keyed.new_regions;
    plan.problems = keyed.problems;
    Ok(())
}
