//! The word table: every message, indicator name and coefficient name in both languages, sorted by key.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;

type Words = BTreeMap<String, String>;

/// How the keys begin that are put together at run time, and the table they stand in. All other messages are only reached
/// through `tr!`, so that a part of the page brings its own words and no others.
const FOUND: [(&str, &[&str]); 3] = [
    (
        "NAMES",
        &[
            "change.group.",
            "coefficient.",
            "data.set.",
            "home.card.",
            "indicator.",
            "line.",
            "relation.normalisation.",
            "relation.short.",
            "sheet.",
            "source.",
            "step.",
            "unit.",
            "working.total.",
        ],
    ),
    (
        "PROBLEMS",
        &[
            "carbon_oxygen.amount.",
            "file.kind.",
            "problem.",
            "zones.column.",
        ],
    ),
    ("WORKINGS", &["forecast.working.", "working."]),
];

pub fn build(out: &Path) -> Result<(), Box<dyn Error>> {
    let mut zh = locale("src/app/locales/zh-CN")?;
    let mut en = locale("src/app/locales/en")?;
    named("data/indicators.json", "indicator", &mut zh, &mut en)?;
    named("data/sources.json", "source", &mut zh, &mut en)?;
    factors(&mut zh, &mut en)?;
    compare(&zh, &en)?;

    let mut code = format!(
        "pub(super) static TABLE: [(&str, [&str; 2]); {}] = [\n",
        zh.len()
    );
    for (key, text) in &zh {
        writeln!(code, "    ({key:?}, [{text:?}, {:?}]),", en[key])?;
    }
    code.push_str("];\n");
    for (name, starts) in FOUND {
        writeln!(code, "pub(super) static {name}: &[(&str, [&str; 2])] = &[")?;
        for (at, key) in zh.keys().enumerate() {
            if starts.iter().any(|start| key.starts_with(start)) {
                writeln!(code, "    TABLE[{at}],")?;
            }
        }
        code.push_str("];\n");
    }
    fs::write(out.join("words.rs"), code)?;
    Ok(())
}

/// One file a topic; its name is the first part of every key in it.
fn locale(folder: &str) -> Result<Words, Box<dyn Error>> {
    let mut words = Words::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let fault = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
        let value: Value =
            serde_json::from_str(&fs::read_to_string(&path)?).map_err(|e| fault(&e))?;
        let topic = path
            .file_stem()
            .ok_or("no file name")?
            .to_string_lossy()
            .into_owned();
        flatten(topic, &value, &mut words).map_err(|e| fault(&e))?;
    }
    Ok(words)
}

fn flatten(key: String, value: &Value, words: &mut Words) -> Result<(), Box<dyn Error>> {
    match value {
        Value::String(text) => {
            words.insert(key, text.clone());
            Ok(())
        }
        Value::Object(map) => {
            for (name, value) in map {
                flatten(format!("{key}.{name}"), value, words)?;
            }
            Ok(())
        }
        _ => Err(format!("{key}: a message is text").into()),
    }
}

/// Names that stand in data files: an array of objects with `id`, `zh` and `en`.
fn named(path: &str, kind: &str, zh: &mut Words, en: &mut Words) -> Result<(), Box<dyn Error>> {
    let list: Vec<Value> =
        serde_json::from_str(&fs::read_to_string(path)?).map_err(|e| format!("{path}: {e}"))?;
    for item in list {
        let field = |name: &str| {
            item[name]
                .as_str()
                .ok_or_else(|| format!("{path}: {item} has no {name:?}"))
        };
        let key = format!("{kind}.{}", field("id")?);
        zh.insert(key.clone(), field("zh")?.to_owned());
        en.insert(key, field("en")?.to_owned());
    }
    Ok(())
}

fn factors(zh: &mut Words, en: &mut Words) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir("data/factors")? {
        let path = entry?.path();
        let mut reader = csv::Reader::from_path(&path)?;
        for row in reader.deserialize() {
            let row: BTreeMap<String, String> = row?;
            let key = format!("coefficient.{}", row["id"]);
            zh.insert(key.clone(), row["zh"].clone());
            en.insert(key, row["en"].clone());
        }
    }
    Ok(())
}

/// Both languages have the same keys and, in each message, the same placeholders.
fn compare(zh: &Words, en: &Words) -> Result<(), Box<dyn Error>> {
    let keys: BTreeSet<&String> = zh.keys().chain(en.keys()).collect();
    let mut faults = Vec::new();
    for key in keys {
        match (zh.get(key), en.get(key)) {
            (Some(a), Some(b)) if placeholders(a) != placeholders(b) => {
                faults.push(format!("{key}: different placeholders"));
            }
            (Some(_), Some(_)) => {}
            (Some(_), None) => faults.push(format!("{key}: no English")),
            _ => faults.push(format!("{key}: no Chinese")),
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("\n").into())
    }
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}
