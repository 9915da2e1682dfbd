//! What is taken away: the summary as InVEST has it, and rasters of density and change.

use leptos::prelude::*;

use super::notes::is_taught;
use super::table::sources;
use super::taken::files_of;
use super::{Land, Shown};
use crate::app::browser::save_file;
use crate::app::components::long_work::{Job, LongWork, when_done};
use crate::app::session::Session;
use crate::app::storage::keep::csv_mark;
use crate::app::worker::{self, JobHandle};
use crate::core::storage::{Missing, PoolTable};
use crate::door;
use crate::exchange::csv::Mark;
use crate::exchange::paste::Array;
use crate::job::{Figure, RasterOutRequest, storage_csv, storage_html};
use crate::tr;

const TIFF: &str = "image/tiff";

/// The buttons.
#[component]
pub fn Away(land: Land, shown: Shown) -> impl IntoView {
    let session = Session::get();
    let lang = move || session.lang();
    let job: Job = RwSignal::new_local(None);
    let name = StoredValue::new("");
    let save = move |_, handle: JobHandle| {
        let arrays = handle.arrays();
        if let Some(Array::Bytes(bytes)) = arrays.iter().find_map(door::from_browser) {
            save_file(name.get_value(), TIFF, &bytes);
        }
    };
    when_done(session, job, Box::new(save));
    let csv = move |_| {
        if let Some(reply) = &shown.get_untracked().stock {
            let mut text = String::new();
            if csv_mark() == Mark::With {
                text.push('\u{feff}');
            }
            text += &storage_csv(reply);
            save_file(
                "carbon-storage.csv",
                "text/csv;charset=utf-8",
                text.as_bytes(),
            );
        }
    };
    let notes = move || {
        let (lang, land) = (session.lang.get_untracked(), land.get_untracked());
        let sources = sources(lang, &land);
        let mut notes = vec![tr!(lang, "stock.table.source", source = sources)];
        if is_taught(&land) {
            let (head, text) = (
                tr!(lang, "stock.missing.teach_note"),
                tr!(lang, "stock.missing.teach_text"),
            );
            notes.push([head, text].concat());
        }
        let files: Vec<&str> = land.dates.iter().map(|d| d.name.as_str()).collect();
        let names = files.join(tr!(lang, "zones.comma"));
        notes.push(tr!(lang, "stock.files.using", names = names));
        notes
    };
    let html = move |_| {
        if let Some(reply) = &shown.get_untracked().stock {
            save_file(
                "carbon-storage.html",
                "text/html;charset=utf-8",
                storage_html(reply, &notes()).as_bytes(),
            );
        }
    };
    let raster = move |is_change: bool| {
        let land = land.get_untracked();
        let names: Vec<String> = land.dates.iter().map(|d| d.name.clone()).collect();
        let study = session.study_now().id.clone();
        let (Some(named), Ok(pools)) =
            (files_of(&study, &names), PoolTable::new(land.pools.clone()))
        else {
            return;
        };
        let (Some(first), Some(last)) =
            (named.places.first().copied(), named.places.last().copied())
        else {
            return;
        };
        name.set_value(if is_change {
            "carbon-change.tif"
        } else {
            "carbon-density.tif"
        });
        let request = RasterOutRequest {
            before: if is_change { first } else { last },
            after: is_change.then_some(last),
            figure: if is_change {
                Figure::Change
            } else {
                Figure::Density
            },
            pools,
            missing: Missing::LeaveOut,
            is_double: false,
            legend: named.legend,
        };
        let text = serde_json::to_string(&request).unwrap_or_default();
        job.set(Some(worker::rasters("raster_out", &named.files, &text)));
    };
    let can_write = Signal::derive(move || {
        let land = land.get();
        let names: Vec<String> = land.dates.iter().map(|d| d.name.clone()).collect();
        files_of(&session.study().id, &names).is_some()
    });
    let is_pair = move || land.with(|l| l.dates.len() > 1);
    view! {
        <section class="section">
            <div class="section-head"><h2>{move || tr!(lang(), "stock.away.title")}</h2></div>
            <div class="row">
                <button type="button" class="btn" on:click=csv>{move || tr!(lang(), "stock.away.csv")}</button>
                <button type="button" class="btn" on:click=html>{move || tr!(lang(), "stock.away.html")}</button>
                <button type="button" class="btn" disabled=move || !can_write.get() on:click=move |_| raster(false)>{move || tr!(lang(), "stock.away.density")}</button>
                {move || is_pair().then(|| view! {
                    <button type="button" class="btn" disabled=move || !can_write.get() on:click=move |_| raster(true)>{tr!(lang(), "stock.away.change")}</button>
                })}
                {move || (!can_write.get()).then(|| view! { <span class="hint">{tr!(lang(), "stock.away.need")}</span> })}
            </div>
            <LongWork job />
        </section>
    }
}
