//! Liu's absolute, relative and synthetic degrees of grey incidence.

use serde::{Deserialize, Serialize};

use super::GreyError;

/// The three degrees of one series to the reference.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LiuDegrees {
    /// `s_0` of the reference, zero-start image.
    pub reference_area: f64,
    /// `s_i` of the series.
    pub series_area: f64,
    /// Absolute degree ε.
    pub absolute: f64,
    /// Relative degree: ε of the initial-value images; none where a series starts at 0.
    pub relative: Option<f64>,
    /// Synthetic degree `θ ε + (1 − θ) r`.
    pub synthetic: Option<f64>,
}

/// Absolute, relative and synthetic degree of grey incidence (绝对、相对、综合关联度).
///
/// # Formula
/// ```text
/// x⁰(k) = x(k) − x(1)
/// s     = Σ_{k=2}^{n−1} x⁰(k) + ½ x⁰(n)
/// ε     = (1 + |s_0| + |s_i|) / (1 + |s_0| + |s_i| + |s_i − s_0|)
/// relative: ε of x / x(1);   synthetic: θ · absolute + (1 − θ) · relative
/// ```
///
/// # Shape
/// Series of equal length and equal steps, at least 2 points.
///
/// # Errors
/// [`GreyError`]; θ outside [0, 1] is [`GreyError::Weights`].
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
        return Err(GreyError::Weights);
    }
    if reference.len() < 2 {
        return Err(GreyError::TooFewPoints {
            count: reference.len(),
        });
    }
    if reference.len() != series.len() {
        return Err(GreyError::LengthMismatch {
            series: 1,
            found: series.len(),
            expected: reference.len(),
        });
    }
    for (values, which) in [reference, series].into_iter().zip(0..) {
        if let Some(index) = values.iter().position(|v| !v.is_finite()) {
            return Err(GreyError::NotFinite {
                series: which,
                index,
            });
        }
    }
    let (s0, si) = (area(reference, 1.0), area(series, 1.0));
    let absolute = incidence(s0, si).ok_or(GreyError::Overflow { series: 1 })?;
    let relative = if reference[0] == 0.0 || series[0] == 0.0 {
        None
    } else {
        incidence(area(reference, reference[0]), area(series, series[0]))
    };
    let synthetic = relative.map(|r| theta * absolute + (1.0 - theta) * r);
    Ok(LiuDegrees {
        reference_area: s0,
        series_area: si,
        absolute,
        relative,
        synthetic,
    })
}

/// `s` of the zero-start image of `values / scale`.
fn area(values: &[f64], scale: f64) -> f64 {
    let first = values[0] / scale;
    let last = values.len() - 1;
    values
        .iter()
        .enumerate()
        .skip(1)
        .map(|(k, v)| (v / scale - first) * if k == last { 0.5 } else { 1.0 })
        .sum()
}

fn incidence(s0: f64, si: f64) -> Option<f64> {
    let base = 1.0 + s0.abs() + si.abs();
    let degree = base / (base + (si - s0).abs());
    degree.is_finite().then_some(degree)
}
