//! Local Geary's c.

use serde::{Deserialize, Serialize};

use super::conditional::{Summed, conditional_counts};
use super::local::Quadrant;
use super::options::{LocalOptions, Scaling};
use super::permutation::OnPermutations;
use super::sample::{Column, Coverage, Sample};
use super::significance::{Drawn, Significance, flat};
use super::{SpaceError, SpaceWarning, Weights};

/// Class of a unit on a map of local Geary's c, as GeoDa has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GearyClass {
    /// Significant, like its neighbours, all high.
    HighHigh,
    /// Significant, like its neighbours, all low.
    LowLow,
    /// Significant, like its neighbours, on either side of the mean.
    OtherPositive,
    /// Significant, unlike its neighbours.
    Negative,
    /// Not significant.
    NotSignificant,
    /// No neighbour with a value, so nothing was tested.
    NoNeighbour,
    /// No value.
    NoData,
}

/// Local Geary's c with its working. Every column has one entry a unit, in the order of the units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LocalGeary {
    /// Choices used.
    pub options: LocalOptions,
    /// Units that take part.
    pub coverage: Coverage,
    /// Mean of the values.
    pub mean: f64,
    /// Standard scores of the values.
    pub z: Vec<Option<f64>>,
    /// Spatial lag of the scores; none without neighbours.
    pub lag: Vec<Option<f64>>,
    /// `c_i`; none without neighbours.
    pub c: Vec<Option<f64>>,
    /// `E(c_i)` given the value of the unit.
    pub expected: Vec<Option<f64>>,
    /// `Var(c_i)` given the value of the unit.
    pub variance: Vec<Option<f64>>,
    /// `(c_i − E) / √Var`; negative is like its neighbours.
    pub score: Vec<Option<f64>>,
    /// p-values of conditional permutation and which pass.
    pub significance: Significance,
    /// Classes.
    pub classes: Vec<GearyClass>,
    /// What to know beside it.
    pub warnings: Vec<SpaceWarning>,
}

/// Local Geary's c: which units are like their neighbours (small c) and which differ from them (large c). Other than local Moran it
/// compares values with each other and not with the mean.
///
/// # Formula
/// ```text
/// c_i = Σ_j w_ij (z_i − z_j)²
/// given z_i, the others drawn without replacement from the n−1 others:
/// E(c_i)   = W_i μ                                            μ and σ² mean and variance of (z_i − z_j)² over j ≠ i
/// Var(c_i) = σ² (Σ_j w_ij² − W_i²/(n−1)) (n−1)/(n−2)
/// classes of significant units: c_i < E: high-high with z and lag above 0, low-low with both below, other positive else;
///                               c_i > E: negative
/// ```
/// With [`Scaling::Esda`] scores are of the population and `c` equals `Geary_Local.localG` of esda; else of the sample, and `c` equals
/// GeoDa and `localC` of spdep. Classes are those of GeoDa, which takes the mean of its permutations for `E`.
///
/// # Shape
/// As [`local_moran`](super::local_moran).
///
/// # Errors
/// As [`local_moran`](super::local_moran).
///
/// # Source
/// Anselin 1995, Geographical Analysis 27(2), 93–115; Anselin 2019, Geographical Analysis 51(2), 133–150.
///
/// # Examples
/// ```
/// use std::ops::ControlFlow;
/// use tanheng::core::space::{LocalOptions, Weights, local_geary};
/// let row = Weights::from_lists(&[vec![(1, 1.0)], vec![(0, 1.0), (2, 1.0)], vec![(1, 1.0), (3, 1.0)], vec![(2, 1.0)]])?;
/// let values = [Some(1.0), Some(1.0), Some(-1.0), Some(-1.0)];
/// let found = local_geary(&values, &row, &LocalOptions::default(), &mut |_, _| ControlFlow::Continue(()))?;
/// // Scores are 1 and −1: the second differs from the third by 2, weight ½
/// assert_eq!((found.c[0], found.c[1]), (Some(0.0), Some(2.0)));
/// # Ok::<(), tanheng::core::space::SpaceError>(())
/// ```
pub fn local_geary(
    values: &[Option<f64>],
    weights: &Weights,
    options: &LocalOptions,
    progress: OnPermutations<'_>,
) -> Result<LocalGeary, SpaceError> {
    options.check()?;
    let sample = Sample::new(weights, options.transform, &[values])?;
    let column = Column::new(&sample.of(values))?;
    let weights = &sample.weights;
    let most = column.z.iter().fold(0.0_f64, |most, z| most.max(z.abs()));
    // A square errs by twice the value times its error, and sums of squares up to four times the greatest are taken apart.
    let rounding = 4.0 * most * (column.rounding + f64::EPSILON * most);
    let counts = conditional_counts(
        weights,
        Summed::SquaredDifferences(&column.z),
        rounding,
        options.permutations,
        options.seed,
        progress,
    )?;
    let significance = Significance::new(&counts, &sample, options)?;

    let n = sample.coverage.units as f64;
    let to_shown = match options.scaling {
        Scaling::Esda => 1.0,
        Scaling::Geoda | Scaling::Spdep => ((n - 1.0) / n).sqrt(),
    };
    let [s2, s3, s4] = [2, 3, 4].map(|power| column.sum_of(power));
    let lags = weights.lag(&column.z);
    let units: Vec<Option<Unit>> = (0..sample.coverage.units)
        .map(|unit| {
            if weights.is_island(unit) {
                return None;
            }
            let z = column.z[unit];
            let (neighbours, row) = weights.row(unit);
            let apart = neighbours.iter().zip(row).map(|(j, w)| {
                let apart = z - column.z[*j as usize];
                w * apart * apart
            });
            // Σ_j (z − z_j)² and Σ_j (z − z_j)⁴ over all others, by the sums of powers; Σ z_j = 0.
            let total = n * z * z + s2;
            let squares = n * z.powi(4) + 6.0 * z * z * s2 - 4.0 * z * s3 + s4;
            Some(Unit {
                z,
                lag: lags[unit],
                c: apart.sum(),
                drawn: Drawn::new(row, total, squares, n - 1.0),
            })
        })
        .collect();
    let of = |value: &dyn Fn(&Unit) -> Option<f64>| {
        let own = units.iter().map(|unit| unit.as_ref().and_then(value));
        flat(sample.aligned(own.collect::<Vec<_>>()))
    };
    let kinds = flat(sample.aligned(units.iter().map(|unit| unit.as_ref().map(Unit::class))));
    let classes = significance.classes(
        &sample,
        |unit| {
            let class = kinds.get(unit).copied().flatten();
            class.unwrap_or(GearyClass::NotSignificant)
        },
        [
            GearyClass::NotSignificant,
            GearyClass::NoNeighbour,
            GearyClass::NoData,
        ],
    );
    let squared = to_shown * to_shown;
    Ok(LocalGeary {
        options: *options,
        mean: column.mean,
        z: sample.aligned(column.z.iter().map(|z| to_shown * z)),
        lag: of(&|unit| Some(to_shown * unit.lag)),
        c: of(&|unit| Some(squared * unit.c)),
        expected: of(&|unit| Some(squared * unit.drawn.expected)),
        variance: of(&|unit| Some(squared * squared * unit.drawn.variance)),
        score: of(&|unit| unit.drawn.score(unit.c)),
        classes,
        warnings: significance.warnings(&sample, options),
        significance,
        coverage: sample.coverage,
    })
}

struct Unit {
    z: f64,
    lag: f64,
    c: f64,
    drawn: Drawn,
}

impl Unit {
    /// Its class if it is significant.
    fn class(&self) -> GearyClass {
        if self.c > self.drawn.expected {
            return GearyClass::Negative;
        }
        match Quadrant::of(self.z, self.lag) {
            Some(Quadrant::HighHigh) => GearyClass::HighHigh,
            Some(Quadrant::LowLow) => GearyClass::LowLow,
            _ => GearyClass::OtherPositive,
        }
    }
}
