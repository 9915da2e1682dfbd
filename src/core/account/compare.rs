//! An account beside the one a paper printed.

use serde::{Deserialize, Serialize};

use super::{Account, Total};
use crate::core::study::PublishedAccount;

/// One figure here and in print.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Line id, or `source`, `sink`, `net`.
    pub line: String,
    /// Year.
    pub year: i32,
    /// Value computed here, in the printed unit.
    pub ours: f64,
    /// Printed value.
    pub printed: f64,
    /// Largest difference that rounding of the printed figures explains.
    pub tolerance: f64,
}

impl Comparison {
    /// Whether the two agree within the rounding of what is printed.
    #[must_use]
    pub fn agrees(&self) -> bool {
        (self.ours - self.printed).abs() <= self.tolerance
    }
}

/// Compares every line and total that both have. A line may differ by half a unit of the last printed decimal; a total by
/// as much for each of its items too, because the paper added before it rounded.
#[must_use]
pub fn compare(account: &Account, published: &PublishedAccount) -> Vec<Comparison> {
    let Ok(ratio) = account.unit.ratio_to(&published.unit) else {
        return Vec::new();
    };
    let half = 0.5 * libm::pow(10.0, -(published.decimals as f64));
    let region = Some(published.region.as_str());
    let mut rows = Vec::new();
    let mut add = |line: &str, series: super::Series, printed: &[f64], tolerance: f64| {
        for (year, value) in series.years.iter().zip(series.values) {
            let printed = published
                .years
                .iter()
                .position(|y| y == year)
                .and_then(|i| printed.get(i));
            if let (Some(ours), Some(&printed)) = (value, printed) {
                // A value that sits on the rounding edge prints either way: allow the last bit.
                rows.push(Comparison {
                    line: line.to_owned(),
                    year: *year,
                    ours: ours * ratio,
                    printed,
                    tolerance: tolerance + 1e-9,
                });
            }
        }
    };
    for (id, printed) in &published.lines {
        add(id, account.line_series(id, region), printed, half);
    }
    let items = |side| {
        account
            .lines
            .iter()
            .filter(|l| l.side == side && l.has_data())
            .count() as f64
    };
    let (sources, sinks) = (
        items(crate::core::study::Side::Source),
        items(crate::core::study::Side::Sink),
    );
    add(
        "source",
        account.total(Total::Source, region),
        &published.source,
        half * (1.0 + sources),
    );
    add(
        "sink",
        account.total(Total::Sink, region),
        &published.sink,
        half * (1.0 + sinks),
    );
    add(
        "net",
        account.total(Total::Net, region),
        &published.net,
        half * (1.0 + sources + sinks),
    );
    rows
}
