//! Hostile input for the readers, see `fuzz/README.md`.

use crate::run::{Outcome, cargo, program, root, run, version};

/// Each target with its longest input and the folders it starts from.
const TARGETS: [(&str, usize, &[&str]); 18] = [
    (
        "study_file",
        8192,
        &["fuzz/seeds/study_file", "tests/data", "tests/data/bad"],
    ),
    ("link", 4096, &["fuzz/seeds/link", "tests/data/bad"]),
    (
        "workbook_xlsx",
        8192,
        &["fuzz/seeds/workbook_xlsx", "tests/data/tables"],
    ),
    (
        "workbook_xls",
        16384,
        &["fuzz/seeds/workbook_xls", "tests/data/tables"],
    ),
    (
        "workbook_ods",
        8192,
        &["fuzz/seeds/workbook_ods", "tests/data/tables"],
    ),
    (
        "text_table",
        4096,
        &["fuzz/seeds/text_table", "tests/data/tables"],
    ),
    ("paste", 4096, &["fuzz/seeds/paste", "tests/data/tables"]),
    ("sheet_csv", 512, &["fuzz/seeds/sheet_csv"]),
    ("units", 64, &["fuzz/seeds/units"]),
    (
        "geotiff",
        8192,
        &["fuzz/seeds/geotiff", "tests/data/raster"],
    ),
    ("ascii_grid", 4096, &["fuzz/seeds/ascii_grid"]),
    (
        "png_legend",
        4096,
        &["fuzz/seeds/png_legend", "tests/data/raster"],
    ),
    ("pools_csv", 2048, &["fuzz/seeds/pools_csv", "data/pools"]),
    (
        "geojson",
        4096,
        &["fuzz/seeds/geojson", "tests/data/boundaries"],
    ),
    (
        "topojson",
        4096,
        &["fuzz/seeds/topojson", "tests/data/boundaries"],
    ),
    (
        "shapefile_zip",
        4096,
        &["fuzz/seeds/shapefile_zip", "tests/data/boundaries"],
    ),
    ("gal", 1024, &["fuzz/seeds/gal"]),
    ("gwt", 1024, &["fuzz/seeds/gwt"]),
];

/// `fuzz [target] [runs]`: all targets and 100 000 inputs each when nothing is said.
pub fn fuzz(rest: &[String]) -> Outcome {
    let (name, runs) = match rest {
        [] => (None, "100000"),
        [name] => (Some(name), "100000"),
        [name, runs, ..] => (Some(name), runs.as_str()),
    };
    let known = || TARGETS.map(|t| t.0).join(", ");
    if let Some(name) = name
        && !TARGETS.iter().any(|t| t.0 == name)
    {
        return Err(format!("there is no target `{name}`, only {}", known()));
    }
    if version("cargo-fuzz").is_none() {
        run(
            &mut cargo("install cargo-fuzz --locked"),
            "Is crates.io reachable?",
        )?;
    }
    for (target, longest, seeds) in TARGETS {
        if name.is_some_and(|n| n != target) {
            continue;
        }
        // libFuzzer writes into the first folder, which has to be there.
        let found = root().join("fuzz/corpus").join(target);
        std::fs::create_dir_all(&found).map_err(|e| format!("{}: {e}", found.display()))?;
        let mut command = program("cargo");
        command
            .args(["fuzz", "run", "-s", "none", target])
            .arg(found)
            .args(seeds.iter().map(|s| root().join(s)))
            .args(["--", "-rss_limit_mb=512", "-timeout=1"])
            .arg(format!("-max_len={longest}"))
            .arg(format!("-runs={runs}"))
            // cargo-fuzz asks rustc for flags of a nightly.
            .env("RUSTC_BOOTSTRAP", "1");
        run(
            &mut command,
            "The input is in fuzz/artifacts; mend the reader and keep the input under tests/data.",
        )?;
    }
    Ok(())
}
