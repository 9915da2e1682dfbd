//! Supply of and demand for carbon storage: what land holds beside what people emit, per area.

mod error;
mod merge;
mod ratio;

pub use error::SupplyError;
pub use merge::{Nearest, merged, nearest_limit};
pub use ratio::{Demand, SupplyDemand, SupplyInput, UnitSupply, supply_demand};
