//! The sheet of the account: every line and total as a formula over inputs and coefficients.

use super::coefficients::Coefficients;
use super::data::{Data, KEY_COLUMNS, key_columns};
use crate::core::account::{Account, Line, Term};
use crate::core::study::{RowKey, Side, Study};
use crate::exchange::excel::{At, Cell, Formula, Tab, range};
use crate::tr;
use crate::words::Lang;

const NAMES: usize = 0;
const UNITS: usize = 1;
/// How many years a line has a figure in: one that has none is no part of the totals.
const FIGURES: usize = 2;
const FIRST_ROW: usize = 3;
pub(super) const YEAR: usize = 2;
/// Most arguments of a function in Excel.
const MOST_ARGUMENTS: usize = 255;

/// The sheet and where its net emission stands.
pub(super) struct Ledger {
    pub(super) tab: Tab,
    net: usize,
    keys: usize,
}

/// A run of columns of one side.
struct Block {
    first: usize,
    total: usize,
}

impl Ledger {
    pub(super) fn of(
        study: &Study,
        account: &Account,
        data: &Data,
        coefficients: &Coefficients,
        lang: Lang,
    ) -> Self {
        let mut sheet = Self {
            tab: Tab {
                name: tr!(lang, "excel.tab.account").to_owned(),
                frozen_rows: FIRST_ROW as u32,
                frozen_columns: KEY_COLUMNS as u16,
                widths: vec![10, 16, 8, 14],
                ..Tab::default()
            },
            net: 0,
            keys: account.keys.len(),
        };
        key_columns(&mut sheet.tab, study, &account.keys, FIRST_ROW, lang);
        let figures = tr!(lang, "excel.figures").to_owned();
        sheet.tab.put(At(FIGURES, 0), Cell::Heading(figures));
        let unit = lang.unit(account.unit.code());
        let mut next = KEY_COLUMNS;
        let mut block = |sheet: &mut Self, side: Side, total: &str, values: &[Option<f64>]| {
            let first = next;
            for line in account.lines.iter().filter(|l| l.side == side) {
                let name = lang.name(&format!("line.{}", line.id));
                sheet.column(next, name, &unit, &line.values, |i| {
                    line_formula(line, &account.keys[i], data, coefficients)
                });
                next += 1;
            }
            let block = Block { first, total: next };
            let name = tr_total(total, lang);
            sheet.column(next, name, &unit, values, |i| block.sum(FIRST_ROW + i));
            next += 1;
            block
        };
        let source = block(&mut sheet, Side::Source, "source", &account.source);
        let sink = block(&mut sheet, Side::Sink, "sink", &account.sink);
        sheet.net = next;
        sheet.column(next, tr_total("net", lang), &unit, &account.net, |i| {
            let at = |column| At(FIRST_ROW + i, column).name();
            let (source, sink) = (at(source.total), at(sink.total));
            format!("IF(COUNT({source},{sink})=2,{source}-{sink},\"\")")
        });
        sheet
    }

    /// The net emission of a key, as a formula of another sheet names it.
    pub(super) fn net(&self, position: usize) -> String {
        At(FIRST_ROW + position, self.net).name_in(&self.tab.name)
    }

    /// The net emission of all regions in the year that stands in a cell.
    pub(super) fn net_of_year(&self, year: &str) -> String {
        let column = |column| {
            let cells = range(column, FIRST_ROW, FIRST_ROW + self.keys - 1);
            format!("'{}'!{cells}", self.tab.name)
        };
        format!("SUMIFS({},{},{year})", column(self.net), column(YEAR))
    }

    fn column(
        &mut self,
        column: usize,
        name: String,
        unit: &str,
        values: &[Option<f64>],
        formula: impl Fn(usize) -> String,
    ) {
        self.tab.put(At(NAMES, column), Cell::Heading(name));
        self.tab
            .put(At(UNITS, column), Cell::Heading(unit.to_owned()));
        if !values.is_empty() {
            let figures = values.iter().flatten().count() as f64;
            let cells = range(column, FIRST_ROW, FIRST_ROW + values.len() - 1);
            let count = Formula::number(format!("COUNT({cells})"), Some(figures));
            self.tab.put(At(FIGURES, column), count);
        }
        for (i, value) in values.iter().enumerate() {
            let cell = Formula::number(formula(i), *value);
            self.tab.put(At(FIRST_ROW + i, column), cell);
        }
    }
}

fn tr_total(id: &str, lang: Lang) -> String {
    lang.name(&format!("working.total.{id}"))
}

impl Block {
    /// The sum of a row, or nothing where a line that has figures elsewhere has none here.
    fn sum(&self, row: usize) -> String {
        if self.first == self.total {
            return "\"\"".to_owned();
        }
        let last = self.total - 1;
        let cells = format!("{}:{}", At(row, self.first).name(), At(row, last).name());
        let counted = At(FIGURES, self.first).fixed() + ":" + &At(FIGURES, last).fixed();
        format!(
            "IF(OR(COUNT({cells})=0,COUNT({cells})<COUNTIF({counted},\">0\")),\"\",SUM({cells}))"
        )
    }
}

/// `IF(COUNT(inputs)=n, input*coefficient*scale + …, "")`; a printed item is the printed figure.
fn line_formula(line: &Line, key: &RowKey, data: &Data, coefficients: &Coefficients) -> String {
    let (cells, sum) = if line.method.is_none() {
        let cell = data.printed_line(&line.id, key);
        (cell.iter().cloned().collect(), cell.unwrap_or_default())
    } else {
        products(line, key, data, coefficients)
    };
    if cells.is_empty() {
        return "\"\"".to_owned();
    }
    let counts: Vec<String> = cells
        .chunks(MOST_ARGUMENTS)
        .map(|cells| format!("COUNT({})", cells.join(",")))
        .collect();
    format!("IF({}={},{sum},\"\")", counts.join("+"), cells.len())
}

/// The cells of a line's inputs, each once, and the sum of its products.
fn products(
    line: &Line,
    key: &RowKey,
    data: &Data,
    coefficients: &Coefficients,
) -> (Vec<String>, String) {
    let is_counted = |term: &&Term| term.has_data() || !line.has_data();
    let mut cells: Vec<String> = Vec::new();
    let mut terms: Vec<String> = Vec::new();
    for term in line.terms.iter().filter(is_counted) {
        let inputs = term.inputs.iter();
        let inputs: Vec<String> = inputs
            .filter_map(|input| data.input(&input.indicator, key))
            .collect();
        let mut product = inputs.join("*");
        for c in &term.coefficients {
            product.push(if c.exponent < 0 { '/' } else { '*' });
            product.push_str(&coefficients.value(&c.id).unwrap_or_default());
        }
        if term.scale != 1.0 {
            product.push_str(&format!("*{}", term.scale));
        }
        for input in inputs {
            if !cells.contains(&input) {
                cells.push(input);
            }
        }
        terms.push(product);
    }
    let sum = terms.join("+");
    let sum = if line.sign < 0.0 {
        format!("-({sum})")
    } else {
        sum
    };
    (cells, sum)
}
