//! What each step computes, kept while its inputs stay the same. When a computation fails the last good result stays.

use std::sync::Arc;

use leptos::prelude::*;

use crate::core::account::Account;
use crate::core::forecast::ForecastError;
use crate::core::problem::{Problem, Report};
use crate::core::study::Study;
use crate::steps;
use crate::steps::change::ChangeStep;
use crate::steps::coefficients::CoefficientEffects;
use crate::steps::forecast::ForecastStep;
use crate::steps::relation::RelationStep;

/// A result that outlives a failure.
#[derive(Debug)]
pub struct Kept<T> {
    /// Last good result.
    pub value: Option<Arc<T>>,
    /// What is wrong now.
    pub fault: Option<Problem>,
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            fault: self.fault.clone(),
        }
    }
}

/// Two results are the same only when they are the same computation: comparing numbers would cost more than drawing.
impl<T> PartialEq for Kept<T> {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.value, &other.value) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        same && self.fault == other.fault
    }
}

/// A memo over a computation that may fail.
pub fn keeping<T, E>(compute: impl Fn() -> Result<T, E> + Send + Sync + 'static) -> Memo<Kept<T>>
where
    T: Send + Sync + 'static,
    E: Report,
{
    Memo::new(move |before: Option<&Kept<T>>| match compute() {
        Ok(value) => Kept {
            value: Some(Arc::new(value)),
            fault: None,
        },
        Err(error) => Kept {
            value: before.and_then(|k| k.value.clone()),
            fault: Some(error.problem()),
        },
    })
}

/// Rows up to which the effect of every changed coefficient is computed at once.
const MOST_ROWS: usize = 5000;

/// One memo a step.
#[derive(Clone, Copy)]
pub struct Results {
    /// The account of the basis chosen.
    pub account: Memo<Kept<Account>>,
    /// Land change.
    pub change: Memo<Kept<ChangeStep>>,
    /// Grey relation of the lines to a total.
    pub relation: Memo<Kept<RelationStep>>,
    /// What the coefficients do; empty for a large study, where it would hold up every edit.
    pub coefficients: Memo<Kept<CoefficientEffects>>,
    /// The forecast of net emission.
    pub forecast: Memo<Kept<ForecastStep>>,
}

impl Results {
    /// Memos over a study.
    pub fn new(study: Signal<Arc<Study>>) -> Self {
        let account = keeping(move || steps::account::chosen(&study.read()));
        Self {
            account,
            change: keeping(move || steps::change::compute(&study.read())),
            relation: keeping(move || match account.get() {
                Kept {
                    value: Some(account),
                    fault: None,
                } => steps::relation::compute(&study.read(), &account)
                    .map_err(|e| Fault::Own(e.problem())),
                kept => Err(Fault::Upstream(kept.fault)),
            }),
            coefficients: keeping(move || {
                let study = study.read();
                if study.sheets.iter().map(|s| s.rows.len()).sum::<usize>() > MOST_ROWS {
                    return Ok(CoefficientEffects::default());
                }
                steps::coefficients::compute(&study)
            }),
            forecast: keeping(move || match account.get() {
                Kept {
                    value: Some(account),
                    fault: None,
                } => steps::forecast::compute(&study.read(), &account).map_err(Fault::from),
                kept => Err(Fault::Upstream(kept.fault)),
            }),
        }
    }
}

/// Why a step has no new result: its own error, or that of the step before it.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// An error of this step.
    #[error("{}", .0.code)]
    Own(Problem),
    /// The step before failed.
    #[error("the step before failed")]
    Upstream(Option<Problem>),
}

impl From<ForecastError> for Fault {
    fn from(error: ForecastError) -> Self {
        Self::Own(error.problem())
    }
}

impl Report for Fault {
    fn problem(&self) -> Problem {
        match self {
            Self::Own(problem) | Self::Upstream(Some(problem)) => problem.clone(),
            Self::Upstream(None) => Problem::new("account.nothing"),
        }
    }
}
