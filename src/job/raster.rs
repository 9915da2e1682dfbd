//! Raster files as a job: classes by zone at one date or several, their carbon, and pictures for the screen.

use std::ops::{ControlFlow, Range};

use serde::{Deserialize, Serialize};

use super::{Answer, JobError, Progress, Stage};
use crate::core::problem::{Place, Problem, Report};
use crate::core::raster::{Counts, Grid};
use crate::core::storage::{AreaChange, ClassArea, Missing, PoolTable, RangeOptions};
use crate::exchange::paste::Array;
use crate::exchange::raster::{
    self, Change, Classes, CountOptions, Legend, RasterFileError, ReadAt, Side, Zones,
};
use crate::exchange::watch::Watch;
use crate::steps::stock::{DateAreas, StorageReply, StorageRequest, run_storage};

const HECTARE: f64 = 10_000.0;
/// Most bytes of a text beside a raster.
const MOST_TEXT: u64 = 1 << 20;

/// A file with its name.
pub struct Named<'a> {
    /// Name with its ending: what lies beside a raster is found by it.
    pub name: String,
    /// Its bytes.
    pub source: Box<dyn ReadAt + 'a>,
}

/// What is asked of raster files. Files are named by their place in the list; texts beside a raster (`.prj`, `.tfw`,
/// `.pgw`, `.wld`) are found in it by name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RasterRequest {
    /// Rasters of classes, one a date, in order.
    pub dates: Vec<usize>,
    /// Years of the dates, when they are known.
    pub years: Vec<i32>,
    /// Raster of zones.
    pub zones: Option<usize>,
    /// Legend of pictures, in lines of `#rrggbb,code`.
    pub legend: Option<Legend>,
    /// How to count.
    pub options: CountOptions,
    /// Carbon pools; no carbon without.
    pub pools: Option<PoolTable>,
    /// What to do with classes without pools.
    pub missing: Missing,
    /// Draws for a range of the carbon.
    pub range: Option<RangeOptions>,
}

/// One raster.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DateReply {
    /// Name of its file.
    pub name: String,
    /// Pixels and areas by class and zone.
    pub counts: Counts,
    /// Columns, rows and step of its picture, the codes of which come beside the reply.
    pub preview: [u32; 3],
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RasterReply {
    /// Grid of all rasters.
    pub grid: Grid,
    /// How it was counted.
    pub options: CountOptions,
    /// Each date.
    pub dates: Vec<DateReply>,
    /// From each date to the next.
    pub changes: Vec<Vec<Change>>,
    /// Carbon, when pools were given.
    pub storage: Option<StorageReply>,
}

/// Which part of a raster to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowRequest {
    /// Place of the raster in the list of files.
    pub file: usize,
    /// Columns.
    pub columns: Range<u32>,
    /// Rows.
    pub rows: Range<u32>,
    /// Most pixels a side.
    pub most: u32,
    /// Legend of pictures.
    #[serde(default)]
    pub legend: Option<Legend>,
}

/// Opens a raster with what lies beside it.
pub(super) fn open<'a>(
    files: &'a [Named<'_>],
    file: usize,
    legend: Option<&Legend>,
) -> Result<Box<dyn Classes + 'a>, Problem> {
    let named = files
        .get(file)
        .ok_or_else(|| shape("a file that is not there"))?;
    let stem = named
        .name
        .rsplit_once('.')
        .map_or(named.name.as_str(), |(s, _)| s);
    let beside = |endings: &[&str]| -> Result<Option<String>, Problem> {
        let is_beside = |other: &&Named<'_>| {
            let (own, ending) = other.name.rsplit_once('.').unwrap_or_default();
            own == stem && endings.contains(&ending.to_ascii_lowercase().as_str())
        };
        let Some(other) = files.iter().find(is_beside) else {
            return Ok(None);
        };
        let mut bytes = vec![0; other.source.len().min(MOST_TEXT) as usize];
        let read = other.source.read_at(0, &mut bytes);
        read.map_err(|_| told(RasterFileError::Unreadable, &other.name))?;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    };
    let prj = beside(&["prj"])?;
    let world = beside(&["tfw", "pgw", "wld", "tifw", "pngw", "tfwx"])?;
    let side = Side {
        prj: prj.as_deref(),
        world: world.as_deref(),
        legend,
    };
    raster::open(&named.source, &side).map_err(|e| told(e, &named.name))
}

/// The problem of a file, with its name.
pub(super) fn told(error: RasterFileError, name: &str) -> Problem {
    if error == RasterFileError::Cancelled {
        return JobError::Cancelled.problem();
    }
    error.problem().at(Place {
        sheet: Some(name.to_owned()),
        ..Place::default()
    })
}

pub(super) fn shape(detail: &str) -> Problem {
    JobError::Shape {
        method: "raster".to_owned(),
        detail: detail.to_owned(),
    }
    .problem()
}

/// Counts files; beside the reply the codes of each picture.
///
/// # Errors
/// The problem of a file, of rasters that do not lie on each other, or of the carbon.
pub fn count_files(
    files: &[Named<'_>],
    request: &RasterRequest,
    watch: Watch<'_>,
) -> Result<(RasterReply, Vec<Array>), Problem> {
    if !request.years.is_empty() && request.years.len() != request.dates.len() {
        return Err(shape("as many `years` as `dates`"));
    }
    let legend = request.legend.as_ref();
    let opened = request.dates.iter().map(|file| open(files, *file, legend));
    let mut dates: Vec<Box<dyn Classes + '_>> = opened.collect::<Result<_, _>>()?;
    let mut zones = match request.zones {
        Some(file) => Some(open(files, file, None)?),
        None => None,
    };
    let Some(grid) = dates.first().map(|d| d.grid().clone()) else {
        return Err(RasterFileError::NoDates.problem());
    };
    let names: Vec<String> = request
        .dates
        .iter()
        .map(|n| files[*n].name.clone())
        .collect();
    let has_zones = zones.is_some();
    let zones = zones.as_mut().map(|z| Zones::Raster(z.as_mut()));
    let mut rasters: Vec<&mut dyn Classes> = Vec::new();
    for date in &mut dates {
        rasters.push(date.as_mut());
    }
    let counted = raster::count(&mut rasters, zones, &request.options, watch).map_err(|e| {
        let zones = request.zones.and_then(|n| files.get(n));
        let all = names.iter().map(String::as_str);
        let all: Vec<&str> = all.chain(zones.map(|f| f.name.as_str())).collect();
        told(e, &all.join(", "))
    })?;
    let storage = match &request.pools {
        None => None,
        Some(pools) => {
            let request = StorageRequest {
                pools: pools.clone(),
                dates: counted
                    .dates
                    .iter()
                    .enumerate()
                    .map(|(n, counts)| DateAreas {
                        year: request.years.get(n).copied(),
                        areas: areas(counts, has_zones),
                    })
                    .collect(),
                changes: counted.changes.iter().map(|c| changes(c)).collect(),
                missing: request.missing,
                range: request.range,
            };
            let go_on: &mut dyn FnMut(usize, usize) -> ControlFlow<()> =
                &mut |_, _| ControlFlow::Continue(());
            Some(run_storage(&request, go_on).map_err(|e| e.problem())?)
        }
    };
    let mut arrays = Vec::new();
    let mut replies = Vec::new();
    let counted_dates = counted.dates.into_iter().zip(counted.previews).zip(names);
    for ((counts, preview), name) in counted_dates {
        replies.push(DateReply {
            name,
            counts,
            preview: [preview.width, preview.height, preview.step],
        });
        arrays.push(Array::I32(preview.codes));
    }
    let reply = RasterReply {
        grid,
        options: request.options,
        dates: replies,
        changes: counted.changes,
        storage,
    };
    Ok((reply, arrays))
}

fn areas(counts: &Counts, has_zones: bool) -> Vec<ClassArea> {
    let areas = counts.cells.iter().map(|cell| ClassArea {
        class: cell.class,
        zone: if has_zones {
            cell.zone.to_string()
        } else {
            String::new()
        },
        area: cell.area / HECTARE,
        pixels: Some(cell.pixels),
    });
    areas.collect()
}

fn changes(changes: &[Change]) -> Vec<AreaChange> {
    let changes = changes.iter().map(|change| AreaChange {
        from: change.from,
        to: change.to,
        area: change.area / HECTARE,
        pixels: Some(change.pixels),
    });
    changes.collect()
}

/// Answers a request as text about files: a [`RasterReply`] and the codes of the pictures.
pub fn answer_raster(
    request: &str,
    files: &[Named<'_>],
    post: &mut dyn FnMut(&Answer),
) -> (Answer, Vec<Array>) {
    let counted = serde_json::from_str(request)
        .map_err(|e| shape(&e.to_string()))
        .and_then(|request| count_files(files, &request, &mut posted(post)));
    match counted {
        Ok((reply, arrays)) => {
            let text = serde_json::to_string(&reply).unwrap_or_default();
            (Answer::Reply(text), arrays)
        }
        Err(problem) => (Answer::Problem(problem), Vec::new()),
    }
}

/// Answers a [`WindowRequest`] as text: columns, rows and step of the part, and its codes.
pub fn answer_raster_window(request: &str, files: &[Named<'_>]) -> (Answer, Vec<Array>) {
    let part = |request: WindowRequest| {
        let mut classes = open(files, request.file, request.legend.as_ref())?;
        let WindowRequest { columns, rows, .. } = request;
        raster::window(classes.as_mut(), columns, rows, request.most)
            .map_err(|e| told(e, &files[request.file].name))
    };
    let part = serde_json::from_str(request)
        .map_err(|e| shape(&e.to_string()))
        .and_then(part);
    match part {
        Ok(part) => {
            let size = [part.width, part.height, part.step];
            let text = serde_json::to_string(&size).unwrap_or_default();
            (Answer::Reply(text), vec![Array::I32(part.codes)])
        }
        Err(problem) => (Answer::Problem(problem), Vec::new()),
    }
}

/// Rows read, as progress.
pub(super) fn posted(
    post: &mut dyn FnMut(&Answer),
) -> impl FnMut(crate::exchange::watch::Task, usize, usize) -> ControlFlow<()> {
    let mut last = None;
    move |_, done, total| {
        let progress = Progress::new(Stage::Pixels, done, total);
        // A message a percent, not a message a row.
        if last != progress.percent() {
            last = progress.percent();
            post(&Answer::Progress(progress));
        }
        ControlFlow::Continue(())
    }
}
