//! Low, middle and high.

use serde::{Deserialize, Serialize};

use super::BalanceError;
use crate::core::classify::{
    Classification, ClassifyError, natural_breaks, quantiles, with_limits,
};

/// Level of a coefficient among the units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 低.
    Low,
    /// 中.
    Middle,
    /// 高.
    High,
}

/// How levels are told apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelRule {
    /// Three levels by exact natural breaks.
    #[default]
    NaturalBreaks,
    /// Two: up to 1, and above.
    AtOne,
    /// Two: up to the median, and above.
    Median,
    /// Three of as many units each as can be.
    Quantile,
    /// One or two limits typed in.
    Manual,
}

/// Levels of one coefficient.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Levels {
    /// The classes behind the levels, with their limits.
    pub classification: Classification,
    /// Where a value changes level; see [`Classification::borders`].
    pub borders: Vec<f64>,
    /// Level of each unit.
    pub levels: Vec<Level>,
}

impl Levels {
    /// Level a value of another year would have.
    #[must_use]
    pub fn level_of(&self, value: f64) -> Level {
        let class = self.borders.partition_point(|border| *border < value);
        level(class, self.borders.len() + 1)
    }
}

fn level(class: usize, count: usize) -> Level {
    match class {
        0 => Level::Low,
        class if class + 1 >= count => Level::High,
        _ => Level::Middle,
    }
}

/// Levels of the values by a rule; `limits` are for [`LevelRule::Manual`]. A value on a limit belongs to the level below it.
///
/// # Errors
/// [`BalanceError::Levels`] with `index` in it, and [`BalanceError::LevelCount`] for more than two typed limits.
///
/// # Examples
/// ```
/// use tanheng::core::balance::{Level, LevelRule, levels};
/// let by_one = levels("sec", &[0.5, 1.0, 1.9], LevelRule::AtOne, &[])?;
/// assert_eq!(by_one.levels, [Level::Low, Level::Low, Level::High]);
/// # Ok::<(), tanheng::core::balance::BalanceError>(())
/// ```
pub fn levels(
    index: &'static str,
    values: &[f64],
    rule: LevelRule,
    limits: &[f64],
) -> Result<Levels, BalanceError> {
    let classification = match rule {
        LevelRule::NaturalBreaks => natural_breaks(values, 3),
        LevelRule::AtOne => with_limits(values, &[1.0]),
        LevelRule::Median => quantiles(values, 2),
        LevelRule::Quantile => quantiles(values, 3),
        LevelRule::Manual if !(1..=2).contains(&limits.len()) => {
            return Err(BalanceError::LevelCount {
                levels: limits.len() + 1,
            });
        }
        LevelRule::Manual => with_limits(values, limits),
    };
    let classification =
        classification.map_err(|error: ClassifyError| BalanceError::Levels { index, error })?;
    let count = classification.breaks.len();
    Ok(Levels {
        levels: classification
            .classes
            .iter()
            .map(|class| level(*class, count))
            .collect(),
        borders: classification.borders(values),
        classification,
    })
}
