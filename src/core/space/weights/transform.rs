//! Weights brought to a common scale, and their sums.

use serde::{Deserialize, Serialize};

use super::Weights;

/// What weights are scaled to. A neighbour that counts 0 goes on counting 0 in all of them.
///
/// # Formula
/// ```text
/// row         w*_ij = w_ij / Σ_j w_ij                                  every row with weight sums to 1
/// global n    w*_ij = n w_ij / Σ_i Σ_j w_ij                            all sum to the number of units
/// global one  w*_ij = w_ij / Σ_i Σ_j w_ij                              all sum to 1
/// variance    w*_ij = n s_ij / Σ_i Σ_j s_ij,  s_ij = w_ij / √(Σ_j w_ij²)
/// ```
/// `n` counts all units, those without neighbours too.
///
/// # Source
/// Cliff & Ord 1981 (row, global); Tiefelsdorf, Griffith & Boots 1999, Environment and Planning A 31, 165–180 (variance). The
/// letters of R's spdep are W, C, U and S; those of libpysal R, D (global one) and V.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transform {
    /// The weights themselves.
    AsGiven,
    /// 1 for every neighbour that counts.
    Binary,
    /// Row-standardised (行标准化): a lag is a weighted mean.
    #[default]
    Row,
    /// The sum of all is the number of units.
    GlobalUnits,
    /// The sum of all is 1.
    GlobalOne,
    /// Variance-stabilising: between binary, which favours units with many neighbours, and row, which favours those with few.
    VarianceStabilising,
}

/// Sums of weights that the moments of Moran's I, Geary's C and Getis-Ord G are made from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WeightSums {
    /// `S0 = Σ_i Σ_j w_ij`.
    pub s0: f64,
    /// `S1 = ½ Σ_i Σ_j (w_ij + w_ji)²`.
    pub s1: f64,
    /// `S2 = Σ_i (Σ_j w_ij + Σ_j w_ji)²`.
    pub s2: f64,
}

impl Weights {
    /// Weights on another scale.
    ///
    /// ```
    /// use tanheng::core::space::{Weights, weights::Transform};
    /// let weights = Weights::from_lists(&[vec![(1, 1.0), (2, 3.0)], vec![(0, 4.0)], vec![], vec![]])?;
    /// assert_eq!(weights.transformed(Transform::Row).row(0).1, [0.25, 0.75]);
    /// assert_eq!(weights.transformed(Transform::GlobalUnits).row(1).1, [2.0]);
    /// # Ok::<(), tanheng::core::space::weights::WeightsError>(())
    /// ```
    #[must_use]
    pub fn transformed(&self, transform: Transform) -> Self {
        match transform {
            Transform::AsGiven => self.clone(),
            Transform::Binary => {
                let counts = |w: &f64| if *w > 0.0 { 1.0 } else { 0.0 };
                self.with_values(self.values.iter().map(counts).collect())
            }
            Transform::Row => self.by_row(|row| row.iter().sum()),
            Transform::GlobalUnits => self.summing_to(self.len() as f64),
            Transform::GlobalOne => self.summing_to(1.0),
            Transform::VarianceStabilising => self
                .by_row(|row| libm::sqrt(row.iter().map(|w| w * w).sum()))
                .summing_to(self.len() as f64),
        }
    }

    /// Each row over a measure of it; a row without weight stays as it is.
    fn by_row(&self, measure: impl Fn(&[f64]) -> f64) -> Self {
        let mut values = Vec::with_capacity(self.links());
        for (_, row) in self.rows() {
            let greatest = row.iter().copied().fold(0.0, f64::max);
            if greatest > 0.0 {
                // By the greatest first where a sum or a square would leave the range of numbers.
                let is_plain = (1e-100..1e100).contains(&greatest);
                let unit = if is_plain { 1.0 } else { greatest };
                let row: Vec<f64> = row.iter().map(|w| w / unit).collect();
                let size = measure(&row);
                values.extend(row.iter().map(|w| w / size));
            } else {
                values.extend_from_slice(row);
            }
        }
        self.with_values(values)
    }

    fn summing_to(&self, total: f64) -> Self {
        let greatest = self.values.iter().copied().fold(0.0, f64::max);
        if greatest == 0.0 {
            return self.clone();
        }
        let is_plain = (1e-100..1e100).contains(&greatest);
        let unit = if is_plain { 1.0 } else { greatest };
        let sum: f64 = self.values.iter().map(|w| w / unit).sum();
        let scaled = |w: &f64| w / unit / sum * total;
        self.with_values(self.values.iter().map(scaled).collect())
    }

    /// `S0`, `S1` and `S2`. Weights above 10^100 may make them infinite; a [`Transform`] first keeps them finite.
    ///
    /// Source: Cliff & Ord 1981, Spatial Processes, p. 19.
    ///
    /// ```
    /// use tanheng::core::space::Weights;
    /// let path = Weights::from_lists(&[vec![(1, 1.0)], vec![(0, 1.0), (2, 1.0)], vec![(1, 1.0)]])?;
    /// let sums = path.sums();
    /// // 4 links; ½ · 4 · 2²; 2² + 4² + 2²
    /// assert_eq!((sums.s0, sums.s1, sums.s2), (4.0, 8.0, 24.0));
    /// # Ok::<(), tanheng::core::space::weights::WeightsError>(())
    /// ```
    #[must_use]
    pub fn sums(&self) -> WeightSums {
        let turned = self.transposed();
        let (mut s1, mut s2) = (0.0, 0.0);
        for unit in 0..self.len() {
            let ((to, out), (from, back)) = (self.row(unit), turned.row(unit));
            for both in super::combine::merged((to, out), (from, back)) {
                let (_, out, back) = both;
                let sum = out.unwrap_or(0.0) + back.unwrap_or(0.0);
                s1 += sum * sum;
            }
            let sum = out.iter().sum::<f64>() + back.iter().sum::<f64>();
            s2 += sum * sum;
        }
        WeightSums {
            s0: self.values.iter().sum(),
            s1: s1 / 2.0,
            s2,
        }
    }
}
