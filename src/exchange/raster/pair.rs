//! A raster of figures from the classes of one or two dates.

use super::{Classes, Pixels, RasterFileError, TiffWriter};
use crate::core::raster::{NO_CLASS, compare_grids};
use crate::exchange::watch::{Task, Watch};

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Output {
    /// How pixels are stored. Without a figure they are NaN in floats, and 0 in bytes.
    pub pixels: Pixels,
}

/// Writes a GeoTIFF whose pixels follow from the class at one date, or at two; `figure` gives none where there is none.
///
/// # Errors
/// [`RasterFileError`] of the rasters, of grids that do not lie on each other, or of a file that grows too large.
pub fn write_codes(
    classes: &mut dyn Classes,
    mut after: Option<&mut dyn Classes>,
    figure: &dyn Fn(i32, Option<i32>) -> Option<f64>,
    output: Output,
    watch: Watch<'_>,
) -> Result<Vec<u8>, RasterFileError> {
    let grid = classes.grid().clone();
    if let Some(after) = &after {
        compare_grids(&grid, after.grid())?;
    }
    let none = match output.pixels {
        Pixels::U8 => 0.0,
        Pixels::F32 | Pixels::F64 => f64::NAN,
    };
    let mut writer = TiffWriter::new(&grid, classes.georeference(), output.pixels, Some(none));
    let mut values = vec![none; grid.width as usize];
    let mut second = vec![NO_CLASS; grid.width as usize];
    for y in 0..grid.height {
        if y % 16 == 0 && watch(Task::Pixels, y as usize, grid.height as usize).is_break() {
            return Err(RasterFileError::Cancelled);
        }
        if let Some(after) = &mut after {
            let nodata = after.nodata();
            let row = after.row(y, 0..grid.width)?;
            for (at, code) in second.iter_mut().enumerate() {
                *code = row.code(at, nodata);
            }
        }
        let nodata = classes.nodata();
        let row = classes.row(y, 0..grid.width)?;
        for (at, value) in values.iter_mut().enumerate() {
            let code = row.code(at, nodata);
            let next = after.is_some().then(|| second[at]);
            let is_known = code != NO_CLASS && next != Some(NO_CLASS);
            let figure = is_known.then(|| figure(code, next)).flatten();
            *value = figure.filter(|f| f.is_finite()).unwrap_or(none);
        }
        writer.row(&values)?;
    }
    writer.finish()
}
