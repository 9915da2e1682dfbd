//! Everything that must hold, in the order that fails soonest.

use crate::run::{Outcome, cargo, program, read, root, run};
use crate::{dist, setup, size};
use std::fs;

/// Names that only the face and the pictures may bring in.
const NOT_IN_CORE: [&str; 6] = [
    "leptos",
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "gloo",
    "plotters",
];

/// Runs it all and stops at the first failure.
pub fn test() -> Outcome {
    setup::checks()?;
    step("format");
    run(&mut cargo("fmt --all --check"), "Run `cargo fmt --all`.")?;

    step("lints, native");
    run(
        &mut cargo(
            "clippy --workspace --all-targets --no-default-features --features chart -- -D warnings",
        ),
        "Each lint above names its place.",
    )?;
    step("lints, page and worker");
    run(
        &mut cargo(
            "clippy --target wasm32-unknown-unknown --features ui --lib --bin page --bin worker -- -D warnings",
        ),
        "Each lint above names its place.",
    )?;

    step("documentation");
    run(
        cargo("doc --no-deps --lib --no-default-features --features chart")
            .env("RUSTDOCFLAGS", "-D warnings"),
        "A link or an example in a doc comment is broken.",
    )?;

    step("tests and examples in the documentation, native");
    setup::office()?;
    setup::gdal()?;
    run(
        &mut cargo("test --workspace --no-default-features --features chart"),
        "A test above failed.",
    )?;

    step("nothing of the face inside the core");
    core_is_pure()?;

    step("the core in WebAssembly, under Node");
    setup::page()?;
    run(
        cargo("test --target wasm32-unknown-unknown --no-default-features --test wasm_core").env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        ),
        "A number differs between native and WebAssembly, or the runner could not start.",
    )?;

    step("the page and the size of its first download");
    dist::build()?;
    size::check(&root().join("dist"))?;

    step("the page in Chromium");
    setup::browser()?;
    in_browser()
}

fn step(name: &str) {
    println!("\n== {name}");
}

fn core_is_pure() -> Outcome {
    let mut tree =
        cargo("tree --package tanheng --no-default-features --edges normal --prefix none");
    let names = read(&mut tree)?;
    let found: Vec<&str> = names
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|name| is_face(name))
        .collect();
    if found.is_empty() {
        println!(
            "{} crates, none of them {}",
            names.lines().count(),
            NOT_IN_CORE.join(", ")
        );
        Ok(())
    } else {
        Err(format!(
            "without default features the library still depends on {}",
            found.join(", ")
        ))
    }
}

/// `gloo` stands for gloo-worker too, `plotters` for plotters-backend.
fn is_face(name: &str) -> bool {
    NOT_IN_CORE.iter().any(|face| {
        name.strip_prefix(face)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    })
}

/// Every tests/browser/*.test.mjs with Node's own runner.
fn in_browser() -> Outcome {
    let folder = root().join("tests").join("browser");
    let entries =
        fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    if files.is_empty() {
        return Err(format!("{} holds no *.test.mjs", folder.display()));
    }
    let mut node = browser_node()?;
    node.args(["--test", "--test-reporter=spec"]).args(files);
    run(
        &mut node,
        "One file alone: `node --test tests/browser/NAME.test.mjs`, after `cargo xtask dist`.",
    )
}

/// Node, told which browser to drive.
pub fn browser_node() -> Outcome<std::process::Command> {
    let chromium = setup::chromium().ok_or("no Chromium on PATH; $CHROMIUM may name one")?;
    let mut node = program("node");
    node.env("CHROMIUM", chromium);
    Ok(node)
}

#[cfg(test)]
mod tests {
    use super::is_face;

    #[test]
    fn knows_the_face_by_name() {
        assert!(
            is_face("leptos")
                && is_face("gloo-worker")
                && is_face("plotters-backend")
                && is_face("wasm-bindgen")
        );
        assert!(!is_face("serde") && !is_face("glootastic") && !is_face("rand_pcg"));
    }
}
