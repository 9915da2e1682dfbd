//! Land change against figures computed elsewhere: other packages, a printed table, arithmetic by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use serde::Deserialize;
use tanheng::core::change::{
    ChangeError, ClassAreas, ConversionReading, DIVERSITY, DYNAMIC_DEGREE, DiversityRequest,
    DynamicDegreeRequest, LAND_GROUPS, LandGroupsRequest, TRANSITION, TransitionMatrix,
    TransitionRequest, comprehensive_dynamic_degree, comprehensive_dynamic_degree_as, diversity,
    dynamic_degree, group_change, transition, transition_from_labels, transition_matrix,
};
use tanheng::core::problem::Report as _;
use tanheng::exchange::cases;

/// Counts of two real maps, as `(class 2020, class 2021, pixels)`; the source stands in the file.
fn worldcover() -> Vec<(u32, u32, usize)> {
    include_str!("data/worldcover_2020_2021.csv")
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
        .map(|line| {
            let cells: Vec<usize> = line.split(',').map(|c| c.parse().unwrap()).collect();
            (cells[0] as u32, cells[1] as u32, cells[2])
        })
        .collect()
}

/// 9 classes at the start, 8 at the end: the mangroves of the first map are in no cell of the second.
fn worldcover_table() -> TransitionMatrix {
    let counts = worldcover();
    let from = [10, 20, 30, 40, 50, 60, 80, 90, 95];
    let to = [90, 80, 60, 50, 40, 30, 20, 10];
    let areas: Vec<Vec<f64>> = from
        .iter()
        .map(|a| {
            to.iter()
                .map(|b| {
                    let found = counts.iter().find(|(f, t, _)| (f, t) == (a, b));
                    found.map_or(0.0, |(_, _, pixels)| *pixels as f64)
                })
                .collect()
        })
        .collect();
    transition_matrix(
        &from.map(|c| c.to_string()),
        &to.map(|c| c.to_string()),
        &areas,
    )
    .unwrap()
}

/// pandas 3.1.1 row and column sums; giddy 2.3.8 `Markov(labels).transitions`: trace 1 385 350 of 1 440 000, first row
/// 459597 0 4066 42 22716 8 164 53 0.
#[test]
fn worldcover_as_pandas_and_giddy_count_it() {
    let m = worldcover_table();
    let t = &m.transition;
    assert_eq!(
        m.classes,
        ["10", "20", "30", "40", "50", "60", "80", "90", "95"]
    );
    assert_eq!(
        t.start,
        [
            486_646.0, 266.0, 73_229.0, 911.0, 89_308.0, 10_276.0, 778_774.0, 498.0, 92.0
        ]
    );
    assert_eq!(
        t.end,
        [
            472_842.0, 5.0, 66_442.0, 668.0, 117_658.0, 779.0, 781_477.0, 129.0, 0.0
        ]
    );
    assert_eq!(
        t.areas[0],
        [
            459_597.0, 0.0, 4066.0, 42.0, 22_716.0, 8.0, 164.0, 53.0, 0.0
        ]
    );
    assert_eq!((t.total, t.total - t.changed), (1_440_000.0, 1_385_350.0));
    assert_eq!(t.changed, 54_650.0);
    assert!((t.changed_share - 54_650.0 / 1_440_000.0).abs() < 1e-15);
    // The mangroves: 83 became forest, 9 grassland, none stayed, none came.
    assert_eq!((t.loss[8], t.gain[8], t.end[8]), (92.0, 0.0, 0.0));
    let largest: Vec<(usize, usize, f64)> = t.flows[..3]
        .iter()
        .map(|f| (f.from, f.to, f.area))
        .collect();
    assert_eq!(largest, [(0, 4, 22_716.0), (2, 0, 8505.0), (2, 4, 4770.0)]);
}

/// Pixel by pixel, the two ways of making the table agree, and so does the one the program ships.
#[test]
fn labels_give_the_same_table() {
    let pixels = worldcover()
        .into_iter()
        .flat_map(|(a, b, n)| std::iter::repeat_n((a, b), n));
    let (from, to): (Vec<u32>, Vec<u32>) = pixels.unzip();
    let (labels, counted) = transition_from_labels(&from, &to, 1.0).unwrap();
    assert_eq!(labels, [10, 20, 30, 40, 50, 60, 80, 90, 95]);
    assert_eq!(counted, worldcover_table().transition);
    let shipped = cases::load("guizhou").and_then(|s| s.transition).unwrap();
    assert_eq!(transition(&shipped.areas).unwrap(), counted);
    // 10 m pixels are 0.01 hm².
    let (_, hectares) = transition_from_labels(&from, &to, 0.01).unwrap();
    assert!((hectares.changed - 546.5).abs() < 1e-9);
}

/// scikit-bio 0.7.4 `alpha.simpson`, `alpha.shannon(base=e)`, `alpha.pielou_e`; scipy 1.17.1 `stats.entropy` gives the
/// same entropies.
#[test]
fn diversity_as_scikit_bio_and_scipy_have_it() {
    let t = worldcover_table().transition;
    // scikit-bio counts the classes that occur: the 8 of the second map.
    for (areas, gibbs_martin, shannon, evenness) in [
        (
            &t.start[..],
            0.586_825_602_325_424_4,
            1.067_862_005_293_310_3,
            0.486_004_942_921_183_24,
        ),
        (
            &t.end[..8],
            0.588_857_603_900_462_9,
            1.052_460_946_858_557_7,
            0.506_126_729_587_381_4,
        ),
    ] {
        let d = diversity(areas).unwrap();
        assert!((d.gibbs_martin - gibbs_martin).abs() < 1e-14);
        assert!((d.shannon - shannon).abs() < 1e-14);
        assert!((d.evenness.unwrap() - evenness).abs() < 1e-14);
    }
    // Here every class given counts, also the mangroves that are gone: less even over 9 classes than over 8.
    let with_gone = diversity(&t.end).unwrap();
    assert!((with_gone.gibbs_martin - 0.588_857_603_900_462_9).abs() < 1e-14);
    assert!((with_gone.evenness.unwrap() - 1.052_460_946_858_557_7 / libm::log(9.0)).abs() < 1e-14);
    // Guizhou 2005, 10⁴ hm²: forest, unused, pasture, water, garden.
    let d = diversity(&[792.096, 178.0, 160.476, 20.596, 12.019]).unwrap();
    assert!((d.gibbs_martin - 0.493_407_800_047_537_8).abs() < 1e-14);
    assert!((d.shannon - 0.940_850_931_312_812_2).abs() < 1e-14);
}

/// One class is certain; a class without area changes neither index but the number of classes.
#[test]
fn diversity_at_its_bounds() {
    let one = diversity(&[5.0]).unwrap();
    assert_eq!(
        (one.gibbs_martin, one.shannon, one.evenness),
        (0.0, 0.0, None)
    );
    let certain = diversity(&[5.0, 0.0]).unwrap();
    assert_eq!((certain.gibbs_martin, certain.shannon), (0.0, 0.0));
    assert_eq!(
        (certain.gibbs_martin_max, certain.evenness),
        (0.5, Some(0.0))
    );
    // Areas whose squares would overflow.
    assert_eq!(diversity(&[1e200, 1e200]).unwrap().gibbs_martin, 0.5);
}

/// Guizhou paper, Table 4, areas from its Table 5 by the uptake rates of its Table 2 (10⁴ hm²). Its half periods are
/// printed with divisor 14 where 7 years lie between.
#[test]
fn guizhou_table_4() {
    let percent = |start, end, intervals| {
        let k = dynamic_degree(start, end, intervals)
            .unwrap()
            .percent_per_year;
        format!("{k:.2}")
    };
    for (start, end, with_7) in [
        (12.019, 16.615, "5.46"),
        (792.096, 896.102, "1.88"),
        (160.476, 7.143, "-13.65"),
        (20.596, 24.725, "2.86"),
    ] {
        assert_eq!(percent(start, end, 7.0), with_7);
    }
    // Printed: garden 2.73, forest 0.94, pasture −6.82, water 1.43.
    assert_eq!(percent(12.019, 16.615, 14.0), "2.73");
    assert_eq!(percent(792.096, 896.102, 14.0), "0.94");
    assert_eq!(percent(160.476, 7.143, 14.0), "-6.82");
    // 4.129/20.596/14 = 1.43198 %
    assert_eq!(percent(20.596, 24.725, 14.0), "1.43");
    for (start, end, with_14) in [
        (12.019, 16.149, "2.45"),
        (792.096, 892.189, "0.90"),
        (160.476, 7.143, "-6.82"),
        (20.596, 17.294, "-1.15"),
        // Printed 1.48: the areas behind it are rounded to 0.005/0.005 = 1 × 10⁴ hm².
        (178.0, 216.0, "1.52"),
    ] {
        assert_eq!(percent(start, end, 14.0), with_14);
    }
}

#[test]
fn the_printed_unused_degree_lies_within_the_rounding_of_the_areas() {
    let k = |a, b| dynamic_degree(a, b, 14.0).unwrap().percent_per_year;
    assert!(k(179.0, 215.0) < 1.48 && 1.48 < k(177.0, 217.0));
}

#[test]
fn the_dynamic_degree_keeps_its_working() {
    let k = dynamic_degree(80.0, 100.0, 5.0).unwrap();
    // 20; 20/80 = 0.25; 0.25/5 = 5 % a year
    assert_eq!(
        (k.difference, k.ratio, k.percent_per_year),
        (20.0, 0.25, 5.0)
    );
    // All of it lost in one year.
    assert_eq!(
        dynamic_degree(80.0, 0.0, 1.0).unwrap().percent_per_year,
        -100.0
    );
}

/// By hand: 54 650/1 440 000 = 3.795 139 %, half of it 1.897 569 %.
#[test]
fn the_comprehensive_degree_has_two_readings() {
    let t = worldcover_table().transition;
    let halved = comprehensive_dynamic_degree(&t, 1.0).unwrap();
    assert_eq!(halved.reading, ConversionReading::Halved);
    assert!((halved.percent_per_year - 1.897_569_444_444_444_4).abs() < 1e-14);
    let whole = comprehensive_dynamic_degree_as(&t, 1.0, ConversionReading::Whole).unwrap();
    assert_eq!(format!("{:.2}", whole.percent_per_year), "3.80");
    // Twice this total is beyond the largest number.
    let large = transition(&[vec![0.0, 1e308], vec![0.0, 0.0]]).unwrap();
    assert_eq!(
        comprehensive_dynamic_degree(&large, 1.0)
            .unwrap()
            .percent_per_year,
        50.0
    );
}

/// By hand: farm 100 + 44 = 144 → 169, T = 2: 12.5 a year; √(169/144) − 1 = 13/12 − 1 = 1/12.
#[test]
fn groups_by_hand() {
    let class = |class: &str, group: &str, start, end| ClassAreas {
        class: class.into(),
        group: group.into(),
        start,
        end,
    };
    let groups = group_change(
        &[
            class("cropland", "farm", Some(100.0), Some(120.0)),
            class("built", "built", None, Some(3.0)),
            class("forest", "farm", Some(44.0), Some(49.0)),
            class("bare", "unused", Some(0.0), Some(2.0)),
            class("sand", "lost", Some(5.0), Some(0.0)),
        ],
        2.0,
    )
    .unwrap();
    let ids: Vec<&str> = groups.iter().map(|g| g.group.as_str()).collect();
    assert_eq!(ids, ["farm", "built", "unused", "lost"]);
    assert_eq!((groups[0].start, groups[0].end), (Some(144.0), Some(169.0)));
    assert_eq!(groups[0].annual_change, Some(12.5));
    assert!((groups[0].annual_rate.unwrap() - 1.0 / 12.0).abs() < 1e-15);
    // Known at one end only: missing, and no number at either end.
    assert_eq!(groups[1].missing, ["built"]);
    assert_eq!(
        (groups[1].start, groups[1].end, groups[1].annual_change),
        (None, None, None)
    );
    // From nothing there is a change but no rate; to nothing the rate is −1.
    assert_eq!(
        (groups[2].annual_change, groups[2].annual_rate),
        (Some(1.0), None)
    );
    assert_eq!(groups[3].annual_rate, Some(-1.0));
}

#[test]
fn bad_tables_are_named_by_row_and_column() {
    let ok = vec![vec![1.0, 2.0], vec![3.0, 4.0]];
    assert_eq!(
        transition(&[vec![1.0, 2.0], vec![3.0, -4.0]]).unwrap_err(),
        ChangeError::CellNegative {
            row: 1,
            column: 1,
            value: -4.0
        }
    );
    assert_eq!(
        transition(&[vec![1.0, f64::INFINITY], vec![3.0, 4.0]]).unwrap_err(),
        ChangeError::CellNotFinite { row: 0, column: 1 }
    );
    // Counted as typed, also where rows and columns are in different order.
    assert_eq!(
        transition_matrix(
            &["a", "b"],
            &["b", "a"],
            &[vec![1.0, f64::NAN], vec![0.0, 0.0]]
        )
        .unwrap_err(),
        ChangeError::CellNotFinite { row: 0, column: 1 }
    );
    assert_eq!(
        transition_matrix(&["a", "a"], &["a", "b"], &ok).unwrap_err(),
        ChangeError::DuplicateClass {
            index: 1,
            class: "a".into()
        }
    );
    assert_eq!(
        transition_matrix(&["a"], &["a", "b"], &ok).unwrap_err(),
        ChangeError::RowCount {
            found: 2,
            expected: 1
        }
    );
    assert_eq!(
        transition_matrix(&["a", "b"], &["a"], &ok).unwrap_err(),
        ChangeError::RowLength {
            row: 0,
            found: 2,
            expected: 1
        }
    );
    assert_eq!(transition(&[]).unwrap_err(), ChangeError::Empty);
    assert_eq!(
        transition(&[vec![0.0]]).unwrap_err(),
        ChangeError::ZeroTotal
    );
    assert_eq!(
        transition(&[vec![f64::MAX; 2], vec![0.0; 2]]).unwrap_err(),
        ChangeError::Overflow
    );
}

#[test]
fn bad_cells_and_classes_are_named() {
    for value in [0.0, -1.0, f64::INFINITY] {
        assert_eq!(
            transition_from_labels(&[1], &[1], value).unwrap_err(),
            ChangeError::CellArea { value }
        );
    }
    assert_eq!(
        transition_from_labels(&[], &[], 1.0).unwrap_err(),
        ChangeError::Empty
    );
    assert_eq!(
        transition_from_labels(&[1, 1], &[1, 1], f64::MAX).unwrap_err(),
        ChangeError::Overflow
    );
    let class = |class: &str, start| ClassAreas {
        class: class.into(),
        group: "farm".into(),
        start: Some(start),
        end: Some(1.0),
    };
    assert_eq!(
        group_change(&[class("a", 1.0), class("a", 1.0)], 1.0).unwrap_err(),
        ChangeError::DuplicateClass {
            index: 1,
            class: "a".into()
        }
    );
    assert_eq!(
        group_change(&[class("a", 1.0), class("b", -2.0)], 1.0).unwrap_err(),
        ChangeError::Negative {
            index: 1,
            value: -2.0
        }
    );
    // A period so short that a change a year is beyond the largest number.
    assert_eq!(
        group_change(&[class("a", 2.0)], 1e-320).unwrap_err(),
        ChangeError::Overflow
    );
}

/// A code names its module and nothing in it can break a job file: JSON has no NaN.
#[test]
fn problems_can_be_written() {
    for error in [
        ChangeError::CellArea { value: f64::NAN },
        ChangeError::NoInterval {
            intervals: f64::INFINITY,
        },
        ChangeError::DuplicateClass {
            index: 1,
            class: "a".into(),
        },
        ChangeError::CellNegative {
            row: 0,
            column: 1,
            value: -4.0,
        },
        ChangeError::RowCount {
            found: 2,
            expected: 1,
        },
    ] {
        let problem = error.problem();
        assert!(problem.code.starts_with("change."), "{}", problem.code);
        let text = serde_json::to_string(&problem).unwrap();
        assert_eq!(
            serde_json::from_str::<tanheng::core::problem::Problem>(&text).unwrap(),
            problem
        );
    }
    // People count rows and columns from 1.
    let problem = ChangeError::CellNotFinite { row: 0, column: 1 }.problem();
    let args = serde_json::to_string(&problem.args).unwrap();
    assert!(
        args.contains(r#"["row",{"kind":"count","value":1}]"#),
        "{args}"
    );
    assert!(
        args.contains(r#"["column",{"kind":"count","value":2}]"#),
        "{args}"
    );
}

#[derive(Deserialize)]
#[serde(tag = "method", rename_all = "snake_case")]
enum Request {
    Diversity(DiversityRequest),
    DynamicDegree(DynamicDegreeRequest),
    Transition(TransitionRequest),
    LandGroups(LandGroupsRequest),
}

#[test]
fn examples_run_as_they_stand() {
    for spec in [DIVERSITY, DYNAMIC_DEGREE, TRANSITION, LAND_GROUPS] {
        let id = match serde_json::from_str(spec.example).unwrap() {
            Request::Diversity(r) => {
                assert_eq!(
                    format!("{:.4}", diversity(&r.areas).unwrap().gibbs_martin),
                    "0.4934"
                );
                "diversity"
            }
            Request::DynamicDegree(r) => {
                let k = dynamic_degree(r.start, r.end, r.intervals).unwrap();
                assert_eq!(format!("{:.2}", k.percent_per_year), "5.46");
                "dynamic_degree"
            }
            Request::Transition(r) => {
                let t = transition(&r.areas).unwrap();
                let lc = comprehensive_dynamic_degree(&t, r.intervals).unwrap();
                assert_eq!(lc.percent_per_year, 1.5);
                "transition"
            }
            Request::LandGroups(r) => {
                let groups = group_change(&r.classes, r.intervals).unwrap();
                assert_eq!(groups[0].annual_change, Some(38.0 / 14.0));
                "land_groups"
            }
        };
        assert_eq!(spec.id, id);
    }
    assert!(
        serde_json::from_str::<Request>(r#"{"method":"diversity","areas":[1],"x":1}"#).is_err()
    );
}
