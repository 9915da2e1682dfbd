//! The same through the years: clusters and Moran's I of each, and how units move between classes.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::compute::{FEWEST, Figure, global_options, second, second_in};
use super::local::local;
use super::neighbours::neighbours;
use super::{Cluster, Ledgers, SpaceStepError};
use crate::core::classify::quantiles;
use crate::core::geo::Sites;
use crate::core::markov::{Markov, MarkovRequest, markov as markov_of};
use crate::core::problem::Problem;
use crate::core::space::{SpaceError, bivariate_moran, global_moran};
use crate::core::study::{Study, permutations_at_once};

/// Classes that units move between.
pub const CLASSES: usize = 4;
/// Steps ahead that the movement is followed.
const STEPS: usize = 5;

/// Clusters of a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct YearClusters {
    /// Year.
    pub year: i32,
    /// Units with a value.
    pub units: usize,
    /// Moran's I, of both figures where there are two.
    pub moran: f64,
    /// Its two-sided pseudo p.
    pub pseudo_p: f64,
    /// What each unit is with its neighbours.
    pub clusters: Vec<Cluster>,
}

/// Clusters of every year.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SpaceYears {
    /// Permutations of each year.
    pub permutations: usize,
    /// Years that could be computed.
    pub years: Vec<YearClusters>,
    /// What is doubtful in the last of them.
    pub notes: Vec<Problem>,
}

/// Units times years up to which every year has as many permutations as a page makes of one.
const MOST_AT_ONCE: usize = 2_000;

/// The local statistic and Moran's I of every year with the weights and the scale of the year looked at. A year that cannot be
/// computed is left out.
///
/// # Errors
/// Those of [`super::compute`] that are of no year, and that of the first year where none can be computed.
pub fn by_year(
    study: &Study,
    ledgers: &Ledgers<'_>,
    sites: &Sites,
) -> Result<SpaceYears, SpaceStepError> {
    let figure = Figure::chosen(study, ledgers)?;
    let second = second(study, ledgers, &figure)?;
    let years = figure.panel.years_with(FEWEST);
    let units = study.regions.len();
    let most = if units * years.len() > MOST_AT_ONCE {
        permutations_at_once(usize::MAX)
    } else {
        permutations_at_once(units)
    };
    let mut chosen = study.choices.space.clone();
    chosen.permutations = chosen.permutations.min(most);
    let near = neighbours(study, sites, &chosen)?;
    let options = global_options(&chosen);
    let mut failed = None::<SpaceStepError>;
    let mut found = SpaceYears {
        permutations: chosen.permutations,
        ..SpaceYears::default()
    };
    for year in years {
        let values = figure.scaled_panel.of(year).unwrap_or_default();
        let beside = match &second {
            Some((_, panel)) => match second_in(panel, &figure, year) {
                Ok(values) => Some(values),
                Err(_) => continue,
            },
            None => None,
        };
        let mut on = |_, _| ControlFlow::Continue(());
        let global = match &beside {
            Some(beside) => bivariate_moran(values, beside, &near.weights, &options, &mut on)
                .map(|both| (both.i, both.permutation.p)),
            None => global_moran(values, &near.weights, &options, &mut on)
                .map(|own| (own.i, own.permutation.p)),
        };
        let beside = beside.as_deref();
        let has_both = |i: usize| beside.is_none_or(|b| b.get(i).copied().flatten().is_some());
        let own = values.iter().enumerate();
        let counted = own.filter(|(i, v)| v.is_some() && has_both(*i)).count();
        let local = local(&chosen, values, beside, &near.weights, &mut on);
        let (global, local) = match (global, local) {
            (Ok(global), Ok(local)) => (global, local),
            (Err(error), _) => {
                failed.get_or_insert(error.into());
                continue;
            }
            (_, Err(error)) => {
                failed.get_or_insert(error);
                continue;
            }
        };
        let (moran, pseudo_p) = global;
        found.notes = local.notes;
        found.years.push(YearClusters {
            year,
            units: counted,
            moran,
            pseudo_p,
            clusters: local.clusters,
        });
    }
    match failed {
        Some(error) if found.years.is_empty() => Err(error),
        _ => Ok(found),
    }
}

/// Movement between classes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MarkovStep {
    /// Years used.
    pub years: Vec<i32>,
    /// Classes, lowest first.
    pub classes: usize,
    /// Units that take part: those with a value in every year used.
    pub units: Vec<usize>,
    /// Movement of all, by the class of the neighbours, and in the halves of the time.
    pub markov: Markov,
}

/// How units move between quantile classes of each year, in all and by the class of their neighbours' mean. The years are those
/// with the most values and the units those with a value in all of them: others would move the classes of the rest.
///
/// # Errors
/// [`SpaceStepError`] names what is missing.
pub fn markov(
    study: &Study,
    ledgers: &Ledgers<'_>,
    sites: &Sites,
) -> Result<MarkovStep, SpaceStepError> {
    let figure = Figure::chosen(study, ledgers)?;
    let near = neighbours(study, sites, &study.choices.space)?;
    if near.weights.links() == 0 {
        return Err(SpaceError::NoLinks.into());
    }
    // A step is a year: one between that has fewer values stands empty.
    let with_values = figure.panel.fullest();
    let is_enough = figure
        .panel
        .years_with(FEWEST)
        .contains(with_values.first().unwrap_or(&0));
    let ends = with_values
        .first()
        .zip(with_values.last())
        .filter(|_| is_enough);
    let years: Vec<i32> = ends.map_or_else(Vec::new, |(a, b)| (*a..=*b).collect());
    let in_all = |unit: usize| {
        let mut values = with_values.iter().map(|year| figure.panel.of(*year));
        values.all(|v| v.is_some_and(|v| v.get(unit).copied().flatten().is_some()))
    };
    let units: Vec<usize> = (0..study.regions.len()).filter(|i| in_all(*i)).collect();
    let none = vec![None; study.regions.len()];
    let mut panel = vec![Vec::with_capacity(years.len()); study.regions.len()];
    let mut lags = panel.clone();
    for year in &years {
        let values = figure.panel.of(*year);
        let values = values
            .filter(|_| with_values.contains(year))
            .unwrap_or(&none);
        let values: Vec<Option<f64>> = values
            .iter()
            .enumerate()
            .map(|(i, v)| v.filter(|_| units.binary_search(&i).is_ok()))
            .collect();
        let keep: Vec<bool> = values.iter().map(Option::is_some).collect();
        let known: Vec<f64> = values.iter().flatten().copied().collect();
        let weights = near.weights.subset(&keep).row_standardised();
        let has_neighbours = |i: usize| !weights.is_island(i);
        let lagged = weights.lag(&known);
        let of_values = classes(&known, |_| true);
        let of_lags = classes(&lagged, has_neighbours);
        let mut at = 0;
        for (unit, keep) in keep.iter().enumerate() {
            let (value, lag) = if *keep {
                at += 1;
                (of_values[at - 1], of_lags[at - 1])
            } else {
                (None, None)
            };
            panel[unit].push(value);
            lags[unit].push(lag);
        }
    }
    // The halves of the time, where each has a transition.
    let middle = years.len() / 2;
    let request = MarkovRequest {
        panel,
        classes: CLASSES,
        breaks: if years.len() > 3 {
            vec![middle]
        } else {
            Vec::new()
        },
        lags: Some(lags),
        lag_classes: Some(CLASSES),
        steps: STEPS,
        start: None,
    };
    // Where no pair of years has neighbours in a class there are still the transitions of all.
    let alone = |_| {
        markov_of(&MarkovRequest {
            lags: None,
            lag_classes: None,
            ..request.clone()
        })
    };
    Ok(MarkovStep {
        markov: markov_of(&request).or_else(alone)?,
        classes: CLASSES,
        years,
        units,
    })
}

/// Quantile classes of those that count; none of the others, nor where there are too few.
fn classes(values: &[f64], counts: impl Fn(usize) -> bool) -> Vec<Option<usize>> {
    let counted: Vec<f64> = (0..values.len())
        .filter(|i| counts(*i))
        .map(|i| values[i])
        .collect();
    let Ok(found) = quantiles(&counted, CLASSES) else {
        return vec![None; values.len()];
    };
    let class = |i: usize| counts(i).then(|| found.class_of(values[i]).min(CLASSES - 1));
    (0..values.len()).map(class).collect()
}
