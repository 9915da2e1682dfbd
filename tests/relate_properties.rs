//! What must hold for the grey relation of any series.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use proptest::prelude::*;
use tanheng::core::relate::{
    Extremes, GreyOptions, Normalisation, grey_relation, liu_degrees, rank_stability,
};

/// A reference and some series of one length, spread enough for every normalisation.
fn series() -> impl Strategy<Value = Vec<Vec<f64>>> {
    (2_usize..14).prop_flat_map(|n| {
        let one = prop::collection::vec(1.0..1e3_f64, n).prop_filter("spread", |s| {
            let low = s.iter().copied().fold(f64::INFINITY, f64::min);
            s.iter().any(|v| v - low > 1e-3)
        });
        prop::collection::vec(one, 2..7)
    })
}

fn any_options() -> impl Strategy<Value = GreyOptions> {
    options_with(Normalisation::ALL.to_vec())
}

fn options_with(normalisations: Vec<Normalisation>) -> impl Strategy<Value = GreyOptions> {
    let normalisation = prop::sample::select(normalisations);
    let extremes = prop::sample::select(vec![Extremes::AllSeries, Extremes::PerSeries]);
    (normalisation, extremes, 0.01..=1.0_f64).prop_map(|(normalisation, extremes, rho)| {
        GreyOptions {
            normalisation,
            extremes,
            distinguishing_coefficient: rho,
            weights: None,
        }
    })
}

/// Anything a double can hold.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        prop::sample::select(vec![
            0.0,
            1.0,
            5e-324,
            f64::MIN_POSITIVE,
            f64::MAX,
            f64::MIN
        ]),
    ]
}

proptest! {
    #[test]
    fn degrees_and_coefficients_lie_in_0_to_1(all in series(), o in any_options()) {
        let (reference, comparisons) = all.split_first().unwrap();
        let relation = grey_relation(reference, comparisons, &o).unwrap();
        let inside = |v: &f64| *v > 0.0 && *v <= 1.0;
        prop_assert!(relation.degrees.iter().all(inside));
        prop_assert!(relation.coefficients.iter().flatten().all(inside));
        // The greatest difference of all has coefficient (Δmin/Δmax + ρ)/(1 + ρ), at least ρ/(1 + ρ).
        let rho = o.distinguishing_coefficient;
        prop_assert!(relation.degrees.iter().all(|d| *d >= rho / (1.0 + rho) - 1e-12));
        // The point of least difference has coefficient 1.
        let (i, k) = relation.least_at;
        prop_assert_eq!(relation.coefficients[i][k], 1.0);
    }

    #[test]
    fn a_proportional_series_has_degree_1_and_rank_1(all in series(), factor in 1e-9..1e9_f64, rho in 0.01..=1.0_f64) {
        let (reference, comparisons) = all.split_first().unwrap();
        let mut comparisons = comparisons.to_vec();
        comparisons.push(reference.iter().map(|v| v * factor).collect());
        for normalisation in [Normalisation::Initial, Normalisation::Mean, Normalisation::MinMaxBenefit, Normalisation::ZScore] {
            let o = GreyOptions { normalisation, distinguishing_coefficient: rho, ..GreyOptions::default() };
            let relation = grey_relation(reference, &comparisons, &o).unwrap();
            prop_assert_eq!(*relation.degrees.last().unwrap(), 1.0);
            prop_assert_eq!(*relation.ranks.last().unwrap(), 1);
        }
    }

    #[test]
    fn the_order_of_the_series_is_of_no_account(all in series(), o in any_options(), turn in 0_usize..6) {
        let (reference, comparisons) = all.split_first().unwrap();
        let turn = turn % comparisons.len();
        let mut other = comparisons.to_vec();
        other.rotate_left(turn);
        let mut one = grey_relation(reference, comparisons, &o).unwrap();
        let turned = grey_relation(reference, &other, &o).unwrap();
        one.degrees.rotate_left(turn);
        one.ranks.rotate_left(turn);
        prop_assert_eq!(one.degrees, turned.degrees);
        prop_assert_eq!(one.ranks, turned.ranks);
    }

    /// Each series in its own unit.
    #[test]
    fn units_are_of_no_account(all in series(), factors in prop::collection::vec(1e-3..1e3_f64, 7), o in options_with(Normalisation::ALL[..5].to_vec())) {
        let scaled: Vec<Vec<f64>> = all.iter().zip(&factors).map(|(s, f)| s.iter().map(|v| v * f).collect()).collect();
        let one = grey_relation(&all[0], &all[1..], &o).unwrap();
        let other = grey_relation(&scaled[0], &scaled[1..], &o).unwrap();
        // Where all series nearly coincide, what is left is rounding over rounding.
        prop_assume!(one.greatest_difference.iter().all(|d| *d > 1e-6));
        for (a, b) in one.degrees.iter().zip(&other.degrees) {
            prop_assert!((a - b).abs() < 1e-7, "{} {}", a, b);
        }
    }

    /// Min–max and z-scores also have no zero point.
    #[test]
    fn zero_points_are_of_no_account(all in series(), shift in -1e3..1e3_f64) {
        for normalisation in [Normalisation::MinMaxBenefit, Normalisation::MinMaxCost, Normalisation::ZScore] {
            let o = GreyOptions { normalisation, ..GreyOptions::default() };
            let shifted: Vec<f64> = all[1].iter().map(|v| v + shift).collect();
            let one = grey_relation(&all[0], &[all[1].clone()], &o).unwrap();
            let other = grey_relation(&all[0], &[shifted], &o).unwrap();
            prop_assume!(one.greatest_difference[0] > 1e-6);
            prop_assert!((one.degrees[0] - other.degrees[0]).abs() < 1e-6);
        }
    }

    #[test]
    fn equal_weights_weigh_nothing_and_one_point_can_decide(all in series(), o in any_options(), weight in 1e-3..1e3_f64) {
        let (reference, comparisons) = all.split_first().unwrap();
        let plain = grey_relation(reference, comparisons, &o).unwrap();
        let mut weights = vec![weight; reference.len()];
        let equal = GreyOptions { weights: Some(weights.clone()), ..o.clone() };
        for (a, b) in plain.degrees.iter().zip(grey_relation(reference, comparisons, &equal).unwrap().degrees) {
            prop_assert!((a - b).abs() < 1e-12);
        }
        weights.fill(0.0);
        weights[1] = weight;
        let single = GreyOptions { weights: Some(weights), ..o };
        for (row, degree) in plain.coefficients.iter().zip(grey_relation(reference, comparisons, &single).unwrap().degrees) {
            prop_assert!((row[1] - degree).abs() < 1e-12);
        }
    }

    #[test]
    fn stability_agrees_with_a_fresh_relation_and_degrees_rise_with_the_coefficient(all in series(), o in any_options()) {
        let (reference, comparisons) = all.split_first().unwrap();
        let relation = grey_relation(reference, comparisons, &o).unwrap();
        let values: Vec<f64> = (1..=20).map(|i| f64::from(i) / 20.0).collect();
        let path = rank_stability(&relation, &values).unwrap();
        for at in &path {
            let fresh = GreyOptions { distinguishing_coefficient: at.distinguishing_coefficient, ..o.clone() };
            let fresh = grey_relation(reference, comparisons, &fresh).unwrap();
            prop_assert_eq!(&at.degrees, &fresh.degrees);
            prop_assert_eq!(&at.ranks, &fresh.ranks);
        }
        for pair in path.windows(2) {
            for (before, after) in pair[0].degrees.iter().zip(&pair[1].degrees) {
                prop_assert!(after >= &(before - 1e-12));
            }
        }
    }

    /// A series nearer at every point is never ranked behind, at any coefficient.
    #[test]
    fn the_nearer_series_stays_ahead(reference in prop::collection::vec(1.0..1e3_f64, 2..12), away in 1.1..10.0_f64, rho in 0.01..=1.0_f64) {
        let near: Vec<f64> = reference.iter().enumerate().map(|(k, v)| v + (k % 3) as f64 + 1.0).collect();
        let far: Vec<f64> = reference.iter().zip(&near).map(|(v, n)| v + away * (n - v)).collect();
        let o = GreyOptions { normalisation: Normalisation::None, distinguishing_coefficient: rho, ..GreyOptions::default() };
        let relation = grey_relation(&reference, &[far, near], &o).unwrap();
        prop_assert_eq!(relation.ranks, [2, 1]);
    }

    #[test]
    fn liu_degrees_are_symmetric_bounded_and_blind_to_a_shift(all in series(), shift in -1e3..1e3_f64, theta in 0.0..=1.0_f64) {
        let (a, b) = (&all[0], &all[1]);
        let one = liu_degrees(a, b, theta).unwrap();
        let other = liu_degrees(b, a, theta).unwrap();
        prop_assert!((one.absolute - other.absolute).abs() < 1e-12);
        prop_assert!((one.relative.unwrap() - other.relative.unwrap()).abs() < 1e-12);
        for degree in [one.absolute, one.relative.unwrap(), one.synthetic.unwrap()] {
            prop_assert!((0.5..=1.0).contains(&degree));
        }
        let shifted: Vec<f64> = b.iter().map(|v| v + shift).collect();
        prop_assert!((liu_degrees(a, &shifted, theta).unwrap().absolute - one.absolute).abs() < 1e-9);
        let scaled: Vec<f64> = b.iter().map(|v| v * 7.5).collect();
        prop_assert!((liu_degrees(a, &scaled, theta).unwrap().relative.unwrap() - one.relative.unwrap()).abs() < 1e-9);
        prop_assert_eq!(liu_degrees(a, a, theta).unwrap().absolute, 1.0);
    }

    /// Whatever is typed, a result holds no infinity and no NaN.
    #[test]
    fn results_are_finite_for_any_number(values in prop::collection::vec(any_number(), 6), o in any_options()) {
        let (a, b) = values.split_at(3);
        if let Ok(r) = grey_relation(a, &[b.to_vec()], &o) {
            let all = [&r.reference, &r.comparisons[0], &r.differences[0], &r.coefficients[0], &r.degrees];
            prop_assert!(all.iter().all(|v| v.iter().all(|x| x.is_finite())));
            prop_assert!(r.degrees[0] > 0.0 && r.degrees[0] <= 1.0);
        }
        if let Ok(d) = liu_degrees(a, b, 0.5) {
            prop_assert!(d.reference_area.is_finite() && d.series_area.is_finite());
            prop_assert!((0.5..=1.0).contains(&d.absolute));
            prop_assert!(d.relative.is_none_or(|r| (0.5..=1.0).contains(&r)));
        }
    }
}
