//! The first download, held to its budget.

use crate::run::{Outcome, program, read_bytes};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Page, styles, scripts and wasm that the first account on the screen needs, each as `gzip -9` sends it.
const BUDGET_BYTES: usize = 260_000;

/// The parts of which either may be the first page and that show the account.
const FIRST: [&str; 2] = ["home", "account"];

/// Prints every file, what each part of the page adds to the frame, and the first download beside its budget; fails when
/// it is over.
pub fn check(dist: &Path) -> Outcome {
    let told = |error| format!("{}: {error} (run `cargo xtask dist` first)", dist.display());
    let mut sizes = BTreeMap::new();
    println!("\n{:>9} {:>9}  file", "bytes", "gzip -9");
    for entry in fs::read_dir(dist).map_err(told)? {
        let name = entry
            .map_err(told)?
            .file_name()
            .to_string_lossy()
            .into_owned();
        if !is_counted(&name) {
            continue;
        }
        let path = dist.join(&name);
        let plain = fs::metadata(&path).map_err(told)?.len();
        let packed = read_bytes(program("gzip").args(["-9", "-n", "-c"]).arg(&path))?.len();
        sizes.insert(name, (plain, packed));
    }
    for (name, (plain, packed)) in &sizes {
        println!("{plain:>9} {packed:>9}  {name}");
    }

    let page = fs::read_to_string(dist.join("index.html")).map_err(told)?;
    let parts = parts(&page)?;
    let is_later = |name: &String| {
        name.starts_with("worker") || parts.values().any(|files| files.contains(&name.as_str()))
    };
    let frame: usize = sizes
        .iter()
        .filter(|(name, _)| !is_later(name))
        .map(|(_, (_, packed))| packed)
        .sum();
    println!("\nframe {frame} bytes; each part with the frame:");
    let mut first = 0;
    for (part, files) in &parts {
        let mut with_frame = frame;
        for file in files {
            let (_, packed) = sizes
                .get(*file)
                .ok_or_else(|| format!("index.html names {file}, which is not there"))?;
            with_frame += packed;
        }
        println!("{with_frame:>9}  {part}, {} files", files.len());
        if FIRST.contains(part) {
            first = first.max(with_frame);
        }
    }
    if let Some(missing) = FIRST.iter().find(|name| !parts.contains_key(*name)) {
        return Err(format!("index.html names no part {missing}"));
    }
    let share = first as f64 / BUDGET_BYTES as f64;
    println!(
        "first download, the larger of {}: {first} of {BUDGET_BYTES} bytes ({share:.2} of the budget)",
        FIRST.join(" and ")
    );
    if first == 0 {
        return Err(format!("{} holds no page", dist.display()));
    }
    if first > BUDGET_BYTES {
        return Err(format!(
            "the first download is {} bytes over its budget",
            first - BUDGET_BYTES
        ));
    }
    Ok(())
}

fn is_counted(name: &str) -> bool {
    [".html", ".css", ".js", ".wasm"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// The files of every part, as `finish` wrote them into the page.
fn parts(page: &str) -> Outcome<BTreeMap<&str, Vec<&str>>> {
    let list = page
        .split_once("data-parts=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .ok_or("index.html names no parts")?
        .0;
    list.split(' ')
        .map(|part| {
            let (name, files) = part.split_once(':').ok_or("index.html names no parts")?;
            Ok((name, files.split(',').collect()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn reads_what_finish_writes() {
        let found = parts("<script data-parts=\"home:a.wasm,b.wasm data:c.wasm\">").unwrap();
        assert_eq!(found["home"], ["a.wasm", "b.wasm"]);
        assert_eq!(found["data"], ["c.wasm"]);
        assert!(parts("<script>").is_err());
    }
}
