//! What stands in a workbook.

use super::At;

/// A whole workbook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Book {
    /// Title in the properties of the file.
    pub title: String,
    /// Sheets in order.
    pub tabs: Vec<Tab>,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tab {
    /// Name on the tab: at most 31 characters, none of `[ ] : * ? / \`.
    pub name: String,
    /// Rows of cells, from the first.
    pub rows: Vec<Vec<Cell>>,
    /// Rows that stay in sight: the heading.
    pub frozen_rows: u32,
    /// Columns that stay in sight: the row's name.
    pub frozen_columns: u16,
    /// Widths of the first columns in characters; the others take the last one.
    pub widths: Vec<u16>,
    /// Whether it is out of sight.
    pub is_hidden: bool,
}

impl Tab {
    /// Puts a cell at a place; cells between are empty.
    pub fn put(&mut self, At(row, column): At, cell: impl Into<Cell>) {
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = cell.into();
    }
}

/// One cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text; never read as a formula, however it begins.
    Text(String),
    /// Text of a heading.
    Heading(String),
    /// A number.
    Number(f64),
    /// A number that the user entered, shown in another colour.
    Entered(f64),
    /// A formula and its value.
    Formula(Formula),
}

/// A formula beside the value it has now, which a reader without a calculator shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// The formula in English function names, without the leading `=`.
    pub text: String,
    /// Its value.
    pub cached: Cached,
}

/// Value of a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Cached {
    /// A number.
    Number(f64),
    /// Text; empty for a gap.
    Text(String),
}

impl Formula {
    /// A formula that gives a number, or the empty text where there is none.
    #[must_use]
    pub fn number(text: String, value: Option<f64>) -> Self {
        let cached = value.map_or_else(|| Cached::Text(String::new()), Cached::Number);
        Self { text, cached }
    }
}

impl From<Formula> for Cell {
    fn from(formula: Formula) -> Self {
        Self::Formula(formula)
    }
}
