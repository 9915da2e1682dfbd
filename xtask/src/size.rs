//! The first download, held to its budget.

use crate::run::{Outcome, program, read_bytes};
use std::fs;
use std::path::Path;

/// Page, styles, scripts and the page's wasm together, each as `gzip -9` sends it. The worker loads later.
const BUDGET_BYTES: usize = 260_000;

/// What it may be until the budget is met: the page is over it (CHANGELOG, “Known”). This number only ever goes down.
const CEILING_BYTES: usize = 830_000;

/// Prints every file of the first download, says how far it is over the budget, and fails when it has grown past the ceiling.
pub fn check(dist: &Path) -> Outcome {
    let told = |error| format!("{}: {error} (run `cargo xtask dist` first)", dist.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(dist).map_err(told)? {
        names.push(
            entry
                .map_err(told)?
                .file_name()
                .to_string_lossy()
                .into_owned(),
        );
    }
    names.sort();

    println!("\n{:>9} {:>9}  file", "bytes", "gzip -9");
    let (mut first, mut later) = (0, 0);
    for name in names.iter().filter(|name| is_counted(name)) {
        let path = dist.join(name);
        let plain = fs::metadata(&path).map_err(told)?.len();
        let packed = read_bytes(program("gzip").args(["-9", "-n", "-c"]).arg(&path))?.len();
        let when = if is_worker(name) { "  (later)" } else { "" };
        println!("{plain:>9} {packed:>9}  {name}{when}");
        *(if is_worker(name) {
            &mut later
        } else {
            &mut first
        }) += packed;
    }
    let share = first as f64 / BUDGET_BYTES as f64;
    println!(
        "first download {first} of {BUDGET_BYTES} bytes ({share:.2} of the budget); worker {later} bytes"
    );
    if first == 0 {
        return Err(format!("{} holds no page", dist.display()));
    }
    if first > BUDGET_BYTES {
        println!("OVER BUDGET by {} bytes", first - BUDGET_BYTES);
    }
    if first > CEILING_BYTES {
        return Err(format!(
            "the first download is {} bytes over its ceiling",
            first - CEILING_BYTES
        ));
    }
    Ok(())
}

fn is_counted(name: &str) -> bool {
    [".html", ".css", ".js", ".wasm"]
        .iter()
        .any(|end| name.ends_with(end))
}

fn is_worker(name: &str) -> bool {
    name.starts_with("worker")
}
