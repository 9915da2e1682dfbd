//! Ratios of what people release and consume to what land fixes and releases.

use serde::{Deserialize, Serialize};

use super::EcoBalanceError;

/// Which of the two balances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// Carbon: released by people, fixed by land.
    Carbon,
    /// Oxygen: consumed by people, released by land.
    Oxygen,
}

/// What is known of a unit in a year. Carbon in one unit, oxygen in one unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Amounts {
    /// Carbon released by people.
    pub carbon_released: Option<f64>,
    /// Carbon fixed by land; negative where land releases more than it fixes.
    pub carbon_fixed: Option<f64>,
    /// Oxygen consumed by people.
    pub oxygen_consumed: Option<f64>,
    /// Oxygen released by land; negative likewise.
    pub oxygen_released: Option<f64>,
}

impl Amounts {
    /// Whether all four are known.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.all().iter().all(|(_, amount)| amount.is_some())
    }

    fn all(&self) -> [(&'static str, Option<f64>); 4] {
        [
            ("carbon_released", self.carbon_released),
            ("carbon_fixed", self.carbon_fixed),
            ("oxygen_consumed", self.oxygen_consumed),
            ("oxygen_released", self.oxygen_released),
        ]
    }
}

/// Why there is a ratio, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RatioStatus {
    /// There is one.
    Known,
    /// What people release or consume is not known.
    HumanMissing,
    /// What land fixes or releases is not known.
    LandMissing,
    /// Neither is known.
    BothMissing,
    /// Land fixes or releases nothing, which divides nothing.
    LandZero,
    /// Land releases more than it fixes: a ratio would be negative and say nothing.
    LandNegative,
    /// The ratio is too large for a number.
    TooLarge,
}

/// Which side is larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// `K < 1`: land does more than people.
    Surplus,
    /// `K = 1`.
    Even,
    /// `K > 1`: people do more than land.
    Deficit,
}

/// One ratio with its two sides.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Ratio {
    /// What people release (carbon) or consume (oxygen).
    pub human: Option<f64>,
    /// What land fixes (carbon) or releases (oxygen).
    pub land: Option<f64>,
    /// `K = human / land`; none where the status says why.
    pub value: Option<f64>,
    /// Whether there is one.
    pub status: RatioStatus,
}

impl Ratio {
    fn of(human: Option<f64>, land: Option<f64>) -> Self {
        use RatioStatus::*;
        let (value, status) = match (human, land) {
            (None, None) => (None, BothMissing),
            (None, Some(_)) => (None, HumanMissing),
            (Some(_), None) => (None, LandMissing),
            (Some(_), Some(0.0)) => (None, LandZero),
            (Some(_), Some(land)) if land < 0.0 => (None, LandNegative),
            (Some(human), Some(land)) => {
                let ratio = human / land;
                let is_number = ratio.is_finite();
                let status = if is_number { Known } else { TooLarge };
                (is_number.then_some(ratio), status)
            }
        };
        Self {
            human,
            land,
            value,
            status,
        }
    }

    /// Which side is larger; none without a ratio.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        let value = self.value?;
        Some(if value < 1.0 {
            Standing::Surplus
        } else if value > 1.0 {
            Standing::Deficit
        } else {
            Standing::Even
        })
    }

    /// What land has left over, negative where it falls short; known also where there is no ratio but both sides are.
    #[must_use]
    pub fn left_over(&self) -> Option<f64> {
        let left = self.land? - self.human?;
        left.is_finite().then_some(left)
    }

    /// Whether land takes up the part of it that it should.
    #[must_use]
    pub fn meets(&self, share: f64) -> Option<bool> {
        Some(share * self.human? <= self.land?)
    }
}

/// Both ratios of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct UnitBalance {
    /// `K_C`.
    pub carbon: Ratio,
    /// `K_O`.
    pub oxygen: Ratio,
}

impl UnitBalance {
    /// One of the two.
    #[must_use]
    pub fn of(&self, element: Element) -> &Ratio {
        match element {
            Element::Carbon => &self.carbon,
            Element::Oxygen => &self.oxygen,
        }
    }
}

/// Carbon balance ratio and oxygen balance ratio (碳平衡系数、氧平衡系数) of each unit.
///
/// A ratio is never made up: where a side is missing, or land fixes nothing or less than nothing, there is none and the
/// status says why.
///
/// # Formula
/// ```text
/// K_C = carbon released / carbon fixed        K_O = oxygen consumed / oxygen released
/// ```
///
/// # Units
/// Both amounts of carbon in one unit, both of oxygen in one unit; the ratios are plain numbers.
///
/// # Errors
/// [`EcoBalanceError::Empty`], [`EcoBalanceError::NotFinite`], [`EcoBalanceError::Negative`] for what people release or
/// consume.
///
/// # Source
/// Zhang Shanlin et al., the China carbon–oxygen balance paper, section 2.2.
///
/// # Examples
/// ```
/// use tanheng::core::carbon_oxygen::{Amounts, RatioStatus, balances};
/// let unit = Amounts {
///     carbon_released: Some(300.0),
///     carbon_fixed: Some(100.0),
///     oxygen_consumed: Some(900.0),
///     oxygen_released: None,
/// };
/// let found = balances(&[unit])?[0];
/// assert_eq!(found.carbon.value, Some(3.0));
/// assert_eq!(found.oxygen.status, RatioStatus::LandMissing);
/// # Ok::<(), tanheng::core::carbon_oxygen::EcoBalanceError>(())
/// ```
pub fn balances(units: &[Amounts]) -> Result<Vec<UnitBalance>, EcoBalanceError> {
    check(units)?;
    Ok(units.iter().map(both).collect())
}

/// All units together. Only units of which all four amounts are known are counted, so that both sides are of the same ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Totals {
    /// Units counted, from 0.
    pub counted: Vec<usize>,
    /// Units left out.
    pub left_out: Vec<usize>,
    /// Sums over the units counted; none when there is none.
    pub amounts: Amounts,
    /// `K_C` of the sums.
    pub carbon: Ratio,
    /// `K_O` of the sums.
    pub oxygen: Ratio,
}

/// Sums of the four amounts over the units that have them all, and the ratios of the sums.
///
/// # Formula
/// ```text
/// K = Σ human / Σ land = Σ w_i K_i,   w_i = land_i / Σ land
/// ```
///
/// # Units
/// As [`balances`].
///
/// # Errors
/// Those of [`balances`], and [`EcoBalanceError::Overflow`].
///
/// # Source
/// As [`balances`].
///
/// # Examples
/// ```
/// use tanheng::core::carbon_oxygen::{Amounts, totals};
/// let unit = |released, fixed| Amounts {
///     carbon_released: Some(released),
///     carbon_fixed: fixed,
///     oxygen_consumed: Some(3.0 * released),
///     oxygen_released: fixed.map(|f| 2.5 * f),
/// };
/// let all = totals(&[unit(10.0, Some(5.0)), unit(90.0, None), unit(2.0, Some(7.0))])?;
/// assert_eq!((all.counted, all.left_out), (vec![0, 2], vec![1]));
/// assert_eq!((all.carbon.value, all.oxygen.value), (Some(1.0), Some(1.2)));
/// # Ok::<(), tanheng::core::carbon_oxygen::EcoBalanceError>(())
/// ```
pub fn totals(units: &[Amounts]) -> Result<Totals, EcoBalanceError> {
    check(units)?;
    let (mut counted, mut left_out) = (Vec::new(), Vec::new());
    for (i, unit) in units.iter().enumerate() {
        let list = if unit.is_complete() {
            &mut counted
        } else {
            &mut left_out
        };
        list.push(i);
    }
    let sum = |of: fn(&Amounts) -> Option<f64>| -> Result<Option<f64>, EcoBalanceError> {
        let mut sum = None;
        for &unit in &counted {
            let total = sum.unwrap_or(0.0) + of(&units[unit]).unwrap_or(0.0);
            if !f64::is_finite(total) {
                return Err(EcoBalanceError::Overflow { unit });
            }
            sum = Some(total);
        }
        Ok(sum)
    };
    let amounts = Amounts {
        carbon_released: sum(|a| a.carbon_released)?,
        carbon_fixed: sum(|a| a.carbon_fixed)?,
        oxygen_consumed: sum(|a| a.oxygen_consumed)?,
        oxygen_released: sum(|a| a.oxygen_released)?,
    };
    let UnitBalance { carbon, oxygen } = both(&amounts);
    Ok(Totals {
        counted,
        left_out,
        amounts,
        carbon,
        oxygen,
    })
}

fn both(unit: &Amounts) -> UnitBalance {
    UnitBalance {
        carbon: Ratio::of(unit.carbon_released, unit.carbon_fixed),
        oxygen: Ratio::of(unit.oxygen_consumed, unit.oxygen_released),
    }
}

fn check(units: &[Amounts]) -> Result<(), EcoBalanceError> {
    if units.is_empty() {
        return Err(EcoBalanceError::Empty);
    }
    for (unit, amounts) in units.iter().enumerate() {
        for (amount, value) in amounts.all() {
            let Some(value) = value else { continue };
            if !value.is_finite() {
                return Err(EcoBalanceError::NotFinite { amount, unit });
            }
            let is_human = matches!(amount, "carbon_released" | "oxygen_consumed");
            if is_human && value < 0.0 {
                return Err(EcoBalanceError::Negative {
                    amount,
                    unit,
                    value,
                });
            }
        }
    }
    Ok(())
}
