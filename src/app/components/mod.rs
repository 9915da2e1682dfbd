//! Parts that more than one page uses.

pub mod basis;
pub mod figure;
pub mod icon;
pub mod ink_of;
pub mod long_work;
pub mod map_view;
pub mod message;
pub mod number_field;
pub mod page_head;
pub mod plot;
pub mod rich;
pub mod segment;
pub mod sheet;
pub mod slider;
pub mod unit_map;
pub mod working;
pub mod year_slider;
