//! Carbon of each class.

use serde::{Deserialize, Serialize};

use super::StorageError;

/// Names of the pools in InVEST's table, in the order of [`Pool::densities`].
pub const POOLS: [&str; 4] = ["C_above", "C_below", "C_soil", "C_dead"];

/// Carbon per area, t C/ha, with the range it may lie in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Density {
    /// Value.
    pub value: f64,
    /// Least value, when a range is known.
    pub low: Option<f64>,
    /// Greatest value.
    pub high: Option<f64>,
}

/// In JSON a number alone, or an object when there is a range.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Value(f64),
    Range {
        value: f64,
        #[serde(default)]
        low: Option<f64>,
        #[serde(default)]
        high: Option<f64>,
    },
}

impl From<Written> for Density {
    fn from(written: Written) -> Self {
        match written {
            Written::Value(value) => Self::of(value),
            Written::Range { value, low, high } => Self { value, low, high },
        }
    }
}

impl From<Density> for Written {
    fn from(Density { value, low, high }: Density) -> Self {
        if low.is_none() && high.is_none() {
            Self::Value(value)
        } else {
            Self::Range { value, low, high }
        }
    }
}

impl Density {
    /// A value without a range.
    #[must_use]
    pub const fn of(value: f64) -> Self {
        Self {
            value,
            low: None,
            high: None,
        }
    }

    /// Least and greatest value; the value itself where no range is known.
    #[must_use]
    pub fn range(&self) -> (f64, f64) {
        (
            self.low.unwrap_or(self.value),
            self.high.unwrap_or(self.value),
        )
    }
}

/// The four pools of one class.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Pool {
    /// Class code, `lucode`.
    pub code: i32,
    /// Name of the class, `LULC_name`.
    #[serde(default)]
    pub name: String,
    /// Above ground, 地上生物量碳.
    pub above: Density,
    /// Below ground, 地下生物量碳.
    pub below: Density,
    /// Soil, 土壤有机碳.
    pub soil: Density,
    /// Dead organic matter, 死亡有机质碳.
    pub dead: Density,
    /// Where the figures are from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl Pool {
    /// The pools in the order of [`POOLS`].
    #[must_use]
    pub fn densities(&self) -> [Density; 4] {
        [self.above, self.below, self.soil, self.dead]
    }

    /// Carbon of all pools, t C/ha.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.densities().iter().map(|d| d.value).sum()
    }
}

/// Pools of every class, each once.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Pool>", into = "Vec<Pool>")]
pub struct PoolTable(Vec<Pool>);

impl PoolTable {
    /// A table in the order of its codes.
    ///
    /// # Errors
    /// [`StorageError`]: no class, a class twice, a value that is negative or no number, or one outside its range.
    pub fn new(pools: Vec<Pool>) -> Result<Self, StorageError> {
        if pools.is_empty() {
            return Err(StorageError::NoPools);
        }
        for pool in &pools {
            let class = pool.code;
            for (density, name) in pool.densities().iter().zip(POOLS) {
                let (low, high) = density.range();
                for value in [density.value, low, high] {
                    if !(value.is_finite() && value >= 0.0) {
                        return Err(StorageError::Density {
                            class,
                            pool: name,
                            value,
                        });
                    }
                }
                if !(low <= density.value && density.value <= high) {
                    return Err(StorageError::Range {
                        class,
                        pool: name,
                        low,
                        high,
                    });
                }
            }
        }
        let mut pools = pools;
        pools.sort_by_key(|p| p.code);
        match pools.array_windows().find(|[a, b]| a.code == b.code) {
            Some([pool, _]) => Err(StorageError::ClassTwice { class: pool.code }),
            None => Ok(Self(pools)),
        }
    }

    /// The pools of a class.
    #[must_use]
    pub fn get(&self, class: i32) -> Option<&Pool> {
        let at = self.0.binary_search_by_key(&class, |p| p.code).ok()?;
        self.0.get(at)
    }

    /// All of them, by code.
    #[must_use]
    pub fn pools(&self) -> &[Pool] {
        &self.0
    }
}

impl TryFrom<Vec<Pool>> for PoolTable {
    type Error = StorageError;

    fn try_from(pools: Vec<Pool>) -> Result<Self, StorageError> {
        Self::new(pools)
    }
}

impl From<PoolTable> for Vec<Pool> {
    fn from(table: PoolTable) -> Self {
        table.0
    }
}
