//! Whether land at dates and its carbon can be counted with.

use super::Fault;
use super::check::year_faults;
use crate::core::storage::PoolTable;
use crate::core::study::{MOST_DATES, Study};

/// Most pairs of class and zone of all dates, and of all changes.
const MOST_AREAS: usize = 1_000_000;

pub(super) fn land(study: &Study, faults: &mut Vec<Fault>) {
    let Some(land) = study.land_stock.as_deref() else {
        return;
    };
    faults.extend(year_faults(land.dates.iter().filter_map(|d| d.year)));
    let areas: usize = land.dates.iter().map(|d| d.areas.len()).sum();
    let changes: usize = land.changes.iter().map(Vec::len).sum();
    let counts = [
        ("land_stock.dates", land.dates.len(), MOST_DATES),
        ("land_stock.areas", areas, MOST_AREAS),
        ("land_stock.changes", changes, MOST_AREAS),
    ];
    for (part, count, limit) in counts {
        if count > limit {
            faults.push(Fault::TooManyZones { part, count, limit });
        }
    }
    let is_area = |area: f64| area.is_finite() && area >= 0.0;
    let all = land.dates.iter().flat_map(|d| &d.areas).map(|a| a.area);
    let moved = land.changes.iter().flatten().map(|c| c.area);
    let is_whole = all.chain(moved).all(is_area);
    let has_pools = land.pools.is_empty() || PoolTable::new(land.pools.clone()).is_ok();
    if !is_whole || !has_pools {
        faults.push(Fault::LandStock);
    }
}
