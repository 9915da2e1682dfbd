//! All steps of a study in order.

use std::collections::BTreeMap;

use super::reply::Part;
use super::{CarbonOxygenReply, OnProgress, Progress, Stage, StudyReply};
use crate::core::account::Account;
use crate::core::problem::{Problem, Report};
use crate::core::space::OnPermutations;
use crate::core::study::{Duplicate, EditError, Study};
use crate::exchange::places;
use crate::steps;
use crate::steps::carbon_oxygen::CarbonOxygenError;
use crate::steps::compare::{Comparison, compare};
use crate::steps::space::{Ledgers, SpaceStep, SpaceStepError};
use crate::steps::zones::{ZonesError, ZonesStep};
use crate::words::Lang;

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
    let carbon_oxygen = study
        .carbon_oxygen
        .as_ref()
        .map(|_| part(carbon_oxygen_of(study, &account).map(Box::new)));
    Ok(StudyReply {
        id: study.id.clone(),
        basis: study.choices.basis,
        account,
        change,
        relation,
        forecast,
        zones,
        carbon_oxygen,
    })
}

/// Spatial association in the year chosen.
pub(super) fn space(
    study: &Study,
    progress: OnPermutations<'_>,
) -> Result<SpaceStep, SpaceStepError> {
    let carbon = steps::account::chosen(study).ok();
    let oxygen = steps::carbon_oxygen::oxygen_account(study).ok().flatten();
    let ledgers = Ledgers {
        carbon: carbon.as_ref(),
        oxygen: oxygen.as_ref(),
    };
    let sites = places::sites_of(&named_regions(study));
    steps::space::compute(study, &ledgers, &sites, progress)
}

/// Codes and Chinese names, by which places are known.
fn named_regions(study: &Study) -> Vec<(&str, &str)> {
    let regions = study.regions.iter();
    regions
        .map(|r| (r.code.as_str(), Lang::Zh.pick(&r.name)))
        .collect()
}

/// The zones of a study. Where its account fails there may still be columns that need none.
pub(super) fn zones(study: &Study) -> Result<ZonesStep, ZonesError> {
    let account = steps::account::chosen(study).ok();
    steps::zones::compute(study, account.as_ref())
}

/// The carbon–oxygen balance of a study.
pub(super) fn carbon_oxygen(study: &Study) -> Result<CarbonOxygenReply, CarbonOxygenError> {
    carbon_oxygen_of(study, &steps::account::chosen(study)?)
}

fn carbon_oxygen_of(
    study: &Study,
    account: &Account,
) -> Result<CarbonOxygenReply, CarbonOxygenError> {
    let balance = steps::carbon_oxygen::compute(study, account)?;
    let areas = region_areas(study);
    let land = part(steps::carbon_oxygen::land_needed(study, &balance, &areas));
    Ok(CarbonOxygenReply { balance, land })
}

/// Area in km² of each region of a study that a shipped set of regions has, by code.
///
/// ```
/// let study = tanheng::exchange::cases::find("china").expect("the case ships with the program");
/// let areas = tanheng::job::region_areas(&study);
/// assert_eq!(areas.len(), 31);
/// assert!(areas.contains(&("310000".to_owned(), 6746.1)));
/// ```
#[must_use]
pub fn region_areas(study: &Study) -> Vec<(String, f64)> {
    let places =
        places::for_regions(&named_regions(study)).map_or_else(Vec::new, |found| found.places);
    let known = study.regions.iter().zip(places);
    known
        .filter_map(|(region, place)| Some((region.code.clone(), place?.area_km2)))
        .collect()
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
