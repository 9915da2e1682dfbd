//! Tanheng: land-use carbon accounts, relations and forecasts that show their working.

#[cfg(all(feature = "ui", target_arch = "wasm32"))]
pub mod app;
#[cfg(feature = "chart")]
pub mod chart;
pub mod core;
#[cfg(all(feature = "worker", target_arch = "wasm32"))]
pub mod door;
pub mod exchange;
pub mod job;
pub mod steps;
pub mod words;
