//! The document a user edits: sheets of region × year × indicator, coefficients, account lines, published figures, choices.
//!
//! A [`Study`] is a value. Every edit returns a new one and leaves the old one whole, so an edit that fails changes
//! nothing and undo is keeping the old value. Columns are shared between versions: an edit copies one column, not the study.

mod carbon_oxygen;
mod check;
mod choices;
mod coefficient;
mod column_facts;
mod edit;
mod edit_coefficient;
mod edit_error;
mod edit_range;
mod edit_scenario;
mod fault;
mod land_stock;
mod line;
mod published;
mod read;
mod scenario;
mod sheet;
mod space;
mod typed;
mod zoning;

pub use carbon_oxygen::{
    CarbonOxygen, EcoLand, PrintedCarbonOxygen, PrintedGaps, PrintedMoran, PrintedRatios,
    PrintedSums, StandardLand,
};
pub use check::{Doubt, doubtful_cells, doubtful_in};
pub use choices::{
    Basis, CarbonBasis, CarbonOxygenChoices, ChangeChoices, Choices, Period, RelationChoices,
    StorageChoices, ZoneClasses, ZonesChoices,
};
pub use coefficient::{Coefficient, Tier};
pub use column_facts::ColumnFacts;
pub use edit::{Block, Cells, MAX_ROWS};
pub use edit_error::EditError;
pub use edit_scenario::Duplicate;
pub use fault::{CellFault, meant_number};
pub use land_stock::{LandDate, LandStock, MOST_DATES};
pub use line::{LineSpec, Method, Power, Side, TermSpec};
pub use published::{Published, PublishedAccount};
pub(crate) use read::tidy;
pub use read::{parse_year, read_cell};
pub use scenario::{
    Inputs, LONGEST_NAME, MOST_SCENARIO_CELLS, MOST_SCENARIOS, Own, Scenario, Scenarios, Values,
};
pub use sheet::{Cell, Column, RowKey, Sheet};
pub use space::{
    ListedWeights, LocalStatistic, NeighbourRule, SpaceChoices, SpaceVariable, USUAL_PERMUTATIONS,
    permutations_at_once,
};
pub use typed::USER;
pub(crate) use typed::note_typed_in;
pub use zoning::{PrintedClass, PrintedIndices, PrintedZones, Zone, Zoning, ZoningInputs};

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Text a case brings in both languages, or a user's own words that are the same in both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Text {
    /// A user's own words.
    One(String),
    /// Chinese and English.
    Both {
        /// Chinese.
        zh: String,
        /// English.
        en: String,
    },
}

impl Text {
    /// The same in every language with something behind it.
    #[must_use]
    pub fn with(&self, end: &str) -> Self {
        match self {
            Self::One(text) => Self::One([text, end].concat()),
            Self::Both { zh, en } => Self::Both {
                zh: [zh, end].concat(),
                en: [en, end].concat(),
            },
        }
    }
}

/// A region of the study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// Code as it stands in the sheets' rows.
    pub code: String,
    /// Name.
    pub name: Text,
    /// Name of the region it is a part of, such as the prefecture of a county.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Text>,
}

/// A land class, the broad group it counts into, and the column its area stands in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LandClass {
    /// Id of the class, the same as the account line of that land where there is one.
    pub id: String,
    /// `farm`, `built` or `unused`.
    pub group: String,
    /// Indicator of the area.
    pub area: String,
}

/// Everything a person enters and chooses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Study {
    /// Version of this layout; see `exchange::study_file` for the migrations.
    pub schema_version: u32,
    /// Name in storage.
    pub id: String,
    /// Id and version of the case it started from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseStamp>,
    /// Shown name.
    pub title: Text,
    /// Regions in order.
    pub regions: Vec<Region>,
    /// Tables of inputs.
    pub sheets: Vec<Sheet>,
    /// Which named coefficient set the presets come from.
    pub coefficient_set: String,
    /// Names of all coefficient sets, the first one being the default.
    pub coefficient_sets: Vec<String>,
    /// Coefficients with their present values.
    pub coefficients: Vec<Coefficient>,
    /// The account: one line a source or sink.
    pub account: Vec<LineSpec>,
    /// Land classes and their groups.
    pub land_classes: Vec<LandClass>,
    /// What a paper printed, for comparison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Published>,
    /// Years between which the definition of land classes changed: `(last old, first new)`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub survey_breaks: Vec<(i32, i32)>,
    /// A land transition table typed in or brought by the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transition: Option<TransitionTable>,
    /// What zones are made of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zoning: Option<Arc<Zoning>>,
    /// What a carbon–oxygen balance is made of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carbon_oxygen: Option<Arc<CarbonOxygen>>,
    /// Land at dates and its carbon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land_stock: Option<Arc<LandStock>>,
    /// Cells a person has looked at and found right: `(sheet, indicator, region, year)`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checked: Vec<(String, String, String, i32)>,
    /// Figures changed by hand in columns that have a source, which is no longer theirs: `(indicator, region, year)`.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub typed: Arc<BTreeSet<TypedCell>>,
    /// Other inputs and coefficients beside these.
    #[serde(default, skip_serializing_if = "Scenarios::is_none")]
    pub scenarios: Scenarios,
    /// Settings of the steps.
    #[serde(default)]
    pub choices: Choices,
}

/// Indicator, region code and year.
pub type TypedCell = (String, String, i32);

fn is_empty(typed: &BTreeSet<TypedCell>) -> bool {
    typed.is_empty()
}

/// Which case a study came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseStamp {
    /// Folder name under `data/cases`.
    pub id: String,
    /// Version of the case's data.
    pub version: String,
}

/// A from × to table of areas or cell counts as entered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TransitionTable {
    /// What it shows.
    pub title: Text,
    /// Where it is from.
    pub source: Text,
    /// Label of the first date.
    pub from: String,
    /// Label of the second date.
    pub to: String,
    /// Unit of the numbers: a unit code, or `cells`.
    pub unit: String,
    /// Class names.
    pub classes: Vec<Text>,
    /// One row a starting class.
    pub areas: Vec<Vec<f64>>,
}

/// Rough length of the texts of a [`TypedCell`].
const BYTES_OF_MARK: usize = 32;

impl Study {
    /// The sheet with this id.
    #[must_use]
    pub fn sheet(&self, id: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|s| s.id == id)
    }

    /// The sheet and column position that hold an indicator.
    #[must_use]
    pub fn column(&self, indicator: &str) -> Option<(&Sheet, usize)> {
        self.sheets
            .iter()
            .find_map(|s| s.position(indicator).map(|c| (s, c)))
    }

    /// The coefficient with this id.
    #[must_use]
    pub fn coefficient(&self, id: &str) -> Option<&Coefficient> {
        self.coefficients.iter().find(|c| c.id == id)
    }

    /// What a paper printed, where it is of the region given, or the only one there is.
    #[must_use]
    pub fn published_for(&self, region: Option<&str>) -> Option<&Published> {
        let published = self.published.as_ref()?;
        let own = published.account.as_ref().map(|a| a.region.as_str());
        let is_own = |code: &str| own.is_none_or(|own| own == code);
        let is_its_region = match region {
            Some(code) => is_own(code),
            None => self.regions.len() <= 1 && self.regions.iter().all(|r| is_own(&r.code)),
        };
        is_its_region.then_some(published)
    }

    /// [`Study::published_for`] the region looked at.
    #[must_use]
    pub fn published_here(&self) -> Option<&Published> {
        self.published_for(self.choices.region.as_deref())
    }

    /// Region of the first row, or the first there is: where a row goes that names none.
    #[must_use]
    pub fn first_region(&self) -> Arc<str> {
        let row = self.sheets.iter().find_map(|s| s.rows.first());
        let code = || self.regions.first().map(|r| r.code.as_str().into());
        row.map(|key| key.region.clone())
            .or_else(code)
            .unwrap_or_else(|| "1".into())
    }

    /// Whether a figure was changed by hand, so that its column's source is not its own.
    #[must_use]
    pub fn is_typed(&self, indicator: &str, key: &RowKey) -> bool {
        let mark = || (indicator.to_owned(), key.region.to_string(), key.year);
        !self.typed.is_empty() && self.typed.contains(&mark())
    }

    /// Bytes of the columns that this study does not share with another version of it: what keeping it costs beside that
    /// one, to the length of the texts in cells.
    #[must_use]
    pub fn cell_bytes_beside(&self, other: &Self) -> usize {
        let mut bytes = 0;
        if !Arc::ptr_eq(&self.typed, &other.typed) {
            bytes += self.typed.len() * (size_of::<TypedCell>() + BYTES_OF_MARK);
        }
        for (at, sheet) in self.sheets.iter().enumerate() {
            let theirs = other.sheets.get(at);
            for (at, column) in sheet.columns.iter().enumerate() {
                let is_same = |c: &Column| Arc::ptr_eq(&c.cells, &column.cells);
                let is_shared = theirs.and_then(|s| s.columns.get(at)).is_some_and(is_same);
                if !is_shared && !other.scenarios.has_column(is_same) {
                    bytes += column.cells.len() * size_of::<Cell>();
                }
            }
        }
        bytes
    }

    /// Every year that has a row in any sheet, in order.
    #[must_use]
    pub fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self
            .sheets
            .iter()
            .flat_map(|s| s.rows.iter().map(|r| r.year))
            .collect();
        years.sort_unstable();
        years.dedup();
        years
    }
}
