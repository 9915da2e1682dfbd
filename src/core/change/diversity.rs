//! Diversity of a land structure.

use serde::{Deserialize, Serialize};

use super::ChangeError;
use super::error::check_areas;

/// Diversity of a set of areas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Diversity {
    /// Share of each class.
    pub shares: Vec<f64>,
    /// Gibbs–Martin index `G`.
    pub gibbs_martin: f64,
    /// Its greatest value for this many classes, `1 − 1/n`.
    pub gibbs_martin_max: f64,
    /// Shannon entropy in nats.
    pub shannon: f64,
    /// Shannon entropy over `ln n`; none for a single class.
    pub evenness: Option<f64>,
}

/// Gibbs–Martin diversity index (吉布斯—马丁多样化指数), Shannon entropy and evenness of a land structure.
///
/// # Formula
/// ```text
/// G = 1 − Σ x_i² / (Σ x_i)²        0 ≤ G ≤ 1 − 1/n
/// H = − Σ p_i ln p_i               0 · ln 0 = 0
/// evenness = H / ln n              n counts every class given, also those of area 0
/// ```
///
/// # Units
/// Areas in any one unit; the results have none.
///
/// # Errors
/// [`ChangeError::Empty`], [`ChangeError::NotFinite`], [`ChangeError::Negative`], [`ChangeError::ZeroTotal`],
/// [`ChangeError::Overflow`].
///
/// # Source
/// Gibbs and Martin 1962, American Sociological Review 27(5), 667–677; Guizhou paper, equation 1.
///
/// # Examples
/// ```
/// let even = tanheng::core::change::diversity(&[5.0, 5.0, 5.0, 5.0])?;
/// assert_eq!(even.gibbs_martin, 0.75);
/// assert_eq!(even.evenness, Some(1.0));
/// # Ok::<(), tanheng::core::change::ChangeError>(())
/// ```
pub fn diversity(areas: &[f64]) -> Result<Diversity, ChangeError> {
    let total = check_areas(areas)?;
    if total == 0.0 {
        return Err(ChangeError::ZeroTotal);
    }
    // Shares first: squares of areas would overflow long before the index means nothing.
    let shares: Vec<f64> = areas.iter().map(|x| x / total).collect();
    let squares: f64 = shares.iter().map(|p| p * p).sum();
    let shannon: f64 = shares
        .iter()
        .filter(|p| **p > 0.0)
        .map(|p| -p * libm::log(*p))
        .sum();
    let n = areas.len() as f64;
    Ok(Diversity {
        gibbs_martin: (1.0 - squares).max(0.0),
        gibbs_martin_max: 1.0 - 1.0 / n,
        shannon: shannon.max(0.0),
        evenness: (areas.len() > 1).then(|| (shannon / libm::log(n)).clamp(0.0, 1.0)),
        shares,
    })
}
