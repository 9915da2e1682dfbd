//! Land change against printed tables and what must hold for any areas.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use proptest::prelude::*;
use tanheng::core::change::{
    ChangeError, ClassAreas, comprehensive_dynamic_degree, diversity, dynamic_degree, group_change,
    transition, transition_from_labels,
};
use tanheng::core::study::Cell;
use tanheng::exchange::cases;
use tanheng::steps::change;

/// Guizhou paper, Table 4 and areas derived from its Table 5: the half periods are printed with divisor 14.
#[test]
fn dynamic_degrees_with_7_and_14() {
    for (start, end, with_7, printed) in [
        (12.019, 16.615, 5.46, 2.73),
        (792.096, 896.102, 1.88, 0.94),
        (160.476, 7.143, -13.65, -6.82),
        (20.596, 24.725, 2.86, 1.43),
    ] {
        let k =
            |t| (dynamic_degree(start, end, t).unwrap().percent_per_year * 100.0).round() / 100.0;
        assert_eq!(k(7.0), with_7);
        assert!((k(14.0) - printed).abs() <= 0.011, "{}", k(14.0));
    }
    for (start, end, expected) in [
        (12.019, 16.149, 2.45),
        (792.096, 892.189, 0.90),
        (160.476, 7.143, -6.82),
        (20.596, 17.294, -1.15),
        (178.0, 216.0, 1.52),
    ] {
        let k = dynamic_degree(start, end, 14.0).unwrap().percent_per_year;
        assert_eq!((k * 100.0).round() / 100.0, expected);
    }
}

/// Counts: ESA WorldCover 2020 v100 → 2021 v200, São Tomé (CC-BY-4.0).
#[test]
fn transition_of_two_maps() {
    let table = cases::load("guizhou")
        .and_then(|s| s.transition)
        .expect("ships");
    let t = transition(&table.areas).unwrap();
    assert_eq!((t.total, t.changed), (1_440_000.0, 54_650.0));
    assert_eq!(format!("{:.2}", t.changed_share * 100.0), "3.80");
    assert_eq!(
        (t.flows[0].from, t.flows[0].to, t.flows[0].area),
        (0, 4, 22_716.0)
    );
    assert_eq!(
        format!("{:.4}", diversity(&t.start).unwrap().gibbs_martin),
        "0.5868"
    );
    assert_eq!(
        format!("{:.4}", diversity(&t.end).unwrap().gibbs_martin),
        "0.5889"
    );
    let one_year = comprehensive_dynamic_degree(&t, 1.0).unwrap();
    // 54 650 / (2 · 1 440 000) = 1.8976 %
    assert_eq!(format!("{:.4}", one_year.percent_per_year), "1.8976");
}

/// By hand: ½ ln 2 + ½ ln 4 = 1.5 ln 2 = 1.039 720 770 84; 1 − (1/4 + 1/16 + 1/16) = 0.625.
#[test]
fn entropy_and_diversity_by_hand() {
    let d = diversity(&[2.0, 1.0, 1.0]).unwrap();
    assert!((d.shannon - 1.039_720_770_839_917_9).abs() < 1e-15);
    assert_eq!(d.gibbs_martin, 0.625);
    assert!((d.evenness.unwrap() - 1.039_720_770_839_917_9 / libm::log(3.0)).abs() < 1e-15);
}

/// scikit-bio 0.7.4: alpha.simpson and alpha.shannon(base=e) of the row sums and the column sums.
#[test]
fn diversity_of_two_maps_equals_scikit_bio() {
    let table = cases::load("guizhou")
        .and_then(|s| s.transition)
        .expect("ships");
    let t = transition(&table.areas).unwrap();
    let (start, end) = (diversity(&t.start).unwrap(), diversity(&t.end).unwrap());
    for (ours, theirs) in [
        (start.gibbs_martin, 0.586_825_602_325_424_4),
        (start.shannon, 1.067_862_005_293_310_3),
        (end.gibbs_martin, 0.588_857_603_900_462_9),
        (end.shannon, 1.052_460_946_858_557_7),
    ] {
        assert!((ours - theirs).abs() < 1e-12, "{ours} {theirs}");
    }
}

/// scikit-learn 1.9.1: confusion_matrix(start, end).
#[test]
fn two_maps_equal_scikit_learn() {
    let label = |i: u32| (i * 7) % 5 * 10 + 10;
    let start: Vec<u32> = (0..40)
        .map(|i| if i % 3 > 0 { label(i) } else { 30 })
        .collect();
    let end: Vec<u32> = (0..40)
        .map(|i| if i % 4 > 0 { label(i) } else { 50 })
        .collect();
    let (labels, t) = transition_from_labels(&start, &end, 1.0).unwrap();
    assert_eq!(labels, [10, 20, 30, 40, 50]);
    assert_eq!(
        t.areas,
        [
            [4.0, 0.0, 0.0, 0.0, 1.0],
            [0.0, 3.0, 0.0, 0.0, 2.0],
            [2.0, 3.0, 6.0, 2.0, 6.0],
            [0.0, 0.0, 0.0, 4.0, 1.0],
            [0.0, 0.0, 0.0, 0.0, 6.0],
        ]
    );
}

#[test]
fn groups_say_what_is_missing() {
    let class = |class: &str, group: &str, start, end| ClassAreas {
        class: class.into(),
        group: group.into(),
        start,
        end,
    };
    let groups = group_change(
        &[
            class("cropland", "farm", None, None),
            class("forest", "farm", Some(792.096), Some(892.189)),
            class("unused", "unused", Some(178.0), Some(216.0)),
        ],
        14.0,
    )
    .unwrap();
    assert_eq!(
        (groups[0].missing.as_slice(), groups[0].start),
        (["cropland".to_owned()].as_slice(), None)
    );
    // (216 − 178)/14 = 2.714; (216/178)^(1/14) − 1 = 1.3918 %
    assert!((groups[1].annual_change.unwrap() - 38.0 / 14.0).abs() < 1e-15);
    assert_eq!(
        format!("{:.3}", groups[1].annual_rate.unwrap() * 100.0),
        "1.392"
    );
}

#[test]
fn bad_input_is_named() {
    assert_eq!(
        dynamic_degree(0.0, 1.0, 7.0).unwrap_err(),
        ChangeError::ZeroStart
    );
    assert_eq!(
        dynamic_degree(1.0, 1.0, 0.0).unwrap_err(),
        ChangeError::NoInterval { intervals: 0.0 }
    );
    assert_eq!(
        dynamic_degree(1.0, -1.0, 7.0).unwrap_err(),
        ChangeError::Negative {
            index: 1,
            value: -1.0
        }
    );
    assert_eq!(
        dynamic_degree(f64::NAN, 1.0, 7.0).unwrap_err(),
        ChangeError::NotFinite { index: 0 }
    );
    assert_eq!(
        dynamic_degree(1e-308, 1e308, 1.0).unwrap_err(),
        ChangeError::Overflow
    );
    assert_eq!(diversity(&[]).unwrap_err(), ChangeError::Empty);
    assert_eq!(diversity(&[0.0, 0.0]).unwrap_err(), ChangeError::ZeroTotal);
    assert_eq!(
        transition(&[vec![1.0], vec![1.0]]).unwrap_err(),
        ChangeError::NotSquare {
            row: 0,
            found: 1,
            classes: 2
        }
    );
    assert_eq!(
        transition_from_labels(&[1], &[1, 2], 1.0).unwrap_err(),
        ChangeError::DifferentSizes { from: 1, to: 2 }
    );
    assert_eq!(diversity(&[7.0]).unwrap().evenness, None);
}

proptest! {
    #[test]
    fn a_transition_matrix_conserves_area(labels in prop::collection::vec((0_u32..6, 0_u32..6), 1..200), cell in 0.01..1e4_f64) {
        let (from, to): (Vec<u32>, Vec<u32>) = labels.into_iter().unzip();
        let (classes, t) = transition_from_labels(&from, &to, cell).unwrap();
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * t.total;
        prop_assert!(close(t.start.iter().sum(), t.total) && close(t.end.iter().sum(), t.total));
        for i in 0..classes.len() {
            prop_assert!(close(t.start[i] - t.loss[i] + t.gain[i], t.end[i]));
        }
        prop_assert!(close(t.flows.iter().map(|f| f.area).sum(), t.changed));
    }

    #[test]
    fn diversity_ignores_scale_and_order_and_is_greatest_when_even(areas in prop::collection::vec(0.0..1e3_f64, 1..12), factor in 1e-3..1e3_f64) {
        prop_assume!(areas.iter().sum::<f64>() > 1e-6);
        let d = diversity(&areas).unwrap();
        let other: Vec<f64> = areas.iter().rev().map(|a| a * factor).collect();
        let e = diversity(&other).unwrap();
        prop_assert!((d.gibbs_martin - e.gibbs_martin).abs() < 1e-12 && (d.shannon - e.shannon).abs() < 1e-9);
        prop_assert!(d.gibbs_martin <= d.gibbs_martin_max + 1e-12);
        let even = diversity(&vec![factor; areas.len()]).unwrap();
        prop_assert!((even.gibbs_martin - even.gibbs_martin_max).abs() < 1e-12);
    }

    #[test]
    fn dynamic_degree_scales_with_the_period_and_not_with_the_unit(a in 1e-3..1e6_f64, b in 0.0..1e6_f64, t in 1.0..50.0_f64, factor in 1e-3..1e3_f64) {
        let k = dynamic_degree(a, b, t).unwrap().percent_per_year;
        let scaled = dynamic_degree(a * factor, b * factor, t).unwrap().percent_per_year;
        prop_assert!((k - scaled).abs() <= 1e-9 * k.abs().max(1.0));
        let half = dynamic_degree(a, b, 2.0 * t).unwrap().percent_per_year;
        prop_assert!((k / 2.0 - half).abs() <= 1e-9 * k.abs().max(1.0));
    }
}

/// A template runs on for years after the last survey; what is known is not lost for it, and the halves part at a survey.
#[test]
fn years_without_any_area_do_not_count_and_halves_part_where_a_survey_was() {
    let mut study = cases::load("guizhou").unwrap();
    for sheet in &mut study.sheets {
        for column in &mut sheet.columns {
            let is_area = column.indicator.starts_with("area_");
            for (key, cell) in sheet
                .rows
                .iter()
                .zip(std::sync::Arc::make_mut(&mut column.cells))
            {
                if is_area && ![2005, 2009, 2013, 2017].contains(&key.year) {
                    *cell = Cell::Empty;
                }
            }
        }
    }
    study.choices.change.periods.clear();
    let step = change::compute(&study).unwrap();
    assert_eq!(step.years, [2005, 2009, 2013, 2017]);
    let periods: Vec<(i32, i32)> = step.periods.iter().map(|p| (p.from, p.to)).collect();
    assert!(
        periods == [(2005, 2009), (2009, 2017), (2005, 2017)]
            || periods == [(2005, 2013), (2013, 2017), (2005, 2017)],
        "{periods:?}"
    );
    let known = step.classes.iter().filter(|c| c.known);
    assert!(known.clone().count() > 3);
    for class in known {
        assert!(class.degrees.iter().all(Result::is_ok), "{}", class.class);
    }
    assert!(step.groups.is_ok());
}
