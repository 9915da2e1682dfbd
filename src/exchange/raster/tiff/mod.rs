//! GeoTIFF: the first band of the first image. The crate `tiff` 0.11 refuses images with a colour table, as most land-cover
//! maps have one, and tiles that were left out; so directory and predictors are read here, and the packings by crates.

mod codec;
mod directory;
mod geo;
mod write;

pub use geo::Georeference;
pub use write::{Pixels, TiffWriter};

use std::ops::Range;

use self::codec::{Packing, Predictor, restore, unpack};
use self::directory::{Directory, bytes_at, damaged, tag};
use super::values::{self, Stored};
use super::{
    Classes, Kind, MOST_BAND, MOST_CHUNK, MOST_SIDE, RasterFileError, ReadAt, Side, holds,
};
use crate::core::raster::{Grid, NO_CLASS, Row};

/// Rows taken at a time from an unpacked file.
const PLAIN_BYTES: usize = 4 << 20;

pub(super) struct GeoTiff<S> {
    source: S,
    grid: Grid,
    georeference: Georeference,
    stored: Stored,
    nodata: Option<f64>,
    is_big_endian: bool,
    packing: Packing,
    predictor: Predictor,
    /// Columns and rows of a part.
    part: [u32; 2],
    parts_across: u32,
    offsets: Vec<u64>,
    lengths: Vec<u64>,
    band: Band,
    packed: Vec<u8>,
    unpacked: Vec<u8>,
}

/// Decoded rows.
#[derive(Default)]
struct Band {
    rows: Range<u32>,
    columns: Range<u32>,
    bytes: Vec<u8>,
    codes: Vec<i32>,
}

fn unsupported(what: &'static str, value: impl ToString) -> RasterFileError {
    RasterFileError::Unsupported {
        kind: Kind::Tiff,
        what,
        value: value.to_string(),
    }
}

impl<S: ReadAt> GeoTiff<S> {
    pub(super) fn open(source: S, side: &Side<'_>) -> Result<Self, RasterFileError> {
        let directory = Directory::read(&source)?;
        let one = |tag, otherwise| directory.one(&source, tag, otherwise);
        let (width, height) = (one(tag::WIDTH, 0)?, one(tag::HEIGHT, 0)?);
        if width == 0 || height == 0 {
            return Err(damaged("ImageWidth, ImageLength", 0));
        }
        let (Some(columns), Some(rows)) = (side_of(width), side_of(height)) else {
            return Err(RasterFileError::TooLarge { width, height });
        };
        let samples = one(tag::SAMPLES, 1)?;
        if samples != 1 {
            return Err(unsupported("SamplesPerPixel", samples));
        }
        let (bits, format) = (one(tag::BITS, 1)?, one(tag::FORMAT, 1)?);
        let stored = match (format, bits) {
            (1, 8) => Stored::U8,
            (2, 8) => Stored::I8,
            (1, 16) => Stored::U16,
            (2, 16) => Stored::I16,
            (1, 32) => Stored::U32,
            (2, 32) => Stored::I32,
            (3, 32) => Stored::F32,
            (3, 64) => Stored::F64,
            _ => return Err(unsupported("BitsPerSample", bits)),
        };
        let packing = Packing::of(one(tag::COMPRESSION, 1)?)?;
        let is_float = matches!(stored, Stored::F32 | Stored::F64);
        let predictor = match one(tag::PREDICTOR, 1)? {
            _ if packing == Packing::None || packing == Packing::PackBits => Predictor::None,
            1 => Predictor::None,
            2 => Predictor::Difference,
            3 if is_float => Predictor::Float,
            other => return Err(unsupported("Predictor", other)),
        };
        let is_tiled = directory.has(tag::TILE_OFFSETS);
        let part = if is_tiled {
            let part = (one(tag::TILE_WIDTH, 0)?, one(tag::TILE_HEIGHT, 0)?);
            match (side_of(part.0), side_of(part.1)) {
                (Some(w), Some(h)) if w > 0 && h > 0 => [w, h],
                _ => return Err(damaged("TileWidth, TileLength", 0)),
            }
        } else {
            // 2³² − 1 rows mean all of them.
            let high = one(tag::ROWS_PER_STRIP, height)?.min(height) as u32;
            if high == 0 {
                return Err(damaged("RowsPerStrip", 0));
            }
            [columns, high]
        };
        let (offsets, lengths) = if is_tiled {
            (tag::TILE_OFFSETS, tag::TILE_BYTES)
        } else {
            (tag::STRIP_OFFSETS, tag::STRIP_BYTES)
        };
        let parts_across = columns.div_ceil(part[0]);
        let parts = u64::from(parts_across) * u64::from(rows.div_ceil(part[1]));
        let offsets = directory.whole(&source, offsets)?;
        let mut lengths = directory.whole(&source, lengths)?;
        let size = part_bytes(part, stored);
        if lengths.is_empty() && packing == Packing::None {
            // Old writers left the lengths of unpacked strips out.
            lengths = vec![size; offsets.len()];
        }
        if (offsets.len() as u64) < parts || lengths.len() < offsets.len() {
            return Err(damaged("StripOffsets, TileOffsets", 0));
        }
        // Rows of unpacked strips are read alone.
        if (packing != Packing::None || is_tiled) && size > MOST_CHUNK {
            return Err(RasterFileError::ChunkTooLarge { bytes: size });
        }
        let held = if stored == Stored::U8 { 1 } else { 4 };
        let bytes = u64::from(columns) * u64::from(part[1].min(rows)) * held;
        if is_tiled && bytes > MOST_BAND {
            return Err(RasterFileError::ChunkTooLarge { bytes });
        }
        let georeference = Georeference::read(&source, &directory)?;
        let text = directory.text(&source, tag::NODATA)?;
        let mut grid = Grid {
            width: columns,
            height: rows,
            transform: georeference.transform(),
            crs: georeference.crs(),
        };
        side.complete(&mut grid)?;
        Ok(Self {
            grid,
            stored,
            nodata: text.parse().ok().filter(|n: &f64| !n.is_nan()),
            is_big_endian: directory.is_big_endian,
            packing,
            predictor,
            part,
            parts_across,
            offsets,
            lengths,
            georeference,
            source,
            band: Band::default(),
            packed: Vec::new(),
            unpacked: Vec::new(),
        })
    }

    /// Decodes the parts that hold some columns of a row.
    fn load(&mut self, y: u32, columns: &Range<u32>) -> Result<(), RasterFileError> {
        let [wide, high] = self.part;
        let down = y / high;
        let first = down * high;
        let last = (first + high).min(self.grid.height);
        let across = columns.start / wide..columns.end.div_ceil(wide);
        let (from, to) = (
            across.start * wide,
            (across.end * wide).min(self.grid.width),
        );
        // A band that fails in the middle is not to be taken for a whole one.
        self.band.rows = 0..0;
        let rows =
            if self.packing == Packing::None && self.parts_across == 1 && wide == self.grid.width {
                let line = wide as usize * self.stored.bytes();
                let some = u32::try_from((PLAIN_BYTES / line.max(1)).max(1)).unwrap_or(1);
                y..y.saturating_add(some).min(last)
            } else {
                first..last
            };
        let pixels = (to - from) as usize * rows.len();
        if self.stored == Stored::U8 {
            self.band.bytes.resize(pixels, 0);
        } else {
            self.band.codes.resize(pixels, 0);
        }
        for part in across {
            let index = (down * self.parts_across + part) as usize;
            let here = part * wide..((part + 1) * wide).min(self.grid.width);
            if self.offsets[index] == 0 && self.lengths[index] == 0 {
                self.fill(&here, from, to - from, rows.len());
            } else {
                self.decode(index, &rows, first)?;
                self.place(&here, from, to - from, &rows)?;
            }
        }
        self.band.rows = rows;
        self.band.columns = from..to;
        Ok(())
    }

    /// A part that was left out holds no data, or 0 where the file does not say what no data is.
    fn fill(&mut self, here: &Range<u32>, from: u32, width: u32, rows: usize) {
        let byte = self.nodata_code().and_then(|n| u8::try_from(n).ok());
        let code = if self.nodata.is_some() { NO_CLASS } else { 0 };
        for row in 0..rows {
            let at = row * width as usize + (here.start - from) as usize;
            let to = at + here.len();
            if self.stored == Stored::U8 {
                self.band.bytes[at..to].fill(byte.unwrap_or(0));
            } else {
                self.band.codes[at..to].fill(code);
            }
        }
    }

    /// Unpacks rows of a part into `unpacked`.
    fn decode(
        &mut self,
        index: usize,
        rows: &Range<u32>,
        first: u32,
    ) -> Result<(), RasterFileError> {
        let [wide, high] = self.part;
        let line = u64::from(wide) * self.stored.bytes() as u64;
        let (at, length) = (self.offsets[index], self.lengths[index]);
        let is_strip = wide == self.grid.width && self.parts_across == 1;
        // The last strip ends with the image, the last tile does not.
        let rows_there = if is_strip {
            rows.len() as u64
        } else {
            u64::from(high)
        };
        let size = line * rows_there;
        self.unpacked.resize(size as usize, 0);
        if self.packing == Packing::None {
            let start = at.saturating_add(u64::from(rows.start - first) * line);
            bytes_at(&self.source, start, size, &mut self.unpacked)?;
        } else {
            if length > MOST_CHUNK {
                return Err(RasterFileError::ChunkTooLarge { bytes: length });
            }
            bytes_at(&self.source, at, length, &mut self.packed)?;
            if !unpack(self.packing, &self.packed, &mut self.unpacked) {
                return Err(damaged("strip, tile", at));
            }
        }
        restore(
            self.stored,
            self.predictor,
            self.is_big_endian,
            wide as usize,
            &mut self.unpacked,
        );
        Ok(())
    }

    /// Puts what was unpacked where it lies in the band.
    fn place(
        &mut self,
        here: &Range<u32>,
        from: u32,
        width: u32,
        rows: &Range<u32>,
    ) -> Result<(), RasterFileError> {
        let line = self.part[0] as usize * self.stored.bytes();
        let length = here.len();
        for (n, row) in rows.clone().enumerate() {
            let bytes = &self.unpacked[n * line..][..length * self.stored.bytes()];
            let at = n * width as usize + (here.start - from) as usize;
            if self.stored == Stored::U8 {
                self.band.bytes[at..at + length].copy_from_slice(bytes);
            } else {
                let into = &mut self.band.codes[at..at + length];
                let place = |at: usize| (row, here.start + at as u32);
                values::codes(self.stored, bytes, self.nodata, into, &place)?;
            }
        }
        Ok(())
    }

    fn nodata_code(&self) -> Option<i32> {
        self.nodata
            .and_then(|n| values::code(n, None, || (0, 0)).ok())
    }
}

fn side_of(length: u64) -> Option<u32> {
    u32::try_from(length).ok().filter(|n| *n <= MOST_SIDE)
}

fn part_bytes(part: [u32; 2], stored: Stored) -> u64 {
    u64::from(part[0]) * u64::from(part[1]) * stored.bytes() as u64
}

impl<S: ReadAt> Classes for GeoTiff<S> {
    fn grid(&self) -> &Grid {
        &self.grid
    }

    fn nodata(&self) -> Option<i32> {
        self.nodata_code()
    }

    fn is_bytes(&self) -> bool {
        self.stored == Stored::U8
    }

    fn row(&mut self, y: u32, columns: Range<u32>) -> Result<Row<'_>, RasterFileError> {
        if !holds(&self.grid, y, &columns) {
            return Ok(Row::Codes(&[]));
        }
        let band = &self.band;
        let is_there = band.rows.contains(&y)
            && band.columns.start <= columns.start
            && columns.end <= band.columns.end;
        if !is_there {
            self.load(y, &columns)?;
        }
        let band = &self.band;
        let start = (y - band.rows.start) as usize * band.columns.len()
            + (columns.start - band.columns.start) as usize;
        let part = start..start + columns.len();
        Ok(if self.stored == Stored::U8 {
            Row::Bytes(&band.bytes[part])
        } else {
            Row::Codes(&band.codes[part])
        })
    }

    fn georeference(&self) -> Georeference {
        // What came from a file beside it is not in its own tags.
        if self.georeference.transform() == self.grid.transform
            && !self.georeference.keys.is_empty()
        {
            self.georeference.clone()
        } else {
            Georeference::of(&self.grid)
        }
    }
}
