//! Figure 1: the units on a map, coloured by zone. Schematic unless a person brings boundaries.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;

use super::Shown;
use super::boundary::{Boundary, ViewSwitch};
use super::colour::Colour;
use super::ground::{Ground, View, ground};
use super::paint::{Classes, Paint, Quantity, by_value, by_zone};
use super::table::{MILLION, numbers, palette};
use crate::app::components::figure::Figure;
use crate::app::components::map_view::{MapView, toward};
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::chart::map::{Area, AreaMap, Key, Look, Tile, TileMap, outlines, tiles};
use crate::chart::{Picture, Words, tile_thumb};
use crate::core::geo::Coord;
use crate::core::geo::hex::Hex;
use crate::core::number::{fixed, significant};
use crate::core::problem::Report;
use crate::core::study::{Study, Text};
use crate::exchange::places;
use crate::steps;
use crate::steps::zones::{UnitZone, ZonesResult, ZonesStep};
use crate::tr;
use crate::words::Lang;
use crate::words::zones::{letter, place_of, zone_name};

/// Where units stand on a map.
#[derive(Clone, Default, PartialEq)]
pub struct Places {
    /// Tile of each unit.
    pub tiles: Vec<(i32, i32)>,
    /// Names of each unit in Chinese and English, those it is known by to the map.
    names: Vec<Option<(Vec<&'static str>, &'static str)>>,
    /// Label points, degrees; none where they are not known.
    pub points: Vec<Coord>,
    /// Whether the places of the units are known.
    pub is_known: bool,
    /// Whether the units are provinces.
    pub are_provinces: bool,
}

/// Tiles of the regions: their own, or in order where they are not known.
pub fn places_of(regions: &[(String, Text)]) -> Places {
    let asked: Vec<(&str, &str)> = regions
        .iter()
        .map(|(code, name)| (code.as_str(), Lang::Zh.pick(name)))
        .collect();
    let found = places::for_regions(&asked).filter(|found| found.missing.is_empty());
    match found {
        Some(found) => {
            let known: Vec<_> = found.places.iter().flatten().collect();
            Places {
                tiles: known.iter().map(|p| (p.q, p.r)).collect(),
                names: known.iter().map(|p| Some((p.names(), p.name_en))).collect(),
                points: known.iter().map(|p| Coord::new(p.lon, p.lat)).collect(),
                is_known: true,
                are_provinces: found.set.id == "china_provinces_31",
            }
        }
        None => in_order(regions.len()),
    }
}

/// Rows of tiles about as wide as high.
fn in_order(count: usize) -> Places {
    let wide = (1..=count.max(1)).find(|w| w * w >= count).unwrap_or(1);
    let tile = |i: usize| {
        let (row, column) = ((i / wide) as i32, (i % wide) as i32);
        (column - row.div_euclid(2), row)
    };
    Places {
        tiles: (0..count).map(tile).collect(),
        names: vec![None; count],
        ..Places::default()
    }
}

pub fn regions_of(step: &ZonesStep) -> Vec<(String, Text)> {
    let units = step.units.iter();
    units.map(|u| (u.region.clone(), u.name.clone())).collect()
}

/// The small map of a card.
pub fn thumb(study: &Study) -> String {
    let account = steps::account::chosen(study).ok();
    let Ok(step) = steps::zones::compute(study, account.as_ref()) else {
        return tile_thumb::tiles(&[]);
    };
    let places = places_of(&regions_of(&step));
    let tiles: Vec<_> = places
        .tiles
        .iter()
        .zip(&step.units)
        .map(|((q, r), unit)| {
            let place = place_of(&step, unit.zone.as_deref()).unwrap_or_default();
            let tone = palette(&step).tone(place, step.zones.len());
            (Hex { q: *q, r: *r }, tone)
        })
        .collect();
    tile_thumb::tiles(&tiles)
}

/// Ground of units with these codes and names, and the approval number typed.
type KeptGround = (Vec<(String, Text)>, View, String);

thread_local! {
    /// It stays when another step is shown and this one again.
    static KEPT: RefCell<Option<KeptGround>> = const { RefCell::new(None) };
}

fn kept_ground(regions: &[(String, Text)]) -> (View, String) {
    KEPT.with_borrow(|kept| {
        let same = kept.as_ref().filter(|(of, ..)| of == regions);
        same.map_or_else(Default::default, |(_, view, number)| {
            (view.clone(), number.clone())
        })
    })
}

/// The figure.
#[component]
pub fn ZoneMap(shown: Shown, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let regions = Memo::new(move |_| regions_of(&shown.get()));
    let places = Memo::new(move |_| Arc::new(places_of(&regions.get())));
    let (kept_view, kept_number) = kept_ground(&regions.get_untracked());
    let approval = RwSignal::new(kept_number);
    let view = RwSignal::new(kept_view);
    Effect::new(move |_| {
        KEPT.set(Some((regions.get(), view.get(), approval.get())));
    });
    let groups = Memo::new(move |_| groups_of(&shown.get()));
    let on_ground = Memo::new(move |_| {
        let found = places.with(|p| ground(&view.get(), &regions.get(), &p.points, &groups.get()));
        found.map(Arc::new)
    });
    // Other units stand on other ground.
    Effect::new(move |before: Option<Vec<(String, Text)>>| {
        let now = regions.get();
        if before.is_some_and(|b| b != now) {
            view.set(View::Tiles);
            approval.set(String::new());
        }
        now
    });
    let quantity = RwSignal::new(Quantity::Zone);
    let classes = RwSignal::new(Classes::default());
    // Another study may have other figures.
    let painted_by = Memo::new(move |_| {
        let asked = quantity.get();
        let has = Quantity::of(&shown.get()).contains(&asked);
        if has { asked } else { Quantity::Zone }
    });
    let unclassed = Memo::new(move |_| {
        let asked = painted_by.get();
        let step = shown.get();
        let found =
            (asked != Quantity::Zone).then(|| by_value(Lang::En, &step, asked, &classes.get()));
        found.and_then(Result::err).map(|e| e.problem())
    });
    let title = Signal::derive(move || {
        let lang = session.lang();
        let by = painted_by.get();
        if by != Quantity::Zone {
            return by.name(lang).to_owned();
        }
        match shown.get().result {
            ZonesResult::Balance(_) => tr!(lang, "zones.map.title_balance").to_owned(),
            ZonesResult::SupplyDemand(_) => tr!(lang, "zones.map.title_supply").to_owned(),
        }
    });
    let subtitle = Signal::derive(move || {
        let (lang, step) = (session.lang(), shown.get());
        let index = match step.result {
            ZonesResult::Balance(_) => tr!(lang, "zones.index.sec"),
            ZonesResult::SupplyDemand(_) => tr!(lang, "zones.index.ratio"),
        };
        let by = painted_by.get();
        let mut text = match view.get() {
            View::Tiles if by != Quantity::Zone => {
                tr!(lang, "zones.map.sub_values", index = by.name(lang))
            }
            View::Tiles => tr!(lang, "zones.map.sub_tiles", index = index),
            View::Cells => tr!(lang, "zones.map.sub_cells").to_owned(),
            View::Provinces(_) => tr!(lang, "zones.map.sub_provinces").to_owned(),
            View::Own(_) => tr!(lang, "zones.map.sub_outlines").to_owned(),
        };
        if parents(lang, &step).len() > 1 {
            text += tr!(lang, "zones.map.sub_parents");
        }
        text
    });
    let source = Signal::derive(move || {
        let lang = session.lang();
        let mut text = match view.get() {
            View::Tiles => tr!(lang, "zones.map.schematic"),
            View::Cells => tr!(lang, "zones.map.schematic_cells"),
            View::Provinces(_) => tr!(lang, "zones.map.outline"),
            View::Own(_) => tr!(lang, "zones.map.own"),
        }
        .to_owned();
        let number = approval.get();
        if !number.trim().is_empty() {
            text += &tr!(lang, "zones.map.approved", number = number.trim());
        }
        if !places.get().is_known {
            text += tr!(lang, "zones.map.in_order");
        }
        let study = session.study();
        let printed = study.zoning.as_ref().and_then(|z| z.published.as_ref());
        if let Some(printed) = printed {
            text += tr!(lang, "zones.map.from");
            text += &lang.name(&format!("source.{}", printed.source));
        }
        text
    });
    let painted = move |i: usize| {
        let by = painted_by.get();
        let value = by.values(&shown.get()).get(i).copied().flatten();
        let is_said = matches!(
            by,
            Quantity::Zone | Quantity::Ratio | Quantity::Eec | Quantity::Sec
        );
        (!is_said).then(|| {
            let value = value.map_or_else(|| "—".to_owned(), |v| significant(v, 5));
            (by.name(session.lang()), value)
        })
    };
    let readout = move || {
        let (lang, step) = (session.lang(), shown.get());
        let unit = selected.get().and_then(|i| Some((i, step.units.get(i)?)));
        unit.map(|(i, unit)| {
            let id = unit.zone.as_deref();
            let zone = format!("{} {}", letter(place_of(&step, id)), zone_name(lang, &step, id));
            let printed = unit.published.as_deref();
            let printed = printed.map(|p| zone_name(lang, &step, Some(p)));
            view! {
                <span><b>{lang.pick(&unit.name).to_owned()}</b></span>
                {painted(i).map(|(k, v)| view! { <span><span class="k">{k}</span><b>{v}</b></span> })}
                {values(lang, &step, i).into_iter().map(|(k, v)| view! { <span><span class="k">{k}</span><b>{v}</b></span> }).collect_view()}
                <span><span class="k">{tr!(lang, "zones.read.zone")}</span><b>{zone}</b></span>
                {printed.map(|p| view! { <span><span class="k">{tr!(lang, "zones.read.paper")}</span><b class="t-prt">{p}</b></span> })}
            }
        })
        .into_any()
    };
    let beside = Callback::new(move |(key, now): (String, usize)| {
        let points: Vec<(f64, f64)> = match on_ground.get_untracked() {
            Some(ground) => ground.middles.clone(),
            None => places.with_untracked(|p| {
                let centres = p.tiles.iter().map(|(q, r)| Hex { q: *q, r: *r }.centre());
                centres.map(|c| (c.x, c.y)).collect()
            }),
        };
        toward(&points, now, &key)
    });
    let drawn = Signal::derive(move || {
        shown.track();
        on_ground.track();
        painted_by.track();
        classes.track();
        session.lang();
    });
    let controls = move || view! { <ViewSwitch places=places view=view /> }.into_any();
    view! {
            <div>
                <MapView selected drawn>
                    <Figure
                        number=Signal::derive(move || tr!(session.lang(), "zones.map.number").to_owned())
                        title=title
                        subtitle=subtitle
                        draw=move |width| {
    let (lang, step) = (session.lang(), shown.get());
                            let asked = painted_by.get();
                            let by_value = (asked != Quantity::Zone)
                                .then(|| by_value(lang, &step, asked, &classes.get()).ok())
                                .flatten();
                            let paint = by_value.unwrap_or_else(|| by_zone(&step, keys(lang, &step)));
                            let drawing = Drawing { step: &step, places: &places.get(), ground: on_ground.get() };
                            draw(lang, &drawing, paint, title.get(), width)
                        }
                        controls=controls
                        selected=selected
                        beside=beside
                        readout=readout
                        source=source
                        table=move |()| numbers(session.lang(), &shown.get())
                        file="zones"
                    />
                </MapView>
                <Colour shown quantity classes />
                {move || unclassed.get().map(|problem| {
                    let text = session.say(&problem);
                    view! { <Message tone=Tone::Warn>{text}</Message> }
                })}
                <Boundary view=view ground=on_ground regions=regions />
                <div class="field map-approval">
                    <label for="map-approval">{move || tr!(session.lang(), "zones.map.approval")}</label>
                    <input id="map-approval" class="inp" type="text" maxlength="60" prop:value=move || approval.get()
                        on:input=move |event| approval.set(event_target_value(&event)) />
                </div>
            </div>
        }
}

/// Index and value of a unit, as they are read.
fn values(lang: Lang, step: &ZonesStep, i: usize) -> Vec<(&'static str, String)> {
    match &step.result {
        ZonesResult::Balance(found) => vec![
            (tr!(lang, "zones.read.eec"), fixed(found.mean_eec[i], 3)),
            (tr!(lang, "zones.read.sec"), fixed(found.mean_sec[i], 3)),
        ],
        ZonesResult::SupplyDemand(found) => vec![(
            tr!(lang, "zones.read.ratio"),
            significant(found.supply.units[i].ratio, 4),
        )],
    }
}

/// Names of what units belong to, in order of appearance.
fn parents(lang: Lang, step: &ZonesStep) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for parent in step.units.iter().filter_map(|u| u.parent.as_ref()) {
        let name = lang.pick(parent);
        if !names.iter().any(|n| n == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// What a map is drawn from.
struct Drawing<'a> {
    step: &'a ZonesStep,
    places: &'a Places,
    ground: Option<Arc<Ground>>,
}

fn groups_of(step: &ZonesStep) -> Vec<usize> {
    let names = parents(Lang::Zh, step);
    let of = |unit: &UnitZone| {
        let parent = unit.parent.as_ref().map(|p| Lang::Zh.pick(p));
        parent
            .and_then(|p| names.iter().position(|n| n == p))
            .unwrap_or_default()
    };
    step.units.iter().map(of).collect()
}

fn draw(lang: Lang, drawing: &Drawing<'_>, paint: Paint, title: String, width: f64) -> Picture {
    let Drawing {
        step,
        places,
        ground,
    } = drawing;
    let words = Words {
        title,
        finding: finding(lang, step),
    };
    // The unit read is framed by `MapView`: a new drawing would lose the part a person looks at.
    let map = ground_of(lang, step, places, paint, None, words);
    let Some(ground) = ground else {
        return tiles(&map, width);
    };
    let areas = map
        .tiles
        .into_iter()
        .zip(&ground.shapes)
        .map(|(tile, shape)| Area {
            shape: shape.clone(),
            at: None,
            names: tile.names,
            tag: tile.tag,
            value: tile.value,
            look: tile.look,
            group: tile.group,
        });
    let map = AreaMap {
        areas: areas.collect(),
        borders: ground.borders.clone(),
        groups: map.groups,
        scale: map.scale,
        keys: map.keys,
        selected: map.selected,
        words: map.words,
        ..AreaMap::default()
    };
    outlines(&map, width)
}

/// The units as tiles.
pub fn ground_of(
    lang: Lang,
    step: &ZonesStep,
    places: &Places,
    paint: Paint,
    selected: Option<usize>,
    words: Words,
) -> TileMap {
    let group = groups_of(step);
    let tile = |i: usize, unit: &UnitZone| {
        let (q, r) = places.tiles.get(i).copied().unwrap_or_default();
        Tile {
            q,
            r,
            names: names(
                lang,
                &unit.name,
                places.names.get(i).and_then(Option::as_ref),
            ),
            tag: paint.tags.get(i).cloned().unwrap_or_default(),
            value: paint.values.get(i).cloned().unwrap_or_default(),
            look: paint.looks.get(i).copied().unwrap_or_default(),
            group: group[i],
        }
    };
    let units = step.units.iter().enumerate();
    let tiles = units.map(|(i, unit)| tile(i, unit)).collect();
    TileMap {
        tiles,
        groups: parents(lang, step),
        scale: paint.scale,
        keys: paint.keys,
        selected,
        words,
        ..TileMap::default()
    }
}

/// The shortest name first: a tile has little room.
fn names(
    lang: Lang,
    name: &Text,
    known: Option<&(Vec<&'static str>, &'static str)>,
) -> Vec<String> {
    let own = lang.pick(name).to_owned();
    match (lang, known) {
        (Lang::Zh, Some((names, _))) => {
            let mut all: Vec<String> = names.iter().rev().map(|n| (*n).to_owned()).collect();
            all.push(own);
            all
        }
        (Lang::En, Some((_, english))) => vec![own, (*english).to_owned()],
        (_, None) => vec![own],
    }
}

pub fn keys(lang: Lang, step: &ZonesStep) -> Vec<Key> {
    let count = step.zones.len();
    (0..count)
        .map(|place| {
            let zone = &step.zones[count - 1 - place];
            let n = step.counts[count - 1 - place];
            let note = match &step.result {
                ZonesResult::Balance(_) => tr!(lang, "zones.map.count", n = n),
                ZonesResult::SupplyDemand(found) => {
                    let inside = step.units.iter().zip(&found.supply.units);
                    let inside = inside.filter(|(u, _)| u.zone.as_ref() == Some(&zone.id));
                    let stored: f64 = inside.map(|(_, s)| s.storage).sum();
                    let value = fixed(stored / MILLION, 0);
                    tr!(lang, "zones.map.count_storage", n = n, value = value)
                }
            };
            Key {
                look: Look::Class(place),
                tag: letter(Some(place)),
                label: lang.pick(&zone.name).to_owned(),
                note,
            }
        })
        .collect()
}

/// Every zone with its units.
fn finding(lang: Lang, step: &ZonesStep) -> String {
    let zones = step.zones.iter().map(|zone| {
        let inside = step
            .units
            .iter()
            .filter(|u| u.zone.as_ref() == Some(&zone.id));
        let names: Vec<&str> = inside.map(|u| lang.pick(&u.name)).collect();
        tr!(
            lang,
            "zones.map.finding",
            zone = lang.pick(&zone.name),
            n = names.len(),
            names = names.join(tr!(lang, "zones.comma"))
        )
    });
    zones.collect::<Vec<_>>().join("; ")
}
