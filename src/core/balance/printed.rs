//! Whether printed figures are computed ones times a constant.

use serde::{Deserialize, Serialize};

/// A factor that lies between computed and printed figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConstantFactor {
    /// Printed / computed, the middle of what the rounding allows.
    pub factor: f64,
    /// Units whose printed figure is the computed one times the factor.
    pub units: Vec<usize>,
    /// Units whose printed figure is the computed one.
    pub equal: Vec<usize>,
}

/// Fewest figures that make a factor more than chance.
const LEAST: usize = 3;

/// The one factor, other than 1, by which more than half of the printed figures (and at least three) differ from the computed ones,
/// each within the rounding of `decimals`. None where there is no such factor.
///
/// # Examples
/// ```
/// use tanheng::core::balance::constant_factor;
/// let found = constant_factor(&[1.0, 2.0, 3.0, 4.0], &[0.80, 1.60, 2.40, 4.00], 2).expect("four fifths");
/// assert!((found.factor - 0.8).abs() < 1e-3);
/// assert_eq!((found.units, found.equal), (vec![0, 1, 2], vec![3]));
/// assert!(constant_factor(&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0], 2).is_none());
/// ```
#[must_use]
pub fn constant_factor(
    computed: &[f64],
    printed: &[f64],
    decimals: usize,
) -> Option<ConstantFactor> {
    let half = 0.5 / libm::pow(10.0, decimals.min(15) as f64);
    // What computed figures come with: printed inputs have rounding of their own.
    let slack = 1e-9;
    let ranges: Vec<(f64, f64)> = computed
        .iter()
        .zip(printed)
        .map(|(c, p)| ((p - half) / c - slack, (p + half) / c + slack))
        .collect();
    let holds = |factor: f64, (low, high): (f64, f64)| low <= factor && factor <= high;
    let those = |factor: f64| -> Vec<usize> {
        let all = ranges.iter().enumerate();
        all.filter(|(_, range)| holds(factor, **range))
            .map(|(i, _)| i)
            .collect()
    };
    // The most ranges meet at the lower end of one of them.
    let mut best: Vec<usize> = Vec::new();
    for (low, _) in ranges.iter().filter(|range| !holds(1.0, **range)) {
        let units = those(*low);
        if units.len() > best.len() {
            best = units;
        }
    }
    if best.len() < LEAST || 2 * best.len() <= ranges.len() {
        return None;
    }
    let meet = |pick: fn(f64, f64) -> f64, of: fn(&(f64, f64)) -> f64| {
        best.iter().map(|i| of(&ranges[*i])).reduce(pick)
    };
    let factor = f64::midpoint(meet(f64::max, |r| r.0)?, meet(f64::min, |r| r.1)?);
    factor.is_finite().then(|| ConstantFactor {
        factor,
        units: best.clone(),
        equal: those(1.0),
    })
}
