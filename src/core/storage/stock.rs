//! Stock by class and zone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{PoolTable, StorageError};

/// Area of a class in a zone.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassArea {
    /// Class code.
    pub class: i32,
    /// Zone; empty when there is one only.
    #[serde(default)]
    pub zone: String,
    /// Area, hm² (ha).
    pub area: f64,
    /// Pixels, when it was counted from a raster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pixels: Option<u64>,
}

/// What to do with a class that the table has not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Compute nothing and name every one.
    #[default]
    Refuse,
    /// Compute the rest, give no total where one is missing, and name what was left out.
    LeaveOut,
}

/// A class that the table has not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MissingClass {
    /// Class code.
    pub class: i32,
    /// Pixels in all zones, when they were counted.
    pub pixels: Option<u64>,
    /// Area in all zones, hm².
    pub area: f64,
}

/// Stock of a class in a zone, t C.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stock {
    /// Class code.
    pub class: i32,
    /// Zone.
    pub zone: String,
    /// Area, hm².
    pub area: f64,
    /// Pixels, when they were counted.
    pub pixels: Option<u64>,
    /// The pools in the order of [`super::POOLS`].
    pub pools: [f64; 4],
    /// All of them.
    pub carbon: f64,
}

/// Stock of a class over all zones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClassStock {
    /// Class code.
    pub class: i32,
    /// Name in the table.
    pub name: String,
    /// Area, hm².
    pub area: f64,
    /// Carbon of a hectare, t C/ha.
    pub density: f64,
    /// The pools in the order of [`super::POOLS`], t C.
    pub pools: [f64; 4],
    /// All of them, t C.
    pub carbon: f64,
}

/// Stock of a zone over all classes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ZoneStock {
    /// Zone.
    pub zone: String,
    /// Area with and without known pools, hm².
    pub area: f64,
    /// Stock, t C; none when a class of the zone has no pools.
    pub carbon: Option<f64>,
    /// Stock of a hectare, t C/ha; none when there is none or no area.
    pub density: Option<f64>,
    /// Classes of the zone without pools.
    pub missing: Vec<i32>,
}

/// A carbon storage with its working.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Storage {
    /// By class and zone, in the order of the areas.
    pub stocks: Vec<Stock>,
    /// By class, in the order of the codes.
    pub classes: Vec<ClassStock>,
    /// By zone, in the order in which they first come.
    pub zones: Vec<ZoneStock>,
    /// Classes left out.
    pub missing: Vec<MissingClass>,
    /// Area, hm², of everything.
    pub area: f64,
    /// Stock, t C; none when a class is left out.
    pub total: Option<f64>,
    /// Stock of the classes that have pools, t C.
    pub known: f64,
}

/// Carbon stored (碳储量) in areas of land by class and zone.
///
/// # Formula
/// ```text
/// C(class, zone) = (C_above + C_below + C_soil + C_dead)(class) · A(class, zone)        t C = t C/ha · ha
/// ```
///
/// # Errors
/// [`StorageError`]: areas that are negative or no numbers; with [`Missing::Refuse`] every class that the table has not.
///
/// # Source
/// InVEST User's Guide, Carbon Storage and Sequestration; IPCC 2006, volume 4, chapter 2, the pools of dead matter as one.
///
/// # Examples
/// ```
/// use tanheng::core::storage::{ClassArea, Density, Missing, Pool, PoolTable, storage};
/// let forest = Pool { code: 1, above: Density::of(140.0), below: Density::of(70.0), soil: Density::of(35.0), dead: Density::of(12.0), ..Pool::default() };
/// let table = PoolTable::new(vec![forest])?;
/// let areas = [ClassArea { class: 1, area: 10.0, ..ClassArea::default() }];
/// assert_eq!(storage(&areas, &table, Missing::Refuse)?.total, Some(2570.0));
/// # Ok::<(), tanheng::core::storage::StorageError>(())
/// ```
pub fn storage(
    areas: &[ClassArea],
    table: &PoolTable,
    missing: Missing,
) -> Result<Storage, StorageError> {
    if areas.is_empty() {
        return Err(StorageError::NoAreas);
    }
    let bad = areas
        .iter()
        .position(|a| !(a.area.is_finite() && a.area >= 0.0));
    if let Some(index) = bad {
        let value = areas[index].area;
        return Err(StorageError::Area { index, value });
    }
    let mut left_out: BTreeMap<i32, MissingClass> = BTreeMap::new();
    let mut classes: BTreeMap<i32, ClassStock> = BTreeMap::new();
    let mut zones: Vec<ZoneStock> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut stocks = Vec::new();
    for area in areas {
        let place = *places.entry(&area.zone).or_insert_with(|| {
            zones.push(ZoneStock {
                zone: area.zone.clone(),
                area: 0.0,
                carbon: Some(0.0),
                density: None,
                missing: Vec::new(),
            });
            zones.len() - 1
        });
        let zone = &mut zones[place];
        zone.area += area.area;
        let Some(pool) = table.get(area.class) else {
            zone.carbon = None;
            if !zone.missing.contains(&area.class) {
                zone.missing.push(area.class);
            }
            let class = left_out.entry(area.class).or_insert(MissingClass {
                class: area.class,
                pixels: None,
                area: 0.0,
            });
            class.area += area.area;
            class.pixels = match (class.pixels, area.pixels) {
                (None, pixels) | (pixels, None) => pixels,
                (Some(a), Some(b)) => Some(a.saturating_add(b)),
            };
            continue;
        };
        let pools = pool.densities().map(|d| d.value * area.area);
        let carbon: f64 = pools.iter().sum();
        zone.carbon = zone.carbon.map(|c| c + carbon);
        let class = classes.entry(area.class).or_insert_with(|| ClassStock {
            class: area.class,
            name: pool.name.clone(),
            area: 0.0,
            density: pool.total(),
            pools: [0.0; 4],
            carbon: 0.0,
        });
        class.area += area.area;
        class.carbon += carbon;
        for (sum, pool) in class.pools.iter_mut().zip(pools) {
            *sum += pool;
        }
        stocks.push(Stock {
            class: area.class,
            zone: area.zone.clone(),
            area: area.area,
            pixels: area.pixels,
            pools,
            carbon,
        });
    }
    let left_out: Vec<MissingClass> = left_out.into_values().collect();
    if missing == Missing::Refuse && !left_out.is_empty() {
        return Err(StorageError::Missing { classes: left_out });
    }
    for zone in &mut zones {
        let density = zone.carbon.map(|c| c / zone.area);
        zone.density = density.filter(|d| d.is_finite());
    }
    let classes: Vec<ClassStock> = classes.into_values().collect();
    let known: f64 = classes.iter().map(|c| c.carbon).sum();
    let area: f64 = areas.iter().map(|a| a.area).sum();
    if !(known.is_finite() && area.is_finite()) {
        return Err(StorageError::Overflow);
    }
    Ok(Storage {
        total: left_out.is_empty().then_some(known),
        stocks,
        classes,
        zones,
        missing: left_out,
        area,
        known,
    })
}
