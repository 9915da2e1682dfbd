//! Who is whose neighbour, by the rule chosen.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::SpaceStepError;
use crate::core::geo::Sites;
use crate::core::space::Weights;
use crate::core::space::weights::{
    BandOptions, Bandwidth, Decay, KernelOptions, Metric, Reach, distance_band, higher_order,
    k_nearest, kernel_weights,
};
use crate::core::study::{ListedWeights, NeighbourRule, SpaceChoices, Study};

/// Neighbours of the units of a study, and what was added to the rule.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Neighbours {
    /// Weights before they are brought to the sum 1.
    pub weights: Weights,
    /// Pairs that count as neighbours though the sea parts them.
    pub links: Vec<(usize, usize)>,
    /// How far a distance band reaches, km.
    pub band_km: Option<f64>,
    /// Region codes of a list that are none of the study's.
    pub strangers: Vec<String>,
}

/// Neighbours by the rule chosen.
///
/// # Errors
/// [`SpaceStepError::NoBorders`] and [`SpaceStepError::NoPoints`] where the rule needs borders or label points that are not
/// known, [`SpaceStepError::ForeignWeights`] for a list of other units, [`SpaceStepError::Weights`] for what the weights refuse.
pub fn neighbours(
    study: &Study,
    sites: &Sites,
    choices: &SpaceChoices,
) -> Result<Neighbours, SpaceStepError> {
    let mut found = Neighbours::default();
    let points = || sites.all_points().ok_or(SpaceStepError::NoPoints);
    let mut lists = match &choices.neighbours {
        NeighbourRule::Rook | NeighbourRule::Order { .. } => borders(sites, false)?,
        NeighbourRule::Queen => borders(sites, true)?,
        NeighbourRule::Nearest { count } => {
            found.weights = k_nearest(&points()?, *count, Metric::GreatCircle)?.weights;
            return Ok(found);
        }
        NeighbourRule::Band { km, power } => {
            let options = BandOptions {
                threshold: *km,
                decay: power.map_or(Decay::Binary, |power| Decay::InverseDistance { power }),
                metric: Metric::GreatCircle,
            };
            let band = distance_band(&points()?, &options)?;
            (found.weights, found.band_km) = (band.weights, Some(band.threshold));
            return Ok(found);
        }
        NeighbourRule::Kernel { count, kernel } => {
            let options = KernelOptions {
                kernel: *kernel,
                bandwidth: Bandwidth::Adaptive { k: *count },
                diagonal: Default::default(),
                metric: Metric::GreatCircle,
            };
            found.weights = kernel_weights(&points()?, &options)?.weights;
            return Ok(found);
        }
        NeighbourRule::Listed(list) => {
            (found.weights, found.strangers) = listed(study, list)?;
            return Ok(found);
        }
    };
    if choices.has_links {
        for &(a, b) in &sites.links {
            for (from, to) in [(a, b), (b, a)] {
                if !lists[from].iter().any(|(other, _)| *other == to) {
                    lists[from].push((to, 1.0));
                }
            }
            found.links.push((a, b));
        }
    }
    found.weights = Weights::from_lists(&lists)?;
    if let NeighbourRule::Order { order } = choices.neighbours {
        found.weights = higher_order(&found.weights, order, Reach::UpTo)?;
    }
    Ok(found)
}

fn borders(sites: &Sites, with_corners: bool) -> Result<Vec<Vec<(usize, f64)>>, SpaceStepError> {
    if !sites.has_borders {
        return Err(SpaceStepError::NoBorders);
    }
    let of = |(lines, corners): (&Vec<usize>, &Vec<usize>)| {
        let corners = corners.iter().filter(|_| with_corners);
        lines.iter().chain(corners).map(|n| (*n, 1.0)).collect()
    };
    Ok(sites.borders.iter().zip(&sites.corners).map(of).collect())
}

/// A list by region codes. Codes that are none of the study's are left out and named; where most are, the list is refused.
fn listed(study: &Study, list: &ListedWeights) -> Result<(Weights, Vec<String>), SpaceStepError> {
    let codes = study.regions.iter().enumerate();
    let units: HashMap<&str, usize> = codes.map(|(i, r)| (r.code.as_str(), i)).collect();
    let mut lists: Vec<Vec<(usize, f64)>> = vec![Vec::new(); study.regions.len()];
    let mut strangers = Vec::new();
    let mut known = 0;
    for (code, neighbours) in &list.rows {
        let Some(&unit) = units.get(code.as_str()) else {
            strangers.push(code.clone());
            continue;
        };
        known += 1;
        for (other, weight) in neighbours {
            match units.get(other.as_str()) {
                Some(&other) => lists[unit].push((other, *weight)),
                None if !strangers.contains(other) => strangers.push(other.clone()),
                None => {}
            }
        }
    }
    if known * 2 <= study.regions.len() {
        return Err(SpaceStepError::ForeignWeights {
            name: list.name.clone(),
            known,
            units: study.regions.len(),
        });
    }
    Ok((Weights::from_lists(&lists)?, strangers))
}
