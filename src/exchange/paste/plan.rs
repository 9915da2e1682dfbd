//! What a pasted text is, decided without changing anything.

use serde::{Deserialize, Serialize};

use super::basis::{Basis, Sureness};
use super::figures::Figures;
use super::{PasteError, apply};
use crate::core::problem::Problem;
use crate::core::study::{Block, Region, RowKey, Study};
use crate::core::units::Unit;

/// What the text is laid out as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// Cells without headings, for the cells from the cursor on.
    Block,
    /// A table whose headings name indicators.
    Table {
        /// Line of the headings, counted from 0.
        header: usize,
        /// Line of the units, when they have one of their own.
        units: Option<usize>,
        /// Whether the text has indicators down and years across.
        is_transposed: bool,
    },
    /// Years, then numbers for the columns from the cursor on.
    YearsAndNumbers,
}

/// How the lines are matched with rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Keys {
    /// In order, from the cursor on.
    Cursor,
    /// By the year, and the region where it has a column.
    Columns {
        /// Column of the years.
        year: usize,
        /// Column of the regions.
        region: Option<usize>,
    },
}

/// What becomes of one column of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlannedColumn {
    /// Column of the text, counted from 0.
    pub from: usize,
    /// Heading as written; where several stand above one another the lowest, with those above in brackets.
    pub header: String,
    /// What it is recognised by.
    pub basis: Basis,
    /// The first figure as written.
    pub sample: String,
    /// Indicator it is taken for.
    pub indicator: String,
    /// Sheet it goes into.
    pub sheet: String,
    /// Unit the heading names; none when it is silent and the column's own unit is assumed.
    pub unit_in: Option<Unit>,
    /// Unit it is stored in.
    pub unit: Unit,
    /// What the numbers are multiplied by.
    pub ratio: f64,
    /// Cells with a number.
    pub accepted: usize,
    /// Cells whose text is no number.
    pub faults: usize,
    /// Why the column is not taken; the other columns are.
    pub refused: Option<Problem>,
    /// One cell a line, already in the unit it is stored in.
    #[serde(skip)]
    pub cells: Figures,
}

/// What a pasted text is and where it goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PastePlan {
    /// Lines of the text.
    pub lines: usize,
    /// Cells of its longest line.
    pub width: usize,
    /// What it is laid out as.
    pub layout: Layout,
    /// How its lines are matched with rows.
    pub keys: Keys,
    /// Sheet, row and column of the cursor.
    pub target: (String, usize, usize),
    /// The cells of a [`Layout::Block`].
    pub block: Block,
    /// Region and year of each line with values.
    #[serde(skip)]
    pub rows: Vec<RowKey>,
    /// Recognised columns.
    pub columns: Vec<PlannedColumn>,
    /// Columns nobody knows: position and heading.
    pub left_over: Vec<(usize, String)>,
    /// Regions the study does not have yet.
    pub new_regions: Vec<Region>,
    /// Lines that could not be taken: the first of them.
    pub problems: Vec<Problem>,
    /// How many more there are.
    pub more_problems: usize,
    /// Lines of headings and units, counted from 0; none where the table was turned.
    pub head: Vec<usize>,
}

/// What a person said of a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chosen {
    /// Column of the text, counted from 0.
    pub from: usize,
    /// Indicator it is; none when it is not to be taken.
    pub indicator: Option<String>,
    /// Unit its numbers are in, where the heading does not say or says it otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
}

impl PlannedColumn {
    /// Whether it goes in: nothing speaks against it, and what it is has no need of being confirmed.
    #[must_use]
    pub fn goes_in(&self) -> bool {
        self.refused.is_none() && self.basis.sureness() > Sureness::Doubtful
    }

    /// How sure it is; a heading that names no unit leaves that open.
    #[must_use]
    pub fn sureness(&self) -> Sureness {
        let by_name = self.basis.sureness();
        if self.unit_in.is_none() && self.basis != Basis::Place {
            by_name.min(Sureness::Likely)
        } else {
            by_name
        }
    }
}

impl PastePlan {
    /// Puts the values into the study. Values go to the row of their region and year; rows that are missing are added in
    /// order of years. Everything else stays as it is.
    ///
    /// # Errors
    /// [`PasteError::Edit`] when the block does not fit or the sheet would grow too long.
    pub fn apply(&self, study: &Study) -> Result<Study, PasteError> {
        match self.layout {
            Layout::Block => {
                let (sheet, row, column) = &self.target;
                Ok(study.write(sheet, *row, *column, &self.block)?)
            }
            _ => apply::table(self, study),
        }
    }

    /// The headings of the table in order: tables with the same ones are laid out alike.
    #[must_use]
    pub fn shape(&self) -> String {
        let columns = self.columns.iter().map(|c| (c.from, c.header.as_str()));
        let left = self.left_over.iter().map(|(from, h)| (*from, h.as_str()));
        let mut all: Vec<(usize, &str)> = columns.chain(left).collect();
        all.sort_unstable();
        all.into_iter()
            .map(|(at, header)| format!("{at}:{header}\n"))
            .collect()
    }

    /// Whether it still says what becomes of the table in this study: its columns have the units the figures were converted
    /// to, and its new regions are new.
    #[must_use]
    pub fn is_for(&self, study: &Study) -> bool {
        let fits = |planned: &PlannedColumn| {
            let there = study.column(&planned.indicator);
            there.is_none_or(|(sheet, at)| {
                sheet.id == planned.sheet && sheet.columns[at].unit == planned.unit
            })
        };
        let is_new = |region: &Region| study.regions.iter().all(|r| r.code != region.code);
        let taken = self.columns.iter().filter(|c| c.goes_in());
        taken.into_iter().all(fits) && self.new_regions.iter().all(is_new)
    }

    /// Figures that go in.
    #[must_use]
    pub fn figures(&self) -> usize {
        let taken = self.columns.iter().filter(|c| c.goes_in());
        taken.map(|c| c.accepted).sum()
    }

    /// How the figures of each column stand to those of a study.
    #[must_use]
    pub fn compared(&self, study: &Study) -> Vec<Compared> {
        apply::compared(self, study)
    }

    /// How many numbers of a study this paste would replace: what undoing it brings back.
    #[must_use]
    pub fn replaces(&self, study: &Study) -> usize {
        apply::replaced(self, study)
    }
}

/// The figures of a column beside those a study has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Compared {
    /// Equal ones.
    pub same: usize,
    /// Others than those there.
    pub changed: usize,
    /// Where nothing stood.
    pub new: usize,
}
