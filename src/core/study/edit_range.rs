//! Edits of a rectangle of cells, and of the rows a table needs.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::edit::nothing;
use super::{Cell, EditError, Study};

impl Study {
    /// Empties a rectangle of cells; their old values are no longer used.
    ///
    /// # Errors
    /// [`EditError::NoSheet`], [`EditError::Nothing`] when a row or column does not exist.
    pub fn clear(
        &self,
        sheet: &str,
        rows: RangeInclusive<usize>,
        columns: RangeInclusive<usize>,
    ) -> Result<Self, EditError> {
        self.edit_sheet(sheet, |s| {
            if *rows.end() >= s.rows.len() || *columns.end() >= s.columns.len() {
                return Err(nothing("cell"));
            }
            if rows.is_empty() || columns.is_empty() {
                return Ok(());
            }
            for column in &mut s.columns[columns] {
                Arc::make_mut(&mut column.cells)[rows.clone()].fill(Cell::Empty);
            }
            Ok(())
        })
    }

    /// Adds the year after that of `row`, below it; when that year has a row already, the first free year at the end of
    /// the region. Gives the study and the position of the new row.
    ///
    /// # Errors
    /// Those of [`Study::insert_row`].
    pub fn insert_year(&self, sheet: &str, row: usize) -> Result<(Self, usize), EditError> {
        let table = self.sheet(sheet).ok_or_else(|| EditError::NoSheet {
            sheet: sheet.to_owned(),
        })?;
        let Some(key) = table.rows.get(row) else {
            return Ok((self.insert_row(sheet, row)?, row.min(table.rows.len())));
        };
        let of_region = || {
            table
                .rows
                .iter()
                .zip(0..)
                .filter(|(k, _)| k.region == key.region)
        };
        let is_taken = of_region().any(|(k, _)| k.year == key.year + 1);
        let after = if is_taken {
            let last = of_region().max_by_key(|(k, _)| k.year).map(|(_, i)| i);
            last.unwrap_or(row)
        } else {
            row
        };
        Ok((self.insert_row(sheet, after + 1)?, after + 1))
    }

    /// Notes that a person has looked at a doubtful cell and found it right.
    ///
    /// # Errors
    /// [`EditError::NoSheet`], [`EditError::Nothing`].
    pub fn mark_checked(&self, sheet: &str, row: usize, column: usize) -> Result<Self, EditError> {
        let table = self.sheet(sheet).ok_or_else(|| EditError::NoSheet {
            sheet: sheet.to_owned(),
        })?;
        let key = table.rows.get(row).ok_or_else(|| nothing("row"))?;
        let column = table.columns.get(column).ok_or_else(|| nothing("column"))?;
        let mark = (
            sheet.to_owned(),
            column.indicator.clone(),
            key.region.to_string(),
            key.year,
        );
        let mut study = self.clone();
        if !study.checked.contains(&mark) {
            study.checked.push(mark);
        }
        Ok(study)
    }
}
