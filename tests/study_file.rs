//! Study files: what is written is read back the same, what is broken is refused with every fault named, and no bytes
//! make the reader panic.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tanheng::core::problem::Report;
use tanheng::core::study::Study;
use tanheng::exchange::study_file::{self, FileError, MAX_BYTES, SCHEMA_VERSION};
use tanheng::exchange::{cases, study_file::Fault};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(data(name)).unwrap()
}

fn guizhou() -> Study {
    cases::load("guizhou").unwrap()
}

#[test]
fn every_case_comes_back_the_same_and_is_written_the_same_again() {
    for id in cases::all() {
        let study = cases::find(id).unwrap();
        assert_eq!(study_file::check(&study), [], "{id}");
        let written = study_file::write(&study);
        let read = study_file::read(&written).unwrap();
        assert_eq!(read, study, "{id}");
        assert_eq!(study_file::write(&read), written, "{id}");
        assert_eq!(
            study_file::read_value(serde_json::from_str(&written).unwrap()),
            Ok(study),
            "{id}"
        );
    }
}

#[test]
fn a_hand_made_file_is_read() {
    let study = study_file::read(&text("small_study.json")).unwrap();
    assert_eq!(study.schema_version, SCHEMA_VERSION);
    assert_eq!(study.years(), [2005, 2006]);
}

#[test]
fn the_first_field_is_the_version_and_a_changed_cell_is_a_changed_line_and_a_line_that_says_so() {
    let write = |study: &Study, row: usize| {
        study
            .write("activity", row, 0, &[vec!["123.25".to_owned()]])
            .unwrap()
    };
    let one = write(&guizhou(), 3);
    let two = write(&one, 4);
    let (one, two) = (study_file::write(&one), study_file::write(&two));
    assert!(one.starts_with("{\n \"schema_version\": 4,\n"));
    assert!(one.ends_with("\n}\n"));
    let lines = |text: &str| -> Vec<String> {
        let bare = text.lines().map(|l| l.trim_end_matches(',').to_owned());
        bare.collect()
    };
    let (one, two) = (lines(&one), lines(&two));
    let gone = one.iter().filter(|l| !two.contains(l)).count();
    let come: Vec<&String> = two.iter().filter(|l| !one.contains(l)).collect();
    assert_eq!((gone, come.len(), two.len() - one.len()), (1, 2, 1));
    assert!(come[1].contains("fertiliser_pure") && come[1].contains("2009"));
}

#[test]
fn words_of_any_script_and_control_characters_survive() {
    let mut study = guizhou();
    study.title = tanheng::core::study::Text::One(
        "贵州 \"\\\n\t\u{1}\u{202e}🌲 <script>alert(1)</script>".into(),
    );
    assert_eq!(study_file::read(&study_file::write(&study)), Ok(study));
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let marked = format!("\u{feff}{}", text("small_study.json"));
    assert!(study_file::read(&marked).is_ok());
}

#[test]
fn every_bad_file_is_refused_as_its_readme_says() {
    let readme = text("bad/README.md");
    let mut named = BTreeSet::new();
    for row in readme.lines().filter(|line| line.contains(".json |")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let (file, codes) = (cells[1], cells[2]);
        let error = study_file::read(&text(&format!("bad/{file}"))).unwrap_err();
        let found: Vec<String> = error.problems().into_iter().map(|p| p.code).collect();
        assert_eq!(found.join(", "), codes, "{file}: {error:?}");
        named.insert(file.to_owned());
    }
    let there: BTreeSet<String> = fs::read_dir(data("bad"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".json"))
        .collect();
    assert_eq!(named, there, "the table names every file");
}

#[test]
fn a_json_error_says_line_and_column() {
    let error = study_file::read("{\n  \"schema_version\": 2,\n  \"id\": oops\n}").unwrap_err();
    assert_eq!(error, FileError::NotJson { line: 3, column: 9 });
}

#[test]
fn a_row_fault_says_sheet_region_and_year() {
    let error = study_file::read(&text("bad/row_width.json")).unwrap_err();
    let FileError::Faulty { faults } = error else {
        panic!("{error:?}")
    };
    assert_eq!(
        faults[0],
        Fault::RowWidth {
            sheet: "activity".into(),
            region: "1".into(),
            year: 2005,
            values: 1,
            columns: 2
        }
    );
}

#[test]
fn several_faults_are_told_as_their_number_and_one_as_itself() {
    let several = study_file::read(&text("bad/account.json")).unwrap_err();
    assert_eq!(several.problem().code, "file.faulty");
    assert_eq!(several.problems().len(), 3);
    let one = study_file::read(&text("bad/region.json")).unwrap_err();
    assert_eq!(one.problem().code, "file.unknown_region");
}

#[test]
fn a_thousand_faults_are_told_as_a_hundred() {
    let mut document: Value = serde_json::from_str(&text("small_study.json")).unwrap();
    let row = document["sheets"][0]["rows"][0].clone();
    document["sheets"][0]["rows"] = vec![row; 1000].into();
    let error = study_file::read_value(document).unwrap_err();
    assert_eq!(error.problems().len(), 100);
}

#[test]
fn too_large_a_file_is_refused_before_it_is_read() {
    let long = " ".repeat(MAX_BYTES + 1);
    assert_eq!(
        study_file::read(&long),
        Err(FileError::TooLarge {
            bytes: MAX_BYTES + 1
        })
    );
    assert_eq!(
        study_file::read_bytes(&[0xff, 0xfe, 0x00]),
        Err(FileError::NotText)
    );
}

#[test]
fn a_deep_document_is_an_error_and_no_overflow_of_the_stack() {
    let open = "[".repeat(200_000);
    assert!(matches!(
        study_file::read(&open),
        Err(FileError::CutShort { .. })
    ));
    let closed = open + &"]".repeat(200_000);
    assert_eq!(study_file::read(&closed), Err(FileError::OtherDocument));
    let inside = format!("{{\"schema_version\":1,\"title\":{closed}}}");
    assert!(matches!(
        study_file::read(&inside),
        Err(FileError::NotJson { .. })
    ));
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use super::*;
    use proptest::prelude::*;

    /// Puts `new` in place of the `at`-th value of a document, counted depth first, or takes it out.
    fn replace(value: &mut Value, at: &mut usize, new: Option<&Value>) -> bool {
        if *at == 0 {
            *value = new.cloned().unwrap_or(Value::Null);
            return true;
        }
        *at -= 1;
        match value {
            Value::Array(list) => {
                for i in 0..list.len() {
                    if *at == 0 && new.is_none() {
                        list.remove(i);
                        return true;
                    }
                    if replace(&mut list[i], at, new) {
                        return true;
                    }
                }
            }
            Value::Object(map) => {
                let keys: Vec<String> = map.keys().cloned().collect();
                for key in keys {
                    if *at == 0 && new.is_none() {
                        map.remove(&key);
                        return true;
                    }
                    if map.get_mut(&key).is_some_and(|v| replace(v, at, new)) {
                        return true;
                    }
                }
            }
            _ => {}
        }
        false
    }

    fn count(value: &Value) -> usize {
        1 + match value {
            Value::Array(list) => list.iter().map(count).sum(),
            Value::Object(map) => map.values().map(count).sum(),
            _ => 0,
        }
    }

    fn odd() -> impl Strategy<Value = Option<Value>> {
        prop_oneof![
            Just(None),
            Just(Some(Value::Null)),
            Just(Some(Value::Bool(true))),
            Just(Some(serde_json::json!([]))),
            Just(Some(serde_json::json!({}))),
            Just(Some(serde_json::json!({ "zh": 1 }))),
            Just(Some(serde_json::json!(u64::MAX))),
            Just(Some(serde_json::json!(i64::MIN))),
            Just(Some(serde_json::json!(f64::MAX))),
            Just(Some(serde_json::json!(-5e-324))),
            any::<i32>().prop_map(|n| Some(n.into())),
            ".{0,12}".prop_map(|t| Some(t.into())),
        ]
    }

    proptest! {
        /// Whatever is changed in a study file, it is taken and comes back the same, or refused with at least one problem.
        #[test]
        fn no_change_of_a_document_surprises_the_reader(
            changes in prop::collection::vec((any::<prop::sample::Index>(), odd()), 1..4)
        ) {
            let mut document: Value = serde_json::from_str(&study_file::write(&guizhou())).unwrap();
            for (place, new) in changes {
                let mut at = place.index(count(&document));
                replace(&mut document, &mut at, new.as_ref());
            }
            match study_file::read(&document.to_string()) {
                Ok(study) => {
                    // What was taken is computed or refused in a sentence, and is written so that it is read again.
                    let _ = tanheng::job::run_study(&study, &mut |_| std::ops::ControlFlow::Continue(()));
                    prop_assert_eq!(study_file::read(&study_file::write(&study)), Ok(study));
                }
                Err(error) => prop_assert!(!error.problems().is_empty()),
            }
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(study_file::read_bytes(&bytes).is_err());
        }

        /// A file cut anywhere, or with one byte changed anywhere.
        #[test]
        fn no_damage_to_the_text_makes_the_reader_panic(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let mut bytes = study_file::write(&guizhou()).into_bytes();
            let at = place.index(bytes.len());
            let cut = study_file::read_bytes(&bytes[..at]);
            prop_assert!(cut.is_err() || at >= bytes.len() - 1);
            bytes[at] = byte;
            if let Ok(study) = study_file::read_bytes(&bytes) {
                prop_assert_eq!(study_file::read(&study_file::write(&study)), Ok(study));
            }
        }

        /// A saved number is the same number, to the last bit.
        #[test]
        fn numbers_keep_every_bit(value in prop::num::f64::POSITIVE) {
            let mut study = guizhou();
            study.coefficients[0].value = value;
            let read = study_file::read(&study_file::write(&study)).unwrap();
            prop_assert_eq!(read.coefficients[0].value.to_bits(), value.to_bits());
        }
    }
}

#[test]
fn files_of_versions_1_to_3_have_no_scenarios_zones_or_oxygen_and_read() {
    let study = guizhou();
    for version in [1, 2, 3] {
        let named = format!("\"schema_version\": {version},");
        let old = study_file::write(&study).replace("\"schema_version\": 4,", &named);
        assert!(old.contains(&named));
        assert_eq!(study_file::read(&old), Ok(study.clone()));
    }
}

/// Every way in which zones may not fit a study is named; choices a person is still typing are not in the way of opening it.
#[test]
fn zones_that_do_not_fit_are_named() {
    let faults = |change: &dyn Fn(&mut Study)| {
        let mut study = cases::later::load("central_yunnan").unwrap();
        change(&mut study);
        let codes = study_file::check(&study).into_iter();
        codes.map(|f| f.problem().code).collect::<Vec<_>>()
    };
    fn zoning(study: &mut Study) -> &mut tanheng::core::study::Zoning {
        std::sync::Arc::make_mut(study.zoning.as_mut().unwrap())
    }
    let published = |study: &mut Study, breaks: &[f64]| {
        zoning(study).published.as_mut().unwrap().breaks = breaks.to_vec();
    };
    assert!(faults(&|_| ()).is_empty());
    assert_eq!(faults(&|s| published(s, &[0.2, 0.1])), ["zones.limits"]);
    assert_eq!(faults(&|s| published(s, &[0.1; 1])), [""; 0]);
    let many: Vec<f64> = (0..30).map(f64::from).collect();
    assert_eq!(faults(&|s| published(s, &many)), ["zones.too_many"]);
    assert_eq!(
        faults(&|s| zoning(s).merge[2] = "x".to_owned()),
        ["zones.unknown_zone"]
    );
    assert_eq!(
        faults(&|s| {
            let twin = zoning(s).zones[0].clone();
            zoning(s).zones.push(twin);
        }),
        ["file.duplicate_id"]
    );
    let renamed = |s: &mut Study| s.sheets[0].columns[0].indicator = "mine".to_owned();
    assert_eq!(faults(&renamed), ["zones.unknown_input"]);
    assert_eq!(
        faults(&|s| s.choices.zones.years = vec![20]),
        ["file.year_range"]
    );
    assert_eq!(
        faults(&|s| s.choices.zones.class_count = Some(500)),
        ["zones.too_many"]
    );
    assert_eq!(
        faults(&|s| s.choices.zones.merge = Some(vec!["x".to_owned()])),
        ["zones.unknown_zone"]
    );
    assert_eq!(
        faults(&|s| s.choices.zones.limits = vec![2.0, 1.0]),
        [""; 0]
    );
}

/// Every way in which a ledger of oxygen or ecological land may not fit a study is named.
#[test]
fn a_carbon_oxygen_balance_that_does_not_fit_is_named() {
    let faults = |change: &dyn Fn(&mut Study)| {
        let mut study = cases::later::load("china").unwrap();
        change(&mut study);
        let codes = study_file::check(&study).into_iter();
        codes.map(|f| f.problem().code).collect::<Vec<_>>()
    };
    fn own(study: &mut Study) -> &mut tanheng::core::study::CarbonOxygen {
        std::sync::Arc::make_mut(study.carbon_oxygen.as_mut().unwrap())
    }
    assert!(faults(&|_| ()).is_empty());
    let double = |s: &mut Study| {
        let twin = own(s).oxygen[0].clone();
        own(s).oxygen.push(twin);
    };
    assert_eq!(faults(&double), ["file.duplicate_id"]);
    let input = |s: &mut Study| own(s).oxygen[0].terms[0].inputs[0] = "x".to_owned();
    assert_eq!(faults(&input), ["file.no_column"]);
    let none = |s: &mut Study| own(s).oxygen[0].terms[0].inputs.clear();
    assert_eq!(faults(&none), ["file.no_input"]);
    let power = |s: &mut Study| own(s).oxygen[0].terms[0].coefficients[0].exponent = 2;
    assert_eq!(faults(&power), ["file.exponent"]);
    let factor = |s: &mut Study| own(s).oxygen[0].terms[0].coefficients[0].id = "x".to_owned();
    assert_eq!(faults(&factor), ["file.unknown_coefficient"]);
    let reference = |s: &mut Study| own(s).standard_land.reference = "x".to_owned();
    assert_eq!(faults(&reference), ["file.unknown_coefficient"]);
    let area = |s: &mut Study| own(s).standard_land.classes[0].area = "x".to_owned();
    assert_eq!(faults(&area), ["file.no_column"]);
    let twice = |s: &mut Study| {
        let twin = own(s).standard_land.classes[0].clone();
        own(s).standard_land.classes.push(twin);
    };
    assert_eq!(faults(&twice), ["file.duplicate_id"]);
    let printed = |s: &mut Study| {
        let printed = own(s).published.as_mut().unwrap();
        printed.sums[0].fixed = f64::NAN;
        printed.moran[0].year = 20;
    };
    assert_eq!(faults(&printed), ["file.year_range", "file.not_finite"]);
    let share = |s: &mut Study| s.choices.carbon_oxygen.share = f64::INFINITY;
    assert_eq!(faults(&share), ["file.not_finite"]);
    let target = |s: &mut Study| s.choices.carbon_oxygen.target_year = 20_300;
    assert_eq!(faults(&target), ["file.year_range"]);
    // What a person is still choosing is no fault: the step says it.
    let share = |s: &mut Study| s.choices.carbon_oxygen.share = 7.0;
    assert_eq!(faults(&share), [""; 0]);
}

/// The choices of a balance and its ledger come back, each coefficient set with its own values.
#[test]
fn a_changed_carbon_oxygen_balance_comes_back() {
    let mut study = cases::later::load("china").unwrap();
    study = study.use_coefficient_set("net_sink").unwrap();
    assert_eq!(study.coefficient("land.cropland").unwrap().value, 0.03);
    let chosen = &mut study.choices.carbon_oxygen;
    chosen.base_year = Some(2012);
    chosen.methods.truncate(1);
    chosen.share = 0.5;
    let own = std::sync::Arc::make_mut(study.carbon_oxygen.as_mut().unwrap());
    own.oxygen.pop();
    own.published = None;
    assert_eq!(study_file::read(&study_file::write(&study)), Ok(study));
}
