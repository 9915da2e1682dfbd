//! Maps drawn natively, kept as files. `UPDATE=1 cargo test --features chart --no-default-features --test map` writes them
//! again; look at them before committing. Figures: Central Yunnan paper, Tables 2 to 4 (`tests/data/maps`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(feature = "chart")]

mod support;

use std::collections::BTreeMap;

use proptest::prelude::*;
use support::svg::{self, Drawing, assert_unchanged, assert_well_formed};
use tanheng::chart::map::legend::keys;
use tanheng::chart::map::tone::rules;
use tanheng::chart::map::{
    Area, AreaMap, Ground, Key, Look, Multiples, Palette, Panel, Scale, Tile, TileMap, multiples,
    outlines, tiles,
};
use tanheng::chart::{Picture, Words, export};
use tanheng::core::geo::albers::Albers;
use tanheng::core::geo::borders::borders;
use tanheng::core::geo::voronoi::{VoronoiOptions, cells};
use tanheng::core::geo::{Coord, Shape};
use tanheng::exchange::boundaries;
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

fn yunnan_cells() -> AreaMap {
    let (set, map) = (places::set("central_yunnan_49").unwrap().places, yunnan());
    let china = Albers::china();
    let points: Vec<Coord> = set
        .iter()
        .map(|p| china.forward(Coord::new(p.lon, p.lat)).unwrap())
        .collect();
    let parted = cells(&points, VoronoiOptions::default()).unwrap();
    let groups: Vec<usize> = map.tiles.iter().map(|t| t.group).collect();
    let areas = map
        .tiles
        .into_iter()
        .zip(parted.shapes())
        .zip(&points)
        .map(|((tile, shape), at)| Area {
            shape,
            at: Some(*at),
            names: tile.names,
            tag: tile.tag,
            value: tile.value,
            look: tile.look,
            group: tile.group,
        })
        .collect();
    AreaMap {
        areas,
        borders: parted.borders(&groups),
        groups: map.groups,
        scale: map.scale,
        keys: map.keys,
        selected: map.selected,
        near: Vec::new(),
        words: map.words,
    }
}

/// Area of each province in 10⁴ km² in five classes, from data/regions.
fn province_outlines() -> AreaMap {
    let set = places::set("china_provinces_31").unwrap().places;
    let read = boundaries::read(places::PROVINCES.as_bytes()).unwrap();
    let asked: Vec<(&str, &str)> = set.iter().map(|p| (p.code, p.name)).collect();
    let china = Albers::china();
    let breaks = [5.0, 10.0, 20.0, 50.0];
    let areas: Vec<Area> = read
        .join(&asked, None)
        .shapes
        .into_iter()
        .zip(set)
        .map(|(shape, place)| {
            let value = place.area_km2 / 1e4;
            Area {
                shape: shape.unwrap().map(|c| china.forward(c)).unwrap(),
                names: short(place),
                value: format!("{value:.1}"),
                look: Look::Class(breaks.iter().filter(|b| value > **b).count()),
                ..Area::default()
            }
        })
        .collect();
    let looks: Vec<Look> = areas.iter().map(|a| a.look).collect();
    let shapes: Vec<Shape> = areas.iter().map(|a| a.shape.clone()).collect();
    AreaMap {
        areas,
        borders: borders(&shapes, &[0; 31]).lines,
        scale: Scale {
            palette: Palette::Sequential,
            classes: 5,
            hatched: None,
        },
        keys: keys(
            &["≤ 5", "5—10", "10—20", "20—50", "> 50"],
            &[],
            &looks,
            |n| format!("{n} 个"),
        ),
        selected: Some(0),
        near: vec![1, 2],
        words: words("31 省面积（万 km²）"),
        ..AreaMap::default()
    }
}

/// The classes of 2020, and the same moved round: made up, to show panels.
fn panels() -> Vec<Panel> {
    let looks: Vec<Look> = yunnan().tiles.iter().map(|t| t.look).collect();
    (0..4)
        .map(|step| {
            let mut looks = looks.clone();
            looks.rotate_left(step);
            looks[step] = Look::NoData;
            Panel {
                title: format!("虚构 {}", 2005 + 5 * step),
                looks,
            }
        })
        .collect()
}

fn drawings() -> Vec<Drawing> {
    let tiled = |w| {
        multiples(
            &Multiples {
                ground: Ground::Tiles(yunnan()),
                panels: panels(),
            },
            w,
        )
    };
    let celled = |w| {
        multiples(
            &Multiples {
                ground: Ground::Outlines(yunnan_cells()),
                panels: panels(),
            },
            w,
        )
    };
    vec![
        (
            "tiles-yunnan",
            Box::new(|w| tiles(&yunnan(), w)),
            &[838.0, 564.0, 310.0],
        ),
        (
            "tiles-provinces",
            Box::new(|w| tiles(&provinces(), w)),
            &[564.0, 310.0],
        ),
        (
            "cells-yunnan",
            Box::new(|w| outlines(&yunnan_cells(), w)),
            &[838.0, 310.0],
        ),
        (
            "outlines-provinces",
            Box::new(|w| outlines(&province_outlines(), w)),
            &[838.0, 310.0],
        ),
        ("multiples-tiles", Box::new(tiled), &[838.0, 310.0]),
        ("multiples-cells", Box::new(celled), &[564.0]),
    ]
}

#[test]
fn maps_are_what_they_were() {
    assert_unchanged("maps", drawings());
}

#[test]
fn every_map_is_well_formed_says_its_finding_and_stands_alone_when_exported() {
    for (name, draw, _) in drawings() {
        for width in [280.0, 310.0, 480.0, 700.0, 1_200.0] {
            let picture = draw(width);
            assert!(
                picture.svg.contains("role=\"img\"") && picture.svg.contains("<desc>8 个县"),
                "{name}"
            );
            let file = export::standalone(&picture, "t", "s", "<source>", "sans-serif");
            for svg in [&picture.svg, &file] {
                assert_well_formed(svg);
                assert!(
                    !svg.contains("var(") && !svg.contains("NaN") && !svg.contains("inf"),
                    "{name}"
                );
            }
            // Every class of a map has its style in the file.
            let inner = &file[file.find("</style>").unwrap()..];
            for class in inner
                .split("class=\"")
                .skip(1)
                .flat_map(|rest| rest.split('"').next().unwrap().split(' '))
            {
                assert!(
                    class.is_empty() || file.contains(&format!(".{class}{{")),
                    "{name}: {class}"
                );
            }
        }
    }
}

/// Left, right, top, foot and words of every text, by rough widths.
fn texts(svg: &str) -> Vec<(f64, f64, f64, f64, String)> {
    let size = |class: &str| match class {
        "map-group" => 16.0,
        "map-big" => 14.0,
        "map-title" => 13.0,
        "map-small" | "map-beside" => 11.0,
        _ => 12.0,
    };
    let wide = |class: &str, words: &str| {
        let em = |c| if c as u32 >= 0x2E80 { 1.0 } else { 0.5 };
        words.chars().map(em).sum::<f64>() * size(class)
    };
    let all = svg::texts(svg, wide).into_iter();
    all.map(|t| {
        let size = size(&t.class);
        (
            t.left,
            t.right,
            t.base - 0.8 * size,
            t.base + 0.05 * size,
            t.words,
        )
    })
    .collect()
}

#[test]
fn words_keep_apart_and_on_the_paper() {
    for (name, draw, _) in drawings()
        .into_iter()
        .filter(|(name, ..)| !name.starts_with("multiples"))
    {
        for width in [280.0, 310.0, 360.0, 480.0, 564.0, 700.0, 838.0, 1_200.0] {
            let picture = draw(width);
            let texts = texts(&picture.svg);
            assert!(texts.len() > 10, "{name}");
            for (i, a) in texts.iter().enumerate() {
                assert!(
                    a.0 >= -0.5 && a.1 <= width + 0.5 && a.2 >= 0.0 && a.3 <= picture.height,
                    "{name} {width}: {a:?}"
                );
                for b in &texts[..i] {
                    let apart = a.1 <= b.0 || b.1 <= a.0 || a.3 <= b.2 || b.3 <= a.2;
                    assert!(apart, "{name} {width}: {a:?} lies on {b:?}");
                }
            }
        }
    }
}

#[test]
fn who_has_no_room_for_a_word_is_named_in_the_description() {
    for (map, names) in [
        (
            outlines(&province_outlines(), 310.0),
            ["北京", "上海", "海南"],
        ),
        (outlines(&yunnan_cells(), 310.0), ["五华", "官渡", "呈贡"]),
    ] {
        let desc = map
            .svg
            .split("<desc>")
            .nth(1)
            .unwrap()
            .split("</desc>")
            .next()
            .unwrap()
            .to_owned();
        let drawn = texts(&map.svg);
        for name in names {
            assert!(
                !drawn.iter().any(|t| t.4 == name) && desc.contains(name),
                "{name}: {desc}"
            );
        }
    }
}

#[test]
fn the_middle_of_a_unit_selects_it() {
    let at = |picture: &Picture, x: f64, y: f64| {
        picture
            .hits
            .iter()
            .find(|h| h.x0 <= x && x <= h.x1 && h.y0 <= y && y <= h.y1)
            .map(|h| h.index)
    };
    for width in [310.0, 838.0] {
        let map = yunnan();
        let picture = tiles(&map, width);
        for (i, tile) in map.tiles.iter().enumerate() {
            let own: Vec<_> = picture.hits.iter().filter(|h| h.index == i).collect();
            let band = own
                .iter()
                .max_by(|a, b| (a.x1 - a.x0).total_cmp(&(b.x1 - b.x0)))
                .unwrap();
            let (x, y) = ((band.x0 + band.x1) / 2.0, (band.y0 + band.y1) / 2.0);
            assert_eq!(at(&picture, x, y), Some(i), "{:?}", tile.names);
        }
        let last = outlines(&province_outlines(), width)
            .hits
            .iter()
            .map(|h| h.index)
            .max();
        assert_eq!(last, Some(30), "every unit can be walked to");
    }
}

#[test]
fn the_order_of_units_changes_nothing_that_is_seen() {
    let marks = |svg: &str| {
        // Which unit a mark is of is not seen.
        let unnamed = |mark: &str| match mark.split_once(" data-i=\"") {
            Some((before, rest)) => [before, rest.split_once('"').map_or("", |r| r.1)].concat(),
            None => mark.to_owned(),
        };
        let mut marks: Vec<String> = svg.split('<').map(unnamed).collect();
        marks.sort();
        marks
    };
    let (map, mut turned) = (yunnan(), yunnan());
    turned.tiles.reverse();
    turned.selected = turned.selected.map(|i| 48 - i);
    let (a, b) = (tiles(&map, 564.0).svg, tiles(&turned, 564.0).svg);
    assert_eq!(marks(&a).len(), marks(&b).len());
    let fills = |svg: &str| {
        marks(svg)
            .into_iter()
            .filter(|m| m.contains("map-tile") || m.starts_with("text"))
            .collect::<Vec<_>>()
    };
    assert_eq!(fills(&a), fills(&b));
    let (map, mut turned) = (yunnan_cells(), yunnan_cells());
    turned.areas.reverse();
    turned.selected = turned.selected.map(|i| 48 - i);
    assert_eq!(
        fills(&outlines(&map, 564.0).svg),
        fills(&outlines(&turned, 564.0).svg)
    );
}

#[test]
fn names_stay_text() {
    let evil = "<script>alert(1)</script>&\"'\u{0}";
    let mut map = yunnan();
    map.tiles[0].names = vec!["<b>".into()];
    map.tiles[1].names = vec![evil.into()];
    map.keys[0].label = evil.into();
    map.groups[0] = evil.into();
    map.words.title = evil.into();
    let mut areas = yunnan_cells();
    areas.areas[0].names = vec!["<b>".into()];
    areas.areas[1].names = vec![evil.into()];
    areas.groups[1] = "<i>".into();
    for svg in [tiles(&map, 838.0).svg, outlines(&areas, 838.0).svg] {
        assert!(!svg.contains("<script") && !svg.contains("<b>") && !svg.contains("<i>"));
        assert!(svg.contains("&lt;script&gt;") && svg.contains("&lt;b&gt;"));
        assert_well_formed(&svg);
    }
}

/// WCAG 2.2, relative luminance and contrast ratio.
fn contrast(a: &str, b: &str) -> f64 {
    let light = |hex: &str| {
        let part = |at: usize| {
            let v = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if v <= 0.04045 {
                v / 12.92
            } else {
                libm::pow((v + 0.055) / 1.055, 2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn words_can_be_read_on_every_tone_and_the_stylesheet_is_the_export_style() {
    let css = include_str!("../style/later/later-map.css");
    let blocks: Vec<&str> = css
        .split('}')
        .filter(|block| block.contains("--m-za:"))
        .collect();
    assert_eq!(blocks.len(), 3, "light, dark by the system, dark by choice");
    let value = |block: &str, name: &str| {
        let from = block
            .find(&format!("--m-{name}:"))
            .unwrap_or_else(|| panic!("{name}"))
            + name.len()
            + 5;
        block[from..]
            .trim()
            .split(';')
            .next()
            .unwrap()
            .trim()
            .to_owned()
    };
    let ids: Vec<&str> = rules()
        .filter_map(|(class, _)| class.strip_prefix("t-"))
        .collect();
    assert_eq!(ids.len(), 38);
    for id in ids {
        for block in &blocks {
            let ratio = contrast(&value(block, id), &value(block, &format!("{id}-ink")));
            assert!(ratio >= 4.5, "{id}: {ratio}");
        }
        assert_eq!(value(blocks[1], id), value(blocks[2], id));
        for (kind, style, name) in [
            ("m", "fill", id.to_owned()),
            ("t", "fill", format!("{id}-ink")),
            ("h", "stroke", format!("{id}-ink")),
        ] {
            let (_, exported) = rules()
                .find(|(class, _)| *class == format!("{kind}-{id}"))
                .unwrap();
            assert_eq!(exported, format!("{style}:{}", value(blocks[0], &name)));
            assert!(
                css.contains(&format!(".{kind}-{id} {{ {style}: var(--m-{name}); }}")),
                "{kind}-{id}"
            );
        }
    }
    for (class, _) in rules().filter(|(class, _)| class.starts_with("map-")) {
        assert!(css.contains(&format!("svg.chart .{class} {{")), "{class}");
    }
}

#[test]
fn a_palette_has_a_colour_for_any_class() {
    let numbers = [0, 1, 3, 7, usize::MAX - 1, usize::MAX];
    for below in numbers {
        for above in numbers {
            for class in numbers {
                for classes in numbers {
                    let tone = Palette::Diverging { below, above }.tone(class, classes);
                    assert!(tone.fill().starts_with("m-d"));
                }
            }
        }
    }
}

#[test]
fn classes_of_a_palette_differ() {
    let diverging = |below, above| Palette::Diverging { below, above };
    for (palette, counts) in [
        (Palette::Zones, 1..=4),
        (Palette::Sequential, 1..=7),
        (Palette::Levels, 1..=5),
        (Palette::Lisa, 5..=5),
        (Palette::Categories, 1..=8),
        (diverging(3, 3), 6..=7),
        (diverging(1, 2), 3..=4),
        (diverging(2, 1), 3..=4),
        (diverging(1, 1), 2..=3),
    ] {
        for count in counts {
            assert!(count <= palette.room());
            let tones: Vec<&str> = (0..count)
                .map(|class| palette.tone(class, count).fill())
                .collect();
            let mut unique = tones.clone();
            unique.sort_unstable();
            unique.dedup();
            assert_eq!(unique.len(), count, "{palette:?} {tones:?}");
            // A class beyond is a colour all the same.
            let _ = palette.tone(usize::MAX, count);
        }
    }
    let zones: Vec<&str> = (0..4).map(|c| Palette::Zones.tone(c, 4).fill()).collect();
    assert_eq!(zones, ["m-za", "m-zb", "m-zc", "m-zd"]);
    let five: Vec<&str> = (0..5).map(|c| diverging(2, 2).tone(c, 5).fill()).collect();
    assert_eq!(five, ["m-d1", "m-d3", "m-d4", "m-d5", "m-d7"]);
    let lisa: Vec<&str> = (0..5).map(|c| Palette::Lisa.tone(c, 5).fill()).collect();
    assert_eq!(lisa, ["m-hh", "m-ll", "m-lh", "m-hl", "m-ns"]);
    assert_eq!(
        (0..5)
            .map(|c| Palette::Levels.tone(c, 5).fill())
            .next_back(),
        Some("m-v5")
    );
}

#[test]
fn three_thousand_units_are_drawn_and_all_can_be_selected() {
    let points: Vec<Coord> = (0..3_000)
        .map(|i| {
            let (x, y) = (f64::from(i % 60), f64::from(i / 60));
            Coord::new(
                1e4 * (x + 0.4 * libm::sin(x * 12.9 + y * 78.2)),
                1e4 * (y + 0.4 * libm::cos(x * 39.3 + y * 11.1)),
            )
        })
        .collect();
    let areas: Vec<Area> = cells(&points, VoronoiOptions::default())
        .unwrap()
        .shapes()
        .into_iter()
        .enumerate()
        .map(|(i, shape)| Area {
            shape,
            names: vec![format!("县{i}")],
            look: Look::Class(i % 5),
            ..Area::default()
        })
        .collect();
    let map = AreaMap {
        areas,
        scale: Scale {
            palette: Palette::Sequential,
            classes: 5,
            hatched: Some(4),
        },
        ..AreaMap::default()
    };
    let picture = outlines(&map, 838.0);
    assert!(picture.svg.len() < 1_000_000, "{}", picture.svg.len());
    let mut seen: Vec<usize> = picture.hits.iter().map(|h| h.index).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 3_000);
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        -1e7..1e7_f64,
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(1e300),
        Just(0.0)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_that_is_no_number_is_drawn(
        points in prop::collection::vec((number(), number()), 0..20),
        hexes in prop::collection::vec((any::<i32>(), any::<i32>(), 0_usize..9), 0..6),
        width in prop_oneof![100.0..1400.0_f64, number()],
        selected in prop::option::of(0_usize..30),
    ) {
        let ring: Vec<Coord> = points.iter().map(|(x, y)| Coord::new(*x, *y)).collect();
        let area = |look| Area { shape: Shape::of_ring(ring.clone()), at: ring.first().copied(), names: vec!["x".into()], look, ..Area::default() };
        let map = AreaMap {
            areas: vec![area(Look::Class(1)), area(Look::NoData), area(Look::Isolated)],
            borders: vec![ring.clone()],
            groups: vec!["g".into(), "h".into()],
            selected,
            near: vec![0, 99],
            ..AreaMap::default()
        };
        let tile = |(q, r, class): (i32, i32, usize)| Tile { q, r, names: vec!["x".into()], look: Look::Class(class), group: class, ..Tile::default() };
        let tiled = TileMap { tiles: hexes.into_iter().map(tile).collect(), groups: vec!["g".into(), "h".into()], selected, links: vec![(0, 1), (0, 99)], ..TileMap::default() };
        let panels = vec![Panel { title: "p".into(), looks: vec![Look::Plain] }; 3];
        for picture in [
            outlines(&map, width),
            tiles(&tiled, width),
            multiples(&Multiples { ground: Ground::Tiles(tiled.clone()), panels: panels.clone() }, width),
            multiples(&Multiples { ground: Ground::Outlines(map.clone()), panels }, width),
        ] {
            prop_assert!(!picture.svg.contains("NaN") && !picture.svg.contains("inf"), "{}", picture.svg);
            prop_assert!(picture.width.is_finite() && picture.height.is_finite() && picture.height > 0.0);
            for hit in &picture.hits {
                prop_assert!([hit.x0, hit.x1, hit.y0, hit.y1].iter().all(|v| v.is_finite()));
            }
        }
    }
}
