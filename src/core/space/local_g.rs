//! Local G of Getis and Ord.

use serde::{Deserialize, Serialize};

use super::conditional::{Summed, conditional_counts};
use super::options::{LocalOptions, Transform};
use super::permutation::{OnPermutations, normal_p};
use super::sample::{Column, Coverage, Sample};
use super::significance::{Drawn, Significance, flat};
use super::{SpaceError, SpaceWarning, Weights};

/// Whether the unit itself is counted among its neighbours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LocalGKind {
    /// `G_i`: without the unit.
    #[default]
    G,
    /// `G_i*`: with the unit, as heavy as the heaviest of its neighbours, as in PySAL and GeoDa.
    GStar,
}

/// Class of a unit on a map of hot and cold spots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HotSpot {
    /// Significant, more than expected: high values lie together.
    Hot,
    /// Significant, less than expected: low values lie together.
    Cold,
    /// Not significant.
    NotSignificant,
    /// No neighbour with a value, so nothing was tested.
    NoNeighbour,
    /// No value.
    NoData,
}

/// Local G with its working. Every column has one entry a unit, in the order of the units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LocalG {
    /// Which of the two.
    pub kind: LocalGKind,
    /// Choices used; `scaling` plays no part.
    pub options: LocalOptions,
    /// Units that take part.
    pub coverage: Coverage,
    /// `G_i`: a share of the total of all values. None without neighbours, and for all units where a value is negative or too few
    /// are above 0, since shares mean nothing then; scores and p-values stay.
    pub g: Vec<Option<f64>>,
    /// `E(G_i)`.
    pub expected: Vec<Option<f64>>,
    /// Standard scores of Ord and Getis 1995, which take values of any sign.
    pub score: Vec<Option<f64>>,
    /// p-values of these scores under the standard normal distribution.
    pub normal_p: Vec<Option<f64>>,
    /// p-values of conditional permutation and which pass.
    pub significance: Significance,
    /// Hot and cold spots by these.
    pub spots: Vec<HotSpot>,
    /// What to know beside it.
    pub warnings: Vec<SpaceWarning>,
}

/// Local G of Getis and Ord (热点分析): around which units high values lie together (hot spots), and low ones (cold spots).
///
/// # Formula
/// ```text
/// G_i  = Σ_{j≠i} w_ij x_j / Σ_{j≠i} x_j          G_i* = Σ_j w_ij x_j / Σ_j x_j with w_ii
/// z    = (Σ_j w_ij x_j − W x̄) / (s √((N Σ_j w_ij² − W²) / (N−1)))
/// G:   j ≠ i, N = n−1, x̄ and s of the others      G*: all j, N = n
/// ```
/// `G` equals `G_Local.Gs` of esda for either transform, and GeoDa with rows that sum to 1. Scores equal `G_Local.Zs` of
/// esda with binary weights; with rows that sum to 1 esda takes the sum of the weights for that of their squares, so that its
/// scores are too small, while these are the same for both.
/// Permutation draws the neighbours from the other units; in `G*` the unit itself stays.
///
/// # Shape
/// As [`local_moran`](super::local_moran).
///
/// # Errors
/// As [`local_moran`](super::local_moran).
///
/// # Source
/// Getis and Ord 1992, Geographical Analysis 24(3), 189–206; Ord and Getis 1995, Geographical Analysis 27(4), 286–306.
///
/// # Examples
/// ```
/// use std::ops::ControlFlow;
/// use tanheng::core::space::{LocalGKind, LocalOptions, Weights, local_g};
/// let row = Weights::from_lists(&[vec![(1, 1.0)], vec![(0, 1.0), (2, 1.0)], vec![(1, 1.0), (3, 1.0)], vec![(2, 1.0)]])?;
/// let values = [Some(4.0), Some(4.0), Some(1.0), Some(1.0)];
/// let found = local_g(&values, &row, LocalGKind::G, &LocalOptions::default(), &mut |_, _| ControlFlow::Continue(()))?;
/// // The first has the second for a neighbour: 4 / (4 + 1 + 1)
/// assert!((found.g[0].unwrap_or_default() - 4.0 / 6.0).abs() < 1e-12);
/// # Ok::<(), tanheng::core::space::SpaceError>(())
/// ```
pub fn local_g(
    values: &[Option<f64>],
    weights: &Weights,
    kind: LocalGKind,
    options: &LocalOptions,
    progress: OnPermutations<'_>,
) -> Result<LocalG, SpaceError> {
    options.check()?;
    let sample = Sample::new(weights, options.transform, &[values])?;
    let column = Column::new(&sample.of(values))?;
    let counts = conditional_counts(
        &sample.weights,
        Summed::Values(&column.z),
        column.rounding,
        options.permutations,
        options.seed,
        progress,
    )?;
    let significance = Significance::new(&counts, &sample, options)?;
    let units: Vec<Option<Unit>> = (0..sample.coverage.units)
        .map(|unit| of_unit(unit, &sample, &column, kind, options.transform))
        .collect();
    let of = |value: &dyn Fn(&Unit) -> Option<f64>| {
        let own = units.iter().map(|unit| unit.as_ref().and_then(value));
        flat(sample.aligned(own.collect::<Vec<_>>()))
    };
    let score = of(&|unit| unit.score);
    let spots = significance.classes(
        &sample,
        |unit| match score.get(unit).copied().flatten() {
            Some(score) if score > 0.0 => HotSpot::Hot,
            Some(score) if score < 0.0 => HotSpot::Cold,
            _ => HotSpot::NotSignificant,
        },
        [
            HotSpot::NotSignificant,
            HotSpot::NoNeighbour,
            HotSpot::NoData,
        ],
    );
    let is_share = column.scaled.iter().all(|x| *x >= 0.0)
        && column.scaled.iter().filter(|x| **x > 0.0).count() > 1;
    Ok(LocalG {
        kind,
        options: *options,
        g: of(&|unit| is_share.then_some(unit.share).flatten()),
        expected: of(&|unit| Some(unit.expected)),
        normal_p: of(&|unit| unit.score.map(|score| normal_p(score, options.alternative))),
        score,
        spots,
        warnings: significance.warnings(&sample, options),
        significance,
        coverage: sample.coverage,
    })
}

struct Unit {
    share: Option<f64>,
    expected: f64,
    score: Option<f64>,
}

/// None for a unit without neighbours.
fn of_unit(
    unit: usize,
    sample: &Sample,
    column: &Column,
    kind: LocalGKind,
    transform: Transform,
) -> Option<Unit> {
    let weights = &sample.weights;
    if weights.is_island(unit) {
        return None;
    }
    let n = sample.coverage.units as f64;
    let (neighbours, row) = weights.row(unit);
    let mut row = row.to_vec();
    let mut places: Vec<usize> = neighbours.iter().map(|j| *j as usize).collect();
    let (mut total, mut scores, mut squares) =
        (column.scaled.iter().sum::<f64>(), 0.0, column.sum_of(2));
    let mut others = n;
    match kind {
        LocalGKind::G => {
            let z = column.z[unit];
            total -= column.scaled[unit];
            (scores, squares) = (-z, squares - z * z);
            others = n - 1.0;
        }
        LocalGKind::GStar => {
            places.push(unit);
            row.push(row.iter().copied().fold(0.0, f64::max));
            if transform == Transform::Row {
                let sum: f64 = row.iter().sum();
                row.iter_mut().for_each(|w| *w /= sum);
            }
        }
    }
    let sum = |values: &[f64]| -> f64 {
        let products = places.iter().zip(&row).map(|(j, w)| w * values[*j]);
        products.sum()
    };
    let drawn = Drawn::new(&row, scores, squares, others);
    let share = sum(&column.scaled) / total;
    Some(Unit {
        share: share.is_finite().then_some(share),
        expected: row.iter().sum::<f64>() / others,
        score: drawn.score(sum(&column.z)),
    })
}
