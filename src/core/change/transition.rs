//! From which class to which: the transition matrix.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ChangeError;
use super::error::check_areas;
use super::matrix::check_cells;

/// An area that went from one class to another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// Position of the starting class.
    pub from: usize,
    /// Position of the class at the end.
    pub to: usize,
    /// Area.
    pub area: f64,
}

/// A transition matrix with its sums.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transition {
    /// Area by starting class (row) and class at the end (column).
    pub areas: Vec<Vec<f64>>,
    /// Areas at the start: sums of the rows.
    pub start: Vec<f64>,
    /// Areas at the end: sums of the columns.
    pub end: Vec<f64>,
    /// Area of each class that went elsewhere.
    pub loss: Vec<f64>,
    /// Area each class took from elsewhere.
    pub gain: Vec<f64>,
    /// Whole area.
    pub total: f64,
    /// Area that changed its class.
    pub changed: f64,
    /// `changed / total`.
    pub changed_share: f64,
    /// Changes from the largest to the smallest, without those of 0; equal ones in the order of the table.
    pub flows: Vec<Flow>,
}

/// Reads a typed transition matrix (土地利用转移矩阵): rows from, columns to.
///
/// # Shape
/// Square; the same classes in the same order down and across. Rows sum to the areas at the start, columns to those at
/// the end.
///
/// # Errors
/// [`ChangeError::Empty`], [`ChangeError::NotSquare`], [`ChangeError::CellNegative`], [`ChangeError::CellNotFinite`],
/// [`ChangeError::ZeroTotal`], [`ChangeError::Overflow`].
///
/// # Source
/// The standard from–to table of land-use studies. Classes with names, or not the same at both ends:
/// [`transition_matrix`](super::transition_matrix).
///
/// # Examples
/// ```
/// let t = tanheng::core::change::transition(&[vec![8.0, 2.0], vec![1.0, 9.0]])?;
/// assert_eq!((t.start, t.end, t.changed), (vec![10.0, 10.0], vec![9.0, 11.0], 3.0));
/// # Ok::<(), tanheng::core::change::ChangeError>(())
/// ```
pub fn transition(areas: &[Vec<f64>]) -> Result<Transition, ChangeError> {
    let classes = areas.len();
    for (row, cells) in areas.iter().enumerate() {
        if cells.len() != classes {
            return Err(ChangeError::NotSquare {
                row,
                found: cells.len(),
                classes,
            });
        }
    }
    check_cells(areas)?;
    let total = check_areas(&areas.concat())?;
    if total == 0.0 {
        return Err(ChangeError::ZeroTotal);
    }
    let start: Vec<f64> = areas.iter().map(|row| row.iter().sum()).collect();
    let end: Vec<f64> = (0..classes)
        .map(|j| areas.iter().map(|row| row[j]).sum())
        .collect();
    let off = |of: &dyn Fn(usize) -> f64| -> Vec<f64> { (0..classes).map(of).collect() };
    let others = |i: usize| (0..classes).filter(move |j| *j != i);
    let loss = off(&|i| others(i).map(|j| areas[i][j]).sum());
    let gain = off(&|i| others(i).map(|j| areas[j][i]).sum());
    let changed: f64 = loss.iter().sum();
    let mut flows: Vec<Flow> = (0..classes)
        .flat_map(|from| others(from).map(move |to| (from, to)))
        .map(|(from, to)| Flow {
            from,
            to,
            area: areas[from][to],
        })
        .filter(|f| f.area > 0.0)
        .collect();
    flows.sort_by(|a, b| b.area.total_cmp(&a.area));
    Ok(Transition {
        areas: areas.to_vec(),
        start,
        end,
        loss,
        gain,
        total,
        changed,
        // Rows are added before they are summed: the last bit may go beyond the total.
        changed_share: (changed / total).min(1.0),
        flows,
    })
}

/// Counts a transition matrix from two maps of class labels, cell by cell. Classes stand in the order of their labels.
///
/// # Units
/// `cell_area` in any unit of area; 1 counts cells.
///
/// # Errors
/// [`ChangeError::DifferentSizes`], [`ChangeError::CellArea`], [`ChangeError::Empty`], [`ChangeError::Overflow`].
///
/// # Source
/// Cross-tabulation of two maps, cell by cell.
///
/// # Examples
/// ```
/// let (labels, t) = tanheng::core::change::transition_from_labels(&[1, 1, 2], &[1, 2, 2], 100.0)?;
/// assert_eq!((labels, t.changed), (vec![1, 2], 100.0));
/// # Ok::<(), tanheng::core::change::ChangeError>(())
/// ```
pub fn transition_from_labels(
    from: &[u32],
    to: &[u32],
    cell_area: f64,
) -> Result<(Vec<u32>, Transition), ChangeError> {
    if from.len() != to.len() {
        return Err(ChangeError::DifferentSizes {
            from: from.len(),
            to: to.len(),
        });
    }
    if !(cell_area > 0.0 && cell_area.is_finite()) {
        return Err(ChangeError::CellArea { value: cell_area });
    }
    let mut counts: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    for pair in from.iter().copied().zip(to.iter().copied()) {
        *counts.entry(pair).or_default() += 1;
    }
    let mut labels: Vec<u32> = counts.keys().flat_map(|(a, b)| [*a, *b]).collect();
    labels.sort_unstable();
    labels.dedup();
    let areas: Vec<Vec<f64>> = labels
        .iter()
        .map(|a| {
            labels
                .iter()
                .map(|b| *counts.get(&(*a, *b)).unwrap_or(&0) as f64 * cell_area)
                .collect()
        })
        .collect();
    if areas.iter().flatten().any(|area| !area.is_finite()) {
        return Err(ChangeError::Overflow);
    }
    transition(&areas).map(|t| (labels, t))
}
