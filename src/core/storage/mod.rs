//! Carbon stored in the land (碳储量): four pools by class times areas, as InVEST Carbon has it.
//!
//! | what | where |
//! |---|---|
//! | carbon of each class, t C/ha | [`Pool`], [`PoolTable`] |
//! | stock by class and zone | [`storage`] |
//! | change between two dates, from each class to each | [`storage_change`] |
//! | present value of what is taken up or lost | [`carbon_value`] |
//! | range of the stock from ranges of the pools | [`storage_range`] |

mod change;
mod error;
mod pool;
mod range;
mod spec;
mod stock;
mod value;

pub use change::{AreaChange, ChangeCell, StorageChange, storage_change};
pub use error::StorageError;
pub use pool::{Density, POOLS, Pool, PoolTable};
pub use range::{MOST_DRAWS, RangeOptions, Shape, StorageRange, Summary, ZoneRange, storage_range};
pub use spec::{CARBON_VALUE, STORAGE};
pub use stock::{ClassArea, ClassStock, Missing, MissingClass, Stock, Storage, ZoneStock, storage};
pub use value::{CarbonValue, PriceChange, ValueOptions, carbon_value};
