//! Regions of a case.

use std::path::Path;

use serde_json::Value;

use crate::cases::{Result, Rows, both, list, optional, rows, slice, text};

/// Regions as the case lists them, as a table of code, names and parents does, or those of a set of `data/regions`.
pub fn regions(folder: &Path, regions: &Value) -> Result<String> {
    if let Some(set) = regions["set"].as_str() {
        return places(&rows(
            &Path::new("data/regions").join(format!("{set}.csv")),
        )?);
    }
    let Some(file) = regions.as_str() else {
        return list(regions, |r| {
            let parent = optional(&r["parent"], both)?;
            Ok(format!(
                "({}, {}, {parent})",
                text(&r["code"])?,
                both(&r["name"])?
            ))
        });
    };
    let rows = rows(&folder.join(file))?;
    Ok(slice(rows.iter().map(|row| {
        let parent = match (row["parent_zh"].as_str(), row["parent_en"].as_str()) {
            ("", "") => "None".to_owned(),
            (zh, en) => format!("Some([{zh:?}, {en:?}])"),
        };
        let (code, zh, en) = (&row["code"], &row["zh"], &row["en"]);
        format!("({code:?}, [{zh:?}, {en:?}], {parent})")
    })))
}

fn places(set: &Rows) -> Result<String> {
    let parents = rows(Path::new("data/regions/parents.csv"))?;
    let regions = set.iter().map(|row| {
        let (code, zh, en) = (&row["adcode"], &row["name"], &row["name_en"]);
        let parent = match parents.iter().find(|p| p["adcode"] == row["parent"]) {
            Some(p) => format!("Some([{:?}, {:?}])", p["name"], p["name_en"]),
            None if row["parent"].is_empty() => "None".to_owned(),
            None => return Err(format!("{code}: no name for {}", row["parent"]).into()),
        };
        Ok(format!("({code:?}, [{zh:?}, {en:?}], {parent})"))
    });
    Ok(slice(regions.collect::<Result<Vec<_>>>()?.into_iter()))
}
