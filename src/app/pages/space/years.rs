//! Figures 6 and 7: the clusters of every year on one legend, and Moran's I by year beside what was printed.

use std::sync::Arc;

use leptos::prelude::*;

use super::Shown;
use super::clusters::{keys, look, scale, units_of};
use crate::app::components::figure::Figure;
use crate::app::components::message::{Message, Tone};
use crate::app::components::unit_map::{Paint, places_of, tile_map};
use crate::app::session::Session;
use crate::chart::lines::{Lines, Series, lines};
use crate::chart::map::multiples::{Ground, Multiples, Panel, multiples};
use crate::chart::{Picture, Words};
use crate::core::number::{fixed, grouped};
use crate::exchange::table::DataTable;
use crate::steps::space::{Cluster, SpaceStep, SpaceYears, YearClusters};
use crate::tr;
use crate::words::Lang;
use crate::words::space::{cluster, map_title, p_value};

type All = Signal<Arc<SpaceYears>>;

/// Both figures.
#[component]
pub fn Years(
    shown: Shown,
    selected: RwSignal<Option<usize>>,
    is_broken: Memo<bool>,
) -> impl IntoView {
    let session = Session::get();
    let kept = session.results.space_years();
    let all: All = Signal::derive(move || kept.get().value.unwrap_or_default());
    let fault = move || {
        let fault = kept.get().fault.filter(|_| !is_broken.get());
        fault.map(|problem| session.say(&problem))
    };
    view! {
        {move || fault().map(|text| view! { <Message tone=Tone::Warn>{text}</Message> })}
        <section class="section"><Clusters shown all selected /></section>
        {move || {
            let notes = all.with(|a| a.notes.clone());
            let told = shown.with(|step| step.notes.clone());
            let own = notes.iter().filter(|n| !told.contains(n)).map(|n| session.say(n));
            own.map(|text| view! { <Message tone=Tone::Warn>{text}</Message> }).collect_view()
        }}
        <section class="section"><Course shown all /></section>
    }
}

#[component]
fn Clusters(shown: Shown, all: All, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let title = Signal::derive(move || {
        let (lang, step) = (session.lang(), shown.get());
        let name = map_title(lang, step.statistic);
        tr!(lang, "space.time.title", name = name)
    });
    view! {
        <Figure
            number=session.word(|l| tr!(l, "space.time.number"))
            title
            subtitle=Signal::derive(move || {
                let n = all.with(|a| a.permutations);
                tr!(session.lang(), "space.time.sub", n = grouped(n as f64, 0))
            })
            draw=move |width| draw(session.lang(), &shown.get(), &all.get(), title.get(), width)
            selected
            source=session.word(|l| tr!(l, "zones.map.schematic"))
            table=move |()| table(session.lang(), &shown.get(), &all.get())
            file="clusters-by-year"
        />
    }
}

fn draw(lang: Lang, step: &SpaceStep, all: &SpaceYears, title: String, width: f64) -> Picture {
    let all = &all.years;
    let units = units_of(step);
    let places = places_of(&units.regions);
    let found: Vec<Cluster> = all.iter().flat_map(|y| y.clusters.clone()).collect();
    let mut keys = keys(lang, step.statistic, &found);
    for key in &mut keys {
        key.note.clear();
    }
    let paint = Paint {
        scale: scale(),
        keys,
        ..Paint::default()
    };
    let told = |year: &YearClusters| {
        let n = year.clusters.iter().filter(|c| c.is_significant()).count();
        format!("{} {n}", year.year)
    };
    let finding: Vec<String> = all.iter().map(told).collect();
    let words = Words {
        title,
        finding: finding.join("; "),
    };
    let panels = all.iter().map(|year| Panel {
        title: year.year.to_string(),
        looks: year.clusters.iter().map(|c| look(*c)).collect(),
    });
    multiples(
        &Multiples {
            panels: panels.collect(),
            ground: Ground::Tiles(tile_map(lang, &units, &places, paint, None, words)),
        },
        width,
    )
}

fn table(lang: Lang, step: &SpaceStep, all: &SpaceYears) -> DataTable {
    let all = &all.years;
    let mut head = vec![tr!(lang, "zones.unit").to_owned()];
    head.extend(all.iter().map(|year| year.year.to_string()));
    let rows = step.units.iter().enumerate().map(|(i, unit)| {
        let of = all.iter().map(|year| {
            let found = year.clusters.get(i).copied().unwrap_or(Cluster::NoData);
            cluster(lang, step.statistic, found).to_owned()
        });
        std::iter::once(lang.pick(&unit.name).to_owned())
            .chain(of)
            .collect()
    });
    DataTable {
        head,
        rows: rows.collect(),
    }
}

#[component]
fn Course(shown: Shown, all: All) -> impl IntoView {
    let session = Session::get();
    let title = Signal::derive(move || {
        let lang = session.lang();
        if shown.with(|step| step.beside.is_some()) {
            tr!(lang, "space.time.lines_both")
        } else {
            tr!(lang, "space.time.lines")
        }
        .to_owned()
    });
    // Years whose units are not those of the fullest, which moves the figure too.
    let fewer = move || {
        let (lang, found) = (session.lang(), all.get());
        let most = found
            .years
            .iter()
            .map(|y| y.units)
            .max()
            .unwrap_or_default();
        let fewer = found.years.iter().filter(|y| y.units < most);
        let told: Vec<String> = fewer
            .map(|y| tr!(lang, "space.time.fewer_year", year = y.year, n = y.units))
            .collect();
        (!told.is_empty()).then(|| {
            let years = told.join(tr!(lang, "zones.comma"));
            let text = tr!(lang, "space.time.fewer", n = most, years = years);
            view! { <p class="tnote">{text}</p> }
        })
    };
    let read = RwSignal::new(None::<usize>);
    let printed = move |years: &[i32]| -> Vec<Option<f64>> {
        let study = session.study();
        let variable = shown.with(|step| step.variable.clone());
        // Print is of one figure.
        if shown.with(|step| step.beside.is_some()) {
            return vec![None; years.len()];
        }
        crate::steps::space::printed_moran(&study, &variable, years)
    };
    let years = move || -> Vec<i32> {
        // Printed years beside those computed.
        let study = session.study();
        let variable = shown.with(|step| step.variable.clone());
        let mut years = if shown.with(|step| step.beside.is_some()) {
            Vec::new()
        } else {
            crate::steps::space::printed_years(&study, &variable)
        };
        years.extend(all.get().years.iter().map(|y| y.year));
        let ends = years.iter().min().zip(years.iter().max());
        // Every year between, so that the axis is one of time.
        ends.map_or_else(Vec::new, |(first, last)| (*first..=*last).collect())
    };
    let readout = move || {
        let years = years();
        let year = read.get().and_then(|i| years.get(i).copied());
        year.map(|year| {
            let found = all.get().years.iter().find(|y| y.year == year).cloned();
            let lang = session.lang();
            let paper = printed(&[year]).first().copied().flatten();
            view! {
                <span><b>{year}</b></span>
                {found.map(|y| view! {
                    <span><span class="k">{tr!(lang, "space.time.computed")}</span><b>{fixed(y.moran, 3)}</b></span>
                    <span><span class="k">"p"</span><b>{p_value(y.pseudo_p)}</b></span>
                })}
                {paper.map(|v| view! { <span><span class="k">{tr!(lang, "space.time.printed")}</span><b class="t-prt">{fixed(v, 3)}</b></span> })}
            }
        })
        .into_any()
    };
    let draw = move |width| {
        let (lang, years, found) = (session.lang(), years(), all.get());
        let all = &found.years;
        let value = |year: &i32| all.iter().find(|y| y.year == *year).map(|y| y.moran);
        let finding: Vec<String> = all
            .iter()
            .map(|y| format!("{} {}", y.year, fixed(y.moran, 3)))
            .collect();
        let data = Lines {
            series: vec![Series {
                name: tr!(lang, "space.time.computed").to_owned(),
                values: years.iter().map(value).collect(),
                printed: printed(&years),
            }],
            years,
            emphasised: Some(0),
            printed_name: tr!(lang, "space.time.printed").to_owned(),
            decimals: 2,
            words: Words {
                title: title.get(),
                finding: finding.join("; "),
            },
            selected: read.get(),
            ..Lines::default()
        };
        lines(&data, width)
    };
    let table = move |()| {
        let lang = session.lang();
        let years = years();
        let found = all.get();
        let all = &found.years;
        let papers = printed(&years);
        let rows = years.iter().zip(papers).filter_map(|(year, paper)| {
            let found = all.iter().find(|y| y.year == *year);
            if found.is_none() && paper.is_none() {
                return None;
            }
            let or_none = |v: Option<String>| v.unwrap_or_default();
            Some(vec![
                year.to_string(),
                or_none(found.map(|y| fixed(y.moran, 6))),
                or_none(found.map(|y| p_value(y.pseudo_p))),
                or_none(found.map(|y| y.units.to_string())),
                or_none(paper.map(|v| fixed(v, 6))),
            ])
        });
        let head = [
            tr!(lang, "space.time.year"),
            tr!(lang, "space.time.computed"),
            "p",
            tr!(lang, "space.time.units"),
            tr!(lang, "space.time.printed"),
        ];
        DataTable {
            head: head.map(str::to_owned).to_vec(),
            rows: rows.collect(),
        }
    };
    view! {
        <Figure
            number=session.word(|l| tr!(l, "space.time.lines_number"))
            title
            subtitle=session.word(|l| tr!(l, "space.time.lines_sub"))
            draw=draw
            selected=read
            readout=readout
            source=session.word(|l| tr!(l, "zones.figure2.own_source"))
            table=table
            file="moran-by-year"
        />
        {fewer}
    }
}
