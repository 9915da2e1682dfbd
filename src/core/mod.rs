//! The pure floor: no DOM, clock, file, language or global state.

pub mod account;
pub mod balance;
pub mod carbon_oxygen;
pub mod change;
pub mod classify;
pub mod column;
pub mod explain;
pub mod forecast;
pub mod geo;
pub mod markov;
pub mod number;
pub mod problem;
pub mod raster;
pub mod relate;
pub mod space;
pub mod spec;
pub mod storage;
pub mod study;
pub mod supply;
pub mod units;
