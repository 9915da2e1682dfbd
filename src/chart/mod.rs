//! Results as SVG pictures.

pub mod export;

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
