//! The units that have a value, their weights among themselves, and their values brought to one scale.

use serde::{Deserialize, Serialize};

use super::options::Transform;
use super::{SpaceError, Weights};

/// Fewest units with a value: the variance under randomisation divides by `n − 3`.
pub(super) const FEWEST_UNITS: usize = 4;

/// Which units take part. Units are counted from 0 among all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Units with a value.
    pub units: usize,
    /// Units without one: they take no part, neither as neighbours.
    pub missing: Vec<usize>,
    /// Units with a value and no neighbour that has one. They are in the mean and in `n`, and never significant.
    pub islands: Vec<usize>,
}

/// The units that take part.
pub(super) struct Sample {
    pub(super) coverage: Coverage,
    /// Weights among them, transformed, without weights of 0.
    pub(super) weights: Weights,
    kept: Vec<usize>,
    all: usize,
}

impl Sample {
    /// The units that have a value in every column.
    pub(super) fn new(
        weights: &Weights,
        transform: Transform,
        columns: &[&[Option<f64>]],
    ) -> Result<Self, SpaceError> {
        let all = weights.len();
        let mut keep = vec![true; all];
        for column in columns {
            if column.len() != all {
                return Err(SpaceError::LengthMismatch {
                    found: column.len(),
                    expected: all,
                });
            }
            for (unit, (keep, value)) in keep.iter_mut().zip(*column).enumerate() {
                match value {
                    Some(value) if !value.is_finite() => {
                        return Err(SpaceError::NotFinite { unit });
                    }
                    Some(_) => {}
                    None => *keep = false,
                }
            }
        }
        let kept: Vec<usize> = (0..all).filter(|unit| keep[*unit]).collect();
        match kept.len() {
            0 => return Err(SpaceError::NoData),
            count if count < FEWEST_UNITS => return Err(SpaceError::TooFew { count }),
            _ => {}
        }
        let weights = transformed(&weights.subset(&keep), transform)?;
        if weights.links() == 0 {
            return Err(SpaceError::NoLinks);
        }
        let islands = kept.iter().enumerate();
        let islands = islands.filter(|(own, _)| weights.is_island(*own));
        Ok(Self {
            coverage: Coverage {
                units: kept.len(),
                missing: (0..all).filter(|unit| !keep[*unit]).collect(),
                islands: islands.map(|(_, unit)| *unit).collect(),
            },
            weights,
            kept,
            all,
        })
    }

    /// The values of the units that take part.
    pub(super) fn of(&self, column: &[Option<f64>]) -> Vec<f64> {
        let own = self.kept.iter().filter_map(|unit| column.get(*unit));
        own.map(|value| value.unwrap_or_default()).collect()
    }

    /// Where a unit that takes part stands among all.
    pub(super) fn place(&self, own: usize) -> usize {
        self.kept.get(own).copied().unwrap_or(own)
    }

    /// Results of the units that take part, in the places of all units.
    pub(super) fn aligned<T: Clone>(&self, own: impl IntoIterator<Item = T>) -> Vec<Option<T>> {
        let mut all = vec![None; self.all];
        for (unit, value) in self.kept.iter().zip(own) {
            if let Some(place) = all.get_mut(*unit) {
                *place = Some(value);
            }
        }
        all
    }
}

fn transformed(weights: &Weights, transform: Transform) -> Result<Weights, SpaceError> {
    let units = 0..weights.len();
    let mut has_zero = false;
    for unit in units.clone() {
        let row = weights.row(unit).1;
        has_zero |= row.contains(&0.0);
        // Squares of weights and of their sums have to stay numbers.
        if row.iter().sum::<f64>() > 1e100 || row.iter().any(|w| *w > 0.0 && *w < 1e-100) {
            return Err(SpaceError::Overflow);
        }
    }
    let rebuilt = if has_zero || transform == Transform::Binary {
        let list = |unit| {
            let (neighbours, values) = weights.row(unit);
            let own = neighbours.iter().zip(values).filter(|(_, w)| **w > 0.0);
            own.map(|(neighbour, w)| {
                let w = if transform == Transform::Binary {
                    1.0
                } else {
                    *w
                };
                (*neighbour as usize, w)
            })
            .collect()
        };
        let lists: Vec<Vec<(usize, f64)>> = units.map(list).collect();
        Some(Weights::from_lists(&lists)?)
    } else {
        None
    };
    let weights = rebuilt.as_ref().unwrap_or(weights);
    Ok(match transform {
        Transform::Row => weights.row_standardised(),
        Transform::Binary | Transform::AsGiven => weights.clone(),
    })
}

/// A column over its greatest magnitude and as standard scores: of such numbers no sum or power overflows.
pub(super) struct Column {
    /// Mean in the unit of the column.
    pub(super) mean: f64,
    /// Values over the greatest magnitude.
    pub(super) scaled: Vec<f64>,
    /// `(x − x̄) / s` with the standard deviation of the population.
    pub(super) z: Vec<f64>,
    /// How far rounding may put a score from where it belongs.
    pub(super) rounding: f64,
}

impl Column {
    pub(super) fn new(values: &[f64]) -> Result<Self, SpaceError> {
        let first = values.first().copied().unwrap_or_default();
        if values.iter().all(|value| *value == first) {
            return Err(SpaceError::Constant { value: first });
        }
        let scale = values.iter().fold(0.0_f64, |most, v| most.max(v.abs()));
        let scaled: Vec<f64> = values.iter().map(|value| value / scale).collect();
        let n = values.len() as f64;
        let rough = scaled.iter().sum::<f64>() / n;
        // A second look takes out what the sum rounded away.
        let mean = rough + scaled.iter().map(|value| value - rough).sum::<f64>() / n;
        let squares: f64 = scaled.iter().map(|v| (v - mean) * (v - mean)).sum();
        let sd = (squares / n).sqrt();
        let rounding = f64::EPSILON / sd;
        if !(rounding > 0.0 && rounding < 0.01) {
            return Err(SpaceError::Constant { value: first });
        }
        let z = scaled.iter().map(|value| {
            let z = (value - mean) / sd;
            // A value on the mean lies on it, whatever the last digit says.
            if z.abs() <= 2.0 * rounding { 0.0 } else { z }
        });
        Ok(Self {
            mean: mean * scale,
            z: z.collect(),
            scaled,
            rounding,
        })
    }

    /// `Σ z^power`.
    pub(super) fn sum_of(&self, power: i32) -> f64 {
        self.z.iter().map(|z| z.powi(power)).sum()
    }
}
