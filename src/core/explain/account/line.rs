//! Working of one line.

use super::equation::{equation, formula, symbols};
use super::total::over_regions;
use super::{At, beside_paper, decimals, gap, title};
use crate::core::account::{Account, Line, Term};
use crate::core::explain::words::{Value, Words};
use crate::core::explain::{
    Digits, Quantity, Section, TermRow, TermTable, Tone, Working, convention, facts, rounding,
};
use crate::core::study::{Method, Side, Study};

/// How a line of the account came about in a year: formula, numbers put in, terms, sources. Over several regions it is
/// their sum. `None` when the account has no such line or year.
#[must_use]
pub fn account_line(account: &Account, study: &Study, id: &str, at: &At) -> Option<Working> {
    let line = account.line(id)?;
    let positions = at.positions(account);
    let series = account.line_series(id, at.region);
    let value = series.values[series.years.iter().position(|y| *y == at.year)?];
    let of = match line.side {
        Side::Source => "working.of_source",
        Side::Sink => "working.of_sink",
    };
    let name = Words::new(of).with("line", Value::Name(format!("line.{id}")));
    let mut working = Working::new(
        title(study, at, name),
        value,
        decimals(study),
        account.unit.code(),
    );
    working
        .sections
        .extend(beside_paper(account, study, id, at));
    if let [position] = positions[..] {
        one(&mut working, account, study, line, position);
    } else {
        over_regions(&mut working, account, study, &line.values, &positions);
    }
    Some(working)
}

fn one(working: &mut Working, account: &Account, study: &Study, line: &Line, index: usize) {
    let Some(method) = line.method else {
        printed(working, account, study);
        return;
    };
    let counted: Vec<&Term> = line.terms.iter().filter(|t| t.has_data()).collect();
    working.sections.push(Section::Formula {
        heading: match &line.equation {
            Some(n) if study.published.is_some() => {
                Words::new("working.formula_of_paper").with("n", Value::Text(n.clone()))
            }
            _ => Words::new("working.formula"),
        },
        formula: formula(method).to_owned(),
        symbols: symbols(method),
    });
    let numbers = equation(account, line, method, index, working.decimals);
    match numbers {
        Some((heading, equation)) => working
            .sections
            .push(Section::Numbers { heading, equation }),
        None => working.sections.push(gap(missing(&counted, index))),
    }
    if !counted.is_empty() {
        working.sections.push(Section::Terms(table(
            working, account, line, method, &counted, index,
        )));
    }
    let inputs = || counted.iter().flat_map(|t| &t.inputs);
    let mut said: Vec<facts::Fact> = Vec::new();
    said.extend(facts::coefficients(
        study,
        counted.iter().flat_map(|t| &t.coefficients),
    ));
    said.extend(facts::data(study, inputs(), &account.keys[index]));
    said.extend(left_out(line));
    if let Some(value) = working.value {
        said.extend(convention(value, &account.unit, working.decimals));
    }
    if line.sign < 0.0 {
        said.push((
            Words::new("working.sign"),
            vec![Words::new("working.sign_text")],
        ));
    }
    said.push(rounding());
    working.sections.push(Section::Facts(said));
}

/// A figure taken from print is not worked out here.
fn printed(working: &mut Working, account: &Account, study: &Study) {
    let table = study.published.as_ref().and_then(|p| p.account.as_ref());
    if let Some(table) = table {
        working.sections.push(Section::Note {
            tone: Tone::Info,
            subject: Words::new("working.printed").with("table", Value::Text(table.table.clone())),
            text: Words::new("working.printed_text"),
        });
    }
    let mut said: Vec<facts::Fact> = Vec::new();
    if let Some(value) = working.value {
        said.extend(convention(value, &account.unit, working.decimals));
    }
    if !said.is_empty() {
        working.sections.push(Section::Facts(said));
    }
}

/// The inputs that have no figure in this year, or that the line has no data at all.
fn missing(counted: &[&Term], index: usize) -> Words {
    let names: Vec<Words> = counted
        .iter()
        .flat_map(|t| &t.inputs)
        .filter(|c| c.values.get(index).copied().flatten().is_none())
        .map(|c| Words::name("indicator", &c.indicator))
        .collect();
    if names.is_empty() {
        Words::new("working.no_data")
    } else {
        Words::new("working.missing").with("names", Value::List(names))
    }
}

/// Inputs whose whole column is empty: no part of the sum.
fn left_out(line: &Line) -> Option<facts::Fact> {
    let names: Vec<Words> = line
        .terms
        .iter()
        .filter(|t| !t.has_data())
        .flat_map(|t| &t.inputs)
        .filter(|c| c.values.iter().all(Option::is_none))
        .map(|c| Words::name("indicator", &c.indicator))
        .collect();
    (!names.is_empty()).then(|| {
        (
            Words::new("working.left_out"),
            vec![Words::new("working.left_out_text").with("names", Value::List(names))],
        )
    })
}

fn table(
    working: &Working,
    account: &Account,
    line: &Line,
    method: Method,
    counted: &[&Term],
    index: usize,
) -> TermTable {
    let own = own_input(counted);
    let digits = Digits::Fixed(working.decimals);
    let row = |term: &&Term| {
        let amount = &term.inputs[own.min(term.inputs.len().saturating_sub(1))];
        let at = |c: &crate::core::account::InputColumn| {
            Quantity::entered(c.values.get(index).copied().flatten(), c.unit.code())
        };
        let others = term
            .inputs
            .iter()
            .enumerate()
            .filter(|(n, _)| *n != own)
            .map(|(_, c)| at(c));
        let coefficients = term.coefficients.iter().map(|c| Quantity {
            divides: c.exponent < 0,
            ..Quantity::entered(Some(c.value), c.unit.code())
        });
        let value = term.values.get(index).copied().flatten();
        TermRow {
            name: Words::name("indicator", &amount.indicator),
            cells: vec![
                vec![at(amount)],
                others.chain(coefficients).collect(),
                vec![Quantity {
                    digits,
                    ..Quantity::entered(value.map(|v| v * line.sign), "")
                }],
            ],
        }
    };
    let heads = ["name", "amount", "coefficient"];
    let id = formula(method);
    let mut head: Vec<Words> = heads
        .iter()
        .map(|h| Words::new(&format!("working.head.{id}.{h}")))
        .collect();
    head.push(Words::name("unit", account.unit.code()));
    TermTable {
        head,
        rows: counted
            .iter()
            .filter(|t| !t.inputs.is_empty())
            .map(row)
            .collect(),
        total: (counted.len() > 1).then(|| TermRow {
            name: Words::new("working.sum"),
            cells: vec![
                Vec::new(),
                Vec::new(),
                vec![Quantity::fixed(working.value, working.decimals)],
            ],
        }),
    }
}

/// Which input tells the terms apart: value added of a sector rather than the intensity all sectors share.
fn own_input(counted: &[&Term]) -> usize {
    let Some((first, rest)) = counted.split_first() else {
        return 0;
    };
    (0..first.inputs.len())
        .find(|&n| {
            rest.iter().any(|t| {
                t.inputs.get(n).map(|c| &c.indicator) != first.inputs.get(n).map(|c| &c.indicator)
            })
        })
        .unwrap_or(0)
}
