//! Forecast numbers against papers, textbooks, other programs and exact arithmetic.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![allow(
    clippy::unwrap_used,
    reason = "a helper outside of a test function may fail the test too"
)]

use std::ops::ControlFlow;

use tanheng::core::forecast::*;
use tanheng::core::spec::Kind;

/// Net carbon emission of land use in Guizhou 2005–2019, 10⁴ t C: last column of table 5 of the paper.
const GUIZHOU_NET: [f64; 15] = [
    2076.29, 2682.09, 3073.00, 2698.84, 3054.63, 3490.35, 3700.12, 4608.31, 4260.19, 4379.78,
    4377.37, 4459.31, 4727.81, 4705.79, 5057.62,
];
/// Road traffic noise, Si Shoukui, Mathematical modelling algorithms and applications, chapter 15.
const NOISE: [f64; 7] = [71.1, 72.4, 72.4, 72.1, 71.4, 72.0, 71.6];
/// The short example series of the grey-systems textbooks.
const TEXTBOOK: [f64; 5] = [2.874, 3.278, 3.337, 3.390, 3.679];
/// Waste water of the Yangtze 1995–2004, used with GM(1,1) in MATLAB in mathematical modelling, 2nd edition, chapter 4.
const YANGTZE: [f64; 10] = [
    174.0, 179.0, 183.0, 189.0, 207.0, 234.0, 220.5, 256.0, 270.0, 285.0,
];

/// Rounding of double precision over some twenty sums.
const REL_EXACT: f64 = 1e-12;

#[track_caller]
fn close(actual: f64, expected: f64, relative: f64) {
    assert!(
        (actual - expected).abs() <= relative * expected.abs(),
        "{actual} is not {expected}"
    );
}

#[track_caller]
fn printed(actual: f64, expected: &str) {
    let decimals = expected.split('.').nth(1).map_or(0, str::len);
    assert_eq!(format!("{actual:.decimals$}"), expected);
}

fn fit(series: &[f64], horizon: usize) -> Gm11 {
    gm11(
        series,
        &Gm11Options {
            horizon,
            ..Gm11Options::default()
        },
    )
    .unwrap()
}

fn quiet() -> impl FnMut(usize, usize) -> ControlFlow<()> {
    |_, _| ControlFlow::Continue(())
}

// ---- GM(1,1) ----

#[test]
fn guizhou_coefficients_equal_exact_rational_arithmetic() {
    // Normal equations solved in Python's fractions.Fraction, so without rounding; numpy.linalg.lstsq agrees to 1e-14.
    let fit = fit(&GUIZHOU_NET, 11);
    close(
        fit.development_coefficient,
        -0.044_700_106_349_314_44,
        REL_EXACT,
    );
    close(fit.grey_input, 2_752.617_932_540_135_4, REL_EXACT);
    printed(fit.forecast[0], "5440.92");
    printed(fit.forecast[10], "8507.51");
}

#[test]
fn another_background_weight_equals_exact_rational_arithmetic() {
    // α = 3/10, Python's fractions.Fraction.
    let fit = gm11(
        &GUIZHOU_NET,
        &Gm11Options {
            background_weight: 0.3,
            horizon: 0,
        },
    )
    .unwrap();
    close(
        fit.development_coefficient,
        -0.045_033_476_360_966_79,
        REL_EXACT,
    );
    close(fit.grey_input, 2_779.261_651_555_676, REL_EXACT);
}

#[test]
fn guizhou_printed_coefficients_lead_to_the_printed_forecast() {
    // Table 7 of the paper, 2020–2030. It prints a with three decimals and b with one, and the last digit of some values
    // is cut off instead of rounded, hence two units of the last digit.
    let table_7 = [
        5634.88, 5906.04, 6190.25, 6488.13, 6800.36, 7127.60, 7470.60, 7830.10, 8206.90, 8601.83,
        9015.77,
    ];
    let path = gm11_path(2076.29, -0.047, 2752.6, 15, 11).unwrap();
    for (actual, expected) in path[15..].iter().zip(table_7) {
        assert!(
            (actual - expected).abs() < 0.02,
            "{actual} is not {expected}"
        );
    }
    // The series itself gives another forecast: the paper's a is not that of its table 5.
    assert!((fit(&GUIZHOU_NET, 1).forecast[0] - table_7[0]).abs() > 190.0);
}

#[test]
fn textbook_series_equals_a_published_calculation_by_hand_and_matlab() {
    // github.com/241880199/MathModel, tests/skills/model-select/verify/gm11.md: by hand, and MATLAB to 1e-8.
    let fit = fit(&TEXTBOOK, 1);
    close(fit.development_coefficient, -0.037_204_381_943_6, 1e-11);
    close(fit.grey_input, 3.065_363_313, 1e-9);
    for (actual, expected) in fit
        .accumulated
        .iter()
        .zip([2.874, 6.152, 9.489, 12.879, 16.558])
    {
        close(*actual, expected, REL_EXACT);
    }
    for (actual, expected) in fit.background.iter().zip([4.513, 7.8205, 11.184, 14.7185]) {
        close(*actual, expected, REL_EXACT);
    }
    for (actual, expected) in fit
        .fitted
        .iter()
        .zip([2.874, 3.23203891, 3.35454976, 3.4817044, 3.61367885])
    {
        close(*actual, expected, 2e-9);
    }
    close(fit.forecast[0], 3.75065581, 2e-9);
    for (actual, expected) in
        fit.residuals
            .iter()
            .zip([0.0, 0.04596109, -0.01754976, -0.0917044, 0.06532115])
    {
        assert!((actual - expected).abs() < 1e-8);
    }
    let test = posterior_test(&TEXTBOOK, &fit.fitted).unwrap();
    printed(test.observed_deviation, "0.2586106");
    printed(test.residual_deviation, "0.054947507");
    printed(test.variance_ratio, "0.21247199");
    assert_eq!(
        (test.small_error_probability, test.grade),
        (1.0, Grade::Good)
    );
}

#[test]
fn noise_series_equals_the_textbook() {
    // a = 0.0023 and b = 72.657 as printed in public solutions of the textbook's example; ratios and bounds as printed on
    // the page "GM(1,1)应用案例1" of the same example.
    let fit = fit(&NOISE, 0);
    printed(fit.development_coefficient, "0.0023");
    printed(fit.grey_input, "72.657");
    assert!(fit.forecast.is_empty());
    let test = class_ratio_test(&NOISE).unwrap();
    for (actual, expected) in test
        .ratios
        .iter()
        .zip(["0.9820", "1.0000", "1.0042", "1.0098", "0.9917", "1.0056"])
    {
        printed(actual.unwrap(), expected);
    }
    printed(test.lower, "0.7788");
    printed(test.upper, "1.2840");
    assert!(test.passes);
    assert_eq!((test.outside.len(), test.least_shift), (0, Some(0.0)));
}

#[test]
fn other_series_equal_the_package_greytheory() {
    // PyPI greytheory 2.0.5, GM11().fit(x).coefficients_ and .predict(3): [a, b], three steps ahead, MAPE of x(2) … x(n).
    type Case<'a> = (&'a [f64], [f64; 2], [f64; 3], f64);
    let cases: [Case; 4] = [
        (
            &NOISE,
            [0.002_343_786_478_523_326_5, 72.657_269_603_678_74],
            [
                71.394_645_892_921_13,
                71.227_508_031_480_21,
                71.060_761_446_785_29,
            ],
            0.002_342_442_672_586_440_7,
        ),
        (
            &YANGTZE,
            [-0.062_398_498_625_590_264, 156.616_174_710_906_68],
            [
                303.012_231_932_034_24,
                322.522_103_777_719_9,
                343.288_146_362_811_4,
            ],
            0.025_999_049_628_555_853,
        ),
        (
            // Example of the R package Greymodels.
            &[
                2350.0, 2465.0, 2557.0, 2577.0, 2689.0, 2739.0, 2797.0, 2885.0, 2937.0, 2996.0,
            ],
            [-0.024_238_701_275_177_292, 2_393.134_451_445_807_4],
            [
                3_084.591_100_356_077,
                3_160.271_069_454_221,
                3_237.807_834_975_734_3,
            ],
            0.005_031_095_699_223_025,
        ),
        (
            // Example of the R package GreyModel.
            &[
                640.0, 724.0, 813.0, 1145.0, 1509.0, 2122.0, 1883.0, 2413.0, 2834.0, 4235.0,
                7144.0, 5269.0,
            ],
            [-0.213_641_018_338_495_83, 554.843_603_676_774_3],
            [
                8_084.813_532_170_362,
                10_010.438_991_616_304,
                12_394.706_248_465_702,
            ],
            0.137_368_514_024_494_63,
        ),
    ];
    for (series, [a, b], ahead, mape) in cases {
        let fit = fit(series, 3);
        close(fit.development_coefficient, a, 1e-11);
        close(fit.grey_input, b, 1e-11);
        for (actual, expected) in fit.forecast.iter().zip(ahead) {
            close(*actual, expected, 1e-11);
        }
        close(
            mean_relative_error(series, &fit.fitted).unwrap(),
            mape,
            1e-9,
        );
    }
}

#[test]
fn large_beside_small_and_extreme_scales_equal_exact_rational_arithmetic() {
    // Python's fractions.Fraction on the same doubles: [a, b].
    let cases: [(&[f64], f64, f64); 6] = [
        (
            &[1e9, 1e-9, 2e-9, 3.5e-9, 5e-9],
            -0.464_299_065_420_560_76,
            -464_299_065.420_560_7,
        ),
        (&[1e-9, 1e9, 1e-9, 1e9, 2e-9], 0.4, 1e9),
        (
            &[1e-300, 2e-300, 3e-300, 5e-300],
            -0.465_116_279_069_767_4,
            1.007_751_937_984_496_4e-300,
        ),
        (
            &[1e200, 2e200, 2.5e200, 4e200],
            -0.370_572_207_084_468_64,
            1.134_877_384_196_185_4e200,
        ),
        (
            &[3.0, -1.0, 4.0, -2.0, 5.0],
            -1.058_823_529_411_764_7,
            -3.264_705_882_352_941,
        ),
        (
            &[0.0, 1.0, 0.0, 2.0, 3.0],
            -0.631_578_947_368_421,
            0.236_842_105_263_157_88,
        ),
    ];
    for (series, a, b) in cases {
        let fit = fit(series, 2);
        close(fit.development_coefficient, a, REL_EXACT);
        close(fit.grey_input, b, REL_EXACT);
        assert!(
            fit.fitted
                .iter()
                .chain(&fit.forecast)
                .all(|value| value.is_finite())
        );
    }
    // b alone cannot hold the small values beside 10⁹; the forecast does: (b − a x(1)) (1−e^−a)/a e^(−a 4), by Fraction.
    let ahead = fit(cases[0].0, 1).forecast[0];
    let a = -0.464_299_065_420_560_76_f64;
    close(
        ahead,
        9.887_850_467_289_72e-10 * (-libm::expm1(-a) / a) * libm::exp(-4.0 * a),
        1e-12,
    );
}

#[test]
fn coefficient_zero_is_the_straight_limit() {
    // a = 0 turns the model into x1' = b: every value after the first is b.
    assert_eq!(
        gm11_path(7.0, 0.0, 5.0, 3, 2).unwrap(),
        [7.0, 5.0, 5.0, 5.0, 5.0]
    );
    // Near it: x(2) = b − a (x(1) + b/2) up to a², here 5 − 1e−9 · 9.5.
    let near = gm11_path(7.0, 1e-9, 5.0, 2, 0).unwrap()[1];
    assert!((near - (5.0 - 9.5e-9)).abs() < 1e-15);
}

// ---- tests of a fit ----

#[test]
fn guizhou_tests_equal_the_paper_and_numpy() {
    let fit = fit(&GUIZHOU_NET, 0);
    let test = posterior_test(&GUIZHOU_NET, &fit.fitted).unwrap();
    // The paper prints C .3235 and P .9333 (14 of 15); numpy: S1 888.7221370459698, S2 287.52611075651765.
    printed(test.variance_ratio, "0.3235");
    printed(test.small_error_probability, "0.9333");
    close(test.observed_deviation, 888.722_137_045_969_8, REL_EXACT);
    close(test.residual_deviation, 287.526_110_756_517_65, 1e-11);
    close(test.variance_ratio, 0.323_527_567_021_372_8, 1e-11);
    assert_eq!(test.grade, Grade::Qualified);
    printed(
        100.0 * mean_relative_error(&GUIZHOU_NET, &fit.fitted).unwrap(),
        "5.66",
    );
    assert_eq!(
        range_of_use(fit.development_coefficient),
        RangeOfUse::MediumAndLongTerm
    );
}

#[test]
fn guizhou_class_ratios_fail_where_numpy_says() {
    let test = class_ratio_test(&GUIZHOU_NET).unwrap();
    let ratios: Vec<f64> = test.ratios.iter().map(|ratio| ratio.unwrap()).collect();
    printed(
        ratios.iter().copied().fold(f64::INFINITY, f64::min),
        "0.77413",
    );
    printed(ratios.iter().copied().fold(0.0, f64::max), "1.13864");
    printed(test.lower, "0.88250");
    printed(test.upper, "1.13315");
    // 2006, 2007, 2008, 2010 and 2012
    assert_eq!(test.outside, [1, 2, 3, 5, 7]);
    assert!(!test.passes);
    let shift = test.least_shift.unwrap();
    close(shift, 3_120.762_849_793_121_4, 1e-10);
    let shifted = |by: f64| GUIZHOU_NET.map(|value| value + by);
    assert!(
        class_ratio_test(&shifted(shift * (1.0 + 1e-9)))
            .unwrap()
            .passes
    );
    assert!(
        !class_ratio_test(&shifted(shift * (1.0 - 1e-9)))
            .unwrap()
            .passes
    );
    // numpy: mean of |1 − (1 − a/2)/(1 + a/2) λ|
    let deviations =
        class_ratio_deviations(&test.ratios, fit(&GUIZHOU_NET, 0).development_coefficient);
    let mean = deviations
        .iter()
        .map(|deviation| deviation.unwrap())
        .sum::<f64>()
        / 14.0;
    close(mean, 0.079_696_653_417_808_43, 1e-11);
}

#[test]
fn grades_change_at_their_limits_and_the_worse_one_counts() {
    let cases = [
        (0.35, 0.95, Grade::Good),
        (0.350_001, 0.95, Grade::Qualified),
        (0.35, 19.0 / 20.0, Grade::Good),
        (0.35, 0.949, Grade::Qualified),
        (0.50, 0.80, Grade::Qualified),
        (0.51, 1.0, Grade::Barely),
        (0.1, 0.79, Grade::Barely),
        (0.65, 0.70, Grade::Barely),
        (0.66, 1.0, Grade::Fails),
        (0.0, 0.69, Grade::Fails),
    ];
    for (c, p, expected) in cases {
        assert_eq!(grade(c, p), expected, "C {c}, P {p}");
    }
    let ranges = [0.3, 0.5, 0.8, 1.0, 1.01].map(|growth| range_of_use(-growth));
    use RangeOfUse::*;
    assert_eq!(
        ranges,
        [
            MediumAndLongTerm,
            ShortTerm,
            ShortTermWithCaution,
            ResidualCorrection,
            Unsuitable
        ]
    );
    assert_eq!(
        range_of_use(0.4),
        MediumAndLongTerm,
        "a shrinking series has no limit"
    );
}

// ---- line, growth ----

#[test]
fn line_equals_nist_norris() {
    // NIST StRD "Norris" with its certified values, as they stand in scipy 1.17.1, test_stats.py, test_nist_norris.
    let x = [
        0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5,
        666.9, 338.0, 447.5, 11.6, 556.0, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1,
        887.2, 999.0, 779.0, 11.1, 118.3, 229.2, 669.1, 448.9, 0.5,
    ];
    let y = [
        0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1,
        668.8, 339.3, 448.9, 10.8, 557.7, 228.3, 998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3,
        888.0, 998.5, 778.9, 10.2, 117.6, 228.9, 668.4, 449.2, 0.2,
    ];
    let line = line(&x, &y).unwrap();
    close(line.slope, 1.00211681802045, 1e-14);
    close(line.intercept, -0.262323073774029, 1e-11);
    close(line.r_squared.unwrap(), 0.999993745883712, 1e-14);
}

#[test]
fn guizhou_line_equals_scipy() {
    // scipy.stats.linregress(range(15), x)
    let fit = linear(
        &GUIZHOU_NET,
        &LinearOptions {
            horizon: 11,
            non_negative: false,
        },
    )
    .unwrap();
    close(fit.line.slope, 195.123_535_714_285_7, REL_EXACT);
    close(fit.line.intercept, 2_457.568_583_333_333_7, REL_EXACT);
    close(
        fit.line.r_squared.unwrap(),
        0.899_816_784_804_917_2,
        REL_EXACT,
    );
    close(fit.forecast[10], 7_335.656_976_190_477, REL_EXACT);
}

#[test]
fn guizhou_growth_equals_scipy() {
    // scipy.stats.gmean(x[1:] / x[:-1]) − 1, and x[-1] (1 + r)^11
    let growth = mean_growth(&GUIZHOU_NET, 11).unwrap();
    close(growth.rate, 0.065_659_452_882_802_28, 1e-12);
    close(growth.forecast[10], 10_180.029_920_012_208, 1e-12);
    assert_eq!(
        (growth.fitted[0], growth.last, growth.intervals),
        (2076.29, 5057.62, 14)
    );
    close(growth.fitted[14], 5057.62, 1e-15);
}

// ---- accuracy ----

#[test]
fn guizhou_hold_out_and_rolling_errors() {
    // numpy: fit on 2005–2016, compare 2017–2019; and fit on the first 8 … 14 years, one year ahead, seven origins.
    let cases = [
        (ModelName::Naive, "7.6", "3.7"),
        (ModelName::Linear, "8.3", "7.4"),
        (ModelName::Gm11, "10.6", "9.4"),
        (ModelName::MeanGrowth, "6.2", "7.4"),
    ];
    assert_eq!(default_min_training(15), 8);
    for (name, held_out, rolling) in cases {
        let model = ForecastOptions::default().model_of(name);
        let test = hold_out(&GUIZHOU_NET, &model, 3).unwrap();
        printed(100.0 * test.errors.mape.unwrap(), held_out);
        assert_eq!((test.training, test.forecast.len()), (12, 3));
        let test = rolling_origin(&GUIZHOU_NET, &model, 8).unwrap();
        printed(100.0 * test.errors.mape.unwrap(), rolling);
        assert_eq!(test.forecast.len(), 7);
    }
    // numpy, GM(1,1): mean absolute error and root mean square of the hold-out
    let errors = hold_out(
        &GUIZHOU_NET,
        &Model::Gm11 {
            background_weight: 0.5,
        },
        3,
    )
    .unwrap()
    .errors;
    close(errors.mae, 511.493_491_569_189_5, 1e-10);
    close(errors.rmse, 528.075_113_849_351_2, 1e-10);
}

// ---- interval ----

#[test]
fn guizhou_interval_agrees_with_another_generator() {
    // The same bootstrap in numpy (PCG64, six seeds, 2000 draws): 7343–7398 and 9778–9880 for 2030.
    let options = BootstrapOptions {
        horizon: 11,
        ..BootstrapOptions::default()
    };
    let model = Model::Gm11 {
        background_weight: 0.5,
    };
    let interval = residual_bootstrap(&GUIZHOU_NET, &model, &options, &mut quiet()).unwrap();
    close(interval.lower[10], 7368.0, 0.01);
    close(interval.upper[10], 9830.0, 0.01);
    assert_eq!(
        (interval.failed, interval.draws, interval.residuals.len()),
        (0, 2000, 15)
    );
}

// ---- everything at once ----

#[test]
fn the_example_request_runs_and_matches_the_declaration() {
    #[derive(serde::Deserialize)]
    #[serde(tag = "method", rename_all = "snake_case")]
    enum Request {
        Forecast(ForecastRequest),
    }
    let Request::Forecast(request) = serde_json::from_str(FORECAST.example).unwrap();
    assert_eq!(request.series, GUIZHOU_NET);
    let result = forecast(&request.series, request.first_year, &request.options).unwrap();
    printed(result.path.forecast[10], "8507.51");
    assert_eq!((result.years[0], result.years[25]), (2005, 2030));
    assert_eq!(
        (result.peak.year, result.peak.position),
        (2030, PeakPosition::End)
    );
    assert_eq!(result.neutrality, None);
    let names: Vec<ModelName> = result
        .comparisons
        .iter()
        .map(|row| row.model.name())
        .collect();
    assert_eq!(
        names,
        [
            ModelName::Gm11,
            ModelName::Naive,
            ModelName::Linear,
            ModelName::MeanGrowth
        ]
    );
    assert_eq!(
        result.tests.posterior.as_ref().unwrap().grade,
        Grade::Qualified
    );
    assert!(
        result
            .comparisons
            .iter()
            .all(|row| row.hold_out.is_ok() && row.rolling_origin.is_ok())
    );
    assert!(result.interval.is_ok() && result.warnings.is_empty());
    let Fit::Gm11(fit) = &result.fit else {
        panic!("not a grey model")
    };
    assert_eq!(
        (&fit.fitted, &fit.forecast),
        (&result.path.fitted, &result.path.forecast)
    );
    let text = serde_json::to_string(&result).unwrap();
    let read: Forecast = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (read.years, read.tests.class_ratio.unwrap().outside),
        (result.years, vec![1, 2, 3, 5, 7])
    );
}

#[test]
fn declared_defaults_are_the_defaults() {
    let options = serde_json::to_value(ForecastOptions::default()).unwrap();
    for param in FORECAST
        .params
        .iter()
        .filter(|param| !["series", "first_year"].contains(&param.id))
    {
        let value = &options[param.id];
        match param.kind {
            Kind::Number { default, .. } => {
                assert_eq!(value.as_f64(), Some(default), "{}", param.id)
            }
            Kind::Choice { options } => {
                assert_eq!(value.as_str(), Some(options[0]));
                for option in options {
                    serde_json::from_str::<ModelName>(&format!("\"{option}\"")).unwrap();
                }
            }
            _ => panic!("{} is no option", param.id),
        }
    }
    assert!(
        serde_json::from_str::<ForecastOptions>(r#"{"horizont": 3}"#).is_err(),
        "a misspelt key is an error"
    );
}
