//! Parts that more than one page uses.

pub mod figure;
pub mod icon;
pub mod message;
pub mod rich;
pub mod segment;
pub mod slider;
pub mod working;
