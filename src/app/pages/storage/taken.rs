//! The files at hand: which are maps, which zones, what lies beside them; counted in the worker, which reads them by parts.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;

use super::incoming::counted;
use crate::app::components::long_work::{Job, when_done};
use crate::app::session::Session;
use crate::app::worker::{self, JobHandle};
use crate::core::problem::{Arg, Problem, Report};
use crate::core::study::MOST_DATES;
use crate::door;
use crate::exchange::raster::{CountOptions, Legend};
use crate::job::{JobError, RasterReply, RasterRequest};

/// Endings of rasters.
pub const RASTERS: [&str; 4] = ["tif", "tiff", "asc", "png"];
/// Endings of what lies beside them.
pub const BESIDE: [&str; 7] = ["prj", "tfw", "pgw", "wld", "tifw", "pngw", "tfwx"];

/// A picture of the classes of a date.
#[derive(Clone)]
pub struct Preview {
    /// Name of the file.
    pub name: String,
    /// Dots in a row.
    pub columns: usize,
    /// Pixels a dot stands for, a side.
    pub step: usize,
    /// Code of each dot.
    pub codes: Arc<Vec<i32>>,
}

/// Files that are at hand as long as the page is, of one study.
#[derive(Clone, Default)]
pub struct Taken {
    /// Whose they are.
    study: String,
    /// Legend of pictures.
    pub legend: Option<Legend>,
    /// Area of a pixel, m², for files that do not say it.
    pub pixel_area: Option<f64>,
    files: Vec<web_sys::File>,
    dates: Vec<usize>,
    zones: Option<usize>,
}

thread_local! {
    static TAKEN: RefCell<Taken> = RefCell::default();
    static PREVIEWS: RefCell<Vec<Preview>> = const { RefCell::new(Vec::new()) };
}

/// The files of a study; those of another are let go of.
pub fn at_hand(study: &str) -> Taken {
    TAKEN.with_borrow_mut(|taken| {
        if taken.study != study {
            PREVIEWS.set(Vec::new());
            *taken = Taken {
                study: study.to_owned(),
                ..Taken::default()
            };
        }
        taken.clone()
    })
}

/// The picture of a date, when its file was read here.
pub fn preview(study: &str, name: &str) -> Option<Preview> {
    at_hand(study);
    PREVIEWS.with_borrow(|all| all.iter().find(|p| p.name == name).cloned())
}

/// Files with the places of rasters among them, and the legend they were counted with.
pub struct Named {
    /// All files.
    pub files: Vec<web_sys::File>,
    /// Places of the dates asked for.
    pub places: Vec<usize>,
    /// Legend of pictures.
    pub legend: Option<Legend>,
}

/// The files of the dates named, in their order, with what lies beside them; none when one was not read here.
pub fn files_of(study: &str, names: &[String]) -> Option<Named> {
    let taken = at_hand(study);
    let find = |name: &String| {
        let mut at = taken.dates.iter().copied();
        at.find(|i| taken.files.get(*i).is_some_and(|f| f.name() == *name))
    };
    let places: Option<Vec<usize>> = names.iter().map(find).collect();
    Some(Named {
        places: places?,
        files: taken.files,
        legend: taken.legend,
    })
}

pub fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    ending.unwrap_or_default()
}

/// The first year a name holds.
pub fn year_in(name: &str) -> Option<i32> {
    let digits = |c: char| !c.is_ascii_digit();
    let mut runs = name.split(digits).filter(|run| run.len() == 4);
    runs.find(|run| run.starts_with("19") || run.starts_with("20"))
        .and_then(|run| run.parse().ok())
}

/// Puts rasters in the place of those at hand, or zones or what lies beside them with them, and counts all of them.
pub fn count(session: Session, job: Job, files: Vec<web_sys::File>, are_zones: bool) {
    let old = at_hand(&session.study_now().id);
    let is_raster = |f: &web_sys::File| RASTERS.contains(&ending(&f.name()).as_str());
    let old_at = |at: &dyn Fn(usize) -> bool| -> Vec<web_sys::File> {
        let all = old.files.iter().enumerate();
        all.filter(|(i, _)| at(*i))
            .map(|(_, f)| f.clone())
            .collect()
    };
    let is_zone = |i: usize| old.zones == Some(i);
    let has_rasters = files.iter().any(is_raster);
    let (mut maps, zones) = match (has_rasters, are_zones) {
        // Only what lies beside a map: it goes with those at hand.
        (false, _) => {
            let maps = old_at(&|i| !is_zone(i)).into_iter().chain(files).collect();
            (maps, old_at(&is_zone))
        }
        (true, true) => (old_at(&|i| !is_zone(i)), files),
        // Another set of maps takes the place of the one before; zones stay until others are chosen.
        (true, false) => (files, old_at(&is_zone)),
    };
    maps.sort_by_key(|f| (year_in(&f.name()), f.name()));
    let mut new = Taken {
        study: old.study,
        legend: old.legend,
        pixel_area: old.pixel_area,
        ..Taken::default()
    };
    for file in maps {
        if is_raster(&file) {
            new.dates.push(new.files.len());
        }
        new.files.push(file);
    }
    for file in zones {
        if is_raster(&file) {
            new.zones = Some(new.files.len());
        }
        new.files.push(file);
    }
    if new.dates.len() > MOST_DATES {
        let problem = Problem::new("stock.too_many").with("limit", Arg::Count(MOST_DATES));
        session.notice.set(Some(problem));
        return;
    }
    let waits = new.dates.is_empty();
    TAKEN.set(new);
    if waits {
        session.notice.set(Some(Problem::new("stock.waits")));
    } else {
        count_again(session, job);
    }
}

/// Counts the maps at hand.
pub fn count_again(session: Session, job: Job) {
    let taken = at_hand(&session.study_now().id);
    if taken.dates.is_empty() {
        return;
    }
    let request = RasterRequest {
        dates: taken.dates.clone(),
        zones: taken.zones,
        legend: taken.legend.clone(),
        options: CountOptions {
            pixel_area: taken.pixel_area,
            ..CountOptions::default()
        },
        ..RasterRequest::default()
    };
    let text = serde_json::to_string(&request).unwrap_or_default();
    job.set(Some(worker::rasters("raster", &taken.files, &text)));
}

/// Takes what the worker has counted.
pub fn receive(session: Session, job: Job) {
    let take =
        move |json: String, handle: JobHandle| match serde_json::from_str::<RasterReply>(&json) {
            Ok(reply) => {
                let arrays = handle.arrays();
                let arrays = arrays.iter().filter_map(door::from_browser).collect();
                counted(session, reply, arrays);
            }
            Err(_) => session.notice.set(Some(JobError::WorkerLost.problem())),
        };
    when_done(session, job, Box::new(take));
}

/// Changes what files do not say, and counts again.
pub fn change_unsaid(session: Session, job: Job, change: impl FnOnce(&mut Taken)) {
    at_hand(&session.study_now().id);
    TAKEN.with_borrow_mut(change);
    count_again(session, job);
}

/// Whether there are zones at hand.
pub fn has_zones(study: &str) -> bool {
    at_hand(study).zones.is_some()
}

/// Keeps the pictures of what was counted.
pub fn put_previews(previews: Vec<Preview>) {
    PREVIEWS.set(previews);
}

/// Lets go of all files.
pub fn let_go() {
    TAKEN.set(Taken::default());
    PREVIEWS.set(Vec::new());
}

/// Name of the zones at hand.
pub fn zone_name(study: &str) -> Option<String> {
    let taken = at_hand(study);
    taken.files.get(taken.zones?).map(web_sys::File::name)
}
