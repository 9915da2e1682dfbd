//! What a table says about a whole column: which cells are no numbers, which are doubtful, how its numbers are written.

use super::check::doubtful_in;
use super::{Cell, Doubt, RowKey};

/// Most decimals a column is shown with; the cell's own line shows all.
const MOST_DECIMALS: usize = 5;

/// Facts that cost one pass over a column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ColumnFacts {
    /// Rows whose text is no number, ascending.
    pub bad: Vec<usize>,
    /// Cells that jump out of the column, ascending by row.
    pub doubts: Vec<Doubt>,
    /// Cells with a number.
    pub filled: usize,
    /// Decimals that show every number of the column in full, at most five.
    pub decimals: usize,
    /// Whether a number has five digits before the point, so that all are written in groups of three.
    pub is_grouped: bool,
}

impl ColumnFacts {
    /// Looks through the column at `column`.
    ///
    /// ```
    /// use tanheng::core::study::{Cell, ColumnFacts};
    /// let cells = [Cell::Number(29321.0), Cell::Number(51138.39), Cell::Empty];
    /// let facts = ColumnFacts::of(&[], &cells, 0);
    /// assert_eq!((facts.filled, facts.decimals, facts.is_grouped), (2, 2, true));
    /// ```
    #[must_use]
    pub fn of(rows: &[RowKey], cells: &[Cell], column: usize) -> Self {
        let mut facts = Self {
            doubts: doubtful_in(rows, cells, column),
            ..Self::default()
        };
        for (row, cell) in cells.iter().enumerate() {
            match cell {
                Cell::Number(value) => {
                    facts.filled += 1;
                    facts.is_grouped |= value.abs() >= 9999.5;
                    facts.decimals = decimals(*value, facts.decimals);
                }
                Cell::Bad { .. } => facts.bad.push(row),
                Cell::Empty => {}
            }
        }
        facts
    }
}

/// Fewest decimals, from `least` on, that write a value without loss.
fn decimals(value: f64, least: usize) -> usize {
    let mut scaled = value * [1.0, 1e1, 1e2, 1e3, 1e4, 1e5][least.min(MOST_DECIMALS)];
    for decimals in least..MOST_DECIMALS {
        if (scaled - scaled.round()).abs() <= 1e-9 * scaled.abs().max(1.0) {
            return decimals;
        }
        scaled *= 10.0;
    }
    MOST_DECIMALS
}
