//! Raster files ↔ rows of class codes: GeoTIFF, ESRI ASCII grid and PNG with a legend, never the whole file at once.
//!
//! ```
//! use tanheng::core::raster::{Earth, PixelArea};
//! use tanheng::exchange::raster::{self, Side};
//! let text = b"ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 30\nnodata_value 0\n1 1\n2 0\n";
//! let side = Side { prj: Some("PROJCS[\"Albers\",UNIT[\"Meter\",1.0]]"), ..Side::default() };
//! let mut classes = raster::open(&text[..], &side)?;
//! let counted = raster::count(&mut [classes.as_mut()], None, &raster::CountOptions::default(), &mut |_, _, _| {
//!     std::ops::ControlFlow::Continue(())
//! })?;
//! assert_eq!(counted.dates[0].cells[0].area, 2.0 * 900.0);
//! # Ok::<(), tanheng::exchange::raster::RasterFileError>(())
//! ```

mod ascii;
mod count;
mod error;
mod legend;
mod pair;
mod png;
mod side;
mod source;
mod tiff;
mod values;
mod window;

pub use count::{Change, CountOptions, Counted, RasterZones, Zones, count};
pub use error::{Kind, RasterFileError};
pub use legend::{Legend, LegendError};
pub use pair::{Output, write_codes};
pub use side::Side;
pub use source::{Ahead, ReadAt, Unreadable};
pub use tiff::{Georeference, Pixels, TiffWriter};
pub use window::{Preview, window};

use std::ops::Range;

use crate::core::raster::{Grid, Row};

/// Most columns and most rows of a raster.
pub const MOST_SIDE: u32 = 1 << 20;
/// Most bytes of one decoded part of a file.
pub const MOST_CHUNK: u64 = 64 << 20;
/// Most bytes of the decoded parts that lie side by side.
pub const MOST_BAND: u64 = 128 << 20;

/// A raster whose rows are class codes. Asked for from the top down it reads each part of its file once.
pub trait Classes {
    /// Size, position and coordinate system.
    fn grid(&self) -> &Grid;

    /// The code of a byte that means no data; rows of other codes say so themselves.
    fn nodata(&self) -> Option<i32> {
        None
    }

    /// Whether rows are bytes.
    fn is_bytes(&self) -> bool {
        false
    }

    /// The codes of some columns of a row; none when they do not lie within the raster.
    ///
    /// # Errors
    /// [`RasterFileError`], with the place in the file or the pixel.
    fn row(&mut self, y: u32, columns: Range<u32>) -> Result<Row<'_>, RasterFileError>;

    /// The position as the file has it, to be written into another.
    fn georeference(&self) -> Georeference {
        Georeference::of(self.grid())
    }
}

/// Whether some columns of a row lie within a raster.
fn holds(grid: &Grid, y: u32, columns: &Range<u32>) -> bool {
    y < grid.height && columns.start <= columns.end && columns.end <= grid.width
}

/// Opens a raster by its first bytes. What lies beside it, in files of its own, comes with `side`.
///
/// # Errors
/// [`RasterFileError`] when it is of no kind that is read, damaged or too large.
pub fn open<'a>(
    source: impl ReadAt + 'a,
    side: &Side<'_>,
) -> Result<Box<dyn Classes + 'a>, RasterFileError> {
    let mut head = [0; 8];
    let there = source.len().min(8) as usize;
    source.read_at(0, &mut head[..there])?;
    Ok(match &head[..there] {
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => {
            Box::new(tiff::GeoTiff::open(source, side)?)
        }
        [0x89, b'P', b'N', b'G', ..] => Box::new(png::PngClasses::open(source, side)?),
        _ if ascii::is_ascii_grid(&head[..there]) => {
            Box::new(ascii::AsciiGrid::open(source, side)?)
        }
        _ => return Err(RasterFileError::NoRaster),
    })
}
