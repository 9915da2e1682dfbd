//! One pass over the rasters of several dates and the zones: counts, transitions and pictures.

use serde::{Deserialize, Serialize};

use super::window::Preview;
use super::{Classes, RasterFileError};
use crate::core::raster::{
    Counter, Counts, Earth, NO_CLASS, NO_ZONE, PixelArea, RasterError, Row, ZoneRows, compare_grids,
};
use crate::exchange::watch::{Task, Watch};

/// Rows between two calls of the watch.
const EVERY: u32 = 16;

/// How to count.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CountOptions {
    /// The Earth of pixels in degrees.
    pub earth: Earth,
    /// Area of a pixel, m², in place of the one that follows from the grid.
    pub pixel_area: Option<f64>,
    /// Most pixels a side of the pictures.
    pub preview: u32,
}

impl Default for CountOptions {
    fn default() -> Self {
        Self {
            earth: Earth::default(),
            pixel_area: None,
            preview: 1024,
        }
    }
}

/// Pixels that were of one class at one date and of another at the next.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Class before.
    pub from: i32,
    /// Class after.
    pub to: i32,
    /// Pixels.
    pub pixels: u64,
    /// Area, m².
    pub area: f64,
}

/// What came out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counted {
    /// Counts of each date.
    pub dates: Vec<Counts>,
    /// Changes from each date to the next, of pixels that have a class at both and lie in a zone.
    pub changes: Vec<Vec<Change>>,
    /// A picture of each date.
    pub previews: Vec<Preview>,
}

/// Where zones come from.
pub enum Zones<'a> {
    /// A raster of zone codes on the same grid.
    Raster(&'a mut dyn Classes),
    /// Anything else, by rows.
    Rows(&'a mut dyn ZoneRows),
}

/// A raster of zone codes as [`ZoneRows`].
pub struct RasterZones<'a>(pub &'a mut dyn Classes);

impl RasterZones<'_> {
    fn fill(&mut self, y: u32, zones: &mut [u32]) -> Result<(), RasterFileError> {
        let nodata = self.0.nodata();
        let width = self.0.grid().width;
        let row = self.0.row(y, 0..width)?;
        for (at, zone) in zones.iter_mut().enumerate() {
            *zone = match row.code(at, nodata) {
                NO_CLASS => NO_ZONE,
                code => u32::try_from(code).map_err(|_| RasterFileError::NegativeZone {
                    row: y,
                    column: at as u32,
                    value: code,
                })?,
            };
        }
        Ok(())
    }
}

impl ZoneRows for RasterZones<'_> {
    fn row(&mut self, y: u32, zones: &mut [u32]) -> Result<(), crate::core::problem::Problem> {
        use crate::core::problem::Report;
        self.fill(y, zones).map_err(|e| e.problem())
    }
}

/// Counts the classes of each date by zone, and the changes from date to date, in one pass from the top down.
///
/// # Errors
/// [`RasterFileError`]: a file, grids that do not lie on each other, an area that is not known, or
/// [`RasterFileError::Cancelled`] once `watch` breaks.
pub fn count(
    dates: &mut [&mut dyn Classes],
    zones: Option<Zones<'_>>,
    options: &CountOptions,
    watch: Watch<'_>,
) -> Result<Counted, RasterFileError> {
    let Some(first) = dates.first() else {
        return Err(RasterFileError::NoDates);
    };
    let grid = first.grid().clone();
    for other in dates.iter().skip(1) {
        compare_grids(&grid, other.grid())?;
    }
    let mut zones = zones;
    if let Some(Zones::Raster(zones)) = &zones {
        compare_grids(&grid, zones.grid())?;
    }
    let area = match options.pixel_area {
        None => PixelArea::of(&grid, options.earth)?,
        Some(area) if area.is_finite() && area > 0.0 => PixelArea::Constant(area),
        Some(_) => return Err(RasterError::NoArea.into()),
    };
    let width = grid.width as usize;
    let counter = |nodata| Counter::new(width, area.clone(), nodata);
    let byte_zones = match &zones {
        Some(Zones::Raster(zones)) if zones.is_bytes() => Some(zones.nodata()),
        _ => None,
    };
    let mut counters: Vec<Counter> = dates
        .iter()
        .map(|d| match byte_zones {
            Some(none) if d.is_bytes() => {
                counter(d.nodata()).without_zone(none.and_then(|n| u32::try_from(n).ok()))
            }
            _ => counter(d.nodata()),
        })
        .collect();
    let mut changes = Changes::of(dates.len(), &counter);
    let mut previews: Vec<Preview> = dates
        .iter()
        .map(|_| Preview::of(grid.width, grid.height, options.preview))
        .collect();
    let mut row_of_zones = match &zones {
        Some(_) => vec![NO_ZONE; width],
        None => Vec::new(),
    };
    let is_quick =
        byte_zones.is_some() && !changes.is_wanted() && dates.iter().all(|d| d.is_bytes());
    let mut rows = Rows::default();
    for y in 0..grid.height {
        if y % EVERY == 0 && watch(Task::Pixels, y as usize, grid.height as usize).is_break() {
            return Err(RasterFileError::Cancelled);
        }
        // A row of bytes for the quick way, a row of codes for the others.
        let mut bytes: Option<&[u8]> = None;
        match &mut zones {
            None => {}
            Some(Zones::Raster(zones)) => {
                if is_quick {
                    if let Row::Bytes(row) = zones.row(y, 0..grid.width)? {
                        bytes = Some(row);
                    }
                } else {
                    RasterZones(&mut **zones).fill(y, &mut row_of_zones)?;
                }
            }
            Some(Zones::Rows(zones)) => zones
                .row(y, &mut row_of_zones)
                .map_err(RasterFileError::Zones)?,
        }
        for (n, date) in dates.iter_mut().enumerate() {
            let nodata = date.nodata();
            let row = date.row(y, 0..grid.width)?;
            if previews[n].wants(y, grid.height) {
                previews[n].take(row, nodata);
            }
            match (row, bytes) {
                (Row::Bytes(classes), Some(zones)) => counters[n].row_of_bytes(classes, zones)?,
                _ => {
                    let zones = (!row_of_zones.is_empty()).then_some(row_of_zones.as_slice());
                    counters[n].row(row, zones)?;
                }
            }
            if changes.is_wanted() {
                rows.keep(n, row, nodata);
            }
            if n > 0 {
                changes.row(n - 1, &rows, &row_of_zones, y)?;
            }
        }
    }
    // Whoever watches sees the end too.
    if watch(Task::Pixels, grid.height as usize, grid.height as usize).is_break() {
        return Err(RasterFileError::Cancelled);
    }
    let dates = counters.into_iter().map(|c| c.finish(grid.height));
    Ok(Counted {
        dates: dates.collect::<Result<_, _>>()?,
        changes: changes.finish(grid.height)?,
        previews,
    })
}

/// The rows of this date and the one before, without their values for no data.
#[derive(Default)]
struct Rows {
    codes: [Vec<i32>; 2],
}

impl Rows {
    fn keep(&mut self, date: usize, row: Row<'_>, nodata: Option<i32>) {
        let kept = &mut self.codes[date % 2];
        kept.clear();
        kept.extend((0..row.len()).map(|at| row.code(at, nodata)));
    }
}

/// Changes are counted as classes by zone, the class after standing for the zone with its sign bit turned, so that
/// [`NO_CLASS`] is 0.
struct Changes {
    counters: Vec<Counter>,
    before: Vec<i32>,
    after: Vec<u32>,
}

const TURN: u32 = 1 << 31;

impl Changes {
    fn of(dates: usize, counter: &dyn Fn(Option<i32>) -> Counter) -> Self {
        let pairs = dates.saturating_sub(1);
        Self {
            counters: (0..pairs)
                .map(|_| counter(None).without_zone(Some(0)))
                .collect(),
            before: Vec::new(),
            after: Vec::new(),
        }
    }

    fn is_wanted(&self) -> bool {
        !self.counters.is_empty()
    }

    fn row(
        &mut self,
        pair: usize,
        rows: &Rows,
        zones: &[u32],
        y: u32,
    ) -> Result<(), RasterFileError> {
        let (before, after) = (&rows.codes[pair % 2], &rows.codes[(pair + 1) % 2]);
        if let Some(column) = after.iter().position(|c| *c == i32::MAX) {
            return Err(RasterError::NotACode {
                row: y,
                column: column as u32,
                value: f64::from(i32::MAX),
            }
            .into());
        }
        self.before.clone_from(before);
        for (at, zone) in zones.iter().enumerate() {
            if *zone == NO_ZONE {
                self.before[at] = NO_CLASS;
            }
        }
        self.after.clear();
        self.after.extend(after.iter().map(|c| *c as u32 ^ TURN));
        self.counters[pair].row(Row::Codes(&self.before), Some(&self.after))?;
        Ok(())
    }

    fn finish(self, height: u32) -> Result<Vec<Vec<Change>>, RasterFileError> {
        let mut all = Vec::new();
        for counter in self.counters {
            let counts = counter.finish(height)?;
            let mut changes: Vec<Change> = counts
                .cells
                .iter()
                .map(|c| Change {
                    from: c.class,
                    to: (c.zone ^ TURN) as i32,
                    pixels: c.pixels,
                    area: c.area,
                })
                .collect();
            changes.sort_by_key(|c| (c.from, c.to));
            all.push(changes);
        }
        Ok(all)
    }
}
