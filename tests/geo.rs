//! Places on the earth and on paper, against published figures and other programs, and what has to hold for any.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use proptest::prelude::*;
use tanheng::core::geo::albers::{Albers, AlbersOptions, Ellipsoid};
use tanheng::core::geo::borders::borders as thick;
use tanheng::core::geo::hex::{Hex, borders};
use tanheng::core::geo::measure::{area, area_on_earth, centroid, label_point, ring_area};
use tanheng::core::geo::scan::{Grid, ZoneScan};
use tanheng::core::geo::simplify::{simplify, simplify_line};
use tanheng::core::geo::suspect::{Suspicion, axes, crossings, gcj02, overlaps, shift};
use tanheng::core::geo::voronoi::{Cell, Cells, VoronoiOptions, cells};
use tanheng::core::geo::{Bounds, Coord, GeoError, Polygon, Shape};
use tanheng::exchange::{boundaries, places};

fn ring(points: &[(f64, f64)]) -> Vec<Coord> {
    points.iter().map(|(x, y)| Coord::new(*x, *y)).collect()
}

fn shape(points: &[(f64, f64)]) -> Shape {
    Shape::of_ring(ring(points))
}

fn provinces() -> Vec<Shape> {
    boundaries::read(places::PROVINCES.as_bytes())
        .unwrap()
        .shapes()
}

#[track_caller]
fn near(found: Coord, x: f64, y: f64, within: f64) {
    assert!(
        (found.x - x).abs() <= within && (found.y - y).abs() <= within,
        "{found:?}, not {x} {y}"
    );
}

/// Snyder (1987), p. 292: Clarke 1866, parallels 29.5 and 45.5, origin 23 N 96 W.
#[test]
fn albers_is_the_worked_example_of_snyder() {
    let clarke = Ellipsoid {
        a: 6_378_206.4,
        e2: 0.006_768_66,
    };
    let options = AlbersOptions {
        ellipsoid: clarke,
        parallels: (29.5, 45.5),
        latitude: 23.0,
        longitude: -96.0,
    };
    let albers = Albers::new(options).unwrap();
    let plane = albers.forward(Coord::new(-75.0, 35.0)).unwrap();
    near(plane, 1_885_472.7, 1_535_925.0, 0.05);
    near(albers.inverse(plane).unwrap(), -75.0, 35.0, 1e-9);
}

/// PROJ 9.5.1: `+proj=aea +lat_0=0 +lon_0=105 +lat_1=25 +lat_2=47 +datum=WGS84`.
#[test]
fn albers_of_china_is_that_of_proj() {
    let china = Albers::china();
    for (lon, lat, x, y) in [
        (116.4, 40.3, 951_264.633_5, 4_388_405.954_7),
        (73.6, 39.4, -2_613_969.147_1, 4_648_939.581_0),
        (134.7, 48.4, 2_179_581.584_8, 5_569_147.211_9),
        (110.3, 18.2, 574_492.752_3, 1_885_076.745_2),
        (105.0, 35.0, 0.0, 3_734_810.818_3),
    ] {
        near(china.forward(Coord::new(lon, lat)).unwrap(), x, y, 1e-3);
        near(china.inverse(Coord::new(x, y)).unwrap(), lon, lat, 1e-8);
    }
}

#[test]
fn parallels_that_make_no_cone_and_places_off_the_earth_are_none() {
    let with = |a, b| {
        Albers::new(AlbersOptions {
            parallels: (a, b),
            ..AlbersOptions::CHINA
        })
    };
    assert!(
        with(30.0, -30.0).is_none() && with(0.0, 0.0).is_none() && with(f64::NAN, 1.0).is_none()
    );
    let china = Albers::china();
    for off in [(0.0, 91.0), (f64::NAN, 0.0), (1e9, 0.0)] {
        assert_eq!(china.forward(Coord::new(off.0, off.1)), None);
    }
    assert_eq!(china.inverse(Coord::new(1e9, 1e9)), None);
    assert_eq!(china.inverse(Coord::new(f64::NAN, 0.0)), None);
}

/// GeographicLib through pyproj 3.7.2, `Geod(ellps="WGS84").polygon_area_perimeter`, over tests/data/boundaries/gdal.geojson.
#[test]
fn areas_on_the_earth_are_those_of_geographiclib() {
    let read = boundaries::read(include_bytes!("data/boundaries/gdal.geojson")).unwrap();
    for (feature, km2) in read.features.iter().zip(GEODESIC) {
        let found = area_on_earth(&feature.shape) / 1e6;
        assert!(
            (found / km2 - 1.0).abs() < 2e-4,
            "{:?}: {found}, not {km2}",
            feature.cells
        );
    }
}

const GEODESIC: [f64; 5] = [16_219.547, 11_435.771, 189_014.836, 33_959.183, 31_764.338];

/// data/regions: geodesic areas of the same provinces, measured before the outlines were simplified.
#[test]
fn provinces_have_the_areas_of_the_table_and_albers_keeps_them() {
    let set = places::set("china_provinces_31").unwrap().places;
    let china = Albers::china();
    for (shape, place) in provinces().iter().zip(set) {
        let earth = area_on_earth(shape);
        assert!(
            (earth / 1e6 / place.area_km2 - 1.0).abs() < 0.02,
            "{}: {earth}",
            place.name
        );
        let plane = area(&shape.map(|c| china.forward(c)).unwrap());
        assert!(
            (plane / earth - 1.0).abs() < 2e-3,
            "{}: {plane} {earth}",
            place.name
        );
    }
}

/// shapely 2: `polylabel(shape, 1e-4)` and `centroid`.
#[test]
fn label_points_and_centroids_are_those_of_shapely() {
    let read = boundaries::read(include_bytes!("data/boundaries/gdal.geojson")).unwrap();
    let beijing = &read.features[0].shape;
    near(
        label_point(beijing, 1e-4).unwrap(),
        116.400_502_5,
        40.292_072_6,
        2e-3,
    );
    near(
        centroid(beijing).unwrap(),
        116.406_650_323_8,
        40.174_339_840_3,
        1e-6,
    );
    let holed = &read.features[4].shape;
    near(centroid(holed).unwrap(), 91.0, 31.0, 1e-12);
    assert!((area(holed) - 3.0).abs() < 1e-12);
}

#[test]
fn a_shape_without_area_has_no_centre() {
    for empty in [
        Shape::default(),
        shape(&[(0.0, 0.0), (1.0, 1.0)]),
        shape(&[(0.0, 0.0), (f64::NAN, 0.0), (1.0, 1.0)]),
    ] {
        assert_eq!((centroid(&empty), label_point(&empty, 0.1)), (None, None));
    }
}

#[test]
fn a_label_point_keeps_out_of_the_hole() {
    let mut square = shape(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]);
    square.polygons[0]
        .holes
        .push(ring(&[(1.0, 1.0), (1.0, 9.0), (7.0, 9.0), (7.0, 1.0)]));
    let point = label_point(&square, 0.01).unwrap();
    assert!(point.x > 7.0, "{point:?}");
}

/// eviltransform 0.1.1 (PyPI), `wgs2gcj`; it takes 6 378 137 m for the radius, which moves the last digit.
#[test]
fn gcj02_is_that_of_eviltransform() {
    near(
        gcj02(Coord::new(102.656, 25.146)),
        102.657_312_698_290_03,
        25.142_938_141_413_868,
        2e-7,
    );
    near(
        gcj02(Coord::new(116.377_817, 39.911_954)),
        116.384_047_330_051_98,
        39.913_345_478_921_98,
        2e-7,
    );
}

#[test]
fn outlines_in_gcj02_are_suspected_and_others_are_not() {
    // Squares round the label points of the counties: their pole is their middle.
    let known: Vec<Coord> = places::set("central_yunnan_49")
        .unwrap()
        .places
        .iter()
        .map(|p| Coord::new(p.lon, p.lat))
        .collect();
    let square = |c: Coord| {
        shape(&[
            (c.x - 0.1, c.y - 0.1),
            (c.x + 0.1, c.y - 0.1),
            (c.x + 0.1, c.y + 0.1),
            (c.x - 0.1, c.y + 0.1),
        ])
    };
    let asked: Vec<Option<Coord>> = known.iter().copied().map(Some).collect();
    let sound: Vec<Shape> = known.iter().map(|c| square(*c)).collect();
    assert_eq!(shift(&sound, &asked), None);
    let shifted: Vec<Shape> = known.iter().map(|c| square(gcj02(*c))).collect();
    let Some(Suspicion::Shifted { metres, units }) = shift(&shifted, &asked) else {
        panic!("not seen")
    };
    assert!(
        (100.0..700.0).contains(&metres) && units == 49,
        "{metres} {units}"
    );
    assert_eq!(shift(&shifted[..4], &asked[..4]), None, "too few to tell");
    // Label points of another layer lie a kilometre off in all directions.
    let table: Vec<Option<Coord>> = places::set("china_provinces_31")
        .unwrap()
        .places
        .iter()
        .map(|p| Some(Coord::new(p.lon, p.lat)))
        .collect();
    assert_eq!(shift(&provinces(), &table), None);
}

#[test]
fn sound_outlines_raise_no_doubt() {
    let provinces = provinces();
    assert_eq!(axes(&provinces), None);
    assert_eq!(crossings(&provinces), []);
    assert_eq!(overlaps(&provinces), []);
}

#[test]
fn doubts_have_their_place_and_amount() {
    let bow = shape(&[(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0)]);
    assert_eq!(
        crossings(&[shape(&[(5.0, 5.0), (6.0, 5.0), (5.0, 6.0)]), bow]),
        [Suspicion::Crossing {
            unit: 1,
            x: 1.0,
            y: 1.0
        }]
    );
    let a = shape(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]);
    let b = shape(&[(8.0, 0.0), (12.0, 0.0), (12.0, 10.0), (8.0, 10.0)]);
    let found = overlaps(&[a, b]);
    let [Suspicion::Overlap { a: 0, b: 1, share }] = found[..] else {
        panic!("{found:?}")
    };
    assert!((share - 0.5).abs() < 0.01, "{share}");
    assert!(matches!(
        axes(&[shape(&[(35_450_000.0, 2_780_000.0)])]),
        Some(Suspicion::Metres { .. })
    ));
    assert!(matches!(
        axes(&[shape(&[(39.9, 116.3), (40.1, 116.5)])]),
        Some(Suspicion::Swapped { .. })
    ));
    // Kashgar, swapped: 75 is a latitude too, but not one of China.
    assert!(matches!(
        axes(&[shape(&[(39.0, 75.0), (40.0, 76.0)])]),
        Some(Suspicion::Swapped { .. })
    ));
    assert_eq!(axes(&[shape(&[(-3.0, 56.0), (-2.0, 57.0)])]), None);
}

#[test]
fn tiles_of_every_set_are_apart_and_their_borders_close() {
    for set in places::sets() {
        let tiles: Vec<Hex> = set.places.iter().map(|p| Hex { q: p.q, r: p.r }).collect();
        assert_eq!(
            tiles.iter().collect::<BTreeSet<_>>().len(),
            tiles.len(),
            "{}",
            set.id
        );
        for (i, a) in tiles.iter().enumerate() {
            for b in &tiles[..i] {
                let (p, q) = (a.centre(), b.centre());
                assert!(libm::hypot(p.x - q.x, p.y - q.y) > 3f64.sqrt() - 1e-9);
            }
        }
        let sides = |groups: &[usize]| -> usize {
            borders(&tiles, groups).iter().map(|l| l.len() - 1).sum()
        };
        let joins: usize = tiles
            .iter()
            .map(|t| t.around().iter().filter(|o| tiles.contains(o)).count())
            .sum();
        assert_eq!(
            sides(&vec![0; tiles.len()]),
            6 * tiles.len() - joins,
            "{}",
            set.id
        );
        let each: Vec<usize> = (0..tiles.len()).collect();
        assert_eq!(sides(&each), 6 * tiles.len() - joins / 2, "{}", set.id);
    }
}

#[test]
fn provinces_share_their_borders_and_a_group_has_none_within() {
    let provinces = provinces();
    let length = |lines: &[Vec<Coord>]| -> f64 {
        lines
            .iter()
            .flat_map(|l| l.windows(2))
            .map(|w| libm::hypot(w[0].x - w[1].x, w[0].y - w[1].y))
            .sum()
    };
    let each: Vec<usize> = (0..provinces.len()).collect();
    let all = thick(&provinces, &each);
    let outside = thick(&provinces, &[0; 31]);
    assert!(all.shared > 0.5, "{}", all.shared);
    // Every line but the outside is of two provinces: their rings are the outside and twice the rest.
    let rings: f64 = provinces
        .iter()
        .flat_map(|s| s.rings())
        .map(|r| {
            r.iter()
                .zip(r.iter().cycle().skip(1))
                .map(|(a, b)| libm::hypot(a.x - b.x, a.y - b.y))
                .sum::<f64>()
        })
        .sum();
    let (all, outside) = (length(&all.lines), length(&outside.lines));
    assert!(
        (rings - outside - 2.0 * (all - outside)).abs() < 1e-6 * rings,
        "{rings} {outside} {all}"
    );
}

#[test]
fn a_simplified_line_keeps_its_ends_and_a_ring_stays_one() {
    let wave: Vec<Coord> = (0..200)
        .map(|i| Coord::new(f64::from(i), 0.01 * libm::sin(f64::from(i))))
        .collect();
    assert_eq!(simplify_line(&wave, 0.3), [wave[0], wave[199]]);
    let square = ring(&[
        (0.0, 0.0),
        (5.0, 0.0),
        (10.0, 0.0),
        (10.0, 10.0),
        (0.0, 10.0),
        (0.0, 0.0),
    ]);
    assert_eq!(
        simplify_line(&square, 0.3),
        ring(&[
            (0.0, 0.0),
            (10.0, 0.0),
            (10.0, 10.0),
            (0.0, 10.0),
            (0.0, 0.0)
        ])
    );
    assert_eq!(simplify_line(&[], 0.3), []);
}

#[test]
fn cells_refuse_what_they_cannot_part() {
    let refuse =
        |points: &[(f64, f64)]| cells(&ring(points), VoronoiOptions::default()).unwrap_err();
    assert_eq!(refuse(&[]), GeoError::Empty);
    assert_eq!(
        refuse(&[(0.0, 0.0), (1.0, 1.0), (-0.0, 0.0)]),
        GeoError::SamePoint { a: 0, b: 2 }
    );
    assert_eq!(
        refuse(&[(0.0, 0.0), (f64::NAN, 1.0)]),
        GeoError::NotFinite { unit: 1 }
    );
    assert_eq!(
        refuse(&vec![(0.0, 0.0); 3_001]),
        GeoError::TooManyPoints { count: 3_001 }
    );
    let line = cells(
        &ring(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)]),
        VoronoiOptions::default(),
    )
    .unwrap();
    assert!(line.cells.iter().all(|c| ring_area(&c.ring) > 0.0));
    assert_eq!(
        cells(&ring(&[(5.0, 5.0)]), VoronoiOptions::default())
            .unwrap()
            .cells[0]
            .beyond,
        vec![None; 16]
    );
}

#[test]
fn three_thousand_cells_part_the_ground() {
    // A jittered grid: as even as counties are.
    let points: Vec<Coord> = (0..3_000)
        .map(|i| {
            let (x, y) = (f64::from(i % 60), f64::from(i / 60));
            Coord::new(
                x + 0.4 * libm::sin(x * 12.9 + y * 78.2),
                y + 0.4 * libm::cos(x * 39.3 + y * 11.1),
            )
        })
        .collect();
    tiling(&cells(&points, VoronoiOptions::default()).unwrap());
}

fn tiling(parted: &Cells) {
    let whole = ring_area(&parted.hull);
    let sum: f64 = parted.cells.iter().map(|c| ring_area(&c.ring)).sum();
    assert!((sum / whole - 1.0).abs() < 1e-9, "{sum} of {whole}");
    for (i, cell) in parted.cells.iter().enumerate() {
        for other in cell.beyond.iter().flatten() {
            assert!(
                parted.cells[*other].beyond.contains(&Some(i)),
                "{other} does not know {i}"
            );
        }
    }
}

#[test]
fn borders_of_cells_are_their_outside_and_what_parts_groups() {
    let points = ring(&[(0.0, 0.0), (2.0, 0.0), (0.0, 2.0), (2.0, 2.0)]);
    let parted = cells(&points, VoronoiOptions { margin: Some(1.0) }).unwrap();
    let length = |lines: Vec<Vec<Coord>>| -> f64 {
        lines
            .iter()
            .map(|l| libm::hypot(l[0].x - l[1].x, l[0].y - l[1].y))
            .sum()
    };
    let outside = length(parted.borders(&[0; 4]));
    let parts = length(parted.borders(&[0, 1, 0, 1]));
    // West and east are parted by a line through the hull, 4 long: 2 and a margin at each end.
    assert!((parts - outside - 4.0).abs() < 1e-9, "{parts} {outside}");
}

/// Cells are plain lists, which need not fit each other.
#[test]
fn cells_made_by_hand_have_the_borders_they_can() {
    let ring = ring(&[(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]);
    let cell = |ring: Vec<Coord>, beyond| Cell { ring, beyond };
    let made = Cells {
        hull: Vec::new(),
        cells: vec![
            cell(ring.clone(), vec![None; 5]),
            cell(ring, vec![Some(0), None]),
            cell(Vec::new(), vec![None, Some(9)]),
        ],
    };
    assert_eq!(made.borders(&[]).len(), 4);
}

#[test]
fn a_scan_of_the_provinces_counts_their_areas() {
    let china = Albers::china();
    let shapes: Vec<Shape> = provinces()
        .iter()
        .map(|s| s.map(|c| china.forward(c)).unwrap())
        .collect();
    let bounds = Bounds::of(shapes.iter().flat_map(Shape::points)).unwrap();
    let pixel = 5_000.0;
    let grid = Grid {
        x0: bounds.low.x,
        y0: bounds.high.y,
        dx: pixel,
        dy: -pixel,
        columns: (bounds.width() / pixel).ceil() as usize,
        rows: (bounds.height() / pixel).ceil() as usize,
    };
    let mut scan = ZoneScan::new(&shapes, grid).unwrap();
    let mut counts = vec![0_usize; shapes.len()];
    let mut row = vec![None; grid.columns];
    for at in 0..grid.rows {
        scan.row(at, &mut row);
        row.iter().flatten().for_each(|unit| counts[*unit] += 1);
    }
    for (shape, count) in shapes.iter().zip(&counts) {
        let (found, whole) = (*count as f64 * pixel * pixel, area(shape));
        assert!((found / whole - 1.0).abs() < 0.02, "{found} {whole}");
    }
    // Rows in any order are the same rows.
    let mut again = vec![None; grid.columns];
    for at in [100, 7, 300, 299] {
        scan.row(at, &mut again);
        ZoneScan::new(&shapes, grid).unwrap().row(at, &mut row);
        assert_eq!(again, row);
    }
}

#[test]
fn a_grid_without_cells_is_refused() {
    let grid = Grid {
        x0: 0.0,
        y0: 0.0,
        dx: 1.0,
        dy: -1.0,
        columns: 2,
        rows: 2,
    };
    for bad in [
        Grid { dx: 0.0, ..grid },
        Grid { dy: 0.0, ..grid },
        Grid { columns: 0, ..grid },
        Grid {
            x0: f64::NAN,
            ..grid
        },
    ] {
        assert_eq!(ZoneScan::new(&[], bad).unwrap_err(), GeoError::Grid);
    }
    let nowhere = shape(&[(0.0, 0.0), (f64::INFINITY, 1.0), (1.0, 1.0)]);
    assert_eq!(
        ZoneScan::new(&[nowhere], grid).unwrap_err(),
        GeoError::NotFinite { unit: 0 }
    );
}

fn star() -> impl Strategy<Value = Vec<Coord>> {
    (
        prop::collection::vec(0.3..1.0_f64, 3..40),
        -50.0..50.0_f64,
        -50.0..50.0_f64,
    )
        .prop_map(|(radii, x, y)| {
            let count = radii.len() as f64;
            radii
                .iter()
                .enumerate()
                .map(|(i, r)| {
                    let angle = i as f64 / count * std::f64::consts::TAU;
                    Coord::new(
                        x + 20.0 * r * libm::cos(angle),
                        y + 20.0 * r * libm::sin(angle),
                    )
                })
                .collect()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn albers_goes_there_and_back(lon in 60.0..150.0_f64, lat in -20.0..89.0_f64) {
        let china = Albers::china();
        let back = china.inverse(china.forward(Coord::new(lon, lat)).unwrap()).unwrap();
        prop_assert!((back.x - lon).abs() < 1e-8 && (back.y - lat).abs() < 1e-8, "{back:?}");
    }

    #[test]
    fn cells_tile_the_ground_in_any_order(
        points in prop::collection::vec((-100.0..100.0_f64, -100.0..100.0_f64), 1..60),
        turn in 0_usize..60,
    ) {
        let points = ring(&points);
        let parted = cells(&points, VoronoiOptions::default()).unwrap();
        tiling(&parted);
        for (point, cell) in points.iter().zip(&parted.cells) {
            // Each corner is no nearer to any other point.
            for corner in &cell.ring {
                let off = |p: &Coord| libm::hypot(p.x - corner.x, p.y - corner.y);
                prop_assert!(points.iter().all(|p| off(p) >= off(point) - 1e-7));
            }
        }
        let by = turn % points.len();
        let mut turned = points.clone();
        turned.rotate_left(by);
        let mut other = cells(&turned, VoronoiOptions::default()).unwrap().cells;
        other.rotate_right(by);
        for (a, b) in parted.cells.iter().zip(&other) {
            prop_assert_eq!(&a.ring, &b.ring);
        }
    }

    #[test]
    fn units_that_share_lines_share_no_pixel_and_leave_none(
        points in prop::collection::vec((0.0..50.0_f64, 0.0..50.0_f64), 2..30),
        (x0, y0) in (-5.0..5.0_f64, 45.0..55.0_f64),
    ) {
        let parted = cells(&ring(&points), VoronoiOptions::default()).unwrap();
        let shapes = parted.shapes();
        let grid = Grid { x0, y0, dx: 1.0, dy: -1.0, columns: 60, rows: 60 };
        let mut scan = ZoneScan::new(&shapes, grid).unwrap();
        let mut whole = ZoneScan::new(&[Shape::of_ring(parted.hull.clone())], grid).unwrap();
        for row in 0..60 {
            let claimed: usize = scan.spans(row).iter().map(|s| s.to - s.from).sum();
            let ground: usize = whole.spans(row).iter().map(|s| s.to - s.from).sum();
            // The hull's own corners are computed anew by each cut, so its edge may gain or lose a pixel.
            prop_assert!(claimed.abs_diff(ground) <= 1, "row {row}: {claimed} of {ground}");
        }
    }

    #[test]
    fn pixels_add_up_to_the_area(outer in star()) {
        let shape = Shape::of_ring(outer);
        let grid = Grid { x0: -80.0, y0: 80.0, dx: 0.25, dy: -0.25, columns: 640, rows: 640 };
        let mut scan = ZoneScan::new(std::slice::from_ref(&shape), grid).unwrap();
        let pixels: usize = (0..640).map(|row| scan.spans(row).iter().map(|s| s.to - s.from).sum::<usize>()).sum();
        let (found, whole) = (pixels as f64 / 16.0, area(&shape));
        // A pixel is wrong along the edge only.
        let edge: f64 = shape.polygons[0].outer.iter().zip(shape.polygons[0].outer.iter().cycle().skip(1))
            .map(|(a, b)| libm::hypot(a.x - b.x, a.y - b.y)).sum();
        prop_assert!((found - whole).abs() <= 0.25 * edge + 1.0, "{found} {whole}");
    }

    #[test]
    fn a_simplified_ring_is_near_the_first(outer in star(), tolerance in 0.01..1.0_f64) {
        let shape = Shape::of_ring(outer);
        let simple = simplify(&shape, tolerance);
        prop_assert!(simple.points().count() <= shape.points().count());
        let ring = &simple.polygons[0].outer;
        for point in shape.points() {
            let off = ring.iter().zip(ring.iter().cycle().skip(1)).map(|(a, b)| {
                let (dx, dy) = (b.x - a.x, b.y - a.y);
                let t = (((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
                libm::hypot(point.x - a.x - t * dx, point.y - a.y - t * dy)
            }).fold(f64::INFINITY, f64::min);
            prop_assert!(off <= tolerance + 1e-9, "{off} over {tolerance}");
        }
    }

    #[test]
    fn nothing_panics_on_any_number(
        points in prop::collection::vec((prop::num::f64::ANY, prop::num::f64::ANY), 0..12),
        tolerance in prop::num::f64::ANY,
    ) {
        let shape = Shape { polygons: vec![Polygon { outer: ring(&points), holes: vec![ring(&points)] }] };
        let all = [shape.clone(), shape.clone()];
        let _ = (axes(&all), crossings(&all), overlaps(&all), centroid(&shape), label_point(&shape, tolerance));
        let _ = (simplify(&shape, tolerance), area_on_earth(&shape), cells(&ring(&points), VoronoiOptions::default()));
        let _ = shift(&all, &[Some(Coord::new(100.0, 30.0)), Some(Coord::new(tolerance, 1e308))]);
        if let Some(c) = centroid(&shape) {
            prop_assert!(c.is_finite());
        }
    }
}
