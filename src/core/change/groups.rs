//! Change of the broad groups of land: farm land, built land, unused land.

use serde::{Deserialize, Serialize};

use super::ChangeError;
use super::error::{check_areas, check_intervals};

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
/// [`ChangeError::NoInterval`], [`ChangeError::Negative`], [`ChangeError::NotFinite`], [`ChangeError::Overflow`].
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
    for class in classes {
        let known: Vec<f64> = class.start.iter().chain(&class.end).copied().collect();
        if !known.is_empty() {
            check_areas(&known)?;
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
    let of: Vec<&ClassAreas> = classes.iter().filter(|c| c.group == group).collect();
    let missing: Vec<String> = of
        .iter()
        .filter(|c| c.start.is_none() || c.end.is_none())
        .map(|c| c.class.clone())
        .collect();
    let (start, end): (Option<f64>, Option<f64>) = (
        of.iter().map(|c| c.start).sum(),
        of.iter().map(|c| c.end).sum(),
    );
    let (Some(a), Some(b)) = (start, end) else {
        return Ok(GroupChange {
            group: group.to_owned(),
            missing,
            start: None,
            end: None,
            annual_change: None,
            annual_rate: None,
        });
    };
    if !(a.is_finite() && b.is_finite()) {
        return Err(ChangeError::Overflow);
    }
    let rate = (a > 0.0)
        .then(|| libm::pow(b / a, 1.0 / intervals) - 1.0)
        .filter(|r| r.is_finite());
    Ok(GroupChange {
        group: group.to_owned(),
        missing,
        start,
        end,
        annual_change: Some((b - a) / intervals),
        annual_rate: rate,
    })
}
