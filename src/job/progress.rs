//! How far a job is.

use serde::{Deserialize, Serialize};

/// What is being computed; its name is `job.stage.<stage>` in the locale files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Sources and sinks.
    Account,
    /// Land change.
    Change,
    /// Grey relation.
    Relation,
    /// Fits, tests and hold-outs of the forecast.
    Forecast,
    /// Draws of the forecast interval.
    Interval,
    /// Ways of computing the grey relation.
    Variants,
    /// A table file is read, unpacked or decoded, in bytes.
    Open,
    /// A text is taken apart into cells, in bytes.
    Split,
    /// Lines are matched with regions and years.
    Match,
    /// Figures are read.
    Figures,
    /// Rows of a raster are read.
    Pixels,
    /// Values are shuffled over the units of a map.
    Permutations,
}

/// How far a stage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// What is being computed.
    pub stage: Stage,
    /// Parts done.
    pub done: usize,
    /// Parts in all; 0 when it is not known.
    pub total: usize,
}

impl Progress {
    /// A stage and how far it is.
    #[must_use]
    pub const fn new(stage: Stage, done: usize, total: usize) -> Self {
        Self { stage, done, total }
    }

    /// Share done in whole percent, when it is known.
    ///
    /// ```
    /// use tanheng::job::{Progress, Stage};
    /// assert_eq!(Progress::new(Stage::Interval, 500, 2000).percent(), Some(25));
    /// assert_eq!(Progress::new(Stage::Account, 0, 0).percent(), None);
    /// ```
    #[must_use]
    pub fn percent(self) -> Option<usize> {
        (self.done * 100).checked_div(self.total)
    }
}
