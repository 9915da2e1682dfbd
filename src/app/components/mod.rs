//! Parts that more than one page uses.

pub mod figure;
pub mod icon;
pub mod message;
pub mod segment;
pub mod sheet;
pub mod slider;
pub mod working;
