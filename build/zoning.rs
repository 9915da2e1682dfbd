//! The zones of a case: its `zoning` with the presets of `data/zones.json` and its printed table, as the text the study file has.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::cases::{Result, rows};

/// Rust code that makes the zoning.
pub fn zoning(folder: &Path, zoning: &Value) -> Result<String> {
    let preset = zoning["preset"].as_str().ok_or("zoning without a preset")?;
    let presets: Value = serde_json::from_str(&fs::read_to_string("data/zones.json")?)?;
    let mut whole = presets[preset]
        .as_object()
        .ok_or_else(|| format!("data/zones.json has no {preset}"))?
        .clone();
    whole.insert("inputs".to_owned(), zoning["inputs"].clone());
    if !zoning["published"].is_null() {
        let published = published(folder, &zoning["published"], &names(&whole)?)?;
        whole.insert("published".to_owned(), published);
    }
    let text = Value::Object(whole).to_string();
    Ok(format!("|| zoning({text:?})"))
}

fn names(preset: &Map<String, Value>) -> Result<BTreeSet<String>> {
    let zones = preset["zones"].as_array().ok_or("zones are no list")?;
    let ids = zones.iter().filter_map(|zone| zone["id"].as_str());
    let ids: BTreeSet<String> = ids.map(str::to_owned).collect();
    let rules = preset.get("rules").and_then(Value::as_array);
    let merge = preset.get("merge").and_then(Value::as_array);
    let named = rules.into_iter().flatten().map(|rule| &rule["zone"]);
    for zone in named.chain(merge.into_iter().flatten()) {
        known(&ids, zone.as_str().unwrap_or_default())?;
    }
    Ok(ids)
}

fn known(ids: &BTreeSet<String>, zone: &str) -> Result<()> {
    if ids.contains(zone) {
        Ok(())
    } else {
        Err(format!("no zone {zone:?}").into())
    }
}

/// `region,year,zone,eec_level,sec_level` and printed figures by name; empty cells are not printed.
fn published(folder: &Path, published: &Value, ids: &BTreeSet<String>) -> Result<Value> {
    let file = published["file"]
        .as_str()
        .ok_or("printed zones without a file")?;
    let mut whole = published.as_object().cloned().unwrap_or_default();
    whole.remove("file");
    let (mut zones, mut levels, mut indices) = (Map::new(), Map::new(), Vec::new());
    for mut row in rows(&folder.join(file))? {
        let mut take = |name: &str| row.remove(name).unwrap_or_default();
        let (region, year) = (take("region"), take("year"));
        let (zone, eec, sec) = (take("zone"), take("eec_level"), take("sec_level"));
        if !zone.is_empty() {
            known(ids, &zone)?;
            zones.insert(region.clone(), zone.into());
        }
        if !eec.is_empty() {
            levels.insert(region.clone(), json!([eec, sec]));
        }
        let mut values = Map::new();
        for (name, text) in row.into_iter().filter(|(_, text)| !text.is_empty()) {
            let value: f64 = text
                .parse()
                .map_err(|_| format!("{file}: {name} {text:?}"))?;
            values.insert(name, value.into());
        }
        if !values.is_empty() {
            let year: i32 = year.parse().map_err(|_| format!("{file}: year {year:?}"))?;
            indices.push(json!({ "region": region, "year": year, "values": values }));
        }
    }
    whole.insert("zones".to_owned(), zones.into());
    whole.insert("levels".to_owned(), levels.into());
    whole.insert("indices".to_owned(), indices.into());
    Ok(whole.into())
}
