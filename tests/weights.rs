//! Spatial weights against libpysal, and what has to hold for any.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;
use tanheng::core::geo::{Coord, Polygon, Shape};
use tanheng::core::space::Weights;
use tanheng::core::space::weights::{
    BandOptions, Bandwidth, Contiguity, ContiguityOptions, Decay, Diagonal, Kernel, KernelOptions,
    Linked, Metric, Reach, Symmetry, Transform, TypedProblem, WeightsError, connectivity,
    contiguity, distance_band, from_typed, higher_order, k_nearest, kernel_weights,
    nearest_neighbours,
};
use tanheng::exchange::{boundaries, places};

/// Values of libpysal 4.14.1, made by `tests/data/space/make.py`.
fn libpysal() -> Value {
    serde_json::from_str(include_str!("data/space/libpysal.json")).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value}"))
}

fn integer(value: &Value) -> usize {
    value.as_u64().unwrap_or_else(|| panic!("{value}")) as usize
}

fn list<T>(value: &Value, of: impl Fn(&Value) -> T) -> Vec<T> {
    let list = value.as_array().unwrap_or_else(|| panic!("{value}"));
    list.iter().map(of).collect()
}

fn at(value: &Value) -> Coord {
    Coord::new(number(&value[0]), number(&value[1]))
}

fn shapes(value: &Value) -> Vec<Shape> {
    list(value, |unit| Shape {
        polygons: list(unit, |rings| {
            let mut rings = list(rings, |ring| list(ring, at)).into_iter();
            Polygon {
                outer: rings.next().unwrap(),
                holes: rings.collect(),
            }
        }),
    })
}

fn neighbours(weights: &Weights) -> Vec<Vec<usize>> {
    let row = |(row, _): (&[u32], &[f64])| row.iter().map(|n| *n as usize).collect();
    weights.rows().map(row).collect()
}

fn told_neighbours(value: &Value) -> Vec<Vec<usize>> {
    list(value, |row| list(row, integer))
}

fn told_rows(value: &Value) -> Vec<Vec<(usize, f64)>> {
    let entry = |entry: &Value| (integer(&entry[0]), number(&entry[1]));
    list(value, |row| list(row, entry))
}

#[track_caller]
fn assert_rows(found: &Weights, told: &[Vec<(usize, f64)>], within: f64) {
    assert_eq!(found.len(), told.len());
    for (unit, told) in told.iter().enumerate() {
        let (row, values) = found.row(unit);
        let ids: Vec<usize> = row.iter().map(|n| *n as usize).collect();
        let told_ids: Vec<usize> = told.iter().map(|e| e.0).collect();
        assert_eq!(ids, told_ids, "unit {unit}");
        for (value, (neighbour, told)) in values.iter().zip(told) {
            let off = (value - told).abs() / told.abs().max(1e-12);
            assert!(off <= within, "{unit} {neighbour}: {value}, not {told}");
        }
    }
}

fn rule(rule: Contiguity) -> ContiguityOptions {
    ContiguityOptions {
        rule,
        tolerance: 0.0,
    }
}

fn touching(shapes: &[Shape], options: &ContiguityOptions) -> Weights {
    contiguity(shapes, options).unwrap().weights
}

#[test]
fn queen_and_rook_are_those_of_libpysal() {
    let told = libpysal();
    for set in ["columbus", "tessellation"] {
        let shapes = shapes(&told[set]["shapes"]);
        for (name, of) in [("queen", Contiguity::Queen), ("rook", Contiguity::Rook)] {
            let exact = touching(&shapes, &rule(of));
            assert_eq!(
                neighbours(&exact),
                told_neighbours(&told[set][name]),
                "{set} {name}"
            );
            // Nothing in either set lies nearer than that without being the same.
            let options = ContiguityOptions {
                rule: of,
                tolerance: 1e-7,
            };
            assert_eq!(touching(&shapes, &options), exact, "{set} {name}");
        }
    }
    let tessellation = shapes(&told["tessellation"]["shapes"]);
    let found = contiguity(&tessellation, &rule(Contiguity::Queen)).unwrap();
    assert!(found.shared > 0.9 && found.weights.is_island(45));
    assert!(
        tessellation
            .iter()
            .any(|s| s.polygons.iter().any(|p| !p.holes.is_empty()))
    );
}

/// `columbus.gal` of libpysal 4.14.1 is the queen contiguity of its outlines.
#[test]
fn columbus_gal_is_the_contiguity_of_its_outlines() {
    let shapes = shapes(&libpysal()["columbus"]["shapes"]);
    let ids: Vec<String> = (1..=49).map(|id| id.to_string()).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let gal = include_bytes!("data/space/columbus.gal");
    let file = tanheng::exchange::weights::read(gal, tanheng::exchange::weights::Format::Gal, &ids);
    assert_eq!(
        file.unwrap().weights,
        touching(&shapes, &rule(Contiguity::Queen))
    );
}

/// The neighbours in `data/regions/china_provinces_31.csv` come from other outlines than those that are shipped.
#[test]
fn provinces_touch_as_their_table_says() {
    let set = places::set("china_provinces_31").unwrap();
    let regions: Vec<(&str, &str)> = set.places.iter().map(|p| (p.code, p.name)).collect();
    let read = boundaries::read(places::PROVINCES.as_bytes()).unwrap();
    let shapes: Vec<Shape> = read
        .join(&regions, None)
        .shapes
        .into_iter()
        .map(Option::unwrap)
        .collect();
    let told = |with_points: bool| -> Vec<BTreeSet<&str>> {
        let of = |p: &places::Place| {
            let points = p.point.iter().filter(|_| with_points);
            p.rook.iter().chain(points).copied().collect()
        };
        set.places.iter().map(of).collect()
    };
    let found = |of| -> Vec<BTreeSet<&str>> {
        let weights = touching(&shapes, &rule(of));
        let row =
            |(row, _): (&[u32], &[f64])| row.iter().map(|n| set.places[*n as usize].code).collect();
        weights.rows().map(row).collect()
    };
    assert_eq!(found(Contiguity::Rook), told(false));
    assert_eq!(found(Contiguity::Queen), told(true));
}

#[test]
fn a_tolerance_closes_gaps_and_a_corner_on_a_side_is_not_found() {
    let square = |x: f64, y: f64, side: f64| {
        let ring = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)];
        Shape::of_ring(ring.map(|(x, y)| Coord::new(x, y)).to_vec())
    };
    let apart = [square(0.0, 0.0, 1.0), square(1.01, 0.002, 1.0)];
    for (tolerance, links) in [(0.0, 0), (0.01, 0), (0.0102, 2), (0.5, 2)] {
        for of in [Contiguity::Queen, Contiguity::Rook] {
            let options = ContiguityOptions {
                rule: of,
                tolerance,
            };
            let found = contiguity(&apart, &options).unwrap();
            assert_eq!(found.weights.links(), links, "{tolerance}");
            assert_eq!(found.shared > 0.0, links > 0);
        }
    }
    // Half as large, at the middle of a side: no point in common, as libpysal has it.
    let junction = [square(0.0, 0.0, 1.0), square(1.0, 0.25, 0.5)];
    assert_eq!(touching(&junction, &rule(Contiguity::Queen)).links(), 0);
    // One point in common, and no side.
    let half = [square(0.0, 0.0, 1.0), square(1.0, 0.0, 0.5)];
    assert_eq!(touching(&half, &rule(Contiguity::Queen)).links(), 2);
    assert_eq!(touching(&half, &rule(Contiguity::Rook)).links(), 0);
    // −0 is 0; a unit without ground touches nobody and says so.
    let cells = [
        square(0.0, 0.0, 1.0),
        square(-1.0, -0.0, 1.0),
        Shape::default(),
    ];
    let found = contiguity(&cells, &rule(Contiguity::Rook)).unwrap();
    assert_eq!((found.weights.links(), found.without_outline), (2, vec![2]));
}

#[test]
fn contiguity_refuses_what_it_cannot_compare() {
    let ring = |x: f64| {
        Shape::of_ring(vec![
            Coord::new(x, 0.0),
            Coord::new(1.0, 0.0),
            Coord::new(0.0, 1.0),
        ])
    };
    let refused = |shapes: &[Shape], tolerance: f64| {
        let of = Contiguity::Rook;
        let options = ContiguityOptions {
            rule: of,
            tolerance,
        };
        contiguity(shapes, &options).unwrap_err()
    };
    let not_finite = WeightsError::NotFinite { unit: 1 };
    assert_eq!(refused(&[ring(0.0), ring(f64::NAN)], 0.0), not_finite);
    for value in [-1.0, f64::INFINITY, 1e-300] {
        let wrong = WeightsError::Tolerance { value };
        assert_eq!(refused(&[ring(0.0), ring(0.5)], value), wrong);
    }
    // Everything lies within the tolerance of everything.
    let fan = |points: i32| {
        Shape::of_ring(
            (0..points)
                .map(|i| Coord::new(f64::from(i) * 1e-3, 0.0))
                .collect(),
        )
    };
    let options = ContiguityOptions {
        rule: Contiguity::Queen,
        tolerance: 100.0,
    };
    let wrong = WeightsError::Tolerance { value: 100.0 };
    assert_eq!(
        contiguity(&vec![fan(300); 100], &options).unwrap_err(),
        wrong
    );
    let same: Vec<Shape> = (0..10_000).map(|_| ring(0.5)).collect();
    let wrong = WeightsError::TooManyLinks;
    assert_eq!(refused(&same, 0.0), wrong);
}

/// A lattice of `nx` by `ny` cells.
fn lattice(nx: usize, ny: usize) -> Vec<Shape> {
    let cell = |at: usize| {
        let (x, y) = ((at % nx) as f64, (at / nx) as f64);
        let ring = [(x, y), (x + 1.0, y), (x + 1.0, y + 1.0), (x, y + 1.0)];
        Shape::of_ring(ring.map(|(x, y)| Coord::new(x, y)).to_vec())
    };
    (0..nx * ny).map(cell).collect()
}

#[test]
fn orders_are_those_of_libpysal() {
    let told = libpysal();
    let queen = touching(
        &shapes(&told["columbus"]["shapes"]),
        &rule(Contiguity::Queen),
    );
    for order in [2, 3, 4] {
        let told = &told["orders"][order.to_string()];
        for (name, reach) in [("only", Reach::Only), ("up_to", Reach::UpTo)] {
            let found = higher_order(&queen, order, reach).unwrap();
            assert_eq!(
                neighbours(&found),
                told_neighbours(&told[name]),
                "{order} {name}"
            );
        }
    }
    assert_eq!(higher_order(&queen, 1, Reach::Only).unwrap(), queen);
    assert_eq!(higher_order(&queen, 100, Reach::Only).unwrap().links(), 0);
    assert_eq!(
        higher_order(&queen, 100, Reach::UpTo).unwrap().links(),
        49 * 48
    );
    for order in [0, 101] {
        let wrong = WeightsError::Order { order };
        assert_eq!(higher_order(&queen, order, Reach::Only).unwrap_err(), wrong);
    }
}

fn points(told: &Value, of: &Value) -> (Vec<Coord>, Metric) {
    let points = list(&told["points"][of.as_str().unwrap()], at);
    let metric = if of == "degrees" {
        Metric::GreatCircle
    } else {
        Metric::Planar
    };
    (points, metric)
}

/// Great circles with the same radius, some over the date line and beside a pole.
#[test]
fn nearest_neighbours_are_those_of_libpysal() {
    let told = libpysal();
    for case in told["nearest"].as_array().unwrap() {
        let (points, metric) = points(&told, &case["points"]);
        let found = k_nearest(&points, integer(&case["k"]), metric).unwrap();
        assert_eq!(
            neighbours(&found.weights),
            told_neighbours(&case["neighbours"])
        );
        assert!(found.tied.is_empty());
    }
}

#[test]
fn bands_are_those_of_libpysal() {
    let told = libpysal();
    for case in told["bands"].as_array().unwrap() {
        let (points, metric) = points(&told, &case["points"]);
        let decay = match case["alpha"].as_f64() {
            Some(alpha) => Decay::InverseDistance { power: -alpha },
            None => Decay::Binary,
        };
        let options = BandOptions {
            threshold: Some(number(&case["threshold"])),
            decay,
            metric,
        };
        let band = distance_band(&points, &options).unwrap();
        assert_rows(&band.weights, &told_rows(&case["rows"]), 1e-9);
        let least = number(&case["least"]);
        assert!((band.nearest.threshold / least - 1.0).abs() < 1e-9);
        assert_eq!(nearest_neighbours(&points, metric).unwrap(), band.nearest);
        // The threshold that is found leaves nobody alone, and nothing below it does.
        let of = |threshold| {
            let options = BandOptions {
                threshold,
                ..options
            };
            connectivity(&distance_band(&points, &options).unwrap().weights).islands
        };
        assert!(of(None).is_empty());
        let below = of(Some(band.nearest.threshold * (1.0 - 1e-12)));
        assert!(below.contains(&band.nearest.farthest));
    }
}

#[test]
fn kernels_are_those_of_libpysal() {
    let told = libpysal();
    for case in told["kernels"].as_array().unwrap() {
        let (mut points, metric) = points(&told, &case["points"]);
        points.truncate(integer(&case["first"]));
        let kernel = match case["shape"].as_str().unwrap() {
            "uniform" => Kernel::Uniform,
            "triangular" => Kernel::Triangular,
            "quadratic" => Kernel::Epanechnikov,
            "quartic" => Kernel::Quartic,
            "gaussian" => Kernel::Gaussian,
            other => panic!("{other}"),
        };
        let told_bandwidth = &case["bandwidth"];
        let bandwidth = if let Some(distance) = told_bandwidth["fixed"].as_f64() {
            Bandwidth::Fixed { distance }
        } else if let Some(k) = told_bandwidth["nearest"].as_u64() {
            Bandwidth::FixedNearest { k: k as usize }
        } else {
            let k = integer(&told_bandwidth["adaptive"]);
            Bandwidth::Adaptive { k }
        };
        let options = KernelOptions {
            kernel,
            bandwidth,
            diagonal: Diagonal::Kernel,
            metric,
        };
        let found = kernel_weights(&points, &options).unwrap();
        for (found, told) in found
            .bandwidths
            .iter()
            .zip(list(&case["bandwidths"], number))
        {
            assert!((found / told - 1.0).abs() < 1e-9);
        }
        // libpysal counts a unit among its own neighbours; its weight is the diagonal here. A neighbour at the bandwidth counts 0
        // there up to rounding, and is none here.
        let mut rows = told_rows(&case["rows"]);
        for (unit, row) in rows.iter_mut().enumerate() {
            let own = row.iter().position(|e| e.0 == unit).unwrap();
            let (_, own) = row.remove(own);
            assert!((found.diagonal[unit] - own).abs() < 1e-11);
            row.retain(|(_, weight)| *weight > 1e-8);
        }
        let found = found.weights.rows().map(|(row, values)| {
            let all = row.iter().map(|n| *n as usize).zip(values.iter().copied());
            all.filter(|(_, weight)| *weight > 1e-8).collect()
        });
        let found: Vec<Vec<(usize, f64)>> = found.collect();
        assert_rows(&Weights::from_lists(&found).unwrap(), &rows, 1e-8);
        let one = KernelOptions {
            diagonal: Diagonal::One,
            ..options
        };
        assert_eq!(
            kernel_weights(&points, &one).unwrap().diagonal,
            vec![1.0; points.len()]
        );
    }
}

/// Hand arithmetic; the bandwidth of 2 reaches exactly one other.
#[test]
fn kernels_at_their_bandwidth() {
    let line = [0.0, 1.0, 2.0, 20.0].map(|x| Coord::new(x, 0.0));
    let of = |kernel, bandwidth| {
        let options = KernelOptions {
            kernel,
            bandwidth,
            diagonal: Diagonal::Kernel,
            metric: Metric::Planar,
        };
        kernel_weights(&line, &options)
    };
    let fixed = Bandwidth::Fixed { distance: 2.0 };
    let cases: [(Kernel, &[f64], f64); 5] = [
        (Kernel::Uniform, &[0.5, 0.5], 0.5),
        (Kernel::Triangular, &[0.5], 1.0),
        // 3/4 · 3/4
        (Kernel::Epanechnikov, &[0.5625], 0.75),
        // 15/16 · 9/16
        (Kernel::Quartic, &[0.527_343_75], 0.9375),
        // φ(1/2), φ(1), φ(0) of the standard normal density (Abramowitz & Stegun, table 26.1)
        (
            Kernel::Gaussian,
            &[0.352_065_326_764_299_5, 0.241_970_724_519_143_37],
            0.398_942_280_401_432_7,
        ),
    ];
    for (kernel, row, own) in cases {
        let found = of(kernel, fixed).unwrap();
        let values = found.weights.row(0).1;
        assert_eq!(values.len(), row.len(), "{kernel:?}");
        assert!(values.iter().zip(row).all(|(a, b)| (a - b).abs() < 1e-15));
        assert_eq!(found.diagonal, [own; 4]);
        assert!(found.weights.is_island(3));
    }
    let adaptive = of(Kernel::Uniform, Bandwidth::Adaptive { k: 1 }).unwrap();
    assert_eq!(adaptive.bandwidths, [1.0, 1.0, 1.0, 18.0]);
    // Both neighbours of the second are as far as its nearest.
    assert_eq!(adaptive.weights.row(1).0, [0, 2]);
    assert!(
        of(Kernel::Triangular, Bandwidth::Adaptive { k: 1 })
            .unwrap()
            .weights
            .links()
            == 0
    );
    let wrong = WeightsError::Distance { value: 0.0 };
    assert_eq!(
        of(Kernel::Uniform, Bandwidth::Fixed { distance: 0.0 }).unwrap_err(),
        wrong
    );
    for k in [0, 4] {
        let wrong = WeightsError::Nearest { k, count: 4 };
        assert_eq!(
            of(Kernel::Uniform, Bandwidth::Adaptive { k }).unwrap_err(),
            wrong
        );
    }
}

#[test]
fn points_in_one_place_and_points_that_are_none() {
    let same = [Coord::new(1.0, 1.0); 3];
    let found = k_nearest(&same, 1, Metric::Planar).unwrap();
    assert_eq!(neighbours(&found.weights), [vec![1], vec![0], vec![0]]);
    assert_eq!((found.tied, found.distances), (vec![0, 1, 2], vec![0.0; 3]));
    let binary = distance_band(&same, &BandOptions::default()).unwrap();
    assert_eq!((binary.threshold, binary.weights.links()), (0.0, 6));
    let decay = Decay::InverseDistance { power: 2.0 };
    let inverse = BandOptions {
        decay,
        ..BandOptions::default()
    };
    let wrong = WeightsError::SamePlace { a: 0, b: 1 };
    assert_eq!(distance_band(&same, &inverse).unwrap_err(), wrong);
    let kernel = KernelOptions {
        kernel: Kernel::Gaussian,
        bandwidth: Bandwidth::Adaptive { k: 2 },
        diagonal: Diagonal::One,
        metric: Metric::GreatCircle,
    };
    let wrong = WeightsError::NoBandwidth { unit: 0 };
    assert_eq!(kernel_weights(&same, &kernel).unwrap_err(), wrong);
    for power in [0.0, -1.0, f64::NAN] {
        let options = BandOptions {
            decay: Decay::InverseDistance { power },
            ..BandOptions::default()
        };
        let refused = distance_band(&same, &options).unwrap_err();
        assert!(matches!(refused, WeightsError::Power { .. }));
    }
    for threshold in [-1.0, f64::INFINITY] {
        let options = BandOptions {
            threshold: Some(threshold),
            ..BandOptions::default()
        };
        let wrong = WeightsError::Distance { value: threshold };
        assert_eq!(distance_band(&same, &options).unwrap_err(), wrong);
    }
    let with = |x: f64, y: f64| [Coord::new(0.0, 0.0), Coord::new(x, y)];
    for (x, metric) in [
        (f64::NAN, Metric::Planar),
        (1e200, Metric::Planar),
        (f64::INFINITY, Metric::GreatCircle),
    ] {
        let wrong = WeightsError::NotFinite { unit: 1 };
        assert_eq!(k_nearest(&with(x, 0.0), 1, metric).unwrap_err(), wrong);
    }
    for (x, y) in [(0.0, 90.1), (361.0, 0.0)] {
        let wrong = WeightsError::NotDegrees { unit: 1, x, y };
        assert_eq!(
            k_nearest(&with(x, y), 1, Metric::GreatCircle).unwrap_err(),
            wrong
        );
    }
    for count in [0, 1, 10_001] {
        let points = vec![Coord::default(); count];
        let refused = nearest_neighbours(&points, Metric::Planar).unwrap_err();
        let is_told = matches!(
            refused,
            WeightsError::TooFewUnits { count: c } | WeightsError::TooManyUnits { count: c } if c == count
        );
        assert!(is_told, "{refused:?}");
    }
}

/// A quarter of a great circle, and the antipode.
#[test]
fn great_circles_are_parts_of_the_sphere() {
    let radius = 6_371.008_8;
    let cases = [
        ((0.0, 0.0), (90.0, 0.0), 0.5),
        ((0.0, 0.0), (0.0, 90.0), 0.5),
        ((10.0, 20.0), (-170.0, -20.0), 1.0),
        ((179.5, 0.0), (-179.5, 0.0), 1.0 / 180.0),
        ((0.0, 0.0), (360.0, 0.0), 0.0),
    ];
    for ((a, b), (c, d), part) in cases {
        let found = Metric::GreatCircle.distance(Coord::new(a, b), Coord::new(c, d));
        let told = part * std::f64::consts::PI * radius;
        assert!((found - told).abs() < 1e-4, "{found}, not {told}");
    }
}

#[test]
fn transforms_and_sums_are_those_of_libpysal() {
    let told = libpysal();
    for name in ["columbus_queen", "knn", "kernel"] {
        let told = &told["transforms"][name];
        let weights = Weights::from_lists(&told_rows(&told["rows"])).unwrap();
        let letters = [
            ("O", Transform::AsGiven),
            ("B", Transform::Binary),
            ("R", Transform::Row),
            ("D", Transform::GlobalOne),
            ("V", Transform::VarianceStabilising),
        ];
        for (letter, transform) in letters {
            let found = weights.transformed(transform);
            // libpysal scales by the sum of what the weights were set to before, so D after R is off by a factor; shares are not.
            if letter == "D" {
                let shares = told[letter]["rows"].clone();
                let sum: f64 = told_rows(&shares).iter().flatten().map(|e| e.1).sum();
                let rows: Vec<Vec<(usize, f64)>> = told_rows(&shares)
                    .into_iter()
                    .map(|row| row.into_iter().map(|(n, w)| (n, w / sum)).collect())
                    .collect();
                assert_rows(&found, &rows, 1e-12);
                assert!((found.sums().s0 - 1.0).abs() < 1e-12);
                let to_n = weights.transformed(Transform::GlobalUnits);
                assert!((to_n.sums().s0 - weights.len() as f64).abs() < 1e-9);
                continue;
            }
            assert_rows(&found, &told_rows(&told[letter]["rows"]), 1e-12);
            let sums = found.sums();
            for (found, key) in [(sums.s0, "s0"), (sums.s1, "s1"), (sums.s2, "s2")] {
                let told = number(&told[letter][key]);
                assert!(
                    (found - told).abs() <= 1e-12 * told,
                    "{name} {letter} {key}"
                );
            }
        }
        let asymmetric: BTreeSet<(usize, usize)> = told["asymmetric"]
            .as_array()
            .unwrap()
            .iter()
            .map(|pair| (integer(&pair[0]), integer(&pair[1])))
            .collect();
        // libpysal compares weights and names a pair in both orders.
        let connectivity = connectivity(&weights);
        assert_eq!(
            connectivity.has_symmetric_weights,
            asymmetric.is_empty(),
            "{name}"
        );
        assert!(
            connectivity
                .one_way
                .iter()
                .all(|pair| asymmetric.contains(pair))
        );
        if name != "kernel" {
            assert_eq!(connectivity.one_way_count * 2, asymmetric.len(), "{name}");
            assert_eq!(connectivity.is_symmetric, asymmetric.is_empty(), "{name}");
        }
        if name == "knn" {
            let found = weights.symmetrised(Symmetry::Either);
            assert_rows(&found, &told_rows(&told["symmetrised"]), 0.0);
        }
    }
}

#[test]
fn connectivity_is_that_of_libpysal() {
    let told = libpysal();
    let (points, metric) = points(&told, &Value::from("planar"));
    let told = &told["connectivity"];
    let options = BandOptions {
        threshold: Some(number(&told["threshold"])),
        decay: Decay::Binary,
        metric,
    };
    let found = connectivity(&distance_band(&points, &options).unwrap().weights);
    assert_eq!(found.units, integer(&told["n"]));
    assert_eq!(found.links, integer(&told["links"]));
    assert!((found.percent_nonzero - number(&told["percent_nonzero"])).abs() < 1e-12);
    assert_eq!(found.least, integer(&told["least"]));
    assert_eq!(found.most, integer(&told["most"]));
    assert!((found.mean - number(&told["mean"])).abs() < 1e-12);
    assert_eq!(found.median, number(&told["median"]));
    let histogram: Vec<(usize, usize)> =
        list(&told["histogram"], |e| (integer(&e[0]), integer(&e[1])));
    for (count, units) in histogram {
        assert_eq!(found.histogram[count], units);
    }
    assert_eq!(found.histogram.iter().sum::<usize>(), found.units);
    assert_eq!(found.islands, list(&told["islands"], integer));
    assert_eq!(found.component_sizes.len(), integer(&told["components"]));
    // The same parts, whatever they are numbered.
    let labels = list(&told["labels"], integer);
    for i in 0..found.units {
        for j in 0..i {
            assert_eq!(
                labels[i] == labels[j],
                found.component[i] == found.component[j]
            );
        }
    }
    assert_eq!(found.with_least, found.islands);
    assert!(
        found
            .with_most
            .iter()
            .all(|unit| found.neighbours[*unit] == found.most)
    );
    let none = connectivity(&Weights::default());
    assert_eq!(
        (none.units, none.percent_nonzero, none.histogram),
        (0, 0.0, vec![])
    );
}

#[test]
fn typed_pairs_are_joined_and_every_fault_is_told() {
    let units = [("1", "甲"), ("2", "鼓楼区"), ("3", "鼓楼区"), ("4", "")];
    let pairs = [
        ("1", " 2 "),
        ("2", "甲"),
        ("甲", "2"),
        ("鼓楼区", "1"),
        ("9", "10"),
        ("3", "3"),
        ("4", "3"),
        ("", "1"),
    ];
    let typed = from_typed(&units, &pairs);
    assert_eq!(
        neighbours(&typed.weights),
        [vec![1], vec![0], vec![], vec![2]]
    );
    assert_eq!(typed.one_way, [(3, 2)]);
    let text = |text: &str| text.to_owned();
    assert_eq!(
        typed.problems,
        [
            TypedProblem::Again {
                pair: 2,
                first: 0,
                from: text("甲"),
                to: text("鼓楼区")
            },
            TypedProblem::Ambiguous {
                pair: 3,
                text: text("鼓楼区")
            },
            TypedProblem::Unknown {
                pair: 4,
                text: text("9")
            },
            TypedProblem::Unknown {
                pair: 4,
                text: text("10")
            },
            TypedProblem::Own {
                pair: 5,
                text: text("鼓楼区")
            },
            TypedProblem::OneWay {
                pair: 6,
                from: text("4"),
                to: text("鼓楼区")
            },
            TypedProblem::Unknown {
                pair: 7,
                text: text("")
            },
        ]
    );
    assert_eq!(neighbours(&typed.symmetric())[2], [3]);
}

#[test]
fn a_link_between_guangdong_and_hainan_is_added_listed_and_taken_away() {
    let set = places::set("china_provinces_31").unwrap();
    let at = |code: &str| set.places.iter().position(|p| p.code == code).unwrap();
    let (guangdong, hainan) = (at("440000"), at("460000"));
    let pairs: Vec<(&str, &str)> = set
        .places
        .iter()
        .flat_map(|p| p.rook.iter().map(|other| (p.code, *other)))
        .collect();
    let units: Vec<(&str, &str)> = set.places.iter().map(|p| (p.code, p.name)).collect();
    let typed = from_typed(&units, &pairs);
    assert_eq!((typed.problems.len(), typed.one_way.len()), (0, 0));
    assert_eq!(connectivity(&typed.weights).islands, [hainan]);
    let linked = Linked::new(typed.weights.clone());
    let linked = linked.with_link(guangdong, hainan, 1.0).unwrap();
    let told = connectivity(&linked.weights());
    assert_eq!((told.islands.len(), told.component_sizes), (0, vec![31]));
    assert_eq!(linked.links().len(), 1);
    let text = serde_json::to_string(&linked).unwrap();
    assert_eq!(serde_json::from_str::<Linked>(&text).unwrap(), linked);
    let again = linked
        .clone()
        .with_link(hainan, guangdong, 1.0)
        .unwrap_err();
    let (a, b) = (hainan, guangdong);
    assert_eq!(again, WeightsError::Linked { a, b });
    for (a, b, weight) in [(99, 0, 1.0), (0, 99, 1.0), (0, 0, 1.0), (0, 20, f64::NAN)] {
        assert!(linked.clone().with_link(a, b, weight).is_err());
    }
    assert_eq!(
        linked.without_link(hainan, guangdong).weights(),
        typed.weights
    );
}

#[test]
fn stored_weights_are_checked() {
    let weights = Weights::from_lists(&[vec![(1, 0.1)], vec![], vec![(0, 1.0), (1, 2.0)]]).unwrap();
    let text = serde_json::to_string(&weights).unwrap();
    assert_eq!(serde_json::from_str::<Weights>(&text).unwrap(), weights);
    let bad = [
        r#"{"starts":[],"neighbours":[],"values":[]}"#,
        r#"{"starts":[0,2],"neighbours":[0],"values":[1.0]}"#,
        r#"{"starts":[0,1,0,1],"neighbours":[1],"values":[1.0]}"#,
        r#"{"starts":[0,1,1],"neighbours":[1],"values":[]}"#,
        r#"{"starts":[0,1,1],"neighbours":[2],"values":[1.0]}"#,
        r#"{"starts":[0,1,1],"neighbours":[0],"values":[1.0]}"#,
        r#"{"starts":[0,1,1],"neighbours":[1],"values":[-1.0]}"#,
        r#"{"starts":[0,2,2,2],"neighbours":[2,1],"values":[1.0,1.0]}"#,
        r#"{"starts":[0,2,2],"neighbours":[1,1],"values":[1.0,1.0]}"#,
    ];
    for text in bad {
        assert!(serde_json::from_str::<Weights>(text).is_err(), "{text}");
    }
    // Nothing that is asked for and not there ends the program.
    assert_eq!(weights.row(3), (&[][..], &[][..]));
    assert_eq!(weights.row(usize::MAX - 1), (&[][..], &[][..]));
    assert_eq!(
        (
            weights.get(2, 1),
            weights.get(1, 2),
            weights.get(0, usize::MAX)
        ),
        (Some(2.0), None, None)
    );
    assert_eq!(weights.lag(&[1.0]), [0.0, 0.0, 1.0]);
    assert_eq!(weights.subset(&[true]).len(), 1);
    assert_eq!(weights.subset(&[true; 9]), weights);
}

#[test]
fn odd_weights_stay_finite_on_every_scale() {
    for odd in [1e308, 5e-324, 1e-200, 0.0] {
        let lists = [vec![(1, odd), (2, odd)], vec![(0, odd / 2.0)], vec![]];
        let weights = Weights::from_lists(&lists).unwrap();
        for transform in [
            Transform::AsGiven,
            Transform::Binary,
            Transform::Row,
            Transform::GlobalUnits,
            Transform::GlobalOne,
            Transform::VarianceStabilising,
        ] {
            let found = weights.transformed(transform);
            assert!(
                found
                    .rows()
                    .all(|(_, row)| row.iter().all(|w| w.is_finite())),
                "{odd} {transform:?}"
            );
            if transform == Transform::Row && odd > 0.0 {
                assert_eq!(found.row(0).1, [0.5, 0.5], "{odd}");
            }
        }
        for symmetry in [Symmetry::Either, Symmetry::Both, Symmetry::Mean] {
            let found = weights.symmetrised(symmetry);
            assert!(
                found
                    .rows()
                    .all(|(_, row)| row.iter().all(|w| w.is_finite()))
            );
        }
    }
}

fn lists() -> impl Strategy<Value = Vec<Vec<(usize, f64)>>> {
    (1_usize..12).prop_flat_map(|n| {
        let row = prop::collection::btree_map(0..n, 0.0..10.0_f64, 0..n);
        let rows = prop::collection::vec(row, n);
        rows.prop_map(|rows| {
            let rows = rows.into_iter().enumerate();
            rows.map(|(unit, row)| row.into_iter().filter(|(n, _)| *n != unit).collect())
                .collect()
        })
    })
}

fn cloud() -> impl Strategy<Value = Vec<Coord>> {
    let at = (0..8_i32, 0..8_i32).prop_map(|(x, y)| Coord::new(f64::from(x), f64::from(y)));
    prop::collection::vec(at, 2..25)
}

fn is_symmetric(weights: &Weights) -> bool {
    *weights == weights.transposed()
}

fn is_within(small: &Weights, large: &Weights) -> bool {
    let all = small.rows().zip(large.rows());
    all.into_iter()
        .all(|(small, large)| small.0.iter().all(|n| large.0.contains(n)))
}

proptest! {
    #[test]
    fn a_lattice_has_the_links_it_has(nx in 1_usize..9, ny in 1_usize..9) {
        let cells = lattice(nx, ny);
        let rook = touching(&cells, &rule(Contiguity::Rook));
        let queen = touching(&cells, &rule(Contiguity::Queen));
        let straight = 2 * (nx * (ny - 1) + ny * (nx - 1));
        prop_assert_eq!(rook.links(), straight);
        prop_assert_eq!(queen.links(), straight + 4 * (nx - 1) * (ny - 1));
        prop_assert!(is_symmetric(&rook) && is_symmetric(&queen));
        // Two cells are of the order of their steps along the streets, or of a king's steps.
        let second = higher_order(&rook, 2, Reach::Only).unwrap();
        for (unit, (row, _)) in second.rows().enumerate() {
            for other in 0..cells.len() {
                let steps = (unit % nx).abs_diff(other % nx) + (unit / nx).abs_diff(other / nx);
                prop_assert_eq!(row.contains(&(other as u32)), steps == 2);
            }
        }
        prop_assert_eq!(connectivity(&rook).component_sizes, vec![nx * ny]);
    }

    /// Cells of a lattice with moved corners, given to units at random: the tolerance moves them a little apart.
    #[test]
    fn touch_is_symmetric_and_a_queen_moves_as_a_rook_does(
        owners in prop::collection::vec(0_usize..12, 36),
        moved in prop::collection::vec(-0.3..0.3_f64, 98),
        shaken in prop::collection::vec(-0.005..0.005_f64, 288),
        turn in 0_usize..12,
    ) {
        let corner = |i: usize, j: usize| {
            let at = 2 * (j * 7 + i);
            Coord::new(i as f64 + moved[at], j as f64 + moved[at + 1])
        };
        let units = |off: f64| {
            let mut units = vec![Shape::default(); 12];
            for (cell, owner) in owners.iter().enumerate() {
                let (i, j) = (cell % 6, cell / 6);
                let mut ring = vec![corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)];
                for (at, c) in ring.iter_mut().enumerate() {
                    c.x += off * shaken[8 * cell + 2 * at];
                    c.y += off * shaken[8 * cell + 2 * at + 1];
                }
                ring.rotate_left(cell % 4);
                units[*owner].polygons.push(Polygon { outer: ring, holes: Vec::new() });
            }
            units
        };
        let sound = units(0.0);
        let queen = touching(&sound, &rule(Contiguity::Queen));
        let rook = touching(&sound, &rule(Contiguity::Rook));
        prop_assert!(is_symmetric(&queen) && is_symmetric(&rook) && is_within(&rook, &queen));
        // Corners within 0.0142 of one another, others at least 0.4 apart.
        for (of, exact) in [(Contiguity::Queen, &queen), (Contiguity::Rook, &rook)] {
            for tolerance in [0.015, 0.1] {
                let options = ContiguityOptions { rule: of, tolerance };
                prop_assert_eq!(&touching(&units(1.0), &options), exact);
            }
            let options = ContiguityOptions { rule: of, tolerance: 2.0 };
            let wide = touching(&sound, &options);
            prop_assert!(is_symmetric(&wide));
            if of == Contiguity::Queen {
                prop_assert!(is_within(&queen, &wide));
            }
        }
        // Units in another order are the same units.
        let mut turned = sound.clone();
        turned.rotate_left(turn);
        let after = touching(&turned, &rule(Contiguity::Queen));
        for unit in 0..12 {
            let own: BTreeSet<usize> = after.row(unit).0.iter().map(|n| (*n as usize + turn) % 12).collect();
            let told: BTreeSet<usize> = queen.row((unit + turn) % 12).0.iter().map(|n| *n as usize).collect();
            prop_assert_eq!(own, told);
        }
    }

    #[test]
    fn near_units_are_near(points in cloud(), k in 1_usize..6) {
        prop_assume!(k < points.len());
        let found = k_nearest(&points, k, Metric::Planar).unwrap();
        for (unit, (row, _)) in found.weights.rows().enumerate() {
            // All others in the order of distance, then of the list.
            let mut order: Vec<usize> = (0..points.len()).filter(|n| *n != unit).collect();
            let off = |n: &usize| Metric::Planar.distance(points[unit], points[*n]);
            order.sort_by(|a, b| off(a).total_cmp(&off(b)).then(a.cmp(b)));
            let mut told: Vec<u32> = order[..k].iter().map(|n| *n as u32).collect();
            told.sort_unstable();
            prop_assert_eq!(row, &told[..]);
            prop_assert_eq!(found.distances[unit], off(&order[k - 1]));
            let is_tied = order.get(k).is_some_and(|next| off(next) == off(&order[k - 1]));
            prop_assert_eq!(found.tied.contains(&unit), is_tied);
        }
        let band = distance_band(&points, &BandOptions::default()).unwrap();
        prop_assert!(is_symmetric(&band.weights));
        prop_assert!(connectivity(&band.weights).islands.is_empty());
        for unit in 0..points.len() {
            for other in 0..points.len() {
                let is_near = Metric::Planar.distance(points[unit], points[other]) <= band.threshold;
                prop_assert_eq!(band.weights.get(unit, other).is_some(), is_near && unit != other);
            }
        }
    }

    #[test]
    fn what_is_turned_and_joined(lists in lists(), other in lists()) {
        let weights = Weights::from_lists(&lists).unwrap();
        prop_assert_eq!(&weights.transposed().transposed(), &weights);
        for symmetry in [Symmetry::Either, Symmetry::Both, Symmetry::Mean] {
            prop_assert!(is_symmetric(&weights.symmetrised(symmetry)));
        }
        let sums = weights.sums();
        // ½ ΣΣ (w_ij + w_ji)² and Σ (w_i. + w_.i)² from the whole matrix.
        let n = weights.len();
        let w = |i, j| weights.get(i, j).unwrap_or(0.0);
        let (mut s1, mut s2) = (0.0, 0.0);
        for i in 0..n {
            let mut both = 0.0;
            for j in 0..n {
                s1 += (w(i, j) + w(j, i)) * (w(i, j) + w(j, i)) / 2.0;
                both += w(i, j) + w(j, i);
            }
            s2 += both * both;
        }
        prop_assert!((sums.s1 - s1).abs() <= 1e-12 * s1 && (sums.s2 - s2).abs() <= 1e-12 * s2);
        prop_assert!((weights.symmetrised(Symmetry::Mean).sums().s0 - sums.s0).abs() <= 1e-12 * sums.s0);
        let other = Weights::from_lists(&other).unwrap();
        if other.len() == n {
            let both = weights.union(&other).unwrap();
            prop_assert_eq!(&both, &other.union(&weights).unwrap());
            prop_assert!(is_within(&weights, &both) && is_within(&other, &both));
            prop_assert_eq!(&both.union(&both).unwrap(), &both);
        } else {
            let (found, expected) = (other.len(), n);
            prop_assert_eq!(weights.union(&other).unwrap_err(), WeightsError::Size { found, expected });
        }
        for (transform, sum) in [(Transform::GlobalUnits, n as f64), (Transform::GlobalOne, 1.0), (Transform::VarianceStabilising, n as f64)] {
            let scaled = weights.transformed(transform).sums().s0;
            prop_assert!(sums.s0 == 0.0 || (scaled - sum).abs() < 1e-9);
        }
    }
}
