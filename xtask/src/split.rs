//! Takes the page's wasm apart at the functions that `src/main.rs` marks, so that a step is fetched when it is opened.
//!
//! Trunk has put the page together as one file. The same build is done again here from what the linker wrote: split,
//! given its bindings, optimised, and put in the place of Trunk's file, with one file a part beside it.

use crate::finish::{FNV_OFFSET, fnv1a};
use crate::run::{Outcome, program, root, run};
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Files of each part besides the first one, by the name of the part.
pub type Parts = BTreeMap<String, Vec<String>>;

/// The features that `wasm-bindgen` and `rustc` use and `wasm-opt` has to be told about: after splitting, the section that
/// names them is gone.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
const LINK: &str = "__wasm_split.js";
const NO_BINDGEN: &str = "`cargo xtask setup` installs it.";

/// Splits the page in Trunk's staging folder.
pub fn split(staging: &Path, is_release: bool) -> Outcome<Parts> {
    let page = Page::find(staging)?;
    let work = target().join("split");
    if work.exists() {
        fs::remove_dir_all(&work).map_err(told(&work))?;
    }
    let profile = if is_release { "release" } else { "debug" };
    let whole = target()
        .join("wasm32-unknown-unknown")
        .join(profile)
        .join("page.wasm");
    run(
        program("wasm-split-cli")
            .args([&whole, &work])
            .args(["--out-name", "page"])
            .env("RUST_LOG", "error"),
        NO_BINDGEN,
    )?;
    let bound = work.join("bound");
    let mut bindgen = program("wasm-bindgen");
    bindgen
        .args(["--target", "web", "--no-typescript", "--out-name", "page"])
        // The parts come into the first file's table of functions.
        .arg("--keep-lld-exports")
        .arg("--out-dir")
        .arg(&bound);
    if is_release {
        bindgen.args(["--remove-name-section", "--remove-producers-section"]);
    }
    run(bindgen.arg(work.join("page.wasm")), NO_BINDGEN)?;

    let link = text(&work.join(LINK))?;
    let js = text(&bound.join("page.js"))?;
    let numbers = numbers(&js);
    let js = String::from_utf8_lossy(&numbered(js.as_bytes(), &numbers)).into_owned();
    let wasm = bound.join("page_bg.wasm");
    let bytes = fs::read(&wasm).map_err(told(&wasm))?;
    fs::write(&wasm, numbered(&bytes, &numbers)).map_err(told(&wasm))?;
    let done = work.join("done");
    fs::create_dir_all(&done).map_err(told(&done))?;
    finish_wasm(
        &bound.join("page_bg.wasm"),
        &done.join("page_bg.wasm"),
        is_release,
    )?;
    let names: Vec<String> = files(&work)?
        .into_iter()
        .filter(|name| name.ends_with(".wasm") && name != "page.wasm")
        .collect();
    for part in &names {
        finish_wasm(&work.join(part), &done.join(part), is_release)?;
    }
    // One hash over everything stands in every name: a cache never mixes the parts of two builds.
    let mut hash = fnv1a(fnv1a(FNV_OFFSET, link.as_bytes()), js.as_bytes());
    for name in files(&done)? {
        let bytes = fs::read(done.join(&name)).map_err(told(&done))?;
        hash = fnv1a(hash, &bytes);
    }
    let hash = format!("{hash:016x}");
    let rename = |text: &str| {
        let text = text
            .replace("\"./page.js\"", &format!("\"./page-{hash}.js\""))
            // The statement, not the name the wasm asks for.
            .replace(
                &format!("from \"./{LINK}\""),
                &format!("from \"./{}\"", hashed(LINK, &hash)),
            );
        with_hash(&with_hash(&text, "chunk_", &hash), "split_", &hash)
    };
    for name in [&page.js, &page.wasm] {
        fs::remove_file(staging.join(name)).map_err(told(staging))?;
    }
    for name in &names {
        let to = staging.join(hashed(name, &hash));
        fs::copy(done.join(name), &to).map_err(told(&to))?;
    }
    let wasm = staging.join(format!("page-{hash}_bg.wasm"));
    fs::copy(done.join("page_bg.wasm"), &wasm).map_err(told(&wasm))?;
    put(&staging.join(hashed(LINK, &hash)), &rename(&link))?;
    put(&staging.join(format!("page-{hash}.js")), &rename(&js))?;
    let html = staging.join("index.html");
    let named = text(&html)?.replace(&format!("page-{}", page.hash), &format!("page-{hash}"));
    put(&html, &named)?;
    parts(&link, &hash)
}

/// The page's own files as Trunk named them.
struct Page {
    js: String,
    wasm: String,
    hash: String,
}

impl Page {
    fn find(staging: &Path) -> Outcome<Self> {
        let names = files(staging)?;
        let wasm = names
            .iter()
            .find(|name| name.starts_with("page-") && name.ends_with("_bg.wasm"))
            .ok_or("Trunk's folder holds no page-*_bg.wasm")?;
        let hash = wasm
            .trim_start_matches("page-")
            .trim_end_matches("_bg.wasm");
        Ok(Self {
            js: format!("page-{hash}.js"),
            wasm: wasm.clone(),
            hash: hash.to_owned(),
        })
    }
}

/// Optimises a release build; a debug build is only moved.
fn finish_wasm(from: &Path, to: &Path, is_release: bool) -> Outcome {
    if !is_release {
        return fs::copy(from, to).map(|_| ()).map_err(told(from));
    }
    let mut optimise = program("wasm-opt");
    optimise
        // Larger than what `-Oz` makes, but smaller once it is packed.
        .args(["-Os", "--strip-debug", "--strip-producers"])
        .args(FEATURES)
        .arg(from)
        .arg("-o")
        .arg(to);
    let output = optimise
        .output()
        .map_err(|error| format!("wasm-opt could not be started: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(format!("wasm-opt failed on {}\n{said}", from.display()))
}

/// Which files each part needs, read from the loader: `const __chunk_3 = makeLoad(() => {… "./chunk_3.wasm" …}, []);` and
/// `export const __wasm_split_load_home = wrapAsyncCb(makeLoad(() => {… "./split_home.wasm" …}, [__chunk_3, …]));`.
fn parts(link: &str, hash: &str) -> Outcome<Parts> {
    let mut parts = Parts::new();
    for rest in link.split("export const __wasm_split_load_").skip(1) {
        let part = rest.split(' ').next().unwrap_or_default();
        let (own, after) = rest
            .split_once(".wasm\"")
            .ok_or_else(|| format!("{LINK}: no file for {part}"))?;
        let own = own.rsplit("./").next().unwrap_or_default();
        let shared = after
            .split_once("}\n, [")
            .and_then(|(_, list)| list.split_once(']'))
            .ok_or_else(|| format!("{LINK}: no list of shared files for {part}"))?
            .0;
        let shared = shared.split(", ").filter(|name| !name.is_empty());
        let mut needed: Vec<String> = shared
            .map(|name| name.trim_start_matches("__").to_owned())
            .collect();
        needed.push(own.to_owned());
        let named = needed
            .iter()
            .map(|name| hashed(&format!("{name}.wasm"), hash));
        parts.insert(part.to_owned(), named.collect());
    }
    if parts.is_empty() {
        return Err(format!(
            "{LINK} names no part: did the linker get --emit-relocs?"
        ));
    }
    Ok(parts)
}

/// `chunk_3.wasm` becomes `chunk_3-<hash>.wasm`.
fn hashed(name: &str, hash: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, end)) => format!("{stem}-{hash}.{end}"),
        None => name.to_owned(),
    }
}

fn with_hash(text: &str, start: &str, hash: &str) -> String {
    let mark = format!("\"./{start}");
    let mut pieces = text.split(&mark);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (stem, rest) = piece.split_once(".wasm\"").unwrap_or((piece, ""));
        out += &format!("\"./{start}{stem}-{hash}.wasm\"{rest}");
    }
    out
}

/// Length of the hash at the end of an import's name.
const HASH: usize = 16;

/// A number as long as the hash for every hash in the bindings: `__wbg_get_b3797a6da4e6e357`. Hashes do not pack, and they stand in
/// the bindings and in the wasm.
fn numbers(js: &str) -> BTreeMap<Vec<u8>, Vec<u8>> {
    let mut numbers = BTreeMap::new();
    for rest in js.split("__wbg_").skip(1) {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let name = &rest.as_bytes()[..end.unwrap_or(rest.len())];
        let Some((_, hash)) = name.split_last_chunk::<HASH>() else {
            continue;
        };
        let is_hash = |c: &u8| c.is_ascii_digit() || (b'a'..=b'f').contains(c);
        if hash.iter().all(is_hash) {
            let next = numbers.len();
            let number = || format!("{next:0HASH$}").into_bytes();
            numbers.entry(hash.to_vec()).or_insert_with(number);
        }
    }
    numbers
}

/// The same bytes with numbers in the place of hashes; nothing moves.
fn numbered(bytes: &[u8], numbers: &BTreeMap<Vec<u8>, Vec<u8>>) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|b| *b == b'_') {
        at += found + 1;
        let end = at + HASH;
        if let Some(number) = bytes.get(at..end).and_then(|hash| numbers.get(hash)) {
            out[at..end].copy_from_slice(number);
        }
    }
    out
}

fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

fn files(folder: &Path) -> Outcome<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .map_err(told(folder))?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(told(path))
}

fn put(path: &Path, contents: &str) -> Outcome {
    fs::write(path, contents).map_err(told(path))
}

fn told(path: &Path) -> impl Fn(std::io::Error) -> String {
    let path = path.display().to_string();
    move |error| format!("{path}: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADER: &str = "const __chunk_3 = makeLoad(() => {\n    const src = fetch(new URL(\"./chunk_3.wasm\", import.meta.url));\n}\n, []);\nexport const __wasm_split_load_home = wrapAsyncCb(makeLoad(() => {\n    const src = fetch(new URL(\"./split_home.wasm\", import.meta.url));\n}\n, [__chunk_3]));\n";

    #[test]
    fn a_part_needs_its_own_file_and_the_shared_ones() {
        let parts = parts(LOADER, "ab").unwrap();
        assert_eq!(parts["home"], ["chunk_3-ab.wasm", "split_home-ab.wasm"]);
    }

    #[test]
    fn hashes_of_imports_become_numbers_of_their_length_in_both_files() {
        let js = "{__wbg_get_b3797a6da4e6e357: 1, __wbg_get_1caf9c3a8504ef9b: 2, __wbg_log: 3, x_b3797a6da4e6e357: 4}";
        let numbers = numbers(js);
        let text = |bytes| String::from_utf8(numbered(bytes, &numbers)).unwrap();
        assert_eq!(
            text(js.as_bytes()),
            "{__wbg_get_0000000000000000: 1, __wbg_get_0000000000000001: 2, __wbg_log: 3, x_0000000000000000: 4}"
        );
        assert_eq!(
            text(b"\x01__wbg_get_1caf9c3a8504ef9b_"),
            "\x01__wbg_get_0000000000000001_"
        );
        assert_eq!(text(b"_1caf"), "_1caf");
    }

    #[test]
    fn every_file_in_the_loader_gets_the_hash() {
        let text = with_hash(&with_hash(LOADER, "chunk_", "ab"), "split_", "ab");
        assert!(
            text.contains("\"./chunk_3-ab.wasm\"") && text.contains("\"./split_home-ab.wasm\"")
        );
        assert_eq!(text.len(), LOADER.len() + 6);
    }
}
