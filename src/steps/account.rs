//! Study → account.

use std::collections::HashMap;

use crate::core::account::{Account, AccountError, CoefficientArg, InputColumn, LineArgs, line};
use crate::core::study::{Basis, LineSpec, RowKey, Study, TermSpec};
use crate::core::units::Unit;

/// Unit of the account: 10⁴ t of carbon, as the field's tables have it.
pub const ACCOUNT_UNIT: &str = "10ktC";

/// The account the later steps read: computed from the inputs, or the items a paper printed.
///
/// # Errors
/// Those of [`compute`].
pub fn chosen(study: &Study) -> Result<Account, AccountError> {
    let printed = study.published.as_ref().and_then(|p| p.account.as_ref());
    match (study.choices.basis, printed) {
        (Basis::Published, Some(table)) => {
            let sides: Vec<_> = study
                .account
                .iter()
                .map(|l| (l.id.clone(), l.side))
                .collect();
            Ok(Account::from_published(table, &sides))
        }
        _ => compute(study),
    }
}

/// The account computed from sheets and coefficients.
///
/// # Errors
/// [`AccountError`] when a line does not come out as carbon or names a coefficient the study lacks.
pub fn compute(study: &Study) -> Result<Account, AccountError> {
    let unit = Unit::parse(ACCOUNT_UNIT)?;
    let keys = keys(study);
    let positions: HashMap<&RowKey, usize> = keys.iter().zip(0..).collect();
    let lines = study
        .account
        .iter()
        .map(|spec| line(arguments(study, spec, &positions)?, keys.len(), &unit))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Account::from_lines(keys, unit, lines))
}

/// Region and year of every row of any sheet, in order.
pub(crate) fn keys(study: &Study) -> Vec<RowKey> {
    let mut keys: Vec<RowKey> = study
        .sheets
        .iter()
        .flat_map(|s| s.rows.iter().cloned())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn arguments(
    study: &Study,
    spec: &LineSpec,
    positions: &HashMap<&RowKey, usize>,
) -> Result<LineArgs, AccountError> {
    let mut terms = Vec::with_capacity(spec.terms.len());
    for term in &spec.terms {
        let Some(inputs) = inputs(study, term, positions) else {
            continue;
        };
        let coefficients =
            term.coefficients
                .iter()
                .map(|power| {
                    let c = study.coefficient(&power.id).ok_or_else(|| {
                        AccountError::NoCoefficient {
                            line: spec.id.clone(),
                            coefficient: power.id.clone(),
                        }
                    })?;
                    Ok(CoefficientArg {
                        id: c.id.clone(),
                        value: c.value,
                        unit: c.unit.clone(),
                        exponent: power.exponent,
                    })
                })
                .collect::<Result<Vec<_>, AccountError>>()?;
        terms.push((inputs, coefficients));
    }
    Ok(LineArgs {
        id: spec.id.clone(),
        side: spec.side,
        method: spec.method,
        equation: spec.equation.clone(),
        terms,
    })
}

/// The term's columns aligned with the keys; `None` when the study has no such column.
fn inputs(
    study: &Study,
    term: &TermSpec,
    positions: &HashMap<&RowKey, usize>,
) -> Option<Vec<InputColumn>> {
    term.inputs
        .iter()
        .map(|indicator| {
            let (sheet, column) = study.column(indicator)?;
            let column = &sheet.columns[column];
            let mut values = vec![None; positions.len()];
            for (key, cell) in sheet.rows.iter().zip(column.cells.iter()) {
                if let Some(&position) = positions.get(key) {
                    values[position] = cell.value();
                }
            }
            Some(InputColumn {
                indicator: indicator.clone(),
                unit: column.unit.clone(),
                source: column.source.clone(),
                values,
            })
        })
        .collect()
}
