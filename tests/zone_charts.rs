//! Pictures of the pages zones and storage: words on the paper and apart, numbers only, dots that come back as they went in.
#![cfg(feature = "chart")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use base64::Engine;
use proptest::prelude::*;
use support::svg::texts;
use tanheng::chart::axis::text_width;
use tanheng::chart::breaks::{Breaks, Span, breaks};
use tanheng::chart::land::{Land, land};
use tanheng::chart::map::Palette;
use tanheng::chart::quadrant::{Quadrant, Track, quadrant};
use tanheng::chart::{Picture, Words, tile_thumb};
use tanheng::core::geo::hex::Hex;
use tanheng::exchange::cases;
use tanheng::steps::zones::{ZonesResult, compute};

fn words() -> Words {
    Words {
        title: "t".into(),
        finding: "f".into(),
    }
}

/// Guiyang, whose units stand close together.
fn contributions() -> Quadrant {
    let study = cases::find("guiyang").expect("shipped");
    let step = compute(&study, None).expect("zones");
    let ZonesResult::Balance(found) = &step.result else {
        panic!("a balance")
    };
    let names = ["市辖区", "清镇市", "息烽县", "开阳县", "修文县"];
    let tracks = names.iter().enumerate().map(|(i, name)| Track {
        name: (*name).to_owned(),
        points: found
            .years
            .iter()
            .map(|y| Some((y.balance.units[i].eec?, y.balance.units[i].sec)))
            .collect(),
    });
    Quadrant {
        tracks: tracks.collect(),
        x_cuts: found.eec.borders.clone(),
        y_cuts: found.sec.borders.clone(),
        x_name: "经济贡献率 EEC".into(),
        y_name: "生态贡献率 SEC".into(),
        words: words(),
        selected: Some(1),
    }
}

fn ratios() -> Breaks {
    let study = cases::find("central_yunnan").expect("shipped");
    let step = compute(&study, None).expect("zones");
    let ZonesResult::SupplyDemand(found) = &step.result else {
        panic!("supply and demand")
    };
    let limits = found.classification.limits().to_vec();
    let span = |name: &str, short: &str, place: usize, upper: f64| Span {
        name: name.into(),
        short: short.into(),
        tone: Palette::Zones.tone(place, 4),
        upper,
    };
    Breaks {
        values: found.supply.units.iter().map(|u| u.ratio).collect(),
        spans: vec![
            span("A 低碳保持区", "A", 0, limits[1]),
            span("B 协调发展区", "B", 1, limits[2]),
            span("C 碳汇发展区", "C", 2, limits[3]),
            span("D 固碳优化区", "D", 3, limits[5]),
        ],
        breaks: limits,
        marked: Some(0.04108),
        x_name: "R".into(),
        x_log_name: "供需比 R（对数轴）".into(),
        y_name: "纵轴：单元数".into(),
        words: words(),
    }
}

fn keeps_apart(picture: &Picture, width: f64) {
    let found = texts(&picture.svg, |_, words| text_width(words));
    assert!(found.len() > 5);
    for (i, a) in found.iter().enumerate() {
        assert!(a.left >= -1.0 && a.right <= width + 4.0, "{a:?} at {width}");
        for b in &found[i + 1..] {
            assert!(
                !a.lies_on(b, 10.0),
                "{} lies on {} at {width}",
                a.words,
                b.words
            );
        }
    }
}

#[test]
fn words_keep_apart_and_on_the_paper() {
    for width in [296.0, 480.0, 564.0, 900.0] {
        keeps_apart(&quadrant(&contributions(), width), width);
        keeps_apart(&breaks(&ratios(), width), width);
    }
}

/// Limits that a person types, and paper narrower than its margins.
#[test]
fn breaks_are_drawn_whatever_their_limits_and_the_paper() {
    for uppers in [[-1.0, 0.0, 0.5], [f64::NAN, -1.0, 1e300], [2.0, 1.0, 0.5]] {
        let mut data = ratios();
        let span = data.spans[0].clone();
        let spans = uppers.into_iter().chain([1e3]);
        data.spans = spans
            .map(|upper| Span {
                upper,
                ..span.clone()
            })
            .collect();
        data.breaks = uppers.to_vec();
        for width in [-5.0, 0.0, 20.0, 37.0, 50.0, 296.0] {
            let svg = breaks(&data, width).svg;
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
    }
}

#[test]
fn every_unit_with_both_indices_can_be_read() {
    let picture = quadrant(&contributions(), 564.0);
    let mut read: Vec<usize> = picture.hits.iter().map(|h| h.index).collect();
    read.sort_unstable();
    assert_eq!(read, [0, 1, 2, 3, 4]);
}

#[test]
fn every_value_is_in_a_bar() {
    let picture = breaks(&ratios(), 900.0);
    let (top, foot) = (44.0, 194.0);
    let bars = picture.svg.matches("b-plain").count();
    assert!(
        (10..=20).contains(&bars),
        "{bars} bars between {top} and {foot}"
    );
}

#[test]
fn dots_of_a_land_map_come_back_from_its_image() {
    let data = Land {
        columns: 3,
        dots: vec![0, 1, 9, 1, 0, 1],
        colours: vec![[15, 80, 77], [189, 90, 56]],
        aspect: 1.0,
        words: words(),
    };
    let svg = land(&data, 300.0).svg;
    let from = svg.find("base64,").expect("an image") + 7;
    let text = svg[from..].split('"').next().expect("its end");
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(text)
        .expect("base64");
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .expect("a PNG");
    let palette = reader
        .info()
        .palette
        .clone()
        .expect("a palette")
        .into_owned();
    assert_eq!(&palette[..6], [15, 80, 77, 189, 90, 56]);
    assert_eq!(reader.info().trns.as_deref(), Some(&[255, 255, 0][..]));
    let mut dots = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut dots).expect("a frame");
    assert_eq!(&dots[..6], [0, 1, 2, 1, 0, 1]);
}

#[test]
fn the_small_map_of_a_card_has_one_tile_a_unit_inside_its_frame() {
    let tone = Palette::Zones.tone(0, 4);
    let all: Vec<_> = (0..5).map(|q| (Hex { q, r: q % 2 }, tone)).collect();
    let svg = tile_thumb::tiles(&all);
    assert_eq!(svg.matches("<path").count(), 5);
    let paths = svg.split(" d=\"").skip(1);
    for path in paths {
        let path = path
            .split('"')
            .next()
            .expect("its end")
            .trim_end_matches('Z');
        for point in path.split(['M', 'L']).filter(|p| !p.is_empty()) {
            let (x, y) = point.split_once(' ').expect("two numbers");
            let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
            assert!(
                (0.0..=160.0).contains(&x) && (0.0..=46.0).contains(&y),
                "{point}"
            );
        }
    }
    assert!(!tile_thumb::tiles(&[]).contains("<path"));
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(0.0),
        Just(1e300),
        Just(1e-300),
        Just(f64::NAN),
        Just(f64::INFINITY),
        -1e3..1e6_f64
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_is_no_number_is_drawn(values in prop::collection::vec(value(), 0..30), width in 120.0..1400.0_f64) {
        let tracks = values.windows(2).map(|w| Track { name: "<u>".into(), points: vec![Some((w[0], w[1])), None, Some((w[1], w[0]))] });
        let pictures = [
            quadrant(&Quadrant { tracks: tracks.collect(), x_cuts: values.clone(), y_cuts: values.clone(), selected: Some(0), ..Quadrant::default() }, width),
            breaks(&Breaks { values: values.clone(), breaks: values.clone(), marked: values.first().copied(), ..Breaks::default() }, width),
            land(&Land { columns: 7, dots: vec![3; values.len()], aspect: values.first().copied().unwrap_or(1.0), ..Land::default() }, width),
        ];
        for picture in pictures {
            for word in ["NaN", "inf", "<u>"] {
                prop_assert!(!picture.svg.contains(word), "{}", picture.svg);
            }
        }
    }
}
