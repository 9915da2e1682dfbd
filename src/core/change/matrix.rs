//! A transition matrix with named classes, which need not be the same at both ends.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::transition::transition;
use super::{ChangeError, Transition};

/// A transition matrix with the names of its classes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TransitionMatrix {
    /// Classes in the order of rows and columns: those of the start, then those found only at the end.
    pub classes: Vec<String>,
    /// The matrix, square over all classes.
    pub transition: Transition,
}

/// Reads a typed transition matrix with class names down and across (土地利用转移矩阵). Rows and columns may be in
/// different order, and a class may stand on one side only: it vanished or is new, and its other side is 0.
///
/// # Shape
/// `areas[i][j]` is the area that went from `from[i]` to `to[j]`; as many rows as `from`, as many cells in each as `to`.
///
/// # Units
/// Areas in one unit.
///
/// # Errors
/// [`ChangeError::DuplicateClass`], [`ChangeError::RowCount`], [`ChangeError::RowLength`], and those of
/// [`transition`](super::transition).
///
/// # Source
/// The standard from–to table of land-use studies.
///
/// # Examples
/// Mangrove vanishes, cropland is new:
/// ```
/// use tanheng::core::change::transition_matrix;
/// let m = transition_matrix(&["forest", "mangrove"], &["cropland", "forest"], &[vec![2.0, 8.0], vec![0.0, 1.0]])?;
/// assert_eq!(m.classes, ["forest", "mangrove", "cropland"]);
/// assert_eq!((m.transition.start, m.transition.end), (vec![10.0, 1.0, 0.0], vec![9.0, 0.0, 2.0]));
/// # Ok::<(), tanheng::core::change::ChangeError>(())
/// ```
pub fn transition_matrix<S: AsRef<str>>(
    from: &[S],
    to: &[S],
    areas: &[Vec<f64>],
) -> Result<TransitionMatrix, ChangeError> {
    let from: Vec<&str> = from.iter().map(AsRef::as_ref).collect();
    let to: Vec<&str> = to.iter().map(AsRef::as_ref).collect();
    square(&from, &to, areas)
}

fn square(from: &[&str], to: &[&str], areas: &[Vec<f64>]) -> Result<TransitionMatrix, ChangeError> {
    unique(from)?;
    unique(to)?;
    if areas.len() != from.len() {
        return Err(ChangeError::RowCount {
            found: areas.len(),
            expected: from.len(),
        });
    }
    for (row, cells) in areas.iter().enumerate() {
        if cells.len() != to.len() {
            return Err(ChangeError::RowLength {
                row,
                found: cells.len(),
                expected: to.len(),
            });
        }
    }
    check_cells(areas)?;
    let new = to.iter().filter(|class| !from.contains(class));
    let classes: Vec<&str> = from.iter().chain(new).copied().collect();
    let position: BTreeMap<&str, usize> = classes.iter().copied().zip(0..).collect();
    let mut table = vec![vec![0.0; classes.len()]; classes.len()];
    for (row, cells) in table.iter_mut().zip(areas) {
        for (class, area) in to.iter().zip(cells) {
            row[position[class]] = *area;
        }
    }
    Ok(TransitionMatrix {
        transition: transition(&table)?,
        classes: classes.into_iter().map(str::to_owned).collect(),
    })
}

fn unique(classes: &[&str]) -> Result<(), ChangeError> {
    for (index, class) in classes.iter().enumerate() {
        if classes[..index].contains(class) {
            return Err(ChangeError::DuplicateClass {
                index,
                class: (*class).to_owned(),
            });
        }
    }
    Ok(())
}

/// Every cell is a finite number not below 0; what is not is named by row and column as typed.
pub(super) fn check_cells(areas: &[Vec<f64>]) -> Result<(), ChangeError> {
    for (row, cells) in areas.iter().enumerate() {
        for (column, &value) in cells.iter().enumerate() {
            if !value.is_finite() {
                return Err(ChangeError::CellNotFinite { row, column });
            }
            if value < 0.0 {
                return Err(ChangeError::CellNegative { row, column, value });
            }
        }
    }
    Ok(())
}
