//! Liu's absolute, relative and synthetic degrees of grey incidence.

use serde::{Deserialize, Serialize};

use super::GreyError;
use super::grey::check_series;

/// The three degrees of one series to the reference.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LiuDegrees {
    /// `s_0` of the reference, zero-start image.
    pub reference_area: f64,
    /// `s_i` of the series.
    pub series_area: f64,
    /// Absolute degree ε.
    pub absolute: f64,
    /// `s_0` of the reference divided by its first value; none where a series starts at 0.
    pub relative_reference_area: Option<f64>,
    /// `s_i` of the series divided by its first value; none where a series starts at 0.
    pub relative_series_area: Option<f64>,
    /// Relative degree: ε of the initial-value images; none where a series starts at 0.
    pub relative: Option<f64>,
    /// Weight θ of the absolute degree in the synthetic one.
    pub theta: f64,
    /// Synthetic degree `θ ε + (1 − θ) r`; none where there is no relative degree.
    pub synthetic: Option<f64>,
}

/// Absolute, relative and synthetic degree of grey incidence (绝对、相对、综合关联度).
///
/// # Formula
/// ```text
/// x⁰(k) = x(k) − x(1)                              zero-start image
/// s     = Σ_{k=2}^{n−1} x⁰(k) + ½ x⁰(n)
/// ε     = (1 + |s_0| + |s_i|) / (1 + |s_0| + |s_i| + |s_i − s_0|)
/// relative: ε of x / x(1);   synthetic: θ · absolute + (1 − θ) · relative
/// ```
/// The zero-start image takes the first value from every value. Taking each value's predecessor away instead, as some
/// worked examples do, gives other degrees.
///
/// # Shape
/// Series of equal length and equal steps, at least 2 points. The absolute degree depends on the unit.
///
/// # Errors
/// [`GreyError::Theta`] for θ outside [0, 1]; otherwise [`GreyError`] with the series, 0 the reference and 1 the other.
///
/// # Source
/// Liu and Lin 2006, Grey Information, Springer, chapter 3.
///
/// # Examples
/// A series against itself:
/// ```
/// let d = tanheng::core::relate::liu_degrees(&[1.0, 2.0, 4.0], &[1.0, 2.0, 4.0], 0.5)?;
/// assert_eq!((d.absolute, d.relative, d.synthetic), (1.0, Some(1.0), Some(1.0)));
/// # Ok::<(), tanheng::core::relate::GreyError>(())
/// ```
pub fn liu_degrees(reference: &[f64], series: &[f64], theta: f64) -> Result<LiuDegrees, GreyError> {
    if !(0.0..=1.0).contains(&theta) {
        return Err(GreyError::Theta { value: theta });
    }
    check_series(0, reference, reference.len())?;
    check_series(1, series, reference.len())?;
    let reference_area = area(0, reference, 1.0)?;
    let series_area = area(1, series, 1.0)?;
    let absolute = incidence(reference_area, series_area)?;
    let mut degrees = LiuDegrees {
        reference_area,
        series_area,
        absolute,
        relative_reference_area: None,
        relative_series_area: None,
        relative: None,
        theta,
        synthetic: None,
    };
    if reference[0] != 0.0 && series[0] != 0.0 {
        let of_reference = area(0, reference, reference[0])?;
        let of_series = area(1, series, series[0])?;
        let relative = incidence(of_reference, of_series)?;
        degrees.relative_reference_area = Some(of_reference);
        degrees.relative_series_area = Some(of_series);
        degrees.relative = Some(relative);
        degrees.synthetic = Some(theta * absolute + (1.0 - theta) * relative);
    }
    Ok(degrees)
}

/// `s` of the zero-start image of `values / scale`.
fn area(series: usize, values: &[f64], scale: f64) -> Result<f64, GreyError> {
    let first = values[0] / scale;
    let last = values.len() - 1;
    let sum: f64 = values
        .iter()
        .enumerate()
        .skip(1)
        .map(|(k, v)| (v / scale - first) * if k == last { 0.5 } else { 1.0 })
        .sum();
    if sum.is_finite() {
        Ok(sum)
    } else {
        Err(GreyError::Overflow { series })
    }
}

/// ε. The difference never exceeds the base, so nothing overflows once the base is finite.
fn incidence(s0: f64, si: f64) -> Result<f64, GreyError> {
    let base = 1.0 + s0.abs() + si.abs();
    if base.is_finite() {
        Ok(1.0 / (1.0 + (si - s0).abs() / base))
    } else {
        Err(GreyError::Overflow { series: 1 })
    }
}
