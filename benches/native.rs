//! Times of the methods. Prints `name<TAB>nanoseconds per call`; a name that benches/gm11_numpy.py or benches/class_count_numpy.py also prints is
//! compared with it by `cargo xtask bench`.

use std::hint::black_box;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;
use tanheng::core::forecast::{Gm11Options, gm11};
use tanheng::core::number;
use tanheng::core::raster::{Counter, PixelArea};
use tanheng::core::space::{
    GlobalOptions, LocalOptions, Weights, global_moran, local_geary, local_moran,
};
use tanheng::core::study::{Cell, RowKey, Study};
use tanheng::exchange::cases;
use tanheng::steps;

const ROUNDS: usize = 15;
const ROUND_SECONDS: f64 = 0.02;

fn main() {
    let ahead = Gm11Options {
        horizon: 5,
        ..Gm11Options::default()
    };
    for length in [10, 30, 1000] {
        let series = growing(length);
        time(&format!("gm11/{length}"), || {
            gm11(black_box(&series), &ahead)
        });
    }
    let study = provinces(31, 20);
    time("core/31x20", || {
        let account = steps::account::compute(black_box(&study)).ok()?;
        let relation = steps::relation::compute(&study, &account).ok()?;
        let forecast = steps::forecast::compute(&study, &account).ok()?;
        Some((account, relation, forecast))
    });
    // Work has to grow with the rows and no faster: beside the one above, divided by the rows.
    let counties = provinces(2500, 40);
    time("account/2500x40", || {
        steps::account::compute(black_box(&counties)).ok()
    });
    time("account/31x20", || {
        steps::account::compute(black_box(&study)).ok()
    });
    time("number/fixed", || number::fixed(black_box(-13.645), 1));
    // 10 000 × 10 000 bytes of classes by bytes of zones, in ten strips.
    let (classes, zones) = strip();
    time("class_count/10000x10000", || {
        let mut counter = Counter::new(SIDE, PixelArea::Constant(900.0), Some(255));
        for _ in 0..10 {
            let rows = classes.chunks(SIDE).zip(zones.chunks(SIDE));
            for (classes, zones) in rows {
                counter.row_of_bytes(black_box(classes), zones).ok()?;
            }
        }
        counter.finish(SIDE as u32).ok()
    });
    association();
}

/// Moran's I of 56 by 56 cells with eight neighbours each, and of 31 units as provinces have them.
fn association() {
    let watch = &mut |_: usize, _: usize| ControlFlow::Continue(());
    for (name, side, permutations) in [
        ("3136x999", 56, 999),
        ("3136x99999", 56, 99_999),
        ("36x99999", 6, 99_999),
    ] {
        let (weights, uneven) = (cells(side, |_| 1.0), cells(side, |j| 1.0 + (j % 3) as f64));
        let values: Vec<Option<f64>> = (0..side * side)
            .map(|unit| Some(libm::sin(unit as f64 * 0.37) + libm::cos((unit / side) as f64)))
            .collect();
        let local = LocalOptions {
            permutations,
            ..LocalOptions::default()
        };
        let global = GlobalOptions {
            permutations,
            ..GlobalOptions::default()
        };
        time(&format!("local_moran/{name}"), || {
            local_moran(black_box(&values), &weights, &local, watch).ok()
        });
        if permutations * side > 1_000_000 {
            continue;
        }
        time(&format!("local_moran_uneven/{name}"), || {
            local_moran(black_box(&values), &uneven, &local, watch).ok()
        });
        time(&format!("local_geary/{name}"), || {
            local_geary(black_box(&values), &weights, &local, watch).ok()
        });
        time(&format!("global_moran/{name}"), || {
            global_moran(black_box(&values), &weights, &global, watch).ok()
        });
    }
}

/// Cells of a grid, neighbours by sides and corners.
fn cells(side: usize, weight: fn(usize) -> f64) -> Weights {
    let near = |unit: usize| {
        let (x, y) = (unit % side, unit / side);
        let around = (0..9).map(move |at| (x + at % 3, y + at / 3));
        let inside = around.filter(move |(x, y)| (1..=side).contains(x) && (1..=side).contains(y));
        let others = inside.map(move |(x, y)| (y - 1) * side + x - 1);
        others.filter(move |other| *other != unit)
    };
    let lists: Vec<Vec<(usize, f64)>> = (0..side * side)
        .map(|unit| near(unit).map(|j| (j, weight(j))).collect())
        .collect();
    Weights::from_lists(&lists).unwrap_or_default()
}

const SIDE: usize = 10_000;

/// A thousand rows of patches of 16 pixels of ten classes, and zones of 500 by 500 pixels, as the NumPy peer makes them.
fn strip() -> (Vec<u8>, Vec<u8>) {
    let (mut classes, mut zones) = (Vec::new(), Vec::new());
    for y in 0..1000_u32 {
        for x in 0..SIDE as u32 {
            let patch = (x / 16).wrapping_mul(2_654_435_761) ^ (y / 16).wrapping_mul(40_503);
            classes.push(((patch >> 7) % 10) as u8);
            zones.push((x / 500 + 20 * (y / 500)) as u8);
        }
    }
    (classes, zones)
}

/// The series of the NumPy peer: growth with a wave, slower for the long one so that it stays within range.
fn growing(length: usize) -> Vec<f64> {
    let growth = if length < 100 { 1.05 } else { 1.002 };
    let value = |step: f64| 100.0 * libm::pow(growth, step) + libm::sin(step);
    (0..length).map(|step| value(step as f64)).collect()
}

/// The Guizhou study with its years repeated for as many regions and years as asked, each region a little larger.
fn provinces(regions: usize, years: usize) -> Study {
    let mut study = cases::load("guizhou").unwrap_or_else(|| unreachable!("shipped"));
    for sheet in &mut study.sheets {
        let known = sheet.rows.len();
        let keys = (0..regions).flat_map(|r| {
            (0..years).map(move |y| RowKey {
                region: format!("{}", 110_000 + r * 10_000).into(),
                year: 2000 + y as i32,
            })
        });
        sheet.rows = Arc::new(keys.collect());
        for column in &mut sheet.columns {
            let cells = (0..regions * years).map(|i| {
                let size = 1.0 + (i / years) as f64 / 31.0;
                match column.cells[(i % years) % known].value() {
                    Some(value) => Cell::Number(value * size),
                    None => Cell::Empty,
                }
            });
            column.cells = Arc::new(cells.collect());
        }
    }
    study
}

/// The median over rounds, each long enough for the clock.
fn time<T>(name: &str, mut call: impl FnMut() -> T) {
    let mut calls = 1_u32;
    while seconds(calls, &mut call) < ROUND_SECONDS && calls < 1 << 24 {
        calls *= 2;
    }
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| seconds(calls, &mut call) / f64::from(calls))
        .collect();
    rounds.sort_by(f64::total_cmp);
    println!("{name}\t{:.1}", rounds[ROUNDS / 2] * 1e9);
}

fn seconds<T>(calls: u32, call: &mut impl FnMut() -> T) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        black_box(call());
    }
    start.elapsed().as_secs_f64()
}
