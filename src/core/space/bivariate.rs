//! Moran's I of two variables.

use serde::{Deserialize, Serialize};

use super::global::warnings;
use super::local::{LocalMoran, local};
use super::options::{GlobalOptions, LocalOptions};
use super::permutation::{OnPermutations, Reference, reference};
use super::sample::{Column, Coverage, Sample};
use super::{SpaceError, SpaceWarning, Weights};

/// Global Moran's I of two variables with its working.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BivariateMoran {
    /// Choices used.
    pub options: GlobalOptions,
    /// Units that take part.
    pub coverage: Coverage,
    /// `Σ_ij w_ij`.
    pub s0: f64,
    /// Standard scores of the first variable (standard deviation of the population).
    pub z: Vec<Option<f64>>,
    /// Spatial lag of those of the second.
    pub lag: Vec<Option<f64>>,
    /// Moran's I of the two.
    pub i: f64,
    /// Correlation of the two at the same place (Pearson): I can be high for no other reason.
    pub correlation: f64,
    /// Reference distribution: the first variable stays, the second is shuffled.
    pub permutation: Reference,
    /// What to know beside it.
    pub warnings: Vec<SpaceWarning>,
}

/// Global Moran's I of two variables: whether high values of the first lie by high values of the second.
///
/// It says nothing of cause, and part of it is the correlation of the two at the same place.
///
/// # Formula
/// ```text
/// I = n/S0 · Σ_i Σ_j w_ij x_i y_j / √(Σx² Σy²),   x and y less their means
/// ```
/// Equals `Moran_BV` of esda and GeoDa for rows that sum to 1 without islands; they divide by `n − 1` with scores of the sample and
/// leave `n/S0` out.
///
/// # Shape
/// `x[unit]` and `y[unit]`; a unit without one of the two takes no part.
///
/// # Errors
/// As [`global_moran`](super::global_moran), for either variable.
///
/// # Source
/// Wartenberg 1985, Geographical Analysis 17(4), 263–283; Anselin, Syabri and Smirnov 2002, Visualizing multivariate spatial
/// correlation with dynamically linked windows.
///
/// # Examples
/// ```
/// use std::ops::ControlFlow;
/// use tanheng::core::space::{GlobalOptions, Weights, bivariate_moran};
/// let row = Weights::from_lists(&[vec![(1, 1.0)], vec![(0, 1.0), (2, 1.0)], vec![(1, 1.0), (3, 1.0)], vec![(2, 1.0)]])?;
/// let (x, y) = ([Some(1.0), Some(1.0), Some(-1.0), Some(-1.0)], [Some(1.0), Some(-1.0), Some(1.0), Some(-1.0)]);
/// let found = bivariate_moran(&x, &y, &row, &GlobalOptions::default(), &mut |_, _| ControlFlow::Continue(()))?;
/// // Lags of y: −1, 1, −1, 1; products with x: −1 + 1 + 1 − 1
/// assert_eq!((found.i, found.correlation), (0.0, 0.0));
/// # Ok::<(), tanheng::core::space::SpaceError>(())
/// ```
pub fn bivariate_moran(
    x: &[Option<f64>],
    y: &[Option<f64>],
    weights: &Weights,
    options: &GlobalOptions,
    progress: OnPermutations<'_>,
) -> Result<BivariateMoran, SpaceError> {
    options.check()?;
    let sample = Sample::new(weights, options.transform, &[x, y])?;
    let (x, y) = (Column::new(&sample.of(x))?, Column::new(&sample.of(y))?);
    let weights = &sample.weights;
    let rows = 0..weights.len();
    let s0: f64 = rows
        .clone()
        .map(|unit| weights.row(unit).1.iter().sum::<f64>())
        .sum();
    let both = (x.sum_of(2) * y.sum_of(2)).sqrt();
    let over = sample.coverage.units as f64 / (s0 * both);
    let statistic = |y: &[f64]| {
        let of_row = |unit: usize| {
            let (neighbours, weights) = weights.row(unit);
            let lag = neighbours
                .iter()
                .zip(weights)
                .map(|(j, w)| w * y[*j as usize]);
            x.z[unit] * lag.sum::<f64>()
        };
        over * rows.clone().map(of_row).sum::<f64>()
    };
    let i = statistic(&y.z);
    let products: f64 = x.z.iter().zip(&y.z).map(|(x, y)| x * y).sum();
    let permutation = reference(
        i,
        1e-13 + 8.0 * (x.rounding + y.rounding),
        y.z.clone(),
        &statistic,
        weights.links(),
        options,
        progress,
    )?;
    Ok(BivariateMoran {
        options: *options,
        s0,
        z: sample.aligned(x.z.iter().copied()),
        lag: sample.aligned(weights.lag(&y.z)),
        i,
        correlation: (products / both).clamp(-1.0, 1.0),
        permutation,
        warnings: warnings(&sample.coverage),
        coverage: sample.coverage,
    })
}

/// Local Moran's I of two variables: which units are high (or low) in the first among neighbours high (or low) in the second.
///
/// # Formula
/// ```text
/// I_i = (n−1)/n · x_i Σ_j w_ij y_j,   x and y standard scores of the population
/// ```
/// Equals `Moran_Local_BV` of esda and the bivariate local Moran of GeoDa; [`Scaling::Spdep`](super::Scaling) leaves `(n−1)/n`
/// out. A unit keeps both its values; those of the second variable are drawn from the other units.
///
/// # Shape
/// `x[unit]` and `y[unit]`; a unit without one of the two takes no part. In the result `mean` and `z` are of the first variable,
/// `lag` is of the second, quadrants name the first and then the second.
///
/// # Errors
/// As [`local_moran`](super::local_moran), for either variable.
///
/// # Source
/// Anselin, Syabri and Smirnov 2002, as in [`bivariate_moran`].
///
/// # Examples
/// ```
/// use std::ops::ControlFlow;
/// use tanheng::core::space::{LocalOptions, Quadrant, Weights, local_bivariate_moran};
/// let row = Weights::from_lists(&[vec![(1, 1.0)], vec![(0, 1.0), (2, 1.0)], vec![(1, 1.0), (3, 1.0)], vec![(2, 1.0)]])?;
/// let (x, y) = ([Some(1.0), Some(1.0), Some(-1.0), Some(-1.0)], [Some(1.0), Some(-1.0), Some(1.0), Some(-1.0)]);
/// let found = local_bivariate_moran(&x, &y, &row, &LocalOptions::default(), &mut |_, _| ControlFlow::Continue(()))?;
/// assert_eq!(found.quadrants[0], Some(Quadrant::HighLow));
/// # Ok::<(), tanheng::core::space::SpaceError>(())
/// ```
pub fn local_bivariate_moran(
    x: &[Option<f64>],
    y: &[Option<f64>],
    weights: &Weights,
    options: &LocalOptions,
    progress: OnPermutations<'_>,
) -> Result<LocalMoran, SpaceError> {
    options.check()?;
    let sample = Sample::new(weights, options.transform, &[x, y])?;
    let (x, y) = (Column::new(&sample.of(x))?, Column::new(&sample.of(y))?);
    local(&sample, &x, &y, options, progress)
}
