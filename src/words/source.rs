//! Where numbers are from.

use super::{Lang, basis_name};
use crate::core::account::Account;
use crate::core::study::{Basis, Coefficient, Study};
use crate::steps::forecast::ForecastStep;
use crate::tr;

/// Where the figures of an account are from.
#[must_use]
pub fn source_line(lang: Lang, study: &Study, account: &Account) -> String {
    let table = study.published.as_ref().and_then(|p| p.account.as_ref());
    if let (Basis::Published, Some(table)) = (study.choices.basis, table) {
        return tr!(lang, "account.source_published", table = table.table);
    }
    let mut ids: Vec<&str> = Vec::new();
    let terms = account.lines.iter().flat_map(|l| &l.terms);
    for input in terms.filter(|t| t.has_data()).flat_map(|t| &t.inputs) {
        let id = input.source.as_deref().unwrap_or("user");
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if !study.typed.is_empty() && !ids.contains(&"user") {
        ids.push("user");
    }
    // One source may stand in several lists.
    let semicolon = tr!(lang, "working.semicolon");
    let mut names: Vec<String> = Vec::new();
    for id in ids {
        for name in lang.name(&format!("source.{id}")).split(semicolon) {
            if !names.iter().any(|n| n == name) {
                names.push(name.to_owned());
            }
        }
    }
    let sources = names.join(semicolon);
    tr!(lang, "account.source_inputs", sources = sources)
}

/// Where the figures of a forecast are from, and how its interval was drawn.
#[must_use]
pub fn forecast_source(lang: Lang, study: &Study, step: &ForecastStep) -> String {
    let basis = basis_name(lang, study, step.basis);
    let paper = study.published.as_ref().map(|p| {
        let key = format!("source.{}", p.source);
        lang.name(&key)
    });
    let data = match (paper, &step.printed, step.basis) {
        (Some(paper), Some(_), Basis::Published) => {
            tr!(
                lang,
                "forecast.figure.one_paper",
                basis = basis,
                source = paper
            )
        }
        (Some(paper), Some(_), Basis::Inputs) => {
            tr!(
                lang,
                "forecast.figure.data_printed",
                basis = basis,
                source = paper
            )
        }
        _ => basis,
    };
    match &step.forecast.interval {
        Ok(interval) => tr!(
            lang,
            "forecast.figure.source",
            data = data,
            draws = interval.draws,
            seed = interval.seed
        ),
        Err(_) => tr!(lang, "forecast.figure.source_plain", data = data),
    }
}

/// Where a coefficient stands: source, and table, equation or page.
#[must_use]
pub fn locator(lang: Lang, c: &Coefficient) -> String {
    let source = if c.source.ends_with("_paper") {
        tr!(lang, "data.locator.paper").to_owned()
    } else {
        lang.name(&format!("source.{}", c.source))
    };
    match c.locator.split_once(' ') {
        Some(("table", n)) => tr!(lang, "data.locator.table", source = source, n = n),
        Some(("equation", n)) => tr!(lang, "data.locator.equation", source = source, n = n),
        Some(("page", n)) => tr!(lang, "data.locator.page", source = source, n = n),
        _ => format!("{source} {}", c.locator),
    }
}
