//! Change of the stock between two dates.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Missing, MissingClass, PoolTable, StorageError};

/// Area that was of one class and is of another, or of the same.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaChange {
    /// Class before.
    pub from: i32,
    /// Class after.
    pub to: i32,
    /// Area, hm².
    pub area: f64,
    /// Pixels, when they were counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pixels: Option<u64>,
}

/// What an area that changed its class gained or lost.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ChangeCell {
    /// Class before.
    pub from: i32,
    /// Class after.
    pub to: i32,
    /// Area, hm².
    pub area: f64,
    /// After less before, t C/ha.
    pub density: f64,
    /// After less before, t C.
    pub carbon: f64,
}

/// A change with its working.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StorageChange {
    /// Every class that occurs, by code.
    pub classes: Vec<i32>,
    /// `area[from][to]`, hm², in the order of the classes.
    pub area: Vec<Vec<f64>>,
    /// `carbon[from][to]`, t C; none where one of the two has no pools.
    pub carbon: Vec<Vec<Option<f64>>>,
    /// Each pair that occurs and has pools.
    pub cells: Vec<ChangeCell>,
    /// What is gained where there is a gain, t C.
    pub gained: f64,
    /// What is lost where there is a loss, t C, as a negative number.
    pub lost: f64,
    /// Gain and loss together, t C; none when classes are left out.
    pub net: Option<f64>,
    /// Classes left out, with the area they had at either date.
    pub missing: Vec<MissingClass>,
}

/// Most classes of a change: it has a row and a column for each. Heights taken for classes come in thousands.
pub const MOST_CLASSES: usize = 1_000;

/// Change of the carbon stored, from each class to each (from × to).
///
/// # Formula
/// ```text
/// ΔC(from, to) = (C(to) − C(from)) · A(from, to)
/// ```
/// A true loss of 1 t/ha is a loss like any other: nothing stands for “no data” among the figures.
///
/// # Errors
/// [`StorageError`] as [`super::storage`] has it, and [`StorageError::TooManyClasses`] for more than 1000.
///
/// # Source
/// InVEST User's Guide, Carbon Storage and Sequestration (change = alternate − baseline).
///
/// # Examples
/// ```
/// use tanheng::core::storage::{AreaChange, Density, Missing, Pool, PoolTable, storage_change};
/// let pool = |code, above| Pool { code, above: Density::of(above), ..Pool::default() };
/// let table = PoolTable::new(vec![pool(1, 86.0), pool(2, 28.0)])?;
/// let changes = [AreaChange { from: 1, to: 2, area: 3.0, pixels: None }];
/// assert_eq!(storage_change(&changes, &table, Missing::Refuse)?.net, Some(-174.0));
/// # Ok::<(), tanheng::core::storage::StorageError>(())
/// ```
pub fn storage_change(
    changes: &[AreaChange],
    table: &PoolTable,
    missing: Missing,
) -> Result<StorageChange, StorageError> {
    if changes.is_empty() {
        return Err(StorageError::NoAreas);
    }
    let bad = changes
        .iter()
        .position(|c| !(c.area.is_finite() && c.area >= 0.0));
    if let Some(index) = bad {
        let value = changes[index].area;
        return Err(StorageError::Area { index, value });
    }
    let classes: BTreeSet<i32> = changes.iter().flat_map(|c| [c.from, c.to]).collect();
    let classes: Vec<i32> = classes.into_iter().collect();
    if classes.len() > MOST_CLASSES {
        return Err(StorageError::TooManyClasses {
            classes: classes.len(),
        });
    }
    let left_out: Vec<MissingClass> = classes
        .iter()
        .filter(|class| table.get(**class).is_none())
        .map(|class| {
            let with = changes
                .iter()
                .filter(|c| c.from == *class || c.to == *class);
            let pixels = with.clone().filter_map(|c| c.pixels);
            MissingClass {
                class: *class,
                pixels: pixels.reduce(u64::saturating_add),
                area: with.map(|c| c.area).sum(),
            }
        })
        .collect();
    if missing == Missing::Refuse && !left_out.is_empty() {
        return Err(StorageError::Missing { classes: left_out });
    }
    let n = classes.len();
    let place = |class: i32| classes.binary_search(&class).unwrap_or(0);
    let mut area = vec![vec![0.0; n]; n];
    let mut carbon = vec![vec![None; n]; n];
    for (row, from) in carbon.iter_mut().zip(&classes) {
        for (cell, to) in row.iter_mut().zip(&classes) {
            *cell = (table.get(*from).is_some() && table.get(*to).is_some()).then_some(0.0);
        }
    }
    let mut cells = Vec::new();
    for change in changes {
        let (i, j) = (place(change.from), place(change.to));
        area[i][j] += change.area;
        let (Some(from), Some(to)) = (table.get(change.from), table.get(change.to)) else {
            continue;
        };
        let density = to.total() - from.total();
        let gain = density * change.area;
        carbon[i][j] = carbon[i][j].map(|c: f64| c + gain);
        cells.push(ChangeCell {
            from: change.from,
            to: change.to,
            area: change.area,
            density,
            carbon: gain,
        });
    }
    let sum = |keep: &dyn Fn(f64) -> bool| -> f64 {
        cells.iter().map(|c| c.carbon).filter(|c| keep(*c)).sum()
    };
    let (gained, lost) = (sum(&|c| c > 0.0), sum(&|c| c < 0.0));
    if !(gained.is_finite() && lost.is_finite()) {
        return Err(StorageError::Overflow);
    }
    Ok(StorageChange {
        classes,
        area,
        carbon,
        cells,
        gained,
        // An empty sum of floats is −0.
        lost: lost + 0.0,
        net: left_out.is_empty().then_some(gained + lost),
        missing: left_out,
    })
}
