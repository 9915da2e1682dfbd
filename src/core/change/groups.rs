//! Change of the broad groups of land: farm land, built land, unused land.

use serde::{Deserialize, Serialize};

use super::ChangeError;
use super::error::{check_area, check_intervals};

/// A class with its group and its areas at both ends; an area that is not known is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassAreas {
    /// Id of the class.
    pub class: String,
    /// Id of the group it counts into.
    pub group: String,
    /// Area at the start.
    pub start: Option<f64>,
    /// Area at the end.
    pub end: Option<f64>,
}

/// Change of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupChange {
    /// Id of the group.
    pub group: String,
    /// Classes whose area is not known; while there are any, the group has no numbers.
    pub missing: Vec<String>,
    /// Area at the start.
    pub start: Option<f64>,
    /// Area at the end.
    pub end: Option<f64>,
    /// `(U_b − U_a) / T`, in the unit of the areas a year.
    pub annual_change: Option<f64>,
    /// `(U_b / U_a)^{1/T} − 1`; none also where the group starts at 0.
    pub annual_rate: Option<f64>,
}

/// Areas, mean annual change (年均变化量) and mean annual rate (年均变化率) of each group, in the order in which the groups
/// first appear.
///
/// # Formula
/// ```text
/// change = (U_b − U_a) / T
/// rate   = (U_b / U_a)^{1/T} − 1
/// ```
///
/// # Units
/// Areas in one unit; the rate is a share a year.
///
/// # Errors
/// [`ChangeError::NoInterval`], [`ChangeError::Negative`], [`ChangeError::NotFinite`] and
/// [`ChangeError::DuplicateClass`] with the position of the class, [`ChangeError::Overflow`].
///
/// # Source
/// Guizhou paper, section 3.1.1.
///
/// # Examples
/// ```
/// use tanheng::core::change::{group_change, ClassAreas};
/// let unused = ClassAreas { class: "unused".into(), group: "unused".into(), start: Some(178.0), end: Some(216.0) };
/// let groups = group_change(&[unused], 14.0)?;
/// assert_eq!(groups[0].annual_change.map(|c| format!("{c:.2}")), Some("2.71".into()));
/// # Ok::<(), tanheng::core::change::ChangeError>(())
/// ```
pub fn group_change(
    classes: &[ClassAreas],
    intervals: f64,
) -> Result<Vec<GroupChange>, ChangeError> {
    check_intervals(intervals)?;
    let mut order: Vec<&str> = Vec::new();
    for (index, class) in classes.iter().enumerate() {
        // Counted twice, a class would double its group.
        if classes[..index].iter().any(|c| c.class == class.class) {
            return Err(ChangeError::DuplicateClass {
                index,
                class: class.class.clone(),
            });
        }
        for area in class.start.iter().chain(&class.end) {
            check_area(index, *area)?;
        }
        if !order.contains(&class.group.as_str()) {
            order.push(&class.group);
        }
    }
    order
        .into_iter()
        .map(|group| one(group, classes, intervals))
        .collect()
}

fn one(group: &str, classes: &[ClassAreas], intervals: f64) -> Result<GroupChange, ChangeError> {
    let of = || classes.iter().filter(|c| c.group == group);
    let missing: Vec<String> = of()
        .filter(|c| c.start.is_none() || c.end.is_none())
        .map(|c| c.class.clone())
        .collect();
    // A class known at one end only leaves the group without numbers at both.
    let sums: Option<(f64, f64)> = of()
        .map(|c| c.start.zip(c.end))
        .try_fold((0.0, 0.0), |sum, areas| {
            areas.map(|(start, end)| (sum.0 + start, sum.1 + end))
        });
    let Some((start, end)) = sums else {
        return Ok(GroupChange {
            group: group.to_owned(),
            missing,
            start: None,
            end: None,
            annual_change: None,
            annual_rate: None,
        });
    };
    let change = (end - start) / intervals;
    let rate = (start > 0.0).then(|| libm::pow(end / start, 1.0 / intervals) - 1.0);
    if !(change.is_finite() && rate.is_none_or(f64::is_finite)) {
        return Err(ChangeError::Overflow);
    }
    Ok(GroupChange {
        group: group.to_owned(),
        missing,
        start: Some(start),
        end: Some(end),
        annual_change: Some(change),
        annual_rate: rate,
    })
}
