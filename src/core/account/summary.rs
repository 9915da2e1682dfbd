//! What an account says in short: first and last year, growth, shares, the largest step; and how far it agrees with print.

use serde::{Deserialize, Serialize};

use super::{Account, Comparison, Total, compare};
use crate::core::study::{PublishedAccount, Side};

/// The balance of one year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Balance {
    /// Year.
    pub year: i32,
    /// Sum of the sources.
    pub source: f64,
    /// Sum of the sinks, positive.
    pub sink: f64,
    /// Sources less sinks.
    pub net: f64,
}

impl Balance {
    /// Part of the sources the sinks take up; `None` without sources.
    #[must_use]
    pub fn offset(&self) -> Option<f64> {
        (self.source > 0.0).then(|| self.sink / self.source)
    }
}

/// The largest source of the last year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MainSource {
    /// Line id.
    pub line: String,
    /// Its value in the last year.
    pub value: f64,
    /// Its part of all sources.
    pub share: f64,
}

/// The largest change of that source from one year to the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Line id.
    pub line: String,
    /// Second of the two years.
    pub year: i32,
    /// Change, negative for a fall.
    pub change: f64,
}

/// An account in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// First year whose balance is known.
    pub first: Balance,
    /// Last year whose balance is known; the same as the first when there is one only.
    pub last: Balance,
    /// Mean growth of net emission a year, when both ends are emissions and there are two years.
    pub annual_rate: Option<f64>,
    /// The largest source of the last year.
    pub main_source: Option<MainSource>,
    /// Its largest step.
    pub largest_step: Option<Step>,
}

impl Summary {
    /// Years from the first to the last.
    #[must_use]
    pub fn intervals(&self) -> i32 {
        self.last.year - self.first.year
    }

    /// Net of the last year over net of the first; `None` when the first is 0.
    #[must_use]
    pub fn net_ratio(&self) -> Option<f64> {
        let ratio = self.last.net / self.first.net;
        ratio.is_finite().then_some(ratio)
    }

    /// Change of the sources from the first year to the last, as a share of the first; `None` without sources then.
    #[must_use]
    pub fn source_change(&self) -> Option<f64> {
        change(self.first.source, self.last.source)
    }

    /// Change of the sinks, likewise.
    #[must_use]
    pub fn sink_change(&self) -> Option<f64> {
        change(self.first.sink, self.last.sink)
    }
}

fn change(first: f64, last: f64) -> Option<f64> {
    let change = last / first - 1.0;
    (first > 0.0 && change.is_finite()).then_some(change)
}

impl Account {
    /// The balances of all years whose three totals are known, in order.
    #[must_use]
    pub fn balances(&self, region: Option<&str>) -> Vec<Balance> {
        let (source, sink) = (
            self.total(Total::Source, region),
            self.total(Total::Sink, region),
        );
        let net = self.total(Total::Net, region);
        let known = net.years.iter().zip(0..).filter_map(|(&year, i)| {
            Some(Balance {
                year,
                source: source.values[i]?,
                sink: sink.values[i]?,
                net: net.values[i]?,
            })
        });
        known.collect()
    }

    /// The account in short, or `None` when no year has a balance.
    ///
    /// # Formula
    /// ```text
    /// annual rate = (net_last / net_first)^(1 / (last − first)) − 1
    /// ```
    ///
    /// # Examples
    /// ```
    /// let study = tanheng::exchange::cases::load("guizhou").expect("shipped");
    /// let account = tanheng::steps::account::compute(&study)?;
    /// let summary = account.summary(None).expect("has data");
    /// assert_eq!((summary.first.year, summary.last.year), (2005, 2019));
    /// assert_eq!(summary.main_source.map(|m| m.line).as_deref(), Some("built"));
    /// # Ok::<(), tanheng::core::account::AccountError>(())
    /// ```
    #[must_use]
    pub fn summary(&self, region: Option<&str>) -> Option<Summary> {
        let balances = self.balances(region);
        let (first, last) = (*balances.first()?, *balances.last()?);
        let years = f64::from(last.year - first.year);
        let annual_rate = (years > 0.0 && first.net > 0.0 && last.net > 0.0)
            .then(|| libm::pow(last.net / first.net, 1.0 / years) - 1.0)
            .filter(|r| r.is_finite());
        let main_source = self.main_source(region, &last);
        let largest_step = main_source
            .as_ref()
            .and_then(|main| self.largest_step(&main.line, region));
        Some(Summary {
            first,
            last,
            annual_rate,
            main_source,
            largest_step,
        })
    }

    fn main_source(&self, region: Option<&str>, last: &Balance) -> Option<MainSource> {
        let values = self
            .lines
            .iter()
            .filter(|l| l.side == Side::Source)
            .filter_map(|l| {
                let series = self.line_series(&l.id, region);
                let at = series.years.iter().position(|y| *y == last.year)?;
                Some((l.id.clone(), series.values[at]?))
            });
        let (line, value) = values.max_by(|a, b| a.1.total_cmp(&b.1))?;
        (last.source > 0.0).then(|| MainSource {
            line,
            value,
            share: value / last.source,
        })
    }

    /// The largest change of a line between two years that follow each other.
    #[must_use]
    pub fn largest_step(&self, id: &str, region: Option<&str>) -> Option<Step> {
        let series = self.line_series(id, region);
        let pairs = series.years.windows(2).zip(series.values.windows(2));
        pairs
            .filter(|(years, _)| years[1] == years[0] + 1)
            .filter_map(|(years, values)| Some((years[1], values[1]? - values[0]?)))
            .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
            .map(|(year, change)| Step {
                line: id.to_owned(),
                year,
                change,
            })
    }
}

/// In how many years a line agrees with print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Line id, or `source`, `sink`, `net`.
    pub line: String,
    /// Years compared.
    pub of: usize,
    /// Years that agree.
    pub agree: usize,
    /// Years that do not.
    pub off: Vec<i32>,
}

/// Counts a comparison by line, in the order it came in.
#[must_use]
pub fn agreement(rows: &[Comparison]) -> Vec<Agreement> {
    let mut counts: Vec<Agreement> = Vec::new();
    for row in rows {
        let at = counts.iter().position(|c| c.line == row.line);
        let at = at.unwrap_or_else(|| {
            counts.push(Agreement {
                line: row.line.clone(),
                of: 0,
                agree: 0,
                off: Vec::new(),
            });
            counts.len() - 1
        });
        let count = &mut counts[at];
        count.of += 1;
        if row.agrees() {
            count.agree += 1;
        } else {
            count.off.push(row.year);
        }
    }
    counts
}

/// Printed totals that are not the sum of the items printed beside them: what is doubtful in the paper itself.
#[must_use]
pub fn printed_faults(published: &PublishedAccount, sides: &[(String, Side)]) -> Vec<Comparison> {
    let added = Account::from_published(published, sides);
    let mut rows = compare(&added, published);
    rows.retain(|r| matches!(&*r.line, "source" | "sink" | "net") && !r.agrees());
    rows
}
