//! Settings of the steps, saved with the study.

use serde::{Deserialize, Serialize};

use super::SpaceChoices;
use crate::core::account::Total;
use crate::core::balance::{LevelRule, PairRule};
use crate::core::forecast::{ForecastOptions, ModelName};
use crate::core::relate::GreyOptions;
use crate::core::storage::{PriceChange, RangeOptions};

/// Which account the later steps read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Computed from the sheets and coefficients.
    #[default]
    Inputs,
    /// The items a paper printed, added up again.
    Published,
}

/// A pair of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// First year.
    pub from: i32,
    /// Last year.
    pub to: i32,
}

impl Period {
    /// Number of intervals between the two years: 7 for 2005–2012.
    #[must_use]
    pub fn intervals(self) -> i32 {
        self.to - self.from
    }
}

/// Settings of the land-change step.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChangeChoices {
    /// Periods to compare; empty means first half, second half and the whole.
    pub periods: Vec<Period>,
}

/// Settings of the relation step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RelationChoices {
    /// What the lines are compared with.
    pub reference: Total,
    /// Settings of the grey relation.
    pub options: GreyOptions,
}

impl Default for RelationChoices {
    fn default() -> Self {
        Self {
            reference: Total::Net,
            options: GreyOptions::default(),
        }
    }
}

/// How supply and demand are brought to one basis where one is counted as carbon and the other as CO2.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CarbonBasis {
    /// Both as carbon.
    #[default]
    Same,
    /// As the figures stand, which divides CO2 by carbon.
    AsPrinted,
}

/// How the ratio of demand to supply is put into classes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneClasses {
    /// The limits a paper printed; exact natural breaks where there are none.
    #[default]
    Published,
    /// Exact natural breaks.
    NaturalBreaks,
    /// Quantiles.
    Quantile,
    /// Equal intervals.
    EqualInterval,
    /// Limits typed in.
    Manual,
}

/// Settings of the zones step.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ZonesChoices {
    /// Years used; empty is all of a balance, and the last of supply and demand.
    pub years: Vec<i32>,
    /// How levels of the two contributions are told apart.
    pub levels: LevelRule,
    /// One or two limits of the economic contribution, for [`LevelRule::Manual`].
    pub eec_limits: Vec<f64>,
    /// The same of the ecological contribution.
    pub sec_limits: Vec<f64>,
    /// An edited rule table; the study's without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<PairRule>>,
    /// How ratios are put into classes.
    pub classes: ZoneClasses,
    /// Number of classes; none is as many as the merge table has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class_count: Option<usize>,
    /// Limits between classes, for [`ZoneClasses::Manual`].
    pub limits: Vec<f64>,
    /// An edited merge table: the zone of each class, lowest ratio first; the study's without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merge: Option<Vec<String>>,
    /// Carbon or CO2.
    pub carbon_basis: CarbonBasis,
}

/// Settings of the storage step.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StorageChoices {
    /// Value of a tonne of carbon, in money.
    pub price: f64,
    /// Years over which a change is spread where its dates have none.
    pub years: i32,
    /// Discount rate, % a year.
    pub discount: f64,
    /// Change of the price, % a year.
    pub price_change: f64,
    /// How the change of the price is read.
    pub reading: PriceChange,
    /// Draws from the ranges of the pools.
    pub range: RangeOptions,
}

impl Default for StorageChoices {
    fn default() -> Self {
        Self {
            price: 0.0,
            years: 10,
            discount: 0.0,
            price_change: 0.0,
            reading: PriceChange::default(),
            range: RangeOptions::default(),
        }
    }
}

/// Settings of the carbon–oxygen step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CarbonOxygenChoices {
    /// Part of the release that ecological land is to take up, above 0 and at most 1.
    pub share: f64,
    /// Year the release is forecast for.
    pub target_year: i32,
    /// Year of the land; none is the last with complete data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_year: Option<i32>,
    /// First year the forecast is fitted to; none is the first there is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fit_from: Option<i32>,
    /// Last year the forecast is fitted to; none is the last there is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fit_to: Option<i32>,
    /// Models whose mean is taken.
    pub methods: Vec<ModelName>,
}

impl Default for CarbonOxygenChoices {
    fn default() -> Self {
        Self {
            share: 1.0 / 3.0,
            target_year: 2030,
            base_year: None,
            fit_from: None,
            fit_to: None,
            methods: vec![ModelName::Linear, ModelName::Gm11, ModelName::MeanGrowth],
        }
    }
}

/// Settings of all steps.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Choices {
    /// Region looked at; none is the sum of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Which account the later steps read.
    pub basis: Basis,
    /// Land change.
    pub change: ChangeChoices,
    /// Grey relation.
    pub relation: RelationChoices,
    /// Forecast.
    pub forecast: ForecastOptions,
    /// Zones.
    #[serde(skip_serializing_if = "is_default")]
    pub zones: ZonesChoices,
    /// Carbon storage.
    #[serde(skip_serializing_if = "is_default")]
    pub storage: StorageChoices,
    /// Carbon–oxygen balance.
    #[serde(skip_serializing_if = "is_default")]
    pub carbon_oxygen: CarbonOxygenChoices,
    /// Space.
    #[serde(skip_serializing_if = "is_default")]
    pub space: SpaceChoices,
}

fn is_default<T: Default + PartialEq>(choices: &T) -> bool {
    *choices == T::default()
}
