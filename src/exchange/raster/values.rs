//! Numbers of any width as class codes.

use super::RasterFileError;
use crate::core::raster::{NO_CLASS, RasterError};

/// How a number is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    F32,
    F64,
}

impl Stored {
    pub(super) fn bytes(self) -> usize {
        match self {
            Self::U8 | Self::I8 => 1,
            Self::U16 | Self::I16 => 2,
            Self::U32 | Self::I32 | Self::F32 => 4,
            Self::F64 => 8,
        }
    }
}

/// A number as a class code: no data and NaN are [`NO_CLASS`], what is no whole number is refused with its place.
pub(super) fn code(
    value: f64,
    nodata: Option<f64>,
    place: impl FnOnce() -> (u32, u32),
) -> Result<i32, RasterFileError> {
    if value.is_nan() || Some(value) == nodata {
        return Ok(NO_CLASS);
    }
    let code = value as i32;
    if f64::from(code) == value {
        return Ok(code);
    }
    let (row, column) = place();
    Err(RasterError::NotACode { row, column, value }.into())
}

/// Little-endian numbers as class codes into `into`, of the same number. `place` says where the nth one lies.
pub(super) fn codes(
    stored: Stored,
    bytes: &[u8],
    nodata: Option<f64>,
    into: &mut [i32],
    place: &dyn Fn(usize) -> (u32, u32),
) -> Result<(), RasterFileError> {
    fn each<const N: usize>(
        bytes: &[u8],
        nodata: Option<f64>,
        into: &mut [i32],
        value: impl Fn([u8; N]) -> i32,
    ) {
        let nodata = nodata.and_then(|n| super::values::code(n, None, || (0, 0)).ok());
        let (numbers, _) = bytes.as_chunks::<N>();
        for (number, into) in numbers.iter().zip(into) {
            let code = value(*number);
            *into = if Some(code) == nodata { NO_CLASS } else { code };
        }
    }
    fn float<const N: usize>(
        bytes: &[u8],
        nodata: Option<f64>,
        into: &mut [i32],
        place: &dyn Fn(usize) -> (u32, u32),
        value: impl Fn([u8; N]) -> f64,
    ) -> Result<(), RasterFileError> {
        let (numbers, _) = bytes.as_chunks::<N>();
        for (at, (number, into)) in numbers.iter().zip(into).enumerate() {
            *into = code(value(*number), nodata, || place(at))?;
        }
        Ok(())
    }
    match stored {
        Stored::U8 => each(bytes, nodata, into, |[b]| i32::from(b)),
        Stored::I8 => each(bytes, nodata, into, |b| i32::from(i8::from_le_bytes(b))),
        Stored::U16 => each(bytes, nodata, into, |b| i32::from(u16::from_le_bytes(b))),
        Stored::I16 => each(bytes, nodata, into, |b| i32::from(i16::from_le_bytes(b))),
        Stored::I32 => each(bytes, nodata, into, i32::from_le_bytes),
        Stored::U32 => float(bytes, nodata, into, place, |b| {
            f64::from(u32::from_le_bytes(b))
        })?,
        Stored::F32 => {
            // Written with more digits than the pixels have.
            let nodata = nodata.map(|n| f64::from(n as f32));
            float(bytes, nodata, into, place, |b| {
                f64::from(f32::from_le_bytes(b))
            })?;
        }
        Stored::F64 => float(bytes, nodata, into, place, f64::from_le_bytes)?,
    }
    Ok(())
}
