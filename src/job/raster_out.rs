//! Rasters of carbon per pixel, from the classes of one date or two.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Answer;
use super::raster::{Named, open, posted, shape, told};
use crate::core::problem::{Problem, Report};
use crate::core::storage::{Missing, MissingClass, PoolTable, StorageError};
use crate::exchange::paste::Array;
use crate::exchange::raster::{Legend, Output, Pixels, write_codes};
use crate::exchange::watch::Watch;

/// What a pixel holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Carbon density of the class, t C/ha.
    #[default]
    Density,
    /// Density after less density before, t C/ha.
    Change,
}

/// Which raster to write.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RasterOutRequest {
    /// Place of the raster of classes in the list of files.
    pub before: usize,
    /// That of the later date, for a change.
    #[serde(default)]
    pub after: Option<usize>,
    /// What a pixel holds.
    #[serde(default)]
    pub figure: Figure,
    /// Carbon pools.
    pub pools: PoolTable,
    /// What to do with classes without pools; pixels left out hold no data.
    #[serde(default)]
    pub missing: Missing,
    /// Whether pixels are of double precision.
    #[serde(default)]
    pub is_double: bool,
    /// Legend of pictures.
    #[serde(default)]
    pub legend: Option<Legend>,
}

/// Writes a GeoTIFF with the position of the first raster. Pixels without data are NaN, which the file says.
///
/// # Errors
/// The problem of a file, or every class without pools.
pub fn write_files(
    files: &[Named<'_>],
    request: &RasterOutRequest,
    watch: Watch<'_>,
) -> Result<Vec<u8>, Problem> {
    let legend = request.legend.as_ref();
    let mut before = open(files, request.before, legend)?;
    let is_change = request.figure == Figure::Change;
    if is_change != request.after.is_some() {
        return Err(shape("`after` for a change, and only for that"));
    }
    let mut after = match request.after {
        Some(file) => Some(open(files, file, legend)?),
        None => None,
    };
    let densities: BTreeMap<i32, f64> = request
        .pools
        .pools()
        .iter()
        .map(|p| (p.code, p.total()))
        .collect();
    let lacking = std::cell::RefCell::new(BTreeMap::<i32, u64>::new());
    let figure = |class: i32, next: Option<i32>| {
        let of = |class: i32| {
            let density = densities.get(&class).copied();
            if density.is_none() {
                *lacking.borrow_mut().entry(class).or_default() += 1;
            }
            density
        };
        let own = of(class);
        match next {
            None => own,
            Some(next) => of(next).zip(own).map(|(after, before)| after - before),
        }
    };
    let output = Output {
        pixels: if request.is_double {
            Pixels::F64
        } else {
            Pixels::F32
        },
    };
    let second = after
        .as_mut()
        .map(|a| a.as_mut() as &mut dyn crate::exchange::raster::Classes);
    let bytes = write_codes(before.as_mut(), second, &figure, output, watch)
        .map_err(|e| told(e, &files[request.before].name))?;
    let lacking = lacking.into_inner();
    if request.missing == Missing::Refuse && !lacking.is_empty() {
        let classes = lacking.into_iter().map(|(class, pixels)| MissingClass {
            class,
            pixels: Some(pixels),
            area: 0.0,
        });
        let classes = classes.collect();
        return Err(StorageError::Missing { classes }.problem());
    }
    Ok(bytes)
}

/// Answers a [`RasterOutRequest`] as text: the size of the file, and its bytes.
pub fn answer_raster_out(
    request: &str,
    files: &[Named<'_>],
    post: &mut dyn FnMut(&Answer),
) -> (Answer, Vec<Array>) {
    let written = serde_json::from_str(request)
        .map_err(|e| shape(&e.to_string()))
        .and_then(|request| write_files(files, &request, &mut posted(post)));
    match written {
        Ok(bytes) => (
            Answer::Reply(bytes.len().to_string()),
            vec![Array::Bytes(bytes)],
        ),
        Err(problem) => (Answer::Problem(problem), Vec::new()),
    }
}
