//! `tanheng raster`: counts classes by zone in raster files, and their carbon.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Mutex;

use tanheng::core::problem::{Problem, Report};
use tanheng::core::storage::PoolTable;
use tanheng::exchange::pools::{INVEST_GUIDE, read_pools};
use tanheng::exchange::raster::{Ahead, CountOptions, Legend, ReadAt, Unreadable};
use tanheng::job::{self, Figure, Named, RasterOutRequest, RasterRequest};
use tanheng::tr;
use tanheng::words::sentence;

use crate::call::{Call, FAILED, Stop, misuse};
use crate::terminal::{bytes, json, save};

/// A file of which parts are read.
struct Parts {
    file: Mutex<File>,
    length: u64,
}

impl ReadAt for Parts {
    fn len(&self) -> u64 {
        self.length
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<(), Unreadable> {
        let mut file = self.file.lock().map_err(|_| Unreadable)?;
        let read = file.seek(SeekFrom::Start(at));
        let read = read.and_then(|_| file.read_exact(into));
        read.map_err(|_| Unreadable)
    }
}

pub fn raster(input: &str, call: &Call) -> Result<String, Stop> {
    let Call { lang, options, .. } = call;
    let told = |problem: Problem| Stop(FAILED, vec![sentence(*lang, &problem)]);
    let text =
        |path: &str| bytes(path, *lang).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let mut files = Vec::new();
    let mut place = |path: &str| -> Result<usize, Stop> {
        let place = files.len();
        files.push(open(path, call)?);
        for ending in ["prj", "tfw", "pgw", "wld"] {
            let beside = Path::new(path).with_extension(ending);
            if beside.is_file() {
                files.push(open(&beside.to_string_lossy(), call)?);
            }
        }
        Ok(place)
    };
    let mut dates = vec![place(input)?];
    let later = options.later.as_deref().map(&mut place).transpose()?;
    dates.extend(later);
    let zones = options.zones.as_deref().map(&mut place).transpose()?;
    let legend = match &options.legend {
        Some(path) => Some(Legend::parse(&text(path)?).map_err(|e| told(e.problem()))?),
        None => None,
    };
    let pools: Option<PoolTable> = match options.pools.as_deref() {
        Some("invest_guide") => Some(read_pools(INVEST_GUIDE).map_err(|e| told(e.problem()))?),
        Some(path) => Some(read_pools(&text(path)?).map_err(|e| told(e.problem()))?),
        None => None,
    };
    let pixel_area = match &options.pixel {
        Some(text) => Some(text.parse().map_err(|_| {
            misuse(tr!(
                *lang,
                "job.terminal.unknown_option",
                option = "--pixel"
            ))
        })?),
        None => None,
    };
    let request = RasterRequest {
        dates,
        zones,
        legend,
        options: CountOptions {
            pixel_area,
            ..CountOptions::default()
        },
        pools,
        ..RasterRequest::default()
    };
    let go_on: &mut dyn FnMut(_, _, _) -> _ = &mut |_, _, _| ControlFlow::Continue(());
    let (reply, _) = job::count_files(&files, &request, go_on).map_err(told)?;
    if let Some(path) = &options.density {
        let Some(pools) = request.pools else {
            let option = "--density";
            return Err(misuse(tr!(
                *lang,
                "job.terminal.unknown_option",
                option = option
            )));
        };
        let out = RasterOutRequest {
            before: request.dates[0],
            after: later,
            figure: if later.is_some() {
                Figure::Change
            } else {
                Figure::Density
            },
            pools,
            missing: request.missing,
            is_double: false,
            legend: request.legend,
        };
        let written = job::write_files(&files, &out, go_on).map_err(told)?;
        save(path, &written, *lang)?;
    }
    Ok(json(&reply, call.compact))
}

fn open(path: &str, call: &Call) -> Result<Named<'static>, Stop> {
    let unreadable = |reason: std::io::Error| {
        let line = tr!(
            call.lang,
            "job.terminal.unreadable",
            path = path,
            reason = reason
        );
        Stop(FAILED, vec![line])
    };
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    let name = Path::new(path).file_name().unwrap_or_default();
    Ok(Named {
        name: name.to_string_lossy().into_owned(),
        source: Box::new(Ahead::new(Parts {
            file: Mutex::new(file),
            length,
        })),
    })
}
