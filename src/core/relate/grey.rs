//! Grey relational degree (灰色关联度).

use serde::{Deserialize, Serialize};

use super::GreyError;

/// How series of different size are made comparable.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Normalisation {
    /// Divided by the first value (初值化).
    #[default]
    Initial,
    /// Divided by the mean (均值化).
    Mean,
    /// `(x − min) / (max − min)`, for which more is better (极差化).
    MinMaxBenefit,
    /// `(max − x) / (max − min)`, for which less is better.
    MinMaxCost,
    /// `(x − mean) / s` with the population standard deviation, divisor n.
    ZScore,
    /// As it is.
    None,
}

impl Normalisation {
    /// All of them, in the order of tables.
    pub const ALL: [Self; 6] = [
        Self::Initial,
        Self::Mean,
        Self::MinMaxBenefit,
        Self::MinMaxCost,
        Self::ZScore,
        Self::None,
    ];
}

/// Name of a normalisation in a job file and in the word table.
#[must_use]
pub const fn normalisation_id(how: Normalisation) -> &'static str {
    match how {
        Normalisation::Initial => "initial",
        Normalisation::Mean => "mean",
        Normalisation::MinMaxBenefit => "min_max_benefit",
        Normalisation::MinMaxCost => "min_max_cost",
        Normalisation::ZScore => "z_score",
        Normalisation::None => "none",
    }
}

/// Over what the two-level extremes are taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extremes {
    /// All comparison series together: Deng's original.
    #[default]
    AllSeries,
    /// Each comparison series by itself.
    PerSeries,
}

/// Choices of a grey relation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GreyOptions {
    /// Normalisation of every series.
    pub normalisation: Normalisation,
    /// Range of the extremes.
    pub extremes: Extremes,
    /// Distinguishing coefficient ρ (分辨系数), in (0, 1].
    pub distinguishing_coefficient: f64,
    /// Weight of each point; none weighs all alike.
    pub weights: Option<Vec<f64>>,
}

impl Default for GreyOptions {
    fn default() -> Self {
        Self {
            normalisation: Normalisation::Initial,
            extremes: Extremes::AllSeries,
            distinguishing_coefficient: 0.5,
            weights: None,
        }
    }
}

/// A grey relation with its working.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GreyRelation {
    /// Choices used.
    pub options: GreyOptions,
    /// Reference after normalisation.
    pub reference: Vec<f64>,
    /// Comparison series after normalisation.
    pub comparisons: Vec<Vec<f64>>,
    /// `Δ_i(k)`.
    pub differences: Vec<Vec<f64>>,
    /// Least difference of each series' range.
    pub least_difference: Vec<f64>,
    /// Greatest difference of each series' range.
    pub greatest_difference: Vec<f64>,
    /// Series and point of the greatest difference of all.
    pub greatest_at: (usize, usize),
    /// Relational coefficients `ξ_i(k)`.
    pub coefficients: Vec<Vec<f64>>,
    /// Relational degree of each series.
    pub degrees: Vec<f64>,
    /// Rank of each degree, 1 the strongest; equal degrees share a rank.
    pub ranks: Vec<usize>,
}

/// Grey relational degree of comparison series to a reference series.
///
/// # Formula
/// ```text
/// Δ_i(k) = |x_0(k) − x_i(k)|                                       after normalisation
/// ξ_i(k) = (min_i min_k Δ + ρ max_i max_k Δ) / (Δ_i(k) + ρ max_i max_k Δ)
/// r_i    = mean_k ξ_i(k)                                           or weighted
/// ```
/// Where every difference is 0 the degree is 1.
///
/// # Shape
/// `comparisons[i][k]`, each as long as the reference. Results keep that order.
///
/// # Errors
/// [`GreyError`], naming the series (0 is the reference, 1 the first comparison) and value.
///
/// # Source
/// Deng 1982, Systems & Control Letters 1(5), 288–294; Guizhou paper, equations 7 to 10.
///
/// # Examples
/// A proportional series is as close as can be after dividing by the mean:
/// ```
/// use tanheng::core::relate::{grey_relation, GreyOptions, Normalisation};
/// let options = GreyOptions { normalisation: Normalisation::Mean, ..GreyOptions::default() };
/// let relation = grey_relation(&[1.0, 2.0, 4.0], &[vec![3.0, 6.0, 12.0], vec![4.0, 2.0, 1.0]], &options)?;
/// assert_eq!(relation.degrees[0], 1.0);
/// assert_eq!(relation.ranks, [1, 2]);
/// # Ok::<(), tanheng::core::relate::GreyError>(())
/// ```
pub fn grey_relation(
    reference: &[f64],
    comparisons: &[Vec<f64>],
    options: &GreyOptions,
) -> Result<GreyRelation, GreyError> {
    check(reference, comparisons, options)?;
    let reference = normalised(0, reference, options.normalisation)?;
    let comparisons = comparisons
        .iter()
        .zip(1..)
        .map(|(c, i)| normalised(i, c, options.normalisation))
        .collect::<Result<Vec<_>, _>>()?;
    let mut differences = Vec::with_capacity(comparisons.len());
    for (series, comparison) in comparisons.iter().zip(1..) {
        let row = difference(&reference, series);
        if row.iter().any(|d| !d.is_finite()) {
            return Err(GreyError::Overflow { series: comparison });
        }
        differences.push(row);
    }
    let greatest_at = greatest(&differences);
    let (least_difference, greatest_difference) = extremes(&differences, options.extremes);
    let rho = options.distinguishing_coefficient;
    let coefficients = coefficients(&differences, &least_difference, &greatest_difference, rho);
    let degrees: Vec<f64> = coefficients
        .iter()
        .map(|row| degree(row, options.weights.as_deref()))
        .collect();
    let ranks = ranks(&degrees);
    Ok(GreyRelation {
        options: options.clone(),
        reference,
        comparisons,
        differences,
        least_difference,
        greatest_difference,
        greatest_at,
        coefficients,
        degrees,
        ranks,
    })
}

/// `|x_0(k) − x_i(k)|`. What is left of a division by the first value or the mean is no difference: two proportional
/// series would otherwise differ by rounding dust, and dust over dust is any degree at all.
fn difference(reference: &[f64], series: &[f64]) -> Vec<f64> {
    const DUST: f64 = 1e-13;
    let size = reference
        .iter()
        .chain(series)
        .fold(0.0_f64, |a, v| a.max(v.abs()));
    let pairs = reference.iter().zip(series);
    pairs
        .map(|(a, b)| (a - b).abs())
        .map(|d| if d <= DUST * size { 0.0 } else { d })
        .collect()
}

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
/// # Errors
/// [`GreyError::DistinguishingCoefficient`] for a value outside (0, 1].
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
    values
        .iter()
        .map(|&rho| {
            check_rho(rho)?;
            let (least, greatest) = (&relation.least_difference, &relation.greatest_difference);
            let weights = relation.options.weights.as_deref();
            let rows = coefficients(&relation.differences, least, greatest, rho);
            let degrees: Vec<f64> = rows.iter().map(|row| degree(row, weights)).collect();
            let ranks = ranks(&degrees);
            Ok(RankStability {
                distinguishing_coefficient: rho,
                degrees,
                ranks,
            })
        })
        .collect()
}

fn check_rho(value: f64) -> Result<(), GreyError> {
    if value > 0.0 && value <= 1.0 {
        Ok(())
    } else {
        Err(GreyError::DistinguishingCoefficient { value })
    }
}

fn check(
    reference: &[f64],
    comparisons: &[Vec<f64>],
    options: &GreyOptions,
) -> Result<(), GreyError> {
    check_rho(options.distinguishing_coefficient)?;
    if comparisons.is_empty() {
        return Err(GreyError::NoComparison);
    }
    let expected = reference.len();
    if expected < 2 {
        return Err(GreyError::TooFewPoints { count: expected });
    }
    for (values, series) in std::iter::once(reference)
        .chain(comparisons.iter().map(Vec::as_slice))
        .zip(0..)
    {
        if values.len() != expected {
            return Err(GreyError::LengthMismatch {
                series,
                found: values.len(),
                expected,
            });
        }
        if let Some(index) = values.iter().position(|v| !v.is_finite()) {
            return Err(GreyError::NotFinite { series, index });
        }
    }
    match &options.weights {
        Some(w) if w.len() != expected || w.iter().any(|w| !w.is_finite() || *w < 0.0) => {
            Err(GreyError::Weights)
        }
        Some(w) if !(w.iter().sum::<f64>() > 0.0 && w.iter().sum::<f64>().is_finite()) => {
            Err(GreyError::Weights)
        }
        _ => Ok(()),
    }
}

fn normalised(series: usize, values: &[f64], how: Normalisation) -> Result<Vec<f64>, GreyError> {
    let n = values.len() as f64;
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mean = values.iter().map(|v| v / n).sum::<f64>();
    let (shift, scale) = match how {
        Normalisation::None => (0.0, 1.0),
        Normalisation::Initial if values[0] == 0.0 => return Err(GreyError::ZeroFirst { series }),
        Normalisation::Initial => (0.0, values[0]),
        Normalisation::Mean if mean == 0.0 => return Err(GreyError::ZeroMean { series }),
        Normalisation::Mean => (0.0, mean),
        _ if low == high => return Err(GreyError::Constant { series }),
        Normalisation::MinMaxBenefit => (low, high - low),
        Normalisation::MinMaxCost => (high, low - high),
        Normalisation::ZScore => (
            mean,
            libm::sqrt(
                values
                    .iter()
                    .map(|v| (v - mean) * (v - mean) / n)
                    .sum::<f64>(),
            ),
        ),
    };
    let out: Vec<f64> = values.iter().map(|v| (v - shift) / scale).collect();
    if out.iter().all(|v| v.is_finite()) {
        Ok(out)
    } else {
        Err(GreyError::Overflow { series })
    }
}

fn greatest(differences: &[Vec<f64>]) -> (usize, usize) {
    let mut at = (0, 0);
    for (i, row) in differences.iter().enumerate() {
        for (k, d) in row.iter().enumerate() {
            if *d > differences[at.0][at.1] {
                at = (i, k);
            }
        }
    }
    at
}

/// Least and greatest difference each series is measured against.
fn extremes(differences: &[Vec<f64>], range: Extremes) -> (Vec<f64>, Vec<f64>) {
    let of = |row: &[f64]| {
        row.iter().fold((f64::INFINITY, 0.0_f64), |(low, high), d| {
            (low.min(*d), high.max(*d))
        })
    };
    let own: Vec<(f64, f64)> = differences.iter().map(|row| of(row)).collect();
    let all = own
        .iter()
        .fold((f64::INFINITY, 0.0_f64), |(a, b), (low, high)| {
            (a.min(*low), b.max(*high))
        });
    own.into_iter()
        .map(|own| {
            if range == Extremes::AllSeries {
                all
            } else {
                own
            }
        })
        .unzip()
}

fn coefficients(
    differences: &[Vec<f64>],
    least: &[f64],
    greatest: &[f64],
    rho: f64,
) -> Vec<Vec<f64>> {
    differences
        .iter()
        .zip(least.iter().zip(greatest))
        .map(|(row, (low, high))| {
            row.iter()
                .map(|d| {
                    if *high == 0.0 {
                        1.0
                    } else {
                        (low + rho * high) / (d + rho * high)
                    }
                })
                .collect()
        })
        .collect()
}

fn degree(coefficients: &[f64], weights: Option<&[f64]>) -> f64 {
    match weights {
        Some(w) => {
            let total: f64 = w.iter().sum();
            coefficients.iter().zip(w).map(|(c, w)| c * w).sum::<f64>() / total
        }
        None => coefficients.iter().sum::<f64>() / coefficients.len() as f64,
    }
}

fn ranks(degrees: &[f64]) -> Vec<usize> {
    degrees
        .iter()
        .map(|d| 1 + degrees.iter().filter(|other| *other > d).count())
        .collect()
}
