//! Working of a total, and of any number summed over regions.

use super::{At, beside_paper, decimals, gap, region, title};
use crate::core::account::{Account, Line, Total};
use crate::core::explain::words::{Value, Words};
use crate::core::explain::{
    Digits, Equation, Expr, Quantity, Section, Symbol, TermRow, TermTable, Working, convention,
    facts, rounding,
};
use crate::core::study::{Side, Study};

/// More terms than this are told in the table alone.
const MOST_TERMS: usize = 12;

/// How the sum of the sources, of the sinks, or the net emission came about in a year. `None` when the account does not
/// have that year.
#[must_use]
pub fn account_total(account: &Account, study: &Study, total: Total, at: &At) -> Option<Working> {
    let series = account.total(total, at.region);
    let value = series.values[series.years.iter().position(|y| *y == at.year)?];
    let (id, values) = match total {
        Total::Source => ("source", &account.source),
        Total::Sink => ("sink", &account.sink),
        Total::Net => ("net", &account.net),
    };
    let positions = at.positions(account);
    let name = Words::new(&format!("working.total.{id}"));
    let mut working = Working::new(
        title(study, at, name),
        value,
        decimals(study),
        account.unit.code(),
    );
    working
        .sections
        .extend(beside_paper(account, study, id, at));
    match positions[..] {
        [position] => one(&mut working, account, total, position),
        _ => over_regions(&mut working, account, study, values, &positions),
    }
    Some(working)
}

fn one(working: &mut Working, account: &Account, total: Total, index: usize) {
    let side = match total {
        Total::Source => Some(Side::Source),
        Total::Sink => Some(Side::Sink),
        Total::Net => None,
    };
    let parts: Vec<(Words, Option<f64>)> = match side {
        Some(side) => account
            .lines
            .iter()
            .filter(|l| l.side == side && l.has_data())
            .map(|l| (Words::name("line", &l.id), at_index(l, index)))
            .collect(),
        None => vec![
            (Words::new("working.total.source"), account.source[index]),
            (Words::new("working.total.sink"), account.sink[index]),
        ],
    };
    let (formula, left, symbols) = if side.is_some() {
        (
            "total",
            Expr::symbol("E", ""),
            vec![
                (Symbol::new("E", ""), Words::new("working.symbol.total.1")),
                (Symbol::new("E", "i"), Words::new("working.symbol.total.2")),
            ],
        )
    } else {
        let symbols = vec![
            (
                Symbol::new("E", "source"),
                Words::new("working.symbol.net.1"),
            ),
            (Symbol::new("C", "sink"), Words::new("working.symbol.net.2")),
        ];
        ("net", Expr::symbol("E", "net"), symbols)
    };
    working.sections.push(Section::Formula {
        heading: Words::new("working.formula"),
        formula: formula.to_owned(),
        symbols,
    });
    sum(working, left, &parts, side.is_none());
    close(working, account);
}

fn at_index(line: &Line, index: usize) -> Option<f64> {
    line.values.get(index).copied().flatten()
}

/// One row a region.
pub(super) fn over_regions(
    working: &mut Working,
    account: &Account,
    study: &Study,
    values: &[Option<f64>],
    positions: &[usize],
) {
    let parts: Vec<(Words, Option<f64>)> = positions
        .iter()
        .map(|&i| (region(study, &account.keys[i].region), values[i]))
        .collect();
    sum(working, Expr::symbol("E", ""), &parts, false);
    close(working, account);
}

/// Numbers and table of a sum; of a difference when `takes_last`.
fn sum(working: &mut Working, left: Expr, parts: &[(Words, Option<f64>)], takes_last: bool) {
    let digits = Digits::Cut(working.decimals + 2);
    let known: Option<Vec<f64>> = parts.iter().map(|(_, v)| *v).collect();
    match (working.value, known) {
        (Some(value), Some(known)) if known.len() <= MOST_TERMS => {
            let last = known.len().saturating_sub(1);
            let terms = known.iter().enumerate().map(|(i, v)| {
                let number = Expr::Num(*v, digits);
                if takes_last && i == last {
                    Expr::Negative(Box::new(number))
                } else {
                    number
                }
            });
            let right = Expr::sum(terms.collect());
            let equation = Equation::worked(left, right, value, working.decimals, &working.unit);
            working.sections.push(Section::Numbers {
                heading: Words::new("working.numbers"),
                equation,
            });
        }
        (Some(_), _) => {}
        (None, _) => {
            let names: Vec<Words> = parts
                .iter()
                .filter(|(_, v)| v.is_none())
                .map(|(name, _)| name.clone())
                .collect();
            working.sections.push(gap(if names.is_empty() {
                Words::new("working.no_data")
            } else {
                Words::new("working.missing").with("names", Value::List(names))
            }));
        }
    }
    if parts.is_empty() {
        return;
    }
    let row = |name: &Words, value: Option<f64>| TermRow {
        name: name.clone(),
        cells: vec![vec![Quantity::fixed(value, working.decimals)]],
    };
    let total = if takes_last {
        Words::new("working.difference")
    } else {
        Words::new("working.sum")
    };
    working.sections.push(Section::Terms(TermTable {
        head: vec![
            Words::new("working.item"),
            Words::name("unit", &working.unit),
        ],
        rows: parts
            .iter()
            .map(|(name, value)| row(name, *value))
            .collect(),
        total: Some(row(&total, working.value)),
    }));
}

fn close(working: &mut Working, account: &Account) {
    let mut said: Vec<facts::Fact> = Vec::new();
    if let Some(value) = working.value {
        said.extend(convention(value, &account.unit, working.decimals));
    }
    said.push(rounding());
    working.sections.push(Section::Facts(said));
}
