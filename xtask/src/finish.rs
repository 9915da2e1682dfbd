//! The last touch on a build, called by Trunk with its staging folder.

use crate::run::{Outcome, program, root, run};
use crate::split::{self, Parts};
use std::path::Path;
use std::{env, fs};

/// A worker for development: takes away the offline copy that an earlier release left at this address.
const NO_OFFLINE_COPY: &str = "\
self.addEventListener(\"install\", () => self.skipWaiting());
self.addEventListener(\"activate\", (event) => event.waitUntil(self.registration.unregister()));
";

/// Release: the offline copy's file list. Debug: no offline copy, and no policy that would stop Trunk's reload script.
pub fn finish() -> Outcome {
    let staging =
        env::var_os("TRUNK_STAGING_DIR").ok_or("`finish` is called by Trunk, not by hand")?;
    let staging = Path::new(&staging);
    let is_release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let mut parts = split::split(staging, is_release)?;
    let page = staging.join("index.html");
    let (html, later) = with_styles(staging, &text(&page)?)?;
    let rest = parts.get_mut("rest").ok_or("the wasm has no part `rest`")?;
    rest.push(later);
    put(&page, &with_parts(&html, &parts)?)?;
    if is_release {
        minify(staging)?;
        let template = text(&root().join("sw.js"))?;
        put(
            &staging.join("sw.js"),
            &offline_copy(&template, &files(staging)?)?,
        )?;
        esbuild(staging, &["sw.js".to_owned()])
    } else {
        put(&page, &without_policy(&text(&page)?))?;
        put(&staging.join("sw.js"), NO_OFFLINE_COPY)
    }
}

/// Scripts and styles without what only their readers need.
fn minify(staging: &Path) -> Outcome {
    let names = files(staging)?.into_iter().map(|(name, _)| name);
    let of_text = names.filter(|name| name.ends_with(".js") || name.ends_with(".css"));
    esbuild(staging, &of_text.collect::<Vec<_>>())
}

fn esbuild(staging: &Path, names: &[String]) -> Outcome {
    let mut minify = program("esbuild");
    minify
        // The browsers the page promises to run in: nothing is written in newer words.
        .args(["--minify", "--target=chrome96,firefox89,safari15.1"])
        // wasm-bindgen names the loader of the parts once for every part.
        .args([
            "--log-override:duplicate-object-key=silent",
            "--log-level=warning",
        ])
        .args(["--charset=utf8", "--allow-overwrite", "--outdir=."])
        .args(names)
        .current_dir(staging);
    run(&mut minify, "`cargo xtask setup` installs it.")
}

fn offline_copy(template: &str, files: &[(String, Vec<u8>)]) -> Outcome<String> {
    let list = "[\"__FILES__\"]";
    if !template.contains("__VERSION__") || !template.contains(list) {
        return Err("sw.js has lost __VERSION__ or [\"__FILES__\"]".to_owned());
    }
    let mut version = FNV_OFFSET;
    let mut names = Vec::new();
    for (name, bytes) in files {
        version = fnv1a(fnv1a(version, name.as_bytes()), bytes);
        // Some servers answer index.html with a redirect, which a worker may not give to a window.
        names.push(if name == "index.html" {
            "\"./\"".to_owned()
        } else {
            format!("\"./{name}\"")
        });
    }
    Ok(template
        .replace("__VERSION__", &format!("{version:016x}"))
        .replace(list, &format!("[{}]", names.join(", "))))
}

/// Every file of the folder with its contents, in order of name.
fn files(folder: &Path) -> Outcome<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    walk(folder, "", &mut found)?;
    found.sort();
    Ok(found)
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<(String, Vec<u8>)>) -> Outcome {
    let told = |error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(told)? {
        let entry = entry.map_err(told)?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{name}/"), found)?;
        } else {
            found.push((name, fs::read(entry.path()).map_err(told)?));
        }
    }
    Ok(())
}

/// Tells start.js the files of every part, so that it fetches those of the first page beside the wasm and not after it.
fn with_parts(page: &str, parts: &Parts) -> Outcome<String> {
    let place = "data-parts=\"\"";
    if page.matches(place).count() != 1 {
        return Err(format!("index.html has lost its {place}"));
    }
    let lists: Vec<String> = parts
        .iter()
        .map(|(part, files)| format!("{part}:{}", files.join(",")))
        .collect();
    Ok(page.replace(place, &format!("data-parts=\"{}\"", lists.join(" "))))
}

/// Puts the stylesheets into two files, in their order: that of the first screen, and that of the part `rest`, which ends as
/// the first does. Many small files pack a third worse than one.
fn with_styles(staging: &Path, page: &str) -> Outcome<(String, String)> {
    let (mut all, mut first, mut later) = (Vec::new(), String::new(), String::new());
    let mut is_placed = false;
    for line in page.split_inclusive('\n') {
        let mut rest = line;
        while let Some(at) = rest.find("<link rel=\"stylesheet\"") {
            all.push(rest[..at].to_owned());
            let (tag, after) = rest[at..]
                .split_once('>')
                .ok_or("index.html: a link that does not end")?;
            let name = tag
                .split("href=\"./")
                .nth(1)
                .and_then(|href| href.split('"').next())
                .ok_or_else(|| format!("index.html: {tag} names no file beside it"))?;
            let style = text(&staging.join(name))? + "\n";
            if !name.starts_with(LATER) {
                first += &style;
            }
            // What must stand behind all else stands behind this too.
            if name.starts_with(LATER) || !later.is_empty() {
                later += &style;
            }
            fs::remove_file(staging.join(name)).map_err(|error| format!("{name}: {error}"))?;
            if !is_placed {
                all.push(STYLE_PLACE.to_owned());
                is_placed = true;
            }
            rest = after;
        }
        all.push(rest.to_owned());
    }
    if first.is_empty() || later.is_empty() {
        return Err("index.html has not both its stylesheets".to_owned());
    }
    let put_style = |stem: &str, style: &str| -> Outcome<String> {
        let name = format!("{stem}-{:016x}.css", fnv1a(FNV_OFFSET, style.as_bytes()));
        put(&staging.join(&name), style)?;
        Ok(name)
    };
    let link = format!(
        "<link rel=\"stylesheet\" href=\"./{}\">",
        put_style("style", &first)?
    );
    let page = all.concat().replace(STYLE_PLACE, &link);
    Ok((page, put_style("later", &later)?))
}

/// Beginning of the names of the stylesheets that the first screen does without.
const LATER: &str = "later-";

const STYLE_PLACE: &str = "<!-- style -->";

fn without_policy(page: &str) -> String {
    page.lines()
        .filter(|line| !line.contains("Content-Security-Policy"))
        .collect::<Vec<_>>()
        .join("\n")
}

pub const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, 64 bit: tells one build from another, no more.
pub fn fnv1a(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn put(path: &Path, contents: &str) -> Outcome {
    fs::write(path, contents).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Test vectors of the FNV authors (fnv-1a, 64 bit): "" and "a".
    #[test]
    fn hashes_as_published() {
        assert_eq!(fnv1a(FNV_OFFSET, b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(FNV_OFFSET, b"a"), 0xaf63_dc4c_8601_ec8c);
    }

    #[test]
    fn a_changed_file_makes_another_version_and_the_list_names_every_file() {
        let build = |bytes: &[u8]| {
            let files = [
                ("a.js".to_owned(), bytes.to_vec()),
                ("index.html".to_owned(), b"page".to_vec()),
            ];
            offline_copy("v __VERSION__ [\"__FILES__\"]", &files)
        };
        let one = build(b"1").unwrap();
        assert!(one.ends_with("[\"./a.js\", \"./\"]"), "{one}");
        assert_ne!(one, build(b"2").unwrap());
    }

    #[test]
    fn the_template_has_its_two_places() {
        assert!(offline_copy(include_str!("../../sw.js"), &[]).is_ok());
    }

    #[test]
    fn the_policy_stands_on_one_line_of_its_own() {
        let page = include_str!("../../index.html");
        let loose = without_policy(page);
        assert!(
            page.contains("Content-Security-Policy") && !loose.contains("Content-Security-Policy")
        );
        assert_eq!(loose.lines().count() + 1, page.lines().count());
    }
}
