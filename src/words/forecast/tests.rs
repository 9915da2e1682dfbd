use std::sync::Arc;

use super::*;
use crate::core::forecast::ForecastOptions;
use crate::core::problem::Problem;
use crate::core::study::{Basis, Study};
use crate::exchange::cases;
use crate::steps;

fn guizhou() -> Study {
    let mut study = cases::load("guizhou").unwrap_or_else(|| unreachable!("shipped"));
    study.choices.basis = Basis::Published;
    study
}

fn step_of(study: &Study) -> ForecastStep {
    let account = steps::account::chosen(study).unwrap_or_else(|e| unreachable!("{e}"));
    steps::forecast::compute(study, &account).unwrap_or_else(|e| unreachable!("{e}"))
}

fn with(change: impl FnOnce(&mut ForecastOptions)) -> ForecastStep {
    let mut study = guizhou();
    change(&mut study.choices.forecast);
    step_of(&study)
}

/// A forecast of any series, as if a paper's account had this net emission.
fn of_series(values: &[f64], model: ModelName) -> ForecastStep {
    let mut study = guizhou();
    study.choices.forecast.model = model;
    if let Some(table) = study.published.as_mut().and_then(|p| p.account.as_mut()) {
        table.years = (2001..).take(values.len()).collect();
        table.net = values.to_vec();
        table.lines = [
            (
                "built".to_owned(),
                values.iter().map(|v| v.max(0.0)).collect(),
            ),
            (
                "forest".to_owned(),
                values.iter().map(|v| (-v).max(0.0)).collect(),
            ),
        ]
        .into();
    }
    step_of(&study)
}

#[test]
fn lede_of_guizhou_says_value_grade_and_who_did_better() {
    // Table 7 by our own fit: 8507.51; hold-out 2017–2019 by numpy: GM(1,1) 10.6 %, mean growth 6.2 %.
    let step = with(|_| {});
    assert_eq!(
        lede(Lang::En, &step, "Table 5"),
        "GM(1,1) on Table 5 gives **8507.51** × 10⁴ t C for 2030. The fit grades 2 of 4 but fails the class-ratio test. \
         On the years held out (2017–2019) mean growth does better: an error of 6.2\u{202f}% against 10.6\u{202f}%."
    );
    assert!(plain(&lede(Lang::Zh, &step, "论文表 5")).contains("2030 年净排放为 8507.51 万吨碳"));
}

#[test]
fn lede_follows_the_model_and_the_models_compared() {
    let naive = with(|o| {
        o.model = ModelName::Naive;
        o.compare = vec![ModelName::Gm11];
    });
    let text = lede(Lang::En, &naive, "Table 5");
    assert!(
        text.contains("none of the models compared does better"),
        "{text}"
    );
    assert!(!text.contains("class-ratio"), "{text}");

    let alone = with(|o| o.compare.clear());
    assert!(lede(Lang::En, &alone, "Table 5").ends_with("its error is 10.6\u{202f}%."));

    let fit_only = with(|o| o.horizon = 0);
    assert!(lede(Lang::En, &fit_only, "Table 5").contains("no year ahead"));
}

#[test]
fn class_ratio_passes_or_fails_in_words() {
    let row = class_ratio_row(Lang::En, &with(|_| {}));
    assert_eq!((row.mark, row.value.as_str()), (Mark::Error, "fails"));
    // Bounds e^(∓2/16); least shift 3120.76, so 3121 is the first whole number that passes.
    assert_eq!(
        row.note,
        "5 of 14 outside 0.88250–1.13315. Adding 3121 to every value would pass."
    );
    let smooth = of_series(&[71.1, 72.4, 72.4, 72.1, 71.4, 72.0, 71.6], ModelName::Gm11);
    let row = class_ratio_row(Lang::En, &smooth);
    assert_eq!((row.mark, row.value.as_str()), (Mark::Ok, "passes"));
    assert!(lede(Lang::En, &smooth, "x").contains("class-ratio test"));
}

#[test]
fn the_fits_tests_stand_beside_the_paper_only_on_its_own_table() {
    let step = with(|_| {});
    let [c, p, error, range] = test_rows(Lang::En, &step);
    assert_eq!(c.value, "0.3235");
    assert_eq!(c.note, "≤ 0.35, good; the paper prints 0.3235 too");
    assert_eq!((p.mark, p.value.as_str()), (Mark::Warn, "0.9333"));
    assert_eq!(error.value, "5.66\u{202f}%");
    assert_eq!((range.mark, range.value.as_str()), (Mark::Ok, "0.0447"));

    let other = test_rows(Lang::En, &with(|o| o.background_weight = 0.9));
    assert!(other[0].note.contains("differs"), "{}", other[0].note);

    let mut study = guizhou();
    study.choices.basis = Basis::Inputs;
    assert!(
        !test_rows(Lang::En, &step_of(&study))[0]
            .note
            .contains("paper")
    );
}

#[test]
fn tests_of_a_grey_model_say_why_they_do_not_apply_to_a_line() {
    let step = with(|o| o.model = ModelName::Linear);
    let range = &test_rows(Lang::En, &step)[3];
    assert_eq!(range.value, "n/a");
    assert!(
        range.note.contains("linear trend has none"),
        "{}",
        range.note
    );
    assert_eq!(class_ratio_row(Lang::Zh, &step).mark, Mark::Plain);
}

#[test]
fn a_part_that_is_missing_says_so() {
    let step = of_series(&[5.0; 8], ModelName::Gm11);
    let [c, ..] = test_rows(Lang::En, &step);
    assert_eq!(c.value, "—");
    assert!(c.note.starts_with("every value is 5"), "{}", c.note);
    assert_eq!(grade_line(Lang::En, &step), "");
}

#[test]
fn printed_path_is_traced_to_a_lost_digit() {
    // −0.0447 and −0.047; 5634.88/5440.92 = 1.0356, 9015.77/8507.51 = 1.0597.
    let found = printed(Lang::En, &with(|_| {}), "Table 5", "Table 5");
    let Some(found) = found else { unreachable!() };
    assert_eq!(found.mark, Mark::Warn);
    assert_eq!(found.title, "The printed path is not this model.");
    for part in [
        "5634.88 in 2020 to 9015.77 in 2030",
        "a = −0.047 and b = 2752.6",
        "gives a = −0.0447: the printed one has lost a digit",
        "3.6\u{202f}% higher in 2020 and 6.0\u{202f}% higher in 2030",
    ] {
        assert!(found.text.contains(part), "{part}: {}", found.text);
    }
}

#[test]
fn printed_path_of_another_basis_or_model_is_told_apart() {
    let mut study = guizhou();
    study.choices.basis = Basis::Inputs;
    let found = printed(Lang::En, &step_of(&study), "the yearbook data", "Table 5");
    let Some(found) = found else { unreachable!() };
    assert_eq!(found.mark, Mark::Plain);
    assert!(
        found
            .text
            .contains("used Table 5, the path shown uses the yearbook data")
    );

    let line = with(|o| o.model = ModelName::Linear);
    let Some(found) = printed(Lang::En, &line, "Table 5", "Table 5") else {
        unreachable!()
    };
    assert!(found.text.contains("not GM(1,1)"), "{}", found.text);

    let mut step = with(|_| {});
    if let Some(printed) = step.printed.as_mut() {
        printed.differences.fill(Some(0.0));
    }
    let Some(found) = printed(Lang::En, &step, "Table 5", "Table 5") else {
        unreachable!()
    };
    assert_eq!(
        (found.mark, found.title.as_str()),
        (Mark::Ok, "The printed path is this model.")
    );
}

#[test]
fn ranking_is_by_error_and_tells_the_side() {
    // docs/methods/forecast.md, by numpy: mean growth 6.2, naive 7.6, line 8.3, GM(1,1) 10.6 %.
    let step = with(|_| {});
    let order: Vec<String> = ranking(&step)
        .iter()
        .map(|row| percent(row.hold_out.unwrap_or_default(), 1))
        .collect();
    assert_eq!(
        order,
        [
            "6.2\u{202f}%",
            "7.6\u{202f}%",
            "8.3\u{202f}%",
            "10.6\u{202f}%"
        ]
    );
    let text = judged(Lang::En, &step);
    assert!(
        text.contains("GM(1,1) lay above what was observed in every year"),
        "{text}"
    );
    assert!(
        text.contains("One year ahead naïve erred least: 3.7\u{202f}%."),
        "{text}"
    );

    let naive = with(|o| o.model = ModelName::Naive);
    assert!(judged(Lang::En, &naive).contains("Naïve lay below"));
}

#[test]
fn peak_is_told_by_where_it_lies() {
    assert!(peak(Lang::En, &with(|_| {})).starts_with("No peak before 2030"));
    assert!(
        peak(Lang::En, &with(|o| o.model = ModelName::Naive)).starts_with("No peak to be seen")
    );
    let falling = [90.0, 70.0, 55.0, 42.0, 33.0, 26.0];
    let text = peak(Lang::En, &of_series(&falling, ModelName::Gm11));
    assert!(
        text.starts_with("The highest value is the first one (2001, 90.00)"),
        "{text}"
    );
    // numpy.polyfit on 0 … 5: slope −12.6857, intercept 84.3810, so 8.27 in 2007 and −4.42 in 2008.
    let text = peak(Lang::En, &of_series(&falling, ModelName::Linear));
    assert!(
        text.contains("first reaches zero or less in 2008, a forecast year"),
        "{text}"
    );
    let hump = [10.0, 20.0, 30.0, 24.0, 18.0, 12.0, 7.0];
    let text = peak(Lang::En, &of_series(&hump, ModelName::Naive));
    assert!(
        text.starts_with("The highest value is the observed one of 2003, 30.00"),
        "{text}"
    );
}

#[test]
fn every_problem_of_a_forecast_has_a_sentence_in_both_languages() {
    let sources = [
        include_str!("../../core/forecast/error.rs"),
        include_str!("../../core/forecast/gm11_error.rs"),
    ];
    let codes: Vec<&str> = sources
        .iter()
        .flat_map(|text| text.split("Problem::new(\"").skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(codes.len() > 20, "{codes:?}");
    for code in codes {
        assert!(
            crate::words::is_message(&format!("problem.{code}")),
            "{code}"
        );
    }
}

#[test]
fn a_position_is_told_as_a_year() {
    let step = of_series(&[4.0, -1.0, 5.0, 6.0, 7.0, 8.0], ModelName::Gm11);
    let warning: Arc<Problem> = Arc::new(step.forecast.warnings[0].clone());
    let text = crate::words::sentence(Lang::En, &in_year(&warning, &step));
    assert!(text.starts_with("2002: −1 is not positive"), "{text}");
}

#[test]
fn ratios_that_cannot_be_formed_are_not_told_as_outside() {
    let step = of_series(&[-10.0, -11.0, -12.1, -13.3, -14.6, -16.1], ModelName::Gm11);
    let note = class_ratio_row(Lang::En, &step).note;
    assert!(note.starts_with("5 of 5 ratios cannot be formed"), "{note}");
    assert!(!note.contains("outside"), "{note}");
    let step = of_series(&[-1.0, 10.0, 11.0, 40.0, 42.0, 43.0], ModelName::Gm11);
    let note = class_ratio_row(Lang::Zh, &step).note;
    assert!(note.starts_with("4 个里有 1 个在"), "{note}");
    assert!(note.contains("5 个级比里有 1 个无从算起"), "{note}");
}

#[test]
fn a_model_that_errs_the_same_is_not_told_as_better() {
    let mut step = step_of(&guizhou());
    let own = step.forecast.model.name();
    let error = step
        .forecast
        .comparisons
        .iter()
        .find(|row| row.model.name() == own)
        .and_then(|row| row.hold_out.as_ref().ok()?.errors.mape)
        .unwrap();
    for row in &mut step.forecast.comparisons {
        if let Ok(test) = &mut row.hold_out
            && row.model.name() != own
        {
            test.errors.mape = Some(error - 1e-6);
        }
    }
    let said = lede(Lang::Zh, &step, "年鉴数据");
    assert!(
        said.contains("与它一样准") && !said.contains("更准"),
        "{said}"
    );
}
