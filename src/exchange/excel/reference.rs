//! How a formula names cells.

use rust_xlsxwriter::utility::{row_col_to_cell, row_col_to_cell_absolute};

/// A cell by row and column, both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At(pub usize, pub usize);

impl At {
    fn numbers(self) -> (u32, u16) {
        let row = u32::try_from(self.0).unwrap_or(u32::MAX);
        (row, u16::try_from(self.1).unwrap_or(u16::MAX))
    }

    /// `B3`, which moves along when the formula is copied.
    ///
    /// ```
    /// use tanheng::exchange::excel::At;
    /// assert_eq!((At(2, 1).name(), At(2, 27).fixed()), ("B3".to_owned(), "$AB$3".to_owned()));
    /// assert_eq!(At(2, 1).fixed_in("数据"), "'数据'!$B$3");
    /// ```
    #[must_use]
    pub fn name(self) -> String {
        let (row, column) = self.numbers();
        row_col_to_cell(row, column)
    }

    /// `$B$3`, which stays.
    #[must_use]
    pub fn fixed(self) -> String {
        let (row, column) = self.numbers();
        row_col_to_cell_absolute(row, column)
    }

    /// `'sheet'!B3`.
    #[must_use]
    pub fn name_in(self, tab: &str) -> String {
        format!("'{tab}'!{}", self.name())
    }

    /// `'sheet'!$B$3`.
    #[must_use]
    pub fn fixed_in(self, tab: &str) -> String {
        format!("'{tab}'!{}", self.fixed())
    }
}

/// `$B$3:$B$9`: part of a column, both rows included.
#[must_use]
pub fn range(column: usize, first: usize, last: usize) -> String {
    format!("{}:{}", At(first, column).fixed(), At(last, column).fixed())
}
