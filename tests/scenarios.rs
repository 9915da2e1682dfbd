//! Scenarios: what is shared, what is not, and that none of it is lost on the way to a file and back.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use tanheng::core::problem::Report;
use tanheng::core::study::{Duplicate, EditError, MOST_SCENARIOS, Own, Study};
use tanheng::exchange::{cases, link, study_file};

fn guizhou() -> Study {
    cases::load("guizhou").expect("the case ships with the program")
}

fn first_cell(study: &Study) -> Option<f64> {
    study.sheets[0].columns[0].cells[0].value()
}

fn type_cell(study: &Study, text: &str) -> Study {
    let sheet = study.sheets[0].id.clone();
    study.write(&sheet, 0, 0, &[vec![text.to_owned()]]).unwrap()
}

#[test]
fn a_scenario_of_coefficients_shares_the_inputs() {
    let base = guizhou();
    let film = base.coefficient("farm.film").unwrap().value;
    let other = base.add_scenario("low", Duplicate::Coefficients).unwrap();
    assert_eq!(other.scenarios.present, 1);
    let other = other.set_coefficient("farm.film", "4").unwrap();
    let typed = type_cell(&other, "123.5");
    let back = typed.with_scenario(0).unwrap();
    assert_eq!(first_cell(&back), Some(123.5));
    assert_eq!(back.coefficient("farm.film").unwrap().value, film);
    let again = back.with_scenario(1).unwrap();
    assert_eq!(again, typed);
}

#[test]
fn a_scenario_of_inputs_keeps_them_apart_and_shares_the_coefficients() {
    let base = guizhou();
    let before = first_cell(&base);
    let other = base.add_scenario("more", Duplicate::Inputs).unwrap();
    let other = type_cell(&other, "123.5")
        .set_coefficient("farm.film", "4")
        .unwrap();
    let back = other.with_scenario(0).unwrap();
    assert_eq!(first_cell(&back), before);
    assert_eq!(back.coefficient("farm.film").unwrap().value, 4.0);
    assert!(back.typed.is_empty());
    assert!(!other.typed.is_empty());
}

#[test]
fn a_copy_of_a_scenario_is_a_copy_of_all_that_is_its_own() {
    let study = guizhou().add_scenario("a", Duplicate::Inputs).unwrap();
    let study = type_cell(&study, "123.5");
    let copy = study.add_scenario("b", Duplicate::Coefficients).unwrap();
    assert_eq!(first_cell(&copy), Some(123.5));
    let copy = type_cell(&copy, "7");
    assert_eq!(first_cell(&copy.with_scenario(1).unwrap()), Some(123.5));
    assert_eq!(
        first_cell(&copy.with_scenario(0).unwrap()),
        first_cell(&guizhou())
    );
}

#[test]
fn removing_the_last_leaves_the_study_as_it_was() {
    let base = guizhou();
    let two = base.add_scenario("a", Duplicate::Both).unwrap();
    let two = type_cell(&two, "1")
        .set_coefficient("farm.film", "4")
        .unwrap();
    assert_eq!(two.remove_scenario(1).unwrap(), base);
    assert!(matches!(
        two.remove_scenario(0),
        Err(EditError::Nothing { .. })
    ));
    let three = two.add_scenario("b", Duplicate::Coefficients).unwrap();
    let left = three.remove_scenario(1).unwrap();
    assert_eq!(left.scenarios.present, 1);
    assert_eq!(left.scenario_name(), Some("b"));
    assert_eq!(first_cell(&left), Some(1.0));
}

#[test]
fn the_baseline_changes_and_no_scenario_does() {
    let base = guizhou();
    let a = base.add_scenario("a", Duplicate::Coefficients).unwrap();
    let a = a.set_coefficient("farm.film", "4").unwrap();
    let b = a
        .with_scenario(0)
        .unwrap()
        .add_scenario("b", Duplicate::Inputs)
        .unwrap();
    let b = type_cell(&b, "9");
    let turned = b.make_baseline(1, "before").unwrap();
    assert!(turned.scenarios.is_consistent());
    let seen = |study: &Study, at: usize| {
        let s = study.with_scenario(at).unwrap();
        (first_cell(&s), s.coefficient("farm.film").unwrap().value)
    };
    // a, the old baseline, b.
    assert_eq!(seen(&turned, 0), seen(&b, 1));
    assert_eq!(seen(&turned, 1), seen(&b, 0));
    assert_eq!(seen(&turned, 2), seen(&b, 2));
    assert_eq!(turned.scenario_name(), Some("a"));
    assert_eq!(turned.scenarios.list[1].name, "before");
}

#[test]
fn names_are_needed_told_apart_and_bounded() {
    let base = guizhou();
    let refused = |study: &Study, name: &str| {
        let error = study.add_scenario(name, Duplicate::Both).unwrap_err();
        matches!(error, EditError::ScenarioName { .. })
    };
    let one = base.add_scenario("  a ", Duplicate::Both).unwrap();
    assert_eq!(one.scenario_name(), Some("a"));
    for name in ["", "  ", "a", &"x".repeat(41)] {
        assert!(refused(&one, name), "{name:?}");
    }
    assert!(one.rename_scenario(1, "a").is_ok());
    assert!(one.rename_scenario(7, "b").is_err());
    let mut full = base;
    for n in 1..MOST_SCENARIOS {
        full = full
            .add_scenario(&n.to_string(), Duplicate::Coefficients)
            .unwrap();
    }
    let error = full.add_scenario("too many", Duplicate::Both).unwrap_err();
    assert_eq!(error.problem().code, "edit.too_many_scenarios");
}

#[test]
fn a_set_of_coefficients_is_a_scenario() {
    let base = guizhou();
    let other = base
        .coefficient_sets
        .iter()
        .find(|s| **s != base.coefficient_set);
    let set = other.expect("Guizhou has several sets");
    let study = base.add_scenario("set", Duplicate::Coefficients).unwrap();
    let study = study.use_coefficient_set(set).unwrap();
    assert_eq!(
        study.with_scenario(0).unwrap().coefficient_set,
        base.coefficient_set
    );
    let again = study.with_scenario(0).unwrap().with_scenario(1).unwrap();
    assert_eq!(again, study);
}

#[test]
fn a_file_with_a_faulty_scenario_is_refused_with_its_name() {
    let study = guizhou().add_scenario("odd", Duplicate::Both).unwrap();
    let study = study.with_scenario(0).unwrap();
    let mut broken = study.clone();
    let Own::Kept(inputs) = &mut broken.scenarios.list[1].inputs else {
        panic!("kept aside");
    };
    let sheet = inputs.sheets[0].clone();
    inputs.sheets.push(sheet);
    let error = study_file::read(&study_file::write(&broken)).unwrap_err();
    let codes: Vec<String> = error.problems().into_iter().map(|p| p.code).collect();
    assert_eq!(codes.first().map(String::as_str), Some("file.in_scenario"));
    assert!(codes.len() > 1, "and what is wrong with it");

    let mut torn = study.clone();
    torn.scenarios.list[1].inputs = Own::InUse;
    let error = study_file::read(&study_file::write(&torn)).unwrap_err();
    assert_eq!(error.problem().code, "file.scenarios");
    let mut baseless = study.clone();
    baseless.scenarios.list[0].inputs = Own::Shared;
    let error = study_file::read(&study_file::write(&baseless)).unwrap_err();
    assert_eq!(error.problem().code, "file.scenarios");
    let mut astray = study;
    astray.scenarios.present = 5;
    let error = study_file::read(&study_file::write(&astray)).unwrap_err();
    assert_eq!(error.problem().code, "file.scenarios");
}

#[test]
fn a_row_of_a_scenario_is_a_line_of_the_file() {
    let study = guizhou().add_scenario("a", Duplicate::Both).unwrap();
    let kept = |text: &str| {
        let study = type_cell(&study.with_scenario(0).unwrap(), text);
        study_file::write(&study.with_scenario(1).unwrap())
    };
    let (before, after) = (kept("5"), kept("6"));
    let changed = before.lines().zip(after.lines()).filter(|(a, b)| a != b);
    assert_eq!(changed.count(), 1);
}

#[test]
fn inputs_too_many_for_a_file_are_not_duplicated_and_coefficients_are() {
    let study = guizhou();
    let sheet = study.sheets[0].id.clone();
    let text = |row: usize| vec![((row % 9) + 1).to_string()];
    let block: Vec<Vec<String>> = (0..7_900).map(text).collect();
    let mut long = study.write(&sheet, 0, 0, &block).unwrap();
    // Columns enough to come near the limit: a row more or less has all of them.
    let wide = long.sheets[0].columns[0].clone();
    for n in 0..240 {
        let mut column = wide.clone();
        column.indicator = format!("own_{n}");
        long.sheets[0].columns.push(column);
    }
    let error = long.add_scenario("more", Duplicate::Inputs).unwrap_err();
    assert!(
        matches!(error, EditError::TooManyScenarioCells { .. }),
        "{error:?}"
    );
    assert!(long.add_scenario("other", Duplicate::Coefficients).is_ok());
}

#[test]
fn looking_at_another_scenario_costs_no_memory_to_undo() {
    let study = guizhou().add_scenario("a", Duplicate::Inputs).unwrap();
    let study = type_cell(&study, "5");
    let other = study.with_scenario(0).unwrap();
    let marks = study.typed.len() * 200;
    assert!(
        study.cell_bytes_beside(&other) <= marks,
        "{}",
        study.cell_bytes_beside(&other)
    );
    assert!(other.cell_bytes_beside(&study) <= marks);
}

#[test]
fn a_workbook_carries_every_scenario() {
    use tanheng::exchange::{study_sheet, workbook};
    let study = guizhou().add_scenario("a", Duplicate::Both).unwrap();
    let study = type_cell(&study, "5")
        .set_coefficient("farm.film", "4")
        .unwrap();
    let bytes = tanheng::job::export::workbook(&study, tanheng::words::Lang::Zh).unwrap();
    let book = workbook::read(&bytes, None).unwrap();
    let names = &tanheng::words::coefficient_names;
    let opened = study_sheet::open(&book, names).unwrap().unwrap();
    assert_eq!((opened.figures(), opened.coefficients), (0, 0));
    assert_eq!(opened.study, study);
}

/// What a person may do, in any order.
#[derive(Debug, Clone)]
enum Deed {
    Add(Duplicate),
    Use(usize),
    Remove(usize),
    Baseline(usize),
    Cell(u8),
    Coefficient(u8),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        prop_oneof![
            Just(Duplicate::Inputs),
            Just(Duplicate::Coefficients),
            Just(Duplicate::Both)
        ]
        .prop_map(Deed::Add),
        (0..5_usize).prop_map(Deed::Use),
        (0..5_usize).prop_map(Deed::Remove),
        (0..5_usize).prop_map(Deed::Baseline),
        any::<u8>().prop_map(Deed::Cell),
        any::<u8>().prop_map(Deed::Coefficient),
    ]
}

fn done(study: &Study, deed: &Deed, count: usize) -> Option<Study> {
    match deed {
        Deed::Add(what) => study.add_scenario(&format!("s{count}"), *what).ok(),
        Deed::Use(at) => study.with_scenario(*at).ok(),
        Deed::Remove(at) => study.remove_scenario(*at).ok(),
        Deed::Baseline(at) => study.make_baseline(*at, "before").ok(),
        Deed::Cell(value) => Some(type_cell(study, &value.to_string())),
        Deed::Coefficient(value) => {
            let text = format!("{}.5", value);
            study.set_coefficient("farm.film", &text).ok()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_done_files_and_links_hold_every_scenario(deeds in prop::collection::vec(deed(), 1..14)) {
        let mut study = guizhou();
        for (count, deed) in deeds.iter().enumerate() {
            let Some(next) = done(&study, deed, count) else { continue };
            prop_assert!(next.scenarios.is_consistent());
            // Looking at the others and coming back changes nothing.
            for at in 0..next.scenarios.list.len() {
                let there = next.with_scenario(at).unwrap();
                prop_assert_eq!(&there.with_scenario(next.scenarios.present).unwrap(), &next);
            }
            study = next;
        }
        prop_assert_eq!(study_file::read(&study_file::write(&study)), Ok(study.clone()));
        prop_assert_eq!(link::read(&link::write(&study).text), Ok(study));
    }
}
