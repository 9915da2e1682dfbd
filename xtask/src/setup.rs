//! What the machine needs beyond Rust and Node. Every step looks first and does nothing when the right version is there.

use crate::run::{Outcome, cargo, program, read, root, run, tools, version};
use std::fs;
use std::path::Path;

const TRUNK: &str = "0.21.14";
/// The same number as `wasm_opt` in Trunk.toml.
const BINARYEN: &str = "123";
/// Makes scripts and styles small; the one minifier that reads what wasm-bindgen writes.
const ESBUILD: &str = "0.28.2";
/// Takes the page apart; speaks the same format as `wasm_split_helpers` in Cargo.lock.
const WASM_SPLIT: &str = "0.2.4";
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// All of it.
pub fn everything() -> Outcome {
    checks()?;
    office()?;
    gdal()?;
    page()?;
    browser()?;
    println!("Ready.");
    Ok(())
}

/// For the checks that need no page: formatter, linter, the wasm target and the crates.
pub fn checks() -> Outcome {
    for (tool, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if version(tool).is_none() {
            announce(component, "a few seconds");
            run(
                program("rustup").args(["component", "add", component]),
                "Install it with your Rust distribution.",
            )?;
        }
    }
    let sysroot = read(program("rustc").args(["--print", "sysroot"]))?;
    if !Path::new(sysroot.trim())
        .join("lib/rustlib/wasm32-unknown-unknown")
        .is_dir()
    {
        announce("the target wasm32-unknown-unknown", "a few seconds");
        run(
            program("rustup").args(["target", "add", "wasm32-unknown-unknown"]),
            "Install the target wasm32-unknown-unknown with your Rust distribution.",
        )?;
    }
    run(
        &mut cargo("fetch --locked --quiet"),
        "Is crates.io reachable? Is Cargo.lock up to date (`cargo update -w`)?",
    )
}

/// For the tests of workbooks and documents: LibreOffice, which recalculates the ones and lays out the others.
pub fn office() -> Outcome {
    let is_there = version("soffice").is_some();
    // Debian packs each program alone; elsewhere LibreOffice is one.
    let debian = Path::new("/usr/lib/libreoffice/program");
    if is_there && (!debian.is_dir() || debian.join("libswlo.so").is_file()) {
        return Ok(());
    }
    apt(&["libreoffice-calc-nogui", "libreoffice-writer-nogui"], "")
}

/// For the tests of rasters: GDAL, which reads what is written.
pub fn gdal() -> Outcome {
    if version("gdalinfo").is_some() {
        return Ok(());
    }
    apt(&["gdal-bin"], "")
}

/// For building the page: Trunk, wasm-bindgen in the version of Cargo.lock, wasm-opt.
pub fn page() -> Outcome {
    node()?;
    trunk()?;
    wasm_bindgen()?;
    wasm_split()?;
    esbuild()?;
    wasm_opt()
}

/// For tests and pictures in a browser: Chromium, a Chinese font, the test packages.
pub fn browser() -> Outcome {
    node()?;
    let mut missing = Vec::new();
    if chromium().is_none() {
        missing.push("chromium");
    }
    if cfg!(target_os = "linux") && !has_chinese_font() {
        // fontconfig brings the fc-list that is asked.
        missing.extend(["fontconfig", "fonts-noto-cjk"]);
    }
    if !missing.is_empty() {
        apt(&missing, " $CHROMIUM may name a browser that is elsewhere.")?;
    }
    browser_packages()
}

/// The browser the tests drive: `$CHROMIUM`, or the first one found.
pub fn chromium() -> Option<String> {
    std::env::var("CHROMIUM").ok().or_else(|| {
        BROWSERS
            .into_iter()
            .find(|name| version(name).is_some())
            .map(str::to_owned)
    })
}

/// `wasm-bindgen-test-runner` and `wasm-bindgen` come together.
pub fn wasm_bindgen() -> Outcome {
    let lock = fs::read_to_string(root().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock: {error}"))?;
    let wanted = locked_version(&lock, "wasm-bindgen").ok_or("Cargo.lock names no wasm-bindgen")?;
    let same = |tool| version(tool).is_some_and(|line| line.ends_with(&format!(" {wanted}")));
    if same("wasm-bindgen") && same("wasm-bindgen-test-runner") {
        return Ok(());
    }
    announce(&format!("wasm-bindgen-cli {wanted}"), "3 to 6 minutes");
    // Without --locked: the lock file of this release names a package that was withdrawn.
    cargo_install(&["wasm-bindgen-cli", "--version", &wanted])
}

fn trunk() -> Outcome {
    if version("trunk").is_some_and(|line| line == format!("trunk {TRUNK}")) {
        return Ok(());
    }
    announce(&format!("trunk {TRUNK}"), "4 to 9 minutes");
    cargo_install(&["trunk", "--version", TRUNK, "--locked"])
}

/// It has no `--version`; cargo's own list says what is installed.
fn wasm_split() -> Outcome {
    let installed = fs::read_to_string(tools().join(".crates.toml")).unwrap_or_default();
    let is_there = read(program("wasm-split-cli").arg("--help")).is_ok();
    if is_there && installed.contains(&format!("\"wasm_split_cli_support {WASM_SPLIT} ")) {
        return Ok(());
    }
    announce(&format!("wasm-split-cli {WASM_SPLIT}"), "1 to 2 minutes");
    cargo_install(&[
        "wasm_split_cli_support",
        "--version",
        WASM_SPLIT,
        "--features",
        "build-binary",
        "--locked",
    ])
}

fn wasm_opt() -> Outcome {
    if version("wasm-opt").is_some_and(|line| line.contains(&format!("(version_{BINARYEN})"))) {
        return Ok(());
    }
    npm_tool(&format!("binaryen@{BINARYEN}"), "wasm-opt")
}

fn esbuild() -> Outcome {
    if version("esbuild").is_some_and(|line| line == ESBUILD) {
        return Ok(());
    }
    npm_tool(&format!("esbuild@{ESBUILD}"), "esbuild")
}

fn npm_tool(package: &str, tool: &str) -> Outcome {
    announce(&format!("{tool} ({package} from npm)"), "10 seconds");
    let mut install = program("npm");
    // `--save`: a second tool leaves the first one there.
    install
        .args(["install", "--save-exact", "--no-audit", "--no-fund"])
        .arg("--prefix")
        .arg(tools());
    run(install.arg(package), "Is the npm registry reachable?")
}

/// Compiled lightly: these run for seconds, and whole-program optimisation would cost ten minutes.
fn cargo_install(args: &[&str]) -> Outcome {
    let mut install = cargo("install --quiet --root");
    install
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    run(
        install.arg(tools()).args(args),
        "Is crates.io reachable? The message above says what did not build.",
    )
}

fn node() -> Outcome {
    let found = version("node").unwrap_or_default();
    let major = found
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|text| text.parse::<u32>().ok());
    match major {
        Some(20..) => Ok(()),
        _ => Err(format!(
            "Node 20 or newer is needed (found: {found:?}); on Debian: apt-get install nodejs npm"
        )),
    }
}

fn has_chinese_font() -> bool {
    read(program("fc-list").arg(":lang=zh")).is_ok_and(|list| !list.trim().is_empty())
}

fn apt(packages: &[&str], more: &str) -> Outcome {
    let names = packages.join(" ");
    let hint = format!("Install {names} by hand.{more}");
    announce(&names, "2 minutes");
    let is_root = read(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let apt_get = || {
        let mut command = program(if is_root { "apt-get" } else { "sudo" });
        if !is_root {
            command.arg("apt-get");
        }
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    run(apt_get().args(["update", "-qq"]), &hint)?;
    run(
        apt_get()
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(packages),
        &hint,
    )
}

/// `npm ci` whenever the lock file differs from the one installed last.
fn browser_packages() -> Outcome {
    let folder = root().join("tests").join("browser");
    let stamp = folder.join("node_modules").join(".installed-lock.json");
    let lock = fs::read(folder.join("package-lock.json"))
        .map_err(|error| format!("package-lock.json: {error}"))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    announce("the packages of tests/browser", "5 seconds");
    let mut install = program("npm");
    run(
        install
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(&folder),
        "Is the npm registry reachable?",
    )?;
    fs::write(&stamp, lock).map_err(|error| format!("{}: {error}", stamp.display()))
}

fn announce(what: &str, how_long: &str) {
    println!("Installing {what}, once; about {how_long}.");
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let line = lock.lines().skip_while(|line| *line != name).nth(1)?;
    Some(
        line.strip_prefix("version = \"")?
            .strip_suffix('"')?
            .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_package_and_not_one_that_begins_alike() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(
            locked_version(lock, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(locked_version(lock, "trunk"), None);
    }

    /// The two are released together, the helpers first: the tool reads the marks of its own minor release.
    #[test]
    fn what_takes_the_page_apart_is_of_the_same_release_as_its_marks() {
        let lock = include_str!("../../Cargo.lock");
        let marks = locked_version(lock, "wasm_split_helpers").unwrap();
        let minor = |version: &str| version.rsplit_once('.').map(|(m, _)| m.to_owned());
        assert_eq!(minor(&marks), minor(WASM_SPLIT));
    }

    #[test]
    fn trunk_asks_for_the_wasm_opt_that_is_installed() {
        let trunk = include_str!("../../Trunk.toml");
        assert!(trunk.contains(&format!("wasm_opt = \"version_{BINARYEN}\"")));
    }
}
