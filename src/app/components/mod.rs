//! Parts that more than one page uses.

pub mod basis;
pub mod figure;
pub mod icon;
pub mod message;
pub mod plot;
pub mod rich;
pub mod segment;
pub mod slider;
pub mod working;
