//! Comprehensive land-use dynamic degree.

use serde::{Deserialize, Serialize};

use super::error::check_intervals;
use super::{ChangeError, Transition};

/// Whether the converted area is halved: two readings of one formula, a factor of 2 apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConversionReading {
    /// Divided by `2 Σ U_i`.
    #[default]
    Halved,
    /// Divided by `Σ U_i`: the share of the region that changes its class in a year.
    Whole,
}

/// The rate at which a whole region changes, with its parts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ComprehensiveDynamicDegree {
    /// `Σ |ΔU_{i→other}|`, the area that left its class.
    pub converted: f64,
    /// `Σ U_i`, the whole area at the start.
    pub total: f64,
    /// Number of intervals, `T`.
    pub intervals: f64,
    /// Reading of the formula.
    #[serde(default)]
    pub reading: ConversionReading,
    /// The degree `LC` in % a year.
    pub percent_per_year: f64,
}

/// Comprehensive land-use dynamic degree (综合土地利用动态度) from a transition matrix, the converted area halved.
///
/// # Formula
/// ```text
/// LC = Σ |ΔU_{i→other}| / (2 Σ U_i) · 1/T · 100 %
/// ```
/// `ΔU_{i→other}` is the area converted out of class `i`, gross: what comes back does not offset it. The other reading
/// is [`comprehensive_dynamic_degree_as`] with [`ConversionReading::Whole`].
///
/// # Units
/// Areas in one unit; the result in % a year.
///
/// # Errors
/// [`ChangeError::NoInterval`], [`ChangeError::Overflow`].
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
    comprehensive_dynamic_degree_as(transition, intervals, ConversionReading::default())
}

/// [`comprehensive_dynamic_degree`] in the reading asked for.
///
/// # Formula
/// ```text
/// halved: LC = Σ |ΔU_{i→other}| / (2 Σ U_i) · 1/T · 100 %
/// whole:  LC = Σ |ΔU_{i→other}| /    Σ U_i  · 1/T · 100 %
/// ```
///
/// # Units
/// Areas in one unit; the result in % a year.
///
/// # Errors
/// [`ChangeError::NoInterval`], [`ChangeError::Overflow`].
///
/// # Source
/// As [`comprehensive_dynamic_degree`].
///
/// # Examples
/// ```
/// use tanheng::core::change::{comprehensive_dynamic_degree_as, transition, ConversionReading};
/// let t = transition(&[vec![8.0, 2.0], vec![1.0, 9.0]])?;
/// assert_eq!(comprehensive_dynamic_degree_as(&t, 5.0, ConversionReading::Whole)?.percent_per_year, 3.0);
/// # Ok::<(), tanheng::core::change::ChangeError>(())
/// ```
pub fn comprehensive_dynamic_degree_as(
    transition: &Transition,
    intervals: f64,
    reading: ConversionReading,
) -> Result<ComprehensiveDynamicDegree, ChangeError> {
    check_intervals(intervals)?;
    // The share first: twice a total near the largest number would be infinite and the degree 0.
    let share = transition.changed / transition.total;
    let counted = match reading {
        ConversionReading::Halved => share / 2.0,
        ConversionReading::Whole => share,
    };
    let percent_per_year = counted / intervals * 100.0;
    if !percent_per_year.is_finite() {
        return Err(ChangeError::Overflow);
    }
    Ok(ComprehensiveDynamicDegree {
        converted: transition.changed,
        total: transition.total,
        intervals,
        reading,
        percent_per_year,
    })
}
