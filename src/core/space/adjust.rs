//! Many tests at once: which p-values are small enough.

use serde::{Deserialize, Serialize};

use super::SpaceError;
use super::options::Alternative;
use super::permutation::least_p;

/// How it is allowed for that there are many tests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// Not at all: every p is held against α. Of 100 units 5 pass at 0.05 by chance.
    #[default]
    None,
    /// The false discovery rate: the p of rank i of m is held against `i/m · α`, and all up to the last that passes do
    /// (Benjamini and Hochberg 1995, step-up). `esda.fdr` wants p below the limit, not at it; GeoDa stops at the first that fails.
    Fdr,
    /// Bonferroni: every p is held against `α / m`.
    Bonferroni,
    /// Šidák: every p is held against `1 − (1 − α)^(1/m)`.
    Sidak,
}

/// Which p-values pass, unit by unit; nothing for units without a p-value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Adjustment {
    /// Level of significance.
    pub alpha: f64,
    /// How the number of tests was allowed for.
    pub correction: Correction,
    /// `m`: p-values there are.
    pub tests: usize,
    /// What each p is held against.
    pub limits: Vec<Option<f64>>,
    /// p-values to be held against α in place of the others against their limits.
    pub adjusted: Vec<Option<f64>>,
    /// Whether each passes. With [`Correction::Fdr`] one above its own limit passes too when a larger p passes.
    pub significant: Vec<bool>,
    /// How many pass.
    pub count: usize,
    /// The greatest p that passes.
    pub cutoff: Option<f64>,
}

/// How far so many permutations reach.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reach {
    /// `m`: units tested.
    pub tests: usize,
    /// The least p that so many permutations can give.
    pub floor: f64,
    /// What a single unit has to reach when no other passes.
    pub limit: f64,
    /// Whether a single unit can pass.
    pub alone: bool,
    /// How many units at the floor would pass together. Only with [`Correction::Fdr`] several may reach what one cannot; nothing
    /// where not even all would.
    pub together: Option<usize>,
    /// Fewest permutations with which a single unit can pass.
    pub permutations_needed: usize,
}

/// A p that is at its limit but for the last digit is at its limit.
fn passes(p: f64, limit: f64) -> bool {
    p <= limit * (1.0 + 1e-12)
}

pub(super) fn check_alpha(alpha: f64) -> Result<(), SpaceError> {
    if alpha > 0.0 && alpha < 1.0 {
        Ok(())
    } else {
        Err(SpaceError::Alpha { alpha })
    }
}

/// Limit of the p of a rank, counted from 1, among `tests`.
fn limit(correction: Correction, alpha: f64, rank: usize, tests: usize) -> f64 {
    let m = tests.max(1) as f64;
    match correction {
        Correction::None => alpha,
        Correction::Fdr => alpha * rank as f64 / m,
        Correction::Bonferroni => alpha / m,
        Correction::Sidak => -libm::expm1(libm::log1p(-alpha) / m),
    }
}

/// Holds p-values against a level of significance, allowing for how many there are.
///
/// # Formula
/// ```text
/// p_(1) ≤ … ≤ p_(m)
/// false discovery rate:  all p ≤ p_(k) pass, k the greatest i with p_(i) ≤ i/m · α;  adjusted p_(i) = min over j ≥ i of p_(j) m/j
/// Bonferroni:            p ≤ α/m;                  adjusted p · m
/// Šidák:                 p ≤ 1 − (1 − α)^(1/m);    adjusted 1 − (1 − p)^m
/// ```
/// Equal p-values share the greatest of their ranks. Adjusted p-values end at 1.
///
/// # Shape
/// One p-value a unit, none for a unit that was not tested; such a unit is not in `m` and does not pass.
///
/// # Errors
/// [`SpaceError::Alpha`], and [`SpaceError::NotAProbability`] with the unit.
///
/// # Source
/// Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57(1), 289–300; Šidák 1967, Journal of the American
/// Statistical Association 62, 626–633. For local statistics: Caldas de Castro and Singer 2006, Geographical Analysis 38(2), 180–208.
///
/// # Examples
/// ```
/// use tanheng::core::space::{Correction, adjust};
/// let p = [Some(0.01), Some(0.03), None, Some(0.02), Some(0.5)];
/// let found = adjust(&p, 0.05, Correction::Fdr)?;
/// // Ranks 1, 3, 2, 4 of m = 4: limits 0.0125, 0.0375, 0.025, 0.05
/// assert_eq!(found.significant, [true, true, false, true, false]);
/// assert_eq!(adjust(&p, 0.05, Correction::Bonferroni)?.count, 1);
/// # Ok::<(), tanheng::core::space::SpaceError>(())
/// ```
pub fn adjust(
    p: &[Option<f64>],
    alpha: f64,
    correction: Correction,
) -> Result<Adjustment, SpaceError> {
    check_alpha(alpha)?;
    let mut order: Vec<(f64, usize)> = Vec::with_capacity(p.len());
    for (unit, value) in p.iter().enumerate() {
        match *value {
            Some(value) if (0.0..=1.0).contains(&value) => order.push((value, unit)),
            Some(value) => return Err(SpaceError::NotAProbability { unit, value }),
            None => {}
        }
    }
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let tests = order.len();
    let mut found = Adjustment {
        alpha,
        correction,
        tests,
        limits: vec![None; p.len()],
        adjusted: vec![None; p.len()],
        significant: vec![false; p.len()],
        count: 0,
        cutoff: None,
    };
    // From the greatest on: the rank of equal ones is that of the last.
    let (mut rank, mut least) = (tests, 1.0_f64);
    for (at, (value, unit)) in order.iter().enumerate().rev() {
        if order.get(at + 1).is_some_and(|next| next.0 != *value) {
            rank = at + 1;
        }
        let own = limit(correction, alpha, rank, tests);
        if found.cutoff.is_none() && passes(*value, own) {
            found.cutoff = Some(*value);
        }
        let m = tests as f64;
        let adjusted = match correction {
            Correction::None => *value,
            Correction::Fdr => value * m / rank as f64,
            Correction::Bonferroni => value * m,
            Correction::Sidak => -libm::expm1(m * libm::log1p(-value)),
        };
        least = least.min(adjusted);
        let is_significant = found.cutoff.is_some();
        found.limits[*unit] = Some(own);
        found.adjusted[*unit] = Some(least);
        found.significant[*unit] = is_significant;
        found.count += usize::from(is_significant);
    }
    Ok(found)
}

/// Says whether so many permutations can make a single one of `tests` units significant, and how many would.
///
/// The least p of `R` permutations is `1 / (R + 1)`, two-sided twice that. With 999 permutations no single unit of more than 50
/// passes Bonferroni at 0.05 (two-sided 25), and the false discovery rate only where several reach that least p.
///
/// # Errors
/// [`SpaceError::Alpha`].
///
/// # Examples
/// ```
/// use tanheng::core::space::{Alternative, Correction, reach};
/// let of_100 = reach(999, Alternative::Directed, 100, 0.05, Correction::Fdr)?;
/// // 0.001 > 0.05 / 100, but two units at 0.001 pass 2 / 100 · 0.05
/// assert!(!of_100.alone);
/// assert_eq!((of_100.together, of_100.permutations_needed), (Some(2), 1999));
/// # Ok::<(), tanheng::core::space::SpaceError>(())
/// ```
pub fn reach(
    permutations: usize,
    alternative: Alternative,
    tests: usize,
    alpha: f64,
    correction: Correction,
) -> Result<Reach, SpaceError> {
    check_alpha(alpha)?;
    let floor = least_p(permutations, alternative);
    let first = limit(correction, alpha, 1, tests);
    let alone = passes(floor, first);
    let together = match correction {
        Correction::Fdr => (floor / first - 1e-9).ceil().max(1.0) as usize,
        _ if alone => 1,
        _ => tests.saturating_add(1),
    };
    // The least p of no permutation is the numerator: 1, two-sided 2 (cut at 1).
    let numerator = match alternative {
        Alternative::TwoSided => 2.0,
        _ => 1.0,
    };
    let needed = (numerator / first - 1e-9).ceil() - 1.0;
    Ok(Reach {
        tests,
        floor,
        limit: first,
        alone,
        together: (together <= tests).then_some(together),
        permutations_needed: needed.max(1.0) as usize,
    })
}
