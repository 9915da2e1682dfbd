//! What must hold for any areas, whatever the figures.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use proptest::prelude::*;
use tanheng::core::change::{
    ClassAreas, comprehensive_dynamic_degree, diversity, dynamic_degree, group_change, transition,
    transition_matrix,
};

fn areas_of(classes: std::ops::Range<usize>) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(0.0..1e4_f64, classes)
        .prop_filter("some area", |a| a.iter().sum::<f64>() > 1e-3)
}

fn areas() -> impl Strategy<Value = Vec<f64>> {
    areas_of(1..12)
}

fn table() -> impl Strategy<Value = Vec<Vec<f64>>> {
    (1_usize..8)
        .prop_flat_map(|n| prop::collection::vec(prop::collection::vec(0.0..1e4_f64, n), n))
        .prop_filter("some area", |t| t.iter().flatten().sum::<f64>() > 1e-3)
}

/// Anything a double can hold, also what no area is.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        prop::sample::select(vec![0.0, -0.0, 1.0, 5e-324, f64::MIN_POSITIVE, f64::MAX]),
    ]
}

fn near(a: f64, b: f64, size: f64) -> bool {
    (a - b).abs() <= 1e-9 * size.abs().max(1e-300)
}

proptest! {
    #[test]
    fn diversity_ignores_unit_and_order(areas in areas(), factor in 1e-6..1e6_f64, turn in 0_usize..12) {
        let d = diversity(&areas).unwrap();
        let mut other: Vec<f64> = areas.iter().map(|a| a * factor).collect();
        other.rotate_left(turn % areas.len());
        let e = diversity(&other).unwrap();
        prop_assert!((d.gibbs_martin - e.gibbs_martin).abs() < 1e-12);
        prop_assert!((d.shannon - e.shannon).abs() < 1e-12);
    }

    #[test]
    fn diversity_stays_within_its_bounds(areas in areas()) {
        let d = diversity(&areas).unwrap();
        let n = areas.len() as f64;
        prop_assert!((0.0..=1.0 - 1.0 / n + 1e-12).contains(&d.gibbs_martin));
        prop_assert!((0.0..=libm::log(n) + 1e-12).contains(&d.shannon));
        prop_assert!((d.shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    /// Equal areas, and only they, are most diverse.
    #[test]
    fn moving_area_from_a_larger_to_a_smaller_class_raises_diversity(areas in areas_of(2..12), share in 0.01..0.5_f64) {
        let (mut large, mut small) = (0, 0);
        for i in 0..areas.len() {
            if areas[i] > areas[large] { large = i; }
            if areas[i] < areas[small] { small = i; }
        }
        let gap = areas[large] - areas[small];
        prop_assume!(gap > 1e-3 * areas.iter().sum::<f64>());
        let mut moved = areas.clone();
        moved[large] -= share * gap;
        moved[small] += share * gap;
        let (before, after) = (diversity(&areas).unwrap(), diversity(&moved).unwrap());
        prop_assert!(after.gibbs_martin > before.gibbs_martin);
        prop_assert!(after.shannon > before.shannon);
    }

    #[test]
    fn equal_areas_reach_the_greatest_diversity(n in 2_usize..40, area in 1e-3..1e6_f64) {
        let d = diversity(&vec![area; n]).unwrap();
        prop_assert!((d.gibbs_martin - (1.0 - 1.0 / n as f64)).abs() < 1e-12);
        prop_assert!((d.shannon - libm::log(n as f64)).abs() < 1e-12);
        prop_assert!((d.evenness.unwrap() - 1.0).abs() < 1e-12);
    }

    /// There and back: (1 + K T)(1 + K' T) = 1, so a small change turns its sign and a loss weighs less than a gain.
    #[test]
    fn the_way_back_undoes_the_dynamic_degree(a in 1e-3..1e6_f64, b in 1e-3..1e6_f64, t in 1.0..50.0_f64) {
        let there = dynamic_degree(a, b, t).unwrap().percent_per_year / 100.0;
        let back = dynamic_degree(b, a, t).unwrap().percent_per_year / 100.0;
        let product = (1.0 + there * t) * (1.0 + back * t);
        prop_assert!((product - 1.0).abs() < 1e-9 * (1.0 + there.abs() * t) * (1.0 + back.abs() * t));
        prop_assert!(there + back >= -1e-12);
        prop_assert!(there * t >= -1.0);
    }

    #[test]
    fn a_small_change_is_antisymmetric(a in 1.0..1e6_f64, small in -1e-6..1e-6_f64, t in 1.0..50.0_f64) {
        let up = dynamic_degree(a, a * (1.0 + small), t).unwrap().percent_per_year;
        let down = dynamic_degree(a, a * (1.0 - small), t).unwrap().percent_per_year;
        prop_assert!((up + down).abs() < 1e-11);
    }

    #[test]
    fn a_transition_conserves_area(table in table()) {
        let t = transition(&table).unwrap();
        prop_assert!(near(t.start.iter().sum(), t.total, t.total));
        prop_assert!(near(t.end.iter().sum(), t.total, t.total));
        prop_assert!(near(t.loss.iter().sum(), t.gain.iter().sum(), t.total));
        prop_assert!(near(t.flows.iter().map(|f| f.area).sum(), t.changed, t.total));
        let unchanged: f64 = (0..table.len()).map(|i| t.areas[i][i]).sum();
        prop_assert!(near(unchanged + t.changed, t.total, t.total));
        prop_assert!((0.0..=1.0).contains(&t.changed_share));
        for i in 0..table.len() {
            prop_assert!(near(t.start[i] - t.loss[i] + t.gain[i], t.end[i], t.total));
        }
        prop_assert!(t.flows.windows(2).all(|w| w[0].area >= w[1].area && w[1].area > 0.0));
    }

    /// Read backwards in time, losses are gains and the comprehensive degree is the same.
    #[test]
    fn the_table_turned_round_swaps_start_and_end(table in table(), years in 1.0..30.0_f64) {
        let turned: Vec<Vec<f64>> = (0..table.len())
            .map(|j| table.iter().map(|row| row[j]).collect())
            .collect();
        let (there, back) = (transition(&table).unwrap(), transition(&turned).unwrap());
        prop_assert_eq!(&there.start, &back.end);
        prop_assert_eq!(&there.loss, &back.gain);
        let lc = |t| comprehensive_dynamic_degree(t, years).unwrap().percent_per_year;
        prop_assert!(near(lc(&there), lc(&back), 100.0));
        prop_assert!(lc(&there) <= 50.0 / years + 1e-9);
    }

    /// The order in which the columns are typed is of no account.
    #[test]
    fn names_put_columns_in_their_place(table in table(), turn in 0_usize..8) {
        let from: Vec<String> = (0..table.len()).map(|i| format!("c{i}")).collect();
        let turn = turn % table.len();
        let mut to = from.clone();
        to.rotate_left(turn);
        let mut typed = table.clone();
        for row in &mut typed { row.rotate_left(turn); }
        let m = transition_matrix(&from, &to, &typed).unwrap();
        prop_assert_eq!(m.classes, from);
        prop_assert_eq!(m.transition, transition(&table).unwrap());
    }

    /// T steps of the mean annual rate, or of the mean annual change, lead from the start to the end.
    #[test]
    fn rate_and_change_lead_to_the_end(start in 1.0..1e5_f64, end in 1.0..1e5_f64, years in 1_u32..50) {
        let class = ClassAreas { class: "a".into(), group: "g".into(), start: Some(start), end: Some(end) };
        let group = &group_change(&[class], f64::from(years)).unwrap()[0];
        let by_rate = (0..years).fold(start, |area, _| area * (1.0 + group.annual_rate.unwrap()));
        let by_change = start + group.annual_change.unwrap() * f64::from(years);
        prop_assert!(near(by_rate, end, end) && near(by_change, end, start + end));
    }

    /// Whatever is typed, a result holds no infinity and no NaN.
    #[test]
    fn results_are_finite_for_any_number(a in any_number(), b in any_number(), c in any_number(), t in any_number()) {
        if let Ok(k) = dynamic_degree(a, b, t) {
            prop_assert!(k.difference.is_finite() && k.ratio.is_finite() && k.percent_per_year.is_finite());
        }
        if let Ok(d) = diversity(&[a, b, c]) {
            prop_assert!(d.gibbs_martin.is_finite() && d.shannon.is_finite() && d.evenness.is_some_and(f64::is_finite));
            prop_assert!((0.0..=1.0).contains(&d.gibbs_martin));
        }
        if let Ok(m) = transition(&[vec![a, b], vec![c, 0.0]]) {
            prop_assert!((0.0..=1.0).contains(&m.changed_share));
            if let Ok(lc) = comprehensive_dynamic_degree(&m, t) {
                prop_assert!(lc.percent_per_year.is_finite());
            }
        }
        let class = |id: &str, start, end| ClassAreas { class: id.into(), group: "g".into(), start: Some(start), end: Some(end) };
        if let Ok(groups) = group_change(&[class("a", a, b), class("b", b, c)], t) {
            prop_assert!(groups[0].annual_change.is_some_and(f64::is_finite));
            prop_assert!(groups[0].annual_rate.is_none_or(f64::is_finite));
            prop_assert!(groups[0].start.is_some_and(f64::is_finite) && groups[0].end.is_some_and(f64::is_finite));
        }
    }
}
