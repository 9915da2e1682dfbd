//! Tables laid out as yearbooks lay them out, made by other tools (`make.py` and `make.R` in `tests/data/layouts`): what each
//! must yield, no more and no less.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use tanheng::exchange::{cases, workbook};

/// Indicator, region (empty where the table names none), year, value in the usual unit.
type Figure = (String, String, i32, f64);

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/layouts")
}

fn expected() -> BTreeMap<String, Vec<Figure>> {
    let text = fs::read_to_string(folder().join("expected.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn yielded(file: &str) -> Vec<Figure> {
    let study = cases::load("blank").unwrap();
    let bytes = fs::read(folder().join(file)).unwrap();
    let book = workbook::read(&bytes, None).unwrap_or_else(|e| panic!("{file}: {e}"));
    let (_, plan) = book
        .best(&study, None)
        .unwrap_or_else(|e| panic!("{file}: {e}"));
    let after = plan.apply(&study).unwrap_or_else(|e| panic!("{file}: {e}"));
    let own = study.regions[0].code.as_str();
    let mut found = Vec::new();
    for sheet in &after.sheets {
        for column in &sheet.columns {
            for (key, cell) in sheet.rows.iter().zip(column.cells.iter()) {
                let region = if *key.region == *own { "" } else { &key.region };
                if let Some(value) = cell.value() {
                    found.push((column.indicator.clone(), region.to_owned(), key.year, value));
                }
            }
        }
    }
    found.sort_by(|a, b| a.partial_cmp(b).unwrap());
    found
}

#[test]
fn every_layout_yields_its_figures_and_no_others() {
    let expected = expected();
    let mut wrong = Vec::new();
    for (file, wanted) in &expected {
        let found = yielded(file);
        let mut wanted = wanted.clone();
        wanted.sort_by(|a, b| a.partial_cmp(b).unwrap());
        if found != wanted {
            wrong.push(format!("{file}\n  found  {found:?}\n  wanted {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_of_the_corpus_is_named() {
    let expected = expected();
    let tables = fs::read_dir(folder())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap());
    for file in tables.filter(|f| !["make.py", "make.R", "expected.json"].contains(&f.as_str())) {
        assert!(
            expected.contains_key(&file),
            "{file} is not in expected.json"
        );
    }
    let others = fs::read_dir(folder().with_file_name("tables"))
        .unwrap()
        .count();
    assert!(
        expected.len() + others >= 60,
        "{} and {others}",
        expected.len()
    );
}
