//! All steps of a study in order.

use std::collections::BTreeMap;

use super::reply::Part;
use super::{OnProgress, Progress, Stage, StudyReply};
use crate::core::problem::{Problem, Report};
use crate::core::study::{Duplicate, EditError, Study};
use crate::steps;
use crate::steps::compare::{Comparison, compare};
use crate::steps::zones::{ZonesError, ZonesStep};

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
    let zones = study
        .zoning
        .as_ref()
        .map(|_| part(steps::zones::compute(study, Some(&account)).map(Box::new)));
    Ok(StudyReply {
        id: study.id.clone(),
        basis: study.choices.basis,
        account,
        change,
        relation,
        forecast,
        zones,
    })
}

/// The zones of a study. Where its account fails there may still be columns that need none.
pub(super) fn zones(study: &Study) -> Result<ZonesStep, ZonesError> {
    let account = steps::account::chosen(study).ok();
    steps::zones::compute(study, account.as_ref())
}

/// Compares two scenarios, or the study with other values of some coefficients.
pub(super) fn compared(
    study: &Study,
    scenarios: Option<[usize; 2]>,
    coefficients: &BTreeMap<String, f64>,
) -> Result<Comparison, Problem> {
    let told = |e: EditError| e.problem();
    if let Some(of) = scenarios {
        return compare(study, of).map_err(|e| e.problem());
    }
    let present = study.scenarios.present;
    let name = study.free_scenario_name("coefficients");
    let mut other = study
        .add_scenario(&name, Duplicate::Coefficients)
        .map_err(told)?;
    for (id, value) in coefficients {
        other = other
            .set_coefficient(id, &value.to_string())
            .map_err(told)?;
    }
    let of = [present, other.scenarios.present];
    compare(&other, of).map_err(|e| e.problem())
}

fn part<T, E: Report>(result: Result<T, E>) -> Part<T> {
    result.map_err(|e| Box::new(e.problem()))
}
