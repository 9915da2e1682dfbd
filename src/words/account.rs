//! Names around an account: its region, its columns, the data behind it, and what it goes without.

use super::Lang;
use crate::core::account::{Account, LINE_LEFT_OUT};
use crate::core::study::{Basis, Study};
use crate::tr;

/// Name of the region looked at, or that all are added up.
#[must_use]
pub fn region_name(lang: Lang, study: &Study) -> String {
    let code = study.choices.region.as_deref();
    let found = match code {
        Some(code) => study.regions.iter().find(|r| r.code == code),
        None => study.regions.first().filter(|_| study.regions.len() == 1),
    };
    found.map_or_else(
        || tr!(lang, "account.all_regions").to_owned(),
        |r| lang.pick(&r.name).to_owned(),
    )
}

/// Name of a column standing alone.
#[must_use]
pub fn column_name(lang: Lang, id: &str) -> String {
    lang.find(&format!("working.total.{id}"))
        .map_or_else(|| lang.name(&format!("line.{id}")), str::to_owned)
}

/// Names of the lines that the totals go without.
#[must_use]
pub fn left_out(lang: Lang, account: &Account) -> Option<String> {
    let problems = account.problems.iter();
    let lines = problems
        .filter(|p| p.code == LINE_LEFT_OUT)
        .filter_map(|p| p.place.column.as_deref());
    let names: Vec<String> = lines.map(|line| column_name(lang, line)).collect();
    (!names.is_empty()).then(|| names.join(tr!(lang, "working.list_comma")))
}

/// Number of the printed account table.
#[must_use]
pub fn printed_table(study: &Study) -> Option<&str> {
    let account = study.published.as_ref()?.account.as_ref()?;
    Some(&account.table)
}

/// The data of a basis as a sentence names them.
#[must_use]
pub fn basis_name(lang: Lang, study: &Study, basis: Basis) -> String {
    match (basis, printed_table(study)) {
        (_, None) => tr!(lang, "basis.own").to_owned(),
        (Basis::Inputs, Some(_)) => tr!(lang, "basis.inputs_in_text").to_owned(),
        (Basis::Published, Some(table)) => tr!(lang, "basis.published", table = table),
    }
}
