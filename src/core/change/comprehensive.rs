//! Comprehensive land-use dynamic degree.

use serde::{Deserialize, Serialize};

use super::error::check_intervals;
use super::{ChangeError, Transition};

/// The rate at which a whole region changes, with its parts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ComprehensiveDynamicDegree {
    /// `Σ |ΔU_{i→other}|`, the area that left its class.
    pub converted: f64,
    /// `Σ U_i`, the whole area at the start.
    pub total: f64,
    /// Number of intervals, `T`.
    pub intervals: f64,
    /// The degree `LC` in % a year.
    pub percent_per_year: f64,
}

/// Comprehensive land-use dynamic degree (综合土地利用动态度) from a transition matrix.
///
/// # Formula
/// ```text
/// LC = Σ |ΔU_{i→other}| / (2 Σ U_i) · 1/T · 100 %
/// ```
/// The 2 is the convention of the field; some papers leave it out and get twice the value.
///
/// # Units
/// Areas in one unit; the result in % a year.
///
/// # Errors
/// [`ChangeError::NoInterval`].
///
/// # Source
/// Wang Xiulan and Bao Yuhai 1999, Progress in Geography 18(1), 81–87.
///
/// # Examples
/// 3 of 20 hm² changed in 5 years:
/// ```
/// use tanheng::core::change::{comprehensive_dynamic_degree, transition};
/// let t = transition(&[vec![8.0, 2.0], vec![1.0, 9.0]])?;
/// assert_eq!(comprehensive_dynamic_degree(&t, 5.0)?.percent_per_year, 1.5);
/// # Ok::<(), tanheng::core::change::ChangeError>(())
/// ```
pub fn comprehensive_dynamic_degree(
    transition: &Transition,
    intervals: f64,
) -> Result<ComprehensiveDynamicDegree, ChangeError> {
    check_intervals(intervals)?;
    let percent_per_year = transition.changed / (2.0 * transition.total) / intervals * 100.0;
    if !percent_per_year.is_finite() {
        return Err(ChangeError::Overflow);
    }
    Ok(ComprehensiveDynamicDegree {
        converted: transition.changed,
        total: transition.total,
        intervals,
        percent_per_year,
    })
}
