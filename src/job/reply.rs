//! What comes back.

use serde::{Deserialize, Serialize};

use crate::core::account::Account;
use crate::core::change::{
    ComprehensiveDynamicDegree, Diversity, DynamicDegree, GroupChange, Transition,
};
use crate::core::classify::Classification;
use crate::core::forecast::{Forecast, Gm11};
use crate::core::markov::Markov;
use crate::core::problem::Problem;
use crate::core::relate::{GreyRelation, LiuDegrees, Search};
use crate::core::space::centre::{Ellipses, GravityCentre};
use crate::core::space::weights::Contiguous;
use crate::core::space::{GlobalMoran, LocalMoran};
use crate::core::storage::CarbonValue;
use crate::core::study::Basis;
use crate::steps::carbon_oxygen::{CarbonOxygenStep, LandNeeded};
use crate::steps::change::ChangeStep;
use crate::steps::compare::Comparison;
use crate::steps::forecast::ForecastStep;
use crate::steps::relation::RelationStep;
use crate::steps::space::SpaceStep;
use crate::steps::zones::ZonesStep;

/// The result of a [`super::Request`] with every value on the way: `{"method": …, "result": …}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", content = "result", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reply {
    /// All steps of a study.
    Study(Box<StudyReply>),
    /// The account of a study.
    Account(Account),
    /// Two scenarios side by side.
    Compare(Box<Comparison>),
    /// Zones of a study.
    Zoning(Box<ZonesStep>),
    /// Spatial association of a study.
    Space(Box<SpaceStep>),
    /// Carbon–oxygen balance of a study.
    CarbonOxygen(Box<CarbonOxygenReply>),
    /// Diversity.
    Diversity(Diversity),
    /// Single dynamic degree.
    DynamicDegree(DynamicDegree),
    /// Transition matrix.
    Transition {
        /// The matrix with its sums.
        matrix: Transition,
        /// Comprehensive dynamic degree.
        comprehensive: ComprehensiveDynamicDegree,
    },
    /// Broad groups of land.
    LandGroups(Vec<GroupChange>),
    /// Grey relational degrees.
    GreyRelation(GreyRelation),
    /// Grey relational degrees in every way of computing them.
    GreyVariants(Search),
    /// Liu's degrees.
    LiuDegree(LiuDegrees),
    /// Natural breaks.
    NaturalBreaks(Classification),
    /// Path of a gravity centre.
    GravityCentre {
        /// The path.
        path: Box<GravityCentre>,
        /// Ellipses, when asked for.
        ellipses: Option<Ellipses>,
    },
    /// Markov chain.
    Markov(Box<Markov>),
    /// Grey model.
    Gm11(Gm11),
    /// Forecast.
    Forecast(Box<Forecast>),
    /// Carbon stored.
    Storage(Box<crate::steps::stock::StorageReply>),
    /// Present value.
    CarbonValue(CarbonValue),
    /// Global Moran's I.
    GlobalMoran(Box<GlobalMoran>),
    /// Local Moran's I.
    LocalMoran(Box<LocalMoran>),
    /// Neighbours by touch.
    Contiguity(Box<Contiguous>),
}

impl Reply {
    /// The reply as JSON text, with line breaks when it is to be read by people.
    #[must_use]
    pub fn to_json(&self, pretty: bool) -> String {
        let text = if pretty {
            serde_json::to_string_pretty(self)
        } else {
            serde_json::to_string(self)
        };
        text.unwrap_or_default()
    }
}

/// A step of a study: its result, or why there is none.
pub type Part<T> = Result<T, Box<Problem>>;

/// The carbon–oxygen balance of a study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CarbonOxygenReply {
    /// Ratios, sums, sets and what was printed.
    pub balance: CarbonOxygenStep,
    /// Ecological land needed, or why it cannot be said.
    pub land: Part<LandNeeded>,
}

/// The results of a whole study. A step that cannot be computed does not take the others with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StudyReply {
    /// Name of the study.
    pub id: String,
    /// Which account the later steps read.
    pub basis: Basis,
    /// The account of that basis.
    pub account: Account,
    /// Land change.
    pub change: Part<ChangeStep>,
    /// Grey relation.
    pub relation: Part<RelationStep>,
    /// Forecast of net emission.
    pub forecast: Part<ForecastStep>,
    /// Zones, where the study says what they are made of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zones: Option<Part<Box<ZonesStep>>>,
    /// Carbon–oxygen balance, where the study has a ledger of oxygen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carbon_oxygen: Option<Part<Box<CarbonOxygenReply>>>,
}
