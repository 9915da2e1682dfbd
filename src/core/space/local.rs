//! Local Moran's I, of one variable and of two.

use serde::{Deserialize, Serialize};

use super::conditional::{Summed, conditional_counts};
use super::options::{LocalOptions, Scaling};
use super::permutation::{Counts, OnPermutations};
use super::sample::{Column, Coverage, Sample};
use super::significance::{Drawn, Significance, flat};
use super::{SpaceError, SpaceWarning, Weights};

/// Where a unit lies in the Moran scatter plot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quadrant {
    /// High among high: 1.
    HighHigh,
    /// Low among high: 2.
    LowHigh,
    /// Low among low: 3.
    LowLow,
    /// High among low: 4.
    HighLow,
}

impl Quadrant {
    /// None where the value is the mean or the lag is 0.
    pub(super) fn of(z: f64, lag: f64) -> Option<Self> {
        if z == 0.0 || lag == 0.0 {
            return None;
        }
        Some(match (z > 0.0, lag > 0.0) {
            (true, true) => Self::HighHigh,
            (false, true) => Self::LowHigh,
            (false, false) => Self::LowLow,
            (true, false) => Self::HighLow,
        })
    }

    /// 1 to 4 counterclockwise from the upper right, as in Anselin 1996 and PySAL. GeoDa numbers low-low 2 and low-high 3.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::HighHigh => 1,
            Self::LowHigh => 2,
            Self::LowLow => 3,
            Self::HighLow => 4,
        }
    }
}

/// Class of a unit on a cluster map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cluster {
    /// Significant, high among high.
    HighHigh,
    /// Significant, low among low.
    LowLow,
    /// Significant, low among high.
    LowHigh,
    /// Significant, high among low.
    HighLow,
    /// Significant, but its value is the mean or its lag 0.
    Unclassified,
    /// Not significant.
    NotSignificant,
    /// No neighbour with a value, so nothing was tested.
    NoNeighbour,
    /// No value.
    NoData,
}

/// Local Moran's I with its working. Every column has one entry a unit, in the order of the units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LocalMoran {
    /// Choices used.
    pub options: LocalOptions,
    /// Units that take part.
    pub coverage: Coverage,
    /// Mean of the values.
    pub mean: f64,
    /// Standard scores of the values.
    pub z: Vec<Option<f64>>,
    /// Spatial lag of the scores (of two variables, of those of the second); none without neighbours.
    pub lag: Vec<Option<f64>>,
    /// `I_i`; none without neighbours.
    pub i: Vec<Option<f64>>,
    /// `E(I_i)` given the value of the unit.
    pub expected: Vec<Option<f64>>,
    /// `Var(I_i)` given the value of the unit.
    pub variance: Vec<Option<f64>>,
    /// `(I_i − E) / √Var`, none where the variance is 0.
    pub score: Vec<Option<f64>>,
    /// Quadrants of the Moran scatter plot.
    pub quadrants: Vec<Option<Quadrant>>,
    /// p-values of conditional permutation and which pass.
    pub significance: Significance,
    /// Classes of a cluster map.
    pub clusters: Vec<Cluster>,
    /// What to know beside it.
    pub warnings: Vec<SpaceWarning>,
}

/// Local Moran's I (局部莫兰指数, LISA): which units lie among like ones (clusters) and which among unlike ones (outliers).
///
/// # Formula
/// ```text
/// I_i = (n−1) d_i Σ_j w_ij d_j / Σ d²,   d = x − x̄            scaled as options.scaling says
/// given x_i, the others drawn without replacement from the n−1 others (Sokal, Oden and Thomson 1998, A7 and A8):
/// E(I_i)   = f d_i W_i μ                                      f = (n−1)/Σd², W_i = Σ_j w_ij, μ = −d_i/(n−1)
/// Var(I_i) = f² d_i² (Σ_j w_ij² − W_i²/(n−1)) (n−1)/(n−2) σ²   σ² = (Σd² − d_i²)/(n−1) − μ²
/// p by R such draws, as options.alternative says; the least p is 1/(R+1), two-sided 2/(R+1)
/// ```
/// All units read the same table of draws: the convention of PySAL and of GeoDa's `lookup`. Each p-value is valid by itself; the
/// errors of simulation of two units are not independent.
///
/// # Shape
/// `values[unit]`, none where a unit has no value; as many as `weights` has units. Units without a value take no part, neither as
/// neighbours. A unit without neighbours has no p-value and is never significant (PySAL gives it the least p).
///
/// # Reproducible
/// The same seed gives the same bits everywhere. Other units, another order of units or another greatest number of neighbours
/// means other draws: statistics, expectations and quadrants stay, p-values move within their error of simulation.
/// Another scaling, `a + b·x` with `b > 0` and the order of neighbours change no p-value.
///
/// # Errors
/// [`SpaceError`]: lengths, values that are no numbers, fewer than 4 values, all the same, no neighbours, options out of range,
/// stopped by `progress`.
///
/// # Source
/// Anselin 1995, Geographical Analysis 27(2), 93–115. Generator: PCG32 (O'Neill 2014).
///
/// # Examples
/// ```
/// use std::ops::ControlFlow;
/// use tanheng::core::space::{Cluster, LocalOptions, Quadrant, Weights, local_moran};
/// let row = Weights::from_lists(&[vec![(1, 1.0)], vec![(0, 1.0), (2, 1.0)], vec![(1, 1.0), (3, 1.0)], vec![(2, 1.0)], vec![]])?;
/// let values = [Some(2.0), Some(1.0), Some(-1.0), Some(-2.0), None];
/// let found = local_moran(&values, &row, &LocalOptions::default(), &mut |_, _| ControlFlow::Continue(()))?;
/// // The first: 3 · 2 · 1 / 10
/// assert!((found.i[0].unwrap_or_default() - 0.6).abs() < 1e-12);
/// assert_eq!(found.quadrants[3], Some(Quadrant::LowLow));
/// assert_eq!(found.clusters[4], Cluster::NoData);
/// # Ok::<(), tanheng::core::space::SpaceError>(())
/// ```
pub fn local_moran(
    values: &[Option<f64>],
    weights: &Weights,
    options: &LocalOptions,
    progress: OnPermutations<'_>,
) -> Result<LocalMoran, SpaceError> {
    options.check()?;
    let sample = Sample::new(weights, options.transform, &[values])?;
    let column = Column::new(&sample.of(values))?;
    local(&sample, &column, &column, options, progress)
}

/// `x` of a unit beside the lag of `y`.
pub(super) fn local(
    sample: &Sample,
    x: &Column,
    y: &Column,
    options: &LocalOptions,
    progress: OnPermutations<'_>,
) -> Result<LocalMoran, SpaceError> {
    let weights = &sample.weights;
    let n = sample.coverage.units as f64;
    let counts = conditional_counts(
        weights,
        Summed::Values(&y.z),
        y.rounding,
        options.permutations,
        options.seed,
        progress,
    )?;
    // I rises with the lag of a high unit and falls with that of a low one; of a unit on the mean every draw is 0.
    let counts: Vec<Option<Counts>> = counts
        .into_iter()
        .zip(&x.z)
        .map(|(counts, z)| {
            counts.map(|counts| match z {
                z if *z > 0.0 => counts,
                z if *z < 0.0 => counts.mirrored(),
                _ => Counts {
                    at_least: options.permutations as u32,
                    at_most: options.permutations as u32,
                },
            })
        })
        .collect();
    let significance = Significance::new(&counts, sample, options)?;

    let squares = y.sum_of(2);
    // Scores are by the standard deviation of the population: Σz² = n.
    let (to_shown, factor) = match options.scaling {
        Scaling::Esda => (1.0, (n - 1.0) / n),
        Scaling::Geoda => (((n - 1.0) / n).sqrt(), (n - 1.0) / n),
        Scaling::Spdep => (1.0, 1.0),
    };
    let units = 0..sample.coverage.units;
    let lag: Vec<Option<f64>> = units
        .clone()
        .zip(weights.lag(&y.z))
        .map(|(unit, lag)| {
            let (_, row) = weights.row(unit);
            let sum: f64 = row.iter().sum();
            let is_zero = lag.abs() <= y.rounding * sum * (row.len() + 4) as f64;
            (!weights.is_island(unit)).then_some(if is_zero { 0.0 } else { lag })
        })
        .collect();
    let drawn: Vec<Option<Drawn>> = units
        .clone()
        .map(|unit| {
            let (z, row) = (y.z[unit], weights.row(unit).1);
            lag[unit].map(|_| Drawn::new(row, -z, squares - z * z, n - 1.0))
        })
        .collect();
    let of = |value: &dyn Fn(usize) -> Option<f64>| {
        let own: Vec<Option<f64>> = units.clone().map(value).collect();
        flat(sample.aligned(own))
    };
    let local = |unit: usize, sum: f64| factor * x.z[unit] * sum;
    let quadrants = units
        .clone()
        .map(|unit| lag[unit].and_then(|lag| Quadrant::of(x.z[unit], lag)));
    let quadrants = flat(sample.aligned(quadrants));
    let clusters = significance.classes(
        sample,
        |unit| match quadrants.get(unit).copied().flatten() {
            Some(Quadrant::HighHigh) => Cluster::HighHigh,
            Some(Quadrant::LowHigh) => Cluster::LowHigh,
            Some(Quadrant::LowLow) => Cluster::LowLow,
            Some(Quadrant::HighLow) => Cluster::HighLow,
            None => Cluster::Unclassified,
        },
        [
            Cluster::NotSignificant,
            Cluster::NoNeighbour,
            Cluster::NoData,
        ],
    );
    Ok(LocalMoran {
        options: *options,
        mean: x.mean,
        z: of(&|unit| Some(to_shown * x.z[unit])),
        lag: of(&|unit| lag[unit].map(|lag| to_shown * lag)),
        i: of(&|unit| lag[unit].map(|lag| local(unit, lag))),
        expected: of(&|unit| drawn[unit].map(|drawn| local(unit, drawn.expected))),
        variance: of(&|unit| {
            let squared = local(unit, 1.0) * local(unit, 1.0);
            drawn[unit].map(|drawn| squared * drawn.variance)
        }),
        score: of(&|unit| {
            let score = drawn[unit]?.score(lag[unit]?)?;
            match x.z[unit] {
                z if z > 0.0 => Some(score),
                z if z < 0.0 => Some(-score),
                _ => None,
            }
        }),
        quadrants,
        warnings: significance.warnings(sample, options),
        significance,
        clusters,
        coverage: sample.coverage.clone(),
    })
}
