//! Range of the stock from the ranges of the pools.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use serde::{Deserialize, Serialize};

use super::{ClassArea, Missing, PoolTable, StorageError, storage};

/// Most draws.
pub const MOST_DRAWS: usize = 20_000;
/// Fewest draws from which percentiles are read.
const FEWEST_DRAWS: usize = 100;
/// Most classes with a range; with the most draws they take 64 MB.
const MOST_CLASSES: usize = 400;

/// How a pool is drawn between its least and its greatest value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Triangular, the value being the most likely.
    #[default]
    Triangular,
    /// Every value as likely as any other.
    Uniform,
}

/// How to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RangeOptions {
    /// Draws.
    pub draws: usize,
    /// Seed; the same one gives the same draws everywhere.
    pub seed: u64,
    /// Distribution of each pool.
    pub shape: Shape,
}

impl Default for RangeOptions {
    fn default() -> Self {
        Self {
            draws: 2000,
            seed: 1,
            shape: Shape::default(),
        }
    }
}

/// Mean, standard deviation and percentiles of the draws, t C.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Mean.
    pub mean: f64,
    /// Standard deviation of the sample.
    pub sd: f64,
    /// 5 % lie below.
    pub p05: f64,
    /// Median.
    pub p50: f64,
    /// 95 % lie below.
    pub p95: f64,
}

/// Range of a zone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ZoneRange {
    /// Zone.
    pub zone: String,
    /// Its stock.
    pub stock: Summary,
}

/// Ranges of the total and of every zone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StorageRange {
    /// Choices used.
    pub options: RangeOptions,
    /// All zones together.
    pub total: Summary,
    /// Zones in the order of the areas; none when there is one only.
    pub zones: Vec<ZoneRange>,
    /// Classes without a range, which are the same in every draw.
    pub fixed: Vec<i32>,
}

/// Range of a stock (蒙特卡罗): every pool of every class is drawn once a draw, the same in all zones, independent of the others.
///
/// # Errors
/// [`StorageError`] as [`storage`] has it, no pool with a range, too few or too many draws, or stopped by `progress`.
///
/// # Source
/// IPCC 2006, volume 1, chapter 3, approach 2 (Monte Carlo); percentiles between two draws as R's type 7.
///
/// # Examples
/// ```
/// use std::ops::ControlFlow;
/// use tanheng::core::storage::{ClassArea, Density, Pool, PoolTable, RangeOptions, storage_range};
/// let above = Density { value: 100.0, low: Some(80.0), high: Some(120.0) };
/// let table = PoolTable::new(vec![Pool { code: 1, above, ..Pool::default() }])?;
/// let areas = [ClassArea { class: 1, area: 1.0, ..ClassArea::default() }];
/// let range = storage_range(&areas, &table, &RangeOptions::default(), &mut |_, _| ControlFlow::Continue(()))?;
/// assert!(80.0 < range.total.p05 && range.total.p05 < 100.0 && 100.0 < range.total.p95);
/// # Ok::<(), tanheng::core::storage::StorageError>(())
/// ```
pub fn storage_range(
    areas: &[ClassArea],
    table: &PoolTable,
    options: &RangeOptions,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<StorageRange, StorageError> {
    let draws = options.draws;
    if !(FEWEST_DRAWS..=MOST_DRAWS).contains(&draws) {
        return Err(StorageError::Draws { draws });
    }
    let stock = storage(areas, table, Missing::Refuse)?;
    let mut drawn: BTreeMap<i32, Vec<f64>> = BTreeMap::new();
    let mut fixed = Vec::new();
    let mut source = Pcg64Mcg::seed_from_u64(options.seed);
    let classes = stock.classes.len();
    for (done, class) in stock.classes.iter().enumerate() {
        if progress(done, classes).is_break() {
            return Err(StorageError::Cancelled);
        }
        let Some(pool) = table.get(class.class) else {
            continue;
        };
        let densities = pool.densities();
        if densities.iter().all(|d| d.range() == (d.value, d.value)) {
            fixed.push(class.class);
            continue;
        }
        if drawn.len() == MOST_CLASSES {
            return Err(StorageError::Overflow);
        }
        let values = (0..draws).map(|_| {
            let of = |d: &super::Density| {
                let (low, high) = d.range();
                between(low, d.value, high, options.shape, source.random::<f64>())
            };
            densities.iter().map(of).sum()
        });
        drawn.insert(class.class, values.collect());
    }
    if drawn.is_empty() {
        return Err(StorageError::NoRange);
    }
    let mut sums = Sums {
        draws,
        drawn: &drawn,
        table,
    };
    let total = sums.of(areas.iter());
    let mut by_zone: BTreeMap<&str, Vec<&ClassArea>> = BTreeMap::new();
    for area in areas {
        by_zone.entry(&area.zone).or_default().push(area);
    }
    let mut zones = Vec::new();
    if stock.zones.len() > 1 {
        for (done, zone) in stock.zones.iter().enumerate() {
            if progress(done, stock.zones.len()).is_break() {
                return Err(StorageError::Cancelled);
            }
            let own = by_zone.get(zone.zone.as_str()).into_iter().flatten();
            zones.push(ZoneRange {
                zone: zone.zone.clone(),
                stock: sums.of(own.copied()),
            });
        }
    }
    Ok(StorageRange {
        options: *options,
        total,
        zones,
        fixed,
    })
}

struct Sums<'a> {
    draws: usize,
    drawn: &'a BTreeMap<i32, Vec<f64>>,
    table: &'a PoolTable,
}

impl Sums<'_> {
    fn of<'a>(&mut self, areas: impl Iterator<Item = &'a ClassArea>) -> Summary {
        let mut sums = vec![0.0; self.draws];
        for area in areas {
            match self.drawn.get(&area.class) {
                Some(values) => {
                    for (sum, value) in sums.iter_mut().zip(values) {
                        *sum += value * area.area;
                    }
                }
                None => {
                    let density = self.table.get(area.class).map_or(0.0, super::Pool::total);
                    for sum in &mut sums {
                        *sum += density * area.area;
                    }
                }
            }
        }
        summary(&mut sums)
    }
}

/// The value below which the share `share` of the distribution lies.
fn between(low: f64, mode: f64, high: f64, shape: Shape, share: f64) -> f64 {
    let width = high - low;
    if width == 0.0 {
        return mode;
    }
    match shape {
        Shape::Uniform => low + share * width,
        Shape::Triangular => {
            let turn = (mode - low) / width;
            if share < turn {
                low + libm::sqrt(share * width * (mode - low))
            } else {
                high - libm::sqrt((1.0 - share) * width * (high - mode))
            }
        }
    }
}

fn summary(values: &mut [f64]) -> Summary {
    values.sort_by(f64::total_cmp);
    let n = values.len() as f64;
    // From the first value on: equal values have that mean to the last bit.
    let base = values.first().copied().unwrap_or(0.0);
    let mean = base + values.iter().map(|v| (v - base) / n).sum::<f64>();
    let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
    let at = |share: f64| {
        let place = share * (n - 1.0);
        let below = place as usize;
        let (a, b) = (values[below], values[(below + 1).min(values.len() - 1)]);
        a + (place - below as f64) * (b - a)
    };
    Summary {
        mean,
        sd: libm::sqrt(squares / (n - 1.0)),
        p05: at(0.05),
        p50: at(0.5),
        p95: at(0.95),
    }
}
