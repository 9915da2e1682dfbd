//! Times of the methods. Prints `name<TAB>nanoseconds per call`; a name that benches/gm11_numpy.py also prints is
//! compared with it by `cargo xtask bench`.

use std::hint::black_box;
use std::time::Instant;
use tanheng::core::forecast::{Gm11Options, gm11};
use tanheng::core::number;

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
    time("number/fixed", || number::fixed(black_box(-13.645), 1));
}

/// The series of the NumPy peer: growth with a wave, slower for the long one so that it stays within range.
fn growing(length: usize) -> Vec<f64> {
    let growth = if length < 100 { 1.05 } else { 1.002 };
    let value = |step: f64| 100.0 * libm::pow(growth, step) + libm::sin(step);
    (0..length).map(|step| value(step as f64)).collect()
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
