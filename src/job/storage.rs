//! Carbon stored at one date or several, their changes and ranges, as one job.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::core::storage::{
    AreaChange, ClassArea, Missing, PoolTable, RangeOptions, Storage, StorageChange, StorageError,
    StorageRange, storage, storage_change, storage_range,
};

/// Areas at a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateAreas {
    /// Year, when it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// Areas by class and zone.
    pub areas: Vec<ClassArea>,
}

/// Request of [`crate::core::storage::STORAGE`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StorageRequest {
    /// Carbon pools.
    pub pools: PoolTable,
    /// Dates in order.
    pub dates: Vec<DateAreas>,
    /// From each date to the next; none when only the totals are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Vec<AreaChange>>,
    /// What to do with classes without pools.
    #[serde(default)]
    pub missing: Missing,
    /// Draws for a range; none without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<RangeOptions>,
}

/// The stock at a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DateStorage {
    /// Year, when it is known.
    pub year: Option<i32>,
    /// Stock by class and zone.
    pub storage: Storage,
    /// Its range, when it was asked for.
    pub range: Option<StorageRange>,
    /// Total less that of the date before, t C; none at the first date or without a total.
    pub since_last: Option<f64>,
}

/// Stocks and changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StorageReply {
    /// Each date.
    pub dates: Vec<DateStorage>,
    /// From each date to the next, as far as it was asked for.
    pub changes: Vec<StorageChange>,
}

/// Computes a request.
///
/// # Errors
/// [`StorageError`] of the first date or change that cannot be computed.
pub fn run_storage(
    request: &StorageRequest,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<StorageReply, StorageError> {
    if request.dates.is_empty() {
        return Err(StorageError::NoAreas);
    }
    let mut dates: Vec<DateStorage> = Vec::new();
    for date in &request.dates {
        let stock = storage(&date.areas, &request.pools, request.missing)?;
        // A total that is not there has no range.
        let drawn = request.range.filter(|_| stock.total.is_some());
        let range = drawn.map(|o| storage_range(&date.areas, &request.pools, &o, progress));
        let before = dates.last().and_then(|d| d.storage.total);
        dates.push(DateStorage {
            year: date.year,
            since_last: before.zip(stock.total).map(|(a, b)| b - a),
            storage: stock,
            range: range.transpose()?,
        });
    }
    let changes = request.changes.iter();
    let changes = changes.map(|c| storage_change(c, &request.pools, request.missing));
    Ok(StorageReply {
        dates,
        changes: changes.collect::<Result<_, _>>()?,
    })
}
