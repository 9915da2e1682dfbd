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
/// Bytes; the pictures of the README are a third of it.
const LARGEST_FILE: u64 = 1 << 20;

/// Each floor with the floors it may know besides itself.
const FLOORS: [(&str, &[&str]); 7] = [
    ("core", &[]),
    ("exchange", &["core"]),
    ("chart", &["core"]),
    ("steps", &["core"]),
    ("words", &["core", "steps"]),
    ("job", &["core", "exchange", "chart", "steps", "words"]),
    (
        "app",
        &["core", "exchange", "chart", "steps", "words", "job"],
    ),
];

#[test]
fn every_floor_knows_those_below_only() {
    for (floor, known) in FLOORS {
        let outer: Vec<String> = FLOORS
            .iter()
            .map(|(other, _)| *other)
            .filter(|other| *other != floor && !known.contains(other))
            .map(|other| format!("crate::{other}"))
            .collect();
        let mut forbidden: Vec<&str> = outer.iter().map(String::as_str).collect();
        if floor != "app" {
            // Charts draw through plotters; nobody else does.
            forbidden.extend(
                FACE.iter()
                    .filter(|f| floor != "chart" || **f != "plotters"),
            );
        }
        let files = rust_files(&format!("src/{floor}"));
        assert!(!files.is_empty(), "src/{floor} was not found");
        assert_none(&files, &forbidden);
    }
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

/// A clone is text, pictures and small rasters: packages and builds are fetched or made, never kept.
#[test]
fn nothing_large_lies_in_the_tree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ignored = ["", "fuzz/"].map(|folder| {
        let lines = text(&root.join(folder).join(".gitignore"));
        let names = lines
            .lines()
            .map(|l| format!("{folder}{}", l.trim_matches('/')));
        names.collect::<Vec<_>>()
    });
    let ignored = ignored.concat();
    let is_kept = |path: &Path| {
        let path = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
        let is_ignored = |name: &String| {
            let start = name.strip_suffix('*');
            start.map_or(path == **name, |start| path.starts_with(start))
        };
        path != ".git" && !ignored.iter().any(is_ignored)
    };
    let mut files = Vec::new();
    collect_where(root, &is_kept, &mut files);
    assert!(files.len() > 500, "{} files", files.len());
    let size = |path: &PathBuf| fs::metadata(path).map_or(0, |of| of.len());
    let large: Vec<&PathBuf> = files.iter().filter(|f| size(f) > LARGEST_FILE).collect();
    assert!(large.is_empty(), "{large:#?}");
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
    for path in files.iter().filter(|path| !is_test(path)) {
        let text = text(path);
        let code = text
            .lines()
            .take_while(|line| !line.starts_with("#[cfg(test)]"));
        for (index, line) in code.enumerate() {
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
    let is_rust = |path: &Path| path.is_dir() || path.extension().is_some_and(|end| end == "rs");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    collect_where(&root.join(folder), &is_rust, &mut found);
    found
}

fn collect_where(folder: &Path, is_wanted: &dyn Fn(&Path) -> bool, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if !is_wanted(&path) {
            continue;
        }
        if path.is_dir() {
            collect_where(&path, is_wanted, found);
        } else {
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
