//! The pure floor: no DOM, clock, file, language or global state.

pub mod account;
pub mod change;
pub mod explain;
pub mod forecast;
pub mod number;
pub mod problem;
pub mod raster;
pub mod relate;
pub mod spec;
pub mod storage;
pub mod study;
pub mod units;
