//! The terminal's `import` and `export` on each other's files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use tanheng::core::study::{Cell, Study};
use tanheng::exchange::excel::{self, Book};
use tanheng::exchange::{cases, study_file};
use tanheng::job::export;
use tanheng::words::Lang;

/// Standard output and standard error of a command that succeeds.
fn tanheng(args: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tanheng"));
    let output = command.args(args).env("LC_ALL", "en").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{args:?}: {told}");
    (String::from_utf8(output.stdout).unwrap(), told)
}

fn path(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("doors files");
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name).to_string_lossy().into_owned()
}

fn file(name: &str, bytes: &[u8]) -> String {
    let path = path(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Guizhou with another coefficient, another horizon and a text that is no number.
fn edited() -> Study {
    let study = cases::load("guizhou").unwrap();
    let study = study.set_coefficient("farm.film", "5").unwrap();
    let mut study = study
        .write("activity", 2, 0, &[vec!["8O.1".into()]])
        .unwrap();
    study.choices.forecast.horizon = 7;
    study
}

fn changed(name: &str, change: impl Fn(&mut Book)) -> String {
    let mut book = export::book(&edited(), Lang::En).unwrap();
    change(&mut book);
    file(name, &excel::write(&book).unwrap())
}

#[test]
fn a_workbook_of_export_is_the_study_again() {
    let text = study_file::write(&edited());
    let (json, xlsx) = (file("研究.json", text.as_bytes()), path("研究.xlsx"));
    for lang in ["en", "zh-CN"] {
        tanheng(&["export", &json, "--xlsx", &xlsx, "--lang", lang]);
        let (study, told) = tanheng(&["import", &xlsx, "--lang", "en"]);
        assert_eq!(study.trim_end(), text.trim_end());
        assert!(told.contains("holds the study “Guizhou"), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
    }
}

#[test]
fn a_figure_changed_in_it_counts_and_is_told() {
    let xlsx = changed("changed.xlsx", |book| {
        book.tabs[0].rows[2][3] = excel::Cell::Number(78.5);
    });
    let (study, told) = tanheng(&["import", &xlsx]);
    assert!(told.contains("inputs: 1, coefficients: 0"), "{told}");
    let study = study_file::read(&study).unwrap();
    assert_eq!(study.sheets[0].columns[0].cells[0], Cell::Number(78.5));
    assert_eq!(study.coefficients, edited().coefficients);
    assert_eq!(study.choices, edited().choices);
}

#[test]
fn where_it_is_said_what_is_wanted_only_the_figures_are_taken() {
    let xlsx = changed("whole.xlsx", |_| {});
    for wanted in [["--into", "blank"], ["--sheet", "Data"]] {
        let (study, told) = tanheng(&["import", &xlsx, wanted[0], wanted[1]]);
        assert!(told.contains("→ Fertiliser"), "{told}");
        let study = study_file::read(&study).unwrap();
        assert_eq!(study.choices, cases::load("blank").unwrap().choices);
        assert_eq!(study.sheets[0].columns[0].cells[0], Cell::Number(77.41));
    }
}

#[test]
fn a_study_in_it_that_does_not_read_is_told_and_the_figures_are_taken() {
    let xlsx = changed("touched.xlsx", |book| {
        let rows = &mut book.tabs.last_mut().unwrap().rows;
        rows[1][0] = excel::Cell::Text("1:{\"schema_version\":99}".into());
    });
    let (study, told) = tanheng(&["import", &xlsx]);
    assert!(
        told.contains("99") && told.contains("→ Fertiliser"),
        "{told}"
    );
    let study = study_file::read(&study).unwrap();
    assert_eq!(study.sheets[0].columns[0].cells[0], Cell::Number(77.41));
}

#[test]
fn the_sheets_as_csv_bring_every_figure_back() {
    let wanted = cases::load("guizhou").unwrap();
    let folder = path("");
    for plain in [&[][..], &["--plain"]] {
        let args = ["export", "guizhou", "--sheets", &folder];
        let (written, _) = tanheng(&[&args[..], plain].concat());
        let files: Vec<&str> = written.lines().collect();
        assert_eq!(files.len(), wanted.sheets.len());
        let starts_with_mark = std::fs::read(files[0])
            .unwrap()
            .starts_with(b"\xef\xbb\xbf");
        assert_eq!(starts_with_mark, plain.is_empty());
        let mut empty = wanted.clone();
        for column in empty.sheets.iter_mut().flat_map(|s| &mut s.columns) {
            column.cells = Arc::new(vec![Cell::Empty; column.cells.len()]);
        }
        let study = file("filled.json", study_file::write(&empty).as_bytes());
        for csv in files {
            tanheng(&["import", csv, "--into", &study, "--to", &study]);
        }
        let filled = study_file::read(&std::fs::read_to_string(&study).unwrap()).unwrap();
        for (sheet, wanted) in filled.sheets.iter().zip(&wanted.sheets) {
            assert_eq!(sheet.rows, wanted.rows);
            for (column, wanted) in sheet.columns.iter().zip(&wanted.columns) {
                assert_eq!(column.cells, wanted.cells, "{}", column.indicator);
            }
        }
    }
}
