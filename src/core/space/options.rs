//! Choices that the statistics of spatial association share.

use serde::{Deserialize, Serialize};

use super::SpaceError;
use super::adjust::{Correction, check_alpha};

/// Most permutations.
pub const MOST_PERMUTATIONS: usize = 999_999;
/// Most bins of a reference distribution.
pub const MOST_BINS: usize = 1000;

/// What is done to the weights among the units that have a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transform {
    /// Every row sums to 1. Equals `transformation="r"` of PySAL (its default), style `"W"` of spdep, and GeoDa.
    #[default]
    Row,
    /// Every neighbour counts 1. Equals `transformation="b"` of PySAL and style `"B"` of spdep.
    Binary,
    /// As they are. Equals `transformation="o"` of PySAL. Rows that lost a neighbour without a value sum to less.
    AsGiven,
}

/// Which simulated values count against the observed one. `#≥` and `#≤` are how many of the `R` simulated values are at least
/// and at most the observed one; values that tie with it are in both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alternative {
    /// `p = min(1, 2 (min(#≥, #≤) + 1) / (R + 1))`: unlike chance in either direction. Equals PySAL's `"two-sided"` but for
    /// one count of 1 more: PySAL adds 1 for both tails together, here each tail has its own.
    #[default]
    TwoSided,
    /// `p = (min(#≥, #≤) + 1) / (R + 1)`: the direction is the one seen, so p is half of what it ought to be. Equals PySAL's
    /// `"directed"` and GeoDa where nothing ties; they take the tied for one tail only, so that a unit whose every simulated value
    /// is the observed one gets their least p, and 1 here.
    Directed,
    /// `p = (#≥ + 1) / (R + 1)`: the statistic is greater than by chance. Equals PySAL's `"greater"`.
    Greater,
    /// `p = (#≤ + 1) / (R + 1)`: the statistic is less than by chance. Equals PySAL's `"lesser"`.
    Less,
}

/// How values and local statistics are scaled. p-values and classes do not depend on it.
///
/// With `d = x − x̄`, `n` units and the lag `Σ_j w_ij d_j`:
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scaling {
    /// `z` by the standard deviation of the population, `I_i = (n − 1) d_i lag_i / Σd²`. Equals esda: `Moran_Local.z`, `.Is`,
    /// `Geary_Local.localG`.
    #[default]
    Esda,
    /// `z` by the standard deviation of the sample, `I_i = z_i · lag of z`, which is the same as esda's. Equals GeoDa, rgeoda
    /// and pygeoda.
    Geoda,
    /// `z` by the standard deviation of the population, `I_i = n d_i lag_i / Σd²`, so that the mean of all is the global I for
    /// rows that sum to 1 (Anselin 1995, equation 12). Equals spdep's `localmoran` with `mlvar = TRUE`, its default; local
    /// Geary as [`Scaling::Geoda`], which equals spdep's `localC`.
    Spdep,
}

/// How a global statistic is computed and tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GlobalOptions {
    /// What is done to the weights.
    pub transform: Transform,
    /// Permutations, 1 to [`MOST_PERMUTATIONS`].
    pub permutations: usize,
    /// Seed; the same one gives the same permutations everywhere.
    pub seed: u64,
    /// Which simulated values count.
    pub alternative: Alternative,
    /// Bins of the reference distribution, 1 to [`MOST_BINS`].
    pub bins: usize,
}

impl Default for GlobalOptions {
    fn default() -> Self {
        Self {
            transform: Transform::Row,
            permutations: 999,
            seed: 1,
            alternative: Alternative::TwoSided,
            bins: 50,
        }
    }
}

impl GlobalOptions {
    pub(super) fn check(&self) -> Result<(), SpaceError> {
        check_permutations(self.permutations)?;
        if !(1..=MOST_BINS).contains(&self.bins) {
            return Err(SpaceError::Bins { bins: self.bins });
        }
        Ok(())
    }
}

/// How a local statistic is computed and tested.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LocalOptions {
    /// What is done to the weights.
    pub transform: Transform,
    /// How values and statistics are scaled.
    pub scaling: Scaling,
    /// Permutations, 1 to [`MOST_PERMUTATIONS`].
    pub permutations: usize,
    /// Seed; the same one gives the same draws everywhere.
    pub seed: u64,
    /// Which simulated values count.
    pub alternative: Alternative,
    /// Level of significance, above 0 and below 1.
    pub alpha: f64,
    /// How it is allowed for that there are as many tests as units.
    pub correction: Correction,
}

impl Default for LocalOptions {
    fn default() -> Self {
        Self {
            transform: Transform::Row,
            scaling: Scaling::Esda,
            permutations: 999,
            seed: 1,
            alternative: Alternative::TwoSided,
            alpha: 0.05,
            correction: Correction::None,
        }
    }
}

impl LocalOptions {
    pub(super) fn check(&self) -> Result<(), SpaceError> {
        check_permutations(self.permutations)?;
        check_alpha(self.alpha)
    }
}

fn check_permutations(permutations: usize) -> Result<(), SpaceError> {
    if (1..=MOST_PERMUTATIONS).contains(&permutations) {
        Ok(())
    } else {
        Err(SpaceError::Permutations { permutations })
    }
}
