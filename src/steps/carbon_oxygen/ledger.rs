//! The two ledgers by unit and year.

use std::collections::HashMap;

use super::{CarbonOxygenError, LineSums, OXYGEN_UNIT, YearTotals};
use crate::core::account::Account;
use crate::core::carbon_oxygen::{Amounts, Element};
use crate::core::study::{CarbonOxygen, Study};
use crate::steps::account;

/// The ledger of oxygen.
pub(super) fn oxygen(study: &Study, own: &CarbonOxygen) -> Result<Account, CarbonOxygenError> {
    Ok(account::ledger(study, &own.oxygen, OXYGEN_UNIT)?)
}

/// Carbon and oxygen.
pub(super) struct Ledgers<'a> {
    pub(super) carbon: &'a Account,
    pub(super) oxygen: &'a Account,
}

/// Where a region and year stand in a ledger.
type Positions<'a> = HashMap<(&'a str, i32), usize>;

fn positions(account: &Account) -> Positions<'_> {
    let keys = account.keys.iter().zip(0..);
    keys.map(|(key, at)| ((&*key.region, key.year), at))
        .collect()
}

impl Ledgers<'_> {
    /// Years of both, in order.
    pub(super) fn years(&self) -> Vec<i32> {
        let keys = self.carbon.keys.iter().chain(&self.oxygen.keys);
        let mut years: Vec<i32> = keys.map(|key| key.year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// What is known, by year and unit.
    pub(super) fn amounts(&self, study: &Study, years: &[i32]) -> Vec<Vec<Amounts>> {
        let (carbon, oxygen) = (positions(self.carbon), positions(self.oxygen));
        let of = |values: &[Option<f64>], at: Option<usize>| values.get(at?).copied().flatten();
        let one = |region: &str, year: i32| {
            let key = (region, year);
            let (c, o) = (carbon.get(&key).copied(), oxygen.get(&key).copied());
            Amounts {
                carbon_released: of(&self.carbon.source, c),
                carbon_fixed: of(&self.carbon.sink, c),
                oxygen_consumed: of(&self.oxygen.source, o),
                oxygen_released: of(&self.oxygen.sink, o),
            }
        };
        let in_year = |year: &i32| {
            let regions = study.regions.iter();
            regions.map(|r| one(&r.code, *year)).collect()
        };
        years.iter().map(in_year).collect()
    }

    /// Each line with data, summed over the units counted in each year, so that the lines add up to the totals.
    pub(super) fn lines(
        &self,
        study: &Study,
        years: &[i32],
        nation: &[YearTotals],
    ) -> Vec<LineSums> {
        let mut all = Vec::new();
        for (element, account) in [
            (Element::Carbon, self.carbon),
            (Element::Oxygen, self.oxygen),
        ] {
            let positions = positions(account);
            for line in account.lines.iter().filter(|l| l.has_data()) {
                let value = |unit: &usize, year: i32| {
                    let region = study.regions.get(*unit)?.code.as_str();
                    let at = *positions.get(&(region, year))?;
                    line.values.get(at).copied().flatten()
                };
                let sum = |(year, of): (&i32, &YearTotals)| {
                    let counted = &of.totals.counted;
                    let sum: Option<f64> = counted.iter().map(|unit| value(unit, *year)).sum();
                    sum.filter(|_| !counted.is_empty())
                };
                all.push(LineSums {
                    element,
                    side: line.side,
                    id: line.id.clone(),
                    values: years.iter().zip(nation).map(sum).collect(),
                });
            }
        }
        all
    }
}
