//! Tables of carbon pools and of areas, as comma-separated text.

use std::collections::BTreeMap;

use crate::core::problem::{Arg, Problem, Report};
use crate::core::storage::{ClassArea, Density, POOLS, Pool, PoolTable, StorageError};

/// The teaching table of the InVEST User's Guide; its figures are hypothetical.
pub const INVEST_GUIDE: &str = include_str!("../../data/pools/invest_guide.csv");
/// A table to be filled in.
pub const BLANK: &str = "lucode,LULC_name,C_above,C_below,C_soil,C_dead,source\n";

/// Most bytes of a table.
pub const MOST_BYTES: usize = 16 << 20;
/// Columns besides the pools, and what else they are called.
const CODE: &[&str] = &["lucode", "class", "code", "地类代码"];
const NAME: &[&str] = &["lulc_name", "name", "地类"];
const SOURCE: &[&str] = &["source", "来源"];
const ZONE: &[&str] = &["zone", "region", "分区"];
const AREA: &[&str] = &["area_ha", "area_hm2", "area", "面积"];
const PIXELS: &[&str] = &["pixels", "像元数"];

/// What is wrong with a table of pools or areas. Rows are those of the file, from 1, the heading being the first.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PoolsError {
    /// More than [`MOST_BYTES`].
    #[error("{bytes} bytes")]
    TooLarge {
        /// Its bytes.
        bytes: usize,
    },
    /// A column that has to be there.
    #[error("no column {column}")]
    NoColumn {
        /// Its name.
        column: &'static str,
    },
    /// Two columns of one name.
    #[error("two columns {column}")]
    ColumnTwice {
        /// Its name.
        column: String,
    },
    /// Nothing below the heading.
    #[error("no rows")]
    NoRows,
    /// An empty cell.
    #[error("row {row}, {column}: empty")]
    Blank {
        /// Row.
        row: usize,
        /// Column as it is headed.
        column: String,
    },
    /// A cell that is no number, or no whole number where one belongs.
    #[error("row {row}, {column}: {text:?}")]
    NotANumber {
        /// Row.
        row: usize,
        /// Column as it is headed.
        column: String,
        /// What stands there.
        text: String,
    },
    /// A figure below 0.
    #[error("row {row}, {column}: {value}")]
    Negative {
        /// Row.
        row: usize,
        /// Column as it is headed.
        column: String,
        /// What stands there.
        value: f64,
    },
    /// A class with two rows.
    #[error("row {row}: class {class} again, first in row {first}")]
    Twice {
        /// Row.
        row: usize,
        /// The row before.
        first: usize,
        /// Class code.
        class: i32,
    },
    /// What the table itself says.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Report for PoolsError {
    fn problem(&self) -> Problem {
        let text = |text: &str| Arg::Text(text.to_owned());
        let at = |code: &str, row: usize, column: &str| {
            Problem::new(code)
                .with("row", Arg::Count(row))
                .with("column", text(column))
        };
        match self {
            Self::TooLarge { bytes } => Problem::new("pools.too_large")
                .with("size", Arg::Count(bytes.div_ceil(1 << 20)))
                .with("limit", Arg::Count(MOST_BYTES >> 20)),
            Self::NoColumn { column } => {
                Problem::new("pools.no_column").with("column", text(column))
            }
            Self::ColumnTwice { column } => {
                Problem::new("pools.column_twice").with("column", text(column))
            }
            Self::NoRows => Problem::new("pools.no_rows"),
            Self::Blank { row, column } => at("pools.blank", *row, column),
            Self::NotANumber {
                row,
                column,
                text: found,
            } => at("pools.not_a_number", *row, column).with("text", text(found)),
            Self::Negative { row, column, value } => {
                at("pools.negative", *row, column).with("value", Arg::Number(*value))
            }
            Self::Twice { row, first, class } => Problem::new("pools.twice")
                .with("row", Arg::Count(*row))
                .with("first", Arg::Count(*first))
                .with("class", Arg::Text(class.to_string())),
            Self::Storage(error) => error.problem(),
        }
    }
}

/// Reads a table with the columns of InVEST: `lucode`, `LULC_name`, `C_above`, `C_below`, `C_soil`, `C_dead`, t C/ha. Their
/// order, a byte-order mark, a unit behind a name and other columns do not matter; `C_above_low` and `C_above_high`
/// give a range, `source` says where a row is from.
///
/// # Errors
/// [`PoolsError`] with row and column.
///
/// # Examples
/// ```
/// use tanheng::exchange::pools::{INVEST_GUIDE, read_pools};
/// let table = read_pools(INVEST_GUIDE)?;
/// assert_eq!(table.get(1).map(|p| p.total()), Some(257.0));
/// # Ok::<(), tanheng::exchange::pools::PoolsError>(())
/// ```
pub fn read_pools(text: &str) -> Result<PoolTable, PoolsError> {
    let table = Table::of(text)?;
    let code = table.column(CODE)?;
    let (name, source) = (table.optional(NAME)?, table.optional(SOURCE)?);
    let mut columns = Vec::new();
    for pool in POOLS {
        let (low, high) = (format!("{pool}_low"), format!("{pool}_high"));
        let low = table.optional(&[low.to_ascii_lowercase().as_str()])?;
        let high = table.optional(&[high.to_ascii_lowercase().as_str()])?;
        let own = pool.to_ascii_lowercase();
        let value = table.optional(&[own.as_str()])?;
        let value = value.ok_or(PoolsError::NoColumn { column: pool })?;
        columns.push((value, low, high));
    }
    let mut first: BTreeMap<i32, usize> = BTreeMap::new();
    let mut pools = Vec::new();
    for (row, cells) in &table.rows {
        let row = Cells {
            table: &table,
            row: *row,
            cells,
        };
        let class = row.whole(code)?;
        if let Some(first) = first.insert(class, row.row) {
            return Err(PoolsError::Twice {
                row: row.row,
                first,
                class,
            });
        }
        let mut densities = [Density::default(); 4];
        for (density, (value, low, high)) in densities.iter_mut().zip(&columns) {
            *density = Density {
                value: row.figure(*value)?,
                low: row.figure_or_none(*low)?,
                high: row.figure_or_none(*high)?,
            };
        }
        let [above, below, soil, dead] = densities;
        let source = source.map(|s| row.text(s).to_owned());
        pools.push(Pool {
            code: class,
            name: name.map(|n| row.text(n).to_owned()).unwrap_or_default(),
            above,
            below,
            soil,
            dead,
            source: source.filter(|s| !s.is_empty()),
        });
    }
    Ok(PoolTable::new(pools)?)
}

/// Reads a plain table of areas: `class` (or `lucode`), `area_ha` (or `area_hm2`), and where there are several `zone`.
///
/// # Errors
/// [`PoolsError`] with row and column.
///
/// # Examples
/// ```
/// use tanheng::exchange::pools::read_areas;
/// let areas = read_areas("class,zone,area_hm2\n1,昆明,12.5\n")?;
/// assert_eq!((areas[0].class, areas[0].zone.as_str(), areas[0].area), (1, "昆明", 12.5));
/// # Ok::<(), tanheng::exchange::pools::PoolsError>(())
/// ```
pub fn read_areas(text: &str) -> Result<Vec<ClassArea>, PoolsError> {
    let table = Table::of(text)?;
    let (class, area) = (table.column(CODE)?, table.column(AREA)?);
    let (zone, pixels) = (table.optional(ZONE)?, table.optional(PIXELS)?);
    let mut areas = Vec::new();
    for (row, cells) in &table.rows {
        let row = Cells {
            table: &table,
            row: *row,
            cells,
        };
        let pixels = row.figure_or_none(pixels)?.map(|p| p as u64);
        areas.push(ClassArea {
            class: row.whole(class)?,
            zone: zone.map(|z| row.text(z).to_owned()).unwrap_or_default(),
            area: row.figure(area)?,
            pixels,
        });
    }
    Ok(areas)
}

struct Table {
    /// As written, and as compared.
    head: Vec<(String, String)>,
    rows: Vec<(usize, Vec<String>)>,
}

impl Table {
    fn of(text: &str) -> Result<Self, PoolsError> {
        if text.len() > MOST_BYTES {
            return Err(PoolsError::TooLarge { bytes: text.len() });
        }
        let text = text.trim_start_matches('\u{feff}');
        let line = text.lines().next().unwrap_or_default();
        let often = |c: char| line.matches(c).count();
        let separator = [',', '\t', ';']
            .into_iter()
            .max_by_key(|c| (often(*c), *c == ','));
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator.map_or(b',', |c| c as u8))
            .from_reader(text.as_bytes());
        // What comes from a text is text, so no record fails.
        let mut records = reader.records().flatten();
        let head = records.next().unwrap_or_default();
        let head = head.iter().map(|cell| {
            // A unit in brackets or behind a blank is no part of the name.
            let name = cell.trim().to_lowercase();
            let bare = name
                .split(['(', '（', '[', ' ', '/'])
                .next()
                .unwrap_or_default();
            let bare = bare.trim_end_matches("_t_ha").trim_end_matches("_tc_ha");
            (
                cell.trim().to_owned(),
                bare.trim_end_matches('_').to_owned(),
            )
        });
        let head = head.collect();
        let rows = records.filter_map(|record| {
            let row = record.position().map_or(0, |p| p.line() as usize);
            let cells: Vec<String> = record.iter().map(|c| c.trim().to_owned()).collect();
            cells.iter().any(|c| !c.is_empty()).then_some((row, cells))
        });
        let rows: Vec<(usize, Vec<String>)> = rows.collect();
        if rows.is_empty() {
            return Err(PoolsError::NoRows);
        }
        Ok(Self { head, rows })
    }

    fn optional(&self, names: &[&str]) -> Result<Option<usize>, PoolsError> {
        let is_named = |(_, bare): &(String, String)| names.contains(&bare.as_str());
        let mut found = self
            .head
            .iter()
            .enumerate()
            .filter(|(_, head)| is_named(head));
        let first = found.next().map(|(at, _)| at);
        match found.next() {
            Some((_, (written, _))) => Err(PoolsError::ColumnTwice {
                column: written.clone(),
            }),
            None => Ok(first),
        }
    }

    fn column(&self, names: &'static [&'static str]) -> Result<usize, PoolsError> {
        let column = names.first().copied().unwrap_or_default();
        self.optional(names)?.ok_or(PoolsError::NoColumn { column })
    }
}

struct Cells<'a> {
    table: &'a Table,
    row: usize,
    cells: &'a [String],
}

impl Cells<'_> {
    fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn headed(&self, column: usize) -> String {
        self.table.head[column].0.clone()
    }

    fn number(&self, column: usize) -> Result<f64, PoolsError> {
        let (row, text) = (self.row, self.text(column));
        let column = self.headed(column);
        if text.is_empty() {
            return Err(PoolsError::Blank { row, column });
        }
        let plain = text.replace(['\u{2212}', '－'], "-");
        let value: Option<f64> = plain.parse().ok();
        value.filter(|v| v.is_finite()).ok_or_else(|| {
            let text = text.chars().take(40).collect();
            PoolsError::NotANumber { row, column, text }
        })
    }

    fn whole(&self, column: usize) -> Result<i32, PoolsError> {
        let value = self.number(column)?;
        let code = value as i32;
        if f64::from(code) == value {
            return Ok(code);
        }
        Err(PoolsError::NotANumber {
            row: self.row,
            column: self.headed(column),
            text: self.text(column).to_owned(),
        })
    }

    fn figure(&self, column: usize) -> Result<f64, PoolsError> {
        let value = self.number(column)?;
        if value >= 0.0 {
            return Ok(value);
        }
        Err(PoolsError::Negative {
            row: self.row,
            column: self.headed(column),
            value,
        })
    }

    fn figure_or_none(&self, column: Option<usize>) -> Result<Option<f64>, PoolsError> {
        match column {
            Some(column) if !self.text(column).is_empty() => self.figure(column).map(Some),
            _ => Ok(None),
        }
    }
}
