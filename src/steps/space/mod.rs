//! Study → space: neighbours, spatial association over all and unit by unit, and the same year by year.

mod centre;
mod compute;
mod error;
mod local;
mod neighbours;
mod over_years;
mod panel;
mod printed;
mod rates;

pub use centre::{CentreStep, centre};
pub use compute::compute;
pub use error::{SpaceStepError, of_region};
pub use neighbours::{Neighbours, neighbours};
pub use over_years::{CLASSES, MarkovStep, SpaceYears, YearClusters, by_year, markov};
pub use panel::{Panel, panel, variables};
pub use printed::{printed_moran, printed_years};
pub use rates::Rate;

use serde::{Deserialize, Serialize};

use crate::core::account::Account;
use crate::core::problem::Problem;
use crate::core::space::weights::Connectivity;
use crate::core::space::{Correction, Weights};
use crate::core::study::{LocalStatistic, NeighbourRule, SpaceVariable, Text};

/// The ledgers a study has.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ledgers<'a> {
    /// Carbon released and fixed.
    pub carbon: Option<&'a Account>,
    /// Oxygen consumed and released.
    pub oxygen: Option<&'a Account>,
}

/// What a unit and its neighbours are together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cluster {
    /// High among high.
    HighHigh,
    /// Low among low.
    LowLow,
    /// Low among high.
    LowHigh,
    /// High among low.
    HighLow,
    /// Like by like, neither high nor low (Geary).
    Positive,
    /// Unlike its neighbours (Geary).
    Negative,
    /// Chance gives as much.
    NotSignificant,
    /// At the mean, so neither high nor low.
    Unclassified,
    /// Without neighbours.
    Isolated,
    /// Without a value.
    NoData,
}

impl Cluster {
    /// Those that say something, in the order of the legend.
    pub const TOLD: [Self; 6] = [
        Self::HighHigh,
        Self::LowLow,
        Self::LowHigh,
        Self::HighLow,
        Self::Positive,
        Self::Negative,
    ];

    /// Whether chance is ruled out at the level chosen.
    #[must_use]
    pub fn is_significant(self) -> bool {
        Self::TOLD.contains(&self)
    }
}

/// One unit and its neighbours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitSpace {
    /// Region code.
    pub region: String,
    /// Name.
    pub name: Text,
    /// Name of the region it is a part of.
    pub parent: Option<Text>,
    /// The figure, before logarithms.
    pub value: Option<f64>,
    /// Standardised value.
    pub z: Option<f64>,
    /// Weighted mean of the neighbours' standardised values.
    pub lag: Option<f64>,
    /// The local statistic.
    pub statistic: Option<f64>,
    /// Its pseudo p; none for a unit without neighbours.
    pub p: Option<f64>,
    /// What p has to stay below.
    pub limit: Option<f64>,
    /// What it is together with its neighbours.
    pub cluster: Cluster,
}

/// Which global statistic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GlobalKind {
    /// Moran's I.
    Moran,
    /// Geary's C.
    Geary,
    /// Getis–Ord G.
    G,
    /// Bivariate Moran's I.
    Bivariate,
}

/// A z score and its two-sided p.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Distance from the expected value in standard deviations.
    pub z: f64,
    /// Two-sided p of the normal distribution.
    pub p: f64,
}

/// A global statistic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Global {
    /// Which one.
    pub kind: GlobalKind,
    /// Value.
    pub value: f64,
    /// What chance gives on average.
    pub expected: f64,
    /// Were the values drawn from a normal distribution.
    pub normality: Option<Score>,
    /// Were the values there are shuffled.
    pub randomisation: Option<Score>,
    /// Two-sided pseudo p of the permutations.
    pub pseudo_p: f64,
}

/// The statistic of shuffled values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chance {
    /// From, to, and how many fell between.
    pub bins: Vec<(f64, f64, usize)>,
    /// Permutations.
    pub permutations: usize,
    /// The least p there can be.
    pub floor: f64,
}

/// Moran's I on the other scale: with logarithms, or without.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct OtherScale {
    /// Moran's I.
    pub value: f64,
    /// Its two-sided pseudo p.
    pub pseudo_p: f64,
}

/// Everything the step shows. Lists of units are in the order of the study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpaceStep {
    /// Figures the study has.
    pub variables: Vec<SpaceVariable>,
    /// Figure looked at.
    pub variable: SpaceVariable,
    /// What it is a rate of, where it is one.
    pub rate: Option<Rate>,
    /// Figure of the neighbours.
    pub beside: Option<SpaceVariable>,
    /// Whether logarithms were taken of it.
    pub beside_is_log: bool,
    /// Whether logarithms were taken.
    pub is_log: bool,
    /// Whether they can be: every value of every year is above 0.
    pub can_log: bool,
    /// Year.
    pub year: i32,
    /// Years with enough values.
    pub years: Vec<i32>,
    /// Units.
    pub units: Vec<UnitSpace>,
    /// Pairs that the sea parts and that count as neighbours where that is usual, whether they do here or not.
    pub links_over_sea: Vec<(usize, usize)>,
    /// Who is whose neighbour, of all units.
    pub neighbours: Neighbours,
    /// The weights used, of the units with a value.
    pub weights: Weights,
    /// How the weights used hang together; units counted among those with a value.
    pub connectivity: Connectivity,
    /// Positions of the units with a value.
    pub known: Vec<usize>,
    /// Rule of the neighbours; a list by its name alone.
    pub rule: NeighbourRule,
    /// Whether the weights were brought to the sum 1.
    pub is_row_standardised: bool,
    /// Which local statistic.
    pub statistic: LocalStatistic,
    /// Significance level.
    pub alpha: f64,
    /// What was done about many tests at once.
    pub correction: Correction,
    /// Seed of the permutations.
    pub seed: u64,
    /// Global statistics, the one of the scatter first.
    pub globals: Vec<Global>,
    /// Moran's I of shuffled values.
    pub chance: Chance,
    /// Moran's I on the other scale.
    pub other_scale: Option<OtherScale>,
    /// Printed Moran's I and p of the year.
    pub printed: Option<(f64, f64)>,
    /// What is missing or doubtful.
    pub notes: Vec<Problem>,
}

impl SpaceStep {
    /// Neighbours of a unit that have a value, both counted among all units; none for a unit without one.
    #[must_use]
    pub fn near(&self, unit: usize) -> Vec<usize> {
        let Ok(at) = self.known.binary_search(&unit) else {
            return Vec::new();
        };
        let (near, weights) = self.weights.row(at);
        let counting = near.iter().zip(weights).filter(|(_, w)| **w > 0.0);
        let of = counting.filter_map(|(n, _)| self.known.get(*n as usize));
        of.copied().collect()
    }

    /// What Moran's I is multiplied by to give the slope of the scatter: 1 for rows that sum to 1 and no islands.
    #[must_use]
    pub fn slope_factor(&self) -> f64 {
        self.weights.sums().s0 / self.known.len().max(1) as f64
    }
}
