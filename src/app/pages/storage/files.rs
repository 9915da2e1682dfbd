//! Rasters, zones and pool tables on their way in. Rasters are counted in the worker, which reads them by parts; what is
//! kept is the areas. A study's own land areas do as well.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::incoming::{edit, of_study, take_pools, use_own_areas};
use super::taken::{
    BESIDE, RASTERS, at_hand, change_unsaid, count, ending, let_go, receive, zone_name,
};
use super::{HA_PER_KM2, Land};
use crate::app::components::long_work::{Job, LongWork};
use crate::app::session::Session;
use crate::core::number::parse;
use crate::core::problem::{Arg, Problem, Report};
use crate::core::study::LandStock;
use crate::exchange::landcover;
use crate::exchange::raster::Legend;
use crate::tr;
use crate::words::Lang;

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
                change_unsaid(session, job, |t| t.legend = legend);
            }
            Err(error) => session.notice.set(Some(error.problem())),
        }
    };
    let put_area = move |event: leptos::ev::Event| {
        let area = parse(&event_target_value(&event)).filter(|a| a.is_finite() && *a > 0.0);
        change_unsaid(session, job, |t| t.pixel_area = area);
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
    let zone_file = zone_name(&session.study().id);
    let zone_file = zone_file.map(|name| tr!(lang, "stock.files.zone_file", name = name));
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
        let_go();
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
            {zone_file.map(|z| view! { <span class="hint">{z}</span> })}
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
