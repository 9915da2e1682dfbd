//! Raster files through the doors: counted with their carbon, and written back so that GDAL reads them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tanheng::core::problem::Arg;
use tanheng::core::raster::NO_CLASS;
use tanheng::exchange::paste::Array;
use tanheng::exchange::raster::{Side, open};
use tanheng::job::{
    Answer, Named, RasterReply, Request, answer_raster, answer_raster_out, answer_raster_window,
    storage_csv, storage_html,
};
use tanheng::steps::stock::StorageReply;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

const SAOTOME: [&str; 2] = [
    "data/samples/esa_worldcover_2020_saotome_clip.tif",
    "data/samples/esa_worldcover_2021_saotome_clip.tif",
];

fn named(path: &str) -> Named<'static> {
    Named {
        name: path.rsplit('/').next().unwrap().to_owned(),
        source: Box::new(fs::read(root().join(path)).unwrap()),
    }
}

/// Pools that exist in this test only: 1 t C/ha apart, so that a true loss of 1 t/ha occurs.
fn pools() -> Value {
    let codes = [10, 20, 30, 40, 50, 60, 80, 90, 95];
    let pool = |(n, code): (usize, &i32)| json!({"code": code, "above": 20 - n, "below": 0, "soil": 0, "dead": 0.5});
    codes.iter().enumerate().map(pool).collect()
}

fn reply(answer: Answer) -> String {
    match answer {
        Answer::Reply(text) => text,
        other => panic!("{other:?}"),
    }
}

fn gdalinfo(path: &Path) -> Value {
    let mut info = Command::new("gdalinfo");
    let out = info
        .args(["-json", "-stats", "--config", "GDAL_PAM_ENABLED", "NO"])
        .arg(path);
    let out = out
        .output()
        .expect("gdalinfo; cargo xtask setup installs gdal-bin");
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    assert!(
        out.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let text = String::from_utf8(out.stdout)
        .unwrap()
        .replace(":nan", ":null");
    serde_json::from_str(&text).unwrap()
}

fn temporary(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

#[test]
fn gdal_reads_what_is_written_where_the_classes_lie() {
    let files = [named(SAOTOME[0]), named(SAOTOME[1])];
    for (figure, after, is_double) in [
        ("density", None, false),
        ("density", None, true),
        ("change", Some(1), false),
    ] {
        let request = json!({"before": 0, "after": after, "figure": figure, "pools": pools(), "is_double": is_double});
        let (answer, mut arrays) = answer_raster_out(&request.to_string(), &files, &mut |_| {});
        let size: usize = reply(answer).parse().unwrap();
        let Some(Array::Bytes(bytes)) = arrays.pop() else {
            panic!("no bytes")
        };
        assert_eq!(bytes.len(), size);
        let path = temporary(&format!("{figure}_{is_double}.tif"));
        fs::write(&path, bytes).unwrap();
        let (own, before) = (gdalinfo(&path), gdalinfo(&root().join(SAOTOME[0])));
        for key in ["size", "geoTransform", "coordinateSystem"] {
            assert_eq!(own[key], before[key], "{figure} {key}");
        }
        let band = &own["bands"][0];
        let kind = if is_double { "Float64" } else { "Float32" };
        assert_eq!(band["type"], kind);
        assert!(band.get("noDataValue").is_some(), "{band}");
        let number = |key: &str| -> f64 {
            let figure = &band["metadata"][""][format!("STATISTICS_{key}")];
            figure.as_str().unwrap().parse().unwrap()
        };
        let (count, _) = answer_raster(
            &json!({"dates": [0, 1], "pools": pools()}).to_string(),
            &files,
            &mut |_| {},
        );
        let count: RasterReply = serde_json::from_str(&reply(count)).unwrap();
        let storage = count.storage.unwrap();
        // Every pixel of the clip has a class, and 1200² of them weigh the same in GDAL's mean.
        let by_pixel = |value: &dyn Fn(i32) -> f64| -> f64 {
            let cells = count.dates[0].counts.by_class();
            cells
                .iter()
                .map(|c| value(c.class) * c.pixels as f64)
                .sum::<f64>()
                / 1.44e6
        };
        let density = |class: i32| {
            let classes = &storage.dates[0].storage.classes;
            classes.iter().find(|c| c.class == class).unwrap().density
        };
        if figure == "density" {
            let mean = by_pixel(&density);
            assert!((number("MEAN") - mean).abs() < 1e-9, "{mean} {band}");
            assert_eq!((number("MINIMUM"), number("MAXIMUM")), (12.5, 20.5));
        } else {
            let cells = &count.changes[0];
            let of = |class: i32| {
                let codes = [10, 20, 30, 40, 50, 60, 80, 90, 95];
                20.0 - codes.iter().position(|c| *c == class).unwrap() as f64
            };
            let mean: f64 = cells
                .iter()
                .map(|c| (of(c.to) - of(c.from)) * c.pixels as f64)
                .sum();
            assert!((number("MEAN") - mean / 1.44e6).abs() < 1e-9);
            // InVEST would lose the pixels of −1 to its value for no data.
            let lost_one: u64 = cells
                .iter()
                .filter(|c| of(c.to) - of(c.from) == -1.0)
                .map(|c| c.pixels)
                .sum();
            assert!(lost_one > 0);
            assert_eq!(band["metadata"][""]["STATISTICS_VALID_PERCENT"], "100");
        }
    }
}

#[test]
fn pixels_without_a_class_hold_no_data_in_what_is_written() {
    let files = [named("tests/data/raster/u8_turned.tif")];
    let pool = |code| json!({"code": code, "above": code, "below": 0, "soil": 0, "dead": 0});
    let some: Vec<Value> = (1..=9).map(pool).collect();
    let request = json!({"before": 0, "pools": some});
    let (answer, mut arrays) = answer_raster_out(&request.to_string(), &files, &mut |_| {});
    reply(answer);
    let Some(Array::Bytes(bytes)) = arrays.pop() else {
        panic!("no bytes")
    };
    // Whole densities: our own reader takes them for classes.
    let (mut written, mut classes) = (
        open(bytes.clone(), &Side::default()).unwrap(),
        open(
            fs::read(root().join("tests/data/raster/u8_turned.tif")).unwrap(),
            &Side::default(),
        )
        .unwrap(),
    );
    assert_eq!(written.grid(), classes.grid());
    let mut none = 0;
    for y in 0..53 {
        let nodata = classes.nodata();
        let row = classes.row(y, 0..71).unwrap();
        let own = written.row(y, 0..71).unwrap();
        for x in 0..71 {
            assert_eq!(own.code(x, None), row.code(x, nodata), "{x} {y}");
            none += usize::from(row.code(x, nodata) == NO_CLASS);
        }
    }
    let path = temporary("turned.tif");
    fs::write(&path, bytes).unwrap();
    let info = gdalinfo(&path);
    assert_eq!(
        info["geoTransform"],
        json!([300_000.0, 24.0, 18.0, 2_901_590.0, 18.0, -24.0])
    );
    let valid: f64 = info["bands"][0]["metadata"][""]["STATISTICS_VALID_PERCENT"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let expected = 100.0 * (1.0 - none as f64 / (71.0 * 53.0));
    assert!((valid - expected).abs() < 0.01, "{valid} {expected}");

    // A class without pools is named with its pixels, and left out only when that is asked for.
    let few = json!({"before": 0, "pools": &some[..8]});
    let (answer, _) = answer_raster_out(&few.to_string(), &files, &mut |_| {});
    let Answer::Problem(problem) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(problem.code, "carbon_storage.missing");
    assert_eq!(problem.args[0].1, Arg::Count(1));
    let few = json!({"before": 0, "pools": &some[..8], "missing": "leave_out"});
    let (answer, arrays) = answer_raster_out(&few.to_string(), &files, &mut |_| {});
    reply(answer);
    assert_eq!(arrays.len(), 1);
}

#[test]
fn a_count_comes_with_its_pictures_its_progress_and_its_carbon() {
    let files = [named(SAOTOME[0]), named(SAOTOME[1])];
    let request = json!({"dates": [0, 1], "years": [2020, 2021], "pools": pools(), "options": {"preview": 100},
        "zones": 1});
    let mut seen = Vec::new();
    let (answer, arrays) =
        answer_raster(&request.to_string(), &files, &mut |a| seen.push(a.clone()));
    let counted: RasterReply = serde_json::from_str(&reply(answer)).unwrap();
    assert!(seen.len() > 40 && seen.len() <= 101, "{}", seen.len());
    assert_eq!(counted.dates[0].preview, [100, 100, 12]);
    assert_eq!(arrays.len(), 2);
    assert!(
        arrays
            .iter()
            .all(|a| matches!(a, Array::I32(codes) if codes.len() == 10_000))
    );
    let storage = counted.storage.unwrap();
    assert_eq!(storage.dates[1].year, Some(2021));
    // The change by pairs of classes, and the difference of the totals: the same sum in another order.
    let (net, between) = (
        storage.changes[0].net.unwrap(),
        storage.dates[1].since_last.unwrap(),
    );
    assert!((net - between).abs() < 1e-6 * storage.dates[0].storage.total.unwrap());
    assert_eq!(storage.dates[0].storage.zones.len(), 8);

    let part = json!({"file": 0, "columns": {"start": 600, "end": 700}, "rows": {"start": 0, "end": 50}, "most": 50});
    let (answer, arrays) = answer_raster_window(&part.to_string(), &files);
    assert_eq!(reply(answer), "[50,25,2]");
    assert!(matches!(&arrays[0], Array::I32(codes) if codes.len() == 1250));
}

#[test]
fn what_lies_beside_a_raster_is_found_by_name_and_a_problem_names_its_file() {
    let text = |name: &str, text: &str| Named {
        name: name.to_owned(),
        source: Box::new(text.as_bytes().to_vec()),
    };
    let grid = "ncols 2\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 10\n1 2\n";
    let with = [
        text("map.ASC", grid),
        text("map.prj", "PROJCS[\"x\",UNIT[\"Meter\",1]]"),
    ];
    let request = json!({"dates": [0]}).to_string();
    let (answer, _) = answer_raster(&request, &with, &mut |_| {});
    let counted: RasterReply = serde_json::from_str(&reply(answer)).unwrap();
    assert_eq!(counted.dates[0].counts.cells[0].area, 100.0);
    let (answer, _) = answer_raster(&request, &with[..1], &mut |_| {});
    let Answer::Problem(problem) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(
        (problem.code.as_str(), problem.place.sheet.as_deref()),
        ("raster.no_crs", Some("map.ASC"))
    );
    for bad in [
        "{}",
        "[",
        r#"{"dates":[7]}"#,
        r#"{"dates":[0],"years":[1,2]}"#,
        r#"{"dates":[0],"zones":9}"#,
    ] {
        let (answer, _) = answer_raster(bad, &with, &mut |_| {});
        assert!(matches!(answer, Answer::Problem(_)), "{bad}");
    }
}

#[test]
fn the_terminal_counts_and_writes_the_same() {
    let out = temporary("by_terminal.tif");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tanheng"));
        command
            .current_dir(root())
            .env("LANG", "C")
            .args(args)
            .output()
            .unwrap()
    };
    let map = "tests/data/raster/u8_tiled_deflate.tif";
    let done = run(&[
        "raster",
        map,
        "--zones",
        "tests/data/raster/u8_none.tif",
        "--later",
        map,
        "--compact",
    ]);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let by_terminal: RasterReply = serde_json::from_slice(&done.stdout).unwrap();
    let files = [
        named(map),
        named(map),
        named("tests/data/raster/u8_none.tif"),
    ];
    let (answer, _) = answer_raster(r#"{"dates":[0,1],"zones":2}"#, &files, &mut |_| {});
    assert_eq!(by_terminal, serde_json::from_str(&reply(answer)).unwrap());

    let refused = run(&[
        "raster",
        map,
        "--pools",
        "invest_guide",
        "--density",
        out.to_str().unwrap(),
    ]);
    assert!(!refused.status.success() && !out.exists());
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("4 classes") && said.contains("6 ("), "{said}");
    let table = temporary("pools.csv");
    let rows: String = (1..=9).map(|n| format!("{n},{n},0,0,0\n")).collect();
    fs::write(
        &table,
        format!("lucode,C_above,C_below,C_soil,C_dead\n{rows}"),
    )
    .unwrap();
    let pools = table.to_str().unwrap();
    let done = run(&[
        "raster",
        map,
        "--pools",
        pools,
        "--density",
        out.to_str().unwrap(),
    ]);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    assert_eq!(gdalinfo(&out)["bands"][0]["maximum"], json!(9.0));
    fs::remove_file(out).unwrap();
    assert_eq!(run(&["raster", "nowhere.tif"]).status.code(), Some(1));
}

#[test]
fn the_summary_holds_every_stock_and_nothing_of_the_user_as_markup() {
    let request = r#"{"method":"storage","pools":[{"code":1,"name":"<script>alert(1)</script>","above":1,"below":2,"soil":3,"dead":4}],
        "dates":[{"year":2000,"areas":[{"class":1,"zone":"=a,b","area":2.5},{"class":1,"zone":"<i>","area":1}]}]}"#;
    let reply = tanheng::job::run(&Request::parse(request).unwrap(), &mut |_| {
        std::ops::ControlFlow::Continue(())
    });
    let tanheng::job::Reply::Storage(storage) = reply.unwrap() else {
        panic!("no storage")
    };
    let storage: StorageReply = *storage;
    let csv = storage_csv(&storage);
    assert_eq!(
        csv.lines().nth(1),
        Some("2000,1,\"'=a,b\",,2.5,2.5,5,7.5,10,25")
    );
    assert_eq!(csv.lines().count(), 3);
    let html = storage_html(&storage, &["<i>made up</i>".to_owned()]);
    assert!(
        !html.contains("<script>") && !html.contains("<i>"),
        "{html}"
    );
    assert!(html.contains("&lt;script&gt;") && html.contains("35.0 t C"));
}
