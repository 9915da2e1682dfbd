//! Single land-use dynamic degree.

use serde::{Deserialize, Serialize};

use super::ChangeError;
use super::error::{check_area, check_intervals};

/// How near a degree comes to a printed one of two decimals, % a year: areas derived from carbon printed to two decimals move
/// a degree by up to this.
pub const PRINTED_WITHIN: f64 = 0.02;

/// The rate at which one class changes, with its parts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DynamicDegree {
    /// Area at the start, `U_a`.
    pub start: f64,
    /// Area at the end, `U_b`.
    pub end: f64,
    /// Number of intervals, `T`.
    pub intervals: f64,
    /// `U_b − U_a`.
    pub difference: f64,
    /// `(U_b − U_a) / U_a`.
    pub ratio: f64,
    /// The dynamic degree `K` in % a year.
    pub percent_per_year: f64,
}

/// Single land-use dynamic degree (单一土地利用动态度).
///
/// # Formula
/// ```text
/// K = (U_b − U_a) / U_a · 1/T · 100 %
/// ```
/// `T` is the number of intervals: 2005 to 2012 is 7.
///
/// # Units
/// Areas in one unit; the result in % a year.
///
/// # Errors
/// [`ChangeError::ZeroStart`], [`ChangeError::NoInterval`], [`ChangeError::Negative`], [`ChangeError::NotFinite`],
/// [`ChangeError::Overflow`].
///
/// # Source
/// Guizhou paper, equation 2.
///
/// # Examples
/// Garden land of Guizhou, 12.019 → 16.615 × 10⁴ hm², 2005 to 2012:
/// ```
/// let k = tanheng::core::change::dynamic_degree(12.019, 16.615, 7.0)?;
/// assert_eq!(format!("{:.2}", k.percent_per_year), "5.46");
/// # Ok::<(), tanheng::core::change::ChangeError>(())
/// ```
pub fn dynamic_degree(start: f64, end: f64, intervals: f64) -> Result<DynamicDegree, ChangeError> {
    check_area(0, start)?;
    check_area(1, end)?;
    check_intervals(intervals)?;
    if start == 0.0 {
        return Err(ChangeError::ZeroStart);
    }
    let difference = end - start;
    let ratio = difference / start;
    let percent_per_year = ratio / intervals * 100.0;
    if !percent_per_year.is_finite() {
        return Err(ChangeError::Overflow);
    }
    Ok(DynamicDegree {
        start,
        end,
        intervals,
        difference,
        ratio,
        percent_per_year,
    })
}
