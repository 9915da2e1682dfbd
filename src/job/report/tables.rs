//! Results as tables of text: on the pages behind their figures, and in the report.

use crate::core::number::{fixed, significant};
use crate::core::study::{LineSpec, Study};
use crate::exchange::table::DataTable;
use crate::steps::forecast::ForecastStep;
use crate::steps::ledger::Ledger;
use crate::steps::relation::RelationStep;
use crate::tr;
use crate::words::forecast::{class_ratio_row, test_rows};
use crate::words::relation::{line_name, order};
use crate::words::{Lang, column_name, locator};

/// The account, a row a year.
#[must_use]
pub fn account(lang: Lang, ledger: &Ledger) -> DataTable {
    let mut head = vec![tr!(lang, "account.year_head").to_owned()];
    head.extend(ledger.columns.iter().map(|c| column_name(lang, &c.id)));
    let rows = ledger.years.iter().enumerate().map(|(i, year)| {
        let cells = ledger
            .columns
            .iter()
            .map(|c| c.values[i].map_or_else(|| "—".to_owned(), |v| fixed(v, ledger.decimals)));
        std::iter::once(year.to_string()).chain(cells).collect()
    });
    DataTable {
        head,
        rows: rows.collect(),
    }
}

/// The coefficients that lines of the account use, with their sources.
#[must_use]
pub fn coefficients(lang: Lang, study: &Study, lines: &[&LineSpec]) -> DataTable {
    let head = [
        tr!(lang, "report.coefficient"),
        tr!(lang, "report.value"),
        tr!(lang, "report.source"),
    ];
    let is_used = |id: &str| {
        let mut powers = lines
            .iter()
            .flat_map(|l| &l.terms)
            .flat_map(|t| &t.coefficients);
        powers.any(|power| power.id == id)
    };
    let used = study.coefficients.iter().filter(|c| is_used(&c.id));
    let rows = used.map(|c| {
        let number = significant(c.value, 8);
        let value = match c.unit.code() {
            "1" => number,
            unit => format!("{number} {}", lang.unit(unit)),
        };
        let from = if c.is_edited(&study.coefficient_set) {
            tr!(lang, "report.changed").to_owned()
        } else {
            locator(lang, c)
        };
        vec![lang.name(&format!("coefficient.{}", c.id)), value, from]
    });
    DataTable {
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

/// Degrees from the strongest to the weakest.
#[must_use]
pub fn relation(lang: Lang, step: &RelationStep) -> DataTable {
    let head = [
        tr!(lang, "relation.class"),
        tr!(lang, "relation.rank"),
        tr!(lang, "relation.degree"),
        tr!(lang, "relation.figure.printed"),
    ];
    DataTable {
        head: head.map(str::to_owned).to_vec(),
        rows: order(step)
            .into_iter()
            .map(|i| {
                vec![
                    line_name(lang, &step.lines[i]),
                    step.relation.ranks[i].to_string(),
                    fixed(step.relation.degrees[i], 6),
                    step.printed[i].map_or("—".to_owned(), |p| fixed(p, 2)),
                ]
            })
            .collect(),
    }
}

/// The tests of the fit, each with what it means.
#[must_use]
pub fn tests(lang: Lang, step: &ForecastStep) -> DataTable {
    let head = [
        tr!(lang, "report.test"),
        tr!(lang, "report.value"),
        tr!(lang, "report.means"),
    ];
    let rows = std::iter::once(class_ratio_row(lang, step)).chain(test_rows(lang, step));
    DataTable {
        head: head.map(str::to_owned).to_vec(),
        rows: rows
            .map(|row| vec![row.name.to_owned(), row.value, row.note])
            .collect(),
    }
}
