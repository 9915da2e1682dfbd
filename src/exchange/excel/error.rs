//! Why there is no workbook.

use super::{LONGEST_FORMULA, MOST_CELLS, MOST_COLUMNS, MOST_ROWS};
use crate::core::problem::{Arg, Problem, Report};

/// Why there is no workbook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExcelError {
    /// More rows than a sheet holds.
    #[error("{tab}: {rows} rows, at most {MOST_ROWS}")]
    TooManyRows {
        /// Name of the sheet.
        tab: String,
        /// Rows it would have.
        rows: usize,
    },
    /// More columns than a sheet holds.
    #[error("{tab}: {columns} columns, at most {MOST_COLUMNS}")]
    TooManyColumns {
        /// Name of the sheet.
        tab: String,
        /// Columns it would have.
        columns: usize,
    },
    /// More cells than are written.
    #[error("{cells} cells, at most {MOST_CELLS}")]
    TooManyCells {
        /// Cells of all sheets.
        cells: usize,
    },
    /// A formula longer than a cell holds.
    #[error("{tab} {cell}: {length} characters, at most {LONGEST_FORMULA}")]
    FormulaTooLong {
        /// Name of the sheet.
        tab: String,
        /// Cell, such as `D4`.
        cell: String,
        /// Characters of the formula.
        length: usize,
    },
    /// The writer refused.
    #[error("{detail}")]
    Writer {
        /// What it says.
        detail: String,
    },
}

impl Report for ExcelError {
    fn problem(&self) -> Problem {
        let text = |text: &str| Arg::Text(text.to_owned());
        match self {
            Self::TooManyRows { tab, rows } => Problem::new("excel.too_many_rows")
                .with("tab", text(tab))
                .with("rows", Arg::Count(*rows))
                .with("limit", Arg::Count(MOST_ROWS)),
            Self::TooManyColumns { tab, columns } => Problem::new("excel.too_many_columns")
                .with("tab", text(tab))
                .with("columns", Arg::Count(*columns))
                .with("limit", Arg::Count(MOST_COLUMNS)),
            Self::TooManyCells { cells } => Problem::new("excel.too_many_cells")
                .with("cells", Arg::Count(*cells))
                .with("limit", Arg::Count(MOST_CELLS)),
            Self::FormulaTooLong { tab, cell, length } => Problem::new("excel.formula_too_long")
                .with("tab", text(tab))
                .with("cell", text(cell))
                .with("length", Arg::Count(*length))
                .with("limit", Arg::Count(LONGEST_FORMULA)),
            Self::Writer { detail } => Problem::new("excel.writer").with("detail", text(detail)),
        }
    }
}
