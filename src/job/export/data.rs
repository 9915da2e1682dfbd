//! The sheet of inputs: a row a region and year, a column an indicator.

use std::collections::HashMap;

use super::{printed, region_name};
use crate::core::study::{self, PublishedAccount, RowKey, Study};
use crate::exchange::excel::{At, Cell, Tab};
use crate::steps;
use crate::tr;
use crate::words::Lang;

/// Columns before the first indicator: code, name, year.
pub(super) const KEY_COLUMNS: usize = 3;
const NAMES: usize = 0;
const UNITS: usize = 1;
const FIRST_ROW: usize = 2;

/// The sheet and where each figure stands on it.
pub(super) struct Data {
    pub(super) tab: Tab,
    rows: HashMap<RowKey, usize>,
    inputs: HashMap<String, usize>,
    printed_lines: HashMap<String, usize>,
    printed_net: usize,
}

impl Data {
    pub(super) fn of(study: &Study, lang: Lang) -> Self {
        let mut keys = steps::account::keys(study);
        let table = printed(study);
        keys.extend(table.into_iter().flat_map(printed_keys));
        keys.sort_unstable();
        keys.dedup();
        let mut data = Self {
            tab: Tab {
                name: tr!(lang, "excel.tab.data").to_owned(),
                frozen_rows: FIRST_ROW as u32,
                frozen_columns: KEY_COLUMNS as u16,
                widths: vec![10, 16, 8, 14],
                ..Tab::default()
            },
            rows: HashMap::new(),
            inputs: HashMap::new(),
            printed_lines: HashMap::new(),
            printed_net: 0,
        };
        key_columns(&mut data.tab, study, &keys, FIRST_ROW, lang);
        data.rows = keys.into_iter().zip(FIRST_ROW..).collect();
        let mut column = KEY_COLUMNS;
        data.put_inputs(study, &mut column, lang);
        if let Some(table) = table {
            data.put_printed(table, &mut column, lang);
        }
        data
    }

    /// Where the figure of an indicator stands, as a formula of another sheet names it.
    pub(super) fn input(&self, indicator: &str, key: &RowKey) -> Option<String> {
        self.reference(*self.inputs.get(indicator)?, key)
    }

    /// Where a printed item stands.
    pub(super) fn printed_line(&self, id: &str, key: &RowKey) -> Option<String> {
        self.reference(*self.printed_lines.get(id)?, key)
    }

    /// Where the printed net emission stands.
    pub(super) fn printed_net(&self, key: &RowKey) -> Option<String> {
        self.reference(self.printed_net, key)
    }

    fn reference(&self, column: usize, key: &RowKey) -> Option<String> {
        let row = *self.rows.get(key)?;
        Some(At(row, column).name_in(&self.tab.name))
    }

    fn head(&mut self, column: usize, name: String, unit: String) {
        self.tab.put(At(NAMES, column), Cell::Heading(name));
        self.tab.put(At(UNITS, column), Cell::Heading(unit));
    }

    fn put_inputs(&mut self, study: &Study, next: &mut usize, lang: Lang) {
        for sheet in &study.sheets {
            for column in &sheet.columns {
                let name = lang.name(&format!("indicator.{}", column.indicator));
                self.head(*next, name, lang.unit(column.unit.code()));
                self.inputs.entry(column.indicator.clone()).or_insert(*next);
                for (key, cell) in sheet.rows.iter().zip(column.cells.iter()) {
                    let Some(value) = cell.value().filter(|v| v.is_finite()) else {
                        // A formula counts numbers only: a text stays a gap.
                        if let study::Cell::Bad { text, .. } = cell {
                            self.tab
                                .put(At(self.rows[key], *next), Cell::Text(text.clone()));
                        }
                        continue;
                    };
                    let is_own = column.source.is_none() || study.is_typed(&column.indicator, key);
                    let cell = if is_own {
                        Cell::Entered(value)
                    } else {
                        Cell::Number(value)
                    };
                    self.tab.put(At(self.rows[key], *next), cell);
                }
                *next += 1;
            }
        }
    }

    fn put_printed(&mut self, table: &PublishedAccount, next: &mut usize, lang: Lang) {
        let mut put = |data: &mut Self, id: &str, values: &[f64]| {
            let line = lang.name(&format!("line.{id}"));
            let name = tr!(lang, "excel.printed_item", line = line, table = table.table);
            data.head(*next, name, lang.unit(table.unit.code()));
            for (key, value) in printed_keys(table).zip(values) {
                data.tab
                    .put(At(data.rows[&key], *next), Cell::Number(*value));
            }
            *next += 1;
            *next - 1
        };
        for (id, values) in &table.lines {
            let column = put(self, id, values);
            self.printed_lines.insert(id.clone(), column);
        }
        self.printed_net = put(self, "net", &table.net);
    }
}

fn printed_keys(table: &PublishedAccount) -> impl Iterator<Item = RowKey> + '_ {
    table.years.iter().map(|&year| RowKey {
        region: table.region.as_str().into(),
        year,
    })
}

/// Code, name and year of each row, under their headings.
pub(super) fn key_columns(
    tab: &mut Tab,
    study: &Study,
    keys: &[RowKey],
    first_row: usize,
    lang: Lang,
) {
    let heads = [
        tr!(lang, "excel.code"),
        tr!(lang, "excel.region"),
        tr!(lang, "excel.year"),
    ];
    for (column, head) in heads.into_iter().enumerate() {
        tab.put(At(NAMES, column), Cell::Heading(head.to_owned()));
    }
    tab.put(
        At(UNITS, 0),
        Cell::Heading(tr!(lang, "excel.unit").to_owned()),
    );
    for (key, row) in keys.iter().zip(first_row..) {
        let name = region_name(study, &key.region, lang).to_owned();
        tab.put(At(row, 0), Cell::Text(key.region.to_string()));
        tab.put(At(row, 1), Cell::Text(name));
        tab.put(At(row, 2), Cell::Number(f64::from(key.year)));
    }
}
