//! The class-ratio test: may the series be modelled by GM(1,1) at all?

use serde::{Deserialize, Serialize};

use super::error::ForecastError;
use super::series;

/// The class-ratio test (级比检验) of a series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClassRatioTest {
    /// λ(k) = x0(k−1)/x0(k) from the second point on; `None` where one of the two is not positive.
    pub ratios: Vec<Option<f64>>,
    /// Lower bound, excluded.
    pub lower: f64,
    /// Upper bound, excluded.
    pub upper: f64,
    /// Positions of the points (from 0, so never 0) whose ratio is outside the bounds or undefined.
    pub outside: Vec<usize>,
    /// Whether every ratio is defined and inside.
    pub passes: bool,
    /// Least shift: 0 when the series passes; otherwise the series passes with anything more than this added to every
    /// value. `None` when the shift itself is too large to be written.
    pub least_shift: Option<f64>,
}

/// Tests whether neighbouring values are close enough for GM(1,1).
///
/// # Formula
///
/// ```text
/// λ(k) = x0(k−1) / x0(k),   e^(−2/(n+1)) < λ(k) < e^(2/(n+1)),   k = 2 … n
/// with l, u the bounds, a shift c passes when for every pair
///     c > (l x0(k) − x0(k−1)) / (1 − l)   and   c > (x0(k−1) − u x0(k)) / (u − 1)
/// ```
///
/// # Units
///
/// Ratios are plain numbers, the shift has the unit of the series.
///
/// # Errors
///
/// [`ForecastError::TooFewPoints`], [`ForecastError::NotFinite`].
///
/// # Source
///
/// Deng 1989. Bounds and shift as in Si Shoukui, Mathematical modelling algorithms and applications, chapter 15.
///
/// # Examples
///
/// ```
/// let test = tanheng::core::forecast::class_ratio_test(&[71.1, 72.4, 72.4, 72.1, 71.4, 72.0, 71.6])?;
/// assert_eq!(format!("{:.4} {:.4}", test.lower, test.upper), "0.7788 1.2840");
/// assert!(test.passes);
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
pub fn class_ratio_test(observed: &[f64]) -> Result<ClassRatioTest, ForecastError> {
    series::check(observed, 2)?;
    let width = 2.0 / (observed.len() + 1) as f64;
    let (lower, upper) = (libm::exp(-width), libm::exp(width));
    let ratios: Vec<Option<f64>> = observed
        .windows(2)
        .map(|pair| {
            let ratio = pair[0] / pair[1];
            (pair[0] > 0.0 && pair[1] > 0.0 && ratio.is_finite()).then_some(ratio)
        })
        .collect();
    let inside = |ratio: &Option<f64>| ratio.is_some_and(|ratio| lower < ratio && ratio < upper);
    let outside: Vec<usize> = ratios
        .iter()
        .enumerate()
        .filter(|(_, ratio)| !inside(ratio))
        .map(|(index, _)| index + 1)
        .collect();
    let passes = outside.is_empty();
    // expm1 keeps the digits of 1 − l and u − 1, which are small for a long series.
    let (below, above) = (-libm::expm1(-width), libm::expm1(width));
    let shift = observed.windows(2).fold(0.0_f64, |shift, pair| {
        shift
            .max((lower * pair[1] - pair[0]) / below)
            .max((pair[0] - upper * pair[1]) / above)
    });
    let least_shift = if passes {
        Some(0.0)
    } else {
        Some(shift).filter(|shift| shift.is_finite())
    };
    Ok(ClassRatioTest {
        ratios,
        lower,
        upper,
        outside,
        passes,
        least_shift,
    })
}

/// How far a fitted development coefficient departs from each class ratio (级比偏差).
///
/// # Formula
///
/// ```text
/// ρ(k) = |1 − λ(k) (1 − a/2) / (1 + a/2)|
/// ```
/// Below 0.2 is taken as acceptable, below 0.1 as good.
///
/// # Shape
///
/// One value per ratio; `None` where the ratio is undefined or a = −2.
///
/// # Source
///
/// Si Shoukui, as in [`class_ratio_test`].
///
/// # Examples
///
/// ```
/// // a = 0 leaves |1 − λ|.
/// let deviations = tanheng::core::forecast::class_ratio_deviations(&[Some(0.75), None], 0.0);
/// assert_eq!(deviations, [Some(0.25), None]);
/// ```
pub fn class_ratio_deviations(
    ratios: &[Option<f64>],
    development_coefficient: f64,
) -> Vec<Option<f64>> {
    let factor = (1.0 - 0.5 * development_coefficient) / (1.0 + 0.5 * development_coefficient);
    ratios
        .iter()
        .map(|ratio| {
            ratio
                .map(|ratio| (1.0 - factor * ratio).abs())
                .filter(|deviation| deviation.is_finite())
        })
        .collect()
}
