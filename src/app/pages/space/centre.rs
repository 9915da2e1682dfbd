//! Figure 8: the path of the centre of gravity with its ellipse, its steps, and who moves it.

use std::sync::Arc;

use leptos::prelude::*;

use super::Shown;
use super::centre_path::NearPath;
use super::clusters::units_of;
use crate::app::components::figure::Figure;
use crate::app::components::message::{Message, Tone};
use crate::app::components::segment::Segment;
use crate::app::components::unit_map::cells_of;
use crate::app::session::Session;
use crate::chart::map::{Area, AreaMap, Look, Ring, Stroke, Track, outlines};
use crate::chart::{Picture, Words};
use crate::core::geo::Coord;
use crate::core::geo::albers::Albers;
use crate::core::number::{fixed, grouped};
use crate::core::space::centre::{GravityCentre, LonLat, YearCentre};
use crate::exchange::table::DataTable;
use crate::steps::space::{CentreStep, SpaceStep};
use crate::tr;
use crate::words::{Lang, years as years_of};

pub(super) type Found = Signal<Option<Arc<CentreStep>>>;

/// Rows of the units that move the centre most.
const MOST_ROWS: usize = 5;

/// The section.
#[component]
pub fn Centre(shown: Shown, is_broken: Memo<bool>) -> impl IntoView {
    let session = Session::get();
    let by_amount = RwSignal::new(false);
    let kept = session.results.centre(by_amount);
    let found: Found = Signal::derive(move || kept.get().value);
    let fault = move || {
        let fault = kept.get().fault.filter(|_| !is_broken.get());
        fault.map(|problem| session.say(&problem))
    };
    let weights = Signal::derive(move || {
        let lang = session.lang();
        let own = shown.with(|step| crate::words::space::variable(lang, &step.variable));
        vec![
            ("ratio", own),
            ("amount", tr!(lang, "space.centre.amount").to_owned()),
        ]
    });
    let weight = Signal::derive(move || if by_amount.get() { "amount" } else { "ratio" });
    view! {
        <section class="section">
            <h2>{session.word(|l| tr!(l, "space.centre.title"))}</h2>
            <div class="row">
                <Segment label=session.word(|l| tr!(l, "space.centre.weight")) options=weights value=weight
                    on_choose=move |id: &'static str| by_amount.set(id == "amount") />
            </div>
            {move || fault().map(|text| view! { <Message tone=Tone::Warn>{text}</Message> })}
            {move || found.with(Option::is_some).then(|| view! {
                <div class="cols even">
                    <div class="stack-s">
                        <PathFigure shown found />
                        <NearPath found />
                    </div>
                    <div class="stack-s">
                        {move || found.get().map(|f| steps(session.lang(), &f.path))}
                        {move || found.get().map(|f| told(session.lang(), &shown.get(), &f))}
                        {move || found.get().map(|f| influence(session.lang(), &shown.get(), &f.path))}
                    </div>
                </div>
            })}
        </section>
    }
}

#[component]
fn PathFigure(shown: Shown, found: Found) -> impl IntoView {
    let session = Session::get();
    let title = session.word(|l| tr!(l, "space.centre.title"));
    let read = RwSignal::new(None::<usize>);
    let readout = move || {
        let step = shown.get();
        let unit = read.get().and_then(|i| step.units.get(i).cloned());
        let lang = session.lang();
        unit.map(|u| view! { <span><b>{lang.pick(&u.name).to_owned()}</b></span> })
            .into_any()
    };
    view! {
        <Figure
            number=session.word(|l| tr!(l, "space.centre.number"))
            title
            subtitle=session.word(|l| tr!(l, "space.centre.sub"))
            draw=move |width| {
                let lang = session.lang();
                match found.get() {
                    Some(found) => draw(lang, &shown.get(), &found, title.get(), width),
                    None => outlines(&AreaMap::default(), width),
                }
            }
            selected=read
            readout=readout
            source=session.word(|l| tr!(l, "zones.map.schematic_cells"))
            table=move |()| found.get().map_or_else(empty, |f| table(session.lang(), &f.path))
            file="gravity-centre"
        />
    }
}

pub(super) fn empty() -> DataTable {
    DataTable {
        head: Vec::new(),
        rows: Vec::new(),
    }
}

pub(super) fn on_paper(plane: &Albers, at: LonLat) -> Option<Coord> {
    plane.forward(Coord::new(at.lon, at.lat))
}

fn draw(lang: Lang, step: &SpaceStep, found: &CentreStep, title: String, width: f64) -> Picture {
    let plane = Albers::china();
    let units = units_of(step);
    let shapes = cells_of(&units.regions);
    let has_value = |i: usize| step.units.get(i).is_some_and(|u| u.value.is_some());
    let areas = shapes.into_iter().enumerate().map(|(i, shape)| Area {
        shape,
        look: if has_value(i) {
            Look::Plain
        } else {
            Look::NoData
        },
        ..Area::default()
    });
    let path = &found.path;
    let year = |at: Option<&YearCentre>| at.map_or_else(String::new, |y| y.year.to_string());
    let track = |name: String, steps: Vec<Coord>, stroke: Stroke| Track {
        name,
        steps,
        first: year(path.years.first()),
        last: year(path.years.last()),
        stroke,
    };
    let own: Vec<Coord> = path
        .years
        .iter()
        .filter_map(|y| on_paper(&plane, y.centre))
        .collect();
    let mut tracks = vec![track(
        tr!(lang, "space.centre.all").to_owned(),
        own,
        Stroke::Computed,
    )];
    if let Some(first) = path.left_out.first() {
        let name = step
            .units
            .get(first.unit)
            .map_or("", |u| lang.pick(&u.name));
        let without: Vec<Coord> = first
            .centres
            .iter()
            .flatten()
            .filter_map(|c| on_paper(&plane, *c))
            .collect();
        tracks.push(track(
            tr!(lang, "space.centre.without", name = name),
            without,
            Stroke::LeftOut,
        ));
    }
    let rings = found.ellipses.years.last().map(|ellipse| Ring {
        name: tr!(lang, "space.centre.ellipse", year = ellipse.year),
        outline: ellipse
            .ring
            .iter()
            .filter_map(|c| on_paper(&plane, *c))
            .collect(),
        is_dashed: true,
        stroke: Stroke::Computed,
    });
    let finding: Vec<String> = path
        .years
        .iter()
        .map(|y| {
            format!(
                "{} {}°E {}°N",
                y.year,
                fixed(y.centre.lon, 2),
                fixed(y.centre.lat, 2)
            )
        })
        .collect();
    let map = AreaMap {
        areas: areas.collect(),
        tracks,
        rings: rings.into_iter().collect(),
        words: Words {
            title,
            finding: finding.join("; "),
        },
        ..AreaMap::default()
    };
    outlines(&map, width)
}

fn direction(lang: Lang, id: &str) -> &'static str {
    match id {
        "n" => tr!(lang, "space.compass.n"),
        "ne" => tr!(lang, "space.compass.ne"),
        "e" => tr!(lang, "space.compass.e"),
        "se" => tr!(lang, "space.compass.se"),
        "s" => tr!(lang, "space.compass.s"),
        "sw" => tr!(lang, "space.compass.sw"),
        "w" => tr!(lang, "space.compass.w"),
        _ => tr!(lang, "space.compass.nw"),
    }
}

fn heads(lang: Lang) -> [&'static str; 5] {
    [
        tr!(lang, "space.centre.year"),
        tr!(lang, "space.centre.lon"),
        tr!(lang, "space.centre.lat"),
        tr!(lang, "space.centre.km"),
        tr!(lang, "space.centre.bearing"),
    ]
}

pub(super) fn table(lang: Lang, path: &GravityCentre) -> DataTable {
    let rows = path.years.iter().map(|year| {
        let step = path.steps.iter().find(|s| s.to_year == year.year);
        let bearing = step.and_then(|s| {
            let direction = s.direction.map(|d| direction(lang, d.id()))?;
            Some(format!("{direction} {}°", fixed(s.bearing?, 0)))
        });
        vec![
            year.year.to_string(),
            fixed(year.centre.lon, 3),
            fixed(year.centre.lat, 3),
            step.map_or_else(String::new, |s| fixed(s.distance_km, 1)),
            bearing.unwrap_or_default(),
        ]
    });
    DataTable {
        head: heads(lang).map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

fn steps(lang: Lang, path: &GravityCentre) -> AnyView {
    let title = tr!(lang, "space.centre.table");
    let found = table(lang, path);
    let rows = found.rows.into_iter().map(|row| {
        let mut cells = row.into_iter();
        let head = cells.next();
        view! { <tr><th scope="row">{head}</th>{cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
    });
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=title>
            <table class="book compact">
                <caption><b>{title}</b></caption>
                <thead><tr>{heads(lang).map(|h| view! { <th scope="col">{h}</th> })}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Three means, the ellipse, and who took no part.
fn told(lang: Lang, step: &SpaceStep, found: &CentreStep) -> AnyView {
    let path = &found.path;
    let means = path.years.last().map(|last| {
        let place = |at: LonLat| format!("{}°E {}°N", fixed(at.lon, 2), fixed(at.lat, 2));
        let apart = last
            .degrees_to_projected_km
            .max(last.degrees_to_spherical_km)
            .max(last.projected_to_spherical_km);
        let rows = [
            (tr!(lang, "space.centre.plain"), place(last.degrees)),
            (tr!(lang, "space.centre.projected"), place(last.projected)),
            (tr!(lang, "space.centre.spherical"), place(last.spherical)),
        ];
        let apart = tr!(lang, "space.centre.apart", km = fixed(apart, 1));
        view! {
            <h3>{format!("{} {}", tr!(lang, "space.centre.means"), last.year)}</h3>
            <dl class="dl wide">
                {rows.map(|(k, v)| view! { <dt>{k}</dt><dd>{v}</dd> })}
                <dt></dt><dd>{apart}</dd>
            </dl>
        }
    });
    let ellipse = found.ellipses.years.last().map(|e| {
        tr!(
            lang,
            "space.centre.ellipse_note",
            year = e.year,
            major = grouped(e.semi_major_km, 0),
            minor = grouped(e.semi_minor_km, 0),
            angle = e.rotation.map_or_else(|| "—".to_owned(), |r| fixed(r, 0)),
            area = grouped(e.area_km2 / 1e4, 1),
            convention = "ArcGIS"
        )
    });
    let names: Vec<&str> = path
        .missing
        .iter()
        .filter_map(|m| step.units.get(m.unit))
        .map(|u| lang.pick(&u.name))
        .collect();
    let missing = (!names.is_empty()).then(|| {
        let names = names.join(tr!(lang, "zones.comma"));
        let years: Vec<i32> = path.years.iter().map(|y| y.year).collect();
        tr!(
            lang,
            "space.centre.left_out",
            names = names,
            years = years_of(lang, &years)
        )
    });
    view! {
        {means}
        {ellipse.map(|text| view! { <p class="tnote">{text}</p> })}
        {missing.map(|text| view! { <p class="tnote">{text}</p> })}
    }
    .into_any()
}

/// The units whose absence moves the centre of the last year most.
fn influence(lang: Lang, step: &SpaceStep, path: &GravityCentre) -> AnyView {
    let Some(last) = path.years.len().checked_sub(1) else {
        return ().into_any();
    };
    let mut moved: Vec<(usize, f64)> = path
        .left_out
        .iter()
        .filter_map(|l| Some((l.unit, l.displacement_km.get(last).copied().flatten()?)))
        .collect();
    moved.sort_by(|a, b| b.1.total_cmp(&a.1));
    let rows = moved.into_iter().take(MOST_ROWS).filter_map(|(unit, km)| {
        let name = lang.pick(&step.units.get(unit)?.name).to_owned();
        Some(view! { <tr><th scope="row">{name}</th><td>{fixed(km, 1)}</td></tr> })
    });
    let title = tr!(lang, "space.centre.influence");
    let note = path
        .years
        .last()
        .map(|y| tr!(lang, "space.centre.influence_note", year = y.year));
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=title>
            <table class="book compact">
                <caption><b>{title}</b>{note}</caption>
                <thead><tr><th class="l" scope="col">{tr!(lang, "zones.unit")}</th><th scope="col">"km"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
