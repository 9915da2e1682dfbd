//! The shape every classification has, and classes by typed limits.

use serde::{Deserialize, Serialize};

use super::ClassifyError;
use super::sums::{Sums, scaled};

/// More classes than any legend can tell apart.
pub const MOST_CLASSES: usize = 20;

/// More values than any study has rows.
pub const MOST_VALUES: usize = 1_000_000;

/// How the limits between classes are found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClassMethod {
    /// Least variance within the classes (Fisher–Jenks, 自然断点).
    #[default]
    NaturalBreaks,
    /// As many values in each class as can be.
    Quantile,
    /// Classes of the same width.
    EqualInterval,
    /// Classes one standard deviation wide about the mean.
    StandardDeviation,
    /// Limits typed in or printed.
    Manual,
}

/// Values in classes. Class 0 is the lowest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Classification {
    /// How the limits were found.
    pub method: ClassMethod,
    /// Least value.
    pub least: f64,
    /// Upper bound of each class, which belongs to it; the last is the greatest value, or the last limit where that is above it.
    pub breaks: Vec<f64>,
    /// Class of each value, in the order given.
    pub classes: Vec<usize>,
    /// Values in each class.
    pub sizes: Vec<usize>,
    /// Goodness of variance fit: 1 − squared deviations from the class means / those from the mean of all.
    pub gvf: f64,
}

impl Classification {
    /// Limits between the classes: all upper bounds but the last.
    #[must_use]
    pub fn limits(&self) -> &[f64] {
        let inner = self.breaks.len().saturating_sub(1);
        &self.breaks[..inner]
    }

    /// Where a value of the next year would change class: the limits where they are given, and where they are values themselves, as
    /// natural breaks are, half way to the next value above. `values` are those classified.
    ///
    /// ```
    /// use tanheng::core::classify::natural_breaks;
    /// let values = [1.0, 2.0, 8.0, 9.0];
    /// assert_eq!(natural_breaks(&values, 2)?.borders(&values), [5.0]);
    /// # Ok::<(), tanheng::core::classify::ClassifyError>(())
    /// ```
    #[must_use]
    pub fn borders(&self, values: &[f64]) -> Vec<f64> {
        let limits = self.limits().iter().copied();
        if self.method != ClassMethod::NaturalBreaks {
            return limits.collect();
        }
        let above = |limit: f64| values.iter().copied().filter(move |v| *v > limit);
        limits
            .map(|limit| f64::midpoint(limit, above(limit).fold(f64::INFINITY, f64::min)))
            .map(|border| border.min(f64::MAX))
            .collect()
    }

    /// Class a value would fall into.
    ///
    /// ```
    /// use tanheng::core::classify::with_limits;
    /// let classes = with_limits(&[1.0, 2.0, 3.0], &[1.5])?;
    /// assert_eq!((classes.class_of(1.5), classes.class_of(9.0)), (0, 1));
    /// # Ok::<(), tanheng::core::classify::ClassifyError>(())
    /// ```
    #[must_use]
    pub fn class_of(&self, value: f64) -> usize {
        self.limits().partition_point(|limit| *limit < value)
    }
}

/// Classes by limits given: one more than there are limits, the last one open above.
///
/// # Formula
/// ```text
/// class i = { x : limit(i−1) < x ≤ limit(i) }
/// GVF = 1 − Σ_classes Σ (x − class mean)² / Σ (x − mean)²
/// ```
///
/// # Units
/// Those of the values.
///
/// # Errors
/// [`ClassifyError`]; limits have to ascend. A class may stay empty.
///
/// # Source
/// Jenks & Caspall 1971, Annals of the AAG 61(2), 217–244 (GVF).
///
/// # Examples
/// ```
/// use tanheng::core::classify::with_limits;
/// let classes = with_limits(&[1.0, 2.0, 9.0, 10.0], &[5.0])?;
/// assert_eq!(classes.sizes, [2, 2]);
/// // within: 4 × 0.5² = 1; in all: 20.25 + 12.25 + 12.25 + 20.25 = 65
/// assert!((classes.gvf - (1.0 - 1.0 / 65.0)).abs() < 1e-15);
/// # Ok::<(), tanheng::core::classify::ClassifyError>(())
/// ```
pub fn with_limits(values: &[f64], limits: &[f64]) -> Result<Classification, ClassifyError> {
    let sorted = sorted(values)?;
    if limits.is_empty() || limits.len() >= MOST_CLASSES {
        return Err(ClassifyError::ClassCount {
            classes: limits.len() + 1,
        });
    }
    let wrong = |i: usize| !limits[i].is_finite() || (i > 0 && limits[i] <= limits[i - 1]);
    match (0..limits.len()).find(|i| wrong(*i)) {
        Some(index) => Err(ClassifyError::Limits { index }),
        None => Ok(classified(ClassMethod::Manual, values, &sorted, limits)),
    }
}

/// The values in order, once it is sure that they can be parted.
pub(super) fn sorted(values: &[f64]) -> Result<Vec<f64>, ClassifyError> {
    if values.len() > MOST_VALUES {
        return Err(ClassifyError::TooManyValues {
            count: values.len(),
        });
    }
    if let Some(index) = values.iter().position(|v| !v.is_finite()) {
        return Err(ClassifyError::NotFinite { index });
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    match (sorted.first(), sorted.last()) {
        (Some(least), Some(most)) if least == most => {
            Err(ClassifyError::AllEqual { value: *least })
        }
        (Some(_), _) => Ok(sorted),
        (None, _) => Err(ClassifyError::Empty),
    }
}

/// Number of classes of a method that finds its limits itself.
pub(super) fn check_count(classes: usize) -> Result<(), ClassifyError> {
    if (2..=MOST_CLASSES).contains(&classes) {
        Ok(())
    } else {
        Err(ClassifyError::ClassCount { classes })
    }
}

/// Classes between limits that do not descend. `sorted` are the values in order, not all equal.
pub(super) fn classified(
    method: ClassMethod,
    values: &[f64],
    sorted: &[f64],
    limits: &[f64],
) -> Classification {
    let bounds: Vec<usize> = limits
        .iter()
        .map(|limit| sorted.partition_point(|v| v <= limit))
        .chain([sorted.len()])
        .collect();
    let starts = std::iter::once(0).chain(bounds.iter().copied());
    let ranges: Vec<(usize, usize)> = starts.zip(bounds.iter().copied()).collect();
    let scaled = scaled(sorted);
    let sums = Sums::of(scaled.iter().map(|v| (*v, 1)));
    let within: f64 = ranges.iter().map(|(a, b)| sums.deviations(*a, *b)).sum();
    let all = sums.deviations(0, sorted.len());
    let most = sorted.last().copied().unwrap_or_default();
    let last = limits.last().map_or(most, |limit| limit.max(most));
    Classification {
        method,
        least: sorted.first().copied().unwrap_or_default(),
        breaks: limits.iter().copied().chain([last]).collect(),
        classes: values
            .iter()
            .map(|v| limits.partition_point(|limit| limit < v))
            .collect(),
        sizes: ranges.iter().map(|(a, b)| b - a).collect(),
        gvf: (1.0 - within / all).clamp(0.0, 1.0),
    }
}
