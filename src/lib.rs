//! Tanheng: land-use carbon accounts, relations and forecasts that show their working.

pub mod core;
