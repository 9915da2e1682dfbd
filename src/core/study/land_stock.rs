//! What carbon storage is computed from: areas of land classes at dates, and the carbon of each class.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Text;
use crate::core::raster::Grid;
use crate::core::storage::{AreaChange, ClassArea, Pool};

/// Most dates of a study.
pub const MOST_DATES: usize = 20;

/// The land at a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LandDate {
    /// Name of the file, or what else the areas come from.
    pub name: String,
    /// Year, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// Areas by class and zone, hm².
    pub areas: Vec<ClassArea>,
    /// Pixels without a class.
    #[serde(default)]
    pub nodata: u64,
    /// Pixels with a class in no zone.
    #[serde(default)]
    pub outside: u64,
}

/// Land and its carbon.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LandStock {
    /// Id of the legend of the codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legend: Option<String>,
    /// Names of classes that no legend has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<(i32, Text)>,
    /// Grid the areas were counted on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grid: Option<Grid>,
    /// Dates in order.
    #[serde(default)]
    pub dates: Vec<LandDate>,
    /// From each date to the next; none where only the areas are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Vec<AreaChange>>,
    /// Carbon of each class; classes that are not here have none.
    #[serde(default)]
    pub pools: Vec<Pool>,
}

impl LandDate {
    /// Area and pixels of each class in all zones, in the order in which they are met; no pixels where an area has none.
    #[must_use]
    pub fn by_class(&self) -> Vec<(i32, f64, Option<u64>)> {
        let mut places: BTreeMap<i32, usize> = BTreeMap::new();
        let mut sums: Vec<(i32, f64, Option<u64>)> = Vec::new();
        for area in &self.areas {
            let met = places.get(&area.class).and_then(|at| sums.get_mut(*at));
            if let Some((_, sum, pixels)) = met {
                *sum += area.area;
                *pixels = pixels.zip(area.pixels).map(|(a, b)| a.saturating_add(b));
            } else {
                places.insert(area.class, sums.len());
                sums.push((area.class, area.area, area.pixels));
            }
        }
        sums
    }
}

impl LandStock {
    /// Codes of all dates, ascending.
    #[must_use]
    pub fn codes(&self) -> Vec<i32> {
        let areas = self.dates.iter().flat_map(|d| &d.areas);
        let mut codes: Vec<i32> = areas.map(|a| a.class).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The carbon of a class.
    #[must_use]
    pub fn pool(&self, code: i32) -> Option<&Pool> {
        self.pools.iter().find(|p| p.code == code)
    }

    /// Another carbon of a class, in order of code.
    pub fn put_pool(&mut self, pool: Pool) {
        self.pools.retain(|p| p.code != pool.code);
        let at = self.pools.partition_point(|p| p.code < pool.code);
        self.pools.insert(at, pool);
    }
}
