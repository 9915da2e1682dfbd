//! Outlines of other programs: GDAL 3, pyshp, the topojson package, Natural Earth; and files made to hurt. `make.py` beside the
//! files makes them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;

use proptest::prelude::*;
use tanheng::core::geo::measure::{area, area_on_earth, ring_area};
use tanheng::core::geo::suspect::Suspicion;
use tanheng::exchange::boundaries::{
    Boundaries, BoundaryError, Format, MOST_BYTES, MOST_FEATURES, read,
};
use tanheng::exchange::places;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

fn file(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/boundaries")
        .join(name);
    fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn open(name: &str) -> Boundaries {
    read(&file(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

const REGIONS: [(&str, &str); 5] = [
    ("130000", "河北省"),
    ("110000", "北京市"),
    ("460000", "海南省"),
    ("120000", "天津市"),
    ("310000", "上海市"),
];

#[test]
fn every_program_writes_the_same_ground() {
    let first = open("gdal.geojson");
    assert_eq!(
        (first.format, first.features.len(), first.encoding.clone()),
        (Format::GeoJson, 5, None)
    );
    for (name, format, encoding, within) in [
        ("gdal_gbk.zip", Format::Shapefile, Some("gbk"), 1e-9),
        ("gdal_utf8.zip", Format::Shapefile, Some("utf-8"), 1e-9),
        ("gdal_cgcs2000.zip", Format::Shapefile, Some("gbk"), 1e-9),
        ("pyshp_gbk.zip", Format::Shapefile, Some("gbk"), 1e-9),
        ("python.topojson", Format::TopoJson, None, 2e-3),
    ] {
        let other = open(name);
        assert_eq!(
            (other.format, other.encoding.as_deref()),
            (format, encoding),
            "{name}"
        );
        assert_eq!(
            (other.features.len(), other.without_ground),
            (5, 0),
            "{name}"
        );
        assert_eq!(other.doubts, [], "{name}");
        for (a, b) in first.features.iter().zip(&other.features) {
            let (a, b) = (area_on_earth(&a.shape), area_on_earth(&b.shape));
            assert!((a / b - 1.0).abs() < within, "{name}: {a} {b}");
        }
        let hole = &other.features[4].shape.polygons;
        assert_eq!((hole.len(), hole[0].holes.len()), (1, 1), "{name}");
        assert!(
            ring_area(&hole[0].outer) > 0.0 && ring_area(&hole[0].holes[0]) < 0.0,
            "{name}"
        );
        assert!(
            (area(&other.features[4].shape) - 3.0).abs() < 1e-2,
            "{name}"
        );
    }
}

#[test]
fn outlines_join_by_code_with_156_and_by_name() {
    for name in [
        "gdal.geojson",
        "gdal_gbk.zip",
        "gdal_utf8.zip",
        "gdal_cgcs2000.zip",
        "pyshp_gbk.zip",
        "python.topojson",
    ] {
        let read = open(name);
        let joined = read.join(&REGIONS, None);
        assert_eq!(
            (&joined.missing, &joined.unused),
            (&vec![4], &vec![4]),
            "{name}: {:?}",
            read.columns
        );
        let code = joined.code_column.unwrap();
        assert!(
            ["代码", "XZQDM"].contains(&read.columns[code].as_str()),
            "{name}"
        );
        // Hebei lies in three parts.
        assert_eq!(
            joined.shapes[0].as_ref().unwrap().polygons.len(),
            3,
            "{name}"
        );
        let by_name: Vec<(&str, &str)> = REGIONS.iter().map(|(_, n)| ("", *n)).collect();
        let joined = read.join(&by_name, None);
        assert_eq!(
            (joined.missing, joined.code_column),
            (vec![4], None),
            "{name}"
        );
        let column = joined.name_column.unwrap();
        assert!(
            ["名称", "XZQMC"].contains(&read.columns[column].as_str()),
            "{name}"
        );
        let area = read.columns.iter().position(|c| c == "area");
        if area.is_some() {
            assert_eq!(
                read.join(&REGIONS, area).missing.len(),
                5,
                "{name}: the column chosen is the one that counts"
            );
        }
    }
}

#[test]
fn the_shipped_provinces_join_by_code_and_by_name() {
    let shipped = read(places::PROVINCES.as_bytes()).unwrap();
    let set = places::set("china_provinces_31").unwrap().places;
    for asked in [
        set.iter().map(|p| (p.code, "")).collect::<Vec<_>>(),
        set.iter().map(|p| ("", p.name)).collect(),
        set.iter()
            .map(|p| ("", *p.names().last().unwrap()))
            .collect(),
        set.iter().map(|p| ("", p.name_en)).collect(),
    ] {
        let joined = shipped.join(&asked, None);
        assert_eq!(
            (joined.missing.len(), joined.unused.len()),
            (0, 0),
            "{asked:?}"
        );
    }
    assert_eq!(shipped.doubts, []);
}

#[test]
fn several_outlines_of_one_region_are_one_shape_and_doubtful_names_are_none() {
    let square = |x: f64| format!("[[[{x},30],[{},30],[{x},31],[{x},30]]]", x + 1.0);
    let feature = |x: f64, code: &str, name: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"code":{code},"name":"{name}"}},"geometry":{{"type":"Polygon","coordinates":{}}}}}"#,
            square(x)
        )
    };
    let features = [
        feature(100.0, "530102", "五华区"),
        feature(102.0, "530102", "五华区"),
        feature(104.0, "null", "鼓楼区"),
        feature(106.0, "null", "鼓楼区"),
    ];
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    );
    let read = read(text.as_bytes()).unwrap();
    let joined = read.join(&[("530102", "五华区"), ("320106", "鼓楼区")], None);
    assert_eq!(joined.shapes[0].as_ref().unwrap().polygons.len(), 2);
    assert_eq!((joined.missing, joined.unused), (vec![1], vec![2, 3]));
}

/// GDAL 3 (PROJ) made these from the same outlines.
#[test]
fn projections_on_wgs84_and_cgcs2000_come_back_to_degrees() {
    let first = open("gdal.geojson");
    for name in [
        "gdal_gauss.zip",
        "gdal_utm.zip",
        "gdal_albers.zip",
        "gdal_mercator.zip",
    ] {
        let other = open(name);
        assert_eq!(other.doubts, [], "{name}");
        for (a, b) in first.features.iter().zip(&other.features) {
            let (a, b) = (area_on_earth(&a.shape), area_on_earth(&b.shape));
            assert!((a / b - 1.0).abs() < 1e-8, "{name}: {a} {b}");
        }
        // The same places, too: the boxes agree to a centimetre.
        for (a, b) in first.features.iter().zip(&other.features) {
            let (a, b) = (a.shape.bounds().unwrap(), b.shape.bounds().unwrap());
            let off = [
                a.low.x - b.low.x,
                a.low.y - b.low.y,
                a.high.x - b.high.x,
                a.high.y - b.high.y,
            ];
            assert!(off.iter().all(|d| d.abs() < 1e-7), "{name}: {off:?}");
        }
    }
}

#[test]
fn another_coordinate_system_is_named() {
    let error = read(&file("gdal_beijing54.zip")).unwrap_err();
    assert_eq!(
        error,
        BoundaryError::Projection {
            name: "Beijing_1954_GK_Zone_18".into()
        }
    );
    let geo = |crs: &str| {
        let text = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"CRS"}},"features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[100,30],[101,30],[100,31],[100,30]]]}}]}"#;
        read(
            text.replace("CRS", crs)
                .replace("\"properties\":{},", "")
                .as_bytes(),
        )
    };
    for sound in [
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "EPSG:4326",
        "urn:ogc:def:crs:EPSG::4490",
    ] {
        assert!(geo(sound).is_ok(), "{sound}");
    }
    assert_eq!(
        geo("urn:ogc:def:crs:EPSG::3857").unwrap_err(),
        BoundaryError::Projection {
            name: "urn:ogc:def:crs:EPSG::3857".into()
        }
    );
    let metres = r#"{"type":"Polygon","coordinates":[[[500000,2800000],[510000,2800000],[500000,2810000],[500000,2800000]]]}"#;
    assert_eq!(
        read(metres.as_bytes()).unwrap_err(),
        BoundaryError::NotDegrees {
            largest: 2_810_000.0
        }
    );
}

#[test]
fn doubts_are_told_and_nothing_is_mended_unasked() {
    let swapped = r#"{"type":"Polygon","coordinates":[[[25,102],[26,102],[26,103],[25,102]]]}"#;
    let found = read(swapped.as_bytes()).unwrap();
    assert!(
        matches!(found.doubts[..], [Suspicion::Swapped { .. }]),
        "{:?}",
        found.doubts
    );
    let mended = found.swapped();
    assert_eq!(
        (
            mended.doubts.len(),
            mended.features[0].shape.bounds().unwrap().low.x
        ),
        (0, 102.0)
    );
    assert!(ring_area(&mended.features[0].shape.polygons[0].outer) > 0.0);
    let open = r#"{"type":"Polygon","coordinates":[[[102,25],[103,25],[103,26]]]}"#;
    let doubts = read(open.as_bytes()).unwrap().doubts;
    assert!(
        matches!(doubts[..], [Suspicion::Unclosed { unit: 0, gap }] if (gap - 2f64.sqrt()).abs() < 1e-12),
        "{doubts:?}"
    );
    let bow =
        r#"{"type":"Polygon","coordinates":[[[102,25],[103,26],[103,25],[102,26],[102,25]]]}"#;
    assert!(matches!(
        read(bow.as_bytes()).unwrap().doubts[..],
        [Suspicion::Crossing { unit: 0, .. }]
    ));
}

#[test]
fn odd_json_is_read_or_refused_in_a_sentence() {
    let ground = r#""coordinates":[[[100,30,5],[101,30,5],[100,31,5],[100,30,5]]]"#;
    for sound in [
        format!(r#"{{{ground},"type":"Polygon"}}"#),
        format!("\u{feff} {{\"type\":\"Polygon\",{ground}}}"),
        format!(
            r#"{{"type":"GeometryCollection","geometries":[{{"type":"Point","coordinates":[1,2]}},{{"type":"Polygon",{ground}}}]}}"#
        ),
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":null}},{{"type":"Feature","id":7,"properties":null,"geometry":{{"type":"Polygon",{ground}}}}}]}}"#
        ),
    ] {
        assert_eq!(read(sound.as_bytes()).unwrap().features.len(), 1, "{sound}");
    }
    let refuse = |text: &str| read(text.as_bytes()).unwrap_err();
    assert_eq!(refuse(""), BoundaryError::Format);
    assert_eq!(refuse("[1,2]"), BoundaryError::Format);
    assert_eq!(refuse(r#"{"tanheng":1}"#), BoundaryError::Format);
    assert_eq!(
        refuse("{\"type\":\n"),
        BoundaryError::NotJson { line: 2, column: 0 }
    );
    assert_eq!(
        refuse(r#"{"type":"FeatureCollection","features":[]}"#),
        BoundaryError::NoGround { others: 0 }
    );
    assert_eq!(
        refuse(r#"{"type":"Point","coordinates":[100,30]}"#),
        BoundaryError::NoGround { others: 1 }
    );
    for damaged in [
        r#"{"type":"Polygon","coordinates":[[100,30],[101,30]]}"#,
        r#"{"type":"Polygon","coordinates":[[[100],[101,30]]]}"#,
        r#"{"type":"Polygon","coordinates":[[[100,30],[[101,30]]]]}"#,
        r#"{"type":"Polygon","coordinates":"x"}"#,
        r#"{"type":"MultiPolygon","coordinates":[[[[[1,2]]]]]}"#,
        r#"{"type":"Polygon","coordinates":[[[1e300,30],[101,30],[100,31]]]}"#,
        r#"{"type":"Topology","objects":{},"arcs":[1]}"#,
        r#"{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":[[5]]}},"arcs":[[[0,0],[1,1]]]}"#,
        r#"{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":[[-9223372036854775808]]}},"arcs":[[[0,0],[1,1]]]}"#,
        r#"{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":3}},"arcs":[[[0,0],[1,1]]]}"#,
    ] {
        assert!(
            matches!(refuse(damaged), BoundaryError::Damaged { .. }),
            "{damaged}: {:?}",
            refuse(damaged)
        );
    }
    let deep = format!(
        "{{\"type\":\"Polygon\",\"coordinates\":{}",
        "[".repeat(100_000)
    );
    assert!(matches!(
        refuse(&deep),
        BoundaryError::NotJson { .. } | BoundaryError::Damaged { .. }
    ));
}

#[test]
fn files_beyond_measure_are_refused() {
    assert_eq!(
        read(&vec![b' '; MOST_BYTES + 1]).unwrap_err(),
        BoundaryError::TooLarge {
            bytes: MOST_BYTES + 1
        }
    );
    let one = r#"{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[100,30],[101,30],[100,31]]]}}"#;
    let many = vec![one; MOST_FEATURES + 1].join(",");
    let text = format!(r#"{{"type":"FeatureCollection","features":[{many}]}}"#);
    assert_eq!(
        read(text.as_bytes()).unwrap_err(),
        BoundaryError::TooManyFeatures {
            count: MOST_FEATURES + 1
        }
    );
    // One long arc named again and again: 3 MB that would be 32 GB of points.
    let arc = vec!["[1,1]"; 200_000].join(",");
    let rings = vec!["[0]"; 10_000].join(",");
    let text = format!(
        r#"{{"type":"Topology","transform":{{"scale":[1e-9,1e-9],"translate":[100,30]}},"objects":{{"a":{{"type":"Polygon","arcs":[{rings}]}}}},"arcs":[[{arc}]]}}"#
    );
    assert_eq!(
        read(text.as_bytes()).unwrap_err(),
        BoundaryError::TooManyPoints
    );
}

fn zipped(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn part(end: &str) -> Vec<u8> {
    use std::io::Read;
    let mut archive = ZipArchive::new(Cursor::new(file("gdal_gbk.zip"))).unwrap();
    let mut bytes = Vec::new();
    archive
        .by_name(&format!("outline.{end}"))
        .unwrap()
        .read_to_end(&mut bytes)
        .unwrap();
    bytes
}

#[test]
fn a_zip_lacks_holds_too_much_or_hides_a_bomb() {
    let refuse = |bytes: &[u8]| read(bytes).unwrap_err();
    assert_eq!(
        refuse(&file("no_dbf.zip")),
        BoundaryError::MissingPart {
            part: ".dbf".into()
        }
    );
    assert_eq!(
        refuse(&zipped(&[("a.txt", vec![1])])),
        BoundaryError::MissingPart {
            part: ".shp".into()
        }
    );
    let two = zipped(&[("a.shp", part("shp")), ("b.shp", part("shp"))]);
    assert_eq!(
        refuse(&two),
        BoundaryError::SeveralShapefiles {
            names: "a.shp, b.shp".into()
        }
    );
    assert_eq!(refuse(&part("shp")), BoundaryError::BareShapefile);
    let bomb = zipped(&[("a.shp", vec![0; 40 << 20])]);
    assert!(bomb.len() < 100_000 && matches!(refuse(&bomb), BoundaryError::Bomb { .. }));
    assert!(matches!(
        refuse(b"PK\x03\x04 and no more"),
        BoundaryError::Damaged { .. }
    ));
    let json = zipped(&[
        ("__MACOSX/x.shp", vec![0]),
        ("dir/a.geojson", file("gdal.geojson")),
    ]);
    assert_eq!(read(&json).unwrap().features.len(), 5);
    // Endings in capitals, no .prj and no .cpg: the bytes tell that the table is GBK.
    let capitals = zipped(&[("X/县.SHP", part("shp")), ("X/县.DBF", part("dbf"))]);
    let read = read(&capitals).unwrap();
    assert_eq!(
        (read.encoding.as_deref(), read.join(&REGIONS, None).missing),
        (Some("gbk"), vec![4])
    );
}

#[test]
fn a_shapefile_cut_or_changed_anywhere_is_read_or_refused() {
    let (shp, dbf) = (part("shp"), part("dbf"));
    let with =
        |shp: &[u8], dbf: &[u8]| read(&zipped(&[("a.shp", shp.to_vec()), ("a.dbf", dbf.to_vec())]));
    for cut in [
        0,
        50,
        99,
        100,
        104,
        108,
        140,
        152,
        156,
        1_000,
        shp.len() - 1,
    ] {
        let result = with(&shp[..cut], &dbf);
        assert!(
            result.is_err() || result.unwrap().features.len() < 5,
            "{cut}"
        );
    }
    for cut in [0, 31, 64] {
        assert!(
            matches!(
                with(&shp, &dbf[..cut]).unwrap_err(),
                BoundaryError::Damaged { .. }
            ),
            "{cut}"
        );
    }
    // A table with fewer rows than shapes leaves the others without words.
    assert_eq!(
        with(&shp, &dbf[..300]).unwrap().features[4].cells.concat(),
        ""
    );
    // What a record says of its size is not believed.
    for at in [36 + 108, 40 + 108, 44 + 108, 104] {
        let mut changed = shp.clone();
        changed[at..at + 4].copy_from_slice(&0x7fff_ffff_u32.to_le_bytes());
        assert!(
            matches!(
                with(&changed, &dbf).unwrap_err(),
                BoundaryError::Damaged { .. }
            ),
            "{at}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_changed_byte_never_ends_the_program(at in 0_usize..11_000, byte in any::<u8>()) {
        let (mut shp, mut dbf, mut json) = (part("shp"), part("dbf"), file("gdal.geojson"));
        let mut topo = file("python.topojson");
        for bytes in [&mut shp, &mut dbf, &mut json, &mut topo] {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        let _ = read(&zipped(&[("a.shp", shp), ("a.dbf", dbf)])).map(|b| b.join(&REGIONS, None));
        let _ = (read(&json), read(&topo));
    }
}
