//! A figure of a step by year, line or name, with two values each.

use serde::{Deserialize, Serialize};

use super::Group;
use crate::core::study::Period;

/// What a series is of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// A line of the account, or `source`, `sink`, `net`.
    Line(String),
    /// Area of a land class.
    Area(String),
    /// Gibbs–Martin diversity.
    Diversity,
    /// Single dynamic degree of each class over a period, per cent a year.
    DynamicDegree(Period),
    /// Mean annual change of the broad groups.
    GroupChange,
    /// Comprehensive dynamic degree of the transition table, per cent a year.
    ComprehensiveDegree,
    /// Grey relational degree of each line.
    RelationalDegree,
    /// Its rank.
    Rank,
    /// Values of the model over fitted and forecast years.
    Path,
    /// Lower end of the forecast interval.
    Lower,
    /// Upper end of the forecast interval.
    Upper,
    /// Tests and parameters of the fit.
    Tests,
}

/// A number of the fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// Development coefficient a of GM(1,1).
    DevelopmentCoefficient,
    /// Grey input b of GM(1,1).
    GreyInput,
    /// Posterior variance ratio C.
    VarianceRatio,
    /// Small error probability P.
    SmallErrorProbability,
    /// Mean relative error, a share.
    MeanRelativeError,
    /// Mean absolute percentage error over the years held out, a share.
    HoldOutError,
}

/// Where in a series a value stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// A year.
    Year(i32),
    /// A line of the account or a land class.
    Line(String),
    /// A broad group of land.
    Land(String),
    /// A number of the fit.
    Statistic(Statistic),
    /// The pair of maps.
    Maps,
}

impl Key {
    /// The year, where it is one.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        match self {
            Self::Year(year) => Some(*year),
            _ => None,
        }
    }
}

/// A series in two scenarios.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Step it belongs to.
    pub group: Group,
    /// What it is of.
    pub quantity: Quantity,
    /// Code of its unit; none for a pure number.
    pub unit: Option<String>,
    /// Decimals shown.
    pub decimals: usize,
    /// Years, lines, classes …
    pub keys: Vec<Key>,
    /// Values in the first and the second scenario.
    pub values: Vec<[Option<f64>; 2]>,
    /// What a paper printed, one a key; empty when it printed nothing.
    pub printed: Vec<Option<f64>>,
    /// In how many of the printed places each of the two comes within
    /// [`AGREEMENT`](crate::steps::coefficients::AGREEMENT) of print; none when nothing is printed.
    pub agreeing: Option<[usize; 2]>,
}

impl Measure {
    /// Second less first.
    #[must_use]
    pub fn difference(&self, at: usize) -> Option<f64> {
        let [a, b] = *self.values.get(at)?;
        Some(b? - a?)
    }

    /// The difference as a share of the first; none where that is 0.
    #[must_use]
    pub fn relative(&self, at: usize) -> Option<f64> {
        let first = self.values.get(at)?[0].filter(|v| *v != 0.0)?;
        self.difference(at).map(|d| d / first.abs())
    }

    /// Sum of the differences over the keys both know; none unless they are amounts by year.
    #[must_use]
    pub fn summed(&self) -> Option<f64> {
        let adds_up = matches!(self.quantity, Quantity::Line(_));
        let known = (0..self.keys.len()).filter_map(|at| self.difference(at));
        adds_up.then(|| known.sum())
    }

    /// Whether any value differs.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.values.iter().any(|[a, b]| a != b)
    }

    pub(super) fn new(
        group: Group,
        quantity: Quantity,
        unit: Option<&str>,
        decimals: usize,
    ) -> Self {
        Self {
            group,
            quantity,
            unit: unit.map(str::to_owned),
            decimals,
            keys: Vec::new(),
            values: Vec::new(),
            printed: Vec::new(),
            agreeing: None,
        }
    }

    /// Fills in the values of both sides, matched by key in the order of the first.
    pub(super) fn of(mut self, sides: [Vec<(Key, Option<f64>)>; 2]) -> Option<Self> {
        for (side, values) in sides.into_iter().enumerate() {
            for (key, value) in values {
                let at = self.keys.iter().position(|k| *k == key).unwrap_or_else(|| {
                    self.keys.push(key);
                    self.values.push([None; 2]);
                    self.keys.len() - 1
                });
                self.values[at][side] = value;
            }
        }
        if self.keys.iter().all(|k| k.year().is_some()) {
            let mut order: Vec<usize> = (0..self.keys.len()).collect();
            order.sort_by_key(|at| self.keys[*at].year());
            self.keys = order.iter().map(|at| self.keys[*at].clone()).collect();
            self.values = order.iter().map(|at| self.values[*at]).collect();
        }
        let is_known = self.values.iter().any(|v| v[0].is_some() || v[1].is_some());
        is_known.then_some(self)
    }
}
