//! The space step of a year.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::local::{Local, local};
use super::neighbours::neighbours;
use super::panel::{Panel, panel, variables};
use super::printed::printed_in;
use super::rates::Rates;
use super::{
    Chance, Global, GlobalKind, Ledgers, OtherScale, Score, SpaceStep, SpaceStepError, UnitSpace,
    of_region,
};
use crate::core::geo::Sites;
use crate::core::problem::{Problem, Report};
use crate::core::space::weights::connectivity;
use crate::core::space::{
    GlobalOptions, Moments, OnPermutations, Reference, SpaceError, Transform, Weights,
    bivariate_moran, general_g, global_geary, global_moran,
};
use crate::core::study::{
    ListedWeights, LocalStatistic, NeighbourRule, SpaceChoices, SpaceVariable, Study,
};

/// Fewest units that anything can be said of.
pub(super) const FEWEST: usize = 4;
/// Bins of the distribution of shuffled values.
const BINS: usize = 30;

/// The step, with the permutations chosen; `progress` is told how many of them are done, and breaking it stops the work.
///
/// # Errors
/// [`SpaceStepError`] names what is missing or cannot be computed.
pub fn compute(
    study: &Study,
    ledgers: &Ledgers<'_>,
    sites: &Sites,
    progress: OnPermutations<'_>,
) -> Result<SpaceStep, SpaceStepError> {
    let chosen = &study.choices.space;
    let looked_at = Figure::chosen(study, ledgers)?;
    let second = second(study, ledgers, &looked_at)?;
    let mut beside_is_log = false;
    let beside = match second {
        Some((variable, panel)) => {
            beside_is_log = looked_at.is_log && can_log(&panel);
            Some((variable, second_in(&panel, &looked_at, looked_at.year)?))
        }
        None => None,
    };
    let near = neighbours(study, sites, chosen)?;
    let has_both = |i: usize| match &beside {
        Some((_, values)) => values.get(i).is_some_and(Option::is_some),
        None => true,
    };
    let own = looked_at.scaled.iter().enumerate();
    let keep: Vec<bool> = own.map(|(i, v)| v.is_some() && has_both(i)).collect();
    let options = global_options(chosen);
    let moran = global_moran(
        &looked_at.scaled,
        &near.weights,
        &options,
        &mut part(progress, 0),
    )?;
    let mut globals = Vec::new();
    let mut reference = &moran.permutation;
    let both = match &beside {
        Some((_, values)) => Some(bivariate_moran(
            &looked_at.scaled,
            values,
            &near.weights,
            &options,
            &mut part(progress, 1),
        )?),
        None => None,
    };
    if let Some(both) = &both {
        reference = &both.permutation;
        globals.push(Global {
            kind: GlobalKind::Bivariate,
            value: both.i,
            // Nothing closed is known of it: the mean of the shuffled.
            expected: both.permutation.mean,
            normality: None,
            randomisation: None,
            pseudo_p: both.permutation.p,
        });
    }
    globals.push(Global {
        kind: GlobalKind::Moran,
        value: moran.i,
        expected: moran.expected,
        normality: score(&moran.normality),
        randomisation: score(&moran.randomisation),
        pseudo_p: moran.permutation.p,
    });
    let chance = chance(reference);
    let (others, notes) = others(&looked_at, &near.weights, &options, progress)?;
    let mut notes: Vec<Problem> = notes.into_iter().map(|n| of_region(n, study)).collect();
    globals.extend(others);
    let local = local(
        chosen,
        &looked_at.scaled,
        beside.as_ref().map(|(_, values)| values.as_slice()),
        &near.weights,
        &mut part(progress, 4),
    )?;
    notes.extend(local.notes.iter().cloned().map(|n| of_region(n, study)));
    let printed = printed_in(study, &looked_at.variable, looked_at.year);
    let used = used_weights(&near.weights, &keep, chosen);
    Ok(SpaceStep {
        variables: variables(study, ledgers),
        other_scale: other_scale(&looked_at, &near.weights, &options),
        can_log: looked_at.can_log(),
        is_log: looked_at.is_log,
        year: looked_at.year,
        years: looked_at.panel.years_with(FEWEST),
        units: units(study, &looked_at, &local),
        variable: looked_at.variable,
        rate: looked_at.rates.and_then(|rates| rates.of(looked_at.year)),
        beside_is_log,
        beside: beside.map(|(variable, _)| variable),
        connectivity: connectivity(&used),
        weights: used,
        links_over_sea: sites.links.clone(),
        neighbours: near,
        known: (0..keep.len()).filter(|i| keep[*i]).collect(),
        rule: named_only(&chosen.neighbours),
        is_row_standardised: chosen.is_row_standardised,
        statistic: chosen.statistic,
        alpha: chosen.alpha,
        correction: chosen.correction,
        seed: chosen.seed,
        globals,
        chance,
        printed,
        notes,
    })
}

/// A rule without the neighbours a list holds, which the weights have.
fn named_only(rule: &NeighbourRule) -> NeighbourRule {
    match rule {
        NeighbourRule::Listed(list) => NeighbourRule::Listed(Arc::new(ListedWeights {
            name: list.name.clone(),
            rows: Vec::new(),
        })),
        other => other.clone(),
    }
}

/// The parts of the work count on, one after the other.
const PARTS: usize = 5;

fn part<'a>(
    progress: &'a mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    part: usize,
) -> impl FnMut(usize, usize) -> ControlFlow<()> + 'a {
    move |done, total| progress(part * total + done, PARTS * total)
}

/// A figure of a year on the scale it is looked at.
pub(super) struct Figure {
    pub(super) variable: SpaceVariable,
    pub(super) panel: Panel,
    pub(super) year: i32,
    pub(super) is_log: bool,
    /// Every year on the scale it is looked at.
    pub(super) scaled_panel: Panel,
    /// As it stands.
    pub(super) values: Vec<Option<f64>>,
    /// On its scale.
    pub(super) scaled: Vec<Option<f64>>,
    /// Where it is a rate of a population.
    pub(super) rates: Option<Rates>,
}

impl Figure {
    pub(super) fn chosen(study: &Study, ledgers: &Ledgers<'_>) -> Result<Self, SpaceStepError> {
        Self::of(study, ledgers, study.choices.space.population.as_deref())
    }

    /// The figure itself, also where the rate of a population is looked at.
    pub(super) fn plain(study: &Study, ledgers: &Ledgers<'_>) -> Result<Self, SpaceStepError> {
        Self::of(study, ledgers, None)
    }

    fn of(
        study: &Study,
        ledgers: &Ledgers<'_>,
        population: Option<&str>,
    ) -> Result<Self, SpaceStepError> {
        let chosen = &study.choices.space;
        let has = variables(study, ledgers);
        let asked = chosen.variable.as_ref().filter(|v| has.contains(v));
        let variable = asked.or(has.first()).ok_or(SpaceStepError::NoVariable)?;
        let amounts = panel(study, ledgers, variable)?;
        let is_ratio = matches!(
            variable,
            SpaceVariable::CarbonRatio | SpaceVariable::OxygenRatio
        );
        let is_itself = |id: &str| matches!(variable, SpaceVariable::Indicator(own) if own == id);
        let population =
            population.filter(|id| !is_ratio && !is_itself(id) && study.column(id).is_some());
        let rates = match population {
            Some(id) => Some(Rates::new(study, ledgers, &amounts, id)?),
            None => None,
        };
        let panel = rates.as_ref().map_or(amounts, |rates| rates.raw.clone());
        let years = panel.years_with(FEWEST);
        let asked = chosen.year.filter(|year| years.contains(year));
        let fullest = panel.fullest().last().copied();
        let year = asked.or(fullest.filter(|year| years.contains(year)));
        let year = year.ok_or(SpaceStepError::NoYear { least: FEWEST })?;
        let values = panel.of(year).unwrap_or_default().to_vec();
        let is_log = chosen.is_log.unwrap_or(is_ratio) && rates.is_none() && can_log(&panel);
        let scaled_panel = match &rates {
            Some(rates) => rates.standardised.clone(),
            None => Panel {
                values: panel.values.iter().map(|v| on_scale(v, is_log)).collect(),
                years: panel.years.clone(),
            },
        };
        Ok(Self {
            variable: variable.clone(),
            scaled: scaled_panel.of(year).unwrap_or_default().to_vec(),
            scaled_panel,
            panel,
            year,
            is_log,
            values,
            rates,
        })
    }

    fn can_log(&self) -> bool {
        self.rates.is_none() && can_log(&self.panel)
    }
}

/// One scale for all years: a year on another could not be compared.
fn can_log(panel: &Panel) -> bool {
    let all = panel.values.iter().flatten().flatten();
    all.copied().all(|v| v > 0.0)
}

/// Values, or their logarithms.
fn on_scale(values: &[Option<f64>], is_log: bool) -> Vec<Option<f64>> {
    let scaled = |v: f64| if is_log { libm::log(v) } else { v };
    values
        .iter()
        .map(|v| v.map(scaled).filter(|v| v.is_finite()))
        .collect()
}

/// The figure of the neighbours, where one is asked for.
pub(super) fn second(
    study: &Study,
    ledgers: &Ledgers<'_>,
    first: &Figure,
) -> Result<Option<(SpaceVariable, Panel)>, SpaceStepError> {
    let chosen = &study.choices.space;
    if chosen.statistic != LocalStatistic::Bivariate {
        return Ok(None);
    }
    let has = variables(study, ledgers);
    let asked = chosen.beside.as_ref().filter(|v| has.contains(v));
    let variable = asked.unwrap_or(&first.variable);
    let panel = panel(study, ledgers, variable)?;
    Ok(Some((variable.clone(), panel)))
}

/// Its values of a year on the scale of the first figure, where it can be on that.
pub(super) fn second_in(
    panel: &Panel,
    first: &Figure,
    year: i32,
) -> Result<Vec<Option<f64>>, SpaceStepError> {
    let values = panel.of(year).ok_or(SpaceStepError::NoValues { year })?;
    Ok(on_scale(values, first.is_log && can_log(panel)))
}

pub(super) const fn transform(chosen: &SpaceChoices) -> Transform {
    if chosen.is_row_standardised {
        Transform::Row
    } else {
        Transform::AsGiven
    }
}

pub(super) fn global_options(chosen: &SpaceChoices) -> GlobalOptions {
    GlobalOptions {
        transform: transform(chosen),
        permutations: chosen.permutations,
        seed: chosen.seed,
        bins: BINS,
        ..GlobalOptions::default()
    }
}

fn score(of: &Moments) -> Option<Score> {
    Some(Score {
        z: of.score?,
        p: of.p?,
    })
}

fn chance(of: &Reference) -> Chance {
    let width = (of.greatest - of.least) / of.bins.len().max(1) as f64;
    let bin = |(i, count): (usize, &u32)| {
        let from = of.least + i as f64 * width;
        (from, from + width, *count as usize)
    };
    Chance {
        bins: of.bins.iter().enumerate().map(bin).collect(),
        permutations: of.permutations,
        floor: of.least_p,
    }
}

/// Geary's C, and G where no value is negative. G is said to be missing, not refused: the rest can be told.
fn others(
    figure: &Figure,
    weights: &Weights,
    options: &GlobalOptions,
    progress: OnPermutations<'_>,
) -> Result<(Vec<Global>, Vec<Problem>), SpaceStepError> {
    let geary = global_geary(&figure.scaled, weights, options, &mut part(progress, 2))?;
    let mut found = vec![Global {
        kind: GlobalKind::Geary,
        value: geary.c,
        expected: geary.expected,
        normality: score(&geary.normality),
        randomisation: score(&geary.randomisation),
        pseudo_p: geary.permutation.p,
    }];
    let mut notes = Vec::new();
    // Logarithms may be negative, so G takes the values as they stand.
    match general_g(&figure.values, weights, options, &mut part(progress, 3)) {
        Ok(g) => found.push(Global {
            kind: GlobalKind::G,
            value: g.g,
            expected: g.expected,
            normality: None,
            randomisation: score(&g.randomisation),
            pseudo_p: g.permutation.p,
        }),
        Err(error @ SpaceError::Cancelled { .. }) => return Err(error.into()),
        Err(error) => notes.push(error.problem()),
    }
    Ok((found, notes))
}

/// Moran's I with logarithms where there are none, and without where there are.
fn other_scale(figure: &Figure, weights: &Weights, options: &GlobalOptions) -> Option<OtherScale> {
    if !figure.can_log() {
        return None;
    }
    let scaled = on_scale(&figure.values, !figure.is_log);
    let options = GlobalOptions {
        permutations: options.permutations.min(999),
        ..*options
    };
    let mut on = |_, _| ControlFlow::Continue(());
    let found = global_moran(&scaled, weights, &options, &mut on).ok()?;
    Some(OtherScale {
        value: found.i,
        pseudo_p: found.permutation.p,
    })
}

/// The weights of the units with a value among themselves.
fn used_weights(weights: &Weights, keep: &[bool], chosen: &SpaceChoices) -> Weights {
    let used = weights.subset(keep);
    if chosen.is_row_standardised {
        used.row_standardised()
    } else {
        used
    }
}

fn units(study: &Study, figure: &Figure, local: &Local) -> Vec<UnitSpace> {
    let regions = study.regions.iter().enumerate();
    let of = |list: &[Option<f64>], i: usize| list.get(i).copied().flatten();
    let unit = |i: usize, region: &crate::core::study::Region| UnitSpace {
        region: region.code.clone(),
        name: region.name.clone(),
        parent: region.parent.clone(),
        value: of(&figure.values, i),
        z: of(&local.z, i),
        lag: of(&local.lag, i),
        statistic: of(&local.statistic, i),
        p: of(&local.p, i),
        limit: of(&local.limits, i),
        cluster: local
            .clusters
            .get(i)
            .copied()
            .unwrap_or(super::Cluster::NoData),
    };
    regions.map(|(i, region)| unit(i, region)).collect()
}
