//! Times of the methods. Prints `name<TAB>nanoseconds per call`; a name that benches/gm11_numpy.py or benches/class_count_numpy.py also prints is
//! compared with it by `cargo xtask bench`.

use std::hint::black_box;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;
use tanheng::core::forecast::{Gm11Options, gm11};
use tanheng::core::geo::{Coord, Shape};
use tanheng::core::number;
use tanheng::core::raster::{Counter, PixelArea};
use tanheng::core::space::weights::{ContiguityOptions, contiguity};
use tanheng::core::space::{Alternative, LocalOptions, Weights, local_moran};
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
    let (cells, values) = lattice(56);
    let options = LocalOptions {
        alternative: Alternative::Directed,
        ..LocalOptions::default()
    };
    time("local_moran/3136x999", || {
        let mut on = |_, _| ControlFlow::Continue(());
        local_moran(black_box(&values), &cells, &options, &mut on).ok()
    });
    let outlines = outlines(60, 50, 8);
    time("contiguity/3000", || {
        contiguity(black_box(&outlines), &ContiguityOptions::default()).ok()
    });
}

/// Queen neighbours of a lattice, and values in no order.
fn lattice(side: usize) -> (Weights, Vec<Option<f64>>) {
    let near = |at: usize| at.saturating_sub(1)..=(at + 1).min(side - 1);
    let list = |unit: usize| {
        let (row, column) = (unit / side, unit % side);
        let cells = near(row).flat_map(|y| near(column).map(move |x| y * side + x));
        cells.filter(|n| *n != unit).map(|n| (n, 1.0)).collect()
    };
    let lists: Vec<Vec<(usize, f64)>> = (0..side * side).map(list).collect();
    let value = |unit: usize| Some(((unit * 7919) % 10_007) as f64);
    let weights = Weights::from_lists(&lists);
    (
        weights.unwrap_or_else(|_| unreachable!("a lattice")),
        (0..side * side).map(value).collect(),
    )
}

/// Squares side by side, each side in so many pieces.
fn outlines(columns: usize, rows: usize, pieces: usize) -> Vec<Shape> {
    let square = |unit: usize| {
        let (x, y) = ((unit % columns) as f64, (unit / columns) as f64);
        let part = |i: usize| i as f64 / pieces as f64;
        let side = |i: usize| match i / pieces {
            0 => (x + part(i % pieces), y),
            1 => (x + 1.0, y + part(i % pieces)),
            2 => (x + 1.0 - part(i % pieces), y + 1.0),
            _ => (x, y + 1.0 - part(i % pieces)),
        };
        let ring = (0..4 * pieces).map(|i| {
            let (x, y) = side(i);
            Coord::new(x, y)
        });
        Shape::of_ring(ring.collect())
    };
    (0..columns * rows).map(square).collect()
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
