//! A table of text as it stands on the page, and as csv.

/// A table behind a chart or on a page: what a person sees, and what is saved.
#[derive(Debug, Clone, Default, PartialEq)]
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
        let mut out = String::from("\u{feff}");
        for row in std::iter::once(&self.head).chain(&self.rows) {
            let cells: Vec<String> = row.iter().map(|c| csv_cell(c)).collect();
            out.push_str(&cells.join(","));
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

fn csv_cell(text: &str) -> String {
    let plain = text.replace('\u{2009}', "").replace('−', "-");
    if plain.parse::<f64>().is_ok_and(f64::is_finite) {
        plain
    } else {
        csv_text(&plain)
    }
}

/// A text as a field of comma-separated text. One that a spreadsheet would run as a formula gets an apostrophe before it.
///
/// ```
/// use tanheng::exchange::table::csv_text;
/// assert_eq!(["=1+1", "@a", "a,b", "贵州"].map(csv_text), ["'=1+1", "'@a", "\"a,b\"", "贵州"]);
/// ```
#[must_use]
pub fn csv_text(text: &str) -> String {
    let safe = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if safe.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}
