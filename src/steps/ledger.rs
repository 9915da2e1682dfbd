//! The account of the region looked at, as columns of a table.

use crate::core::account::{
    Account, Agreement, Comparison, Summary, Total, agreement, compare, printed_faults,
};
use crate::core::study::{PublishedAccount, Side, Study};

/// One column: a line, or a total.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Line id, or `source`, `sink`, `net`.
    pub id: String,
    /// Side of the balance; none for net.
    pub side: Option<Side>,
    /// Whether it is a total.
    pub is_total: bool,
    /// One value a year.
    pub values: Vec<Option<f64>>,
    /// Whether print says otherwise, one a year.
    pub differs: Vec<bool>,
}

/// The columns of the table in order, and what is said about them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    /// Years in order.
    pub years: Vec<i32>,
    /// Sources, their sum, sinks, their sum, net.
    pub columns: Vec<Column>,
    /// Code of the unit.
    pub unit: String,
    /// Decimals shown.
    pub decimals: usize,
    /// In short.
    pub summary: Option<Summary>,
    /// Each line beside print.
    pub compared: Vec<Comparison>,
    /// The same, counted.
    pub agreement: Vec<Agreement>,
    /// Printed totals that do not agree with the items printed beside them.
    pub faults: Vec<Comparison>,
    /// Number of the printed table.
    pub table: Option<String>,
}

impl Ledger {
    /// The ledger of the region the study looks at.
    #[must_use]
    pub fn of(account: &Account, study: &Study) -> Self {
        let region = study.choices.region.as_deref();
        let printed = printed_for(study, region);
        let compared = printed.map_or_else(Vec::new, |p| compare(account, p));
        let sides: Vec<(String, Side)> = study
            .account
            .iter()
            .map(|l| (l.id.clone(), l.side))
            .collect();
        let net = account.total(Total::Net, region);
        let mut ledger = Self {
            decimals: printed.map_or(2, |p| p.decimals),
            unit: account.unit.code().to_owned(),
            summary: account.summary(region),
            agreement: agreement(&compared),
            faults: printed.map_or_else(Vec::new, |p| printed_faults(p, &sides)),
            table: printed.map(|p| p.table.clone()),
            years: net.years.clone(),
            columns: Vec::new(),
            compared,
        };
        for (side, total, id) in [
            (Side::Source, Total::Source, "source"),
            (Side::Sink, Total::Sink, "sink"),
        ] {
            let lines = account
                .lines
                .iter()
                .filter(|l| l.side == side && l.has_data());
            for line in lines {
                let values = account.line_series(&line.id, region).values;
                ledger.add(&line.id, Some(side), false, values);
            }
            ledger.add(id, Some(side), true, account.total(total, region).values);
        }
        ledger.add("net", None, true, net.values);
        ledger
    }

    fn add(&mut self, id: &str, side: Option<Side>, is_total: bool, values: Vec<Option<f64>>) {
        let differs = self
            .years
            .iter()
            .map(|year| {
                let row = self
                    .compared
                    .iter()
                    .find(|c| c.line == id && c.year == *year);
                row.is_some_and(|c| !c.agrees())
            })
            .collect();
        self.columns.push(Column {
            id: id.to_owned(),
            side,
            is_total,
            values,
            differs,
        });
    }

    /// A column by its id.
    #[must_use]
    pub fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.id == id)
    }

    /// A value by id and position of the year.
    #[must_use]
    pub fn value(&self, id: &str, index: usize) -> Option<f64> {
        self.column(id)?.values.get(index).copied().flatten()
    }

    /// Whether there is anything to show.
    #[must_use]
    pub fn has_data(&self) -> bool {
        self.columns
            .iter()
            .any(|c| c.values.iter().any(Option::is_some))
    }

    /// The lines of a side, without its total.
    pub fn lines(&self, side: Side) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .filter(move |c| c.side == Some(side) && !c.is_total)
    }
}

/// The printed account, where it is one of the region looked at.
#[must_use]
pub fn printed_for<'a>(study: &'a Study, region: Option<&str>) -> Option<&'a PublishedAccount> {
    study.published_for(region)?.account.as_ref()
}
