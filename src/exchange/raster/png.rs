//! PNG: palette places, grey values or colours of a legend as class codes, a row at a time.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::rc::Rc;

use png::{BitDepth, ColorType, Decoder, DecodingError, Limits, Reader, Transformations};

use super::{
    Classes, Kind, Legend, LegendError, MOST_CHUNK, MOST_SIDE, RasterFileError, ReadAt, Side, holds,
};
use crate::core::raster::{Crs, Grid, NO_CLASS, Row};

pub(super) struct PngClasses<S: ReadAt> {
    source: Rc<S>,
    reader: Reader<BufReader<Bytes<S>>>,
    grid: Grid,
    colour: ColorType,
    depth: BitDepth,
    /// Class of each palette place; none where the legend does not name its colour.
    palette: Vec<(Option<i32>, [u8; 3])>,
    legend: Option<Legend>,
    next: u32,
    codes: Vec<i32>,
}

impl<S: ReadAt> PngClasses<S> {
    pub(super) fn open(source: S, side: &Side<'_>) -> Result<Self, RasterFileError> {
        let source = Rc::new(source);
        let reader = start(&source)?;
        let info = reader.info();
        let (width, height) = (info.width, info.height);
        if width.max(height) > MOST_SIDE {
            let (width, height) = (width.into(), height.into());
            return Err(RasterFileError::TooLarge { width, height });
        }
        let unsupported = |what, value: String| RasterFileError::Unsupported {
            kind: Kind::Png,
            what,
            value,
        };
        if info.interlaced {
            return Err(unsupported("interlace", "Adam7".to_owned()));
        }
        let (colour, depth) = (info.color_type, info.bit_depth);
        let is_coloured = matches!(colour, ColorType::Rgb | ColorType::Rgba);
        if depth == BitDepth::Sixteen && colour != ColorType::Grayscale {
            return Err(unsupported("bit depth", "16".to_owned()));
        }
        if is_coloured && side.legend.is_none() {
            return Err(LegendError::Missing.into());
        }
        let colours = info.palette.as_deref().unwrap_or_default();
        let clear = info.trns.as_deref().unwrap_or_default();
        let palette = colours.as_chunks::<3>().0.iter().zip(0_usize..);
        let palette = palette.map(|(colour, place)| {
            let class = match side.legend {
                _ if clear.get(place) == Some(&0) => Some(NO_CLASS),
                Some(legend) => legend.class(*colour),
                None => i32::try_from(place).ok(),
            };
            (class, *colour)
        });
        let mut grid = Grid {
            width,
            height,
            transform: None,
            crs: Crs::default(),
        };
        side.complete(&mut grid)?;
        Ok(Self {
            grid,
            colour,
            depth,
            palette: palette.collect(),
            legend: side
                .legend
                .filter(|_| is_coloured || colour == ColorType::Grayscale)
                .cloned(),
            next: 0,
            codes: Vec::new(),
            reader,
            source,
        })
    }

    fn read(&mut self) -> Result<(), RasterFileError> {
        // A row that fails leaves the stream in the middle: whoever asks again is given it from the top.
        let y = std::mem::replace(&mut self.next, u32::MAX);
        let row = self.reader.next_row().map_err(damaged)?;
        let Some(row) = row else {
            let length = self.source.len();
            return Err(RasterFileError::Truncated { at: length, length });
        };
        let data = row.data();
        let (legend, palette) = (self.legend.as_ref(), self.palette.as_slice());
        let named = |column: usize, class: Option<i32>, colour: [u8; 3]| {
            class.ok_or(RasterFileError::Colour {
                row: y,
                column: column as u32,
                colour,
            })
        };
        let by_legend =
            |column, colour: [u8; 3]| named(column, legend.and_then(|l| l.class(colour)), colour);
        let grey = |column, value: u8| match legend {
            Some(_) => by_legend(column, [value; 3]),
            None => Ok(i32::from(value)),
        };
        let width = self.grid.width as usize;
        self.codes.clear();
        for column in 0..width {
            let code = match (self.colour, self.depth) {
                (ColorType::Rgb, _) => by_legend(column, triple(data, 3 * column)),
                (ColorType::Rgba, _) if data.get(4 * column + 3) == Some(&0) => Ok(NO_CLASS),
                (ColorType::Rgba, _) => by_legend(column, triple(data, 4 * column)),
                (ColorType::Grayscale, BitDepth::Sixteen) => {
                    let [high, low] = [2 * column, 2 * column + 1].map(|at| byte(data, at));
                    Ok(i32::from(u16::from_be_bytes([high, low])))
                }
                (ColorType::GrayscaleAlpha, _) if data.get(2 * column + 1) == Some(&0) => {
                    Ok(NO_CLASS)
                }
                (ColorType::GrayscaleAlpha, _) => grey(column, byte(data, 2 * column)),
                (ColorType::Grayscale, depth) => grey(column, packed(data, column, depth)),
                (ColorType::Indexed, depth) => {
                    let place = packed(data, column, depth);
                    match palette.get(usize::from(place)) {
                        Some((class, colour)) => named(column, *class, *colour),
                        None => named(column, None, [place; 3]),
                    }
                }
            }?;
            self.codes.push(code);
        }
        self.next = y + 1;
        Ok(())
    }
}

fn byte(data: &[u8], at: usize) -> u8 {
    data.get(at).copied().unwrap_or(0)
}

fn triple(data: &[u8], at: usize) -> [u8; 3] {
    [at, at + 1, at + 2].map(|at| byte(data, at))
}

/// A number of a row whose numbers are of 1, 2, 4 or 8 bits.
fn packed(data: &[u8], column: usize, depth: BitDepth) -> u8 {
    let bits = (depth as usize).min(8);
    let each = 8 / bits;
    let shift = 8 - bits * (column % each + 1);
    (byte(data, column / each) >> shift) & (0xff >> (8 - bits))
}

fn start<S: ReadAt>(source: &Rc<S>) -> Result<Reader<BufReader<Bytes<S>>>, RasterFileError> {
    let bytes = Bytes {
        source: Rc::clone(source),
        at: 0,
    };
    let limits = Limits {
        bytes: MOST_CHUNK as usize,
    };
    let mut decoder = Decoder::new_with_limits(BufReader::with_capacity(1 << 16, bytes), limits);
    decoder.set_transformations(Transformations::IDENTITY);
    decoder.read_info().map_err(damaged)
}

fn damaged(error: DecodingError) -> RasterFileError {
    let what = match error {
        DecodingError::IoError(_) => "end of file",
        DecodingError::LimitsExceeded => "size",
        DecodingError::Format(_) | DecodingError::Parameter(_) => "chunk",
    };
    RasterFileError::Damaged {
        kind: Kind::Png,
        what,
        at: 0,
    }
}

impl<S: ReadAt> Classes for PngClasses<S> {
    fn grid(&self) -> &Grid {
        &self.grid
    }

    fn row(&mut self, y: u32, columns: Range<u32>) -> Result<Row<'_>, RasterFileError> {
        if !holds(&self.grid, y, &columns) {
            return Ok(Row::Codes(&[]));
        }
        if y + 1 != self.next {
            if y < self.next {
                self.reader = start(&self.source)?;
                self.next = 0;
            }
            while self.next <= y {
                self.read()?;
            }
        }
        Ok(Row::Codes(
            &self.codes[columns.start as usize..columns.end as usize],
        ))
    }
}

/// The file as a stream.
struct Bytes<S> {
    source: Rc<S>,
    at: u64,
}

impl<S: ReadAt> Read for Bytes<S> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.source.len().saturating_sub(self.at);
        let size = into.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let read = self.source.read_at(self.at, &mut into[..size]);
        read.map_err(|_| io::Error::other("unreadable"))?;
        self.at += size as u64;
        Ok(size)
    }
}

impl<S: ReadAt> Seek for Bytes<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (from, by) = match to {
            SeekFrom::Start(at) => (at, 0),
            SeekFrom::End(by) => (self.source.len(), by),
            SeekFrom::Current(by) => (self.at, by),
        };
        let to = from.checked_add_signed(by);
        self.at = to.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}
