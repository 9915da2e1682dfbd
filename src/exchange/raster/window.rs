//! Thinned pictures of a raster for the screen.

use std::ops::Range;

use super::{Classes, RasterFileError};
use crate::core::raster::Row;

/// Class codes of every `step`th pixel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Pixels of the raster from one code to the next, in both directions.
    pub step: u32,
    /// Codes by rows, [`crate::core::raster::NO_CLASS`] where there is none.
    pub codes: Vec<i32>,
}

impl Preview {
    /// An empty picture of some columns and rows with at most `most` pixels a side.
    pub(super) fn of(columns: u32, rows: u32, most: u32) -> Self {
        let step = columns.max(rows).div_ceil(most.max(1)).max(1);
        Self {
            width: columns.div_ceil(step),
            height: rows.div_ceil(step),
            step,
            codes: Vec::new(),
        }
    }

    /// The place of the nth code in a length: the middle of its pixels.
    fn place(&self, n: u32, length: u32) -> u32 {
        (n * self.step + self.step / 2).min(length.saturating_sub(1))
    }

    pub(super) fn wants(&self, y: u32, rows: u32) -> bool {
        self.place(y / self.step, rows) == y
    }

    pub(super) fn take(&mut self, row: Row<'_>, nodata: Option<i32>) {
        let length = row.len() as u32;
        for n in 0..self.width {
            let place = self.place(n, length) as usize;
            self.codes.push(row.code(place, nodata));
        }
    }
}

/// Part of a raster with at most `most` pixels a side; only the parts of the file that hold it are read, where its format
/// allows that. Columns and rows past the raster are left out.
///
/// # Errors
/// [`RasterFileError`] of the rows read.
pub fn window(
    classes: &mut dyn Classes,
    columns: Range<u32>,
    rows: Range<u32>,
    most: u32,
) -> Result<Preview, RasterFileError> {
    let (width, height) = (classes.grid().width, classes.grid().height);
    let within = |part: Range<u32>, end: u32| part.start.min(end)..part.end.min(end);
    let (columns, rows) = (within(columns, width), within(rows, height));
    let mut preview = Preview::of(columns.len() as u32, rows.len() as u32, most);
    let nodata = classes.nodata();
    if !columns.is_empty() {
        for n in 0..preview.height {
            let y = rows.start + preview.place(n, rows.len() as u32);
            preview.take(classes.row(y, columns.clone())?, nodata);
        }
    }
    Ok(preview)
}
