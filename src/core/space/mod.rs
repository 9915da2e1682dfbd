//! Space: who is whose neighbour, and whether like lies by like.
//!
//! | what | where |
//! |---|---|
//! | neighbours and their weights | [`Weights`] |
//! | whether like lies by like at all | [`global_moran`], [`global_geary`], [`general_g`], [`bivariate_moran`] |
//! | where it does | [`local_moran`], [`local_g`], [`local_geary`], [`local_bivariate_moran`] |
//! | which of many p-values count, and how many permutations that takes | [`adjust`], [`reach`] |
//! | rates of small populations before any of these | [`eb_rates`] |
//! | gravity centre, its path, deviational ellipse | [`centre`] |

mod adjust;
mod bivariate;
pub mod centre;
mod conditional;
mod error;
mod geary;
mod getis;
mod global;
mod local;
mod local_g;
mod local_geary;
mod options;
mod permutation;
mod rates;
mod sample;
mod significance;
mod spec;
mod sums;
pub mod weights;

pub use adjust::{Adjustment, Correction, Reach, adjust, reach};
pub use bivariate::{BivariateMoran, bivariate_moran, local_bivariate_moran};
pub use error::{SpaceError, SpaceWarning};
pub use geary::{GlobalGeary, global_geary};
pub use getis::{GeneralG, general_g};
pub use global::{GlobalMoran, Moments, global_moran};
pub use local::{Cluster, LocalMoran, Quadrant, local_moran};
pub use local_g::{HotSpot, LocalG, LocalGKind, local_g};
pub use local_geary::{GearyClass, LocalGeary, local_geary};
pub use options::{
    Alternative, GlobalOptions, LocalOptions, MOST_BINS, MOST_PERMUTATIONS, Scaling, Transform,
};
pub use permutation::{Counts, OnPermutations, Reference, least_p};
pub use rates::{EbRates, RateVariance, eb_rates};
pub use sample::Coverage;
pub use significance::Significance;
pub use spec::{GLOBAL_MORAN, GlobalMoranRequest, LOCAL_MORAN, LocalMoranRequest, listed_weights};
pub use sums::WeightSums;
pub use weights::Weights;
