//! Grey relation against the Guizhou paper's series and what must hold for any series.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use std::ops::ControlFlow;

use proptest::prelude::*;
use tanheng::core::relate::{
    Extremes, GreyError, GreyOptions, Normalisation, grey_relation, liu_degrees, rank_stability,
    search_variants,
};
use tanheng::core::study::PublishedAccount;
use tanheng::exchange::cases;

const ORDER: [&str; 7] = [
    "built", "garden", "unused", "forest", "water", "cropland", "pasture",
];

fn table5() -> PublishedAccount {
    cases::load("guizhou")
        .and_then(|s| s.published)
        .and_then(|p| p.account)
        .expect("Table 5 ships")
}

fn comparisons(table: &PublishedAccount) -> Vec<Vec<f64>> {
    ORDER.iter().map(|id| table.lines[*id].clone()).collect()
}

fn options(normalisation: Normalisation) -> GreyOptions {
    GreyOptions {
        normalisation,
        ..GreyOptions::default()
    }
}

/// Series: Guizhou paper, Table 5. Degrees: recomputed independently from that table for the face of this program.
#[test]
fn degrees_of_table_5() {
    let table = table5();
    for (normalisation, expected) in [
        (
            Normalisation::Initial,
            [0.7589, 0.6840, 0.6594, 0.6395, 0.6383, 0.6061, 0.5141],
        ),
        (
            Normalisation::Mean,
            [0.9543, 0.9271, 0.8931, 0.8790, 0.7774, 0.8588, 0.4694],
        ),
        (
            Normalisation::MinMaxBenefit,
            [0.9356, 0.7658, 0.7694, 0.7384, 0.5205, 0.6775, 0.3976],
        ),
        (
            Normalisation::ZScore,
            [0.9505, 0.8324, 0.8237, 0.8274, 0.5171, 0.6649, 0.5179],
        ),
        (
            Normalisation::None,
            [0.7385, 0.5133, 0.5126, 0.5631, 0.5129, 0.6623, 0.5126],
        ),
    ] {
        let relation =
            grey_relation(&table.net, &comparisons(&table), &options(normalisation)).unwrap();
        for (name, (ours, expected)) in ORDER.iter().zip(relation.degrees.iter().zip(expected)) {
            assert!(
                (ours - expected).abs() <= 5.1e-5,
                "{normalisation:?} {name}: {ours} for {expected}"
            );
        }
    }
}

#[test]
fn the_greatest_difference_is_pasture_in_2019() {
    let table = table5();
    let relation =
        grey_relation(&table.net, &comparisons(&table), &GreyOptions::default()).unwrap();
    // 5057.62/2076.29 − 0.15/3.37 = 2.43589 − 0.04451
    assert!((relation.greatest_difference[0] - 2.3914).abs() < 5e-5);
    assert_eq!((relation.greatest_at, table.years[14]), ((6, 14), 2019));
    assert_eq!(relation.least_difference[0], 0.0);
}

/// Table 6 of the Guizhou paper: its degrees do not come from the series of its Table 5.
#[test]
fn table_6_cannot_be_reproduced() {
    let table = table5();
    let printed = [0.59, 0.64, 0.67, 0.65, 0.38, 0.70, 0.43];
    let values: Vec<f64> = (1..=20).map(|i| f64::from(i) / 20.0).collect();
    let references = [table.net.clone(), table.source.clone(), table.sink.clone()];
    let search = search_variants(
        &references,
        &comparisons(&table),
        &printed,
        &values,
        &mut |_, _| ControlFlow::Continue(()),
    )
    .unwrap();
    assert_eq!((search.tried, search.same_order), (600, 0));
    let nearest = search.nearest.unwrap();
    assert!(
        (nearest.largest_difference - 0.12).abs() < 0.005,
        "{nearest:?}"
    );
    assert_eq!(
        (nearest.reference, nearest.normalisation, nearest.extremes),
        (0, Normalisation::ZScore, Extremes::PerSeries)
    );
    assert!((nearest.distinguishing_coefficient - 0.35).abs() < 1e-12);
    // Cropland first only with the sink as the reference.
    assert_eq!(search.same_first, [0, 0, 180]);
    let stopped = search_variants(
        &references,
        &comparisons(&table),
        &printed,
        &values,
        &mut |_, _| ControlFlow::Break(()),
    );
    assert!(matches!(
        stopped,
        Err(GreyError::Cancelled {
            done: 0,
            total: 600
        })
    ));
}

#[test]
fn bad_input_is_named() {
    let o = GreyOptions::default();
    let two = vec![1.0, 2.0];
    assert_eq!(grey_relation(&two, &[], &o), Err(GreyError::NoComparison));
    assert_eq!(
        grey_relation(&[1.0], &[vec![1.0]], &o),
        Err(GreyError::TooFewPoints { count: 1 })
    );
    assert_eq!(
        grey_relation(&two, &[vec![1.0]], &o),
        Err(GreyError::LengthMismatch {
            series: 1,
            found: 1,
            expected: 2
        })
    );
    assert_eq!(
        grey_relation(&two, &[vec![0.0, 1.0]], &o),
        Err(GreyError::ZeroFirst { series: 1 })
    );
    assert_eq!(
        grey_relation(
            &[-1.0, 1.0],
            std::slice::from_ref(&two),
            &options(Normalisation::Mean)
        ),
        Err(GreyError::ZeroMean { series: 0 })
    );
    assert_eq!(
        grey_relation(
            &[3.0, 3.0],
            std::slice::from_ref(&two),
            &options(Normalisation::ZScore)
        ),
        Err(GreyError::Constant { series: 0 })
    );
    assert_eq!(
        grey_relation(&two, &[vec![1.0, f64::NAN]], &o),
        Err(GreyError::NotFinite {
            series: 1,
            index: 1
        })
    );
    for rho in [0.0, -0.5, 1.5] {
        let o = GreyOptions {
            distinguishing_coefficient: rho,
            ..GreyOptions::default()
        };
        assert_eq!(
            grey_relation(&two, std::slice::from_ref(&two), &o),
            Err(GreyError::DistinguishingCoefficient { value: rho })
        );
    }
    for weights in [vec![1.0], vec![-1.0, 2.0], vec![0.0, 0.0]] {
        let o = GreyOptions {
            weights: Some(weights),
            ..GreyOptions::default()
        };
        assert_eq!(
            grey_relation(&two, std::slice::from_ref(&two), &o),
            Err(GreyError::Weights)
        );
    }
}

#[test]
fn liu_by_hand() {
    // Reference 1 2 4: zero-start 0 1 3, s0 = 1 + 1.5 = 2.5. Series 2 3 3: 0 1 1, s = 1.5.
    // ε = (1 + 2.5 + 1.5) / (1 + 2.5 + 1.5 + 1) = 5/6
    // Relative: 1 2 4 → 2.5; 1 1.5 1.5 → 0.5 + 0.25 = 0.75; (1 + 2.5 + 0.75)/(4.25 + 1.75) = 4.25/6
    let d = liu_degrees(&[1.0, 2.0, 4.0], &[2.0, 3.0, 3.0], 0.5).unwrap();
    assert!((d.absolute - 5.0 / 6.0).abs() < 1e-15);
    assert!((d.relative.unwrap() - 4.25 / 6.0).abs() < 1e-15);
    assert!((d.synthetic.unwrap() - (5.0 / 6.0 + 4.25 / 6.0) / 2.0).abs() < 1e-15);
    assert_eq!(
        liu_degrees(&[0.0, 1.0], &[1.0, 1.0], 0.5).unwrap().relative,
        None
    );
}

fn series() -> impl Strategy<Value = Vec<Vec<f64>>> {
    (2_usize..12)
        .prop_flat_map(|n| prop::collection::vec(prop::collection::vec(1.0..1e3_f64, n), 2..6))
}

proptest! {
    #[test]
    fn degrees_lie_in_0_to_1_and_a_proportional_series_has_1(all in series(), factor in 1e-6..1e6_f64) {
        let (reference, comparisons) = all.split_first().unwrap();
        let mut comparisons = comparisons.to_vec();
        comparisons.push(reference.iter().map(|v| v * factor).collect());
        for normalisation in [Normalisation::Initial, Normalisation::Mean] {
            let relation = grey_relation(reference, &comparisons, &options(normalisation)).unwrap();
            prop_assert!(relation.degrees.iter().all(|d| *d > 0.0 && *d <= 1.0));
            prop_assert!((relation.degrees.last().unwrap() - 1.0).abs() < 1e-9);
            prop_assert_eq!(*relation.ranks.last().unwrap(), 1);
        }
    }

    #[test]
    fn order_and_scale_of_the_series_do_not_matter(all in series(), factor in 1e-3..1e3_f64) {
        let (reference, comparisons) = all.split_first().unwrap();
        let reversed: Vec<Vec<f64>> = comparisons.iter().rev().map(|c| c.iter().map(|v| v * factor).collect()).collect();
        for normalisation in [Normalisation::Initial, Normalisation::Mean, Normalisation::MinMaxBenefit, Normalisation::ZScore] {
            let (Ok(one), Ok(other)) = (
                grey_relation(reference, comparisons, &options(normalisation)),
                grey_relation(reference, &reversed, &options(normalisation)),
            ) else { continue };
            for (a, b) in one.degrees.iter().zip(other.degrees.iter().rev()) {
                prop_assert!((a - b).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn stability_at_the_same_coefficient_is_the_relation_itself(all in series(), rho in 0.05..1.0_f64) {
        let (reference, comparisons) = all.split_first().unwrap();
        let o = GreyOptions { distinguishing_coefficient: rho, ..GreyOptions::default() };
        let relation = grey_relation(reference, comparisons, &o).unwrap();
        let at = rank_stability(&relation, &[rho]).unwrap();
        prop_assert_eq!(&at[0].degrees, &relation.degrees);
        prop_assert_eq!(&at[0].ranks, &relation.ranks);
    }
}
