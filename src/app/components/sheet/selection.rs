//! Which cells are selected, and where keys move the selection.

use std::ops::RangeInclusive;

use crate::core::study::{Cell, Cells, Sheet};

/// A rectangle of cells: the active cell and the corner across from it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Selection {
    /// Row of the active cell.
    pub row: usize,
    /// Column of the active cell.
    pub column: usize,
    /// Row of the other corner.
    pub to_row: usize,
    /// Column of the other corner.
    pub to_column: usize,
}

/// A direction of the arrow keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
    Left,
    Right,
}

impl Selection {
    /// One cell.
    pub fn at(row: usize, column: usize) -> Self {
        Self {
            row,
            column,
            to_row: row,
            to_column: column,
        }
    }

    /// Rows covered.
    pub fn rows(self) -> RangeInclusive<usize> {
        self.row.min(self.to_row)..=self.row.max(self.to_row)
    }

    /// Columns covered.
    pub fn columns(self) -> RangeInclusive<usize> {
        self.column.min(self.to_column)..=self.column.max(self.to_column)
    }

    /// The cells covered.
    pub fn cells(self) -> Cells {
        Cells {
            rows: self.rows(),
            columns: self.columns(),
        }
    }

    /// The rectangle that a handle dragged to a cell fills: longer in the one direction in which the cell is further away.
    pub fn filled_to(self, row: usize, column: usize) -> Self {
        let (rows, columns) = (self.rows(), self.columns());
        let away = |at: usize, range: &RangeInclusive<usize>| {
            range.start().saturating_sub(at) + at.saturating_sub(*range.end())
        };
        let is_down = away(row, &rows) >= away(column, &columns);
        let grown = |range: RangeInclusive<usize>, at: usize| {
            (at.min(*range.start()), at.max(*range.end()))
        };
        let (rows, columns) = if is_down {
            (grown(rows, row), columns.into_inner())
        } else {
            (rows.into_inner(), grown(columns, column))
        };
        Self {
            row: rows.0,
            column: columns.0,
            to_row: rows.1,
            to_column: columns.1,
        }
    }

    /// Whether it is one cell.
    pub fn is_single(self) -> bool {
        (self.row, self.column) == (self.to_row, self.to_column)
    }

    /// Number of rows and columns.
    pub fn size(self) -> (usize, usize) {
        (
            self.row.abs_diff(self.to_row) + 1,
            self.column.abs_diff(self.to_column) + 1,
        )
    }

    /// The same, brought inside a table.
    pub fn within(self, rows: usize, columns: usize) -> Self {
        let (row, column) = (rows.saturating_sub(1), columns.saturating_sub(1));
        Self {
            row: self.row.min(row),
            column: self.column.min(column),
            to_row: self.to_row.min(row),
            to_column: self.to_column.min(column),
        }
    }

    /// The other corner moved to a cell.
    pub fn extended(self, to_row: usize, to_column: usize) -> Self {
        Self {
            to_row,
            to_column,
            ..self
        }
    }

    /// The selection after an arrow key: moved, or extended with Shift.
    pub fn moved(self, sheet: &Sheet, way: Way, extends: bool, to_edge: bool) -> Self {
        let from = if extends {
            (self.to_row, self.to_column)
        } else {
            (self.row, self.column)
        };
        let (row, column) = if to_edge {
            edge(sheet, from, way)
        } else {
            step(sheet, from, way).unwrap_or(from)
        };
        if extends {
            self.extended(row, column)
        } else {
            Self::at(row, column)
        }
    }
}

fn step(sheet: &Sheet, (row, column): (usize, usize), way: Way) -> Option<(usize, usize)> {
    Some(match way {
        Way::Up => (row.checked_sub(1)?, column),
        Way::Down if row + 1 < sheet.rows.len() => (row + 1, column),
        Way::Left => (row, column.checked_sub(1)?),
        Way::Right if column + 1 < sheet.columns.len() => (row, column + 1),
        _ => return None,
    })
}

/// The last filled cell before an empty one, or the next filled one, as spreadsheets jump.
fn edge(sheet: &Sheet, from: (usize, usize), way: Way) -> (usize, usize) {
    let filled = |(r, c): (usize, usize)| sheet.cell(r, c).is_some_and(|cell| *cell != Cell::Empty);
    let Some(mut at) = step(sheet, from, way) else {
        return from;
    };
    let runs = filled(from) && filled(at);
    while let Some(next) = step(sheet, at, way) {
        if runs && !filled(next) || !runs && filled(at) {
            break;
        }
        at = next;
    }
    at
}
