//! The local statistic chosen, one value a unit.

use super::compute::transform;
use super::{Cluster, SpaceStepError};
use crate::core::problem::{Problem, Report};
use crate::core::space::{
    Alternative, Cluster as MoranCluster, GearyClass, HotSpot, LocalGKind, LocalMoran,
    LocalOptions, OnPermutations, Scaling, Significance, SpaceWarning, Weights,
    local_bivariate_moran, local_g, local_geary, local_moran,
};
use crate::core::study::{LocalStatistic, SpaceChoices};

/// Columns of one value a unit.
pub(super) struct Local {
    pub(super) z: Vec<Option<f64>>,
    pub(super) lag: Vec<Option<f64>>,
    pub(super) statistic: Vec<Option<f64>>,
    pub(super) p: Vec<Option<f64>>,
    pub(super) limits: Vec<Option<f64>>,
    pub(super) clusters: Vec<Cluster>,
    pub(super) notes: Vec<Problem>,
}

fn local_options(chosen: &SpaceChoices, permutations: usize) -> LocalOptions {
    LocalOptions {
        transform: transform(chosen),
        scaling: Scaling::Esda,
        permutations,
        seed: chosen.seed,
        alternative: if chosen.is_two_sided {
            Alternative::TwoSided
        } else {
            Alternative::Directed
        },
        alpha: chosen.alpha,
        correction: chosen.correction,
    }
}

pub(super) fn local(
    chosen: &SpaceChoices,
    values: &[Option<f64>],
    beside: Option<&[Option<f64>]>,
    weights: &Weights,
    progress: OnPermutations<'_>,
) -> Result<Local, SpaceStepError> {
    let options = local_options(chosen, chosen.permutations);
    let kind = match chosen.statistic {
        LocalStatistic::Moran => {
            return Ok(of_moran(local_moran(values, weights, &options, progress)?));
        }
        LocalStatistic::Bivariate => {
            let beside = beside.unwrap_or(values);
            let found = local_bivariate_moran(values, beside, weights, &options, progress)?;
            return Ok(of_moran(found));
        }
        LocalStatistic::Geary => {
            let found = local_geary(values, weights, &options, progress)?;
            return Ok(Local {
                z: found.z,
                lag: found.lag,
                statistic: found.c,
                clusters: found.classes.iter().map(|c| of_geary(*c)).collect(),
                notes: told(&found.warnings),
                ..judged(found.significance)
            });
        }
        LocalStatistic::G => LocalGKind::G,
        LocalStatistic::GStar => LocalGKind::GStar,
    };
    // G has no standardised values of its own: the scatter shows Moran's.
    let moran = LocalOptions {
        permutations: 1,
        ..options
    };
    let scatter = local_moran(values, weights, &moran, &mut |_, _| {
        std::ops::ControlFlow::Continue(())
    })?;
    let found = local_g(values, weights, kind, &options, progress)?;
    Ok(Local {
        z: scatter.z,
        lag: scatter.lag,
        // The score tells high from low: G itself has the size of the weights.
        statistic: found.score,
        clusters: found.spots.iter().map(|s| of_spot(*s)).collect(),
        notes: told(&found.warnings),
        ..judged(found.significance)
    })
}

fn judged(found: Significance) -> Local {
    Local {
        z: Vec::new(),
        lag: Vec::new(),
        statistic: Vec::new(),
        p: found.p,
        limits: found.adjustment.limits,
        clusters: Vec::new(),
        notes: Vec::new(),
    }
}

/// That values or neighbours are missing is seen on the map.
fn told(warnings: &[SpaceWarning]) -> Vec<Problem> {
    let is_seen = |w: &&SpaceWarning| {
        matches!(
            w,
            SpaceWarning::Missing { .. } | SpaceWarning::Islands { .. }
        )
    };
    let others = warnings.iter().filter(|w| !is_seen(w));
    others.map(Report::problem).collect()
}

fn of_moran(found: LocalMoran) -> Local {
    Local {
        z: found.z,
        lag: found.lag,
        statistic: found.i,
        clusters: found.clusters.iter().map(|c| of_cluster(*c)).collect(),
        notes: told(&found.warnings),
        ..judged(found.significance)
    }
}

const fn of_cluster(cluster: MoranCluster) -> Cluster {
    match cluster {
        MoranCluster::HighHigh => Cluster::HighHigh,
        MoranCluster::LowLow => Cluster::LowLow,
        MoranCluster::LowHigh => Cluster::LowHigh,
        MoranCluster::HighLow => Cluster::HighLow,
        MoranCluster::Unclassified => Cluster::Unclassified,
        MoranCluster::NotSignificant => Cluster::NotSignificant,
        MoranCluster::NoNeighbour => Cluster::Isolated,
        MoranCluster::NoData => Cluster::NoData,
    }
}

const fn of_spot(spot: HotSpot) -> Cluster {
    match spot {
        HotSpot::Hot => Cluster::HighHigh,
        HotSpot::Cold => Cluster::LowLow,
        HotSpot::NotSignificant => Cluster::NotSignificant,
        HotSpot::NoNeighbour => Cluster::Isolated,
        HotSpot::NoData => Cluster::NoData,
    }
}

const fn of_geary(class: GearyClass) -> Cluster {
    match class {
        GearyClass::HighHigh => Cluster::HighHigh,
        GearyClass::LowLow => Cluster::LowLow,
        GearyClass::OtherPositive => Cluster::Positive,
        GearyClass::Negative => Cluster::Negative,
        GearyClass::NotSignificant => Cluster::NotSignificant,
        GearyClass::NoNeighbour => Cluster::Isolated,
        GearyClass::NoData => Cluster::NoData,
    }
}
