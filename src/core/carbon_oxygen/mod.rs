//! Carbon–oxygen balance (碳氧平衡): what people release and consume against what land fixes and releases, and the
//! ecological land a balance asks for.
//!
//! | what | where |
//! |---|---|
//! | ratios of a unit, and of all together | [`balances`], [`totals`] |
//! | standard area of ecological land | [`standard_area`] |
//! | what it falls short by, and whether the region has room | [`land_need`] |
//! | the ratio a printed gap means | [`implied_ratio`] |
//! | an amount in a later year, as the mean of several models | [`project`] |

mod ahead;
mod balance;
mod error;
mod land;

pub use ahead::{ModelAhead, Projection, project};
pub use balance::{
    Amounts, Element, Ratio, RatioStatus, Standing, Totals, UnitBalance, balances, totals,
};
pub use error::EcoBalanceError;
pub use land::{
    LandNeed, NeedInput, Room, StandardArea, check_share, implied_ratio, land_need, standard_area,
};
