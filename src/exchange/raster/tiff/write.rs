//! One band as a GeoTIFF of deflated strips that comes row by row.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::super::RasterFileError;
use super::directory::tag;
use super::geo::Georeference;
use crate::core::raster::Grid;

/// Bytes of a strip before packing.
const STRIP: usize = 1 << 18;
/// Offsets of the classic format are of four bytes; a file is held in memory until it is whole.
const MOST_BYTES: usize = 1 << 30;

/// How pixels are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pixels {
    /// Bytes.
    U8,
    /// Single precision.
    F32,
    /// Double precision.
    F64,
}

impl Pixels {
    fn bytes(self) -> usize {
        match self {
            Self::U8 => 1,
            Self::F32 => 4,
            Self::F64 => 8,
        }
    }
}

/// Writes a raster from the top down.
///
/// ```
/// use tanheng::core::raster::{Crs, Grid};
/// use tanheng::exchange::raster::{Georeference, Pixels, Side, TiffWriter, open};
/// let grid = Grid { width: 2, height: 1, transform: Some([0.0, 30.0, 0.0, 60.0, 0.0, -30.0]), crs: Crs::default() };
/// let mut writer = TiffWriter::new(&grid, Georeference::of(&grid), Pixels::U8, Some(0.0));
/// writer.row(&[5.0, 0.0])?;
/// let bytes = writer.finish()?;
/// assert_eq!(open(bytes, &Side::default())?.grid().transform, grid.transform);
/// # Ok::<(), tanheng::exchange::raster::RasterFileError>(())
/// ```
#[derive(Debug)]
pub struct TiffWriter {
    width: u32,
    height: u32,
    pixels: Pixels,
    nodata: Option<f64>,
    georeference: Georeference,
    rows_per_strip: u32,
    rows: u32,
    strip: Vec<u8>,
    out: Vec<u8>,
    /// Where each strip begins, and its length.
    strips: Vec<(u64, u64)>,
}

impl TiffWriter {
    /// A raster of a grid's size that lies where `georeference` says.
    #[must_use]
    pub fn new(
        grid: &Grid,
        georeference: Georeference,
        pixels: Pixels,
        nodata: Option<f64>,
    ) -> Self {
        let line = (grid.width as usize * pixels.bytes()).max(1);
        let rows = u32::try_from((STRIP / line).max(1)).unwrap_or(1);
        Self {
            width: grid.width,
            height: grid.height,
            pixels,
            nodata,
            georeference,
            rows_per_strip: rows.min(grid.height.max(1)),
            rows: 0,
            strip: Vec::new(),
            // Byte order, 42, and where the directory is, which is filled in at the end.
            out: vec![b'I', b'I', 42, 0, 0, 0, 0, 0],
            strips: Vec::new(),
        }
    }

    /// The next row. A byte takes the nearest value it can hold.
    ///
    /// # Errors
    /// [`RasterFileError`] when the row is of another length or the file grows too large.
    pub fn row(&mut self, values: &[f64]) -> Result<(), RasterFileError> {
        if values.len() != self.width as usize {
            return Err(crate::core::raster::RasterError::RowLength {
                row: self.rows,
                found: values.len(),
                expected: self.width as usize,
            }
            .into());
        }
        match self.pixels {
            Pixels::U8 => self.strip.extend(values.iter().map(|v| *v as u8)),
            Pixels::F32 => {
                let values = values.iter().flat_map(|v| (*v as f32).to_le_bytes());
                self.strip.extend(values);
            }
            Pixels::F64 => self
                .strip
                .extend(values.iter().flat_map(|v| v.to_le_bytes())),
        }
        self.rows += 1;
        if self.rows.is_multiple_of(self.rows_per_strip) {
            self.pack()?;
        }
        Ok(())
    }

    fn pack(&mut self) -> Result<(), RasterFileError> {
        let start = self.out.len();
        let mut encoder = ZlibEncoder::new(&mut self.out, Compression::new(6));
        let packed = encoder
            .write_all(&self.strip)
            .and_then(|()| encoder.try_finish());
        drop(encoder);
        let end = self.out.len();
        if packed.is_err() || end > MOST_BYTES {
            return Err(RasterFileError::TooLargeToWrite { bytes: end as u64 });
        }
        self.strips.push((start as u64, (end - start) as u64));
        self.strip.clear();
        Ok(())
    }

    /// The whole file.
    ///
    /// # Errors
    /// [`RasterFileError`] when rows are missing or the file is too large.
    pub fn finish(mut self) -> Result<Vec<u8>, RasterFileError> {
        if self.rows != self.height {
            return Err(crate::core::raster::RasterError::RowCount {
                found: self.rows,
                expected: self.height,
            }
            .into());
        }
        if !self.strip.is_empty() {
            self.pack()?;
        }
        let (format, bits) = match self.pixels {
            Pixels::U8 => (1, 8),
            Pixels::F32 => (3, 32),
            Pixels::F64 => (3, 64),
        };
        let short = |value: u64| Values::Short(vec![value]);
        let long = |value: u64| Values::Long(vec![value]);
        let strips = std::mem::take(&mut self.strips);
        let geo = std::mem::take(&mut self.georeference);
        let nodata = match self.nodata {
            // As GDAL writes it.
            Some(n) if n.is_nan() => "nan".to_owned(),
            Some(n) => n.to_string(),
            None => String::new(),
        };
        // In the order of their numbers, as the format wants it.
        let mut tags = vec![
            (tag::WIDTH, long(self.width.into())),
            (tag::HEIGHT, long(self.height.into())),
            (tag::BITS, short(bits)),
            (tag::COMPRESSION, short(8)),
            (tag::PHOTOMETRIC, short(1)),
            (
                tag::STRIP_OFFSETS,
                Values::Long(strips.iter().map(|s| s.0).collect()),
            ),
            (tag::SAMPLES, short(1)),
            (tag::ROWS_PER_STRIP, long(self.rows_per_strip.into())),
            (
                tag::STRIP_BYTES,
                Values::Long(strips.iter().map(|s| s.1).collect()),
            ),
            (tag::PLANAR, short(1)),
            (tag::FORMAT, short(format)),
            (tag::PIXEL_SCALE, Values::Double(geo.pixel_scale)),
            (tag::TIEPOINTS, Values::Double(geo.tiepoints)),
            (tag::TRANSFORMATION, Values::Double(geo.transformation)),
            (tag::GEO_KEYS, Values::Short(geo.keys)),
            (tag::GEO_DOUBLES, Values::Double(geo.doubles)),
            (tag::GEO_TEXT, Values::Text(geo.text)),
            (tag::NODATA, Values::Text(nodata)),
        ];
        tags.retain(|(_, values)| values.count() > 0);
        self.directory(&tags);
        Ok(self.out)
    }

    fn directory(&mut self, tags: &[(u16, Values)]) {
        let mut entries = Vec::new();
        for (tag, values) in tags {
            let mut bytes = values.bytes();
            entries.extend(tag.to_le_bytes());
            entries.extend(values.kind().to_le_bytes());
            entries.extend((values.count() as u32).to_le_bytes());
            if bytes.len() <= 4 {
                bytes.resize(4, 0);
                entries.extend(bytes);
            } else {
                self.even();
                entries.extend((self.out.len() as u32).to_le_bytes());
                self.out.extend(bytes);
            }
        }
        self.even();
        let start = self.out.len() as u32;
        self.out[4..8].copy_from_slice(&start.to_le_bytes());
        self.out.extend((tags.len() as u16).to_le_bytes());
        self.out.extend(entries);
        self.out.extend([0; 4]);
    }

    /// Values begin at even places.
    fn even(&mut self) {
        if !self.out.len().is_multiple_of(2) {
            self.out.push(0);
        }
    }
}

enum Values {
    Short(Vec<u64>),
    Long(Vec<u64>),
    Double(Vec<f64>),
    Text(String),
}

impl Values {
    fn kind(&self) -> u16 {
        match self {
            Self::Text(_) => 2,
            Self::Short(_) => 3,
            Self::Long(_) => 4,
            Self::Double(_) => 12,
        }
    }

    fn count(&self) -> usize {
        match self {
            Self::Short(values) | Self::Long(values) => values.len(),
            Self::Double(values) => values.len(),
            Self::Text(text) if text.is_empty() => 0,
            Self::Text(text) => text.len() + 1,
        }
    }

    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Short(values) => {
                let values = values.iter().map(|v| (*v as u16).to_le_bytes());
                values.flatten().collect()
            }
            Self::Long(values) => {
                let values = values.iter().map(|v| (*v as u32).to_le_bytes());
                values.flatten().collect()
            }
            Self::Double(values) => values.iter().flat_map(|v| v.to_le_bytes()).collect(),
            Self::Text(text) => text.bytes().chain([0]).collect(),
        }
    }
}
