//! A table of region × year rows and indicator columns.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::core::units::Unit;

/// What stands in one cell.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// A number in the column's unit.
    Number(f64),
    /// Text that is no number. The last valid value goes on being used and is shown beside it.
    Bad {
        /// What was typed.
        text: String,
        /// Last valid value of this cell.
        kept: Option<f64>,
    },
    /// Nothing: not published, not entered. Never counted as 0.
    #[default]
    Empty,
}

impl Cell {
    /// The value that enters computations.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        match self {
            Self::Number(v) => Some(*v),
            Self::Bad { kept, .. } => *kept,
            Self::Empty => None,
        }
    }

    /// Whether what was typed is no number.
    #[must_use]
    pub fn is_bad(&self) -> bool {
        matches!(self, Self::Bad { .. })
    }
}

/// Which region and year a row is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowKey {
    /// Region code.
    pub region: Arc<str>,
    /// Calendar year.
    pub year: i32,
}

/// A column: one indicator in one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Id of the indicator in `data/indicators.json`, or a user's own name.
    pub indicator: String,
    /// Unit of the numbers.
    pub unit: Unit,
    /// Id of the source these figures come from.
    pub source: Option<String>,
    /// Unit they came in, when they were converted on the way in.
    pub converted_from: Option<Unit>,
    /// Half-width of the rounding interval, for figures derived from rounded ones.
    pub half_width: Option<f64>,
    /// One cell a row, shared between versions of the study.
    pub cells: Arc<Vec<Cell>>,
}

/// A named table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "SheetFile", into = "SheetFile")]
pub struct Sheet {
    /// Id of the sheet; its title is `sheet.<id>` in the locale files.
    pub id: String,
    /// Row keys in order, shared between versions of the study.
    pub rows: Arc<Vec<RowKey>>,
    /// Columns in order.
    pub columns: Vec<Column>,
}

impl Sheet {
    /// Position of an indicator's column.
    #[must_use]
    pub fn position(&self, indicator: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.indicator == indicator)
    }

    /// The cell at a row and column.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.columns.get(column)?.cells.get(row)
    }

    /// Number of cells whose text is no number.
    #[must_use]
    pub fn bad_count(&self) -> usize {
        self.columns
            .iter()
            .flat_map(|c| c.cells.iter())
            .filter(|c| c.is_bad())
            .count()
    }
}

/// The layout in a file: a row a line, so that a changed year is one changed line.
#[derive(Clone, Serialize, Deserialize)]
struct SheetFile {
    id: String,
    columns: Vec<ColumnFile>,
    rows: Vec<RowFile>,
}

#[derive(Clone, Serialize, Deserialize)]
struct ColumnFile {
    indicator: String,
    unit: Unit,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    converted_from: Option<Unit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    half_width: Option<f64>,
}

#[derive(Clone, Serialize, Deserialize)]
struct RowFile {
    region: Arc<str>,
    year: i32,
    values: Vec<Cell>,
}

impl From<Sheet> for SheetFile {
    fn from(sheet: Sheet) -> Self {
        let rows = sheet
            .rows
            .iter()
            .enumerate()
            .map(|(i, key)| RowFile {
                region: key.region.clone(),
                year: key.year,
                values: sheet
                    .columns
                    .iter()
                    .map(|c| c.cells.get(i).cloned().unwrap_or_default())
                    .collect(),
            })
            .collect();
        let columns = sheet
            .columns
            .into_iter()
            .map(|c| ColumnFile {
                indicator: c.indicator,
                unit: c.unit,
                source: c.source,
                converted_from: c.converted_from,
                half_width: c.half_width,
            })
            .collect();
        Self {
            id: sheet.id,
            columns,
            rows,
        }
    }
}

impl TryFrom<SheetFile> for Sheet {
    type Error = String;

    fn try_from(file: SheetFile) -> Result<Self, String> {
        let width = file.columns.len();
        let mut cells: Vec<Vec<Cell>> = vec![Vec::with_capacity(file.rows.len()); width];
        let mut rows = Vec::with_capacity(file.rows.len());
        for row in file.rows {
            if row.values.len() != width {
                return Err(format!(
                    "sheet {:?}, row {} {}: {} values for {width} columns",
                    file.id,
                    row.region,
                    row.year,
                    row.values.len()
                ));
            }
            rows.push(RowKey {
                region: row.region,
                year: row.year,
            });
            for (column, cell) in cells.iter_mut().zip(row.values) {
                column.push(cell);
            }
        }
        let columns = file
            .columns
            .into_iter()
            .zip(cells)
            .map(|(c, cells)| Column {
                indicator: c.indicator,
                unit: c.unit,
                source: c.source,
                converted_from: c.converted_from,
                half_width: c.half_width,
                cells: Arc::new(cells),
            })
            .collect();
        Ok(Self {
            id: file.id,
            rows: Arc::new(rows),
            columns,
        })
    }
}
