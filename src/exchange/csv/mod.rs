//! A sheet as comma-separated text (RFC 4180) that [`super::paste`] takes back: the same amounts to the last bit, units, years
//! and regions. What text cannot hold stays behind: sources, and the last valid value beside a text that is no number.

mod cell;

pub(super) use cell::{bare, guarded, put};

use std::collections::HashMap;

use super::paste::known_region;
use crate::core::study::{Cell, Column, Study, Text};

/// The words of a language, which this floor does not know.
pub struct Names<'a> {
    /// Heading of the regions.
    pub region: &'a str,
    /// Heading of the years.
    pub year: &'a str,
    /// Heading of a column: its name with the unit in brackets.
    pub column: &'a dyn Fn(&Column) -> String,
    /// Name of a region.
    pub pick: &'a dyn Fn(&Text) -> String,
}

/// Whether the text begins with a byte-order mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mark {
    /// With it: Excel needs it to see UTF-8.
    #[default]
    With,
    /// Without it, for programs that take it for a part of the first heading.
    Without,
}

impl Mark {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::With => "\u{feff}",
            Self::Without => "",
        }
    }
}

/// Rows of texts as lines; what a spreadsheet would take for a formula is disarmed.
///
/// ```
/// use tanheng::exchange::csv;
/// assert_eq!(csv::rows(&[vec!["a,b".into(), "=1".into(), "-2".into()]]), "\"a,b\",'=1,-2\r\n");
/// ```
#[must_use]
pub fn rows(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            put(&mut out, cell);
        }
        out.push_str("\r\n");
    }
    out
}

/// Every row and column of a sheet; `None` when the study has no such sheet. Regions have a column when there are several.
///
/// ```
/// use tanheng::exchange::{cases, csv};
/// let study = cases::load("guizhou").expect("shipped");
/// let names = csv::Names {
///     region: "地区",
///     year: "年份",
///     column: &|c| format!("{}（{}）", c.indicator, c.unit.code()),
///     pick: &|_| String::new(),
/// };
/// let text = csv::sheet(&study, "activity", &names, csv::Mark::Without).expect("in the case");
/// assert!(text.starts_with("年份,fertiliser_pure（10kt）,sown_area（kha）,"));
/// assert!(text.contains("\r\n2005,77.41,4804.1,"));
/// ```
#[must_use]
pub fn sheet(study: &Study, id: &str, names: &Names<'_>, mark: Mark) -> Option<String> {
    let sheet = study.sheet(id)?;
    let first = sheet.rows.first().map(|key| &key.region);
    let has_regions =
        study.regions.len() > 1 || sheet.rows.iter().any(|key| Some(&key.region) != first);
    let mut out = String::from(mark.text());
    if has_regions {
        put(&mut out, names.region);
        out.push(',');
    }
    put(&mut out, names.year);
    for column in &sheet.columns {
        out.push(',');
        put(&mut out, &(names.column)(column));
    }
    out.push_str("\r\n");
    let mut written: HashMap<&str, String> = HashMap::new();
    for (row, key) in sheet.rows.iter().enumerate() {
        if has_regions {
            let region = written
                .entry(&key.region)
                .or_insert_with(|| region(study, &key.region, names));
            put(&mut out, region);
            out.push(',');
        }
        out.push_str(&key.year.to_string());
        for column in &sheet.columns {
            out.push(',');
            match column.cells.get(row) {
                Some(Cell::Number(value)) => out.push_str(&number(*value)),
                Some(Cell::Bad { text, .. }) => put(&mut out, text),
                Some(Cell::Empty) | None => {}
            }
        }
        out.push_str("\r\n");
    }
    Some(out)
}

/// The name of a region where it leads back to it, otherwise its code: 吉林省 and 吉林市 are both read as 吉林.
fn region(study: &Study, code: &str, names: &Names<'_>) -> String {
    let listed = study.regions.iter().find(|r| r.code == code);
    let name = listed.map(|r| (names.pick)(&r.name));
    name.filter(|name| known_region(study, name) == Some(code))
        .unwrap_or_else(|| code.to_owned())
}

/// The shortest digits that give the same number back, with a power of ten where they would be long.
fn number(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || (1e-7..1e21).contains(&size) {
        value.to_string()
    } else {
        format!("{value:e}")
    }
}
