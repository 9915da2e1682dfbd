//! A line or total of the account as a series of years, for one region or the sum of all.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Account;
use crate::core::study::RowKey;

/// What to take a series of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Total {
    /// Sum of the sources.
    Source,
    /// Sum of the sinks.
    Sink,
    /// Sources less sinks.
    Net,
}

/// Years and values in order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Years, ascending.
    pub years: Vec<i32>,
    /// One value a year; `None` where it is unknown.
    pub values: Vec<Option<f64>>,
}

impl Series {
    /// Values by year of one region, or the sum of all. A year in which one of the regions has no row or no value has no
    /// sum: the others alone would be too little.
    pub fn sum<'a>(
        rows: impl Iterator<Item = (&'a RowKey, Option<f64>)>,
        region: Option<&str>,
    ) -> Self {
        let mut by_year: BTreeMap<i32, (usize, Option<f64>)> = BTreeMap::new();
        let mut regions: BTreeSet<&str> = BTreeSet::new();
        for (key, value) in rows {
            if region.is_none_or(|r| *key.region == *r) {
                regions.insert(&key.region);
                by_year
                    .entry(key.year)
                    .and_modify(|(n, sum)| {
                        *n += 1;
                        *sum = sum.zip(value).map(|(a, b)| a + b);
                    })
                    .or_insert((1, value));
            }
        }
        let (years, values) = by_year
            .into_iter()
            .map(|(year, (n, sum))| (year, sum.filter(|_| n == regions.len())))
            .unzip();
        Self { years, values }
    }

    /// The longest run of known values of consecutive years that ends last: what a model of equal steps can be fitted to.
    #[must_use]
    pub fn latest_run(&self) -> (i32, Vec<f64>) {
        let mut run: Vec<f64> = Vec::new();
        let mut first = 0;
        let mut before = None;
        for (&year, value) in self.years.iter().zip(&self.values) {
            match value {
                Some(v) if before == Some(year - 1) && !run.is_empty() => run.push(*v),
                Some(v) => {
                    first = year;
                    run = vec![*v];
                }
                None => {}
            }
            before = value.map(|_| year);
        }
        (first, run)
    }
}

impl Account {
    /// A total by year.
    #[must_use]
    pub fn total(&self, total: Total, region: Option<&str>) -> Series {
        self.series(
            match total {
                Total::Source => &self.source,
                Total::Sink => &self.sink,
                Total::Net => &self.net,
            },
            region,
        )
    }

    /// A line by year; empty when there is no such line.
    #[must_use]
    pub fn line_series(&self, id: &str, region: Option<&str>) -> Series {
        self.line(id)
            .map_or_else(Series::default, |l| self.series(&l.values, region))
    }

    fn series(&self, values: &[Option<f64>], region: Option<&str>) -> Series {
        Series::sum(self.keys.iter().zip(values.iter().copied()), region)
    }
}
