//! Files that are meant to do harm, or hold what a table should not: each is read for what stands in it or refused in a
//! sentence, in either language, within 512 MB and without hanging: the process is ended after ten seconds of computing.
//! How long each takes is measured by `cargo xtask fuzz`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(target_os = "linux")]

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tanheng::exchange::study_file;
use zip::write::{SimpleFileOptions, ZipWriter};

const MOST_SECONDS: u32 = 10;
const MOST_KB: u32 = 512 * 1024;

fn shipped(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/tables")
        .join(name)
}

fn made(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// `tanheng import` with the memory and the time of its process limited.
fn import(path: &Path, lang: &str) -> Output {
    Command::new("sh")
        .arg("-c")
        .arg(format!(
            r#"ulimit -v {MOST_KB}; ulimit -t {MOST_SECONDS}; exec "$0" import "$1" --lang "$2""#
        ))
        .arg(env!("CARGO_BIN_EXE_tanheng"))
        .args([path.as_os_str(), lang.as_ref()])
        .output()
        .unwrap()
}

fn is_refused(path: &Path, zh: &str, en: &str) {
    for (lang, words) in [("zh-CN", zh), ("en", en)] {
        let output = import(path, lang);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{}: {told}", path.display());
        assert!(told.contains(words), "{}: {told}", path.display());
        assert_eq!(told.lines().count(), 1, "{told}");
    }
}

/// A workbook of Excel with parts as given and the rest of what a reader looks for.
fn workbook(parts: &[(&str, &[u8])]) -> Vec<u8> {
    const BOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
    const ROOT: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let own = [
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("_rels/.rels", ROOT),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default();
    for (name, bytes) in own.iter().chain(parts) {
        zip.start_file(*name, packed).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn zip_bombs() {
    is_refused(&shipped("says_600_mb.xlsx"), "解", "Unpacked");
    is_refused(&shipped("holds_more_than_it_says.xlsx"), "损坏", "damaged");
    // 480 MB of spaces, as the directory says.
    let spaces = vec![b' '; 480 << 20];
    for part in ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"] {
        let bytes = workbook(&[(part, &spaces)]);
        assert!(bytes.len() < 1 << 20);
        is_refused(&made("spaces.xlsx", &bytes), "解", "Unpacked");
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("content.xml", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(&spaces).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    is_refused(&made("spaces.ods", &bytes), "解", "Unpacked");
}

#[test]
fn a_million_columns() {
    let line = vec!["a"; 1_000_000].join(",");
    let text = format!("{line}\n{}\n", line.replace('a', "1"));
    is_refused(&made("wide.csv", text.as_bytes()), "列", "columns");
    // Column BDWGN is the millionth.
    let sheet = br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="BDWGN1"><v>1</v></c></row></sheetData></worksheet>"#;
    let bytes = workbook(&[("xl/worksheets/sheet1.xml", sheet)]);
    is_refused(&made("wide.xlsx", &bytes), "格", "cells");
}

/// As many columns as are read, none of them known.
#[test]
fn as_many_columns_as_a_sheet_has() {
    let line = vec!["unknown"; 16_384].join(",");
    let text = format!("{line}\n{}\n", vec!["1"; 16_384].join(","));
    is_refused(&made("widest.csv", text.as_bytes()), "指标", "indicator");
}

/// Two cells in the opposite corners of a sheet.
#[test]
fn a_sheet_as_large_as_there_are() {
    is_refused(&shipped("corner.xlsx"), "指标", "indicator");
}

#[test]
fn what_needs_a_password() {
    for name in ["password.xlsx", "password.xls", "password.ods"] {
        is_refused(&shipped(name), "密码", "password");
    }
}

/// Formulas are not computed, other files not fetched and macros not run: the values stored beside them are read.
#[test]
fn formulas_in_a_circle_other_files_and_macros() {
    for name in ["cyclic.xlsx", "external.xlsx", "macros.xlsm"] {
        for lang in ["zh-CN", "en"] {
            let output = import(&shipped(name), lang);
            assert!(output.status.success(), "{name}: {output:?}");
            let study = study_file::read_bytes(&output.stdout).unwrap();
            let (sheet, column) = study.column("plastic_film").unwrap();
            let row = sheet.rows.iter().position(|k| k.year == 2006).unwrap();
            assert_eq!(
                sheet.cell(row, column).unwrap().value(),
                Some(30_681.0),
                "{name}"
            );
        }
    }
}

#[test]
fn old_workbooks_that_lead_in_circles() {
    is_refused(&shipped("endless.xls"), "损坏", "damaged");
    is_refused(&shipped("damaged.xls"), "损坏", "damaged");
}
