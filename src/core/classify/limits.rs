//! Limits that follow from order, range or spread alone.

use super::classification::{check_count, classified, sorted};
use super::{ClassMethod, Classification, ClassifyError};

/// Classes with as many values each as can be (分位数): the limits are the quantiles `i/k`, interpolated linearly.
///
/// # Formula
/// ```text
/// q(p) = x(⌊h⌋) + (h − ⌊h⌋)·(x(⌊h⌋+1) − x(⌊h⌋)),  h = (n − 1)·p          type 7 of Hyndman & Fan
/// ```
/// Where many values are equal, two limits may coincide and the class between them is empty.
///
/// # Errors
/// [`ClassifyError`].
///
/// # Source
/// Hyndman & Fan 1996, The American Statistician 50(4), 361–365.
///
/// # Examples
/// ```
/// use tanheng::core::classify::quantiles;
/// assert_eq!(quantiles(&[4.0, 1.0, 3.0, 2.0, 5.0], 2)?.breaks, [3.0, 5.0]);
/// # Ok::<(), tanheng::core::classify::ClassifyError>(())
/// ```
pub fn quantiles(values: &[f64], classes: usize) -> Result<Classification, ClassifyError> {
    check_count(classes)?;
    let sorted = sorted(values)?;
    let quantile = |i: usize| {
        let position = (sorted.len() - 1) as f64 * i as f64 / classes as f64;
        let below = libm::floor(position);
        let share = position - below;
        let low = sorted[below as usize];
        let high = sorted[(below as usize + 1).min(sorted.len() - 1)];
        // Weights instead of a difference, which may overflow.
        if share == 0.0 || low == high {
            low
        } else {
            low * (1.0 - share) + high * share
        }
    };
    let limits: Vec<f64> = (1..classes).map(quantile).collect();
    Ok(classified(ClassMethod::Quantile, values, &sorted, &limits))
}

/// Classes of the same width between the least and the greatest value (等间距).
///
/// # Errors
/// [`ClassifyError`].
///
/// # Examples
/// ```
/// use tanheng::core::classify::equal_intervals;
/// assert_eq!(equal_intervals(&[0.0, 1.0, 9.0], 3)?.sizes, [2, 0, 1]);
/// # Ok::<(), tanheng::core::classify::ClassifyError>(())
/// ```
pub fn equal_intervals(values: &[f64], classes: usize) -> Result<Classification, ClassifyError> {
    check_count(classes)?;
    let sorted = sorted(values)?;
    let (least, most) = (sorted[0], sorted[sorted.len() - 1]);
    let limits: Vec<f64> = (1..classes)
        .map(|i| {
            let share = i as f64 / classes as f64;
            least * (1.0 - share) + most * share
        })
        .collect();
    let method = ClassMethod::EqualInterval;
    Ok(classified(method, values, &sorted, &limits))
}

/// Classes one standard deviation wide with the mean in the middle (标准差): for five classes the limits are at −1.5, −0.5, 0.5
/// and 1.5 standard deviations, for four at −1, 0 and 1. The standard deviation is that of a sample, over n − 1.
///
/// # Errors
/// [`ClassifyError`].
///
/// # Examples
/// ```
/// use tanheng::core::classify::standard_deviations;
/// // mean 2, standard deviation 1
/// assert_eq!(standard_deviations(&[1.0, 2.0, 3.0], 3)?.breaks, [1.5, 2.5, 3.0]);
/// # Ok::<(), tanheng::core::classify::ClassifyError>(())
/// ```
pub fn standard_deviations(
    values: &[f64],
    classes: usize,
) -> Result<Classification, ClassifyError> {
    check_count(classes)?;
    let sorted = sorted(values)?;
    let count = sorted.len() as f64;
    // In parts of a power of two, which loses no digit, so that no square overflows.
    let (_, exponent) = libm::frexp(sorted[0].abs().max(sorted[sorted.len() - 1].abs()));
    let small = |value: &f64| libm::ldexp(*value, -exponent);
    let mean = sorted.iter().map(small).sum::<f64>() / count;
    let squares: f64 = sorted
        .iter()
        .map(|v| (small(v) - mean) * (small(v) - mean))
        .sum();
    let deviation = (squares / (count - 1.0)).sqrt();
    let limits: Vec<f64> = (1..classes)
        .map(|i| {
            let limit = mean + (i as f64 - classes as f64 / 2.0) * deviation;
            libm::ldexp(limit, exponent).clamp(-f64::MAX, f64::MAX)
        })
        .collect();
    let method = ClassMethod::StandardDeviation;
    Ok(classified(method, values, &sorted, &limits))
}
