//! Tanheng: land-use carbon accounts, relations and forecasts that show their working.

#[cfg(feature = "chart")]
pub mod chart;
pub mod core;
pub mod exchange;
pub mod steps;
pub mod words;
