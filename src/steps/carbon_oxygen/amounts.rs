//! What people will do and what land does, by the lines of the ledgers.

use serde::{Deserialize, Serialize};

use super::columns::{ColumnAhead, Of};
use super::need::nothing;
use super::{CarbonOxygenError, OXYGEN_UNIT};
use crate::core::account::{Account, AccountError, Term};
use crate::core::forecast::Part;
use crate::core::study::{CarbonOxygen, LineSpec, RowKey, Side, Study};
use crate::core::units::Unit;
use crate::steps::account;

/// What people will release or consume in the target year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Ahead {
    /// From the mean of the models of every column.
    pub mean: f64,
    /// From the least of them.
    pub low: f64,
    /// From the greatest.
    pub high: f64,
}

/// What each unit's people will do, from the columns ahead by the ledger's own lines.
pub(super) fn amounts(
    study: &Study,
    lines: &[LineSpec],
    unit: &str,
    columns: &[ColumnAhead],
    used: &[&str],
) -> Result<Vec<Part<Ahead>>, CarbonOxygenError> {
    let target = study.choices.carbon_oxygen.target_year;
    let keys = study.regions.iter().map(|r| RowKey {
        region: r.code.as_str().into(),
        year: target,
    });
    let keys: Vec<RowKey> = keys.collect();
    let sums = |of: Of| -> Result<Vec<Option<f64>>, CarbonOxygenError> {
        let column = |indicator: &str| {
            let found = columns.iter().find(|c| c.indicator == indicator);
            found
                .filter(|_| used.contains(&indicator))
                .map(|c| c.input(of))
        };
        let lines = account::with_columns(study, lines, unit, keys.len(), &column)?;
        let unit = Unit::parse(unit).map_err(AccountError::from)?;
        Ok(Account::from_lines(keys.clone(), unit, lines).source)
    };
    let (mean, low, high) = (sums(Of::Mean)?, sums(Of::Low)?, sums(Of::High)?);
    let of_unit = |at: usize| -> Part<Ahead> {
        // A column that gives nothing here is named; without it a sum would be too small.
        let mut own = columns.iter().filter(|c| used.contains(&&*c.indicator));
        let gap = own.find_map(|c| c.units.get(at)?.as_ref().err());
        if let Some(problem) = gap {
            return Err(problem.clone());
        }
        let value = |of: &[Option<f64>]| of.get(at).copied().flatten().ok_or_else(nothing);
        Ok(Ahead {
            mean: value(&mean)?,
            low: value(&low)?,
            high: value(&high)?,
        })
    };
    Ok((0..keys.len()).map(of_unit).collect())
}

/// What the classes of ecological land release of oxygen, by the ledger's own lines.
pub(super) fn oxygen_of_land(
    study: &Study,
    own: &CarbonOxygen,
    year: i32,
) -> Result<Vec<Option<f64>>, CarbonOxygenError> {
    let ledger = account::ledger(study, &own.oxygen, OXYGEN_UNIT)?;
    let is_counted = |term: &&Term| {
        let mut classes = own.standard_land.classes.iter();
        term.has_data() && classes.any(|c| term.inputs.iter().any(|i| i.indicator == c.area))
    };
    let of_unit = |region: &str| {
        let mut keys = ledger.keys.iter();
        let at = keys.position(|key| *key.region == *region && key.year == year)?;
        let mut sum = None;
        for line in ledger.lines.iter().filter(|l| l.side == Side::Sink) {
            for term in line.terms.iter().filter(is_counted) {
                sum =
                    Some(sum.unwrap_or(0.0) + term.values.get(at).copied().flatten()? * line.sign);
            }
        }
        sum
    };
    Ok(study.regions.iter().map(|r| of_unit(&r.code)).collect())
}
