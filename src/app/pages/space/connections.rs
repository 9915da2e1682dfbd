//! Figures 4 and 5: who is whose neighbour on the map, and how many units have how many neighbours.

use leptos::prelude::*;

use super::Shown;
use super::clusters::units_of;
use crate::app::components::figure::{Figure, Walk};
use crate::app::components::map_view::MapView;
use crate::app::components::unit_map::{Paint, cells_of, places_of, tile_map};
use crate::app::session::Session;
use crate::chart::histogram::{Bin, Histogram, histogram};
use crate::chart::map::{Area, AreaMap, Look, outlines, tiles};
use crate::chart::{Picture, Words};
use crate::exchange::table::DataTable;
use crate::steps::space::SpaceStep;
use crate::tr;
use crate::words::Lang;

/// The map of who is whose neighbour, and how many units have how many.
#[component]
pub fn Connections(shown: Shown, selected: RwSignal<Option<usize>>) -> impl IntoView {
    view! {
        <div class="cols even">
            <Net shown selected />
            <Counts shown selected />
        </div>
    }
}

#[component]
fn Net(shown: Shown, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let title = session.word(|l| tr!(l, "space.weights.net"));
    let drawn = Signal::derive(move || {
        shown.track();
        session.lang();
    });
    let near = Callback::new(move |unit: usize| shown.with(|step| step.near(unit)));
    let readout = move || {
        let (lang, step) = (session.lang(), shown.get());
        let unit = selected.get().and_then(|i| Some((i, step.units.get(i)?)));
        unit.map(|(i, unit)| {
            let name = lang.pick(&unit.name).to_owned();
            view! { <span><b>{name}</b></span><span>{names(lang, &step, i)}</span> }
        })
        .into_any()
    };
    view! {
        <MapView selected drawn near=Some(near)>
            <Figure
                number=session.word(|l| tr!(l, "space.weights.number"))
                title
                subtitle=session.word(|l| tr!(l, "space.weights.net_sub"))
                draw=move |width| net(session.lang(), &shown.get(), title.get(), width)
                selected
                readout=readout
                source=session.word(|l| tr!(l, "zones.map.schematic_cells"))
                table=move |()| connections(session.lang(), &shown.get())
                file="neighbour-map"
            />
        </MapView>
    }
}

/// Lines between neighbours, and the number of neighbours in each unit. Units whose places are not known have no lines.
fn net(lang: Lang, step: &SpaceStep, title: String, width: f64) -> Picture {
    let units = units_of(step);
    let count = |i: usize| step.near(i).len();
    let look = |i: usize| match step.known.binary_search(&i) {
        Err(_) => Look::NoData,
        Ok(_) if count(i) == 0 => Look::Isolated,
        Ok(_) => Look::Plain,
    };
    let all = 0..step.units.len();
    let words = Words {
        title,
        finding: told(step),
    };
    let shapes = cells_of(&units.regions);
    if shapes.is_empty() {
        let paint = Paint {
            looks: all.clone().map(look).collect(),
            values: all.map(|i| count(i).to_string()).collect(),
            ..Paint::default()
        };
        let places = places_of(&units.regions);
        return tiles(&tile_map(lang, &units, &places, paint, None, words), width);
    }
    let areas = shapes.into_iter().zip(all.clone()).map(|(shape, i)| Area {
        shape,
        value: count(i).to_string(),
        look: look(i),
        ..Area::default()
    });
    // Each pair once, also where it goes one way only.
    let pairs = all.flat_map(|i| {
        let near = step.near(i).into_iter();
        near.filter(move |n| i < *n || !step.near(*n).contains(&i))
            .map(move |n| (i, n))
    });
    let map = AreaMap {
        areas: areas.collect(),
        net: pairs.collect(),
        words,
        ..AreaMap::default()
    };
    outlines(&map, width)
}

/// How many units have how many neighbours; a bar read marks the first of its units on the map.
#[component]
fn Counts(shown: Shown, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let title = session.word(|l| tr!(l, "space.weights.histogram"));
    let bar = RwSignal::new(None::<usize>);
    Effect::new(move |_| {
        let Some(count) = bar.get() else { return };
        let step = shown.get_untracked();
        let first =
            (0..step.units.len()).find(|i| step.known.contains(i) && step.near(*i).len() == count);
        if first.is_some() {
            selected.set(first);
        }
    });
    view! {
        <Figure
            number=session.word(|l| tr!(l, "space.weights.histogram_number"))
            title
            subtitle=session.word(|l| tr!(l, "space.weights.histogram_sub"))
            draw=move |width| counts(session.lang(), &shown.get(), title.get(), width)
            selected=bar
            source=session.word(|l| tr!(l, "zones.figure2.own_source"))
            table=move |()| connections(session.lang(), &shown.get())
            file="neighbours"
            walk=Walk::Sideways
        />
    }
}

fn counts(lang: Lang, step: &SpaceStep, title: String, width: f64) -> Picture {
    let bins = step.connectivity.histogram.iter().enumerate();
    let bins: Vec<Bin> = bins
        .map(|(n, count)| Bin {
            from: n as f64,
            to: n as f64,
            count: *count,
        })
        .collect();
    histogram(
        &Histogram {
            bins,
            x_name: tr!(lang, "space.weights.histogram_x").to_owned(),
            y_name: tr!(lang, "space.weights.histogram_y").to_owned(),
            words: Words {
                title,
                finding: told(step),
            },
            ..Histogram::default()
        },
        width,
    )
}

fn told(step: &SpaceStep) -> String {
    let bars = step.connectivity.histogram.iter().enumerate();
    let told: Vec<String> = bars.map(|(n, count)| format!("{n}: {count}")).collect();
    told.join("; ")
}

/// Neighbours by name.
fn names(lang: Lang, step: &SpaceStep, unit: usize) -> String {
    let near = step.near(unit);
    let units = near.iter().filter_map(|n| step.units.get(*n));
    let names: Vec<&str> = units.map(|u| lang.pick(&u.name)).collect();
    names.join(tr!(lang, "zones.comma"))
}

/// Every unit with its neighbours.
fn connections(lang: Lang, step: &SpaceStep) -> DataTable {
    let head = [
        tr!(lang, "zones.unit"),
        tr!(lang, "space.weights.neighbours"),
        tr!(lang, "space.weights.names"),
    ];
    let rows = step.units.iter().enumerate().map(|(i, unit)| {
        vec![
            lang.pick(&unit.name).to_owned(),
            step.near(i).len().to_string(),
            names(lang, step, i),
        ]
    });
    DataTable {
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}
