//! Times beside something named: NumPy for the methods, a budget for the page.

use crate::run::{Outcome, cargo, program, read, run, tools};
use crate::{dist, setup, test};
use std::collections::BTreeMap;
use std::process::Command;

/// The peers of the native methods and what they need, for Python 3.11 to 3.13.
const PEERS: [Peer; 3] = [
    Peer {
        script: "benches/gm11_numpy.py",
        packages: &[NUMPY],
    },
    Peer {
        script: "benches/class_count_numpy.py",
        packages: &[NUMPY],
    },
    Peer {
        script: "benches/local_moran_esda.py",
        packages: &[NUMPY, ESDA, NUMBA, LIBPYSAL],
    },
];
const NUMPY: Package = Package {
    module: "numpy",
    version: "2.3.5",
};
const ESDA: Package = Package {
    module: "esda",
    version: "2.8.2",
};
const NUMBA: Package = Package {
    module: "numba",
    version: "0.68.1",
};
const LIBPYSAL: Package = Package {
    module: "libpysal",
    version: "4.14.1",
};

struct Peer {
    script: &'static str,
    packages: &'static [Package],
}

struct Package {
    module: &'static str,
    version: &'static str,
}

/// Account, relation and forecast of 31 provinces over 20 years, and what they may take.
const CORE: &str = "core/31x20";
const CORE_BUDGET_NS: f64 = 2e6;
/// How many times as fast as NumPy GM(1,1) has to be.
const LEAST_AHEAD: f64 = 10.0;
/// Classes by zones of 10⁸ pixels, and how many times as fast as NumPy's `bincount` that has to be.
const COUNT: &str = "class_count/10000x10000";
const LEAST_AHEAD_COUNTING: f64 = 3.0;
/// Local Moran of 3 136 cells with 999 permutations, which must not take longer than esda with numba on one core.
const LISA: &str = "local_moran/3136x999";
/// Queen contiguity of 3 000 outlines of 32 points.
const CONTIGUITY: &str = "contiguity/3000";
const CONTIGUITY_BUDGET_NS: f64 = 150e6;

/// Methods natively, the same in NumPy, then size, opening, editing and memory of the page, and long tables beside the
/// readers that others use. `tables` measures those only.
pub fn bench(rest: &[String]) -> Outcome {
    setup::checks()?;
    if rest.is_empty() {
        methods()?;
    }
    dist::dist()?;
    setup::browser()?;
    run(
        test::browser_node()?
            .arg("tests/browser/bench.mjs")
            .args(rest),
        "The message above says which measurement failed.",
    )
}

fn methods() -> Outcome {
    let mut native = cargo("bench --quiet --profile fast --no-default-features --bench native");
    println!("$ cargo bench --profile fast --no-default-features --bench native");
    let ours = figures(&read(&mut native)?);
    let mut peer = BTreeMap::new();
    for other in PEERS {
        match python(other.packages) {
            Ok(mut python) => peer.extend(figures(&read(python.arg(other.script))?)),
            // A comparison without its peer says nothing.
            Err(reason) => return Err(format!("nothing to compare with: {reason}")),
        }
    }
    println!(
        "\n{:<28} {:>12} {:>12} {:>8}",
        "ns per call", "tanheng", "peer", "ratio"
    );
    for (name, ns) in &ours {
        match peer.get(name) {
            Some(other) => println!("{name:<28} {ns:>12.0} {other:>12.0} {:>8.3}", ns / other),
            None => println!("{name:<28} {ns:>12.0} {:>12} {:>8}", "", ""),
        }
    }
    let of = |name: &str| ours.get(name).copied().unwrap_or(f64::INFINITY);
    let core = of(CORE) / CORE_BUDGET_NS;
    println!("{CORE}: account, relation and forecast, {core:.2} of 2 ms");
    let mut over = Vec::new();
    if core > 1.0 {
        over.push(format!("{CORE} takes {core:.2} of its budget"));
    }
    let share = of(CONTIGUITY) / CONTIGUITY_BUDGET_NS;
    println!(
        "{CONTIGUITY}: {share:.2} of {:.0} ms",
        CONTIGUITY_BUDGET_NS / 1e6
    );
    if share > 1.0 {
        over.push(format!("{CONTIGUITY} takes {share:.2} of its budget"));
    }
    match peer.get(LISA) {
        Some(other) if of(LISA) > *other => {
            over.push(format!("{LISA} is slower than esda with numba"));
        }
        Some(_) => {}
        None => over.push(format!("{LISA} has no peer")),
    }
    if let Some(other) = peer.get("gm11/10")
        && of("gm11/10") * LEAST_AHEAD > *other
    {
        over.push("gm11/10 is less than 10 times as fast as NumPy".to_owned());
    }
    if let Some(other) = peer.get(COUNT)
        && of(COUNT) * LEAST_AHEAD_COUNTING > *other
    {
        over.push(format!("{COUNT} is less than 3 times as fast as NumPy"));
    }
    if over.is_empty() {
        Ok(())
    } else {
        Err(over.join("; "))
    }
}

/// Lines of `name<TAB>nanoseconds`.
fn figures(text: &str) -> BTreeMap<String, f64> {
    text.lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(name, ns)| Some((name.to_owned(), ns.trim().parse().ok()?)))
        .collect()
}

/// Python with these packages: the machine's, or one in a virtual environment of our own.
fn python(packages: &[Package]) -> Outcome<Command> {
    let modules: Vec<&str> = packages.iter().map(|p| p.module).collect();
    let imports = format!("import {}", modules.join(", "));
    let has_all = |python: &str| read(program(python).args(["-c", &imports])).is_ok();
    if has_all("python3") {
        return Ok(program("python3"));
    }
    let folder = tools().join("python");
    let own = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python3"
    });
    let own = own.to_string_lossy().into_owned();
    if !has_all(&own) {
        let pinned = packages
            .iter()
            .map(|p| format!("{}=={}", p.module, p.version));
        let pinned: Vec<String> = pinned.collect();
        println!("Installing {}, once; up to a minute.", pinned.join(", "));
        run(
            program("python3").args(["-m", "venv"]).arg(&folder),
            "On Debian: apt-get install python3-venv",
        )?;
        run(
            program(&own)
                .args(["-m", "pip", "install", "--quiet"])
                .args(&pinned),
            "Is PyPI reachable?",
        )?;
    }
    Ok(program(&own))
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn reads_figures_and_passes_other_lines_by() {
        let read = figures("running\ngm11/10\t1200.5\nbroken\tfast\n");
        assert_eq!(
            read.into_iter().collect::<Vec<_>>(),
            [("gm11/10".to_owned(), 1200.5)]
        );
    }
}
