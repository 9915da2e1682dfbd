//! How far degrees and ranks hang on the choices made: the distinguishing coefficient and the normalisation.

use serde::{Deserialize, Serialize};

use super::coefficient::{coefficients, degree, ranks};
use super::options::check_coefficient;
use super::{GreyError, GreyOptions, GreyRelation, Normalisation, grey_relation};

/// Degrees and ranks at one distinguishing coefficient.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RankStability {
    /// The distinguishing coefficient ρ.
    pub distinguishing_coefficient: f64,
    /// Degree of each series.
    pub degrees: Vec<f64>,
    /// Rank of each series.
    pub ranks: Vec<usize>,
}

/// How degrees and ranks move with the distinguishing coefficient, from the differences already computed.
///
/// # Formula
/// That of [`grey_relation`](super::grey_relation) with the same `Δ_i(k)`: nothing is normalised again.
///
/// # Errors
/// [`GreyError::DistinguishingCoefficient`] for a value outside (0, 1].
///
/// # Source
/// Deng 1982, Systems & Control Letters 1(5), 288–294.
///
/// # Examples
/// ```
/// use tanheng::core::relate::{grey_relation, rank_stability, GreyOptions};
/// let relation = grey_relation(&[1.0, 2.0], &[vec![1.0, 3.0], vec![1.0, 2.5]], &GreyOptions::default())?;
/// let at = rank_stability(&relation, &[0.1, 1.0])?;
/// assert!(at[0].degrees[0] < at[1].degrees[0]);
/// # Ok::<(), tanheng::core::relate::GreyError>(())
/// ```
pub fn rank_stability(
    relation: &GreyRelation,
    values: &[f64],
) -> Result<Vec<RankStability>, GreyError> {
    let weights = relation.options.weights.as_deref();
    values
        .iter()
        .map(|&value| {
            check_coefficient(value)?;
            let rows = coefficients(
                &relation.differences,
                &relation.least_difference,
                &relation.greatest_difference,
                value,
            );
            let degrees: Vec<f64> = rows.iter().map(|row| degree(row, weights)).collect();
            Ok(RankStability {
                distinguishing_coefficient: value,
                ranks: ranks(&degrees),
                degrees,
            })
        })
        .collect()
}

/// One row of the table of normalisations.
#[derive(Debug, Clone, PartialEq)]
pub struct NormalisationDegrees {
    /// The normalisation.
    pub normalisation: Normalisation,
    /// The whole relation under it, or why there is none.
    pub relation: Result<GreyRelation, GreyError>,
}

/// The same relation under every normalisation, in the order of [`Normalisation::ALL`], the other choices unchanged. A
/// normalisation that cannot take the series keeps its reason and does not stop the others.
///
/// # Errors
/// None as a whole: each row carries its own.
///
/// # Examples
/// The first value of the second series is 0:
/// ```
/// use tanheng::core::relate::{compare_normalisations, GreyError, GreyOptions};
/// let rows = compare_normalisations(&[1.0, 2.0, 4.0], &[vec![0.0, 1.0, 3.0]], &GreyOptions::default());
/// assert_eq!(rows[0].relation, Err(GreyError::ZeroFirst { series: 1 }));
/// assert!(rows[1..].iter().all(|row| row.relation.is_ok()));
/// ```
#[must_use]
pub fn compare_normalisations(
    reference: &[f64],
    comparisons: &[Vec<f64>],
    options: &GreyOptions,
) -> Vec<NormalisationDegrees> {
    Normalisation::ALL
        .into_iter()
        .map(|normalisation| NormalisationDegrees {
            normalisation,
            relation: grey_relation(
                reference,
                comparisons,
                &GreyOptions {
                    normalisation,
                    ..options.clone()
                },
            ),
        })
        .collect()
}
