//! Classes of the ratio into zones, and how near a unit is to another class.

use serde::{Deserialize, Serialize};

/// The limit between classes nearest to a value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Nearest {
    /// The limit.
    pub limit: f64,
    /// `value / limit − 1`: how far the value is beyond the limit, as a part of it.
    pub relative: f64,
}

/// The limit whose relative distance to the value is least; none without a limit other than 0.
///
/// ```
/// use tanheng::core::supply::nearest_limit;
/// let nearest = nearest_limit(&[0.02, 0.1], 0.095).expect("two limits");
/// assert_eq!(nearest.limit, 0.1);
/// assert!((nearest.relative + 0.05).abs() < 1e-12);
/// ```
#[must_use]
pub fn nearest_limit(limits: &[f64], value: f64) -> Option<Nearest> {
    limits
        .iter()
        .map(|limit| Nearest {
            limit: *limit,
            relative: value / limit - 1.0,
        })
        .filter(|n| n.relative.is_finite())
        .min_by(|a, b| a.relative.abs().total_cmp(&b.relative.abs()))
}

/// The zone of each class, from a table with one zone a class, lowest ratio first; none where the table has another length.
#[must_use]
pub fn merged<'a>(classes: &[usize], count: usize, table: &'a [String]) -> Option<Vec<&'a str>> {
    if table.len() != count {
        return None;
    }
    classes
        .iter()
        .map(|class| table.get(*class).map(String::as_str))
        .collect()
}
