//! Markov chains of classes (马尔可夫链): how units move between classes from one year to the next.
//!
//! | what | where |
//! |---|---|
//! | a panel of classes to transitions, steady state, passage and sojourn times | [`markov_chain`], [`chain_from_counts`] |
//! | a distribution some steps ahead | [`project`] |
//! | whether parts of the time move alike | [`time_homogeneity`] |
//! | transitions by the class of the neighbours | [`spatial_markov`] |
//! | whether matrices are alike | [`homogeneity`] |
//! | tail of the chi-squared distribution | [`chi_squared_tail`] |
//! | all of it as one request | [`markov`] |
//!
//! A panel is `panel[unit][column]`: a class from 0, or `None`. Columns are equally spaced in time, and every time is counted in
//! columns; a year without data is a column of `None`.

mod chain;
mod count;
mod error;
mod homogeneity;
mod project;
mod run;
mod solve;
mod spatial;
mod spec;
mod states;
mod tail;
mod time;

pub use chain::{MarkovChain, chain_from_counts};
pub use count::{MOST_CLASSES, PanelChain, markov_chain};
pub use error::MarkovError;
pub use homogeneity::{Homogeneity, RowHomogeneity, homogeneity};
pub use project::{MOST_STEPS, Projection, project};
pub use run::{Markov, MarkovRequest, markov};
pub use spatial::{SpatialMarkov, spatial_markov};
pub use spec::MARKOV;
pub use states::{RecurrentClass, StateKind};
pub use tail::chi_squared_tail;
pub use time::{Period, TimeHomogeneity, time_homogeneity};
