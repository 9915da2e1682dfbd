//! A line or total of the account as a series of years, for one region or the sum of all.

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
        let mut series = Self::default();
        let mut counts: Vec<usize> = Vec::new();
        let mut regions: Vec<RowKey> = Vec::new();
        for (key, value) in rows {
            if region.is_some_and(|r| *key.region != *r) {
                continue;
            }
            if regions.last().is_none_or(|r| r.region != key.region) {
                regions.push(RowKey {
                    region: key.region.clone(),
                    year: 0,
                });
            }
            // A few dozen years, mostly in order.
            let later = series.years.iter().rev().take_while(|y| **y > key.year);
            let at = series.years.len() - later.count();
            if at > 0 && series.years[at - 1] == key.year {
                let sum = &mut series.values[at - 1];
                *sum = sum.zip(value).map(|(a, b)| a + b);
                counts[at - 1] += 1;
            } else {
                series.years.insert(at, key.year);
                series.values.insert(at, value);
                counts.insert(at, 1);
            }
        }
        regions.sort_unstable();
        regions.dedup();
        for (value, count) in series.values.iter_mut().zip(counts) {
            if count < regions.len() {
                *value = None;
            }
        }
        series
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
