//! What is kept beside the texts of studies: names that tell them apart, versions that go first, and what differs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::sync::Arc;

use proptest::prelude::*;
use tanheng::core::study::{Cell, Study, Text};
use tanheng::exchange::kept::{
    Difference, Entry, MOST_BYTES, MOST_OF_ONE, Version, Why, difference, first_to_go, is_due,
    mark, told_apart, too_many,
};
use tanheng::exchange::{cases, study_file};

fn guizhou() -> Study {
    cases::load("guizhou").expect("the case ships with the program")
}

fn version(study: &str, at: f64, name: Option<&str>, bytes: usize) -> Version {
    Version {
        study: study.to_owned(),
        at,
        why: Why::Working,
        name: name.map(str::to_owned),
        bytes,
        mark: at as u32,
    }
}

#[test]
fn an_entry_comes_back_as_it_was_written() {
    let entry = Entry::of(&guizhou(), 1.0e12);
    assert_eq!(Entry::read(&entry.write()), Some(entry.clone()));
    assert_eq!(entry.origin.as_ref(), Some(&guizhou().title));
    assert_eq!(Entry::read("{"), None);
}

#[test]
fn a_text_from_before_the_list_has_an_entry_even_when_it_does_not_read() {
    let study = guizhou();
    let entry = Entry::of_text("guizhou", &study_file::write(&study));
    assert_eq!((&entry.title, entry.is_unreadable), (&study.title, false));
    assert_eq!(entry.kept_at, None);
    let broken = Entry::of_text("guizhou", "{ \"title\": ");
    assert!(broken.is_unreadable);
    assert_eq!(broken.title, Text::One("guizhou".to_owned()));
}

#[test]
fn a_title_is_numbered_when_it_is_the_same_in_one_language() {
    let title = Text::Both {
        zh: "贵州省".to_owned(),
        en: "Guizhou".to_owned(),
    };
    let theirs = Text::One("Guizhou".to_owned());
    let Text::Both { zh, en } = told_apart(&title, &[theirs]) else {
        panic!("both languages stay");
    };
    assert_eq!((&*zh, &*en), ("贵州省 (2)", "Guizhou (2)"));
}

#[test]
fn the_oldest_without_a_name_go_first() {
    let mut all: Vec<Version> = (0..MOST_OF_ONE + 2)
        .map(|i| version("a", i as f64, (i == 0).then_some("mine"), 10))
        .collect();
    all.push(version("b", 0.5, None, 10));
    assert_eq!(
        too_many(&all),
        [1, 2],
        "the named one and the other study stay"
    );
}

#[test]
fn bytes_are_bounded_over_all_studies_and_the_newest_stays() {
    let half = MOST_BYTES / 2;
    let all = [
        version("a", 1.0, Some("mine"), half),
        version("b", 2.0, None, half),
        version("a", 3.0, None, half),
    ];
    assert_eq!(too_many(&all), [1]);
    assert!(too_many(&[version("a", 1.0, None, MOST_BYTES + 1)]).is_empty());
}

#[test]
fn room_is_made_from_what_has_no_name_first() {
    let all = [
        version("a", 1.0, Some("mine"), 10),
        version("a", 3.0, None, 10),
        version("b", 2.0, None, 10),
    ];
    assert_eq!(first_to_go(&all, 11), [2, 1]);
    assert_eq!(first_to_go(&all, 1000), [2, 1, 0]);
    assert!(first_to_go(&all, 0).is_empty());
}

#[test]
fn a_version_is_due_when_something_changed_and_time_has_passed() {
    let newest = version("a", 1.0e6, None, 10);
    let next = |at: f64, why| Version {
        why,
        ..version("a", at, None, 10)
    };
    assert!(is_due(&next(0.0, Why::Opened), None, 0.0));
    assert!(!is_due(&next(1.0, Why::Working), None, 0.0));
    assert!(!is_due(
        &next(1.0e6 + 59_000.0, Why::Leaving),
        Some(&newest),
        0.0
    ));
    assert!(is_due(
        &next(1.0e6 + 60_000.0, Why::Leaving),
        Some(&newest),
        0.0
    ));
    let same = Version {
        mark: newest.mark,
        ..next(2.0e9, Why::Restore)
    };
    assert!(!is_due(&same, Some(&newest), 0.0));
    let asked = Version {
        why: Why::Asked,
        ..same
    };
    assert!(is_due(&asked, Some(&newest), 0.0));
}

proptest! {
    #[test]
    fn what_stays_is_within_the_limits(
        sizes in prop::collection::vec((0usize..MOST_BYTES / 4, any::<bool>(), 0u8..3), 1..120)
    ) {
        let all: Vec<Version> = sizes.iter().enumerate()
            .map(|(i, (bytes, named, study))| version(&study.to_string(), i as f64, named.then_some("n"), *bytes))
            .collect();
        let gone = too_many(&all);
        let stays: Vec<&Version> = (0..all.len()).filter(|i| !gone.contains(i)).map(|i| &all[i]).collect();
        prop_assert!(stays.iter().map(|v| v.bytes).sum::<usize>() <= MOST_BYTES);
        for study in ["0", "1", "2"] {
            prop_assert!(stays.iter().filter(|v| v.study == study).count() <= MOST_OF_ONE);
        }
        prop_assert!(!gone.contains(&(all.len() - 1)), "the newest stays");
    }
}

#[test]
fn equal_texts_have_equal_marks_and_an_edit_changes_it() {
    let study = guizhou();
    let mut other = study.clone();
    let text = study_file::write(&study);
    assert_eq!(mark(&text), mark(&study_file::write(&other)));
    other.title = Text::One("mine".to_owned());
    assert_ne!(mark(&text), mark(&study_file::write(&other)));
}

#[test]
fn a_study_does_not_differ_from_itself_under_another_id() {
    let study = guizhou();
    let mut copy = study.clone();
    copy.id = "copy".to_owned();
    assert_eq!(difference(&study, &copy), Difference::default());
}

#[test]
fn cells_coefficients_name_settings_and_the_rest_are_told_apart() {
    let study = guizhou();
    let mut other = study.clone();
    let cells = Arc::make_mut(&mut other.sheets[0].columns[0].cells);
    cells[0] = Cell::Number(1.5);
    cells[1] = Cell::Empty;
    other.coefficients[0].value += 1.0;
    other.title = Text::One("mine".to_owned());
    other.choices.region = Some("x".to_owned());
    let both_ways = [difference(&study, &other), difference(&other, &study)];
    let expected = Difference {
        cells: 2,
        coefficients: 1,
        title: true,
        settings: true,
        ..Difference::default()
    };
    assert_eq!(both_ways, [expected.clone(), expected]);
    let mut rest = study.clone();
    rest.account.pop();
    let only_other = Difference {
        other: true,
        ..Difference::default()
    };
    assert_eq!(difference(&study, &rest), only_other);
}

#[test]
fn rows_and_columns_that_only_one_has_count_with_their_filled_cells() {
    let study = guizhou();
    let mut other = study.clone();
    let sheet = &mut other.sheets[0];
    Arc::make_mut(&mut sheet.rows).pop();
    let mut filled = 0;
    for column in &mut sheet.columns {
        if Arc::make_mut(&mut column.cells)
            .pop()
            .is_some_and(|c| c != Cell::Empty)
        {
            filled += 1;
        }
    }
    let gone = sheet.columns.pop().expect("a sheet has columns");
    filled += gone.cells.iter().filter(|c| **c != Cell::Empty).count();
    let expected = Difference {
        cells: filled,
        columns: 1,
        rows: 1,
        ..Difference::default()
    };
    assert_eq!(difference(&study, &other), expected);
    assert_eq!(difference(&other, &study), expected);
    let mut source = study.clone();
    source.sheets[0].columns[0].source = Some("else".to_owned());
    assert_eq!(difference(&study, &source).columns, 1);
}

#[test]
fn scenarios_that_differ_are_counted_and_the_one_in_use_is_no_difference() {
    use tanheng::core::study::Duplicate;
    let study = cases::load("guizhou").unwrap();
    let two = study.add_scenario("low", Duplicate::Coefficients).unwrap();
    let two = two.set_coefficient("farm.film", "4").unwrap();
    let only = Difference {
        scenarios: 1,
        ..Difference::default()
    };
    assert_eq!(difference(&study, &two), only);
    let looked_at = two.with_scenario(0).unwrap();
    assert_eq!(difference(&looked_at, &two), Difference::default());
    let three = two.add_scenario("b", Duplicate::Coefficients).unwrap();
    let without_the_first = three.remove_scenario(1).unwrap();
    assert_eq!(difference(&three, &without_the_first), only);
    let changed = two.set_coefficient("farm.film", "3").unwrap();
    assert_eq!(difference(&looked_at, &changed), only);
}
