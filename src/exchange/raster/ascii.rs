//! ESRI ASCII grid: a head of names and numbers, then the cells from the top left, taken from the text as it goes by.

use std::ops::Range;

use super::side::unreadable_text;
use super::values::code;
use super::{Classes, Kind, MOST_SIDE, RasterFileError, ReadAt, Side, holds};
use crate::core::raster::{Crs, Grid, Row};

const BUFFER: usize = 1 << 18;
/// Longest number.
const LONGEST: usize = 64;
/// What the format takes for no data when the head does not say.
const NODATA: f64 = -9999.0;

const NAMES: [&str; 11] = [
    "ncols",
    "nrows",
    "xllcorner",
    "yllcorner",
    "xllcenter",
    "yllcenter",
    "cellsize",
    "dx",
    "dy",
    "nodata_value",
    "nodata",
];

pub(super) fn is_ascii_grid(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head));
    let word = head.trim_start().to_ascii_lowercase();
    let word = word.split_whitespace().next().unwrap_or_default();
    word.len() >= 2 && NAMES.iter().any(|n| n.starts_with(word))
}

pub(super) struct AsciiGrid<S> {
    words: Words<S>,
    grid: Grid,
    nodata: f64,
    /// Where each row begins that was read up to.
    starts: Vec<u64>,
    /// Row in `codes`, and the next one in the text.
    held: Option<u32>,
    next: u32,
    codes: Vec<i32>,
}

impl<S: ReadAt> AsciiGrid<S> {
    pub(super) fn open(source: S, side: &Side<'_>) -> Result<Self, RasterFileError> {
        let mut words = Words::new(source);
        let mut found: [Option<f64>; NAMES.len()] = [None; NAMES.len()];
        let mut line = 1;
        loop {
            let before = words.place();
            let Some(word) = words.next()?.map(str::to_owned) else {
                break;
            };
            let name = word.trim_start_matches('\u{feff}').to_ascii_lowercase();
            let Some(which) = NAMES.iter().position(|n| *n == name) else {
                words.seek(before);
                break;
            };
            let value = words.next()?.unwrap_or_default();
            let number = value.parse::<f64>().ok();
            // A word for no data is none that a cell could be.
            let number = number.filter(|v| v.is_finite() || which >= 9);
            if number.is_none() && which < 9 || found[which].is_some() {
                let text = format!("{word} {value}");
                return Err(RasterFileError::Head { line, text });
            }
            found[which] = number.or(Some(f64::NAN));
            line += 1;
        }
        let missing = |which: usize| RasterFileError::Head {
            line,
            text: NAMES[which].to_owned(),
        };
        let length = |which: usize| -> Result<u32, RasterFileError> {
            let value = found[which].ok_or_else(|| missing(which))?;
            if value < 1.0 || value != value.trunc() {
                let text = format!("{} {value}", NAMES[which]);
                return Err(RasterFileError::Head { line, text });
            }
            if value > f64::from(MOST_SIDE) {
                let of = |which: usize| found[which].unwrap_or(0.0) as u64;
                return Err(RasterFileError::TooLarge {
                    width: of(0),
                    height: of(1),
                });
            }
            Ok(value as u32)
        };
        let (width, height) = (length(0)?, length(1)?);
        let size = |which: usize| found[which].or(found[6]).ok_or_else(|| missing(6));
        let (dx, dy) = (size(7)?, size(8)?);
        if !(dx > 0.0 && dy > 0.0) {
            let text = format!("cellsize {dx} {dy}");
            return Err(RasterFileError::Head { line, text });
        }
        let corner = |corner: usize, middle: usize, step: f64| {
            let middle = found[middle].map(|m| m - 0.5 * step);
            found[corner].or(middle).ok_or_else(|| missing(corner))
        };
        let (left, bottom) = (corner(2, 4, dx)?, corner(3, 5, dy)?);
        let top = bottom + f64::from(height) * dy;
        let mut grid = Grid {
            width,
            height,
            transform: Some([left, dx, 0.0, top, 0.0, -dy]),
            crs: Crs::default(),
        };
        side.complete(&mut grid)?;
        let start = words.place();
        Ok(Self {
            words,
            grid,
            nodata: found[9].or(found[10]).unwrap_or(NODATA),
            starts: vec![start],
            held: None,
            next: 0,
            codes: Vec::new(),
        })
    }

    fn read(&mut self, y: u32) -> Result<(), RasterFileError> {
        self.held = None;
        self.codes.clear();
        let nodata = Some(self.nodata);
        for column in 0..self.grid.width {
            let Some(word) = self.words.next()? else {
                let row = u64::from(y) * u64::from(self.grid.width);
                return Err(RasterFileError::TooFewNumbers {
                    found: row + u64::from(column),
                    expected: self.grid.pixels(),
                });
            };
            let number = word.parse().map_err(|_| RasterFileError::Number {
                row: y,
                column,
                text: word.to_owned(),
            })?;
            self.codes.push(code(number, nodata, || (y, column))?);
        }
        self.held = Some(y);
        self.next = y + 1;
        if self.starts.len() == self.next as usize {
            self.starts.push(self.words.place());
        }
        Ok(())
    }
}

impl<S: ReadAt> Classes for AsciiGrid<S> {
    fn grid(&self) -> &Grid {
        &self.grid
    }

    fn row(&mut self, y: u32, columns: Range<u32>) -> Result<Row<'_>, RasterFileError> {
        if !holds(&self.grid, y, &columns) {
            return Ok(Row::Codes(&[]));
        }
        if self.held != Some(y) {
            if self.next != y || self.held.is_none() {
                let known = (y as usize).min(self.starts.len() - 1);
                self.words.seek(self.starts[known]);
                self.next = known as u32;
            }
            for row in self.next..=y {
                self.read(row)?;
            }
        }
        Ok(Row::Codes(
            &self.codes[columns.start as usize..columns.end as usize],
        ))
    }
}

/// Words of a text of any length.
struct Words<S> {
    source: S,
    buffer: Vec<u8>,
    /// Where the buffer lies in the file, and where in it we are.
    start: u64,
    at: usize,
    word: String,
}

impl<S: ReadAt> Words<S> {
    fn new(source: S) -> Self {
        Self {
            source,
            buffer: Vec::new(),
            start: 0,
            at: 0,
            word: String::new(),
        }
    }

    fn place(&self) -> u64 {
        self.start + self.at as u64
    }

    fn seek(&mut self, to: u64) {
        self.start = to;
        self.at = 0;
        self.buffer.clear();
    }

    fn peek(&mut self) -> Result<Option<u8>, RasterFileError> {
        if self.at == self.buffer.len() {
            self.start += self.at as u64;
            self.at = 0;
            let left = self.source.len().saturating_sub(self.start);
            let size = left.min(BUFFER as u64) as usize;
            self.buffer.resize(size, 0);
            self.source.read_at(self.start, &mut self.buffer)?;
        }
        Ok(self.buffer.get(self.at).copied())
    }

    fn next(&mut self) -> Result<Option<&str>, RasterFileError> {
        while self.peek()?.is_some_and(|b| b.is_ascii_whitespace()) {
            self.at += 1;
        }
        let start = self.place();
        let mut word = Vec::new();
        while let Some(byte) = self.peek()?.filter(|b| !b.is_ascii_whitespace()) {
            if word.len() == LONGEST || byte == 0 {
                return Err(unreadable_text(Kind::Ascii, start));
            }
            word.push(byte);
            self.at += 1;
        }
        if word.is_empty() {
            return Ok(None);
        }
        self.word = String::from_utf8(word).map_err(|_| unreadable_text(Kind::Ascii, start))?;
        Ok(Some(&self.word))
    }
}
