//! Grey relation against figures computed elsewhere: a package, printed examples, arithmetic by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use std::ops::ControlFlow;

use serde::Deserialize;
use tanheng::core::problem::Report as _;
use tanheng::core::relate::{
    Extremes, GREY_RELATION, GreyError, GreyOptions, GreyRelationRequest, LIU_DEGREE,
    LiuDegreeRequest, Normalisation, Search, compare_normalisations, grey_relation, liu_degrees,
    rank_stability, search_variants,
};
use tanheng::core::study::PublishedAccount;
use tanheng::exchange::cases;

const ORDER: [&str; 7] = [
    "built", "garden", "unused", "forest", "water", "cropland", "pasture",
];

/// Guizhou paper, Table 5.
fn table5() -> (PublishedAccount, Vec<Vec<f64>>) {
    let published = cases::load("guizhou").and_then(|s| s.published);
    let table = published.and_then(|p| p.account).expect("Table 5 ships");
    let lines = ORDER.iter().map(|id| table.lines[*id].clone()).collect();
    (table, lines)
}

fn options(normalisation: Normalisation) -> GreyOptions {
    GreyOptions {
        normalisation,
        ..GreyOptions::default()
    }
}

fn assert_near(ours: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(ours.len(), expected.len());
    for (i, (a, b)) in ours.iter().zip(expected).enumerate() {
        assert!((a - b).abs() <= tolerance, "series {i}: {a} for {b}");
    }
}

/// PyPI greytheory 2.0.5, `analysis.gra.grey_relation(net, lines, 0.5, normalisation)` on the Guizhou paper's Table 5.
#[test]
fn table_5_as_greytheory_has_it() {
    let (table, lines) = table5();
    for (normalisation, expected) in [
        (
            Normalisation::Initial,
            [
                0.758_912_867_924_415_8,
                0.683_973_503_611_510_3,
                0.659_355_883_392_811_8,
                0.639_510_546_493_942_3,
                0.638_303_594_028_400_5,
                0.606_065_705_656_062_3,
                0.514_147_717_498_799_4,
            ],
        ),
        (
            Normalisation::Mean,
            [
                0.954_326_405_301_253_7,
                0.927_135_945_981_922_6,
                0.893_148_803_518_943_4,
                0.878_982_506_002_227_9,
                0.777_381_585_184_351,
                0.858_764_286_168_682_9,
                0.469_405_214_897_629_43,
            ],
        ),
        (
            Normalisation::MinMaxBenefit,
            [
                0.935_594_603_273_041_3,
                0.765_806_374_509_241_4,
                0.769_416_918_089_663_7,
                0.738_388_631_217_636_1,
                0.520_506_611_113_760_4,
                0.677_478_812_830_250_7,
                0.397_580_473_676_357_9,
            ],
        ),
        (
            Normalisation::ZScore,
            [
                0.950_489_034_405_522_9,
                0.832_389_198_235_060_4,
                0.823_701_856_180_744_1,
                0.827_407_053_234_784_8,
                0.517_059_838_702_445_5,
                0.664_947_884_615_716_4,
                0.517_866_210_267_530_9,
            ],
        ),
        (
            Normalisation::None,
            [
                0.738_494_773_563_190_2,
                0.513_252_936_750_401_3,
                0.512_558_121_622_461_2,
                0.563_074_010_303_052_4,
                0.512_865_784_106_975,
                0.662_294_221_777_728_9,
                0.512_612_132_152_598_8,
            ],
        ),
    ] {
        let relation = grey_relation(&table.net, &lines, &options(normalisation)).unwrap();
        assert_near(&relation.degrees, &expected, 1e-12);
    }
}

/// Both series turned upside down differ as much as both upright.
#[test]
fn more_is_better_and_less_is_better_agree_when_all_are_turned() {
    let (table, lines) = table5();
    let degrees = |n| {
        grey_relation(&table.net, &lines, &options(n))
            .unwrap()
            .degrees
    };
    assert_near(
        &degrees(Normalisation::MinMaxCost),
        &degrees(Normalisation::MinMaxBenefit),
        1e-12,
    );
}

/// PyPI greytheory 2.0.5 with weights 1 … 15, and with ρ = 0.1 and 1.
#[test]
fn weights_and_coefficients_as_greytheory_has_them() {
    let (table, lines) = table5();
    let weighted = GreyOptions {
        weights: Some((1..=15).map(f64::from).collect()),
        ..GreyOptions::default()
    };
    assert_near(
        &grey_relation(&table.net, &lines, &weighted)
            .unwrap()
            .degrees,
        &[
            0.708_923_560_266_149_7,
            0.625_353_187_678_989_8,
            0.592_785_261_792_452_9,
            0.570_181_729_275_315_1,
            0.545_422_411_856_413_6,
            0.535_578_817_220_065_1,
            0.413_114_197_111_348_06,
        ],
        1e-12,
    );
    let relation = grey_relation(&table.net, &lines, &GreyOptions::default()).unwrap();
    let at = rank_stability(&relation, &[0.1, 1.0]).unwrap();
    assert_near(
        &at[0].degrees,
        &[
            0.423_979_652_537_358_8,
            0.341_336_948_187_353_66,
            0.322_753_237_529_444_2,
            0.306_832_336_439_616_7,
            0.328_188_682_393_486_2,
            0.281_208_411_876_897_66,
            0.240_105_775_177_997_64,
        ],
        1e-12,
    );
    assert_near(
        &at[1].degrees,
        &[
            0.859_286_693_245_444_2,
            0.806_530_523_323_599_5,
            0.787_154_363_957_011_2,
            0.771_641_554_845_487_8,
            0.764_313_105_269_078_7,
            0.744_779_242_883_216_7,
            0.654_954_201_016_625_6,
        ],
        1e-12,
    );
    // Water overtakes unused and forest when ρ falls to 0.1; built land stays first and pasture last.
    assert_eq!(at[0].ranks, [1, 2, 4, 5, 3, 6, 7]);
    assert_eq!(at[1].ranks, [1, 2, 3, 4, 5, 6, 7]);
}

/// 5057.62/2076.29 − 0.15/3.37 = 2.435 893 − 0.044 510 = 2.391 383, in 2019 for pasture; the first year is 0 for all.
#[test]
fn extremes_and_where_they_sit() {
    let (table, lines) = table5();
    let relation = grey_relation(&table.net, &lines, &GreyOptions::default()).unwrap();
    let greatest = 5057.62 / 2076.29 - 0.15 / 3.37;
    assert!((relation.greatest_difference[0] - greatest).abs() < 1e-12);
    assert_eq!(format!("{greatest:.4}"), "2.3914");
    assert_eq!(relation.greatest_at, (6, 14));
    assert_eq!((ORDER[6], table.years[14]), ("pasture", 2019));
    assert_eq!(
        (relation.least_difference[0], relation.least_at),
        (0.0, (0, 0))
    );
    assert_eq!(relation.ranks, [1, 2, 3, 4, 5, 6, 7]);
}

/// Yıldırım and Önder (eds.) 2015, multi-criteria methods, Dora, ISBN 978-605-9929-44-8, as reproduced in the
/// documentation and tests of the Julia package JMcDM: five alternatives, six criteria, weights; printed 0.525,
/// 0.700 714…, 0.546 428…, 0.576 282…, 0.650 952…. There a criterion is normalised over the alternatives, best 1, worst 0,
/// and the reference is the ideal: done by hand below, then related without further normalisation.
#[test]
fn weighted_example_of_yildirim_and_onder() {
    // Criteria 1, 3 and 6 are less-is-better: 10 15 12 20 15 becomes 1, 0.5, 0.8, 0, 0.5.
    let alternatives = [
        vec![1.0, 0.0, 1.0, 0.5, 0.0, 0.5],
        vec![2.0 / 3.0, 1.0 / 3.0, 0.5, 0.5, 2.0 / 3.0, 1.0],
        vec![0.0, 1.0, 0.8, 0.0, 5.0 / 6.0, 0.0],
        vec![7.0 / 9.0, 0.0, 0.0, 0.5, 1.0, 0.75],
        vec![1.0 / 3.0, 2.0 / 3.0, 0.5, 1.0, 1.0 / 3.0, 0.75],
    ];
    let weighted = GreyOptions {
        weights: Some(vec![0.05, 0.20, 0.10, 0.15, 0.10, 0.40]),
        ..options(Normalisation::None)
    };
    let relation = grey_relation(&[1.0; 6], &alternatives, &weighted).unwrap();
    assert_near(
        &relation.degrees,
        &[
            0.525,
            0.700_714_285_714_285_7,
            0.546_428_571_428_571_5,
            0.576_282_051_282_051_2,
            0.650_952_380_952_381,
        ],
        1e-12,
    );
    assert_eq!(relation.ranks, [5, 1, 4, 3, 2]);
}

/// A worked example of Chinese courses in mathematical modelling: GDP of a region and its three sectors, 2000 to 2005. The
/// table divided by the means is printed (m.douchai.cn, document 379879252); the degrees are those of PyPI greytheory 2.0.5.
#[test]
fn gdp_and_its_sectors() {
    let gdp = [1988.0, 2061.0, 2335.0, 2750.0, 3356.0, 3806.0];
    let sectors = [
        vec![386.0, 408.0, 422.0, 482.0, 511.0, 561.0],
        vec![839.0, 846.0, 960.0, 1258.0, 1577.0, 1893.0],
        vec![763.0, 808.0, 953.0, 1010.0, 1268.0, 1352.0],
    ];
    let relation = grey_relation(&gdp, &sectors, &options(Normalisation::Mean)).unwrap();
    let printed = 5.1e-5;
    assert_near(
        &relation.reference,
        &[0.7320, 0.7588, 0.8597, 1.0125, 1.2356, 1.4013],
        printed,
    );
    for (ours, table) in relation.comparisons.iter().zip([
        [0.8361, 0.8838, 0.9141, 1.0440, 1.1069, 1.2152],
        [0.6828, 0.6885, 0.7812, 1.0237, 1.2833, 1.5405],
        [0.7439, 0.7878, 0.9292, 0.9847, 1.2363, 1.3182],
    ]) {
        assert_near(ours, &table, printed);
    }
    assert_near(
        &relation.degrees,
        &[
            0.508_432_412_595_935_2,
            0.624_295_833_506_042,
            0.757_299_624_999_91,
        ],
        1e-12,
    );
    assert_eq!(relation.ranks, [3, 2, 1]);
}

/// By hand, ρ = ½: Δ₁ = 0, 1, 2; Δ₂ = 0, 0, 1. Over all: ξ = 1/(Δ + 1), so (1 + 1/2 + 1/3)/3 = 11/18 and 5/6. Each by
/// itself: Δ₂ is measured against 1, ξ = ½/(Δ + ½), so (1 + 1 + 1/3)/3 = 7/9.
#[test]
fn extremes_over_all_and_each_by_hand() {
    let reference = [1.0, 2.0, 3.0];
    let series = [vec![1.0, 3.0, 5.0], vec![1.0, 2.0, 4.0]];
    let all = grey_relation(&reference, &series, &options(Normalisation::None)).unwrap();
    assert_near(&all.degrees, &[11.0 / 18.0, 5.0 / 6.0], 1e-15);
    let each = GreyOptions {
        extremes: Extremes::PerSeries,
        ..options(Normalisation::None)
    };
    let each = grey_relation(&reference, &series, &each).unwrap();
    assert_near(&each.degrees, &[11.0 / 18.0, 7.0 / 9.0], 1e-15);
    assert_eq!(each.greatest_difference, [2.0, 1.0]);
}

/// By hand: −1 0 1 has population standard deviation √(2/3), so the ends are ±√1.5.
#[test]
fn z_scores_divide_by_n() {
    let relation = grey_relation(
        &[1.0, 2.0, 3.0],
        &[vec![30.0, 20.0, 10.0]],
        &options(Normalisation::ZScore),
    )
    .unwrap();
    let end = 1.5_f64.sqrt();
    assert_near(&relation.reference, &[-end, 0.0, end], 1e-15);
    assert_near(&relation.comparisons[0], &[end, 0.0, -end], 1e-15);
}

#[test]
fn equal_degrees_share_the_better_rank() {
    let relation = grey_relation(
        &[1.0, 2.0, 4.0],
        &[
            vec![1.0, 1.0, 1.0],
            vec![1.0, 3.0, 4.0],
            vec![10.0, 30.0, 40.0],
            vec![2.0, 4.0, 8.0],
        ],
        &GreyOptions::default(),
    )
    .unwrap();
    assert_eq!(relation.ranks, [4, 2, 2, 1]);
}

#[test]
fn no_difference_at_all_is_degree_1() {
    for extremes in [Extremes::AllSeries, Extremes::PerSeries] {
        let o = GreyOptions {
            extremes,
            ..GreyOptions::default()
        };
        let relation = grey_relation(&[1.0, 3.0], &[vec![2.0, 6.0], vec![5.0, 15.0]], &o).unwrap();
        assert_eq!(
            (relation.degrees, relation.ranks),
            (vec![1.0, 1.0], vec![1, 1])
        );
    }
}

/// Δ = 1, 0 beside a value of 10¹⁴ is a difference of 1, not dust: ξ = ⅓, 1.
#[test]
fn a_large_value_hides_no_difference() {
    let relation = grey_relation(
        &[1.0, 1e14],
        &[vec![2.0, 1e14]],
        &options(Normalisation::None),
    )
    .unwrap();
    assert_near(&relation.degrees, &[2.0 / 3.0], 1e-15);
}

/// z-scores have no unit: the same degrees whether the squares overflow, vanish, or neither.
#[test]
fn tiny_and_huge_series_are_related_like_any_other() {
    let relate = |size: f64| {
        let series = |values: [f64; 3]| values.map(|v| v * size).to_vec();
        let reference = series([1.0, 2.0, 5.0]);
        grey_relation(
            &reference,
            &[series([5.0, 2.0, 1.0])],
            &options(Normalisation::ZScore),
        )
        .unwrap()
        .degrees
    };
    assert_near(&relate(1e200), &relate(1.0), 1e-12);
    assert_near(&relate(1e-200), &relate(1.0), 1e-12);
    // Δ = 0 and 1.7e308, ρ = 1: (1 + ½)/2. Δ = 0 and the least positive number, ρ = 0.05: (1 + 0.05/1.05)/2.
    for (size, rho, expected) in [
        (1.7e308, 1.0, 0.75),
        (5e-324, 0.05, (1.0 + 0.05 / 1.05) / 2.0),
    ] {
        let o = GreyOptions {
            distinguishing_coefficient: rho,
            ..options(Normalisation::None)
        };
        let relation = grey_relation(&[0.0, size], &[vec![0.0, 0.0]], &o).unwrap();
        assert_near(&relation.degrees, &[expected], 1e-15);
    }
}

/// Cropland of 2005 divided by 0: the other five normalisations still stand in the table.
#[test]
fn normalisations_side_by_side() {
    let (table, mut lines) = table5();
    let rows = compare_normalisations(&table.net, &lines, &GreyOptions::default());
    assert_eq!(rows.len(), 6);
    for row in &rows {
        let alone = grey_relation(&table.net, &lines, &options(row.normalisation)).unwrap();
        assert_eq!(row.relation.as_ref().unwrap(), &alone);
    }
    lines[5][0] = 0.0;
    let rows = compare_normalisations(&table.net, &lines, &GreyOptions::default());
    assert_eq!(rows[0].relation, Err(GreyError::ZeroFirst { series: 6 }));
    assert!(rows[1..].iter().all(|row| row.relation.is_ok()));
}

fn search(
    references: &[Vec<f64>],
    lines: &[Vec<f64>],
    printed: &[f64],
) -> Result<Search, GreyError> {
    let values: Vec<f64> = (1..=20).map(|i| f64::from(i) / 20.0).collect();
    let go_on = &mut |_, _| ControlFlow::Continue(());
    search_variants(references, lines, printed, &values, go_on)
}

/// Guizhou paper, Table 6, from the series of its Table 5: none of 3 × 5 × 2 × 20 variants gives it.
#[test]
fn table_6_is_not_in_table_5() {
    let (table, lines) = table5();
    let references = [table.net.clone(), table.source.clone(), table.sink.clone()];
    let printed = [0.59, 0.64, 0.67, 0.65, 0.38, 0.70, 0.43];
    let found = search(&references, &lines, &printed).unwrap();
    assert_eq!((found.tried, found.same_order), (600, 0));
    let nearest = found.nearest.unwrap();
    assert_eq!(format!("{:.2}", nearest.largest_difference), "0.12");
    assert_eq!(
        (nearest.reference, nearest.normalisation, nearest.extremes),
        (0, Normalisation::ZScore, Extremes::PerSeries)
    );
    assert!((nearest.distinguishing_coefficient - 0.35).abs() < 1e-12);
    // Cropland comes first, as printed, only where the sink is the reference.
    assert_eq!(found.same_first, [0, 0, 180]);
}

/// The search finds what is there: degrees it computed itself.
#[test]
fn a_variant_that_exists_is_found() {
    let (table, lines) = table5();
    let made = GreyOptions {
        extremes: Extremes::PerSeries,
        distinguishing_coefficient: 0.3,
        ..options(Normalisation::Mean)
    };
    let degrees = grey_relation(&table.source, &lines, &made).unwrap().degrees;
    let found = search(&[table.net.clone(), table.source.clone()], &lines, &degrees).unwrap();
    let nearest = found.nearest.unwrap();
    assert!(nearest.largest_difference < 1e-12 && found.same_order >= 1);
    assert_eq!(
        (nearest.reference, nearest.normalisation, nearest.extremes),
        (1, Normalisation::Mean, Extremes::PerSeries)
    );
    assert!((nearest.distinguishing_coefficient - 0.3).abs() < 1e-12);
}

#[test]
fn a_search_without_a_match_is_no_match() {
    let (table, lines) = table5();
    let references = [table.net.clone()];
    assert_eq!(
        search(&references, &lines, &[0.5; 6]),
        Err(GreyError::PrintedLength {
            found: 6,
            expected: 7
        })
    );
    let mut printed = [0.5; 7];
    printed[3] = f64::NAN;
    assert_eq!(
        search(&references, &lines, &printed),
        Err(GreyError::PrintedNotFinite { index: 3 })
    );
}

/// numpy 2.4.6 `trapezoid` of the zero-start images of 30.5 34.7 35.9 38.2 41 and 22.1 25.4 27.1 28.3 31.5, a textbook
/// exercise (360docs.net 708812989): absolute 0.927 33, relative 0.952 72.
#[test]
fn liu_as_the_trapezoid_rule_has_it() {
    let a = [30.5, 34.7, 35.9, 38.2, 41.0];
    let b = [22.1, 25.4, 27.1, 28.3, 31.5];
    let d = liu_degrees(&a, &b, 0.5).unwrap();
    assert_near(&[d.reference_area, d.series_area], &[22.55, 19.2], 1e-12);
    assert!((d.absolute - 0.927_331_887_201_735_2).abs() < 1e-14);
    assert!((d.relative_reference_area.unwrap() - 0.739_344_262_295_082_2).abs() < 1e-14);
    assert!((d.relative_series_area.unwrap() - 0.868_778_280_542_986_2).abs() < 1e-14);
    assert!((d.relative.unwrap() - 0.952_719_143_747_459_9).abs() < 1e-14);
    let synthetic = f64::midpoint(d.absolute, d.relative.unwrap());
    assert!((d.synthetic.unwrap() - synthetic).abs() < 1e-15);
    // The worked answer there, 0.9323, takes each value's predecessor away: images 0 4.2 1.2 2.3 2.8 and 0 3.3 1.7 1.2 3.2.
    let d = liu_degrees(&[0.0, 4.2, 1.2, 2.3, 2.8], &[0.0, 3.3, 1.7, 1.2, 3.2], 0.5).unwrap();
    assert_near(&[d.reference_area, d.series_area], &[9.1, 7.8], 1e-12);
    assert_eq!(
        (format!("{:.4}", d.absolute).as_str(), d.relative),
        ("0.9323", None)
    );
}

/// numpy 2.4.6 on the Guizhou paper's Table 5, net emission against built land and pasture.
#[test]
fn liu_on_table_5() {
    let (table, lines) = table5();
    for (line, absolute, relative) in [
        (0, 0.987_996_108_748_700_5, 0.768_840_347_806_952_2),
        (1, 0.500_544_767_090_322_7, 0.657_799_044_589_339_4),
        (6, 0.500_010_101_979_482_9, 0.511_629_991_444_879_9),
    ] {
        let d = liu_degrees(&table.net, &lines[line], 0.5).unwrap();
        assert!((d.absolute - absolute).abs() < 1e-13);
        assert!((d.relative.unwrap() - relative).abs() < 1e-13);
    }
}

#[test]
fn liu_says_what_is_wrong() {
    let two = [1.0, 2.0];
    assert_eq!(
        liu_degrees(&two, &two, 1.5),
        Err(GreyError::Theta { value: 1.5 })
    );
    assert_eq!(
        liu_degrees(&[1.0], &[1.0], 0.5),
        Err(GreyError::TooFewPoints { count: 1 })
    );
    assert_eq!(
        liu_degrees(&two, &[1.0], 0.5),
        Err(GreyError::LengthMismatch {
            series: 1,
            found: 1,
            expected: 2
        })
    );
    assert_eq!(
        liu_degrees(&[f64::NAN, 1.0], &two, 0.5),
        Err(GreyError::NotFinite {
            series: 0,
            index: 0
        })
    );
    assert_eq!(
        liu_degrees(&[-1e308, 1e308], &two, 0.5),
        Err(GreyError::Overflow { series: 0 })
    );
}

#[test]
fn bad_series_are_named() {
    let two = vec![1.0, 2.0];
    // 0.1 + 0.2 − 0.3 is 0 but for rounding, 0.1 + 0.2 and 0.3 the same number.
    assert_eq!(
        grey_relation(
            &[0.1, 0.2, -0.3],
            &[vec![1.0, 2.0, 3.0]],
            &options(Normalisation::Mean)
        ),
        Err(GreyError::ZeroMean { series: 0 })
    );
    for n in [
        Normalisation::MinMaxBenefit,
        Normalisation::MinMaxCost,
        Normalisation::ZScore,
    ] {
        assert_eq!(
            grey_relation(&two, &[vec![0.1 + 0.2, 0.3]], &options(n)),
            Err(GreyError::Constant { series: 1 })
        );
    }
    assert_eq!(
        grey_relation(&two, &[vec![5e-324, 1.0]], &GreyOptions::default()),
        Err(GreyError::Overflow { series: 1 })
    );
    assert_eq!(
        rank_stability(
            &grey_relation(&two, std::slice::from_ref(&two), &GreyOptions::default()).unwrap(),
            &[0.5, 0.0]
        ),
        Err(GreyError::DistinguishingCoefficient { value: 0.0 })
    );
}

/// Nothing in a problem can break a job file: JSON has no NaN.
#[test]
fn problems_can_be_written() {
    for error in [
        GreyError::Theta { value: f64::NAN },
        GreyError::DistinguishingCoefficient {
            value: f64::INFINITY,
        },
        GreyError::PrintedLength {
            found: 1,
            expected: 2,
        },
        GreyError::PrintedNotFinite { index: 3 },
        GreyError::Constant { series: 1 },
    ] {
        let problem = error.problem();
        assert!(problem.code.starts_with("grey."), "{}", problem.code);
        let text = serde_json::to_string(&problem).unwrap();
        assert_eq!(
            serde_json::from_str::<tanheng::core::problem::Problem>(&text).unwrap(),
            problem
        );
    }
}

#[derive(Deserialize)]
#[serde(tag = "method", rename_all = "snake_case")]
enum Request {
    GreyRelation(GreyRelationRequest),
    LiuDegree(LiuDegreeRequest),
}

#[test]
fn examples_run_as_they_stand() {
    let Request::GreyRelation(r) = serde_json::from_str(GREY_RELATION.example).unwrap() else {
        panic!("{}", GREY_RELATION.id);
    };
    let relation = grey_relation(&r.reference, &r.comparisons, &r.options).unwrap();
    assert_eq!(relation.ranks, [1, 2]);
    let Request::LiuDegree(r) = serde_json::from_str(LIU_DEGREE.example).unwrap() else {
        panic!("{}", LIU_DEGREE.id);
    };
    assert!(liu_degrees(&r.reference, &r.series, r.theta).is_ok());
    let typo = r#"{"method":"grey_relation","reference":[1,2],"comparisons":[[1,3]],"options":{"rho":0.5}}"#;
    assert!(serde_json::from_str::<Request>(typo).is_err());
}
