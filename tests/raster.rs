//! Rasters as GDAL writes them, in every layout that is read: tests/data/raster/make.sh made them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use tanheng::core::raster::{Crs, CrsKind, Earth, Grid, NO_CLASS, PixelArea, RasterError};
use tanheng::exchange::raster::{
    self, Classes, CountOptions, Counted, Kind, Legend, RasterFileError, Side, Zones, window,
};

const WIDTH: u32 = 71;
const HEIGHT: u32 = 53;

fn path(name: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let test = root.join("tests/data/raster").join(name);
    if test.exists() {
        test
    } else {
        root.join("data/samples").join(name)
    }
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn open(name: &str) -> Box<dyn Classes> {
    raster::open(bytes(name), &Side::default()).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn counted(dates: &mut [&mut dyn Classes], options: &CountOptions) -> Counted {
    raster::count(dates, None, options, &mut |_, _, _| {
        ControlFlow::Continue(())
    })
    .unwrap()
}

/// The rule in make.sh.
fn rule(x: u32, y: u32) -> i32 {
    if (x * x + 3 * y).is_multiple_of(17) {
        return NO_CLASS;
    }
    1 + ((x / 5 + y / 7 * 2 + x * y % 3) % 9) as i32
}

fn by_rule() -> (BTreeMap<i32, u64>, u64) {
    let mut classes = BTreeMap::new();
    let mut none = 0;
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            match rule(x, y) {
                NO_CLASS => none += 1,
                code => *classes.entry(code).or_default() += 1,
            }
        }
    }
    (classes, none)
}

/// Reads every pixel, from the bottom up and then from the top down.
fn assert_rule(name: &str, classes: &mut dyn Classes) {
    assert_eq!(
        (classes.grid().width, classes.grid().height),
        (WIDTH, HEIGHT),
        "{name}"
    );
    let nodata = classes.nodata();
    for y in (0..HEIGHT).rev().chain(0..HEIGHT) {
        let row = classes
            .row(y, 0..WIDTH)
            .unwrap_or_else(|e| panic!("{name} row {y}: {e}"));
        for x in 0..WIDTH {
            assert_eq!(row.code(x as usize, nodata), rule(x, y), "{name} {x} {y}");
        }
    }
}

#[test]
fn every_layout_of_gdal_gives_the_same_pixels_and_counts() {
    let (classes, none) = by_rule();
    let mut layouts = 0;
    for entry in fs::read_dir(path("make.sh").parent().unwrap()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let other = [
            "u8_sparse.tif",
            "u8_zstd.tif",
            "u8_two_bands.tif",
            "fraction.tif",
        ];
        if !name.ends_with(".tif") || other.contains(&name.as_str()) {
            continue;
        }
        layouts += 1;
        let mut raster = open(&name);
        assert_rule(&name, raster.as_mut());
        let counted = counted(&mut [raster.as_mut()], &CountOptions::default());
        let counts = &counted.dates[0];
        let found: BTreeMap<i32, u64> = counts.cells.iter().map(|c| (c.class, c.pixels)).collect();
        assert_eq!(found, classes, "{name}");
        assert_eq!((counts.nodata, counts.pixels), (none, 71 * 53), "{name}");
        assert_eq!(counts.outside, 0, "{name}");
    }
    assert_eq!(layouts, 26, "make.sh makes this many");
}

/// gdalinfo on the files: 300000, 2901590 and 30 m in EPSG:32648, whose unit is the metre; a foot of the US survey is
/// 1200/3937 m; the turned one has 24·24 + 18·18 = 900 m² a pixel.
#[test]
fn position_coordinate_system_and_area_are_those_of_gdal() {
    for name in [
        "u8_none.tif",
        "u8_point.tif",
        "u16_big_endian.tif",
        "i32_big_endian_big.tif",
    ] {
        let raster = open(name);
        let grid = raster.grid();
        assert_eq!(
            grid.transform,
            Some([300_000.0, 30.0, 0.0, 2_901_590.0, 0.0, -30.0]),
            "{name}"
        );
        assert_eq!(
            (grid.crs.kind, grid.crs.epsg),
            (CrsKind::Projected, Some(32648)),
            "{name}"
        );
        assert_eq!(
            PixelArea::of(grid, Earth::Wgs84),
            Ok(PixelArea::Constant(900.0)),
            "{name}"
        );
    }
    let name = open("u8_none.tif").grid().crs.name.clone();
    assert_eq!(name.as_deref(), Some("WGS 84 / UTM zone 48N"));
    let turned = PixelArea::of(open("u8_turned.tif").grid(), Earth::Wgs84);
    assert_eq!(turned, Ok(PixelArea::Constant(900.0)));
    let feet = PixelArea::of(open("u8_feet.tif").grid(), Earth::Wgs84).unwrap();
    let foot = 1200.0 / 3937.0;
    assert!((feet.at(0) - 900.0 * foot * foot).abs() < 1e-9);
    let degrees = open("u8_degrees.tif");
    assert_eq!(
        (degrees.grid().crs.kind, degrees.grid().crs.epsg),
        (CrsKind::Geographic, Some(4326))
    );
}

/// The surface of WGS 84 is 510 065 621.724 km², 4 π R² with its authalic radius of 6 371 007.1809 m (NIMA
/// TR8350.2), that of a sphere 4 π R².
#[test]
fn the_pixels_of_the_whole_earth_have_its_surface() {
    let crs = Crs {
        kind: CrsKind::Geographic,
        ..Crs::default()
    };
    let surface = |rows: u32, earth| {
        let step = 180.0 / f64::from(rows);
        let grid = Grid {
            width: 1,
            height: rows,
            transform: Some([-180.0, 360.0, 0.0, 90.0, 0.0, -step]),
            crs: crs.clone(),
        };
        let area = PixelArea::of(&grid, earth).unwrap();
        (0..rows).map(|row| area.at(row)).sum::<f64>() / 1e6
    };
    for rows in [1, 180, 3600] {
        let wgs84 = surface(rows, Earth::Wgs84);
        assert!((wgs84 - 510_065_621.724).abs() < 1e-3, "{rows}: {wgs84}");
        let sphere = surface(
            rows,
            Earth::Sphere {
                radius: 6_371_000.0,
            },
        );
        let expected = 4.0 * std::f64::consts::PI * 6371.0 * 6371.0;
        assert!((sphere - expected).abs() < 1e-3, "{rows}: {sphere}");
    }
    let past = Grid {
        width: 1,
        height: 200,
        transform: Some([0.0, 1.0, 0.0, 90.0, 0.0, -1.0]),
        crs,
    };
    let refused = PixelArea::of(&past, Earth::Wgs84);
    let latitude = -91.0;
    assert_eq!(refused, Err(RasterError::PastPole { row: 180, latitude }));
}

#[test]
fn tiles_that_were_left_out_hold_no_data() {
    let mut raster = open("u8_sparse.tif");
    let counted = counted(&mut [raster.as_mut()], &CountOptions::default());
    assert_eq!(
        (counted.dates[0].nodata, counted.dates[0].cells.len()),
        (1600, 0)
    );
}

#[test]
fn the_ascii_grid_and_the_pictures_give_the_same_pixels() {
    let prj = "PROJCS[\"x\",UNIT[\"Meter\",1.0]]";
    let side = Side {
        prj: Some(prj),
        ..Side::default()
    };
    let mut grid = raster::open(bytes("base.asc"), &side).unwrap();
    assert_eq!(grid.grid().transform, open("u8_none.tif").grid().transform);
    assert_rule("base.asc", grid.as_mut());

    // Without data there is 0, and no value for no data: as a class.
    let zero = |x, y| {
        if rule(x, y) == NO_CLASS {
            0
        } else {
            rule(x, y)
        }
    };
    // The colour table of make.sh.
    let table = "#000000,0\n#006400,1\n#ffbb22,2\n#ffff4c,3\n#f096ff,4\n#fa0000,5\n#b4b4b4,6\n#0064c8,7\n#0096a0,8\n#00cf75,9\n";
    let legend = Legend::parse(table).unwrap();
    let world = "30\n0\n0\n-30\n300015\n2901575\n";
    for (name, legend) in [
        ("grey.png", None),
        ("palette.png", None),
        ("palette.png", Some(&legend)),
        ("rgb.png", Some(&legend)),
    ] {
        let side = Side {
            prj: Some(prj),
            world: Some(world),
            legend,
        };
        let mut picture = raster::open(bytes(name), &side).unwrap();
        assert_eq!(picture.grid().transform, grid.grid().transform);
        for y in (0..HEIGHT).rev().chain(0..HEIGHT) {
            let row = picture.row(y, 0..WIDTH).unwrap();
            for x in 0..WIDTH {
                assert_eq!(row.code(x as usize, None), zero(x, y), "{name} {x} {y}");
            }
        }
    }
    // A colour that the legend lacks is told with its first place.
    let short = Legend::parse(table.strip_suffix("#00cf75,9\n").unwrap()).unwrap();
    let side = Side {
        legend: Some(&short),
        ..Side::default()
    };
    let mut picture = raster::open(bytes("rgb.png"), &side).unwrap();
    let nines = |y: u32| (0..WIDTH).find(|x| zero(*x, y) == 9);
    let (row, column) = (0..HEIGHT).find_map(|y| Some((y, nines(y)?))).unwrap();
    let found = (0..HEIGHT).find_map(|y| picture.row(y, 0..WIDTH).err());
    assert_eq!(
        found,
        Some(RasterFileError::Colour {
            row,
            column,
            colour: [0, 0xcf, 0x75]
        })
    );
}

#[test]
fn a_row_that_fails_leaves_those_above_as_they_are() {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 3, 4);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    let dots = [7, 7, 7, 7, 7, 9, 7, 7, 7, 8, 8, 8];
    writer.write_image_data(&dots).unwrap();
    writer.finish().unwrap();
    let legend = Legend::parse("#070707,1\n").unwrap();
    let side = Side {
        legend: Some(&legend),
        ..Side::default()
    };
    let mut picture = raster::open(file, &side).unwrap();
    let first = Some(1);
    for (y, class) in [
        (0, first),
        (1, None),
        (0, first),
        (1, None),
        (3, None),
        (0, first),
    ] {
        let code = picture.row(y, 0..3).map(|row| row.code(2, None));
        assert_eq!(code.ok(), class, "row {y}");
    }
}

#[test]
fn what_lies_past_a_raster_is_no_pixels() {
    let table = "#000000,0\n#006400,1\n#ffbb22,2\n#ffff4c,3\n#f096ff,4\n#fa0000,5\n#b4b4b4,6\n#0064c8,7\n#0096a0,8\n#00cf75,9\n";
    let legend = Legend::parse(table).unwrap();
    let side = Side {
        legend: Some(&legend),
        ..Side::default()
    };
    for name in [
        "u8_none.tif",
        "u8_tiled_lzw_predictor.tif",
        "i16_lzw.tif",
        "base.asc",
        "rgb.png",
    ] {
        let mut raster = raster::open(bytes(name), &side).unwrap();
        for _ in 0..2 {
            #[allow(clippy::reversed_empty_ranges, reason = "it is what is asked for")]
            for columns in [
                0..WIDTH + 1,
                WIDTH..WIDTH + 1,
                5..4,
                0..u32::MAX,
                u32::MAX..u32::MAX,
            ] {
                assert_eq!(raster.row(1, columns).unwrap().len(), 0, "{name}");
            }
            for y in [HEIGHT, u32::MAX] {
                assert_eq!(raster.row(y, 0..WIDTH).unwrap().len(), 0, "{name}");
            }
            assert_eq!(raster.row(1, 3..3).unwrap().len(), 0, "{name}");
            assert_eq!(
                raster.row(1, 3..WIDTH).unwrap().len(),
                WIDTH as usize - 3,
                "{name}"
            );
        }
    }
}

/// class_counts.csv holds pixels and areas on the sphere of the MODIS products, km², printed to one decimal (four for
/// WorldCover), as counted with Python apart from this program. For WorldCover it took the latitude of the middle of the
/// clip for all rows, which the digits show: by rows class 10 of 2020 has 41.7844 km², not 41.7843.
#[test]
fn the_samples_have_the_pixels_and_areas_counted_elsewhere() {
    let text = fs::read_to_string(path("class_counts.csv")).unwrap();
    let mut lines = 0;
    let mut counts = BTreeMap::new();
    let mut middle = 0.0;
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let (name, class): (_, i32) = (cells[0], cells[1].parse().unwrap());
        let (pixels, area) = (cells[cells.len() - 2], cells[cells.len() - 1]);
        let counts = counts.entry(name.to_owned()).or_insert_with(|| {
            let mut raster = open(&format!("{name}.tif"));
            let options = CountOptions {
                earth: Earth::Authalic,
                ..CountOptions::default()
            };
            middle = PixelArea::of(raster.grid(), Earth::Authalic)
                .unwrap()
                .at(raster.grid().height / 2);
            counted(&mut [raster.as_mut()], &options).dates.remove(0)
        });
        let cell = counts.cells.iter().find(|c| c.class == class).unwrap();
        assert_eq!(cell.pixels.to_string(), pixels, "{line}");
        let printed: f64 = area.parse().unwrap();
        let (found, half) = if name.starts_with("esa") {
            // Rows of the clip differ by less than 2 in 10⁵ from its middle.
            let by_middle = cell.pixels as f64 * middle;
            assert!(
                (cell.area / by_middle - 1.0).abs() < 2e-5,
                "{line}: {}",
                cell.area
            );
            (by_middle, 5e-5)
        } else {
            (cell.area, 5e-2)
        };
        assert!(
            (found / 1e6 - printed).abs() <= half * 1.000_001,
            "{line}: {found}"
        );
        lines += 1;
    }
    assert_eq!((lines, counts.len()), (39, 4));
    for (name, counts) in &counts {
        let classes = text
            .lines()
            .filter(|l| l.starts_with(&format!("{name},")))
            .count();
        assert_eq!(
            counts.cells.len(),
            classes,
            "{name} has no class that is not listed"
        );
    }
}

#[test]
fn the_change_between_two_dates_is_that_counted_elsewhere() {
    let names = [
        "esa_worldcover_2020_saotome_clip.tif",
        "esa_worldcover_2021_saotome_clip.tif",
    ];
    let (mut a, mut b) = (open(names[0]), open(names[1]));
    let counted = counted(&mut [a.as_mut(), b.as_mut()], &CountOptions::default());
    let found: Vec<String> = counted.changes[0]
        .iter()
        .map(|c| format!("{},{},{}", c.from, c.to, c.pixels))
        .collect();
    let text = fs::read_to_string(path("esa_worldcover_transition_2020_2021.csv")).unwrap();
    let expected: Vec<&str> = text.lines().skip(1).collect();
    assert_eq!(found, expected);
    let area: f64 = counted.changes[0].iter().map(|c| c.area).sum();
    let first: f64 = counted.dates[0].cells.iter().map(|c| c.area).sum();
    assert!(
        (area - first).abs() < 1e-9 * first,
        "every pixel has a class at both dates"
    );
}

#[test]
fn a_raster_of_bytes_as_zones_and_one_of_wide_numbers_give_the_same() {
    // The change table again, with the second date as the zones.
    let names = [
        "esa_worldcover_2020_saotome_clip.tif",
        "esa_worldcover_2021_saotome_clip.tif",
    ];
    let text = fs::read_to_string(path("esa_worldcover_transition_2020_2021.csv")).unwrap();
    let (mut a, mut b) = (open(names[0]), open(names[1]));
    let zones = Some(Zones::Raster(b.as_mut()));
    let go_on: &mut dyn FnMut(_, _, _) -> _ = &mut |_, _, _| ControlFlow::Continue(());
    let counted = raster::count(&mut [a.as_mut()], zones, &CountOptions::default(), go_on).unwrap();
    let of = |c: &tanheng::core::raster::Cell| format!("{},{},{}", c.class, c.zone, c.pixels);
    let found: Vec<String> = counted.dates[0].cells.iter().map(of).collect();
    assert_eq!(found, text.lines().skip(1).collect::<Vec<_>>());

    let count = |classes: &str, zones: &str| {
        let (mut classes, mut zones) = (open(classes), open(zones));
        let zones = Some(Zones::Raster(zones.as_mut()));
        let go_on: &mut dyn FnMut(_, _, _) -> _ = &mut |_, _, _| ControlFlow::Continue(());
        raster::count(
            &mut [classes.as_mut()],
            zones,
            &CountOptions::default(),
            go_on,
        )
        .unwrap()
        .dates
    };
    let quick = count("u8_deflate.tif", "u8_tiled_deflate.tif");
    assert_eq!(quick, count("u8_deflate.tif", "i32_deflate_predictor.tif"));
    assert_eq!(quick, count("f64_none.tif", "u8_none.tif"));
    assert_eq!(quick[0].cells.len(), 9);
    assert!(quick[0].cells.iter().all(|c| c.class as u32 == c.zone));
}

#[test]
fn the_picture_is_the_nearest_pixels_and_a_window_reads_the_same() {
    let mut raster = open("u8_tiled_deflate.tif");
    let options = CountOptions {
        preview: 20,
        ..CountOptions::default()
    };
    let counted = counted(&mut [raster.as_mut()], &options);
    let preview = &counted.previews[0];
    // 71 / 20 rounded up is 4.
    assert_eq!((preview.step, preview.width, preview.height), (4, 18, 14));
    let place = |n: u32, length: u32| (4 * n + 2).min(length - 1);
    for (n, code) in (0..).zip(&preview.codes) {
        let (x, y) = (place(n % 18, WIDTH), place(n / 18, HEIGHT));
        assert_eq!(*code, rule(x, y), "{x} {y}");
    }
    assert_eq!(preview.codes.len(), 18 * 14);
    assert_eq!(
        &window(raster.as_mut(), 0..WIDTH, 0..HEIGHT, 20).unwrap(),
        preview
    );
    let part = window(raster.as_mut(), 40..60, 30..99, 1000).unwrap();
    assert_eq!((part.step, part.width, part.height), (1, 20, 23));
    assert_eq!(part.codes[20 + 1], rule(41, 31));
    assert_eq!(
        window(raster.as_mut(), 80..90, 0..5, 9).unwrap().codes,
        Vec::<i32>::new()
    );
}

#[test]
fn what_cannot_be_counted_is_refused_with_its_place() {
    let refused = |name: &str| raster::open(bytes(name), &Side::default()).err();
    let unsupported = |what, value: &str| {
        let value = value.to_owned();
        Some(RasterFileError::Unsupported {
            kind: Kind::Tiff,
            what,
            value,
        })
    };
    assert_eq!(refused("u8_zstd.tif"), unsupported("Compression", "ZSTD"));
    assert_eq!(
        refused("u8_two_bands.tif"),
        unsupported("SamplesPerPixel", "2")
    );
    assert_eq!(refused("make.sh"), Some(RasterFileError::NoRaster));
    let mut fraction = open("fraction.tif");
    let go_on: &mut dyn FnMut(_, _, _) -> _ = &mut |_, _, _| ControlFlow::Continue(());
    let error = raster::count(
        &mut [fraction.as_mut()],
        None,
        &CountOptions::default(),
        go_on,
    );
    let at = RasterError::NotACode {
        row: 1,
        column: 2,
        value: 4.5,
    };
    assert_eq!(error, Err(at.into()));
    let (mut a, mut b) = (open("u8_none.tif"), open("u8_degrees.tif"));
    let go_on: &mut dyn FnMut(_, _, _) -> _ = &mut |_, _, _| ControlFlow::Continue(());
    let error = raster::count(
        &mut [a.as_mut(), b.as_mut()],
        None,
        &CountOptions::default(),
        go_on,
    );
    let Err(RasterFileError::Raster(RasterError::Grids { differences })) = error else {
        panic!("{error:?}")
    };
    assert_eq!(differences.len(), 3, "origin, pixel, EPSG: {differences:?}");
}

#[test]
fn counting_stops_when_it_is_told_to() {
    let mut raster = open("u8_deflate.tif");
    let mut calls = 0;
    let stop: &mut dyn FnMut(_, _, _) -> _ = &mut |_, done, total| {
        calls += 1;
        assert_eq!(total, 53);
        if done >= 16 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let stopped = raster::count(&mut [raster.as_mut()], None, &CountOptions::default(), stop);
    assert_eq!(stopped, Err(RasterFileError::Cancelled));
    assert_eq!(calls, 2);
}

/// Web maps are in a Mercator that is 1.2 times too wide and too high at 33° and more beyond: the pixels have the area of the ground.
#[test]
fn pixels_of_a_web_map_have_the_area_of_their_ground() {
    use tanheng::core::raster::{Crs, CrsKind, Earth, Grid, PixelArea};
    let radius = 6_378_137.0_f64;
    let y = |latitude: f64| radius * libm::atanh(libm::sin(latitude.to_radians()));
    for (south, north) in [(0.0, 1.0), (24.0, 25.0), (59.0, 60.0)] {
        let (rows, columns) = (200, 100);
        let wide = radius * 1_f64.to_radians();
        let web = Grid {
            width: columns,
            height: rows,
            transform: Some([
                0.0,
                wide / f64::from(columns),
                0.0,
                y(north),
                0.0,
                (y(south) - y(north)) / f64::from(rows),
            ]),
            crs: Crs {
                kind: CrsKind::Projected,
                epsg: Some(3857),
                ..Crs::default()
            },
        };
        let degrees = Grid {
            width: 1,
            height: 1,
            transform: Some([0.0, 1.0, 0.0, north, 0.0, south - north]),
            crs: Crs {
                kind: CrsKind::Geographic,
                ..Crs::default()
            },
        };
        let of = |grid: &Grid| PixelArea::of(grid, Earth::Wgs84).unwrap();
        let found: f64 = (0..rows)
            .map(|row| of(&web).at(row) * f64::from(columns))
            .sum();
        let expected = of(&degrees).at(0);
        assert!((found / expected - 1.0).abs() < 1e-12, "{found} {expected}");
        let named = Crs {
            epsg: None,
            name: Some("WGS 84 / Pseudo-Mercator".into()),
            ..web.crs.clone()
        };
        assert_eq!(
            of(&Grid {
                crs: named,
                ..web.clone()
            }),
            of(&web)
        );
        let other = Crs {
            epsg: Some(32648),
            ..web.crs.clone()
        };
        assert!(matches!(
            of(&Grid { crs: other, ..web }),
            PixelArea::Constant(_)
        ));
    }
}
