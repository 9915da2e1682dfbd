//! Land on its way into the study: counts of rasters, tables of areas and pools, the study's own areas.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::taken::{Preview, has_zones, put_previews, year_in};
use crate::app::session::Session;
use crate::core::problem::{Arg, Problem, Report};
use crate::core::storage::{AreaChange, ClassArea};
use crate::core::study::{LandDate, LandStock, MOST_DATES, Study, Text};
use crate::core::units::Unit;
use crate::exchange::landcover;
use crate::exchange::paste::Array;
use crate::exchange::pools::{MOST_BYTES, PoolsError, read_areas, read_pools};
use crate::job::RasterReply;
use crate::tr;
use crate::words::Lang;

const HECTARE: f64 = 10_000.0;

/// Takes a table of pools, or of areas.
pub fn take_pools(session: Session, file: web_sys::File) {
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
            Err(error) => match (read_areas(&text), &error) {
                (Ok(areas), PoolsError::NoColumn { .. }) => {
                    session.notice.set(None);
                    take_areas(session, name, areas);
                }
                // A table with the columns of areas is one of areas.
                (Err(other), PoolsError::NoColumn { .. })
                    if !matches!(other, PoolsError::NoColumn { .. }) =>
                {
                    session.notice.set(Some(other.problem()));
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

/// Puts counts in the place of the land before.
pub fn counted(session: Session, reply: RasterReply, arrays: Vec<Array>) {
    session.notice.set(None);
    let has_zones = has_zones(&session.study_now().id);
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
    put_previews(previews);
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

/// The land areas of a study's own sheets at its first and last year, hm², regions as zones. Classes are numbered in the
/// order of the study.
pub fn of_study(lang: Lang, study: &Study) -> Vec<LandDate> {
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

/// Takes the land areas of the study itself.
pub fn use_own_areas(session: Session) {
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
