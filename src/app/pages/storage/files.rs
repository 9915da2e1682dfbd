//! Rasters, zones and pool tables on their way in. Rasters are counted in the worker, which reads them by parts; what is
//! kept is the areas. A study's own land areas do as well.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{HA_PER_KM2, Land};
use crate::app::components::long_work::{Job, LongWork};
use crate::app::session::Session;
use crate::app::worker;
use crate::core::number::parse;
use crate::core::problem::{Arg, Problem, Report};
use crate::core::storage::{AreaChange, ClassArea};
use crate::core::study::{LandDate, LandStock, MOST_DATES, Study, Text};
use crate::core::units::Unit;
use crate::door;
use crate::exchange::landcover;
use crate::exchange::paste::Array;
use crate::exchange::pools::{MOST_BYTES, PoolsError, read_areas, read_pools};
use crate::exchange::raster::{CountOptions, Legend};
use crate::job::{RasterReply, RasterRequest};
use crate::tr;
use crate::words::Lang;

const RASTERS: [&str; 4] = ["tif", "tiff", "asc", "png"];
const BESIDE: [&str; 7] = ["prj", "tfw", "pgw", "wld", "tifw", "pngw", "tfwx"];
const HECTARE: f64 = 10_000.0;

/// Samples: label, files, and the years of their dates.
type Sample = (fn(Lang) -> &'static str, &'static [&'static str]);
const SAMPLES: [Sample; 2] = [
    (
        |l| tr!(l, "stock.files.sample_yunnan"),
        &["mcd12c1_2019_igbp_central_yunnan_bbox.tif"],
    ),
    (
        |l| tr!(l, "stock.files.sample_saotome"),
        &[
            "esa_worldcover_2020_saotome_clip.tif",
            "esa_worldcover_2021_saotome_clip.tif",
        ],
    ),
];

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
struct Taken {
    study: String,
    legend: Option<Legend>,
    pixel_area: Option<f64>,
    files: Vec<web_sys::File>,
    dates: Vec<usize>,
    zones: Option<usize>,
}

thread_local! {
    static TAKEN: RefCell<Taken> = RefCell::default();
    static PREVIEWS: RefCell<Vec<Preview>> = const { RefCell::new(Vec::new()) };
}

/// The files of a study; those of another are let go of.
fn at_hand(study: &str) -> Taken {
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

fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    ending.unwrap_or_default()
}

/// The first year a name holds.
fn year_in(name: &str) -> Option<i32> {
    let digits = |c: char| !c.is_ascii_digit();
    let mut runs = name.split(digits).filter(|run| run.len() == 4);
    runs.find(|run| run.starts_with("19") || run.starts_with("20"))
        .and_then(|run| run.parse().ok())
}

/// Buttons, samples, the dates in use, and the work under way.
#[component]
pub fn Files(land: Land) -> impl IntoView {
    let session = Session::get();
    let job: Job = RwSignal::new_local(None);
    let is_over = RwSignal::new(false);
    let over = window_event_listener(leptos::ev::dragover, move |event| {
        event.prevent_default();
        is_over.set(true);
    });
    let leave = window_event_listener(leptos::ev::dragleave, move |_| is_over.set(false));
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        event.prevent_default();
        is_over.set(false);
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(files) = files {
            take(session, job, listed(&files), false);
        }
    });
    on_cleanup(move || {
        over.remove();
        leave.remove();
        drop.remove();
    });
    receive(session, job);
    let pick = move |label: fn(Lang) -> &'static str,
                     accept: &'static str,
                     many: bool,
                     zones: bool,
                     primary: bool| {
        let chosen = move |event: leptos::ev::Event| {
            let input: web_sys::HtmlInputElement = event_target(&event);
            if let Some(files) = input.files() {
                take(session, job, listed(&files), zones);
            }
            // The same file may be chosen again.
            input.set_value("");
        };
        view! {
            <label class="btn filebtn" class:primary=primary>
                {move || label(session.lang())}
                <input class="vh" type="file" accept=accept multiple=many on:change=chosen />
            </label>
        }
    };
    let samples = SAMPLES.map(|(name, files)| {
        view! {
            <button type="button" class="btn small" on:click=move |_| fetch_sample(session, job, files)>{move || name(session.lang())}</button>
        }
    });
    let own_areas = move || {
        let study = session.study();
        (!of_study(session.lang(), &study).is_empty()).then(|| view! {
            <button type="button" class="btn small" on:click=move |_| use_own_areas(session)>{tr!(session.lang(), "stock.files.areas")}</button>
        })
    };
    view! {
        <div class="drop storage-drop" class:over=move || is_over.get()>
            <div class="row">
                {pick(|l| tr!(l, "stock.files.raster"), ".tif,.tiff,.asc,.png,.prj,.tfw,.pgw,.wld", true, false, true)}
                {pick(|l| tr!(l, "stock.files.zones"), ".tif,.tiff,.asc", false, true, false)}
                {pick(|l| tr!(l, "stock.files.pools"), ".csv,.txt", false, false, false)}
                {own_areas}
            </div>
            <p class="hint">{move || tr!(session.lang(), "stock.files.hint")}</p>
            <div class="row"><span class="hint">{move || tr!(session.lang(), "stock.files.samples")}</span>{samples}</div>
            <Unsaid job />
            <LongWork job />
            {move || dates(session, session.lang(), &land.get())}
        </div>
    }
}

fn listed(files: &web_sys::FileList) -> Vec<web_sys::File> {
    (0..files.length()).filter_map(|i| files.get(i)).collect()
}

/// Sorts files by what they are.
fn take(session: Session, job: Job, files: Vec<web_sys::File>, are_zones: bool) {
    session.notice.set(None);
    let mut rasters = Vec::new();
    for file in files {
        let ending = ending(&file.name());
        if RASTERS.contains(&ending.as_str()) || BESIDE.contains(&ending.as_str()) {
            rasters.push(file);
        } else if matches!(ending.as_str(), "csv" | "txt") {
            take_pools(session, file);
        } else {
            let problem = Problem::new("stock.kind").with("name", Arg::Text(file.name()));
            session.notice.set(Some(problem));
        }
    }
    if !rasters.is_empty() {
        count(session, job, rasters, are_zones);
    }
}

fn take_pools(session: Session, file: web_sys::File) {
    spawn_local(async move {
        let name = file.name();
        if file.size() > MOST_BYTES as f64 {
            let problem = PoolsError::TooLarge {
                bytes: file.size() as usize,
            };
            session.notice.set(Some(problem.problem()));
            return;
        }
        let bytes = gloo_file::futures::read_as_bytes(&gloo_file::File::from(file)).await;
        let Some(text) = bytes.ok().and_then(decoded) else {
            let problem = Problem::new("upload.unreadable").with("name", Arg::Text(name));
            session.notice.set(Some(problem));
            return;
        };
        // A table without pools may be one of areas.
        match read_pools(&text) {
            Ok(table) => {
                session.notice.set(None);
                edit(session, |land| land.pools = table.into());
            }
            Err(error) => match read_areas(&text) {
                Ok(areas) if matches!(error, PoolsError::NoColumn { .. }) => {
                    session.notice.set(None);
                    take_areas(session, name, areas);
                }
                _ => session.notice.set(Some(error.problem())),
            },
        }
    });
}

/// UTF-8, or what Excel writes in China.
fn decoded(bytes: Vec<u8>) -> Option<String> {
    match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let decoder = web_sys::TextDecoder::new_with_label("gb18030").ok()?;
            decoder.decode_with_u8_array(error.as_bytes()).ok()
        }
    }
}

/// A table of areas is a date of its own; a second one, with another name, a later date.
fn take_areas(session: Session, name: String, areas: Vec<ClassArea>) {
    let count = session
        .study_now()
        .land_stock
        .as_deref()
        .map_or(0, |l| l.dates.len());
    if count >= MOST_DATES {
        let problem = Problem::new("stock.too_many").with("limit", Arg::Count(MOST_DATES));
        session.notice.set(Some(problem));
        return;
    }
    put_land(session, move |land| {
        land.changes.clear();
        land.grid = None;
        land.dates
            .retain(|d| d.name != name && d.areas.iter().all(|a| a.pixels.is_none()));
        land.dates.push(LandDate {
            year: year_in(&name),
            name,
            areas,
            nodata: 0,
            outside: 0,
        });
        land.dates.sort_by_key(|d| d.year);
        land.names.clear();
    });
}

/// Changes the land of the study; undo brings it back.
pub fn edit(session: Session, change: impl FnOnce(&mut LandStock)) {
    session.choose(|study| {
        let mut land = study.land_stock.as_deref().cloned().unwrap_or_default();
        change(&mut land);
        study.land_stock = (land != LandStock::default()).then(|| Arc::new(land));
    });
}

/// Puts rasters in the place of those at hand, or zones or what lies beside them with them, and counts all of them.
fn count(session: Session, job: Job, files: Vec<web_sys::File>, are_zones: bool) {
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
fn count_again(session: Session, job: Job) {
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

/// Legend of pictures in colours and area of a pixel, for files that do not say them.
#[component]
fn Unsaid(job: Job) -> impl IntoView {
    let session = Session::get();
    let now = move || at_hand(&session.study().id);
    let put_legend = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        let legend = match typed.trim() {
            "" => Ok(None),
            lines => Legend::parse(lines).map(Some),
        };
        match legend {
            Ok(legend) => {
                session.notice.set(None);
                now();
                TAKEN.with_borrow_mut(|t| t.legend = legend);
                count_again(session, job);
            }
            Err(error) => session.notice.set(Some(error.problem())),
        }
    };
    let put_area = move |event: leptos::ev::Event| {
        let area = parse(&event_target_value(&event)).filter(|a| a.is_finite() && *a > 0.0);
        now();
        TAKEN.with_borrow_mut(|t| t.pixel_area = area);
        count_again(session, job);
    };
    let area = move || now().pixel_area.map_or_else(String::new, |a| a.to_string());
    view! {
        <details class="fold">
            <summary><b>{move || tr!(session.lang(), "stock.files.unsaid")}</b><span>{move || tr!(session.lang(), "stock.files.unsaid_note")}</span></summary>
            <div class="range2">
                <div class="field">
                    <label for="raster-legend">{move || tr!(session.lang(), "stock.files.legend")}</label>
                    <textarea id="raster-legend" class="inp" rows="3" placeholder="#006400,10" on:change=put_legend></textarea>
                    <span class="hint">{move || tr!(session.lang(), "stock.files.legend_note")}</span>
                </div>
                <div class="field">
                    <label for="raster-pixel">{move || tr!(session.lang(), "stock.files.pixel")}</label>
                    <input id="raster-pixel" class="inp" type="text" inputmode="decimal" prop:value=area on:change=put_area />
                </div>
            </div>
        </details>
    }
}

/// Takes what the worker has counted.
fn receive(session: Session, job: Job) {
    Effect::new(move |_| {
        let done = job.with(|j| {
            let job = j.as_ref()?;
            Some((job.clone(), job.result.get()?))
        });
        let Some((handle, result)) = done else { return };
        job.set(None);
        match result {
            Ok(json) => match serde_json::from_str::<RasterReply>(&json) {
                Ok(reply) => {
                    let arrays = handle.arrays();
                    let arrays = arrays.iter().filter_map(door::from_browser).collect();
                    counted(session, reply, arrays);
                }
                Err(_) => session
                    .notice
                    .set(Some(crate::job::JobError::WorkerLost.problem())),
            },
            Err(problem) if problem.code == "job.cancelled" => {}
            Err(problem) => session.notice.set(Some(problem)),
        }
    });
}

fn counted(session: Session, reply: RasterReply, arrays: Vec<Array>) {
    session.notice.set(None);
    let has_zones = at_hand(&session.study_now().id).zones.is_some();
    let mut previews = Vec::new();
    for (date, array) in reply.dates.iter().zip(arrays) {
        if let Array::I32(codes) = array {
            previews.push(Preview {
                name: date.name.clone(),
                columns: date.preview[0] as usize,
                step: date.preview[2] as usize,
                codes: Arc::new(codes),
            });
        }
    }
    PREVIEWS.set(previews);
    let zone = |code: u32| {
        if has_zones {
            code.to_string()
        } else {
            String::new()
        }
    };
    let dates: Vec<LandDate> = reply
        .dates
        .iter()
        .map(|date| LandDate {
            name: date.name.clone(),
            year: year_in(&date.name),
            areas: date
                .counts
                .cells
                .iter()
                .map(|cell| ClassArea {
                    class: cell.class,
                    zone: zone(cell.zone),
                    area: cell.area / HECTARE,
                    pixels: Some(cell.pixels),
                })
                .collect(),
            nodata: date.counts.nodata,
            outside: date.counts.outside,
        })
        .collect();
    let changes = reply.changes.iter().map(|changes| {
        let changes = changes.iter().map(|c| AreaChange {
            from: c.from,
            to: c.to,
            area: c.area / HECTARE,
            pixels: Some(c.pixels),
        });
        changes.collect()
    });
    let changes = changes.collect();
    put_land(session, move |land| {
        land.dates = dates;
        land.changes = changes;
        land.grid = Some(reply.grid);
        land.names.clear();
    });
}

/// Other land takes the place of the one before, with the legend its codes tell. Densities of another classification are not its own:
/// they go, and that is said.
fn put_land(session: Session, change: impl FnOnce(&mut LandStock)) {
    let mut goes = false;
    edit(session, |land| {
        let classes = |land: &LandStock| (land.legend.clone(), land.names.is_empty());
        let before = (!land.dates.is_empty()).then(|| classes(land));
        change(land);
        let codes: Vec<i64> = land.codes().into_iter().map(i64::from).collect();
        let guessed = landcover::guess(&codes).filter(|_| land.names.is_empty());
        land.legend = guessed.map(|l| l.id.to_owned());
        goes = !land.pools.is_empty() && before.is_some_and(|b| b != classes(land));
        if goes {
            land.pools.clear();
        }
    });
    if goes {
        session.notice.set(Some(Problem::new("stock.pools_gone")));
    }
}

/// A sample is a file beside the page, read like any other.
fn fetch_sample(session: Session, job: Job, names: &'static [&'static str]) {
    spawn_local(async move {
        let mut files = Vec::new();
        for name in names {
            match fetched(name).await {
                Some(file) => files.push(file),
                None => {
                    session.notice.set(Some(Problem::new("stock.sample")));
                    return;
                }
            }
        }
        take(session, job, files, false);
    });
}

async fn fetched(name: &str) -> Option<web_sys::File> {
    let answer = window().fetch_with_str(&format!("./samples/{name}"));
    let answer: web_sys::Response = JsFuture::from(answer).await.ok()?.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    let blob = JsFuture::from(answer.blob().ok()?).await.ok()?;
    let parts = js_sys::Array::of1(&blob);
    web_sys::File::new_with_blob_sequence(&parts, name).ok()
}

/// The land areas of a study's own sheets at its first and last year, hm², regions as zones. Classes are numbered in the
/// order of the study.
fn of_study(lang: Lang, study: &Study) -> Vec<LandDate> {
    let hectare = Unit::parse("hm2").ok();
    let mut dates: Vec<LandDate> = Vec::new();
    let mut years = study.years();
    years = match years.as_slice() {
        [first, .., last] => vec![*first, *last],
        _ => years,
    };
    for year in years {
        let mut areas = Vec::new();
        for (at, class) in study.land_classes.iter().enumerate() {
            let Some((sheet, column)) = study.column(&class.area) else {
                continue;
            };
            let column = &sheet.columns[column];
            let Some(ratio) = hectare.as_ref().and_then(|u| column.unit.ratio_to(u).ok()) else {
                continue;
            };
            for (key, cell) in sheet.rows.iter().zip(column.cells.iter()) {
                if let (true, Some(area)) = (key.year == year, cell.value()) {
                    let region = study.regions.iter().find(|r| *r.code == *key.region);
                    areas.push(ClassArea {
                        class: at as i32 + 1,
                        zone: region.map_or_else(String::new, |r| lang.pick(&r.name).to_owned()),
                        area: area * ratio,
                        pixels: None,
                    });
                }
            }
        }
        if !areas.is_empty() {
            dates.push(LandDate {
                name: tr!(lang, "stock.areas_of", year = year),
                year: Some(year),
                areas,
                nodata: 0,
                outside: 0,
            });
        }
    }
    dates
}

fn use_own_areas(session: Session) {
    let study = session.study_now();
    let dates = of_study(session.lang.get_untracked(), &study);
    let names = study.land_classes.iter().zip(1..).map(|(class, code)| {
        let name = |lang: Lang| lang.name(&format!("indicator.{}", class.area));
        (
            code,
            Text::Both {
                zh: name(Lang::Zh),
                en: name(Lang::En),
            },
        )
    });
    let names: Vec<(i32, Text)> = names.collect();
    put_land(session, move |land| {
        *land = LandStock {
            dates,
            names,
            pools: std::mem::take(&mut land.pools),
            ..LandStock::default()
        };
    });
}

/// The dates in use with their years.
fn dates(session: Session, lang: Lang, land: &LandStock) -> Option<AnyView> {
    if land.dates.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = land
        .dates
        .iter()
        .enumerate()
        .map(|(at, date)| {
            let area: f64 = date.areas.iter().map(|a| a.area).sum();
            let label = format!("{} {}", tr!(lang, "stock.files.year"), date.name);
            let change = move |event: leptos::ev::Event| {
                let year = event_target_value(&event).parse::<i32>().ok();
                let year = year.filter(|y| (1000..=9999).contains(y));
                edit(session, |land| {
                    if let Some(date) = land.dates.get_mut(at) {
                        date.year = year;
                    }
                });
            };
            let area = crate::core::number::grouped(area / HA_PER_KM2, 0);
            view! {
                <li class="row">
                    <span class="ell">{date.name.clone()}</span>
                    <span class="hint">{format!("{area} km²")}</span>
                    <input class="inp sm" type="number" min="1000" max="9999" aria-label=label
                        prop:value=date.year.map(|y| y.to_string()).unwrap_or_default() on:change=change />
                </li>
            }
            .into_any()
        })
        .collect();
    let legends: Vec<_> = landcover::LEGENDS
        .iter()
        .map(|l| view! { <option value=l.id selected=land.legend.as_deref() == Some(l.id)>{lang.text(&l.name)}</option> })
        .collect();
    let choose = move |event: leptos::ev::Event| {
        let id = event_target_value(&event);
        let known = landcover::legend(&id).map(|l| l.id.to_owned());
        edit(session, |land| land.legend = known);
    };
    let clear = move |_| {
        TAKEN.set(Taken::default());
        PREVIEWS.set(Vec::new());
        edit(session, |land| {
            *land = LandStock {
                pools: std::mem::take(&mut land.pools),
                ..LandStock::default()
            };
        });
    };
    Some(
        view! {
            <ul class="dates" aria-label=tr!(lang, "stock.files.dates")>{rows}</ul>
            <label class="inl">{tr!(lang, "stock.map.legend")}
                <span class="inp sel sm"><select on:change=choose>
                    <option value="" selected=land.legend.is_none()>{tr!(lang, "stock.files.no_legend")}</option>
                    {legends}
                </select></span>
            </label>
            <button type="button" class="btn small plain" on:click=clear>{tr!(lang, "stock.files.clear")}</button>
        }
        .into_any(),
    )
}
