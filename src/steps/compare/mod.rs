//! Two scenarios of a study side by side: what differs in what goes in, and every figure of every step with its difference.

mod differences;
mod measure;
mod measures;

pub use differences::{CoefficientDifference, InputDifference, Inputs};
pub use measure::{Key, Measure, Quantity, Statistic};

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::core::account::{Account, AccountError, Total};
use crate::core::problem::{Problem, Report};
use crate::core::study::{Basis, EditError, Study};
use crate::steps;
use crate::steps::change::ChangeStep;
use crate::steps::forecast::ForecastStep;
use crate::steps::relation::RelationStep;

/// A step whose figures are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Sources, sinks and net.
    Account,
    /// Land change.
    Change,
    /// Grey relation.
    Relation,
    /// Forecast.
    Forecast,
}

impl Group {
    /// All in the order of the steps.
    pub const ALL: [Self; 4] = [Self::Account, Self::Change, Self::Relation, Self::Forecast];

    /// Name in the locale files, that of the step.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Change => "change",
            Self::Relation => "relation",
            Self::Forecast => "forecast",
        }
    }
}

/// A step that one of the two does not have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Missing {
    /// The step.
    pub group: Group,
    /// Which of the two, 0 or 1.
    pub side: usize,
    /// Why.
    pub problem: Problem,
}

/// Everything that is said of two scenarios.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Positions of the two in the study.
    pub of: [usize; 2],
    /// Their names; an empty one is the baseline.
    pub names: [String; 2],
    /// Whether the printed account was chosen; it depends on no scenario, so that both are computed from inputs.
    pub is_printed_set_aside: bool,
    /// Coefficient sets they take their presets from.
    pub sets: [String; 2],
    /// Coefficients that differ, in the order of the study.
    pub coefficients: Vec<CoefficientDifference>,
    /// Inputs that differ.
    pub inputs: Inputs,
    /// The last year whose net emission both know.
    pub last_year: Option<i32>,
    /// The line of the account that differs most in that year, or over all years when there it does not.
    pub most_changed: Option<String>,
    /// Figures of every step.
    pub measures: Vec<Measure>,
    /// Steps that are missing, with the reason.
    pub missing: Vec<Missing>,
}

impl Comparison {
    /// Figures of a step.
    pub fn group(&self, group: Group) -> impl Iterator<Item = &Measure> {
        self.measures.iter().filter(move |m| m.group == group)
    }

    /// A line of the account, or `source`, `sink`, `net`.
    #[must_use]
    pub fn line(&self, id: &str) -> Option<&Measure> {
        let is_it = |m: &&Measure| matches!(&m.quantity, Quantity::Line(line) if line == id);
        self.measures.iter().find(is_it)
    }

    /// Whether nothing differs in what goes in.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.coefficients.is_empty() && self.inputs.count == 0
    }
}

/// Why two scenarios cannot be compared.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CompareError {
    /// One of them is not there.
    #[error(transparent)]
    Scenario(#[from] EditError),
    /// One of them has no account.
    #[error(transparent)]
    Account(#[from] AccountError),
}

impl Report for CompareError {
    fn problem(&self) -> Problem {
        match self {
            Self::Scenario(error) => error.problem(),
            Self::Account(error) => error.problem(),
        }
    }
}

/// The results of one scenario.
pub(super) struct Side {
    pub study: Study,
    pub account: Account,
    pub change: Result<ChangeStep, Problem>,
    pub relation: Result<RelationStep, Problem>,
    pub forecast: Result<ForecastStep, Problem>,
}

/// Compares two scenarios, both computed from inputs, with the choices of the study.
///
/// Differences are the second less the first. Figures are matched by year, class, line or name; one that only one scenario
/// has has no difference.
///
/// ```
/// use tanheng::core::study::Duplicate;
/// use tanheng::exchange::cases;
/// use tanheng::steps::compare::compare;
/// let study = cases::load("guizhou").expect("the case ships with the program");
/// let study = study.add_scenario("0.4709", Duplicate::Coefficients)?.set_coefficient("crop.rice.absorption", "0.4709")?;
/// let both = compare(&study, [0, 1])?;
/// assert_eq!(both.coefficients.len(), 1);
/// assert_eq!(both.most_changed.as_deref(), Some("cropland"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`CompareError`].
pub fn compare(study: &Study, of: [usize; 2]) -> Result<Comparison, CompareError> {
    let sides = [side(study, of[0])?, side(study, of[1])?];
    let (measures, missing) = measures::all(&sides);
    let [a, b] = &sides;
    let mut comparison = Comparison {
        of,
        names: of.map(|at| study.scenarios.list[at].name.clone()),
        is_printed_set_aside: study.choices.basis == Basis::Published,
        sets: [a, b].map(|side| side.study.coefficient_set.clone()),
        coefficients: differences::coefficients(&a.study, &b.study),
        inputs: differences::inputs(&a.study, &b.study),
        last_year: None,
        most_changed: None,
        measures,
        missing,
    };
    comparison.last_year = comparison.line("net").and_then(|net| {
        let known = net
            .values
            .iter()
            .rposition(|v| v[0].is_some() && v[1].is_some());
        known.and_then(|at| net.keys[at].year())
    });
    comparison.most_changed = most_changed(&comparison, a);
    Ok(comparison)
}

fn side(study: &Study, at: usize) -> Result<Side, CompareError> {
    let region = study.choices.region.clone();
    let mut study = study.with_scenario(at)?;
    study.choices.basis = Basis::Inputs;
    // Also where this scenario has no such region: the sum of all is no figure of it.
    study.choices.region = region;
    let account = steps::account::compute(&study)?;
    Ok(Side {
        change: steps::change::compute(&study).map_err(|e| e.problem()),
        relation: steps::relation::compute(&study, &account).map_err(|e| e.problem()),
        forecast: steps::forecast::compute_with_progress(&study, &account, &mut |_, _| {
            ControlFlow::Continue(())
        })
        .map_err(|e| e.problem()),
        study,
        account,
    })
}

fn most_changed(comparison: &Comparison, side: &Side) -> Option<String> {
    let in_last = |m: &Measure| {
        let at = m
            .keys
            .iter()
            .position(|k| k.year() == comparison.last_year)?;
        m.difference(at)
    };
    let over_all = |m: &Measure| {
        let all = (0..m.keys.len()).filter_map(|at| m.difference(at));
        all.map(f64::abs).reduce(f64::max)
    };
    let by = |size: &dyn Fn(&Measure) -> Option<f64>| {
        let mut most: Option<(f64, &str)> = None;
        for line in &side.account.lines {
            let size = comparison.line(&line.id).and_then(size).map(f64::abs);
            if let Some(size) = size.filter(|s| *s > most.map_or(0.0, |m| m.0)) {
                most = Some((size, &line.id));
            }
        }
        most.map(|(_, id)| id.to_owned())
    };
    by(&in_last).or_else(|| by(&over_all))
}

/// The total a series is of, for the lines that are totals.
pub(super) fn total_of(id: &str) -> Option<Total> {
    match id {
        "source" => Some(Total::Source),
        "sink" => Some(Total::Sink),
        "net" => Some(Total::Net),
        _ => None,
    }
}
