//! Study → account.

use std::collections::HashMap;

use crate::core::account::{
    Account, AccountError, CoefficientArg, InputColumn, Line, LineArgs, line,
};
use crate::core::study::{Basis, LineSpec, RowKey, Study};
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
    ledger(study, &study.account, ACCOUNT_UNIT)
}

/// A ledger of some lines, in a unit of carbon or of oxygen, computed from sheets and coefficients.
pub(crate) fn ledger(
    study: &Study,
    specs: &[LineSpec],
    unit: &str,
) -> Result<Account, AccountError> {
    let keys = keys(study);
    let positions: HashMap<&RowKey, usize> = keys.iter().zip(0..).collect();
    let lines = with_columns(study, specs, unit, keys.len(), &|indicator| {
        column(study, indicator, &positions)
    })?;
    drop(positions);
    Ok(Account::from_lines(keys, Unit::parse(unit)?, lines))
}

/// The same lines with columns from elsewhere, each with a value a key.
pub(crate) fn with_columns(
    study: &Study,
    specs: &[LineSpec],
    unit: &str,
    keys: usize,
    column: &dyn Fn(&str) -> Option<InputColumn>,
) -> Result<Vec<Line>, AccountError> {
    let unit = Unit::parse(unit)?;
    let mut lines = Vec::with_capacity(specs.len());
    for spec in specs {
        lines.push(line(arguments(study, spec, column)?, keys, &unit)?);
    }
    Ok(lines)
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
    column: &dyn Fn(&str) -> Option<InputColumn>,
) -> Result<LineArgs, AccountError> {
    let mut terms = Vec::with_capacity(spec.terms.len());
    for term in &spec.terms {
        let inputs: Option<Vec<_>> = term.inputs.iter().map(|i| column(i)).collect();
        // The study has no such column.
        let Some(inputs) = inputs else { continue };
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

/// A column aligned with the keys.
fn column(
    study: &Study,
    indicator: &str,
    positions: &HashMap<&RowKey, usize>,
) -> Option<InputColumn> {
    let (sheet, column) = study.column(indicator)?;
    let column = &sheet.columns[column];
    let mut values = vec![None; positions.len()];
    for (key, cell) in sheet.rows.iter().zip(column.cells.iter()) {
        if let Some(&position) = positions.get(key) {
            values[position] = cell.value();
        }
    }
    Some(InputColumn {
        indicator: indicator.to_owned(),
        unit: column.unit.clone(),
        source: column.source.clone(),
        values,
    })
}
