//! All steps of a study in order.

use super::reply::Part;
use super::{OnProgress, Progress, Stage, StudyReply};
use crate::core::problem::{Problem, Report};
use crate::core::study::Study;
use crate::steps;

/// Runs the steps one after the other, as the page shows them.
///
/// # Errors
/// The problem of the account: without it there is nothing to relate or forecast.
pub fn run_study(study: &Study, progress: OnProgress<'_>) -> Result<StudyReply, Problem> {
    const STAGES: [Stage; 4] = [
        Stage::Account,
        Stage::Change,
        Stage::Relation,
        Stage::Forecast,
    ];
    let mut enter = |done: usize| -> Result<(), Problem> {
        match progress(Progress::new(STAGES[done], done, STAGES.len())) {
            std::ops::ControlFlow::Continue(()) => Ok(()),
            std::ops::ControlFlow::Break(()) => Err(super::JobError::Cancelled.problem()),
        }
    };
    enter(0)?;
    let account = steps::account::chosen(study).map_err(|e| e.problem())?;
    enter(1)?;
    let change = part(steps::change::compute(study));
    enter(2)?;
    let relation = part(steps::relation::compute(study, &account));
    enter(3)?;
    let forecast = part(steps::forecast::compute_with_progress(
        study,
        &account,
        &mut |done, total| progress(Progress::new(Stage::Interval, done, total)),
    ));
    Ok(StudyReply {
        id: study.id.clone(),
        basis: study.choices.basis,
        account,
        change,
        relation,
        forecast,
    })
}

fn part<T, E: Report>(result: Result<T, E>) -> Part<T> {
    result.map_err(|e| Box::new(e.problem()))
}
