//! Spatial association: figures of esda, and those it and its textbooks print. Sources are in `tests/data/space/README.md`.

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

use serde_json::Value;
use tanheng::core::space::{
    Alternative, Correction, GlobalOptions, LocalGKind, LocalOptions, RateVariance, Scaling,
    Significance, Transform, Weights, adjust, bivariate_moran, eb_rates, general_g, global_geary,
    global_moran, listed_weights, local_bivariate_moran, local_g, local_geary, local_moran,
};

const CLOSE: f64 = 1e-8;
/// Permutations of esda's p-values, and of ours beside them.
const R: usize = 99_999;

fn read(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/space/");
    fs::read_to_string(format!("{folder}{name}")).unwrap()
}

fn expected(name: &str) -> Value {
    serde_json::from_str(&read(name)).unwrap()
}

fn column(file: &str, name: &str) -> Vec<Option<f64>> {
    let text = read(file);
    let mut lines = text.lines();
    let at = lines.next().unwrap().split(',').position(|n| n == name);
    let cell = |line: &str| line.split(',').nth(at.unwrap()).unwrap().parse().unwrap();
    lines.map(|line| Some(cell(line))).collect()
}

/// Neighbours of a GAL file, units in the order in which they stand.
fn gal(name: &str) -> Vec<Vec<usize>> {
    let text = read(name);
    let lines: Vec<Vec<&str>> = text
        .lines()
        .skip(1)
        .map(|line| line.split_whitespace().collect())
        .collect();
    let order: BTreeMap<&str, usize> = lines
        .chunks(2)
        .enumerate()
        .map(|(at, pair)| (pair[0][0], at))
        .collect();
    let neighbours = |pair: &[Vec<&str>]| pair[1].iter().map(|id| order[id]).collect();
    lines.chunks(2).map(neighbours).collect()
}

fn columbus() -> Weights {
    listed_weights(&gal("columbus.gal"), None).unwrap()
}

fn crime() -> Vec<Option<f64>> {
    column("columbus.csv", "CRIME")
}

fn on(_: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn global(transform: Transform) -> GlobalOptions {
    GlobalOptions {
        transform,
        ..GlobalOptions::default()
    }
}

fn directed(transform: Transform) -> LocalOptions {
    LocalOptions {
        transform,
        permutations: R,
        alternative: Alternative::Directed,
        ..LocalOptions::default()
    }
}

fn number(value: &Value, key: &str) -> f64 {
    value[key].as_f64().unwrap_or_else(|| panic!("no {key}"))
}

fn numbers(value: &Value, key: &str) -> Vec<f64> {
    let list = value[key].as_array().unwrap_or_else(|| panic!("no {key}"));
    list.iter().map(|v| v.as_f64().unwrap()).collect()
}

#[track_caller]
fn near(found: f64, expected: f64) {
    let scale = expected.abs().max(1e-3);
    assert!(
        (found - expected).abs() <= CLOSE * scale,
        "{found} for {expected}"
    );
}

#[track_caller]
fn all_near(found: &[Option<f64>], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (unit, (found, expected)) in found.iter().zip(expected).enumerate() {
        let found = found.unwrap();
        let is_near = (found - expected).abs() <= CLOSE * expected.abs().max(1.0);
        assert!(is_near, "unit {unit}: {found} for {expected}");
    }
}

/// Two simulations of the same p: apart by five standard errors at most.
#[track_caller]
fn same_p(found: &Significance, expected: &[f64]) {
    for (unit, (found, expected)) in found.p.iter().zip(expected).enumerate() {
        let found = found.unwrap();
        let error = (expected * (1.0 - expected) * 2.0 / R as f64).sqrt();
        let apart = (found - expected).abs();
        assert!(
            apart <= 5.0 * error + 3.0 / R as f64,
            "unit {unit}: {found} for {expected}"
        );
    }
}

#[test]
fn global_moran_equals_esda() {
    let all = expected("columbus_esda.json");
    for (key, transform) in [
        ("moran_row", Transform::Row),
        ("moran_binary", Transform::Binary),
    ] {
        let of = &all[key];
        let options = GlobalOptions {
            permutations: 9999,
            ..global(transform)
        };
        let found = global_moran(&crime(), &columbus(), &options, &mut on).unwrap();
        near(found.i, number(of, "I"));
        near(found.expected, number(of, "EI"));
        near(found.normality.variance, number(of, "VI_norm"));
        near(found.normality.score.unwrap(), number(of, "z_norm"));
        near(found.normality.p.unwrap(), number(of, "p_norm"));
        near(found.randomisation.variance, number(of, "VI_rand"));
        near(found.randomisation.score.unwrap(), number(of, "z_rand"));
        near(found.randomisation.p.unwrap(), number(of, "p_rand"));
        // 10 000 draws of a distribution of this spread: five standard errors.
        let reference = &found.permutation;
        let spread = number(of, "seI_sim");
        assert!(
            (reference.mean - number(of, "EI_sim")).abs() < 5.0 * spread * 0.02_f64.sqrt() / 10.0
        );
        assert!((reference.sd / spread - 1.0).abs() < 0.05);
        assert_eq!(
            (reference.p, number(of, "p_sim")),
            (reference.least_p, 1e-4)
        );
        assert_eq!(reference.bins.iter().sum::<u32>(), 9999);
    }
    // The figure that documentation of both PySAL and spdep prints for these data.
    let found = global_moran(&crime(), &columbus(), &global(Transform::Row), &mut on).unwrap();
    let kept = expected("columbus_expected.json");
    let kept = &kept["columbus_CRIME_row_standardised_columbus.gal"];
    near(found.i, number(kept, "moran_I"));
    near(found.normality.p.unwrap(), number(kept, "p_two_sided_norm"));
    near(
        found.randomisation.p.unwrap(),
        number(kept, "p_two_sided_rand"),
    );
}

#[test]
fn geary_and_general_g_equal_esda() {
    let all = expected("columbus_esda.json");
    for (key, transform) in [
        ("geary_row", Transform::Row),
        ("geary_binary", Transform::Binary),
    ] {
        let of = &all[key];
        let options = GlobalOptions {
            alternative: Alternative::Directed,
            ..global(transform)
        };
        let found = global_geary(&crime(), &columbus(), &options, &mut on).unwrap();
        near(found.c, number(of, "C"));
        near(found.normality.variance, number(of, "VC_norm"));
        near(found.normality.score.unwrap(), number(of, "z_norm"));
        near(found.normality.p.unwrap(), number(of, "p_norm"));
        near(found.randomisation.variance, number(of, "VC_rand"));
        near(found.randomisation.score.unwrap(), number(of, "z_rand"));
        near(found.randomisation.p.unwrap(), number(of, "p_rand"));
        near(found.permutation.p, number(of, "p_sim"));
    }
    let of = &all["general_g"];
    let options = GlobalOptions {
        alternative: Alternative::Directed,
        ..GlobalOptions::default()
    };
    let found = general_g(&crime(), &columbus(), &options, &mut on).unwrap();
    near(found.g, number(of, "G"));
    near(found.expected, number(of, "EG"));
    near(found.randomisation.variance, number(of, "VG"));
    near(found.randomisation.score.unwrap(), number(of, "z"));
    near(found.randomisation.p.unwrap(), number(of, "p"));
    near(found.permutation.p, 0.001);
}

/// Neighbours that are not mutual, and weights that differ within a row.
#[test]
fn lopsided_weights_equal_esda() {
    let all = expected("columbus_esda.json");
    let lists = |of: &Value| -> Vec<Vec<usize>> {
        serde_json::from_value(of["neighbours"].clone()).unwrap()
    };
    let of = &all["knn3"];
    let weights = listed_weights(&lists(of), None).unwrap();
    let moran = global_moran(&crime(), &weights, &global(Transform::Row), &mut on).unwrap();
    near(moran.i, number(of, "I"));
    near(moran.normality.variance, number(of, "VI_norm"));
    near(moran.randomisation.variance, number(of, "VI_rand"));
    let geary = global_geary(&crime(), &weights, &global(Transform::Row), &mut on).unwrap();
    near(geary.c, number(of, "C"));
    near(geary.normality.variance, number(of, "VC_norm"));
    near(geary.randomisation.variance, number(of, "VC_rand"));
    let g = general_g(&crime(), &weights, &global(Transform::Row), &mut on).unwrap();
    near(g.g, number(of, "G"));
    near(g.randomisation.variance, number(of, "VG"));

    let of = &all["inverse_distance5"];
    let values: Vec<Vec<f64>> = serde_json::from_value(of["weights"].clone()).unwrap();
    let weights = listed_weights(&lists(of), Some(&values)).unwrap();
    for (of, transform) in [
        (of, Transform::Row),
        (&all["inverse_distance5_raw"], Transform::AsGiven),
    ] {
        let moran = global_moran(&crime(), &weights, &global(transform), &mut on).unwrap();
        near(moran.i, number(of, "I"));
        near(moran.normality.variance, number(of, "VI_norm"));
        near(moran.randomisation.variance, number(of, "VI_rand"));
        let geary = global_geary(&crime(), &weights, &global(transform), &mut on).unwrap();
        near(geary.c, number(of, "C"));
        near(geary.randomisation.variance, number(of, "VC_rand"));
    }
    let local = local_moran(&crime(), &weights, &directed(Transform::Row), &mut on).unwrap();
    all_near(&local.i, &numbers(of, "Is"));
    same_p(&local.significance, &numbers(of, "p_directed"));
    let local = local_geary(&crime(), &weights, &directed(Transform::Row), &mut on).unwrap();
    all_near(&local.c, &numbers(of, "c"));
    same_p(&local.significance, &numbers(of, "geary_p_directed"));
}

#[test]
fn local_moran_equals_esda() {
    let all = expected("columbus_esda.json");
    let of = &all["local_moran"];
    let found = local_moran(&crime(), &columbus(), &directed(Transform::Row), &mut on).unwrap();
    all_near(&found.z, &numbers(of, "z"));
    all_near(&found.i, &numbers(of, "Is"));
    all_near(
        &found.i,
        &numbers(
            &expected("columbus_expected.json")["columbus_CRIME_row_standardised_columbus.gal"],
            "local_I",
        ),
    );
    let quadrants: Vec<u64> = found
        .quadrants
        .iter()
        .map(|q| q.unwrap().number().into())
        .collect();
    let theirs: Vec<u64> = of["q"]
        .as_array()
        .unwrap()
        .iter()
        .map(|q| q.as_u64().unwrap())
        .collect();
    assert_eq!(quadrants, theirs);
    same_p(&found.significance, &numbers(of, "p_directed"));
    // esda's moments belong to the statistic with n in place of n − 1.
    for (transform, of) in [
        (Transform::Row, of),
        (Transform::Binary, &all["local_moran_binary"]),
    ] {
        let options = LocalOptions {
            transform,
            scaling: Scaling::Spdep,
            permutations: 9,
            ..LocalOptions::default()
        };
        let found = local_moran(&crime(), &columbus(), &options, &mut on).unwrap();
        let theirs = numbers(of, "Is");
        let n = theirs.len() as f64;
        let scaled: Vec<f64> = theirs.iter().map(|i| i * n / (n - 1.0)).collect();
        all_near(&found.i, &scaled);
        let (expected, variance) = (numbers(of, "EIc"), numbers(of, "VIc"));
        all_near(&found.expected, &expected);
        all_near(&found.variance, &variance);
    }
}

#[test]
fn local_g_equals_esda() {
    let all = expected("columbus_esda.json");
    for (name, transform) in [("B", Transform::Binary), ("R", Transform::Row)] {
        for (end, kind) in [("", LocalGKind::G), ("_star", LocalGKind::GStar)] {
            let of = &all[format!("local_g_{name}{end}")];
            let options = directed(transform);
            let found = local_g(&crime(), &columbus(), kind, &options, &mut on).unwrap();
            all_near(&found.g, &numbers(of, "Gs"));
            all_near(&found.expected, &numbers(of, "EGs"));
            same_p(&found.significance, &numbers(of, "p_directed"));
            // The score does not know how rows are scaled: that of binary weights is that of both.
            let binary = &all[format!("local_g_B{end}")];
            all_near(&found.score, &numbers(binary, "Zs"));
        }
    }
}

#[test]
fn local_geary_equals_esda() {
    let all = expected("columbus_esda.json");
    let of = &all["local_geary"];
    let found = local_geary(&crime(), &columbus(), &directed(Transform::Row), &mut on).unwrap();
    all_near(&found.c, &numbers(of, "c"));
    same_p(&found.significance, &numbers(of, "p_directed"));
    // GeoDa's by the standard deviation of the sample.
    let options = LocalOptions {
        scaling: Scaling::Geoda,
        permutations: 9,
        ..LocalOptions::default()
    };
    let geoda = local_geary(&crime(), &columbus(), &options, &mut on).unwrap();
    let scaled: Vec<f64> = numbers(of, "c").iter().map(|c| c * 48.0 / 49.0).collect();
    all_near(&geoda.c, &scaled);
}

#[test]
fn bivariate_moran_equals_esda() {
    let all = expected("columbus_esda.json");
    let income = column("columbus.csv", "INC");
    let options = GlobalOptions {
        permutations: 9999,
        ..GlobalOptions::default()
    };
    let found = bivariate_moran(&crime(), &income, &columbus(), &options, &mut on).unwrap();
    let of = &all["bivariate_crime_inc"];
    near(found.i, number(of, "I"));
    assert!((found.permutation.sd / number(of, "seI_sim") - 1.0).abs() < 0.05);
    let of = &all["local_bivariate_crime_inc"];
    let found = local_bivariate_moran(
        &crime(),
        &income,
        &columbus(),
        &directed(Transform::Row),
        &mut on,
    )
    .unwrap();
    all_near(&found.i, &numbers(of, "Is"));
    let quadrants: Vec<u64> = found
        .quadrants
        .iter()
        .map(|q| q.unwrap().number().into())
        .collect();
    let theirs: Vec<u64> = of["q"]
        .as_array()
        .unwrap()
        .iter()
        .map(|q| q.as_u64().unwrap())
        .collect();
    assert_eq!(quadrants, theirs);
    same_p(&found.significance, &numbers(of, "p_directed"));
}

/// esda's cut-off is the limit of the last p below its limit, GeoDa's and ours the same set of units here.
#[test]
fn the_false_discovery_rate_is_that_of_esda() {
    let all = expected("columbus_esda.json");
    let of = &all["local_moran"];
    let p: Vec<Option<f64>> = numbers(of, "p_directed").into_iter().map(Some).collect();
    let found = adjust(&p, 0.05, Correction::Fdr).unwrap();
    let cutoff = number(of, "fdr_05");
    for (p, significant) in p.iter().zip(&found.significant) {
        assert_eq!(p.unwrap() <= cutoff, *significant);
    }
    assert!(found.count > 3, "{}", found.count);
    // The limit of the last that passes is esda's cut-off.
    let limits = found
        .limits
        .iter()
        .zip(&found.significant)
        .filter(|(_, s)| **s);
    let last = limits.map(|(limit, _)| limit.unwrap()).fold(0.0, f64::max);
    near(last, cutoff);
}

/// esda gives an island the least p-value; here it has none.
#[test]
fn an_island_is_never_significant() {
    let of = &expected("columbus_esda.json")["island_unit_7"];
    assert_eq!(number(of, "p_of_the_island"), 0.001);
    let mut lists = gal("columbus.gal");
    lists[6].clear();
    for list in &mut lists {
        list.retain(|neighbour| *neighbour != 6);
    }
    let weights = listed_weights(&lists, None).unwrap();
    let global = global_moran(&crime(), &weights, &GlobalOptions::default(), &mut on).unwrap();
    near(global.i, number(of, "I"));
    near(global.normality.variance, number(of, "VI_norm"));
    near(global.randomisation.variance, number(of, "VI_rand"));
    assert_eq!(global.coverage.islands, [6]);
    for alternative in [
        Alternative::TwoSided,
        Alternative::Directed,
        Alternative::Greater,
        Alternative::Less,
    ] {
        let options = LocalOptions {
            alternative,
            alpha: 0.5,
            ..LocalOptions::default()
        };
        let found = local_moran(&crime(), &weights, &options, &mut on).unwrap();
        assert_eq!(found.significance.p[6], None);
        assert_eq!(found.i[6], None);
        assert!(!found.significance.adjustment.significant[6]);
        assert_eq!(found.significance.adjustment.tests, 48);
        assert_eq!(
            serde_json::to_value(found.clusters[6]).unwrap(),
            "no_neighbour"
        );
        // The others are what esda has.
        let theirs = numbers(of, "Is");
        for unit in (0..49).filter(|unit| *unit != 6) {
            near(found.i[unit].unwrap(), theirs[unit]);
        }
    }
}

/// The documentation of esda prints these: `Moran` (“replicating OpenGeoda”: 0.248, 0.0001158330781489969), `Moran_Rate` (0.1662),
/// `Moran_BV` (0.156) and `assuncao_rate` (1.03843594, −0.04099089, −0.56250375, −1.73061861).
#[test]
fn sudden_infant_deaths_are_those_of_the_documentation() {
    let of = expected("sids2_expected.json");
    let weights = listed_weights(&gal("sids2.gal"), None).unwrap();
    let (r74, r79) = (column("sids2.csv", "SIDR74"), column("sids2.csv", "SIDR79"));
    let moran = |values: &[Option<f64>]| {
        global_moran(values, &weights, &GlobalOptions::default(), &mut on).unwrap()
    };
    let found = moran(&r74);
    assert_eq!((found.i * 1e3).round(), 248.0);
    near(found.normality.p.unwrap(), 0.000_115_833_078_148_996_9);
    near(
        found.randomisation.score.unwrap(),
        number(&of["moran_SIDR74"], "z_rand"),
    );

    let (events, births) = (column("sids2.csv", "SID79"), column("sids2.csv", "BIR79"));
    for variance in [RateVariance::Esda, RateVariance::Geoda] {
        // The variance between units is above 0, so that the two agree.
        let rates = eb_rates(&events, &births, variance).unwrap();
        all_near(&rates.standardised, &numbers(&of["rate_SID79"], "rates"));
        let found = moran(&rates.standardised);
        assert_eq!((found.i * 1e4).round(), 1662.0);
        near(
            found.normality.p.unwrap(),
            number(&of["rate_SID79"], "p_norm"),
        );
    }
    let found = bivariate_moran(&r79, &r74, &weights, &GlobalOptions::default(), &mut on).unwrap();
    assert_eq!((found.i * 1e3).round(), 156.0);
    near(found.i, number(&of["bivariate_SIDR79_SIDR74"], "I"));

    let events = [30.0, 25.0, 25.0, 15.0, 33.0, 21.0, 30.0, 20.0].map(Some);
    let base = [100.0, 100.0, 110.0, 90.0, 100.0, 90.0, 110.0, 90.0].map(Some);
    let rates = eb_rates(&events, &base, RateVariance::Esda).unwrap();
    for (found, printed) in
        rates
            .standardised
            .iter()
            .zip([1.038_435_94, -0.040_990_89, -0.562_503_75, -1.730_618_61])
    {
        assert!((found.unwrap() - printed).abs() < 5e-9);
    }
    // Here it is below 0: GeoDa takes 0, and z_1 = (0.3 − b) / √(b/100) with b = 199/790.
    assert!(rates.between < 0.0);
    let rates = eb_rates(&events, &base, RateVariance::Geoda).unwrap();
    let b = 199.0 / 790.0;
    near(
        rates.standardised[0].unwrap(),
        (0.3 - b) / f64::sqrt(b / 100.0),
    );
}

/// The documentation of esda's `Geary` prints C = 0.3330108 and a one-sided p of 9.2e-05 for `book.txt`, whose units are a grid of
/// four by four.
#[test]
fn geary_of_the_book_is_that_of_the_documentation() {
    let y = [
        39, 41, 38, 45, 39, 42, 41, 42, 48, 49, 48, 51, 47, 51, 50, 55,
    ];
    let values = y.map(|y| Some(f64::from(y)));
    let side = 4_usize;
    let lists: Vec<Vec<usize>> = (0..16)
        .map(|unit| {
            let near = |other: &usize| {
                let (dx, dy) = (
                    (unit % side).abs_diff(other % side),
                    (unit / side).abs_diff(other / side),
                );
                dx + dy == 1
            };
            (0..16).filter(near).collect()
        })
        .collect();
    let weights = listed_weights(&lists, None).unwrap();
    let options = GlobalOptions {
        alternative: Alternative::Less,
        ..GlobalOptions::default()
    };
    let found = global_geary(&values, &weights, &options, &mut on).unwrap();
    assert_eq!((found.c * 1e7).round(), 3_330_108.0);
    assert_eq!((found.normality.p.unwrap() * 1e7).round(), 920.0);
}
