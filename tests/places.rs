//! Regions that come with the program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use tanheng::exchange::places::{self, for_codes, for_regions, six_digits, stem};

#[test]
fn every_set_is_there_with_neighbours_that_answer() {
    let counts: Vec<(&str, usize)> = places::sets()
        .iter()
        .map(|s| (s.id, s.places.len()))
        .collect();
    let expected = [
        ("central_yunnan_49", 49),
        ("china_provinces_31", 31),
        ("guiyang_5", 5),
        ("guizhou_9", 9),
    ];
    assert_eq!(counts, expected);
    for set in places::sets() {
        for place in set.places {
            for (own, kind) in [(place.rook, "rook"), (place.point, "point")] {
                for code in own {
                    let other = set
                        .by_code(code)
                        .unwrap_or_else(|| panic!("{}: no {code}", set.id));
                    let theirs = if kind == "rook" {
                        other.rook
                    } else {
                        other.point
                    };
                    assert!(theirs.contains(&place.code), "{} {code}", place.code);
                }
            }
            assert!(place.parent.is_empty() || places::parent(place.parent).is_some());
            assert!(
                (73.0..136.0).contains(&place.lon)
                    && (3.0..54.0).contains(&place.lat)
                    && place.area_km2 > 0.0
            );
        }
    }
}

/// data/regions/README.md: pairs of neighbours that are neighbours in the tile map too, of all pairs.
#[test]
fn tiles_keep_as_many_neighbours_as_the_table_says() {
    for (id, kept, pairs) in [
        ("central_yunnan_49", 94, 119),
        ("china_provinces_31", 54, 68),
        ("guizhou_9", 14, 17),
        ("guiyang_5", 7, 7),
    ] {
        let places = places::set(id).unwrap().places;
        let all: Vec<_> = places
            .iter()
            .flat_map(|a| places.iter().map(move |b| (a, b)))
            .filter(|(a, b)| a.code < b.code && a.rook.contains(&b.code))
            .collect();
        let near = all.iter().filter(|(a, b)| {
            let step = (b.q - a.q, b.r - a.r);
            [(1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1)].contains(&step)
        });
        assert_eq!((near.count(), all.len()), (kept, pairs), "{id}");
    }
}

#[test]
fn the_set_with_most_codes_wins() {
    let guizhou: Vec<&str> = places::set("guizhou_9")
        .unwrap()
        .places
        .iter()
        .map(|p| p.code)
        .collect();
    assert_eq!(for_codes(&guizhou).unwrap().set.id, "guizhou_9");
    // 520100 alone is in two sets: the name tells which is meant.
    assert_eq!(
        for_regions(&[("520100", "贵阳市")]).unwrap().set.id,
        "guizhou_9"
    );
    assert_eq!(
        for_regions(&[("520100", "市辖区")]).unwrap().set.id,
        "guiyang_5"
    );
    let guiyang = for_codes(&["520100", "520121", "520181"]).unwrap();
    assert_eq!(
        (guiyang.set.id, guiyang.unused.len(), guiyang.missing.len()),
        ("guiyang_5", 2, 0)
    );
    assert!(for_codes(&["999999", ""]).is_none() && for_codes(&[]).is_none());
}

#[test]
fn regions_are_found_by_code_then_by_name() {
    let found = for_regions(&[
        ("156530102", ""),
        ("", "石林县"),
        // The county became a city with another code in 2021.
        ("532331", "禄丰县"),
        ("530103.0", "写错了"),
        ("", "Luquan County"),
        ("530102", "五华区"),
        ("", "火星"),
    ])
    .unwrap();
    let codes: Vec<Option<&str>> = found.places.iter().map(|p| p.map(|p| p.code)).collect();
    assert_eq!(
        codes,
        [
            Some("530102"),
            Some("530126"),
            Some("532302"),
            Some("530103"),
            Some("530128"),
            None,
            None
        ]
    );
    assert_eq!(found.missing, [5, 6], "a unit belongs to one region");
    assert_eq!(found.unused.len(), 44);
}

#[test]
fn every_province_is_found_by_code_and_by_each_of_its_names() {
    let set = places::set("china_provinces_31").unwrap();
    let by = |pick: &dyn Fn(&places::Place) -> (String, String)| {
        let asked: Vec<(String, String)> = set.places.iter().map(pick).collect();
        let asked: Vec<(&str, &str)> = asked
            .iter()
            .map(|(c, n)| (c.as_str(), n.as_str()))
            .collect();
        let found = for_regions(&asked).unwrap();
        assert_eq!((found.set.id, found.missing.len()), (set.id, 0));
        for (place, own) in found.places.iter().zip(set.places) {
            assert_eq!(place.unwrap().code, own.code);
        }
    };
    by(&|p| (p.code.into(), String::new()));
    by(&|p| (String::new(), p.name.into()));
    by(&|p| (String::new(), p.names().last().unwrap().to_string()));
    by(&|p| (String::new(), p.name_en.into()));
}

#[test]
fn names_lose_their_kind_and_nothing_else() {
    for (name, short) in [
        ("广西壮族自治区", "广西"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("黔西南布依族苗族自治州", "黔西南"),
        ("石林彝族自治县", "石林"),
        ("阿坝藏族羌族自治州", "阿坝"),
        ("香港特别行政区", "香港"),
        ("沙县", "沙县"),
        ("市辖区", "市辖"),
        ("Hebei Province", "hebei"),
        ("  昆明市 ", "昆明"),
        ("", ""),
    ] {
        assert_eq!(stem(name), short, "{name}");
    }
    let stems: BTreeSet<String> = places::sets()
        .iter()
        .flat_map(|s| s.places)
        .map(|p| stem(p.name))
        .collect();
    assert_eq!(
        stems.len(),
        94,
        "no two units of the program share a short name"
    );
    assert_eq!(six_digits("530102000000"), six_digits("156530102"));
}
