//! The carbon–oxygen balance of a case: its `carbon_oxygen` with the printed tables it names, as the text the study file has.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::cases::{Result, rows};

/// Rust code that makes it.
pub fn carbon_oxygen(folder: &Path, own: &Value) -> Result<String> {
    let mut whole = own.clone();
    if let Some(published) = whole.get_mut("published") {
        for table in ["ratios", "sums", "moran"] {
            if let Some(file) = published[table].as_str() {
                published[table] = records(&folder.join(file))?.into();
            }
        }
        if let Some(gaps) = published.get_mut("gaps") {
            let file = gaps["rows"].as_str().ok_or("gaps without a table")?;
            let rows = records(&folder.join(file))?;
            let row = |r: Value| json!([r["region"], r["carbon"], r["oxygen"]]);
            gaps["rows"] = rows.into_iter().map(row).collect();
        }
    }
    let text = whole.to_string();
    Ok(format!("|| carbon_oxygen({text:?})"))
}

/// The rows of a table: regions and elements are texts, years whole numbers, all else figures.
fn records(path: &Path) -> Result<Vec<Value>> {
    let mut records = Vec::new();
    for row in rows(path)? {
        let mut record = Map::new();
        for (name, cell) in row {
            let told = || format!("{}: {name} {cell:?}", path.display());
            let value: Value = match name.as_str() {
                "region" | "element" => cell.clone().into(),
                "year" => cell.parse::<i32>().map_err(|_| told())?.into(),
                _ => cell.parse::<f64>().map_err(|_| told())?.into(),
            };
            record.insert(name, value);
        }
        records.push(record.into());
    }
    Ok(records)
}
