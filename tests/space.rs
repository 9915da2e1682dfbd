//! Spatial association: what has to hold whatever the numbers, p-values beside slow ways to the same, and bad input.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::fmt::Debug;
use std::ops::ControlFlow;

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tanheng::core::problem::Report;
use tanheng::core::space::{
    Alternative, Cluster, Correction, GearyClass, GlobalOptions, HotSpot, LocalGKind, LocalOptions,
    RateVariance, Scaling, SpaceError, SpaceWarning, Transform, Weights, adjust, bivariate_moran,
    eb_rates, general_g, global_geary, global_moran, least_p, listed_weights,
    local_bivariate_moran, local_g, local_geary, local_moran, reach,
};

fn on(_: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn some(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

/// A grid, neighbours by sides or by corners too; on a torus the ends meet.
fn grid(side: usize, with_corners: bool, is_torus: bool) -> Vec<Vec<usize>> {
    let apart = |a: usize, b: usize| {
        let d = a.abs_diff(b);
        if is_torus { d.min(side - d) } else { d }
    };
    let near = |unit: usize, other: usize| {
        let (x, y) = (
            apart(unit % side, other % side),
            apart(unit / side, other / side),
        );
        x.max(y) == 1 && (with_corners || x + y == 1)
    };
    (0..side * side)
        .map(|unit| {
            (0..side * side)
                .filter(|other| near(unit, *other))
                .collect()
        })
        .collect()
}

fn listed(lists: &[Vec<usize>]) -> Weights {
    listed_weights(lists, None).unwrap()
}

/// A generator of the tests' own, so that nothing of the program's is trusted.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }

    fn values(&mut self, count: usize) -> Vec<f64> {
        (0..count)
            .map(|_| self.below(1 << 30) as f64 / f64::from(1 << 20))
            .collect()
    }
}

fn local(permutations: usize, alternative: Alternative) -> LocalOptions {
    LocalOptions {
        permutations,
        alternative,
        ..LocalOptions::default()
    }
}

#[test]
fn a_checkerboard_is_as_unlike_as_can_be() {
    let colours = |side: usize| -> Vec<Option<f64>> {
        (0..side * side)
            .map(|unit| {
                Some(if (unit % side + unit / side).is_multiple_of(2) {
                    1.0
                } else {
                    0.0
                })
            })
            .collect()
    };
    for (side, is_torus) in [(6, true), (6, false), (8, false)] {
        let weights = listed(&grid(side, false, is_torus));
        for transform in [Transform::Row, Transform::Binary] {
            let options = GlobalOptions {
                transform,
                ..GlobalOptions::default()
            };
            // Every neighbour has the other colour and both colours are as many: every product is −s², on the open grid too.
            let moran = global_moran(&colours(side), &weights, &options, &mut on).unwrap();
            assert!((moran.i + 1.0).abs() < 1e-12, "{}", moran.i);
            assert_eq!(moran.permutation.counts.at_most, 0);
            // Every difference is 2s: C = (n − 1) 4 s² S0 / (2 S0 n s²) = 2 (n − 1) / n.
            let n = (side * side) as f64;
            let geary = global_geary(&colours(side), &weights, &options, &mut on).unwrap();
            assert!((geary.c - 2.0 * (n - 1.0) / n).abs() < 1e-12);
            // Of the pairs of ones, none are neighbours.
            let g = general_g(&colours(side), &weights, &options, &mut on).unwrap();
            assert_eq!(g.g, 0.0);
        }
        let found = local_moran(
            &colours(side),
            &weights,
            &local(999, Alternative::TwoSided),
            &mut on,
        )
        .unwrap();
        for (i, cluster) in found.i.iter().zip(&found.clusters) {
            assert!(
                (i.unwrap() + ((side * side) as f64 - 1.0) / (side * side) as f64).abs() < 1e-12
            );
            assert!(matches!(
                cluster,
                Cluster::LowHigh | Cluster::HighLow | Cluster::NotSignificant
            ));
        }
    }
    // Three by three: five ones, four zeros, so s² = 20/81 and each product is −(4/9)(5/9) = −20/81 as well.
    let found = global_moran(
        &colours(3),
        &listed(&grid(3, false, false)),
        &GlobalOptions::default(),
        &mut on,
    )
    .unwrap();
    assert!((found.i + 1.0).abs() < 1e-12);
}

/// The exact p of unit 0 of five: its two neighbours are any two of the other four, six ways, all as likely.
#[test]
fn p_values_are_those_of_every_draw_counted_out() {
    let x = [5.0, 1.0, 4.0, 9.0, 2.5];
    let lists = [
        vec![1, 2],
        vec![0, 3],
        vec![0, 3, 4],
        vec![1, 2, 4],
        vec![2, 3],
    ];
    let own = [
        vec![1.0, 3.0],
        vec![1.0, 1.0],
        vec![1.0; 3],
        vec![1.0; 3],
        vec![1.0; 2],
    ];
    let mean = x.iter().sum::<f64>() / 5.0;
    for (weights, even) in [(None, true), (Some(&own[..]), false)] {
        let weights = listed_weights(&lists, weights).unwrap();
        let (heavy_1, heavy_2) = if even { (1.0, 1.0) } else { (1.0, 3.0) };
        let moran = |j: usize, k: usize| {
            (x[0] - mean) * (heavy_1 * (x[j] - mean) + heavy_2 * (x[k] - mean))
        };
        let geary =
            |j: usize, k: usize| heavy_1 * (x[0] - x[j]).powi(2) + heavy_2 * (x[0] - x[k]).powi(2);
        let exact = |of: &dyn Fn(usize, usize) -> f64| {
            let (mut at_least, mut all) = (0, 0);
            for j in 1..5 {
                for k in (1..5).filter(|k| *k != j) {
                    at_least += usize::from(of(j, k) >= of(1, 2) - 1e-9);
                    all += 1;
                }
            }
            at_least as f64 / f64::from(all)
        };
        let options = local(99_999, Alternative::Greater);
        let values = some(&x);
        let close = |p: Option<f64>, exact: f64| {
            let p = p.unwrap();
            assert!(
                (p - exact).abs() < 5.0 * (exact * (1.0 - exact) / 1e5).sqrt() + 2e-5,
                "{p} for {exact}"
            );
        };
        let found = local_moran(&values, &weights, &options, &mut on).unwrap();
        close(found.significance.p[0], exact(&moran));
        let found = local_geary(&values, &weights, &options, &mut on).unwrap();
        close(found.significance.p[0], exact(&geary));
        let lag = |j: usize, k: usize| heavy_1 * x[j] + heavy_2 * x[k];
        for kind in [LocalGKind::G, LocalGKind::GStar] {
            let found = local_g(&values, &weights, kind, &options, &mut on).unwrap();
            close(found.significance.p[0], exact(&lag));
        }
    }
}

/// Conditional permutation as the books have it: all others shuffled for every unit, nothing shared.
#[test]
fn p_values_agree_with_a_shuffle_of_all_others() {
    let mut dice = Dice(20_260_101);
    let lists = grid(6, true, false);
    let weights = listed(&lists);
    let x = dice.values(36);
    let y = dice.values(36);
    let times = 4_000;
    let ours = 39_999;
    let options = local(ours, Alternative::Greater);
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
    let (mx, my) = (mean(&x), mean(&y));
    let moran = local_moran(&some(&x), &weights, &options, &mut on).unwrap();
    let geary = local_geary(&some(&x), &weights, &options, &mut on).unwrap();
    let both = local_bivariate_moran(&some(&x), &some(&y), &weights, &options, &mut on).unwrap();
    for unit in 0..36 {
        let mut others: Vec<usize> = (0..36).filter(|other| *other != unit).collect();
        let k = lists[unit].len();
        let statistics = |near: &[usize]| {
            let sum = |of: &dyn Fn(usize) -> f64| near.iter().map(|j| of(*j)).sum::<f64>();
            [
                (x[unit] - mx) * sum(&|j| x[j] - mx),
                sum(&|j| (x[unit] - x[j]).powi(2)),
                (x[unit] - mx) * sum(&|j| y[j] - my),
            ]
        };
        let observed = statistics(&lists[unit]);
        let mut at_least = [0; 3];
        for _ in 0..times {
            for last in (1..others.len()).rev() {
                others.swap(last, dice.below(last + 1));
            }
            for (count, (value, observed)) in at_least
                .iter_mut()
                .zip(statistics(&others[..k]).iter().zip(observed))
            {
                *count += usize::from(*value >= observed - 1e-9);
            }
        }
        for (count, found) in
            at_least
                .iter()
                .zip([&moran.significance, &geary.significance, &both.significance])
        {
            let slow = (*count as f64 + 1.0) / (f64::from(times) + 1.0);
            let fast = found.p[unit].unwrap();
            let error = (slow * (1.0 - slow) * (1.0 / f64::from(times) + 1.0 / ours as f64)).sqrt();
            assert!(
                (fast - slow).abs() < 5.0 * error + 1e-3,
                "unit {unit}: {fast} for {slow}"
            );
        }
    }
}

/// Where chance alone made the values, no more than α of the tests pass.
#[test]
fn p_values_are_valid() {
    let mut dice = Dice(7);
    let weights = listed(&grid(4, false, false));
    let (mut local_passes, mut global_passes, sets) = (0, 0, 600);
    for seed in 0..sets {
        // Few different values: ties must not make it worse.
        let values: Vec<Option<f64>> = (0..16).map(|_| Some(dice.below(5) as f64)).collect();
        let options = LocalOptions {
            permutations: 99,
            seed,
            alpha: 0.1,
            ..LocalOptions::default()
        };
        let found = local_moran(&values, &weights, &options, &mut on).unwrap();
        local_passes += usize::from(found.significance.adjustment.significant[5]);
        let options = GlobalOptions {
            permutations: 99,
            seed,
            ..GlobalOptions::default()
        };
        let found = global_moran(&values, &weights, &options, &mut on).unwrap();
        global_passes += usize::from(found.permutation.p <= 0.1);
    }
    // 60 expected at most, with a standard deviation of 7.3.
    assert!(local_passes <= 90, "{local_passes}");
    assert!((25..=90).contains(&global_passes), "{global_passes}");
}

#[test]
fn the_reference_distribution_is_that_of_every_arrangement() {
    // Four units in a row: 24 arrangements of their values.
    let x = [1.0, 3.0, 4.0, 8.0];
    let lists = [vec![1], vec![0, 2], vec![1, 3], vec![2]];
    let i = |x: &[f64]| x[0] * x[1] + x[1] * x[2] + x[2] * x[3];
    let mean = 4.0;
    let mut all = Vec::new();
    for a in 0..4 {
        for b in (0..4).filter(|b| *b != a) {
            for c in (0..4).filter(|c| *c != a && *c != b) {
                let d = 6 - a - b - c;
                all.push(i(&[a, b, c, d].map(|at| x[at] - mean)));
            }
        }
    }
    // Binary weights: S0 = 6, Σd² = 26, I = 4/6 · 2 · products / 26.
    let over = 4.0 / 6.0 * 2.0 / 26.0;
    let observed = i(&x.map(|x| x - mean));
    let exact = all.iter().filter(|v| **v >= observed - 1e-9).count() as f64 / 24.0;
    let exact_mean = all.iter().sum::<f64>() / 24.0 * over;
    let spread = (all
        .iter()
        .map(|v| (v * over - exact_mean).powi(2))
        .sum::<f64>()
        / 24.0)
        .sqrt();
    let options = GlobalOptions {
        transform: Transform::Binary,
        permutations: 50_000,
        alternative: Alternative::Greater,
        bins: 7,
        ..GlobalOptions::default()
    };
    let found = global_moran(&some(&x), &listed(&lists), &options, &mut on).unwrap();
    assert!((found.i - observed * over).abs() < 1e-12);
    assert!(
        (exact_mean - found.expected).abs() < 1e-12,
        "E(I) is exact under randomisation"
    );
    assert!(
        (found.randomisation.variance - spread * spread).abs() < 1e-12,
        "so is its variance"
    );
    let reference = found.permutation;
    assert!(
        (reference.p - exact).abs() < 0.011,
        "{} for {exact}",
        reference.p
    );
    assert!((reference.mean - exact_mean).abs() < 5.0 * spread / 223.0);
    assert!((reference.sd - spread).abs() < 0.02 * spread);
    let least = all.iter().copied().fold(f64::INFINITY, f64::min) * over;
    let greatest = all.iter().copied().fold(f64::NEG_INFINITY, f64::max) * over;
    assert!(
        (reference.least - least).abs() < 1e-12 && (reference.greatest - greatest).abs() < 1e-12
    );
    assert_eq!(reference.bins.len(), 7);
    assert_eq!(reference.bins.iter().sum::<u32>(), 50_000);
}

#[test]
fn the_same_seed_gives_the_same_and_another_one_does_not() {
    let mut dice = Dice(3);
    let (weights, values) = (listed(&grid(7, true, false)), some(&dice.values(49)));
    let moran = |seed| {
        let options = LocalOptions {
            seed,
            ..LocalOptions::default()
        };
        local_moran(&values, &weights, &options, &mut on).unwrap()
    };
    assert_eq!(moran(5), moran(5));
    assert_ne!(moran(5).significance.p, moran(6).significance.p);
    let global = |seed| {
        let options = GlobalOptions {
            seed,
            ..GlobalOptions::default()
        };
        global_moran(&values, &weights, &options, &mut on)
            .unwrap()
            .permutation
    };
    assert_eq!(global(5), global(5));
    assert_ne!(global(5).mean, global(6).mean);
}

#[test]
fn scale_shift_transform_and_scaling_leave_p_values_as_they_are() {
    let mut dice = Dice(11);
    let weights = listed(&grid(7, true, false));
    let x = dice.values(49);
    let base = local(999, Alternative::TwoSided);
    let p = |values: &[f64], options: &LocalOptions| {
        let found = local_moran(&some(values), &weights, options, &mut on).unwrap();
        (found.significance.p, found.clusters)
    };
    let expected = p(&x, &base);
    let moved: Vec<f64> = x.iter().map(|x| 3.0 * x + 700.0).collect();
    assert_eq!(p(&moved, &base), expected);
    for transform in [Transform::Binary, Transform::AsGiven] {
        assert_eq!(p(&x, &LocalOptions { transform, ..base }), expected);
    }
    for scaling in [Scaling::Geoda, Scaling::Spdep] {
        assert_eq!(p(&x, &LocalOptions { scaling, ..base }), expected);
    }
    // Mirrored values: high is low, the statistic stays.
    let mirrored: Vec<f64> = x.iter().map(|x| -x).collect();
    assert_eq!(p(&mirrored, &base).0, expected.0);
}

#[test]
fn scalings_are_what_they_say() {
    let mut dice = Dice(12);
    let weights = listed(&grid(5, false, false));
    let values = some(&dice.values(25));
    let of = |scaling| {
        let options = LocalOptions {
            scaling,
            permutations: 9,
            ..LocalOptions::default()
        };
        local_moran(&values, &weights, &options, &mut on).unwrap()
    };
    let (esda, geoda, spdep) = (of(Scaling::Esda), of(Scaling::Geoda), of(Scaling::Spdep));
    let squares = |found: &[Option<f64>]| found.iter().map(|z| z.unwrap().powi(2)).sum::<f64>();
    assert!((squares(&esda.z) - 25.0).abs() < 1e-9 && (squares(&geoda.z) - 24.0).abs() < 1e-9);
    for unit in 0..25 {
        let product = geoda.z[unit].unwrap() * geoda.lag[unit].unwrap();
        assert!((geoda.i[unit].unwrap() - product).abs() < 1e-12);
        assert!((esda.i[unit].unwrap() - product).abs() < 1e-12);
        assert!((spdep.i[unit].unwrap() - product * 25.0 / 24.0).abs() < 1e-12);
    }
    let global = global_moran(&values, &weights, &GlobalOptions::default(), &mut on).unwrap();
    let mean = spdep.i.iter().map(|i| i.unwrap()).sum::<f64>() / 25.0;
    assert!((global.i - mean).abs() < 1e-12);
}

#[test]
fn other_names_for_the_units_change_no_statistic() {
    let mut dice = Dice(13);
    let lists = grid(6, true, false);
    let x = dice.values(36);
    let mut order: Vec<usize> = (0..36).collect();
    for last in (1..36).rev() {
        order.swap(last, dice.below(last + 1));
    }
    // Unit `order[u]` of old is `u` now.
    let mut place = vec![0; 36];
    for (now, old) in order.iter().enumerate() {
        place[*old] = now;
    }
    let renamed: Vec<Vec<usize>> = order
        .iter()
        .map(|old| lists[*old].iter().map(|j| place[*j]).collect())
        .collect();
    let (one, two) = (listed(&lists), listed(&renamed));
    let (x, y) = (
        some(&x),
        order.iter().map(|old| Some(x[*old])).collect::<Vec<_>>(),
    );
    let global = GlobalOptions::default();
    let pair = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} and {b}");
    let (a, b) = (
        global_moran(&x, &one, &global, &mut on).unwrap(),
        global_moran(&y, &two, &global, &mut on).unwrap(),
    );
    pair(a.i, b.i);
    pair(a.randomisation.variance, b.randomisation.variance);
    let (a, b) = (
        global_geary(&x, &one, &global, &mut on).unwrap(),
        global_geary(&y, &two, &global, &mut on).unwrap(),
    );
    pair(a.c, b.c);
    pair(a.randomisation.variance, b.randomisation.variance);
    let (a, b) = (
        general_g(&x, &one, &global, &mut on).unwrap(),
        general_g(&y, &two, &global, &mut on).unwrap(),
    );
    pair(a.g, b.g);
    pair(a.randomisation.variance, b.randomisation.variance);
    let options = local(9_999, Alternative::Directed);
    let (a, b) = (
        local_moran(&x, &one, &options, &mut on).unwrap(),
        local_moran(&y, &two, &options, &mut on).unwrap(),
    );
    for (old, now) in place.iter().copied().enumerate() {
        pair(a.i[old].unwrap(), b.i[now].unwrap());
        pair(a.expected[old].unwrap(), b.expected[now].unwrap());
        pair(a.variance[old].unwrap(), b.variance[now].unwrap());
        assert_eq!(a.quadrants[old], b.quadrants[now]);
        // Other draws: the p-values agree as two simulations do.
        let (p, q) = (
            a.significance.p[old].unwrap(),
            b.significance.p[now].unwrap(),
        );
        assert!(
            (p - q).abs() < 5.0 * (p * (1.0 - p) * 2e-4).sqrt() + 1e-3,
            "{p} and {q}"
        );
    }
}

/// A unit without a value is as if it were not there.
#[test]
fn units_without_a_value_take_no_part() {
    let mut dice = Dice(14);
    let lists = grid(5, true, false);
    let mut values = some(&dice.values(25));
    let gone = [3, 11, 24];
    for unit in gone {
        values[unit] = None;
    }
    let kept: Vec<usize> = (0..25).filter(|unit| !gone.contains(unit)).collect();
    let smaller: Vec<Vec<usize>> = kept
        .iter()
        .map(|unit| {
            lists[*unit]
                .iter()
                .filter_map(|j| kept.iter().position(|k| k == j))
                .collect()
        })
        .collect();
    let fewer: Vec<Option<f64>> = kept.iter().map(|unit| values[*unit]).collect();
    let options = LocalOptions::default();
    let (whole, part) = (
        local_moran(&values, &listed(&lists), &options, &mut on).unwrap(),
        local_moran(&fewer, &listed(&smaller), &options, &mut on).unwrap(),
    );
    assert_eq!(whole.coverage.missing, gone);
    assert_eq!(whole.coverage.units, 22);
    assert!(whole.warnings.contains(&SpaceWarning::Missing { count: 3 }));
    for (own, unit) in kept.iter().enumerate() {
        assert_eq!(whole.i[*unit], part.i[own]);
        assert_eq!(whole.significance.p[*unit], part.significance.p[own]);
        assert_eq!(whole.clusters[*unit], part.clusters[own]);
    }
    for unit in gone {
        assert_eq!(
            (whole.z[unit], whole.i[unit], whole.significance.p[unit]),
            (None, None, None)
        );
        assert_eq!(whole.clusters[unit], Cluster::NoData);
    }
    let (whole, part) = (
        global_moran(&values, &listed(&lists), &GlobalOptions::default(), &mut on).unwrap(),
        global_moran(
            &fewer,
            &listed(&smaller),
            &GlobalOptions::default(),
            &mut on,
        )
        .unwrap(),
    );
    assert_eq!((whole.i, whole.permutation), (part.i, part.permutation));
}

/// A unit whose only neighbours have no value is an island like one that has none.
#[test]
fn islands_have_no_p_value_in_any_statistic() {
    let mut lists = grid(4, false, false);
    // Unit 16 has unit 17 for its neighbour, which has no value.
    lists.extend([vec![17], vec![16], vec![]]);
    let mut dice = Dice(15);
    let mut values = some(&dice.values(19));
    values[17] = None;
    let weights = listed(&lists);
    let options = LocalOptions {
        alpha: 0.99,
        ..LocalOptions::default()
    };
    let moran = local_moran(&values, &weights, &options, &mut on).unwrap();
    assert_eq!(moran.coverage.islands, [16, 18]);
    assert!(moran.warnings.contains(&SpaceWarning::Islands { count: 2 }));
    let geary = local_geary(&values, &weights, &options, &mut on).unwrap();
    let g = local_g(&values, &weights, LocalGKind::GStar, &options, &mut on).unwrap();
    let both = local_bivariate_moran(
        &values,
        &some(&dice.values(19)),
        &weights,
        &options,
        &mut on,
    )
    .unwrap();
    for unit in [16, 18] {
        for found in [
            &moran.significance,
            &geary.significance,
            &g.significance,
            &both.significance,
        ] {
            assert_eq!((found.p[unit], found.at_least[unit]), (None, None));
            assert!(!found.adjustment.significant[unit]);
            assert_eq!(found.adjustment.limits[unit], None);
            assert_eq!(found.adjustment.tests, 16);
        }
        assert_eq!(moran.clusters[unit], Cluster::NoNeighbour);
        assert_eq!(geary.classes[unit], GearyClass::NoNeighbour);
        assert_eq!(g.spots[unit], HotSpot::NoNeighbour);
        assert_eq!(
            (moran.i[unit], geary.c[unit], g.g[unit]),
            (None, None, None)
        );
        assert!(moran.z[unit].is_some());
    }
    assert_eq!(
        (g.spots[17], geary.classes[17]),
        (HotSpot::NoData, GearyClass::NoData)
    );
}

/// All are neighbours of all, or a unit lies on the mean: every draw gives the same, so nothing is significant.
#[test]
fn where_every_draw_is_the_same_p_is_1() {
    let all: Vec<Vec<usize>> = (0..6)
        .map(|unit| (0..6).filter(|other| *other != unit).collect())
        .collect();
    let values = some(&[1.0, 2.0, 3.0, 4.0, 5.0, 9.1]);
    for alternative in [
        Alternative::TwoSided,
        Alternative::Directed,
        Alternative::Greater,
        Alternative::Less,
    ] {
        let options = local(999, alternative);
        let moran = local_moran(&values, &listed(&all), &options, &mut on).unwrap();
        let geary = local_geary(&values, &listed(&all), &options, &mut on).unwrap();
        let g = local_g(&values, &listed(&all), LocalGKind::G, &options, &mut on).unwrap();
        for found in [moran.significance, geary.significance, g.significance] {
            assert!(found.p.iter().all(|p| *p == Some(1.0)), "{:?}", found.p);
        }
        assert!(
            moran
                .score
                .iter()
                .chain(&geary.score)
                .chain(&g.score)
                .all(Option::is_none)
        );
    }
    let global = global_moran(&values, &listed(&all), &GlobalOptions::default(), &mut on).unwrap();
    assert!((global.i + 0.2).abs() < 1e-12);
    assert_eq!(
        (
            global.randomisation.score,
            global.permutation.p,
            global.permutation.score
        ),
        (None, 1.0, None)
    );
    assert_eq!(global.permutation.counts.at_least, 999);

    // The middle one of 1 to 9 lies on the mean, and so does the mean of its neighbours.
    let values: Vec<Option<f64>> = (1..=9).map(|v| Some(f64::from(v) / 10.0)).collect();
    let found = local_moran(
        &values,
        &listed(&grid(3, false, false)),
        &local(999, Alternative::Directed),
        &mut on,
    )
    .unwrap();
    assert_eq!(
        (found.z[4], found.quadrants[4], found.significance.p[4]),
        (Some(0.0), None, Some(1.0))
    );
    assert_eq!(found.clusters[4], Cluster::NotSignificant);
}

#[test]
fn hot_spots_and_classes_lie_where_they_were_put() {
    // A block of high values in one corner of a grid, of low ones in the other, and one low among the high.
    let side = 9;
    let mut dice = Dice(16);
    let mut x: Vec<f64> = (0..81)
        .map(|_| 50.0 + dice.below(20) as f64 / 10.0)
        .collect();
    for row in 0..4 {
        for column in 0..4 {
            x[row * side + column] = 90.0 + (row + column) as f64;
            x[(8 - row) * side + 8 - column] = 10.0 - (row + column) as f64;
        }
    }
    let weights = listed(&grid(side, true, false));
    let options = local(999, Alternative::TwoSided);
    let moran = local_moran(&some(&x), &weights, &options, &mut on).unwrap();
    let (first, last) = (moran.clusters[0], moran.clusters[80]);
    assert_eq!((first, last), (Cluster::HighHigh, Cluster::LowLow));
    x[side + 1] = 20.0;
    let moran = local_moran(&some(&x), &weights, &options, &mut on).unwrap();
    assert_eq!(moran.clusters[side + 1], Cluster::LowHigh);
    let g = local_g(&some(&x), &weights, LocalGKind::G, &options, &mut on).unwrap();
    assert_eq!(
        (g.spots[2 * side + 2], g.spots[80]),
        (HotSpot::Hot, HotSpot::Cold)
    );
    let geary = local_geary(&some(&x), &weights, &options, &mut on).unwrap();
    assert_eq!(
        (geary.classes[80], geary.classes[side + 1]),
        (GearyClass::LowLow, GearyClass::Negative)
    );
    // Values of either sign: shares mean nothing, scores and spots stay.
    let moved: Vec<f64> = x.iter().map(|x| x - 50.0).collect();
    let below = local_g(&some(&moved), &weights, LocalGKind::G, &options, &mut on).unwrap();
    assert!(below.g.iter().all(Option::is_none));
    assert_eq!(below.spots, g.spots);
    for (a, b) in below.score.iter().zip(&g.score) {
        assert!((a.unwrap() - b.unwrap()).abs() < 1e-9);
    }
    assert!(matches!(
        general_g(&some(&moved), &weights, &GlobalOptions::default(), &mut on),
        Err(SpaceError::Negative { .. })
    ));
}

#[test]
fn limits_of_many_tests() {
    // Benjamini and Hochberg 1995, their 15 p-values: 4 pass at 0.05, 3 by Bonferroni.
    let printed = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
        0.5719, 0.6528, 0.7590, 1.0000,
    ];
    let p = some(&printed);
    let found = adjust(&p, 0.05, Correction::Fdr).unwrap();
    assert_eq!(
        (found.count, found.cutoff, found.tests),
        (4, Some(0.0095), 15)
    );
    assert!((found.limits[3].unwrap() - 4.0 / 15.0 * 0.05).abs() < 1e-15);
    // Adjusted: 0.0095 · 15/4
    assert!((found.adjusted[3].unwrap() - 0.035_625).abs() < 1e-12);
    let bonferroni = adjust(&p, 0.05, Correction::Bonferroni).unwrap();
    assert_eq!(
        (bonferroni.count, bonferroni.limits[9]),
        (3, Some(0.05 / 15.0))
    );
    let sidak = adjust(&p, 0.05, Correction::Sidak).unwrap();
    assert!((sidak.limits[0].unwrap() - (1.0 - libm::pow(0.95, 1.0 / 15.0))).abs() < 1e-15);
    assert_eq!(adjust(&p, 0.05, Correction::None).unwrap().count, 9);
    // Step-up: the first is above its own limit, the second is not, and both pass. Equal ones share a limit.
    let found = adjust(&some(&[0.03, 0.04, 0.04, 0.9]), 0.06, Correction::Fdr).unwrap();
    assert_eq!(found.significant, [true, true, true, false]);
    assert!(found.limits[0].unwrap() < 0.03);
    assert_eq!(found.limits[1], found.limits[2]);
    assert_eq!(
        adjust(&[None, None], 0.05, Correction::Fdr).unwrap().count,
        0
    );
    for p in [1.5, -0.1, f64::NAN] {
        assert!(matches!(
            adjust(&[Some(0.1), Some(p)], 0.05, Correction::Fdr),
            Err(SpaceError::NotAProbability { unit: 1, .. })
        ));
    }
}

#[test]
fn it_is_said_when_permutations_do_not_reach() {
    // 0.05 / 50 = 1 / 1000
    let of =
        |r, alternative, tests, correction| reach(r, alternative, tests, 0.05, correction).unwrap();
    let at = of(999, Alternative::Directed, 50, Correction::Bonferroni);
    assert!(at.alone);
    assert_eq!(at.permutations_needed, 999);
    let above = of(999, Alternative::Directed, 51, Correction::Bonferroni);
    assert_eq!(
        (above.alone, above.together, above.permutations_needed),
        (false, None, 1019)
    );
    // Two-sided the least p is twice that.
    let both = of(999, Alternative::TwoSided, 3136, Correction::Fdr);
    assert_eq!(both.floor, 0.002);
    // 126 · 0.05 / 3136 = 0.00200893 reaches 0.002, 125 · 0.05 / 3136 = 0.00199298 does not.
    assert_eq!(both.together, Some(126));
    assert_eq!(both.permutations_needed, 125_439);
    for tests in [1, 7, 50, 49, 3136] {
        for correction in [
            Correction::None,
            Correction::Fdr,
            Correction::Bonferroni,
            Correction::Sidak,
        ] {
            for alternative in [Alternative::TwoSided, Alternative::Directed] {
                let needed = of(999, alternative, tests, correction).permutations_needed;
                assert!(
                    of(needed, alternative, tests, correction).alone,
                    "{tests} {correction:?} {needed}"
                );
                assert!(!of(needed - 1, alternative, tests, correction).alone);
            }
        }
    }
    // And beside the result.
    let mut dice = Dice(17);
    let (weights, values) = (listed(&grid(8, true, false)), some(&dice.values(64)));
    let options = LocalOptions {
        correction: Correction::Fdr,
        ..LocalOptions::default()
    };
    let found = local_moran(&values, &weights, &options, &mut on).unwrap();
    let warned = found
        .warnings
        .iter()
        .map(|w| w.problem().code)
        .collect::<Vec<_>>();
    assert_eq!(warned, ["space.floor_fdr"]);
    let enough = LocalOptions {
        permutations: found.significance.reach.permutations_needed,
        ..options
    };
    assert!(
        local_moran(&values, &weights, &enough, &mut on)
            .unwrap()
            .warnings
            .is_empty()
    );
    assert_eq!(least_p(99_999, Alternative::Directed), 1e-5);
}

#[test]
fn work_can_be_watched_and_stopped() {
    let mut dice = Dice(18);
    let (weights, values) = (listed(&grid(6, false, false)), some(&dice.values(36)));
    let options = local(99_999, Alternative::TwoSided);
    let mut told = Vec::new();
    let mut watch = |done: usize, total: usize| {
        assert_eq!(total, 99_999);
        told.push(done);
        ControlFlow::Continue(())
    };
    local_moran(&values, &weights, &options, &mut watch).unwrap();
    assert!(told.len() > 5 && told.is_sorted() && told.last() == Some(&99_999));
    for stop_after in [0, 3] {
        let mut calls = 0;
        let mut stop = |_: usize, _: usize| {
            calls += 1;
            if calls > stop_after {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let stopped = local_geary(&values, &weights, &options, &mut stop);
        assert!(matches!(
            stopped,
            Err(SpaceError::Cancelled { total: 99_999, .. })
        ));
        let mut calls = 0;
        let mut stop = |_: usize, _: usize| {
            calls += 1;
            if calls > stop_after.min(1) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let stopped = global_moran(&values, &weights, &GlobalOptions::default(), &mut stop);
        assert!(matches!(
            stopped,
            Err(SpaceError::Cancelled { total: 999, .. })
        ));
    }
}

#[test]
fn what_cannot_be_computed_is_said() {
    let weights = listed(&grid(3, false, false));
    let values = some(&[1.0, 4.0, 2.0, 8.0, 5.0, 7.0, 3.0, 9.0, 6.0]);
    let global = |values: &[Option<f64>]| {
        global_moran(values, &weights, &GlobalOptions::default(), &mut on).unwrap_err()
    };
    assert_eq!(global(&[Some(2.0); 9]), SpaceError::Constant { value: 2.0 });
    assert_eq!(global(&[None; 9]), SpaceError::NoData);
    let mut few = vec![None; 9];
    few[..3].copy_from_slice(&values[..3]);
    assert_eq!(global(&few), SpaceError::TooFew { count: 3 });
    assert_eq!(
        global(&values[..8]),
        SpaceError::LengthMismatch {
            found: 8,
            expected: 9
        }
    );
    for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let mut values = values.clone();
        values[5] = Some(odd);
        assert_eq!(global(&values), SpaceError::NotFinite { unit: 5 });
    }
    // Four corners: values, but no two are neighbours.
    let corners: Vec<Option<f64>> = (0..9)
        .map(|unit| [0, 2, 6, 8].contains(&unit).then_some(unit as f64))
        .collect();
    assert_eq!(global(&corners), SpaceError::NoLinks);
    for permutations in [0, 1_000_000, usize::MAX] {
        let options = GlobalOptions {
            permutations,
            ..GlobalOptions::default()
        };
        assert_eq!(
            global_moran(&values, &weights, &options, &mut on),
            Err(SpaceError::Permutations { permutations })
        );
        let options = local(permutations, Alternative::TwoSided);
        assert_eq!(
            local_g(&values, &weights, LocalGKind::G, &options, &mut on),
            Err(SpaceError::Permutations { permutations })
        );
    }
    for bins in [0, 1001] {
        let options = GlobalOptions {
            bins,
            ..GlobalOptions::default()
        };
        assert_eq!(
            global_geary(&values, &weights, &options, &mut on),
            Err(SpaceError::Bins { bins })
        );
    }
    for alpha in [0.0, 1.0, -0.5, f64::NAN] {
        let options = LocalOptions {
            alpha,
            ..LocalOptions::default()
        };
        let found = local_moran(&values, &weights, &options, &mut on);
        assert!(matches!(found, Err(SpaceError::Alpha { .. })));
    }
    let one_above = some(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 6.0]);
    assert_eq!(
        general_g(&one_above, &weights, &GlobalOptions::default(), &mut on),
        Err(SpaceError::NoProducts)
    );
    assert!(
        bivariate_moran(
            &values,
            &[Some(1.0); 9],
            &weights,
            &GlobalOptions::default(),
            &mut on
        )
        .is_err()
    );
    assert!(matches!(
        listed_weights(&[vec![1], vec![0]], Some(&[vec![1.0], vec![1.0, 2.0]])),
        Err(SpaceError::Lists { unit: 1, .. })
    ));
    assert!(matches!(
        listed_weights(&[vec![1], vec![0]], Some(&[vec![1.0]])),
        Err(SpaceError::LengthMismatch { .. })
    ));
    assert!(matches!(
        listed_weights(&[vec![9]], None),
        Err(SpaceError::Weights(_))
    ));
    let rates = |events: f64, base: f64| {
        eb_rates(
            &[Some(events), Some(0.0)],
            &[Some(base), Some(1.0)],
            RateVariance::Geoda,
        )
    };
    assert!(matches!(
        rates(1.0, 0.0),
        Err(SpaceError::Base { unit: 0, .. })
    ));
    assert!(matches!(
        rates(-1.0, 1.0),
        Err(SpaceError::Negative { unit: 0, .. })
    ));
    assert_eq!(rates(0.0, 1.0), Err(SpaceError::NoEvents));
    assert!(matches!(
        rates(f64::NAN, 1.0),
        Err(SpaceError::NotFinite { unit: 0 })
    ));
    assert_eq!(
        eb_rates(&[None], &[Some(1.0)], RateVariance::Esda),
        Err(SpaceError::NoData)
    );
    assert!(matches!(
        eb_rates(&[None], &[], RateVariance::Esda),
        Err(SpaceError::LengthMismatch { .. })
    ));
}

/// A result has numbers only and comes back from JSON as it was.
#[track_caller]
fn whole<T: Serialize + DeserializeOwned + PartialEq + Debug>(found: Result<T, SpaceError>) {
    let Ok(found) = found else { return };
    let told = format!("{found:?}");
    assert!(!told.contains("NaN") && !told.contains("inf"), "{told}");
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<T>(&text).unwrap(), found);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any values, weights and gaps: an error or a result that is whole, with p-values that are probabilities, and that comes back
    /// from JSON as it was.
    #[test]
    fn nothing_breaks_and_nothing_is_no_number(
        units in 1_usize..14,
        draws in prop::collection::vec((0_usize..14, 0_usize..14, prop_oneof![Just(1.0), Just(0.0), 0.001..100.0_f64, Just(1e-300), Just(1e300)]), 0..60),
        column in prop::collection::vec(prop::option::weighted(0.85, prop_oneof![-10.0..10.0_f64, Just(0.0), Just(1e300), Just(-1e300), Just(5e-324), (0..4_i32).prop_map(f64::from)]), 14),
        other in prop::collection::vec(prop::option::weighted(0.85, 0.0..10.0_f64), 14),
        which in 0_usize..3,
    ) {
        let mut lists: Vec<Vec<(usize, f64)>> = vec![Vec::new(); units];
        for (from, to, weight) in draws {
            let (from, to) = (from % units, to % units);
            if from != to && lists[from].iter().all(|(j, _)| *j != to) {
                lists[from].push((to, weight));
            }
        }
        let weights = Weights::from_lists(&lists).unwrap();
        let (x, y) = (&column[..units], &other[..units]);
        let transform = [Transform::Row, Transform::Binary, Transform::AsGiven][which];
        let correction = [Correction::Fdr, Correction::Bonferroni, Correction::Sidak][which];
        let global = GlobalOptions { transform, permutations: 19, bins: 3, ..GlobalOptions::default() };
        let local = LocalOptions { transform, permutations: 19, correction, ..LocalOptions::default() };
        whole(global_moran(x, &weights, &global, &mut on));
        whole(global_geary(x, &weights, &global, &mut on));
        whole(general_g(x, &weights, &global, &mut on));
        whole(bivariate_moran(x, y, &weights, &global, &mut on));
        whole(local_bivariate_moran(x, y, &weights, &local, &mut on));
        whole(local_geary(x, &weights, &local, &mut on));
        whole(local_g(x, &weights, LocalGKind::G, &local, &mut on));
        whole(local_g(x, &weights, LocalGKind::GStar, &local, &mut on));
        if let Ok(found) = local_moran(x, &weights, &local, &mut on) {
            for (unit, value) in x.iter().enumerate() {
                let p = found.significance.p[unit];
                prop_assert!(p.is_none_or(|p| (0.1..=1.0).contains(&p)));
                let has_data = value.is_some();
                prop_assert_eq!(has_data, found.clusters[unit] != Cluster::NoData);
                let is_tested = has_data && found.clusters[unit] != Cluster::NoNeighbour;
                prop_assert_eq!(is_tested, p.is_some());
                prop_assert_eq!(is_tested, found.i[unit].is_some());
            }
        }
        whole(local_moran(x, &weights, &local, &mut on));
    }
}
