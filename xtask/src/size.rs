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
    let packed = sizes.into_iter().map(|(name, (_, size))| (name, size));
    let found = downloads(&packed.collect(), &parts(&page)?)?;
    println!("\nframe {} bytes; each part with the frame:", found.frame);
    for (part, size) in &found.parts {
        println!("{size:>9}  {part}");
    }
    held(&found)
}

/// What a person fetches who opens a part first.
struct Downloads {
    /// What every part needs.
    frame: usize,
    /// Each part with the frame.
    parts: BTreeMap<String, usize>,
}

fn downloads(
    sizes: &BTreeMap<String, usize>,
    parts: &BTreeMap<&str, Vec<&str>>,
) -> Outcome<Downloads> {
    let is_later = |name: &String| {
        name.starts_with("worker") || parts.values().any(|files| files.contains(&name.as_str()))
    };
    let frame = sizes
        .iter()
        .filter(|(name, _)| !is_later(name))
        .map(|(_, size)| size)
        .sum();
    let mut with_frame = BTreeMap::new();
    for (part, files) in parts {
        let mut size = frame;
        for file in files {
            size += sizes
                .get(*file)
                .ok_or_else(|| format!("index.html names {file}, which is not there"))?;
        }
        with_frame.insert((*part).to_owned(), size);
    }
    Ok(Downloads {
        frame,
        parts: with_frame,
    })
}

fn held(found: &Downloads) -> Outcome {
    let mut first = 0;
    for part in FIRST {
        let size = found.parts.get(part);
        first = first.max(*size.ok_or_else(|| format!("index.html names no part {part}"))?);
    }
    println!(
        "first download, the larger of {}: {first} of {BUDGET_BYTES} bytes ({:.2} of the budget)",
        FIRST.join(" and "),
        first as f64 / BUDGET_BYTES as f64
    );
    if first > BUDGET_BYTES {
        let over = first - BUDGET_BYTES;
        return Err(format!(
            "the first download is {over} bytes over its budget"
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
    use super::*;

    fn sizes(list: &[(&str, usize)]) -> BTreeMap<String, usize> {
        list.iter()
            .map(|(name, size)| ((*name).to_owned(), *size))
            .collect()
    }

    #[test]
    fn a_first_page_is_the_frame_with_the_files_of_its_part() {
        let sizes = sizes(&[
            ("index.html", 10),
            ("page.wasm", 100),
            ("a.wasm", 5),
            ("b.wasm", 7),
            ("worker.wasm", 999),
        ]);
        let parts = BTreeMap::from([
            ("home", vec!["a.wasm"]),
            ("account", vec!["a.wasm", "b.wasm"]),
        ]);
        let found = downloads(&sizes, &parts).unwrap();
        assert_eq!(found.frame, 110);
        assert_eq!((found.parts["home"], found.parts["account"]), (115, 122));
        assert!(held(&found).is_ok());

        let missing = BTreeMap::from([("home", vec!["c.wasm"])]);
        assert!(downloads(&sizes, &missing).is_err());
    }

    #[test]
    fn one_byte_over_the_budget_is_refused_and_so_is_a_page_without_its_parts() {
        let of = |size| Downloads {
            frame: 0,
            parts: BTreeMap::from([("home".to_owned(), 1), ("account".to_owned(), size)]),
        };
        assert!(held(&of(BUDGET_BYTES)).is_ok());
        assert!(held(&of(BUDGET_BYTES + 1)).is_err());
        let none = Downloads {
            frame: 1,
            parts: BTreeMap::new(),
        };
        assert!(held(&none).is_err());
    }

    #[test]
    fn reads_what_finish_writes() {
        let found = parts("<script data-parts=\"home:a.wasm,b.wasm data:c.wasm\">").unwrap();
        assert_eq!(found["home"], ["a.wasm", "b.wasm"]);
        assert_eq!(found["data"], ["c.wasm"]);
        assert!(parts("<script>").is_err());
    }
}
