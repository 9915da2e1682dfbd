//! Where things stand on the sheet: parameters and tests on the left, a row a year on the right.

use super::number;
use crate::exchange::excel::{At, Cell, Formula, Tab, range};
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::Lang;

const LABEL: usize = 0;
const VALUE: usize = 1;
const HOW: usize = 2;
pub(super) const YEAR: usize = 4;
pub(super) const TIME: usize = 5;
pub(super) const OBSERVED: usize = 6;
pub(super) const FIRST_ROW: usize = 1;

/// The sheet while it is filled, column by column and parameter by parameter.
pub(super) struct Sheet<'a> {
    pub(super) tab: Tab,
    pub(super) step: &'a ForecastStep,
    pub(super) lang: Lang,
    next_column: usize,
    next_row: usize,
}

pub(super) fn empty(lang: Lang) -> Tab {
    Tab {
        name: tr!(lang, "excel.tab.forecast").to_owned(),
        widths: vec![40, 14, 40, 4, 8, 8, 14],
        ..Tab::default()
    }
}

impl<'a> Sheet<'a> {
    pub(super) fn new(step: &'a ForecastStep, lang: Lang) -> Self {
        let mut tab = empty(lang);
        tab.frozen_rows = FIRST_ROW as u32;
        let heads = [
            (LABEL, tr!(lang, "excel.forecast.parameter")),
            (VALUE, tr!(lang, "excel.value")),
            (HOW, tr!(lang, "excel.forecast.formula")),
        ];
        for (column, head) in heads {
            tab.put(At(0, column), Cell::Heading(head.to_owned()));
        }
        Self {
            tab,
            step,
            lang,
            next_column: OBSERVED + 1,
            next_row: FIRST_ROW,
        }
    }

    /// Number of observed years.
    pub(super) fn observed(&self) -> usize {
        self.step.forecast.observed.len()
    }

    pub(super) fn years_and_observed(&mut self, formulas: Vec<String>) {
        let forecast = &self.step.forecast;
        let unit = self.lang.unit(self.step.unit.code());
        let heads = [
            (YEAR, tr!(self.lang, "excel.year").to_owned()),
            (TIME, tr!(self.lang, "excel.forecast.years").to_owned()),
            (
                OBSERVED,
                format!("{} ({unit})", tr!(self.lang, "excel.forecast.observed")),
            ),
        ];
        for (column, head) in heads {
            self.tab.put(At(0, column), Cell::Heading(head));
        }
        for (i, year) in forecast.years.iter().enumerate() {
            let row = FIRST_ROW + i;
            let at = |column| At(row, column);
            self.tab.put(at(YEAR), Cell::Number(f64::from(*year)));
            let first = At(FIRST_ROW, YEAR).fixed();
            let time = number(format!("{}-{first}", at(YEAR).name()), i as f64);
            self.tab.put(at(TIME), time);
        }
        for (i, (formula, value)) in formulas.into_iter().zip(&forecast.observed).enumerate() {
            self.tab
                .put(At(FIRST_ROW + i, OBSERVED), number(formula, *value));
        }
    }

    /// Adds a column; its number. The formula of a row gets the row; without a formula the cell is empty.
    pub(super) fn column(
        &mut self,
        head: String,
        values: impl IntoIterator<Item = Option<f64>>,
        formula: impl Fn(usize) -> String,
    ) -> usize {
        let column = self.next_column;
        self.next_column += 1;
        self.tab.put(At(0, column), Cell::Heading(head));
        for (row, value) in (FIRST_ROW..).zip(values) {
            let text = formula(row);
            if !text.is_empty() {
                self.tab.put(At(row, column), Formula::number(text, value));
            }
        }
        column
    }

    /// Number of the column that comes next.
    pub(super) fn next_column(&self) -> usize {
        self.next_column
    }

    /// Adds a parameter; how formulas name it.
    pub(super) fn parameter(&mut self, label: &str, cell: impl Into<Cell>, how: &str) -> String {
        let row = self.next_row;
        self.next_row += 1;
        self.tab.put(At(row, LABEL), Cell::Text(label.to_owned()));
        self.tab.put(At(row, VALUE), cell);
        if !how.is_empty() {
            self.tab.put(At(row, HOW), Cell::Text(how.to_owned()));
        }
        At(row, VALUE).fixed()
    }

    pub(super) fn remark(&mut self, text: String) {
        self.tab.put(At(self.next_row, LABEL), Cell::Text(text));
        self.next_row += 1;
    }

    /// The observed part of a column without its first `skip` years.
    pub(super) fn range(&self, column: usize, skip: usize) -> String {
        range(column, FIRST_ROW + skip, FIRST_ROW + self.observed() - 1)
    }

    /// The first observation.
    pub(super) fn first_observed(&self) -> String {
        At(FIRST_ROW, OBSERVED).fixed()
    }

    /// The last observation.
    pub(super) fn last_observed(&self) -> String {
        At(FIRST_ROW + self.observed() - 1, OBSERVED).fixed()
    }
}
