//! Maps: one tile, cell or outline a unit, coloured by its class, with its name and value.
//!
//! A map knows no projection and classifies nothing: tiles bring axial coordinates, outlines bring coordinates of the paper's
//! plane, both bring class numbers and words. That a map is schematic, and its approval number, stand in the source line of the
//! figure, which the caller writes.

mod fill;
mod frame;
mod labels;
pub mod legend;
mod lines;
pub mod multiples;
mod names;
pub mod outlines;
mod overlay;
mod raster;
mod sheet;
pub mod tiles;
pub mod tone;
mod way;

pub use legend::Key;
pub use multiples::{Ground, Multiples, Panel, multiples};
pub use outlines::{Area, AreaMap, outlines};
pub use overlay::{Ring, Stroke, Track};
pub use tiles::{Tile, TileMap, tiles};
pub use tone::{Palette, Tone};

/// How a unit is filled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Look {
    /// Class, counted from 0.
    Class(usize),
    /// Without a class, or not significant.
    Plain,
    /// Hatched: without neighbours.
    Isolated,
    /// Dots and a dashed outline: no data.
    #[default]
    NoData,
}

/// What the colours mean, for a whole map.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scale {
    /// Which colours.
    pub palette: Palette,
    /// How many classes there are.
    pub classes: usize,
    /// Class that is hatched: the most strained.
    pub hatched: Option<usize>,
}

impl Scale {
    /// Colour of a unit.
    #[must_use]
    pub fn tone(&self, look: Look) -> Tone {
        match look {
            Look::Class(class) => self.palette.tone(class, self.classes),
            Look::Plain | Look::Isolated => Tone::PLAIN,
            Look::NoData => Tone::NO_DATA,
        }
    }

    fn is_hatched(&self, look: Look) -> bool {
        match look {
            Look::Class(class) => self.hatched == Some(class),
            Look::Isolated => true,
            Look::Plain | Look::NoData => false,
        }
    }
}
