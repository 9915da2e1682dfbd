//! What a carbon–oxygen balance is made of besides the account, which is its carbon: the ledger of oxygen, the land that
//! counts as ecological, and what a paper printed.

use serde::{Deserialize, Serialize};

use super::LineSpec;
use crate::core::carbon_oxygen::Element;
use crate::core::units::Unit;

/// A land class of the standard area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EcoLand {
    /// Indicator of its area.
    pub area: String,
    /// Coefficient of the carbon it takes up per area and year; negative for uptake, as land rates are printed.
    pub rate: String,
}

/// Land that counts as ecological, and the land it is reckoned in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandardLand {
    /// Coefficient of the land one hectare of which is one of standard area: the forest's.
    pub reference: String,
    /// The classes counted.
    pub classes: Vec<EcoLand>,
}

/// Printed ratios of a region in a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrintedRatios {
    /// Region code.
    pub region: String,
    /// Year.
    pub year: i32,
    /// Carbon released over carbon fixed.
    pub carbon: f64,
    /// Oxygen consumed over oxygen released.
    pub oxygen: f64,
}

/// Printed sums of all regions in a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrintedSums {
    /// Year.
    pub year: i32,
    /// Carbon released.
    pub released: f64,
    /// Carbon fixed.
    pub fixed: f64,
}

/// Printed gaps of ecological land.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrintedGaps {
    /// Table in the paper.
    pub table: String,
    /// Year of the land.
    pub base_year: i32,
    /// Year of the release.
    pub target_year: i32,
    /// Part of the release that land is to take up.
    pub share: f64,
    /// Region code, and what the land falls short by for carbon and for oxygen, %.
    pub rows: Vec<(String, f64, f64)>,
}

/// A printed Moran's I of the ratios of a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrintedMoran {
    /// Year.
    pub year: i32,
    /// Which ratio.
    pub element: Element,
    /// Moran's I.
    pub value: f64,
    /// Its p-value.
    pub p: f64,
}

/// What a paper printed about the carbon–oxygen balance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrintedCarbonOxygen {
    /// Id of the source.
    pub source: String,
    /// Unit of the sums.
    pub unit: Unit,
    /// Decimals of ratios and gaps.
    #[serde(default)]
    pub decimals: usize,
    /// Ratios.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratios: Vec<PrintedRatios>,
    /// Sums of all regions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sums: Vec<PrintedSums>,
    /// Gaps of ecological land.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gaps: Option<PrintedGaps>,
    /// Spatial autocorrelation of the ratios.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moran: Vec<PrintedMoran>,
}

/// Everything a carbon–oxygen balance is made of besides the account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CarbonOxygen {
    /// The ledger of oxygen: consumption on the side of the sources, release on that of the sinks.
    pub oxygen: Vec<LineSpec>,
    /// Land that counts as ecological.
    pub standard_land: StandardLand,
    /// What a paper printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<PrintedCarbonOxygen>,
}
