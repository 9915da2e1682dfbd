//! The corpus that the fuzzer left behind, through the same functions without a fuzzer: nothing panics, and what each target
//! asserts holds.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::wildcard_imports,
    dead_code,
    unreachable_pub,
    reason = "a test says so by failing; the targets are of another package"
)]
#![cfg(not(target_arch = "wasm32"))]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::path::PathBuf;

fn seeds() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds")
}

#[test]
fn every_input_kept_of_every_target_holds() {
    let (mut files, mut bytes) = (0, 0);
    for (name, target) in targets::TARGETS {
        let mut own = 0;
        for entry in fs::read_dir(seeds().join(name)).unwrap_or_else(|e| panic!("{name}: {e}")) {
            let path = entry.unwrap().path();
            let input = fs::read(&path).unwrap();
            bytes += input.len();
            own += 1;
            let held = std::panic::catch_unwind(|| target(&input));
            assert!(held.is_ok(), "{}", path.display());
        }
        assert!(own > 0, "{name} keeps nothing");
        files += own;
    }
    assert!(
        files <= 25 * targets::TARGETS.len() && bytes <= 1 << 20,
        "{files} files, {bytes} bytes"
    );
}

#[test]
fn no_seeds_are_of_a_target_that_is_not_there() {
    let known = targets::TARGETS.map(|(name, _)| name);
    for entry in fs::read_dir(seeds()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(known.contains(&name.as_str()), "{name}");
    }
    let manifest = include_str!("../fuzz/Cargo.toml");
    let xtask = include_str!("../xtask/src/fuzz.rs");
    for name in known {
        assert!(
            manifest.contains(&format!("fuzz_targets/{name}.rs")),
            "{name}"
        );
        assert!(xtask.contains(&format!("\"{name}\"")), "{name}");
    }
}
