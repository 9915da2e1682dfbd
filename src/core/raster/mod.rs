//! Class rasters: where their pixels lie, how large they are, and how many there are of each class in each zone.
//!
//! | what | where |
//! |---|---|
//! | size, position and coordinate system of a raster | [`Grid`] |
//! | whether two rasters lie on each other | [`compare_grids`] |
//! | area of the pixels of a row | [`PixelArea`] |
//! | pixels and areas by class and zone, a row at a time | [`Counter`] |

mod area;
mod compare;
mod count;
mod error;
mod grid;
mod lookup;

pub use area::{Earth, PixelArea};
pub use compare::{GridDifference, compare_grids};
pub use count::{Cell, Counter, Counts, MOST_CELLS};
pub use error::RasterError;
pub use grid::{Crs, CrsKind, GeoTransform, Grid};
pub use lookup::MOST_KEYS;

/// A class code that says there is no class.
pub const NO_CLASS: i32 = i32::MIN;
/// A zone code that says the pixel is in no zone.
pub const NO_ZONE: u32 = u32::MAX;

/// Zones as rows of codes: a second raster on the same grid, or polygons made into rows.
pub trait ZoneRows {
    /// Writes the zone of each pixel of row `y`, [`NO_ZONE`] where there is none. Rows are asked for from the top down.
    ///
    /// # Errors
    /// What stands in the way of this row.
    fn row(&mut self, y: u32, zones: &mut [u32]) -> Result<(), super::problem::Problem>;
}

/// Class codes of part of a row, as they are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row<'a> {
    /// One byte each; the value that means no data stands as it is.
    Bytes(&'a [u8]),
    /// Any other width, [`NO_CLASS`] where there is no data.
    Codes(&'a [i32]),
}

impl Row<'_> {
    /// Pixels.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Bytes(codes) => codes.len(),
            Self::Codes(codes) => codes.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code of a pixel, [`NO_CLASS`] where it is `nodata` or past the end.
    #[must_use]
    pub fn code(&self, at: usize, nodata: Option<i32>) -> i32 {
        let code = match self {
            Self::Bytes(codes) => codes.get(at).map(|c| i32::from(*c)),
            Self::Codes(codes) => codes.get(at).copied(),
        };
        code.filter(|c| Some(*c) != nodata).unwrap_or(NO_CLASS)
    }
}
