//! Space: who is whose neighbour, and whether like lies by like.
//!
//! | what | where |
//! |---|---|
//! | neighbours and their weights | [`Weights`] |
//! | gravity centre, its path, deviational ellipse | [`centre`] |

pub mod centre;
pub mod weights;

pub use weights::Weights;
