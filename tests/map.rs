//! Maps drawn natively, kept as files. `UPDATE=1 cargo test --features chart --no-default-features --test map` writes them
//! again; look at them before committing. Figures: Central Yunnan paper, Tables 2 to 4 (`tests/data/maps`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(feature = "chart")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use tanheng::chart::axis::text_width;
use tanheng::chart::map::legend::keys;
use tanheng::chart::map::tone::rules;
use tanheng::chart::map::{Key, Look, Palette, Scale, Tile, TileMap, tiles};
use tanheng::chart::{Picture, Words, export};
use tanheng::exchange::places::{self, Place};

const ZONES: [(&str, &str); 4] = [
    ("A", "低碳保持区"),
    ("B", "协调发展区"),
    ("C", "碳汇发展区"),
    ("D", "固碳优化区"),
];

fn words(title: &str) -> Words {
    Words {
        title: title.into(),
        finding: "8 个县供给吃紧，6 个在昆明市".into(),
    }
}

fn counties() -> BTreeMap<String, (f64, usize)> {
    let text = include_str!("data/maps/central_yunnan.csv");
    text.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let zone = ZONES.iter().position(|(tag, _)| *tag == cells[2]).unwrap();
            (cells[0].to_owned(), (cells[1].parse().unwrap(), zone))
        })
        .collect()
}

fn short(place: &Place) -> Vec<String> {
    place
        .names()
        .iter()
        .rev()
        .take(1)
        .map(|n| (*n).to_owned())
        .collect()
}

fn parents(set: &[Place]) -> Vec<&'static str> {
    let mut codes: Vec<&str> = set.iter().map(|p| p.parent).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn yunnan() -> TileMap {
    let set = places::set("central_yunnan_49").unwrap().places;
    let (values, groups) = (counties(), parents(set));
    let tiles: Vec<Tile> = set
        .iter()
        .map(|place| {
            let (ratio, zone) = values[place.code];
            Tile {
                q: place.q,
                r: place.r,
                names: short(place),
                tag: ZONES[zone].0.into(),
                value: format!("{ratio:.3}"),
                look: Look::Class(zone),
                group: groups.iter().position(|g| *g == place.parent).unwrap(),
            }
        })
        .collect();
    let looks: Vec<Look> = tiles.iter().map(|t| t.look).collect();
    let at = |code: &str| set.iter().position(|p| p.code == code).unwrap();
    TileMap {
        keys: keys(&ZONES.map(|z| z.1), &ZONES.map(|z| z.0), &looks, |n| {
            format!("{n} 县")
        }),
        tiles,
        groups: groups
            .iter()
            .map(|g| {
                places::parent(g)
                    .unwrap()
                    .name
                    .replace("彝族自治", "")
                    .replace("哈尼族", "")
            })
            .collect(),
        scale: Scale {
            palette: Palette::Zones,
            classes: 4,
            hatched: Some(3),
        },
        selected: Some(at("530325")),
        words: words("滇中 49 县市区碳固持供需分区（示意图）"),
        ..Default::default()
    }
}

/// Clusters are as in the drawing of the design, values are none.
fn provinces() -> TileMap {
    let set = places::set("china_provinces_31").unwrap().places;
    let at = |code: &str| set.iter().position(|p| p.code == code).unwrap();
    let look = |code: &str| match code {
        "110000" | "130000" | "320000" | "330000" | "370000" => (Look::Class(0), "HH"),
        "510000" | "520000" | "620000" | "630000" | "650000" => (Look::Class(1), "LL"),
        "540000" => (Look::NoData, ""),
        "460000" => (Look::Isolated, ""),
        _ => (Look::Plain, ""),
    };
    let tiles: Vec<Tile> = set
        .iter()
        .map(|place| Tile {
            q: place.q,
            r: place.r,
            names: vec![place.name_en.into()],
            tag: look(place.code).1.into(),
            value: if place.code == "540000" {
                "no data".into()
            } else {
                String::new()
            },
            look: look(place.code).0,
            group: 0,
        })
        .collect();
    let near = set[at("320000")].rook.iter().map(|code| at(code)).collect();
    let key = |look, tag: &str, label: &str| Key {
        look,
        tag: tag.into(),
        label: label.into(),
        note: String::new(),
    };
    TileMap {
        keys: vec![
            key(Look::Class(0), "HH", "High–High"),
            key(Look::Class(1), "LL", "Low–Low"),
            key(Look::Class(2), "LH", "Low–High"),
            key(Look::Class(3), "HL", "High–Low"),
            key(Look::Plain, "", "Not significant"),
            key(Look::Isolated, "", "No neighbour"),
            key(Look::NoData, "", "No data"),
        ],
        tiles,
        scale: Scale {
            palette: Palette::Lisa,
            classes: 5,
            hatched: None,
        },
        selected: Some(at("320000")),
        near,
        links: vec![(at("460000"), at("440000"))],
        words: words("Local clusters, 31 provinces (schematic)"),
        ..Default::default()
    }
}

type Drawing = (&'static str, Box<dyn Fn(f64) -> Picture>, &'static [u32]);

fn drawings() -> Vec<Drawing> {
    vec![
        (
            "tiles-yunnan",
            Box::new(|w| tiles(&yunnan(), w)),
            &[838, 564, 310],
        ),
        (
            "tiles-provinces",
            Box::new(|w| tiles(&provinces(), w)),
            &[564, 310],
        ),
    ]
}

#[test]
fn maps_are_what_they_were() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/maps");
    let update = std::env::var_os("UPDATE").is_some();
    for (name, draw, widths) in drawings() {
        for width in widths {
            let svg = draw(f64::from(*width)).svg;
            let path = folder.join(format!("{name}-{width}.svg"));
            if update {
                fs::write(&path, &svg).unwrap();
            }
            assert_eq!(
                svg,
                fs::read_to_string(&path).unwrap(),
                "{}",
                path.display()
            );
        }
    }
}
