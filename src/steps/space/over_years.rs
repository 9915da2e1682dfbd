//! The same through the years: clusters and Moran's I of each, and how units move between classes.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::compute::{FEWEST, Figure, global_options};
use super::local::{local_options, of_cluster};
use super::neighbours::neighbours;
use super::{Cluster, Ledgers, SpaceStepError};
use crate::core::classify::quantiles;
use crate::core::geo::Sites;
use crate::core::markov::{Markov, MarkovRequest, markov as markov_of};
use crate::core::space::{GlobalOptions, global_moran, local_moran};
use crate::core::study::Study;

/// Permutations of a year: the map of the year looked at has more.
pub const YEARLY_PERMUTATIONS: usize = 999;
/// Classes that units move between.
pub const CLASSES: usize = 4;
/// Steps ahead that the movement is followed.
const STEPS: usize = 5;

/// Clusters of a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct YearClusters {
    /// Year.
    pub year: i32,
    /// Moran's I.
    pub moran: f64,
    /// Its two-sided pseudo p.
    pub pseudo_p: f64,
    /// What each unit is with its neighbours.
    pub clusters: Vec<Cluster>,
}

/// Local Moran's I of every year with the weights and the scale of the year looked at. A year that cannot be computed is left
/// out.
///
/// # Errors
/// Those of [`super::compute`] that are of no year.
pub fn by_year(
    study: &Study,
    ledgers: &Ledgers<'_>,
    sites: &Sites,
) -> Result<Vec<YearClusters>, SpaceStepError> {
    let chosen = &study.choices.space;
    let figure = Figure::chosen(study, ledgers)?;
    let near = neighbours(study, sites, chosen)?;
    let permutations = chosen.permutations.min(YEARLY_PERMUTATIONS);
    let global = GlobalOptions {
        permutations,
        ..global_options(chosen)
    };
    let local = local_options(chosen, permutations);
    let mut found = Vec::new();
    for year in figure.panel.years_with(FEWEST) {
        let values = figure.scaled_panel.of(year).unwrap_or_default();
        let mut on = |_, _| ControlFlow::Continue(());
        let Ok(moran) = global_moran(values, &near.weights, &global, &mut on) else {
            continue;
        };
        let Ok(local) = local_moran(values, &near.weights, &local, &mut on) else {
            continue;
        };
        found.push(YearClusters {
            year,
            moran: moran.i,
            pseudo_p: moran.permutation.p,
            clusters: local.clusters.iter().map(|c| of_cluster(*c)).collect(),
        });
    }
    Ok(found)
}

/// Movement between classes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MarkovStep {
    /// Years used.
    pub years: Vec<i32>,
    /// Classes, lowest first.
    pub classes: usize,
    /// Movement of all, by the class of the neighbours, and in the halves of the time.
    pub markov: Markov,
}

/// How units move between quantile classes of each year, in all and by the class of their neighbours' mean.
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
    // A step is a year: one without enough values stands empty.
    let with_values = figure.panel.years_with(FEWEST);
    let ends = with_values.first().zip(with_values.last());
    let years: Vec<i32> = ends.map_or_else(Vec::new, |(a, b)| (*a..=*b).collect());
    let none = vec![None; study.regions.len()];
    let mut panel = vec![Vec::with_capacity(years.len()); study.regions.len()];
    let mut lags = panel.clone();
    for year in &years {
        let values = figure.panel.of(*year);
        let values = values
            .filter(|_| with_values.contains(year))
            .unwrap_or(&none);
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
