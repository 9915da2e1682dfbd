//! Pixels and areas by class and zone.

use serde::{Deserialize, Serialize};

use super::lookup::Lookup;
use super::{NO_CLASS, NO_ZONE, PixelArea, RasterError, Row};

/// Most pairs of class and zone, used or not.
pub const MOST_CELLS: usize = 1 << 22;

/// Pixels of one class in one zone.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Class code.
    pub class: i32,
    /// Zone code; 0 when there are no zones.
    pub zone: u32,
    /// Pixels.
    pub pixels: u64,
    /// Area, m².
    pub area: f64,
}

/// What was counted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// Pairs of class and zone that occur, by class and then by zone.
    pub cells: Vec<Cell>,
    /// Pixels in all.
    pub pixels: u64,
    /// Pixels without a class.
    pub nodata: u64,
    /// Pixels with a class in no zone.
    pub outside: u64,
}

impl Counts {
    /// Pixels and area of each class over all zones.
    #[must_use]
    pub fn by_class(&self) -> Vec<Cell> {
        let mut sums: Vec<Cell> = Vec::new();
        for cell in &self.cells {
            match sums.last_mut().filter(|c| c.class == cell.class) {
                Some(sum) => {
                    sum.pixels += cell.pixels;
                    sum.area += cell.area;
                }
                None => sums.push(Cell { zone: 0, ..*cell }),
            }
        }
        sums
    }
}

/// Counts classes by zone from rows that come from the top down.
///
/// The area of a cell is the sum over rows of pixels × area of a pixel of that row, so however many rows are handed over at
/// once the result is the same to the last bit.
///
/// # Examples
/// ```
/// use tanheng::core::raster::{Counter, PixelArea, Row};
/// let mut counter = Counter::new(3, PixelArea::Constant(900.0), Some(0));
/// counter.row(Row::Bytes(&[1, 1, 2]), None)?;
/// counter.row(Row::Bytes(&[0, 2, 2]), None)?;
/// let counts = counter.finish(2)?;
/// assert_eq!((counts.cells[1].class, counts.cells[1].pixels, counts.cells[1].area), (2, 3, 2700.0));
/// assert_eq!((counts.pixels, counts.nodata), (6, 1));
/// # Ok::<(), tanheng::core::raster::RasterError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Counter {
    width: usize,
    area: PixelArea,
    nodata: Option<i32>,
    no_zone: Option<u32>,
    rows: u32,
    classes: Lookup,
    zones: Lookup,
    /// Pixels of class `c` in zone `z` at `c room + z`.
    pixels: Vec<u64>,
    areas: Vec<f64>,
    room: usize,
    /// Pixels of the row, in the same places, and the places that are not 0.
    in_row: Vec<u32>,
    touched: Vec<usize>,
    /// One byte a class and one a zone.
    bytes: Vec<u32>,
    /// Pixels in `bytes` since it was emptied.
    held: usize,
}

impl Counter {
    /// A counter of rows of `width` pixels. Pixels of the code `nodata` have no class.
    #[must_use]
    pub fn new(width: usize, area: PixelArea, nodata: Option<i32>) -> Self {
        Self {
            width,
            area,
            nodata,
            no_zone: None,
            rows: 0,
            classes: Lookup::default(),
            zones: Lookup::default(),
            pixels: Vec::new(),
            areas: Vec::new(),
            room: 1,
            in_row: Vec::new(),
            touched: Vec::new(),
            bytes: Vec::new(),
            held: 0,
        }
    }

    /// Pixels of this zone code are in no zone, as those of [`NO_ZONE`] always are.
    #[must_use]
    pub fn without_zone(mut self, code: Option<u32>) -> Self {
        self.no_zone = code;
        self
    }

    /// Counts the next row; `zones` holds the zone of each pixel, [`NO_ZONE`] where there is none.
    ///
    /// # Errors
    /// [`RasterError`] when a length does not fit or there are more codes than a class map has.
    pub fn row(&mut self, classes: Row<'_>, zones: Option<&[u32]>) -> Result<(), RasterError> {
        self.check(classes.len(), zones.map(<[u32]>::len))?;
        match (classes, zones) {
            (Row::Bytes(classes), None) if self.is_constant() => self.count_bytes(classes, None)?,
            (Row::Bytes(classes), zones) => {
                self.count(classes.iter().map(|c| i32::from(*c)), zones)?;
            }
            (Row::Codes(classes), zones) => self.count(classes.iter().copied(), zones)?,
        }
        self.rows += 1;
        Ok(())
    }

    /// Counts the next row of one-byte classes and one-byte zones: the quick way where both rasters are of bytes.
    ///
    /// # Errors
    /// As [`Self::row`].
    pub fn row_of_bytes(&mut self, classes: &[u8], zones: &[u8]) -> Result<(), RasterError> {
        self.check(classes.len(), Some(zones.len()))?;
        if self.is_constant() {
            self.count_bytes(classes, Some(zones))?;
        } else {
            let pairs = classes.iter().zip(zones);
            self.count_pairs(pairs.map(|(c, z)| (i32::from(*c), u32::from(*z))))?;
        }
        self.rows += 1;
        Ok(())
    }

    fn is_constant(&self) -> bool {
        matches!(self.area, PixelArea::Constant(_))
    }

    fn check(&self, classes: usize, zones: Option<usize>) -> Result<(), RasterError> {
        let wrong = [Some(classes), zones].into_iter().flatten();
        match wrong.into_iter().find(|n| *n != self.width) {
            Some(found) => Err(RasterError::RowLength {
                row: self.rows,
                found,
                expected: self.width,
            }),
            None => Ok(()),
        }
    }

    /// Two tables taken in turns: neighbours are often alike, and one does not wait for the other.
    fn count_bytes(&mut self, classes: &[u8], zones: Option<&[u8]>) -> Result<(), RasterError> {
        const TABLE: usize = 1 << 16;
        if self.held > u32::MAX as usize - self.width {
            self.empty_bytes()?;
        }
        self.held += self.width;
        self.bytes.resize(2 * TABLE, 0);
        let (one, other) = self.bytes.split_at_mut(TABLE);
        let (Ok(one), Ok(other)) = (
            <&mut [u32; TABLE]>::try_from(one),
            <&mut [u32; TABLE]>::try_from(other),
        ) else {
            return Ok(());
        };
        match zones {
            None => {
                let (pairs, rest) = classes.as_chunks::<2>();
                for [c, d] in pairs {
                    one[usize::from(*c)] += 1;
                    other[usize::from(*d)] += 1;
                }
                for c in rest {
                    one[usize::from(*c)] += 1;
                }
            }
            Some(zones) => {
                let place = |c: u8, z: u8| usize::from(u16::from_le_bytes([c, z]));
                let (classes, left) = classes.as_chunks::<2>();
                let (zones, last) = zones.as_chunks::<2>();
                for ([c, d], [z, y]) in classes.iter().zip(zones) {
                    one[place(*c, *z)] += 1;
                    other[place(*d, *y)] += 1;
                }
                for (c, z) in left.iter().zip(last) {
                    one[place(*c, *z)] += 1;
                }
            }
        }
        Ok(())
    }

    /// From the table of bytes into the places of classes and zones.
    fn empty_bytes(&mut self) -> Result<(), RasterError> {
        self.held = 0;
        let bytes = std::mem::take(&mut self.bytes);
        let (one, other) = bytes.split_at(bytes.len() / 2);
        for (at, (p, q)) in one.iter().zip(other).enumerate() {
            let pixels = u64::from(*p) + u64::from(*q);
            if pixels > 0 {
                let place = self.place((at & 0xff) as i32, (at >> 8) as u32)?;
                self.pixels[place] += pixels;
            }
        }
        Ok(())
    }

    fn count(
        &mut self,
        classes: impl Iterator<Item = i32>,
        zones: Option<&[u32]>,
    ) -> Result<(), RasterError> {
        match zones {
            None => self.count_pairs(classes.map(|c| (c, 0))),
            Some(zones) => self.count_pairs(classes.zip(zones.iter().copied())),
        }
    }

    /// Runs of the same pair are looked up once.
    fn count_pairs(&mut self, pairs: impl Iterator<Item = (i32, u32)>) -> Result<(), RasterError> {
        let mut last: Option<((i32, u32), usize)> = None;
        for pair in pairs {
            let place = match last {
                Some((same, place)) if same == pair => place,
                _ => self.place(pair.0, pair.1)?,
            };
            last = Some((pair, place));
            if self.in_row[place] == 0 {
                self.touched.push(place);
            }
            self.in_row[place] += 1;
        }
        let area = self.area.at(self.rows);
        let by_row = !self.is_constant();
        for place in self.touched.drain(..) {
            let pixels = std::mem::take(&mut self.in_row[place]);
            self.pixels[place] += u64::from(pixels);
            if by_row {
                self.areas[place] += f64::from(pixels) * area;
            }
        }
        Ok(())
    }

    fn place(&mut self, class: i32, zone: u32) -> Result<usize, RasterError> {
        let row = self.rows;
        let too_many = RasterError::TooManyKeys { row };
        let c = self.classes.place(class.into()).ok_or(too_many.clone())? as usize;
        let z = self.zones.place(zone.into()).ok_or(too_many)? as usize;
        if z >= self.room {
            self.widen(z)?;
        }
        let end = (c + 1) * self.room;
        if end > MOST_CELLS {
            return Err(RasterError::TooManyCells { row });
        }
        if end > self.pixels.len() {
            self.pixels.resize(end, 0);
            self.areas.resize(end, 0.0);
            self.in_row.resize(end, 0);
        }
        Ok(c * self.room + z)
    }

    /// Makes room for twice as many zones, which moves every place.
    fn widen(&mut self, zone: usize) -> Result<(), RasterError> {
        let room = (zone + 1).next_power_of_two();
        let classes = self.classes.keys.len();
        if room * classes > MOST_CELLS {
            return Err(RasterError::TooManyCells { row: self.rows });
        }
        let old = self.room;
        let moved = |at: usize| at / old * room + at % old;
        fn move_all<T: Copy + Default>(
            from: &[T],
            size: usize,
            moved: impl Fn(usize) -> usize,
        ) -> Vec<T> {
            let mut to = vec![T::default(); size];
            for (at, value) in from.iter().enumerate() {
                to[moved(at)] = *value;
            }
            to
        }
        let size = room * classes;
        self.pixels = move_all(&self.pixels, size, moved);
        self.areas = move_all(&self.areas, size, moved);
        self.in_row = move_all(&self.in_row, size, moved);
        for place in &mut self.touched {
            *place = moved(*place);
        }
        self.room = room;
        Ok(())
    }

    /// What was counted, once all `height` rows have come.
    ///
    /// # Errors
    /// [`RasterError::RowCount`] when they have not.
    pub fn finish(mut self, height: u32) -> Result<Counts, RasterError> {
        if self.rows != height {
            return Err(RasterError::RowCount {
                found: self.rows,
                expected: height,
            });
        }
        self.empty_bytes()?;
        let mut counts = Counts {
            pixels: self.width as u64 * u64::from(height),
            ..Counts::default()
        };
        for (at, pixels) in self.pixels.iter().copied().enumerate() {
            if pixels == 0 {
                continue;
            }
            let class = self.classes.keys[at / self.room] as i32;
            let zone = self.zones.keys[at % self.room] as u32;
            if class == NO_CLASS || Some(class) == self.nodata {
                counts.nodata += pixels;
            } else if zone == NO_ZONE || Some(zone) == self.no_zone {
                counts.outside += pixels;
            } else {
                let area = match self.area {
                    PixelArea::Constant(area) => area * pixels as f64,
                    PixelArea::ByRow(_) => self.areas[at],
                };
                counts.cells.push(Cell {
                    class,
                    zone,
                    pixels,
                    area,
                });
            }
        }
        counts.cells.sort_by_key(|c| (c.class, c.zone));
        Ok(counts)
    }
}
