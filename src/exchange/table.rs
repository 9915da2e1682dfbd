//! A table of text as it stands on the page, and as csv.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::csv::{self, Mark};
use crate::core::number;

/// A table behind a chart or on a page: what a person sees, and what is saved.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DataTable {
    /// Headings.
    pub head: Vec<String>,
    /// Rows of cells.
    pub rows: Vec<Vec<String>>,
}

impl DataTable {
    /// Comma-separated text with a byte-order mark, which Excel needs to see that it is UTF-8. Numbers are written plain:
    /// no thin spaces, an ASCII minus. A cell that a spreadsheet would run as a formula is quoted with an apostrophe.
    ///
    /// ```
    /// use tanheng::exchange::table::DataTable;
    /// let table = DataTable { head: vec!["year".into()], rows: vec![vec!["−1\u{2009}234.5".into()], vec!["=1+1".into()]] };
    /// assert_eq!(table.to_csv(), "\u{feff}year\r\n-1234.5\r\n'=1+1\r\n");
    /// ```
    #[must_use]
    pub fn to_csv(&self) -> String {
        self.to_csv_with(Mark::With)
    }

    /// [`Self::to_csv`] with the mark or without it.
    #[must_use]
    pub fn to_csv_with(&self, mark: Mark) -> String {
        let mut out = String::from(mark.text());
        for row in std::iter::once(&self.head).chain(&self.rows) {
            for (at, cell) in row.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                csv::put(&mut out, &plain(cell));
            }
            out.push_str("\r\n");
        }
        out
    }

    /// Tab-separated text, as Excel and WPS paste it.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let line = |row: &Vec<String>| {
            row.iter()
                .map(|c| c.replace(['\t', '\n', '\r'], " "))
                .collect::<Vec<_>>()
                .join("\t")
        };
        std::iter::once(&self.head)
            .chain(&self.rows)
            .map(line)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// A number as programs read it; text as it is.
fn plain(cell: &str) -> Cow<'_, str> {
    if !cell.contains(['\u{2009}', '−']) {
        return Cow::Borrowed(cell);
    }
    let plain = cell.replace('\u{2009}', "").replace('−', "-");
    if number::parse(&plain).is_some() {
        Cow::Owned(plain)
    } else {
        Cow::Borrowed(cell)
    }
}
