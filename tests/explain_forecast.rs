//! A working of the forecast gives the forecast's number, from numbers that give it, with words in both languages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use tanheng::core::explain::{ForecastNumber, Section, Words, Working, forecast_number};
use tanheng::core::forecast::{Forecast, ForecastOptions, ModelName, forecast};
use tanheng::words::{Lang, said};

/// Net emission 2005–2019, Table 5 of the Guizhou paper.
const NET: [f64; 15] = [
    2076.29, 2682.09, 3073.00, 2698.84, 3054.63, 3490.35, 3700.12, 4608.31, 4260.19, 4379.78,
    4377.37, 4459.31, 4727.81, 4705.79, 5057.62,
];

fn of(model: ModelName) -> Forecast {
    let options = ForecastOptions {
        model,
        horizon: 11,
        ..ForecastOptions::default()
    };
    forecast(&NET, 2005, &options).unwrap()
}

fn open(result: &Forecast, number: ForecastNumber) -> Working {
    forecast_number(result, "10ktC", number).unwrap()
}

/// The first equation of a working, worked out from the numbers put in.
fn put_in(working: &Working) -> Option<f64> {
    working.sections.iter().find_map(|section| match section {
        Section::Numbers { equation, .. } => equation.steps[0].1.value(),
        _ => None,
    })
}

const GREY: [ForecastNumber; 6] = [
    ForecastNumber::DevelopmentCoefficient,
    ForecastNumber::GreyInput,
    ForecastNumber::VarianceRatio,
    ForecastNumber::SmallError,
    ForecastNumber::ClassRatio,
    ForecastNumber::RelativeError,
];

#[test]
fn the_numbers_put_in_give_the_coefficients_and_the_tests() {
    let result = of(ModelName::Gm11);
    for number in &GREY[..4] {
        let working = open(&result, *number);
        let (value, found) = (working.value.unwrap(), put_in(&working).unwrap());
        assert!(
            (found / value - 1.0).abs() < 1e-9,
            "{number:?}: {found} is not {value}"
        );
    }
    // numpy.linalg.lstsq on the same series: a = −0.0447001063, b = 2752.61793254.
    let value = |number| open(&result, number).value.unwrap();
    assert!((value(ForecastNumber::DevelopmentCoefficient) + 0.044_700_106_3).abs() < 1e-9);
    assert!((value(ForecastNumber::GreyInput) - 2_752.617_932_54).abs() < 1e-6);
    assert_eq!(value(ForecastNumber::ClassRatio), 5.0);
}

#[test]
fn the_formula_of_every_model_gives_the_value_of_every_year() {
    for model in ModelName::ALL {
        let result = of(model);
        let path = result.path.fitted.iter().chain(&result.path.forecast);
        for (year, expected) in result.years.iter().zip(path) {
            let working = open(&result, ForecastNumber::Year(*year));
            assert_eq!(working.value, Some(*expected));
            let found = put_in(&working).unwrap();
            assert!(
                (found / expected - 1.0).abs() < 1e-9,
                "{model:?} {year}: {found} is not {expected}"
            );
        }
    }
}

#[test]
fn a_constant_series_has_values_without_a_formula_that_divides_by_zero() {
    let result = forecast(&[5.0; 6], 2005, &ForecastOptions::default()).unwrap();
    let working = open(&result, ForecastNumber::Year(2011));
    assert_eq!((working.value, put_in(&working)), (Some(5.0), None));
    assert_eq!(
        forecast_number(&result, "t", ForecastNumber::VarianceRatio),
        None
    );
}

#[test]
fn other_models_have_no_grey_coefficients() {
    let result = of(ModelName::Linear);
    for number in [
        ForecastNumber::DevelopmentCoefficient,
        ForecastNumber::GreyInput,
        ForecastNumber::ClassRatio,
    ] {
        assert_eq!(forecast_number(&result, "t", number), None, "{number:?}");
    }
    assert!(forecast_number(&result, "t", ForecastNumber::RelativeError).is_some());
}

#[test]
fn every_word_is_there_in_both_languages() {
    let keys = |working: &Working| {
        let mut keys: Vec<Words> = working.title.clone();
        for section in &working.sections {
            match section {
                Section::Facts(facts) => {
                    for (heading, texts) in facts {
                        keys.push(heading.clone());
                        keys.extend(texts.clone());
                    }
                }
                Section::Terms(table) => keys.extend(table.head.clone()),
                Section::Formula { heading, .. } | Section::Numbers { heading, .. } => {
                    keys.push(heading.clone());
                }
                Section::Note { subject, text, .. } => keys.extend([subject.clone(), text.clone()]),
            }
        }
        keys
    };
    let result = of(ModelName::Gm11);
    let years = [2006, 2030].map(ForecastNumber::Year);
    for number in GREY.into_iter().chain(years) {
        let working = open(&result, number);
        for lang in [Lang::Zh, Lang::En] {
            for words in keys(&working) {
                assert!(lang.find(&words.key).is_some(), "{}", words.key);
                assert!(!said(lang, &words).contains('{'), "{}", said(lang, &words));
            }
        }
        assert_eq!(ForecastNumber::from_id(&number.id()), Some(number));
    }
}
