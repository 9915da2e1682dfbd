//! Arrows point inward: `app → job → exchange, chart → core`. And files stay small enough to read.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// What only the face may name.
const FACE: [&str; 6] = [
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo",
    "plotters",
];
const LONGEST_FILE: usize = 600;

#[test]
fn core_knows_no_face_and_no_outer_floor() {
    let files = rust_files("src/core");
    assert!(files.len() > 5, "src/core was not found: {files:?}");
    let outer = ["app", "job", "chart", "exchange", "words"].map(|floor| format!("crate::{floor}"));
    let forbidden: Vec<&str> = FACE
        .into_iter()
        .chain(outer.iter().map(String::as_str))
        .collect();
    assert_none(&files, &forbidden);
}

#[test]
fn exchange_knows_no_face_and_no_outer_floor() {
    let outer = ["app", "job", "chart", "steps", "words"].map(|floor| format!("crate::{floor}"));
    let forbidden: Vec<&str> = FACE
        .into_iter()
        .chain(outer.iter().map(String::as_str))
        .collect();
    assert_none(&rust_files("src/exchange"), &forbidden);
}

#[test]
fn charts_do_not_know_the_app() {
    assert_none(&rust_files("src/chart"), &["crate::app", "leptos"]);
}

#[test]
fn no_file_is_too_long_to_read() {
    let files = rust_files("src");
    assert!(!files.is_empty());
    let long: Vec<String> = files
        .iter()
        .filter(|path| !is_test(path))
        .map(|path| (path, text(path).lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .map(|(path, lines)| format!("{} has {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn the_search_sees_names_and_not_parts_of_words_or_comments() {
    assert!(names("use gloo_worker::Worker;", "gloo"));
    assert!(names("use crate::job::Job;", "crate::job"));
    assert!(names("let x = leptos::view! {};", "leptos"));
    assert!(!names("use crate::jobless::X;", "crate::job"));
    assert!(!names("/// Like plotters does.", "plotters"));
    assert!(!names("let igloo = 1;", "gloo"));
}

fn assert_none(files: &[PathBuf], forbidden: &[&str]) {
    let mut found = Vec::new();
    for path in files {
        for (index, line) in text(path).lines().enumerate() {
            for name in forbidden.iter().filter(|name| names(line, name)) {
                found.push(format!("{}:{} names {name}", path.display(), index + 1));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Whether the code of a line names a crate or path; `gloo` also means `gloo_worker`.
fn names(line: &str, name: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + name.len()..].chars().next();
        let starts = !before.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let ends = !after.is_some_and(char::is_alphanumeric)
            && (after != Some('_') || !name.contains("::"));
        starts && ends
    })
}

/// Every .rs file below a folder; none when the folder does not exist yet.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
        &mut found,
    );
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

fn is_test(path: &Path) -> bool {
    path.components()
        .any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs")
}

fn text(path: &Path) -> String {
    let read = fs::read_to_string(path);
    assert!(read.is_ok(), "{}: {read:?}", path.display());
    read.unwrap_or_default()
}
