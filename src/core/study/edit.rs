//! Edits: each takes a study and gives a new one, or says why not and leaves everything as it was.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::typed::note_typed_in_place;
use super::{Cell, Column, EditError, RowKey, Sheet, Study, parse_year, read_cell, tidy};
use crate::core::units::Unit;

/// Most rows a sheet may hold: a table of 200 000 goes in beside what is there.
pub const MAX_ROWS: usize = 250_000;

/// Years a row may have.
const YEARS: RangeInclusive<i32> = 1000..=9999;

/// A rectangle of text as typed or pasted: rows of cells.
pub type Block = Vec<Vec<String>>;

/// A rectangle of cells by their places in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// Rows.
    pub rows: RangeInclusive<usize>,
    /// Columns.
    pub columns: RangeInclusive<usize>,
}

impl Study {
    /// Writes a block of text with its top left corner at a cell. Rows that are missing below are added with the years
    /// that follow.
    ///
    /// # Errors
    /// [`EditError::TooWide`], [`EditError::TooLong`], [`EditError::YearsRunOut`], [`EditError::NoSheet`], [`EditError::Nothing`].
    pub fn write(
        &self,
        sheet: &str,
        row: usize,
        column: usize,
        block: &[Vec<String>],
    ) -> Result<Self, EditError> {
        self.edit_sheet(sheet, |s| {
            let width = block.iter().map(Vec::len).max().unwrap_or(0);
            let room = s.columns.len().saturating_sub(column);
            if width > room {
                return Err(EditError::TooWide { given: width, room });
            }
            add_rows(s, row + block.len(), &self.first_region())?;
            for offset in 0..width {
                let cells = Arc::make_mut(&mut s.columns[column + offset].cells);
                for (target, line) in cells[row..].iter_mut().zip(block) {
                    if let Some(text) = line.get(offset) {
                        *target = read_cell(text, target);
                    }
                }
            }
            Ok(())
        })
    }

    /// Restores the last valid value of a cell.
    ///
    /// # Errors
    /// [`EditError::NoSheet`], [`EditError::Nothing`].
    pub fn restore(&self, sheet: &str, row: usize, column: usize) -> Result<Self, EditError> {
        self.edit_sheet(sheet, |s| {
            let cells = s
                .columns
                .get_mut(column)
                .map(|c| Arc::make_mut(&mut c.cells));
            let cell = cells
                .and_then(|c| c.get_mut(row))
                .ok_or_else(|| nothing("cell"))?;
            *cell = cell.value().map_or(Cell::Empty, Cell::Number);
            Ok(())
        })
    }

    /// Copies a rectangle of cells over a larger one that holds it, again and again where it is smaller, as Ctrl+D, Ctrl+R
    /// and the fill handle of a spreadsheet do.
    ///
    /// # Errors
    /// [`EditError::NoSheet`], [`EditError::Nothing`] when a rectangle reaches beyond the sheet.
    pub fn fill(&self, sheet: &str, from: &Cells, to: &Cells) -> Result<Self, EditError> {
        self.edit_sheet(sheet, |s| {
            for Cells { rows, columns } in [from, to] {
                if *rows.end() >= s.rows.len()
                    || *columns.end() >= s.columns.len()
                    || rows.is_empty()
                    || columns.is_empty()
                {
                    return Err(nothing("cell"));
                }
            }
            let pattern: Vec<Vec<Cell>> = s.columns[from.columns.clone()]
                .iter()
                .map(|c| c.cells[from.rows.clone()].to_vec())
                .collect();
            let at = |i: usize, start: usize, length: usize| (i + length - start % length) % length;
            for column in to.columns.clone() {
                let source = &pattern[at(column, *from.columns.start(), pattern.len())];
                let cells = Arc::make_mut(&mut s.columns[column].cells);
                for row in to.rows.clone() {
                    cells[row] = source[at(row, *from.rows.start(), source.len())].clone();
                }
            }
            Ok(())
        })
    }

    /// Inserts an empty row before `row`, with the year after the one above it.
    ///
    /// # Errors
    /// [`EditError::DuplicateRow`] when that year is taken, [`EditError::TooLong`], [`EditError::NoSheet`].
    pub fn insert_row(&self, sheet: &str, row: usize) -> Result<Self, EditError> {
        self.edit_sheet(sheet, |s| {
            let row = row.min(s.rows.len());
            let key = match (
                row.checked_sub(1).and_then(|r| s.rows.get(r)),
                s.rows.get(row),
            ) {
                (Some(above), _) => RowKey {
                    region: above.region.clone(),
                    year: above.year + 1,
                },
                (None, Some(first)) => RowKey {
                    region: first.region.clone(),
                    year: first.year - 1,
                },
                (None, None) => RowKey {
                    region: self.first_region(),
                    year: 2005,
                },
            };
            if !YEARS.contains(&key.year) {
                return Err(EditError::YearsRunOut { rows: 1 });
            }
            check_free(s, &key, None)?;
            check_length(s.rows.len() + 1)?;
            Arc::make_mut(&mut s.rows).insert(row, key);
            for column in &mut s.columns {
                Arc::make_mut(&mut column.cells).insert(row, Cell::Empty);
            }
            Ok(())
        })
    }

    /// Removes whole rows.
    ///
    /// # Errors
    /// [`EditError::NoSheet`], [`EditError::Nothing`] when a row does not exist.
    pub fn remove_rows(&self, sheet: &str, rows: RangeInclusive<usize>) -> Result<Self, EditError> {
        self.edit_sheet(sheet, |s| {
            if rows.is_empty() || *rows.end() >= s.rows.len() {
                return Err(nothing("row"));
            }
            Arc::make_mut(&mut s.rows).drain(rows.clone());
            for column in &mut s.columns {
                Arc::make_mut(&mut column.cells).drain(rows.clone());
            }
            Ok(())
        })
    }

    /// Changes the year of a row.
    ///
    /// # Errors
    /// [`EditError::NotAYear`], [`EditError::DuplicateRow`], [`EditError::NoSheet`], [`EditError::Nothing`].
    pub fn set_year(&self, sheet: &str, row: usize, text: &str) -> Result<Self, EditError> {
        let year = parse_year(text).ok_or_else(|| EditError::NotAYear {
            text: text.to_owned(),
        })?;
        self.edit_sheet(sheet, |s| {
            let key = s.rows.get(row).ok_or_else(|| nothing("row"))?;
            let key = RowKey {
                region: key.region.clone(),
                year,
            };
            check_free(s, &key, Some(row))?;
            Arc::make_mut(&mut s.rows)[row] = key;
            Ok(())
        })
    }

    /// Shows a column in another unit: the numbers are converted, what they mean stays. The unit the numbers came in is
    /// remembered; back in that unit the column counts as not converted.
    ///
    /// # Errors
    /// [`EditError::Unit`] when the units measure different things, [`EditError::NoSheet`], [`EditError::Nothing`].
    pub fn convert_column(
        &self,
        sheet: &str,
        column: usize,
        unit: &Unit,
    ) -> Result<Self, EditError> {
        self.edit_sheet(sheet, |s| {
            let column = s.columns.get_mut(column).ok_or_else(|| nothing("column"))?;
            let ratio = column.unit.ratio_to(unit)?;
            for cell in Arc::make_mut(&mut column.cells) {
                let (Cell::Number(v) | Cell::Bad { kept: Some(v), .. }) = cell else {
                    continue;
                };
                let converted = tidy(*v * ratio);
                if converted.is_finite() {
                    *v = converted;
                } else {
                    let text = v.to_string();
                    *cell = Cell::Bad { text, kept: None };
                }
            }
            column.half_width = column.half_width.map(|h| tidy(h * ratio));
            let before = std::mem::replace(&mut column.unit, unit.clone());
            let came_in = column.converted_from.take().unwrap_or(before);
            column.converted_from = (came_in != *unit).then_some(came_in);
            Ok(())
        })
    }

    /// Says that the numbers of a column were in another unit all along: the numbers stay, what they mean changes.
    ///
    /// # Errors
    /// [`EditError::Unit`] when the units measure different things, [`EditError::NoSheet`], [`EditError::Nothing`].
    pub fn relabel_column(
        &self,
        sheet: &str,
        column: usize,
        unit: &Unit,
    ) -> Result<Self, EditError> {
        self.edit_sheet(sheet, |s| {
            let column = s.columns.get_mut(column).ok_or_else(|| nothing("column"))?;
            column.unit.ratio_to(unit)?;
            column.unit = unit.clone();
            column.converted_from = None;
            Ok(())
        })
    }

    pub(super) fn edit_sheet(
        &self,
        id: &str,
        edit: impl FnOnce(&mut Sheet) -> Result<(), EditError>,
    ) -> Result<Self, EditError> {
        let mut study = self.clone();
        let at = study.sheets.iter().position(|s| s.id == id);
        let at = at.ok_or_else(|| EditError::NoSheet {
            sheet: id.to_owned(),
        })?;
        edit(&mut study.sheets[at])?;
        note_typed_in_place(&mut study.typed, &self.sheets[at], &study.sheets[at]);
        Ok(study)
    }
}

pub(super) fn nothing(what: &str) -> EditError {
    EditError::Nothing {
        what: what.to_owned(),
    }
}

fn check_length(rows: usize) -> Result<(), EditError> {
    if rows > MAX_ROWS {
        Err(EditError::TooLong { rows })
    } else {
        Ok(())
    }
}

fn check_free(sheet: &Sheet, key: &RowKey, except: Option<usize>) -> Result<(), EditError> {
    let taken = sheet
        .rows
        .iter()
        .enumerate()
        .any(|(i, k)| k == key && Some(i) != except);
    if taken {
        Err(EditError::DuplicateRow {
            region: key.region.to_string(),
            year: key.year,
        })
    } else {
        Ok(())
    }
}

fn add_rows(sheet: &mut Sheet, length: usize, region: &Arc<str>) -> Result<(), EditError> {
    check_length(length)?;
    let Some(missing) = length.checked_sub(sheet.rows.len()).filter(|&m| m > 0) else {
        return Ok(());
    };
    let last = sheet.rows.last().cloned().unwrap_or(RowKey {
        region: region.clone(),
        year: 2004,
    });
    let highest = sheet
        .rows
        .iter()
        .filter(|k| k.region == last.region)
        .map(|k| k.year)
        .max()
        .unwrap_or(last.year);
    if i64::from(highest) + missing as i64 > i64::from(*YEARS.end()) {
        return Err(EditError::YearsRunOut { rows: missing });
    }
    let rows = Arc::make_mut(&mut sheet.rows);
    rows.extend((1..=missing).map(|i| RowKey {
        region: last.region.clone(),
        year: highest + i as i32,
    }));
    for Column { cells, .. } in &mut sheet.columns {
        Arc::make_mut(cells).resize(length, Cell::Empty);
    }
    Ok(())
}
