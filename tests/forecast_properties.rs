//! What holds for every series, and what is said when a series cannot be taken.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use std::ops::ControlFlow;

use proptest::prelude::*;
use tanheng::core::forecast::*;
use tanheng::core::problem::Report;

const GUIZHOU_NET: [f64; 15] = [
    2076.29, 2682.09, 3073.00, 2698.84, 3054.63, 3490.35, 3700.12, 4608.31, 4260.19, 4379.78,
    4377.37, 4459.31, 4727.81, 4705.79, 5057.62,
];

fn models() -> [Model; 5] {
    [
        Model::Gm11 {
            background_weight: 0.5,
        },
        Model::Linear {
            non_negative: false,
        },
        Model::Linear { non_negative: true },
        Model::MeanGrowth,
        Model::Naive,
    ]
}

fn quiet() -> impl FnMut(usize, usize) -> ControlFlow<()> {
    |_, _| ControlFlow::Continue(())
}

fn near(left: f64, right: f64, tolerance: f64) -> bool {
    (left - right).abs() <= tolerance * left.abs().max(right.abs()).max(f64::MIN_POSITIVE)
}

fn positive_series() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(1.0..100.0_f64, 4..20)
}

/// Any doubles at all, weighted towards awkward ones.
fn any_series() -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![
        4 => -1e3..1e3_f64,
        1 => Just(0.0),
        1 => Just(1e9),
        1 => Just(1e-9),
        1 => any::<f64>(),
    ];
    prop::collection::vec(value, 0..12)
}

proptest! {
    /// A geometric series A q^k satisfies the grey equation exactly: a = 2 (1 − q)/(1 + q), b = 2 A/(1 + q).
    /// (z is linear in x0; the response e^(−a) only approximates q, so fitted values are not exact with weight 1/2.)
    #[test]
    fn geometric_series_has_closed_coefficients(first in 0.1..1e3_f64, q in 0.6..1.7_f64, count in 4..16_usize) {
        prop_assume!((q - 1.0).abs() > 1e-3);
        let series: Vec<f64> = (0..count).map(|k| first * libm::pow(q, k as f64)).collect();
        let fit = gm11(&series, &Gm11Options::default()).unwrap();
        prop_assert!(near(fit.development_coefficient, 2.0 * (1.0 - q) / (1.0 + q), 1e-9));
        prop_assert!(near(fit.grey_input, 2.0 * first / (1.0 + q), 1e-9));
        // One-step growth differs from q by (2/3) u³ and higher terms, u = (q − 1)/(q + 1).
        let growth = fit.forecast[1] / fit.forecast[0];
        let u = (q - 1.0) / (q + 1.0);
        prop_assert!((libm::log(growth / q)).abs() <= (0.7 * u * u * u).abs() + 1e-9);
    }

    /// With the weight 1/ln q − 1/(q − 1) the background value is the exact mean of the exponential, and everything is
    /// recovered: a = −ln q, fit and forecast.
    #[test]
    fn geometric_series_is_recovered_with_its_own_weight(first in 0.1..1e3_f64, q in 0.6..1.7_f64, count in 4..16_usize) {
        prop_assume!((q - 1.0).abs() > 1e-2);
        let series: Vec<f64> = (0..count + 5).map(|k| first * libm::pow(q, k as f64)).collect();
        let options = Gm11Options { background_weight: 1.0 / libm::log(q) - 1.0 / (q - 1.0), horizon: 5 };
        let fit = gm11(&series[..count], &options).unwrap();
        prop_assert!(near(fit.development_coefficient, -libm::log(q), 1e-9));
        for (value, expected) in fit.fitted.iter().chain(&fit.forecast).zip(&series) {
            prop_assert!(near(*value, *expected, 1e-8), "{value} is not {expected}");
        }
    }

    /// Another unit changes b and all values by the factor, and leaves a, C, P and every ratio alone.
    #[test]
    fn unit_does_not_matter(series in positive_series(), factor in 1e-6..1e6_f64) {
        let scaled: Vec<f64> = series.iter().map(|value| value * factor).collect();
        let options = Gm11Options::default();
        let (Ok(one), Ok(two)) = (gm11(&series, &options), gm11(&scaled, &options)) else { return Ok(()) };
        prop_assert!((one.development_coefficient - two.development_coefficient).abs() < 1e-9);
        prop_assert!((one.grey_input * factor - two.grey_input).abs() < 1e-9 * factor * 2e3);
        let (Ok(c1), Ok(c2)) = (posterior_test(&series, &one.fitted), posterior_test(&scaled, &two.fitted)) else {
            return Ok(());
        };
        prop_assert!(near(c1.variance_ratio, c2.variance_ratio, 1e-7));
        let (r1, r2) = (class_ratio_test(&series).unwrap(), class_ratio_test(&scaled).unwrap());
        prop_assert!(near(r1.least_shift.unwrap() * factor, r2.least_shift.unwrap(), 1e-9));
        for model in models() {
            let (one, two) = (model.path(&series, 3).unwrap(), model.path(&scaled, 3).unwrap());
            for (left, right) in one.forecast.iter().zip(&two.forecast) {
                prop_assert!((left * factor - right).abs() <= 1e-7 * (left * factor).abs().max(100.0 * factor));
            }
        }
    }

    /// A power of two is exact, so scaling by it changes nothing but the exponent.
    #[test]
    fn power_of_two_scaling_is_exact(series in positive_series(), exponent in -200..200_i32) {
        let factor = libm::ldexp(1.0, exponent);
        let scaled: Vec<f64> = series.iter().map(|value| value * factor).collect();
        let (one, two) = (gm11(&series, &Gm11Options::default()), gm11(&scaled, &Gm11Options::default()));
        let (Ok(one), Ok(two)) = (one, two) else { return Ok(()) };
        prop_assert_eq!(one.development_coefficient, two.development_coefficient);
        prop_assert_eq!(one.grey_input * factor, two.grey_input);
    }

    /// Adding a constant moves a line and nothing else.
    #[test]
    fn line_moves_with_the_series(series in positive_series(), shift in -1e3..1e3_f64) {
        let options = LinearOptions { horizon: 5, non_negative: false };
        let shifted: Vec<f64> = series.iter().map(|value| value + shift).collect();
        let (one, two) = (linear(&series, &options).unwrap(), linear(&shifted, &options).unwrap());
        prop_assert!((one.line.slope - two.line.slope).abs() < 1e-9);
        for (left, right) in one.forecast.iter().zip(&two.forecast) {
            prop_assert!((left + shift - right).abs() < 1e-8);
        }
    }

    /// A line goes through points on a line; the residuals of any other sum to zero and are orthogonal to time.
    #[test]
    fn line_satisfies_the_normal_equations(series in positive_series()) {
        let fit = linear(&series, &LinearOptions { horizon: 0, non_negative: false }).unwrap();
        let residuals: Vec<f64> = series.iter().zip(&fit.fitted).map(|(x, fitted)| x - fitted).collect();
        let moment: f64 = residuals.iter().enumerate().map(|(time, residual)| time as f64 * residual).sum();
        prop_assert!(residuals.iter().sum::<f64>().abs() < 1e-9 && moment.abs() < 1e-8);
    }

    /// The grey residuals satisfy the normal equations: e(k) = x0(k) + a z(k) − b sums to zero, also weighted by z.
    #[test]
    fn grey_coefficients_satisfy_the_normal_equations(series in positive_series(), weight in 0.0..1.0_f64) {
        let options = Gm11Options { background_weight: weight, horizon: 0 };
        let Ok(fit) = gm11(&series, &options) else { return Ok(()) };
        let (mut sum, mut moment) = (0.0, 0.0);
        for (x, z) in series[1..].iter().zip(&fit.background) {
            let error = x + fit.development_coefficient * z - fit.grey_input;
            sum += error;
            moment += error * z;
        }
        prop_assert!(sum.abs() < 1e-6 && moment.abs() < 1e-3, "{sum} {moment}");
    }

    /// Anything above the least shift passes, anything well below fails.
    #[test]
    fn least_shift_is_the_least(series in prop::collection::vec(-50.0..100.0_f64, 4..20)) {
        let test = class_ratio_test(&series).unwrap();
        let shift = test.least_shift.unwrap();
        let passes = |by: f64| class_ratio_test(&series.iter().map(|x| x + by).collect::<Vec<_>>()).unwrap().passes;
        prop_assert_eq!(test.passes, shift == 0.0 && test.outside.is_empty());
        prop_assert!(test.passes || passes(shift * (1.0 + 1e-9) + 1e-9));
        prop_assert!(shift < 1e-6 || !passes(shift * (1.0 - 1e-9) - 1e-9));
    }

    /// C and P know pairs of observed and fitted values, not their order.
    #[test]
    fn posterior_test_does_not_know_the_order(series in positive_series(), fitted in positive_series()) {
        let count = series.len().min(fitted.len());
        let (observed, fitted) = (&series[..count], &fitted[..count]);
        let back = |values: &[f64]| values.iter().rev().copied().collect::<Vec<f64>>();
        let one = posterior_test(observed, fitted).unwrap();
        let two = posterior_test(&back(observed), &back(fitted)).unwrap();
        prop_assert!(near(one.variance_ratio, two.variance_ratio, 1e-12));
        prop_assert_eq!(one.small_error_probability, two.small_error_probability);
    }

    /// Read backwards, a series grows by the inverse factor.
    #[test]
    fn reversed_growth_is_the_inverse_rate(series in positive_series()) {
        let mut reversed = series.clone();
        reversed.reverse();
        let (one, two) = (mean_growth(&series, 0).unwrap(), mean_growth(&reversed, 0).unwrap());
        prop_assert!(near((1.0 + one.rate) * (1.0 + two.rate), 1.0, 1e-12));
    }

    /// Whatever comes in, an answer holds only finite numbers, and nothing panics.
    #[test]
    fn answers_are_finite(series in any_series(), horizon in 0..6_usize, hold in 0..6_usize, weight in -0.5..1.5_f64) {
        let finite = |values: &[f64]| values.iter().all(|value| value.is_finite());
        if let Ok(fit) = gm11(&series, &Gm11Options { background_weight: weight, horizon }) {
            prop_assert!(finite(&[fit.development_coefficient, fit.grey_input]));
            prop_assert!(finite(&fit.accumulated) && finite(&fit.background) && finite(&fit.fitted));
            prop_assert!(finite(&fit.forecast) && finite(&fit.residuals));
            prop_assert!(fit.relative_errors.iter().flatten().all(|error| error.is_finite()));
        }
        if let Ok(test) = class_ratio_test(&series) {
            prop_assert!(test.ratios.iter().flatten().chain(&test.least_shift).all(|value| value.is_finite()));
        }
        for model in models() {
            if let Ok(path) = model.path(&series, horizon) {
                prop_assert!(finite(&path.fitted) && finite(&path.forecast));
                prop_assert_eq!((path.fitted.len(), path.forecast.len()), (series.len(), horizon));
                if let Ok(test) = posterior_test(&series, &path.fitted) {
                    prop_assert!(finite(&[test.variance_ratio, test.small_error_limit, test.residual_mean]));
                }
            }
            for errors in [
                hold_out(&series, &model, hold).map(|test| test.errors),
                rolling_origin(&series, &model, hold).map(|test| test.errors),
            ].into_iter().flatten() {
                prop_assert!(finite(&[errors.mae, errors.rmse, errors.mape.unwrap_or(0.0)]));
            }
            let options = BootstrapOptions { horizon, draws: 40, ..BootstrapOptions::default() };
            if let Ok(interval) = residual_bootstrap(&series, &model, &options, &mut quiet()) {
                prop_assert!(finite(&interval.lower) && finite(&interval.upper) && finite(&interval.residuals));
                prop_assert!(interval.lower.iter().zip(&interval.upper).all(|(lower, upper)| lower <= upper));
            }
        }
        let options = ForecastOptions { horizon, hold_out: hold, draws: 20, ..ForecastOptions::default() };
        if let Err(error) = forecast(&series, 2005, &options) {
            prop_assert!(!error.problem().code.is_empty());
        }
    }

    /// The same seed gives the same interval, another seed another one.
    #[test]
    fn interval_depends_on_the_seed_alone(seed in any::<u64>()) {
        let options = BootstrapOptions { horizon: 3, draws: 60, level: 0.8, seed };
        for model in models() {
            let run = |options| residual_bootstrap(&GUIZHOU_NET, &model, &options, &mut quiet()).unwrap();
            prop_assert_eq!(run(options), run(options));
            let other = run(BootstrapOptions { seed: seed.wrapping_add(1), ..options });
            prop_assert_ne!(run(options).lower, other.lower);
        }
    }

    /// A higher level never gives a narrower interval.
    #[test]
    fn interval_widens_with_the_level(low in 0.05..0.9_f64, more in 0.001..0.09_f64) {
        let run = |level| {
            let options = BootstrapOptions { horizon: 4, draws: 100, level, seed: 7 };
            residual_bootstrap(&GUIZHOU_NET, &models()[0], &options, &mut quiet()).unwrap()
        };
        let (narrow, wide) = (run(low), run(low + more));
        for step in 0..4 {
            prop_assert!(wide.lower[step] <= narrow.lower[step] && narrow.upper[step] <= wide.upper[step]);
        }
    }
}

// ---- bad input ----

#[test]
fn too_few_points_say_how_many() {
    assert_eq!(
        gm11(&[1.0, 2.0, 3.0], &Gm11Options::default()),
        Err(Gm11Error::TooFewPoints {
            count: 3,
            needed: 4
        })
    );
    let error = forecast(&[], 2005, &ForecastOptions::default()).unwrap_err();
    assert_eq!(
        error,
        ForecastError::TooFewPoints {
            count: 0,
            needed: 4
        }
    );
    assert_eq!(error.problem().code, "forecast.too_few_points");
    assert!(naive(&[], 1).is_err() && linear(&[1.0], &LinearOptions::default()).is_err());
}

#[test]
fn a_value_that_is_no_number_is_named_by_its_place() {
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let series = [1.0, 2.0, bad, 4.0, 5.0];
        assert_eq!(
            gm11(&series, &Gm11Options::default()),
            Err(Gm11Error::NotFinite { index: 2 })
        );
        let error = forecast(&series, 2005, &ForecastOptions::default()).unwrap_err();
        assert_eq!(error.problem().place.index, Some(2));
        for model in &models()[1..] {
            assert_eq!(
                model.path(&series, 1),
                Err(ForecastError::NotFinite { index: 2 }),
                "{model:?}"
            );
        }
    }
}

#[test]
fn a_constant_series_is_fitted_exactly_and_its_ratio_is_missing_with_a_reason() {
    let result = forecast(&[7.3; 9], 2011, &ForecastOptions::default()).unwrap();
    let Fit::Gm11(fit) = &result.fit else {
        panic!("not a grey model")
    };
    assert_eq!(fit.development_coefficient, 0.0);
    assert!(
        fit.fitted
            .iter()
            .chain(&fit.forecast)
            .all(|value| *value == 7.3)
    );
    assert_eq!(
        result.tests.posterior.unwrap_err().code,
        "forecast.constant"
    );
    assert!(result.tests.class_ratio.unwrap().passes);
    assert_eq!(result.peak.position, PeakPosition::End);
}

#[test]
fn values_that_are_not_positive_are_fitted_with_a_warning() {
    let series = [3.0, -1.0, 4.0, 0.0, 5.0, 6.0];
    let result = forecast(
        &series,
        2005,
        &ForecastOptions {
            hold_out: 1,
            ..ForecastOptions::default()
        },
    )
    .unwrap();
    let places: Vec<_> = result
        .warnings
        .iter()
        .map(|warning| warning.place.index)
        .collect();
    assert_eq!(places, [Some(1), Some(3)]);
    assert_eq!(result.warnings[0].code, "gm11.not_positive");
    let test = result.tests.class_ratio.unwrap();
    assert_eq!(
        test.ratios.iter().filter(|ratio| ratio.is_none()).count(),
        4
    );
    assert!(!test.passes && test.least_shift.unwrap() > 1.0);
    assert_eq!(
        result.tests.mean_relative_error.unwrap_err().code,
        "forecast.zero_observed"
    );
    let Fit::Gm11(fit) = result.fit else {
        panic!("not a grey model")
    };
    assert_eq!(fit.relative_errors[3], None);
}

#[test]
fn undetermined_coefficients_are_an_error() {
    // Every background value is 5: nothing after the first year.
    let error = gm11(&[5.0, 0.0, 0.0, 0.0, 0.0], &Gm11Options::default()).unwrap_err();
    assert_eq!(error, Gm11Error::Singular { background: 5.0 });
    assert_eq!(error.problem().code, "gm11.singular");
    assert!(matches!(
        gm11(&[0.0; 6], &Gm11Options::default()),
        Err(Gm11Error::Singular { .. })
    ));
    // Steps that cancel: accumulated 1 2 1 2 1, background always 1.5.
    assert!(matches!(
        gm11(&[1.0, 1.0, -1.0, 1.0, -1.0], &Gm11Options::default()),
        Err(Gm11Error::Singular { .. })
    ));
}

#[test]
fn values_beyond_the_range_of_numbers_are_an_error() {
    let huge = [1e308, 1.2e308, 1.5e308, 1.7e308];
    assert_eq!(
        gm11(&huge, &Gm11Options::default()),
        Err(Gm11Error::Overflow { step: 1 })
    );
    let growing = [1.0, 3.0, 9.0, 27.0];
    assert!(matches!(
        gm11(
            &growing,
            &Gm11Options {
                horizon: 1000,
                ..Gm11Options::default()
            }
        ),
        Err(Gm11Error::Overflow { .. })
    ));
    assert!(matches!(
        gm11_path(1.0, -800.0, 1.0, 3, 3),
        Err(Gm11Error::Overflow { .. })
    ));
    assert_eq!(
        gm11_path(1.0, f64::NAN, 1.0, 3, 3),
        Err(Gm11Error::Coefficient)
    );
    assert!(matches!(
        mean_growth(&[1e-300, 1e300], 1),
        Err(ForecastError::Overflow { .. })
    ));
    assert!(matches!(
        mean_growth(&[1.0, 1e300], 3),
        Err(ForecastError::Overflow { .. })
    ));
}

#[test]
fn options_out_of_range_are_an_error() {
    let weight = |background_weight| {
        gm11(
            &GUIZHOU_NET,
            &Gm11Options {
                background_weight,
                horizon: 1,
            },
        )
    };
    assert_eq!(
        weight(1.01),
        Err(Gm11Error::BackgroundWeight { value: 1.01 })
    );
    assert!(weight(f64::NAN).is_err() && weight(0.0).is_ok() && weight(1.0).is_ok());
    let far = Gm11Options {
        horizon: usize::MAX,
        ..Gm11Options::default()
    };
    assert!(matches!(
        gm11(&GUIZHOU_NET, &far),
        Err(Gm11Error::HorizonTooLong { .. })
    ));
    assert!(gm11_path(1.0, 0.1, 1.0, usize::MAX, usize::MAX).is_err());
    for model in models() {
        assert!(
            matches!(
                model.path(&GUIZHOU_NET, 1001),
                Err(ForecastError::HorizonTooLong { max: 1000, .. })
            ),
            "{model:?}"
        );
    }
    let bootstrap = |options| {
        residual_bootstrap(&GUIZHOU_NET, &models()[0], &options, &mut quiet()).unwrap_err()
    };
    let options = BootstrapOptions::default();
    assert_eq!(
        bootstrap(BootstrapOptions {
            horizon: 0,
            ..options
        }),
        ForecastError::NoHorizon
    );
    assert!(matches!(
        bootstrap(BootstrapOptions {
            draws: 19,
            ..options
        }),
        ForecastError::DrawsRange { min: 20, .. }
    ));
    assert!(matches!(
        bootstrap(BootstrapOptions {
            draws: usize::MAX,
            ..options
        }),
        ForecastError::DrawsRange { .. }
    ));
    for level in [0.0, 1.0, -0.5, f64::NAN] {
        assert!(matches!(
            bootstrap(BootstrapOptions { level, ..options }),
            ForecastError::LevelRange { .. }
        ));
    }
    assert!(matches!(
        years(i32::MAX, 2),
        Err(ForecastError::YearRange { .. })
    ));
}

#[test]
fn growth_without_a_rate_says_so() {
    for (first, last) in [(1.0, -1.0), (0.0, 5.0), (5.0, 0.0)] {
        assert_eq!(
            mean_growth(&[first, 3.0, last], 1),
            Err(ForecastError::SignChange { first, last })
        );
    }
    // Two negative values do have one: a sink of 100 that becomes 121.
    assert!((mean_growth(&[-100.0, -3.0, -121.0], 1).unwrap().forecast[0] + 133.1).abs() < 1e-12);
}

#[test]
fn a_part_that_fails_leaves_the_rest() {
    // n = 5: a hold-out of 3 would leave two points, below the four a model is fitted to.
    let series = [10.0, 12.0, 15.0, 17.0, 21.0];
    let result = forecast(
        &series,
        2015,
        &ForecastOptions {
            horizon: 0,
            ..ForecastOptions::default()
        },
    )
    .unwrap();
    assert_eq!(result.interval.unwrap_err().code, "forecast.no_horizon");
    for row in &result.comparisons {
        assert_eq!(
            row.hold_out.as_ref().unwrap_err().code,
            "forecast.hold_out_range"
        );
        assert_eq!(row.rolling_origin.as_ref().unwrap().forecast.len(), 1);
        assert!(row.path.is_ok());
    }
    assert!(result.path.forecast.is_empty() && result.tests.posterior.is_ok());
    for hold in [0, 12, 13, 15, 99] {
        let error = hold_out(&GUIZHOU_NET, &models()[0], hold).unwrap_err();
        assert_eq!(
            error,
            ForecastError::HoldOutRange {
                hold_out: hold,
                max: 11
            }
        );
    }
    assert!(hold_out(&GUIZHOU_NET, &models()[0], 11).is_ok());
    assert!(matches!(
        rolling_origin(&GUIZHOU_NET, &models()[0], 15),
        Err(ForecastError::NoOrigin { .. })
    ));
    // Four points leave no origin, and still forecast.
    let shortest = forecast(&series[..4], 2015, &ForecastOptions::default()).unwrap();
    assert_eq!(
        shortest.comparisons[0]
            .rolling_origin
            .as_ref()
            .unwrap_err()
            .code,
        "forecast.no_origin"
    );
    assert_eq!(shortest.path.forecast.len(), 10);
}

#[test]
fn a_line_below_zero_is_cut_off_and_listed() {
    // 6, 4, 2: the line is 6 − 2k, so steps 4 and 5 of the path are −2 and −4.
    let model = Model::Linear { non_negative: true };
    let path = model.path(&[6.0, 4.0, 2.0], 3).unwrap();
    assert_eq!(
        (path.forecast.clone(), path.clamped),
        (vec![0.0, 0.0, 0.0], vec![4, 5])
    );
    let free = Model::Linear {
        non_negative: false,
    }
    .path(&[6.0, 4.0, 2.0], 3)
    .unwrap();
    assert!((free.forecast[2] + 4.0).abs() < 1e-14 && free.clamped.is_empty());
    let options = BootstrapOptions {
        horizon: 6,
        draws: 50,
        ..BootstrapOptions::default()
    };
    let interval =
        residual_bootstrap(&[9.0, 6.0, 5.0, 1.0], &model, &options, &mut quiet()).unwrap();
    assert!(interval.lower.iter().all(|lower| *lower >= 0.0));
}

#[test]
fn naive_interval_widens_ahead() {
    // A random walk spreads with the root of the steps: nine steps about three times as wide as one.
    let options = BootstrapOptions {
        horizon: 9,
        draws: 20_000,
        ..BootstrapOptions::default()
    };
    let interval = residual_bootstrap(&GUIZHOU_NET, &Model::Naive, &options, &mut quiet()).unwrap();
    let width = |step: usize| interval.upper[step] - interval.lower[step];
    assert!(
        (2.4..3.6).contains(&(width(8) / width(0))),
        "{}",
        width(8) / width(0)
    );
}

#[test]
fn work_can_be_watched_and_stopped() {
    let mut calls = Vec::new();
    let options = BootstrapOptions {
        horizon: 2,
        draws: 200,
        ..BootstrapOptions::default()
    };
    residual_bootstrap(&GUIZHOU_NET, &models()[0], &options, &mut |done, total| {
        calls.push((done, total));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(calls.first(), Some(&(0, 200)));
    assert_eq!(calls.last(), Some(&(200, 200)));
    let mut stop = |done, _| {
        if done >= 100 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let stopped = residual_bootstrap(&GUIZHOU_NET, &models()[0], &options, &mut stop);
    assert_eq!(
        stopped,
        Err(ForecastError::Cancelled {
            done: 100,
            total: 200
        })
    );
    let stopped =
        forecast_with_progress(&GUIZHOU_NET, 2005, &ForecastOptions::default(), &mut stop);
    assert!(matches!(stopped, Err(ForecastError::Cancelled { .. })));
}

#[test]
fn peaks_are_told_from_ends() {
    let at = |observed: &[f64], forecast: &[f64]| {
        let found = peak(2000, observed, forecast).unwrap();
        (found.year, found.forecast, found.position)
    };
    use PeakPosition::*;
    assert_eq!(at(&[1.0, 3.0, 2.0], &[1.0]), (2001, false, Interior));
    assert_eq!(at(&[1.0, 2.0], &[4.0, 3.0]), (2002, true, Interior));
    assert_eq!(at(&[1.0, 2.0], &[3.0, 4.0]), (2003, true, End));
    assert_eq!(at(&[4.0, 3.0], &[2.0]), (2000, false, Start));
    assert_eq!(at(&[1.0, 3.0], &[3.0]), (2001, false, End));
    assert_eq!(at(&[1.0, 3.0, 3.0, 2.0], &[]), (2001, false, Interior));
    assert_eq!(
        neutrality(2000, &[2.0, 0.0], &[-1.0])
            .unwrap()
            .map(|found| (found.year, found.forecast)),
        Some((2001, false))
    );
    assert_eq!(neutrality(2000, &[2.0], &[1.0]).unwrap(), None);
    assert!(peak(2000, &[], &[]).is_err() && peak(i32::MAX, &[1.0], &[1.0]).is_err());
}
