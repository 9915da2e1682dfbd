//! Which ground the map stands on, and boundaries that a person brings: what joined, what did not, what looks wrong.

use std::sync::Arc;

use leptos::prelude::*;

use super::ground::{Ground, Own, View};
use super::paint::MapUnits;
use super::places::Places;
use crate::app::components::long_work::{Job, when_done};
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::app::worker::{self, JobHandle};
use crate::core::problem::Report;
use crate::door;
use crate::job::{JobError, OutlinesReply};
use crate::tr;

/// Names told at most.
const MOST_NAMES: usize = 12;

/// Tiles, cells, outlines, or a file.
#[component]
pub fn ViewSwitch(places: Memo<Arc<Places>>, view: RwSignal<View>) -> impl IntoView {
    let session = Session::get();
    let job: Job = RwSignal::new_local(None);
    let asked = StoredValue::new(None::<String>);
    receive(session, view, job, asked);
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(file) = files.and_then(|f| f.get(0)) {
            event.prevent_default();
            asked.set_value(Some(file.name()));
            take(job, Some(file));
        }
    });
    let over = window_event_listener(leptos::ev::dragover, move |event| event.prevent_default());
    on_cleanup(move || {
        drop.remove();
        over.remove();
    });
    let button = move |to: View, name: &'static str| {
        let id = to.id();
        view! {
            <button type="button" aria-pressed=move || (view.with(View::id) == id).to_string()
                on:click=move |_| view.set(to.clone())>{name}</button>
        }
    };
    let chosen = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|f| f.get(0)) {
            asked.set_value(Some(file.name()));
            take(job, Some(file));
        }
        input.set_value("");
    };
    move || {
        let lang = session.lang();
        let (is_known, are_provinces) = places.with(|p| (p.is_known, p.are_provinces));
        view! {
            <div class="seg" role="group" aria-label=tr!(lang, "zones.map.view")>
                {button(View::Tiles, tr!(lang, "zones.map.tiles"))}
                {is_known.then(|| button(View::Cells, tr!(lang, "zones.map.cells")))}
                {are_provinces.then(|| view! {
                    <button type="button" aria-pressed=move || (view.with(View::id) == "provinces").to_string()
                        on:click=move |_| { asked.set_value(None); take(job, None); }>{tr!(lang, "zones.map.provinces")}</button>
                })}
                <label class="seg-file" class:on=move || view.with(View::id) == "own" title=tr!(lang, "zones.map.choose")>
                    {tr!(lang, "zones.map.own_view")}
                    <input class="vh" type="file" accept=".geojson,.json,.topojson,.zip" aria-label=tr!(lang, "zones.map.own_view") on:change=chosen />
                </label>
            </div>
        }
    }
}

/// Has boundaries read: a file, or those of the provinces. What cannot be read leaves the map as it was.
fn take(job: Job, file: Option<web_sys::File>) {
    let files: Vec<web_sys::File> = file.into_iter().collect();
    job.set(Some(worker::rasters("outlines", &files, "")));
}

/// Takes what the worker has read.
fn receive(session: Session, view: RwSignal<View>, job: Job, name: StoredValue<Option<String>>) {
    let take = move |json: String, handle: JobHandle| {
        let arrays = handle.arrays();
        let arrays: Vec<_> = arrays.iter().filter_map(door::from_browser).collect();
        let reply: Option<OutlinesReply> = serde_json::from_str(&json).ok();
        let Some((read, doubts)) = reply.and_then(|r| Some((r.unpacked(&arrays)?, r.doubts)))
        else {
            session.notice.set(Some(JobError::WorkerLost.problem()));
            return;
        };
        session.notice.set(None);
        let file = name.get_value();
        let own = Own {
            name: file.clone().unwrap_or_default(),
            read: Arc::new(read),
            doubts,
            column: None,
        };
        view.set(if file.is_some() {
            View::Own(own)
        } else {
            View::Provinces(own)
        });
    };
    when_done(session, job, Box::new(take));
}

/// What is to be said about boundaries of one's own.
#[component]
pub fn Boundary(
    view: RwSignal<View>,
    ground: Memo<Option<Arc<Ground>>>,
    units: Memo<MapUnits>,
) -> impl IntoView {
    let session = Session::get();
    move || {
        let View::Own(own) = view.get() else {
            return None;
        };
        let lang = session.lang();
        let ground = ground.get()?;
        let count = ground.shapes.len();
        let list = |names: Vec<String>| {
            let more = names.len() > MOST_NAMES;
            let mut text = names[..names.len().min(MOST_NAMES)].join(tr!(lang, "zones.comma"));
            if more {
                text.push('…');
            }
            text
        };
        let missing: Vec<String> = units.with(|all| {
            let of = |i: &usize| {
                all.regions
                    .get(*i)
                    .map(|(_, name)| lang.pick(name).to_owned())
            };
            ground.missing.iter().filter_map(of).collect()
        });
        let tone = if missing.is_empty() {
            Tone::Ok
        } else {
            Tone::Warn
        };
        let joined = tr!(
            lang,
            "zones.map.joined",
            name = own.name,
            joined = count - missing.len()
        );
        let missing =
            (!missing.is_empty()).then(|| tr!(lang, "zones.map.not_joined", names = list(missing)));
        let spare = ground.spare.clone();
        let spare = (!spare.is_empty()).then(|| {
            tr!(
                lang,
                "zones.map.spare",
                n = spare.len(),
                names = list(spare)
            )
        });
        let is_swapped = own.doubts.iter().any(|d| d.code == "map.swapped");
        let swap = move |_| {
            view.update(|v| {
                if let View::Own(own) = v {
                    own.read = Arc::new((*own.read).clone().swapped());
                    own.doubts.retain(|d| d.code != "map.swapped");
                }
            });
        };
        let swap = is_swapped.then(|| view! {
            <button type="button" class="btn small" on:click=swap>{tr!(lang, "zones.map.swap")}</button>
        });
        let doubts: Vec<_> = own
            .doubts
            .iter()
            .take(3)
            .chain(&ground.doubt)
            .map(|doubt| {
                let text = session.say(doubt);
                view! { <Message tone=Tone::Warn>{text}</Message> }
            })
            .collect();
        let columns: Vec<_> = own
            .read
            .columns
            .iter()
            .enumerate()
            .map(|(at, name)| view! { <option value=at.to_string() selected=own.column == Some(at)>{name.clone()}</option> })
            .collect();
        let choose = move |event: leptos::ev::Event| {
            let column = event_target_value(&event).parse().ok();
            view.update(|v| {
                if let View::Own(own) = v {
                    own.column = column;
                }
            });
        };
        Some(view! {
            <div class="stack-s" role="status">
                <Message tone=tone>
                    {joined}
                    {missing.map(|m| view! { <br />{m} })}
                    {spare.map(|s| view! { <br />{s} })}
                    <div class="row">
                        <label class="inl">{tr!(lang, "zones.map.column")}
                            <span class="inp sel sm"><select on:change=choose><option value="" selected=own.column.is_none()>"—"</option>{columns}</select></span>
                        </label>
                        {swap}
                        <button type="button" class="btn small" on:click=move |_| view.set(View::Tiles)>{tr!(lang, "zones.map.reset")}</button>
                    </div>
                </Message>
                {doubts}
            </div>
        })
    }
}
