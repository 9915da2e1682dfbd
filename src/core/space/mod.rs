//! Space: who is whose neighbour, and whether like lies by like.
//!
//! | what | where |
//! |---|---|
//! | neighbours and their weights | [`Weights`] |

pub mod weights;

pub use weights::Weights;
