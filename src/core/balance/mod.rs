//! Carbon balance of units beside one another: intensities, economic and ecological contribution, and the zones that follow.

mod change;
mod error;
mod indices;
mod levels;
mod printed;
mod rules;

pub use change::{Change, changes};
pub use error::BalanceError;
pub use indices::{BalanceInput, CarbonBalance, UnitBalance, carbon_balance};
pub use levels::{Level, LevelRule, Levels, levels};
pub use printed::{ConstantFactor, constant_factor};
pub use rules::{PairRule, zone_of};
