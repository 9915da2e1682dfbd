//! Settings of the space step.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::core::space::Correction;
use crate::core::space::weights::Kernel;

/// A figure every unit has in a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpaceVariable {
    /// Carbon released over carbon fixed.
    CarbonRatio,
    /// Oxygen consumed over oxygen released.
    OxygenRatio,
    /// Sum of the sources of the account.
    Source,
    /// Sum of the sinks of the account, positive.
    Sink,
    /// Sources less sinks.
    Net,
    /// A column of the inputs, by its indicator.
    Indicator(String),
}

/// Neighbours as a file lists them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedWeights {
    /// Name of the file, or what the list is called.
    pub name: String,
    /// Region code, and its neighbours with their weights.
    pub rows: Vec<(String, Vec<(String, f64)>)>,
}

/// Who is whose neighbour.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NeighbourRule {
    /// A common border line.
    #[default]
    Rook,
    /// A common border line or point.
    Queen,
    /// Common borders up to so many steps away, those nearer included.
    Order {
        /// Steps.
        order: usize,
    },
    /// So many nearest label points.
    Nearest {
        /// Neighbours of each unit.
        count: usize,
    },
    /// Label points up to a distance; without one, the least at which nobody is alone.
    Band {
        /// Distance, km.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        km: Option<f64>,
        /// Weights are `1 / d^power`; without one all count alike.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        power: Option<f64>,
    },
    /// Weights that fall with the distance, up to that of a nearest neighbour.
    Kernel {
        /// Which nearest neighbour says how far the weights reach.
        count: usize,
        /// How they fall.
        #[serde(default)]
        kernel: Kernel,
    },
    /// A list brought by the user.
    Listed(Arc<ListedWeights>),
}

/// Which statistic of a unit and its neighbours the map shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LocalStatistic {
    /// Local Moran's I.
    #[default]
    Moran,
    /// Getis–Ord G, the unit left out.
    G,
    /// Getis–Ord G*, the unit counted in.
    GStar,
    /// Local Geary's c.
    Geary,
    /// Local Moran's I of one figure against the neighbours' values of another.
    Bivariate,
}

/// Settings of the space step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SpaceChoices {
    /// Figure looked at; none is the study's first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variable: Option<SpaceVariable>,
    /// Figure of the neighbours, for [`LocalStatistic::Bivariate`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside: Option<SpaceVariable>,
    /// Year; none is the last of those with the most data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// Indicator of the population the figure is a rate of, which is then standardised by empirical Bayes; none looks at the
    /// figure itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<String>,
    /// Whether logarithms are taken; none takes them of ratios.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_log: Option<bool>,
    /// Who is whose neighbour.
    pub neighbours: NeighbourRule,
    /// Whether pairs that the sea parts count as neighbours where that is usual.
    pub has_links: bool,
    /// Whether the weights of each unit are brought to the sum 1.
    pub is_row_standardised: bool,
    /// Which statistic the map shows.
    pub statistic: LocalStatistic,
    /// Permutations.
    pub permutations: usize,
    /// Seed of the permutations.
    pub seed: u64,
    /// Significance level.
    pub alpha: f64,
    /// What is done about many tests at once.
    pub correction: Correction,
    /// Whether both tails count, also where packages count one.
    pub is_two_sided: bool,
}

/// Permutations that are made when nothing else is said.
pub const USUAL_PERMUTATIONS: usize = 9_999;

/// Permutations a page computes at once for so many units; more go to the worker.
#[must_use]
pub const fn permutations_at_once(units: usize) -> usize {
    if units > 500 { 999 } else { USUAL_PERMUTATIONS }
}

impl Default for SpaceChoices {
    fn default() -> Self {
        Self {
            variable: None,
            beside: None,
            year: None,
            population: None,
            is_log: None,
            neighbours: NeighbourRule::default(),
            has_links: true,
            is_row_standardised: true,
            statistic: LocalStatistic::default(),
            permutations: USUAL_PERMUTATIONS,
            seed: 42,
            alpha: 0.05,
            correction: Correction::default(),
            is_two_sided: false,
        }
    }
}
