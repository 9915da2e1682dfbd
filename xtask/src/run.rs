//! Running other programs: found first among the tools installed for this project, shown before they run, and named
//! when they fail.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a step says when it cannot go on.
pub type Outcome<T = ()> = Result<T, String>;

/// The folder of the repository.
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from("xtask"));
    here.parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Where tools are kept: per user, so that a second clone does not build them again.
pub fn tools() -> PathBuf {
    let cache = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))
        .or_else(|| env::var_os("LOCALAPPDATA").map(PathBuf::from));
    match cache {
        Some(cache) => cache.join("tanheng-tools"),
        None => root().join("target").join("tools"),
    }
}

/// PATH with the project's tools in front.
fn path() -> OsString {
    let own = [
        tools().join("bin"),
        tools().join("node_modules").join(".bin"),
    ];
    let given = env::var_os("PATH").unwrap_or_default();
    env::join_paths(own.into_iter().chain(env::split_paths(&given))).unwrap_or(given)
}

/// A program in the repository's folder.
pub fn program(name: &str) -> Command {
    let name = if cfg!(windows) && name == "npm" {
        "npm.cmd"
    } else {
        name
    };
    let mut command = Command::new(name);
    command.current_dir(root()).env("PATH", path());
    command
}

/// `cargo`, with its arguments written in one line.
pub fn cargo(line: &str) -> Command {
    let mut command = program("cargo");
    command.args(line.split_whitespace());
    command
}

/// Says what runs, runs it, and fails with the command and a hint.
pub fn run(command: &mut Command, hint: &str) -> Outcome {
    let shown = shown(command);
    println!("$ {shown}");
    let status = command
        .status()
        .map_err(|error| format!("`{shown}` could not be started: {error}\n{hint}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{shown}` failed ({status})\n{hint}"))
    }
}

/// What a program prints, quietly.
pub fn read(command: &mut Command) -> Outcome<String> {
    read_bytes(command).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// The bytes a program writes, quietly.
pub fn read_bytes(command: &mut Command) -> Outcome<Vec<u8>> {
    let shown = shown(command);
    let output = command
        .output()
        .map_err(|error| format!("`{shown}` could not be started: {error}"))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(format!(
            "`{shown}` failed ({})\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        ))
    }
}

/// The first line a program prints when asked for its version, or nothing if it is not there.
pub fn version(name: &str) -> Option<String> {
    let text = read(program(name).arg("--version")).ok()?;
    text.lines().next().map(str::to_owned)
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
