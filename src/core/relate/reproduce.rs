//! Can printed degrees come from these series at all? Every usual variant is tried.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::GreyError;
use super::options::check_coefficient;
use super::{Extremes, GreyOptions, Normalisation, grey_relation, rank_stability};

/// One way of computing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// Position of the reference series.
    pub reference: usize,
    /// Normalisation.
    pub normalisation: Normalisation,
    /// Range of the extremes.
    pub extremes: Extremes,
    /// Distinguishing coefficient.
    pub distinguishing_coefficient: f64,
    /// Degrees it gives.
    pub degrees: Vec<f64>,
    /// Largest difference to the printed degrees.
    pub largest_difference: f64,
}

/// What trying all variants found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Search {
    /// Variants that could be computed.
    pub tried: usize,
    /// The one nearest to the printed degrees.
    pub nearest: Option<Variant>,
    /// Variants with the same order of ranks.
    pub same_order: usize,
    /// Variants that put the printed first series first, by reference.
    pub same_first: Vec<usize>,
}

/// Tries every reference × normalisation × range of extremes × distinguishing coefficient against printed degrees.
///
/// The normalisations are initial value, mean, min–max, z and none.
///
/// # Errors
/// [`GreyError::PrintedLength`] and [`GreyError::PrintedNotFinite`] for printed degrees that are no match,
/// [`GreyError::DistinguishingCoefficient`] for a value outside (0, 1], [`GreyError::Cancelled`] when `progress` breaks.
/// A variant that cannot be computed is left out, not an error.
///
/// # Examples
/// ```
/// use std::ops::ControlFlow;
/// use tanheng::core::relate::search_variants;
/// let found = search_variants(&[vec![1.0, 2.0, 4.0]], &[vec![1.0, 3.0, 4.0]], &[0.8], &[0.5], &mut |_, _| ControlFlow::Continue(()))?;
/// assert_eq!(found.tried, 10);
/// # Ok::<(), tanheng::core::relate::GreyError>(())
/// ```
pub fn search_variants(
    references: &[Vec<f64>],
    comparisons: &[Vec<f64>],
    printed: &[f64],
    values: &[f64],
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Search, GreyError> {
    check(comparisons, printed, values)?;
    let normalisations = [
        Normalisation::Initial,
        Normalisation::Mean,
        Normalisation::MinMaxBenefit,
        Normalisation::ZScore,
        Normalisation::None,
    ];
    let total = references.len() * normalisations.len() * 2 * values.len();
    let order = order(printed);
    let mut search = Search {
        tried: 0,
        nearest: None,
        same_order: 0,
        same_first: vec![0; references.len()],
    };
    for (reference, series) in references.iter().enumerate() {
        for normalisation in normalisations {
            for extremes in [Extremes::AllSeries, Extremes::PerSeries] {
                if progress(search.tried, total).is_break() {
                    return Err(GreyError::Cancelled {
                        done: search.tried,
                        total,
                    });
                }
                let options = GreyOptions {
                    normalisation,
                    extremes,
                    ..GreyOptions::default()
                };
                let Ok(relation) = grey_relation(series, comparisons, &options) else {
                    continue;
                };
                for at in rank_stability(&relation, values)? {
                    search.tried += 1;
                    let ours = self::order(&at.degrees);
                    search.same_order += usize::from(ours == order);
                    search.same_first[reference] += usize::from(ours.first() == order.first());
                    let largest_difference = largest_difference(&at.degrees, printed);
                    if search
                        .nearest
                        .as_ref()
                        .is_none_or(|n| largest_difference < n.largest_difference)
                    {
                        search.nearest = Some(Variant {
                            reference,
                            normalisation,
                            extremes,
                            distinguishing_coefficient: at.distinguishing_coefficient,
                            degrees: at.degrees,
                            largest_difference,
                        });
                    }
                }
            }
        }
    }
    Ok(search)
}

fn check(comparisons: &[Vec<f64>], printed: &[f64], values: &[f64]) -> Result<(), GreyError> {
    if printed.len() != comparisons.len() {
        return Err(GreyError::PrintedLength {
            found: printed.len(),
            expected: comparisons.len(),
        });
    }
    if let Some(index) = printed.iter().position(|p| !p.is_finite()) {
        return Err(GreyError::PrintedNotFinite { index });
    }
    values.iter().try_for_each(|v| check_coefficient(*v))
}

fn largest_difference(degrees: &[f64], printed: &[f64]) -> f64 {
    let pairs = degrees.iter().zip(printed);
    pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

/// Positions from the strongest to the weakest; equal ones in the order given.
fn order(degrees: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..degrees.len()).collect();
    order.sort_by(|a, b| degrees[*b].total_cmp(&degrees[*a]));
    order
}
