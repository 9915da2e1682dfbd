//! All units together.

use serde::{Deserialize, Serialize};

use super::amounts::Ahead;
use super::need::{UnitNeed, nothing};
use crate::core::carbon_oxygen::{Element, LandNeed, NeedInput, land_need};
use crate::core::forecast::Part;
use crate::core::problem::Report;

/// All units for which one balance is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PooledNeed {
    /// Positions of the units counted.
    pub counted: Vec<usize>,
    /// Positions of units with a gap.
    pub short: Vec<usize>,
    /// Positions of units whose gap does not go into them.
    pub impossible: Vec<usize>,
    /// What people will do in the target year.
    pub ahead: Ahead,
    /// What the land there is does.
    pub land: f64,
    /// Sum of what each unit would have to add by itself, hm².
    pub extra: f64,
    /// The need of all together, wherever the land is.
    pub together: Part<LandNeed>,
}

/// Both balances of all units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NationNeed {
    /// Carbon; none where no unit is known.
    pub carbon: Option<PooledNeed>,
    /// Oxygen.
    pub oxygen: Option<PooledNeed>,
}

pub(super) fn pooled(units: &[UnitNeed], element: Element, share: f64) -> Option<PooledNeed> {
    let mut pool = PooledNeed {
        counted: Vec::new(),
        short: Vec::new(),
        impossible: Vec::new(),
        ahead: Ahead {
            mean: 0.0,
            low: 0.0,
            high: 0.0,
        },
        land: 0.0,
        extra: 0.0,
        together: Err(nothing()),
    };
    let (mut standard, mut reference, mut region) = (0.0, Some(0.0), Some(0.0));
    for (at, unit) in units.iter().enumerate() {
        let own = unit.of(element);
        let (Ok(need), Ok(ahead), Ok(land), Some(does)) =
            (&own.need, &own.ahead, &unit.land, own.land)
        else {
            continue;
        };
        pool.counted.push(at);
        if need.extra > 0.0 {
            pool.short.push(at);
        }
        if need.room.is_impossible() {
            pool.impossible.push(at);
        }
        pool.ahead.mean += ahead.mean;
        pool.ahead.low += ahead.low;
        pool.ahead.high += ahead.high;
        pool.land += does;
        pool.extra += need.extra;
        standard += land.standard.area;
        reference = reference.zip(land.reference_area).map(|(a, b)| a + b);
        region = region.zip(unit.region_area).map(|(a, b)| a + b);
    }
    if pool.counted.is_empty() {
        return None;
    }
    let together = land_need(&NeedInput {
        human: pool.ahead.mean,
        land: pool.land,
        share,
        standard_area: standard,
        reference_area: reference,
        region_area: region,
    });
    pool.together = together.map_err(|e| Box::new(e.problem()));
    Some(pool)
}
