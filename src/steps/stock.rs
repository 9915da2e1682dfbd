//! Study → carbon stored at one date or several, their changes, ranges and value.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::core::problem::{Problem, Report};
use crate::core::storage::{
    AreaChange, CarbonValue, ClassArea, Missing, PoolTable, RangeOptions, Storage, StorageChange,
    StorageError, StorageRange, ValueOptions, carbon_value, storage, storage_change, storage_range,
};
use crate::core::study::{LandStock, Study};

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

/// Everything the step shows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct StockStep {
    /// Codes of all dates, ascending.
    pub codes: Vec<i32>,
    /// Stocks and changes; none without any pools.
    pub stock: Option<StorageReply>,
    /// Carbon gained from the first date to the last, t C: the net changes from date to date where pixels were followed, else the last
    /// total less the first.
    pub change: Option<f64>,
    /// Years between the first and the last date, or those chosen where a date has no year.
    pub years: Option<i32>,
    /// Present value of the change, once there is a price; why not, where it cannot be had.
    pub value: Option<Result<CarbonValue, Problem>>,
}

/// The carbon a study's land holds. Classes without pools are left out and named; there is no total then.
///
/// # Errors
/// [`StorageError`] of pools or areas that cannot be used.
pub fn compute(study: &Study) -> Result<StockStep, StorageError> {
    let Some(land) = study.land_stock.as_deref() else {
        return Ok(StockStep::default());
    };
    let codes = land.codes();
    let has_pools = codes.iter().any(|code| land.pool(*code).is_some());
    if !has_pools || land.dates.is_empty() {
        return Ok(StockStep {
            codes,
            ..StockStep::default()
        });
    }
    let chosen = &study.choices.storage;
    let request = request(land, chosen.range)?;
    let stock = run_storage(&request, &mut |_, _| ControlFlow::Continue(()))?;
    let total = |date: Option<&DateStorage>| date.and_then(|d| d.storage.total);
    let (first, last) = (total(stock.dates.first()), total(stock.dates.last()));
    let is_pair = stock.dates.len() > 1;
    // Where pixels were followed from date to date, only those with a class at both count: a cloud is no loss.
    let change = if stock.changes.is_empty() {
        first.zip(last).filter(|_| is_pair).map(|(a, b)| b - a)
    } else {
        stock.changes.iter().map(|c| c.net).sum()
    };
    let dated = |at: Option<&DateStorage>| at.and_then(|d| d.year);
    let (from, to) = (dated(stock.dates.first()), dated(stock.dates.last()));
    let years = from
        .zip(to)
        .map_or(chosen.years, |(a, b)| b.saturating_sub(a));
    let start = from.unwrap_or(0);
    let value = change.filter(|_| chosen.price != 0.0).map(|change| {
        carbon_value(&ValueOptions {
            sequestered: change,
            price: chosen.price,
            start,
            end: start.saturating_add(years),
            discount: chosen.discount,
            price_change: chosen.price_change,
            reading: chosen.reading,
        })
        .map_err(|e| e.problem())
    });
    Ok(StockStep {
        codes,
        years: is_pair.then_some(years),
        stock: Some(stock),
        change,
        value,
    })
}

fn request(land: &LandStock, range: RangeOptions) -> Result<StorageRequest, StorageError> {
    let has_range = land.pools.iter().any(|pool| {
        let mut densities = pool.densities().into_iter();
        densities.any(|d| d.range() != (d.value, d.value))
    });
    Ok(StorageRequest {
        pools: PoolTable::new(land.pools.clone())?,
        dates: land
            .dates
            .iter()
            .map(|date| DateAreas {
                year: date.year,
                areas: date.areas.clone(),
            })
            .collect(),
        changes: land.changes.clone(),
        missing: Missing::LeaveOut,
        range: has_range.then_some(range),
    })
}
