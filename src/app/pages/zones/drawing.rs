//! The map as it is drawn: tiles, or the outlines of its ground, with names, legend and finding.

use std::sync::Arc;

use super::ground::Ground;
use super::paint::Paint;
use super::places::Places;
use super::table::MILLION;
use crate::chart::map::{Area, AreaMap, Key, Look, Tile, TileMap, outlines, tiles};
use crate::chart::{Picture, Words};
use crate::core::number::fixed;
use crate::core::study::Text;
use crate::steps::zones::{UnitZone, ZonesResult, ZonesStep};
use crate::tr;
use crate::words::Lang;
use crate::words::zones::letter;

/// Names of what units belong to, in order of appearance.
pub fn parents(lang: Lang, step: &ZonesStep) -> Vec<String> {
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
pub struct Drawing<'a> {
    pub step: &'a ZonesStep,
    pub places: &'a Places,
    pub ground: Option<Arc<Ground>>,
}

/// Position among the parents, of each unit.
pub fn groups_of(step: &ZonesStep) -> Vec<usize> {
    let names = parents(Lang::Zh, step);
    let of = |unit: &UnitZone| {
        let parent = unit.parent.as_ref().map(|p| Lang::Zh.pick(p));
        parent
            .and_then(|p| names.iter().position(|n| n == p))
            .unwrap_or_default()
    };
    step.units.iter().map(of).collect()
}

/// The map on the ground there is.
pub fn draw(lang: Lang, drawing: &Drawing<'_>, paint: Paint, title: String, width: f64) -> Picture {
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
        near: Vec::new(),
        words: map.words,
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

/// Entries of the legend: every zone with its units.
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
