//! How units are painted, and the map drawn of them.

use super::ground::Ground;
use super::places::Places;
use crate::chart::map::{Area, AreaMap, Key, Look, Scale, Tile, TileMap, outlines, tiles};
use crate::chart::{Picture, Words};
use crate::core::study::Text;
use crate::exchange::places::{letters, set};
use crate::words::Lang;

/// Units as a map names and parts them.
#[derive(Clone, Default, PartialEq)]
pub struct MapUnits {
    /// Code and name of each.
    pub regions: Vec<(String, Text)>,
    /// Names of what units belong to, in order of appearance.
    pub parents: Vec<Text>,
    /// Position of each unit's among them.
    pub groups: Vec<usize>,
}

impl MapUnits {
    /// Units given as code, name and what they are a part of.
    pub fn new(units: impl Iterator<Item = (String, Text, Option<Text>)>) -> Self {
        let mut found = Self::default();
        for (code, name, parent) in units {
            found.regions.push((code, name));
            let group = parent.map(|parent| {
                let known = found.parents.iter().position(|p| *p == parent);
                known.unwrap_or_else(|| {
                    found.parents.push(parent);
                    found.parents.len() - 1
                })
            });
            found.groups.push(group.unwrap_or_default());
        }
        found
    }
}

/// How every unit is painted.
#[derive(Clone, Default, PartialEq)]
pub struct Paint {
    /// What colours mean.
    pub scale: Scale,
    /// One a unit.
    pub looks: Vec<Look>,
    /// Letters or numbers of the classes of the units.
    pub tags: Vec<String>,
    /// Values as they stand in the units.
    pub values: Vec<String>,
    /// Legend.
    pub keys: Vec<Key>,
    /// Pairs joined by a bar: neighbours made by hand.
    pub links: Vec<(usize, usize)>,
}

/// The map on the ground there is.
pub fn draw(
    lang: Lang,
    (units, places, ground): (&MapUnits, &Places, Option<&Ground>),
    paint: Paint,
    words: Words,
    width: f64,
) -> Picture {
    // The unit read is framed by `MapView`: a new drawing would lose the part a person looks at.
    let Some(ground) = ground else {
        let map = tile_map(lang, units, places, paint, None, words);
        return tiles(&map, width);
    };
    let map = named(lang, units, places, paint, None, words);
    let areas = map.tiles.into_iter().zip(&ground.shapes);
    let areas = areas.map(|(tile, shape)| Area {
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
        links: map.links,
        words: map.words,
        ..AreaMap::default()
    };
    outlines(&map, width)
}

/// The units as tiles. Where no name goes into the tile of a province, its letters may.
pub fn tile_map(
    lang: Lang,
    units: &MapUnits,
    places: &Places,
    paint: Paint,
    selected: Option<usize>,
    words: Words,
) -> TileMap {
    let mut map = named(lang, units, places, paint, selected, words);
    let regions = units.regions.iter().zip(&places.names);
    for (tile, ((code, _), known)) in map.tiles.iter_mut().zip(regions) {
        // In Chinese a short name of two characters goes in.
        if lang == Lang::En {
            let english = known.as_ref().map(|(_, english)| *english);
            let letters = letters_of(code, english);
            tile.names.extend(letters.map(str::to_owned));
        }
    }
    map
}

/// Letters of a province by its code, or by the name the map knows it by.
fn letters_of(code: &str, english: Option<&str>) -> Option<&'static str> {
    letters(code).or_else(|| {
        let provinces = set("china_provinces_31")?.places;
        let found = provinces.iter().find(|p| Some(p.name_en) == english)?;
        letters(found.code)
    })
}

/// The units as tiles with their names.
fn named(
    lang: Lang,
    units: &MapUnits,
    places: &Places,
    paint: Paint,
    selected: Option<usize>,
    words: Words,
) -> TileMap {
    let tile = |i: usize, name: &Text| {
        let (q, r) = places.tiles.get(i).copied().unwrap_or_default();
        let known = places.names.get(i).and_then(Option::as_ref);
        Tile {
            q,
            r,
            names: names(lang, name, known),
            tag: paint.tags.get(i).cloned().unwrap_or_default(),
            value: paint.values.get(i).cloned().unwrap_or_default(),
            look: paint.looks.get(i).copied().unwrap_or_default(),
            group: units.groups.get(i).copied().unwrap_or_default(),
        }
    };
    let regions = units.regions.iter().enumerate();
    let parents = units.parents.iter();
    TileMap {
        tiles: regions.map(|(i, (_, name))| tile(i, name)).collect(),
        groups: parents.map(|p| lang.pick(p).to_owned()).collect(),
        scale: paint.scale,
        keys: paint.keys,
        links: paint.links,
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
