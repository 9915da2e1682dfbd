//! What the zones of a study are made of: which columns hold what, the zones, the rules, and what a paper printed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Text;
use crate::core::balance::{Level, PairRule};

/// Which columns the zones are computed from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoningInputs {
    /// Carbon balance: economic and ecological contribution.
    Balance {
        /// Indicator of the emission; the account's sum of sources without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        emission: Option<String>,
        /// Indicator of the uptake; the account's sum of sinks without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        uptake: Option<String>,
        /// Indicator of the area.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        area: Option<String>,
        /// Indicator of the GDP.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gdp: Option<String>,
        /// Indicator of the economic contribution as printed, used where there is no GDP.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        eec: Option<String>,
    },
    /// Supply of and demand for carbon storage.
    SupplyDemand {
        /// Indicator of the carbon stored.
        storage: String,
        /// Indicator of the area.
        area: String,
        /// Indicator of the demand per area.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        demand: Option<String>,
        /// In its place: indicator of the population …
        #[serde(default, skip_serializing_if = "Option::is_none")]
        population: Option<String>,
        /// … and coefficient of the emission per head.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        per_head: Option<String>,
    },
}

/// A zone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Zone {
    /// Id in rules and tables.
    pub id: String,
    /// Name.
    pub name: Text,
}

/// Printed figures of one unit and year, by name: `sec`, `emission_intensity`, `uptake_intensity`, `storage_share`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrintedIndices {
    /// Region code.
    pub region: String,
    /// Year.
    pub year: i32,
    /// Figures.
    pub values: BTreeMap<String, f64>,
}

/// A printed line by land class.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrintedClass {
    /// Name of the land class.
    pub name: Text,
    /// Carbon stored.
    pub storage: f64,
    /// Its share, %.
    pub share: f64,
}

/// What a paper printed about zones.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PrintedZones {
    /// Id of the source.
    pub source: String,
    /// Zone of each region, by code.
    #[serde(default)]
    pub zones: BTreeMap<String, String>,
    /// Levels of the economic and the ecological contribution of each region.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub levels: BTreeMap<String, (Level, Level)>,
    /// Printed figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indices: Vec<PrintedIndices>,
    /// Decimals of the printed coefficients.
    #[serde(default)]
    pub decimals: usize,
    /// Upper bounds of the printed classes, ascending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<f64>,
    /// Upper bounds of printed classes of the share of storage, %.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub share_breaks: Vec<f64>,
    /// Storage by land class, in the unit of the storage column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<PrintedClass>,
}

/// Everything the zones of a study are made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Zoning {
    /// Columns.
    pub inputs: ZoningInputs,
    /// Zones in the order of the legend.
    pub zones: Vec<Zone>,
    /// From pairs of levels to zones; the first that fits counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<PairRule>,
    /// Zone of each class of the ratio, lowest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merge: Vec<String>,
    /// What a paper printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<PrintedZones>,
}

impl ZoningInputs {
    /// Indicators named, in order.
    #[must_use]
    pub fn indicators(&self) -> Vec<&str> {
        let (needed, others) = match self {
            Self::Balance {
                emission,
                uptake,
                area,
                gdp,
                eec,
            } => (Vec::new(), vec![emission, uptake, area, gdp, eec]),
            Self::SupplyDemand {
                storage,
                area,
                demand,
                population,
                ..
            } => (vec![storage, area], vec![demand, population]),
        };
        let others = others.into_iter().flatten();
        needed
            .into_iter()
            .chain(others)
            .map(String::as_str)
            .collect()
    }
}
