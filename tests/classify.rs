//! Classes of values: against an exhaustive search, against mapclassify, against the breaks papers printed, and what must hold
//! for any values.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use tanheng::core::classify::{
    ClassMethod, Classification, ClassifyError, MOST_VALUES, classify, equal_intervals,
    natural_breaks, quantiles, standard_deviations, with_limits,
};
use tanheng::core::study::Study;
use tanheng::exchange::cases;
use tanheng::steps::zones::{self, ZonesResult};

fn yunnan() -> Study {
    cases::later::load("central_yunnan").expect("the case ships with the program")
}

/// Carbon stored, Table 2 of the Central Yunnan paper, 10⁶ t.
fn storage() -> Vec<f64> {
    let study = yunnan();
    let (sheet, at) = study.column("carbon_storage").unwrap();
    let cells = sheet.columns[at].cells.iter();
    cells.map(|c| c.value().unwrap()).collect()
}

/// Printed shares of Table 2, %.
fn shares() -> Vec<f64> {
    let zoning = yunnan().zoning.unwrap();
    let published = zoning.published.as_ref().unwrap();
    let rows = published.indices.iter();
    rows.map(|r| r.values["storage_share"]).collect()
}

/// Demand over stock density of the 49 counties.
fn ratios() -> Vec<f64> {
    let step = zones::compute(&yunnan(), None).unwrap();
    let ZonesResult::SupplyDemand(found) = step.result else {
        panic!("supply and demand");
    };
    found.supply.units.iter().map(|u| u.ratio).collect()
}

#[track_caller]
fn assert_close(ours: &[f64], theirs: &[f64]) {
    assert_eq!(ours.len(), theirs.len());
    for (a, b) in ours.iter().zip(theirs) {
        assert!((a - b).abs() <= 1e-9 * b.abs(), "{ours:?} {theirs:?}");
    }
}

/// mapclassify 2.10.0 (numpy 2.4.6, pure Python), `FisherJenks(values, k)`: `bins` and `counts`; GVF by hand from its classes,
/// 1 − Σ within / Σ in all.
#[test]
fn natural_breaks_are_those_of_mapclassify() {
    let check = |values: &[f64], k: usize, bins: &[f64], counts: &[usize], gvf: f64| {
        let found = natural_breaks(values, k).unwrap();
        assert_close(&found.breaks, bins);
        assert_eq!(found.sizes, counts);
        assert!((found.gvf - gvf).abs() < 1e-10, "{} {gvf}", found.gvf);
    };
    let storage = storage();
    check(
        &storage,
        3,
        &[40.77, 81.71, 126.43],
        &[28, 14, 7],
        0.8828644081605999,
    );
    check(
        &storage,
        5,
        &[23.08, 45.7, 76.75, 106.3, 126.43],
        &[12, 17, 12, 6, 2],
        0.9589014642853395,
    );
    check(
        &storage,
        7,
        &[20.49, 32.42, 45.7, 64.96, 81.71, 106.3, 126.43],
        &[11, 8, 10, 7, 6, 5, 2],
        0.9832181124060068,
    );
    let ratios = ratios();
    check(
        &ratios,
        5,
        &[
            0.04107649662561577,
            0.1360689468125,
            0.22313463236494596,
            0.36404013696801113,
            0.6334566751515152,
        ],
        &[32, 12, 2, 1, 2],
        0.9810689422896862,
    );
    check(
        &ratios,
        7,
        &[
            0.04107649662561577,
            0.07683060395959596,
            0.1360689468125,
            0.22313463236494596,
            0.36404013696801113,
            0.5544441945524297,
            0.6334566751515152,
        ],
        &[32, 9, 3, 2, 1, 1, 1],
        0.9945150593677223,
    );
}

/// mapclassify 2.10.0, `Quantiles(values, 5)` and `EqualInterval(values, 5)`.
#[test]
fn quantiles_and_equal_intervals_are_those_of_mapclassify() {
    let found = quantiles(&storage(), 5).unwrap();
    assert_close(&found.breaks, &[20.318, 33.6, 48.94, 73.788, 126.43]);
    assert_eq!(found.sizes, [10, 10, 9, 10, 10]);
    let found = equal_intervals(&ratios(), 5).unwrap();
    assert_close(
        &found.breaks,
        &[
            0.1310979924880436,
            0.25668766315391145,
            0.3822773338197793,
            0.5078670044856471,
            0.6334566751515152,
        ],
    );
    assert_eq!(found.sizes, [43, 3, 1, 0, 2]);
}

/// Central Yunnan paper: Fig. 2 has five "natural-break" classes of the shares of Table 2 with 11, 12, 8, 11 and 7 counties, Table 4
/// seven of the ratio. Neither is the optimum.
#[test]
fn printed_natural_breaks_are_not_the_best() {
    let shares = shares();
    let printed = with_limits(&shares, &[0.87, 1.51, 2.23, 3.47]).unwrap();
    assert_eq!(printed.sizes, [11, 12, 8, 11, 7]);
    assert!((printed.gvf - 0.950).abs() < 5e-4, "{}", printed.gvf);
    let best = natural_breaks(&shares, 5).unwrap();
    assert_eq!(best.sizes, [12, 17, 12, 6, 2]);
    assert!((best.gvf - 0.959).abs() < 5e-4, "{}", best.gvf);

    let ratios = ratios();
    let limits = [0.013832, 0.025549, 0.040932, 0.076898, 0.136217, 0.356339];
    let printed = with_limits(&ratios, &limits).unwrap();
    assert!((printed.gvf - 0.947).abs() < 5e-4, "{}", printed.gvf);
    let best = natural_breaks(&ratios, 7).unwrap();
    assert!((best.gvf - 0.995).abs() < 5e-4, "{}", best.gvf);
    assert_eq!(best.sizes[0], 32);
}

#[test]
fn a_class_holds_its_upper_bound_and_the_last_is_open() {
    let found = with_limits(&[1.0, 2.0, 2.0, 3.0], &[2.0, 5.0]).unwrap();
    assert_eq!(found.classes, [0, 0, 0, 1]);
    assert_eq!(found.sizes, [3, 1, 0]);
    // Nothing is above 5, so 5 is the last bound as well.
    assert_eq!(found.breaks, [2.0, 5.0, 5.0]);
}

#[test]
fn equal_quantiles_leave_a_class_empty() {
    let found = quantiles(&[1.0, 1.0, 1.0, 1.0, 2.0], 3).unwrap();
    assert_eq!(found.breaks, [1.0, 1.0, 2.0]);
    assert_eq!(found.sizes, [4, 0, 1]);
}

#[test]
fn what_cannot_be_classified_is_refused() {
    use ClassifyError::*;
    assert_eq!(natural_breaks(&[], 2), Err(Empty));
    assert_eq!(
        natural_breaks(&[1.0, f64::NAN], 2),
        Err(NotFinite { index: 1 })
    );
    assert_eq!(
        quantiles(&[f64::INFINITY, 1.0], 2),
        Err(NotFinite { index: 0 })
    );
    assert_eq!(equal_intervals(&[3.0; 4], 2), Err(AllEqual { value: 3.0 }));
    assert_eq!(standard_deviations(&[3.0], 3), Err(AllEqual { value: 3.0 }));
    assert_eq!(
        natural_breaks(&[1.0, 2.0], 1),
        Err(ClassCount { classes: 1 })
    );
    assert_eq!(quantiles(&[1.0, 2.0], 21), Err(ClassCount { classes: 21 }));
    assert_eq!(
        natural_breaks(&[1.0, 2.0, 2.0], 3),
        Err(TooFewDistinct {
            classes: 3,
            distinct: 2
        })
    );
    let limits = |limits: &[f64]| with_limits(&[1.0, 2.0], limits);
    assert_eq!(limits(&[2.0, 1.0]), Err(Limits { index: 1 }));
    assert_eq!(limits(&[1.0, 1.0]), Err(Limits { index: 1 }));
    assert_eq!(limits(&[f64::NAN]), Err(Limits { index: 0 }));
    assert_eq!(limits(&[]), Err(ClassCount { classes: 1 }));
    let many = vec![1.0; MOST_VALUES + 1];
    assert_eq!(
        natural_breaks(&many, 2),
        Err(TooManyValues {
            count: MOST_VALUES + 1
        })
    );
}

#[test]
fn values_near_the_end_of_what_a_number_holds_are_classified() {
    let odd = [
        f64::MAX,
        -f64::MAX,
        f64::MIN_POSITIVE,
        5e-324,
        0.0,
        -0.0,
        1.0,
        1.0 + f64::EPSILON,
    ];
    for method in METHODS {
        let found = classify(&odd, method, 3, &[-1.0, 1.0]).unwrap();
        assert!(found.breaks.iter().all(|b| b.is_finite()), "{found:?}");
        assert!((0.0..=1.0).contains(&found.gvf), "{found:?}");
    }
    let tight = [1.0, 1.0 + f64::EPSILON, 1.0 + 4.0 * f64::EPSILON];
    assert_eq!(natural_breaks(&tight, 2).unwrap().classes, [0, 0, 1]);
    let beside = [1e9, 1e9 + 1.0, 1e9 + 5.0, 1e9 + 6.0, -1e9];
    assert_eq!(natural_breaks(&beside, 3).unwrap().classes, [1, 1, 2, 2, 0]);
}

const METHODS: [ClassMethod; 5] = [
    ClassMethod::NaturalBreaks,
    ClassMethod::Quantile,
    ClassMethod::EqualInterval,
    ClassMethod::StandardDeviation,
    ClassMethod::Manual,
];

/// Squared deviations within runs of equal class, mean first.
fn within(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
    values.iter().map(|v| (v - mean) * (v - mean)).sum()
}

/// Least squared deviations of `k` runs of sorted values by trying every split: O(k n²), each run summed anew.
fn best_by_search(sorted: &[f64], k: usize) -> f64 {
    let n = sorted.len();
    let mut best: Vec<f64> = (0..=n).map(|j| within(&sorted[..j])).collect();
    for _ in 1..k {
        best = (0..=n)
            .map(|j| {
                let splits = (0..=j).map(|i| best[i] + within(&sorted[i..j]));
                splits.fold(f64::INFINITY, f64::min)
            })
            .collect();
    }
    best[n]
}

fn of_classes(values: &[f64], found: &Classification) -> f64 {
    let classes = 0..found.breaks.len();
    classes
        .map(|class| {
            let those = values.iter().zip(&found.classes);
            let those: Vec<f64> = those
                .filter(|(_, c)| **c == class)
                .map(|(v, _)| *v)
                .collect();
            within(&those)
        })
        .sum()
}

fn some_values() -> impl Strategy<Value = Vec<f64>> {
    prop_oneof![
        prop::collection::vec((0..40_i32).prop_map(|v| f64::from(v) / 4.0), 3..40),
        prop::collection::vec(-1e3..1e3_f64, 3..40),
        prop::collection::vec((-6.0..6.0_f64).prop_map(|v| libm::pow(10.0, v)), 3..40),
    ]
}

fn distinct(values: &[f64]) -> usize {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.dedup();
    sorted.len()
}

proptest! {
    #[test]
    fn natural_breaks_are_the_best_there_are(values in some_values(), k in 2_usize..7) {
        prop_assume!(distinct(&values) >= k);
        let found = natural_breaks(&values, k).unwrap();
        let mut sorted = values.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let (ours, best) = (of_classes(&values, &found), best_by_search(&sorted, k));
        let all = within(&sorted);
        prop_assert!(ours <= best + 1e-12 * all, "{ours} {best} {found:?}");
        prop_assert!((found.gvf - (1.0 - ours / all)).abs() < 1e-9);
        // As many as asked for, none of them empty.
        prop_assert!(found.sizes.len() == k && found.sizes.iter().all(|s| *s > 0));
    }

    #[test]
    fn any_classes_keep_the_order_and_part_no_equal_values(
        values in some_values(), k in 2_usize..7, method in prop::sample::select(&METHODS[..]),
    ) {
        prop_assume!(distinct(&values) >= k);
        let found = classify(&values, method, k, &[1.0, 2.5]).unwrap();
        prop_assert_eq!(found.sizes.iter().sum::<usize>(), values.len());
        prop_assert!(found.breaks.windows(2).all(|pair| pair[0] <= pair[1]));
        for (a, class) in values.iter().zip(&found.classes) {
            prop_assert!(*a <= found.breaks[*class]);
            prop_assert_eq!(found.class_of(*a), *class);
            for (b, other) in values.iter().zip(&found.classes) {
                prop_assert!(a > b || class <= other);
            }
        }
        if method != ClassMethod::NaturalBreaks && method != ClassMethod::Manual {
            let best = natural_breaks(&values, k).unwrap();
            prop_assert!(best.gvf >= found.gvf - 1e-12);
        }
    }

    #[test]
    fn neither_order_nor_unit_changes_the_classes(values in some_values(), k in 2_usize..6) {
        prop_assume!(distinct(&values) >= k);
        let found = natural_breaks(&values, k).unwrap();
        let mut turned = values.clone();
        turned.reverse();
        let other = natural_breaks(&turned, k).unwrap();
        prop_assert_eq!(&found.breaks, &other.breaks);
        let larger: Vec<f64> = values.iter().map(|v| v * 1024.0).collect();
        prop_assert_eq!(found.classes, natural_breaks(&larger, k).unwrap().classes);
    }

    #[test]
    fn no_input_brings_anything_but_classes_or_a_reason(
        values in prop::collection::vec(prop::num::f64::ANY, 0..12),
        limits in prop::collection::vec(prop::num::f64::ANY, 0..4),
        k in 0_usize..25,
        method in prop::sample::select(&METHODS[..]),
    ) {
        if let Ok(found) = classify(&values, method, k, &limits) {
            prop_assert!(found.breaks.iter().all(|b| b.is_finite()), "{:?}", found);
            prop_assert!((0.0..=1.0).contains(&found.gvf), "{:?}", found);
        }
    }
}
