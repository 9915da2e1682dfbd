//! What a paper printed, kept apart from what is computed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::choices::Period;
use crate::core::units::Unit;

/// A printed table of the account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublishedAccount {
    /// Table number in the paper.
    pub table: String,
    /// Unit of every figure.
    pub unit: Unit,
    /// Region code the figures are for.
    pub region: String,
    /// Years in order.
    pub years: Vec<i32>,
    /// Printed values of each account line.
    pub lines: BTreeMap<String, Vec<f64>>,
    /// Printed sum of the sources.
    pub source: Vec<f64>,
    /// Printed sum of the sinks.
    pub sink: Vec<f64>,
    /// Printed net emission.
    pub net: Vec<f64>,
    /// Decimals printed; half a unit of the last one is the tolerance of a comparison.
    pub decimals: usize,
}

/// All figures of a paper that this study is compared with.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// Id of the source.
    pub source: String,
    /// The account table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<PublishedAccount>,
    /// Single dynamic degree by class and period, % a year.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dynamic_degree: Vec<(Period, BTreeMap<String, f64>)>,
    /// Divisor that reproduces the printed dynamic degree of each period, where it is not the number of intervals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dynamic_degree_divisor: Option<f64>,
    /// Grey relational degree by class.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub relation: BTreeMap<String, f64>,
    /// Forecast by year.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub forecast: BTreeMap<i32, f64>,
    /// Parameters the printed forecast comes from, when they can be told: development coefficient and grey input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forecast_parameters: Option<(f64, f64)>,
    /// Printed posterior variance ratio and small error probability.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posterior: Option<(f64, f64)>,
}
