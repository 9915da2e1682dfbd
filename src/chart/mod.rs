//! Results as SVG pictures: plain numbers and words in, a [`Picture`] out.
//!
//! A chart knows no language and no theme: the caller brings every word, and marks carry classes of the stylesheet. It is
//! drawn for the width it is given; text stays 12 px, ticks and labels thin out.

pub mod axis;
mod backend;
pub mod balance;
pub mod breaks;
pub mod export;
pub mod forecast;
pub mod histogram;
pub mod index_lines;
pub mod ink;
mod label;
pub mod land;
pub mod lines;
pub mod map;
pub mod pair;
mod plot;
pub mod quadrant;
pub mod rank_lines;
pub mod ratios;
pub mod rows;
pub mod scatter;
pub mod small;
pub mod stack;
pub mod thumb;
pub mod tile_thumb;

pub use backend::LIGHT;
pub use plot::Words;

/// A drawn chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The `<svg>` element.
    pub svg: String,
    /// Width of the drawing in px.
    pub width: f64,
    /// Height of the drawing in px.
    pub height: f64,
    /// Zones that select a mark.
    pub hits: Vec<Hit>,
}

/// A zone of a drawing, in px of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Left.
    pub x0: f64,
    /// Right.
    pub x1: f64,
    /// Top.
    pub y0: f64,
    /// Bottom.
    pub y1: f64,
    /// Which mark.
    pub index: usize,
}
