//! Cases: `data/cases/<id>/case.json` with its tables and the factor table it names, put together into one study.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

pub fn build(out: &Path) -> Result<()> {
    let mut folders: Vec<_> = fs::read_dir("data/cases")?.collect::<std::io::Result<Vec<_>>>()?;
    folders.sort_by_key(|f| f.file_name());
    let mut code = String::from(
        "/// Id and study of every folder in `data/cases`.\npub(super) static CASES: &[(&str, &str)] = &[\n",
    );
    for folder in folders {
        let id = folder.file_name().to_string_lossy().into_owned();
        let study = study(&folder.path()).map_err(|e| format!("data/cases/{id}: {e}"))?;
        code += &format!("    ({id:?}, {:?}),\n", serde_json::to_string(&study)?);
    }
    code += "];\n";
    fs::write(out.join("cases.rs"), code)?;
    Ok(())
}

fn study(folder: &Path) -> Result<Value> {
    let case: Value = serde_json::from_str(&fs::read_to_string(folder.join("case.json"))?)?;
    let sets = &case["coefficient_sets"];
    let mut study = json!({
        "schema_version": 1,
        "id": case["id"],
        "case": { "id": case["id"], "version": case["version"] },
        "coefficient_set": sets[0],
    });
    for key in [
        "title",
        "regions",
        "account",
        "land_classes",
        "survey_breaks",
        "choices",
    ] {
        if !case[key].is_null() {
            study[key] = case[key].clone();
        }
    }
    study["coefficient_sets"] = sets.clone();
    study["coefficients"] = coefficients(text(&case["factors"])?, sets)?;
    study["sheets"] = sheets(folder, &case)?;
    if !case["published"].is_null() {
        study["published"] = published(folder, case["published"].clone())?;
    }
    if !case["transition"].is_null() {
        study["transition"] = transition(folder, case["transition"].clone())?;
    }
    Ok(study)
}

fn text(value: &Value) -> Result<&str> {
    value
        .as_str()
        .ok_or_else(|| format!("{value} is no text").into())
}

fn rows(path: &Path) -> Result<Vec<BTreeMap<String, String>>> {
    let mut reader =
        csv::Reader::from_path(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(reader
        .deserialize()
        .collect::<std::result::Result<_, _>>()?)
}

fn number(cell: &str) -> Result<Value> {
    if cell.is_empty() {
        return Ok(Value::Null);
    }
    Ok(json!(
        cell.parse::<f64>()
            .map_err(|_| format!("{cell:?} is no number"))?
    ))
}

fn coefficients(file: &str, sets: &Value) -> Result<Value> {
    let sets: Vec<&str> = sets
        .as_array()
        .ok_or("no coefficient sets")?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let mut list = Vec::new();
    for row in rows(&Path::new("data/factors").join(file))? {
        if row["source"].is_empty() || row["locator"].is_empty() {
            return Err(format!("{file}: {} has no source", row["id"]).into());
        }
        let mut preset = Map::new();
        for set in &sets {
            preset.insert((*set).to_owned(), number(&row[*set])?);
        }
        list.push(json!({
            "id": row["id"], "value": number(&row[sets[0]])?, "unit": row["unit"], "preset": preset,
            "source": row["source"], "locator": row["locator"], "tier": row["tier"],
        }));
    }
    Ok(Value::Array(list))
}

fn sheets(folder: &Path, case: &Value) -> Result<Value> {
    let mut keys: Vec<(String, i32)> = Vec::new();
    let mut inputs = Vec::new();
    if let Some(years) = case["blank_years"].as_array() {
        let bound = |i: usize| {
            years
                .get(i)
                .and_then(Value::as_i64)
                .ok_or("blank_years: first and last year")
        };
        let region = text(&case["regions"][0]["code"])?;
        keys.extend((bound(0)?..=bound(1)?).map(|year| (region.to_owned(), year as i32)));
    } else {
        inputs = rows(&folder.join("inputs.csv"))?;
        for row in &inputs {
            keys.push((row["region"].clone(), row["year"].parse()?));
        }
    }
    let mut sheets = Vec::new();
    for sheet in case["sheets"].as_array().ok_or("no sheets")? {
        let columns = sheet["columns"]
            .as_array()
            .ok_or("a sheet without columns")?;
        let mut lines = Vec::new();
        for (i, (region, year)) in keys.iter().enumerate() {
            let mut values = Vec::new();
            for column in columns {
                let indicator = text(&column["indicator"])?;
                values.push(match inputs.get(i) {
                    Some(row) => number(
                        row.get(indicator)
                            .ok_or_else(|| format!("inputs.csv has no {indicator}"))?,
                    )?,
                    None => Value::Null,
                });
            }
            lines.push(json!({ "region": region, "year": year, "values": values }));
        }
        sheets.push(json!({ "id": sheet["id"], "columns": columns, "rows": lines }));
    }
    Ok(Value::Array(sheets))
}

fn published(folder: &Path, mut published: Value) -> Result<Value> {
    if let Some(account) = published.get_mut("account").and_then(Value::as_object_mut) {
        let file = account
            .remove("file")
            .ok_or("published account without a file")?;
        let rows = rows(&folder.join(text(&file)?))?;
        let mut columns: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for row in &rows {
            for (name, cell) in row {
                columns.entry(name.clone()).or_default().push(number(cell)?);
            }
        }
        let years = columns.remove("year").ok_or("no year column")?;
        account.insert(
            "years".into(),
            years
                .iter()
                .map(|y| json!(y.as_f64().unwrap_or(0.0) as i32))
                .collect(),
        );
        for total in ["source", "sink", "net"] {
            account.insert(
                total.into(),
                json!(
                    columns
                        .remove(total)
                        .ok_or_else(|| format!("no {total} column"))?
                ),
            );
        }
        account.insert("lines".into(), json!(columns));
    }
    Ok(published)
}

fn transition(folder: &Path, mut table: Value) -> Result<Value> {
    let file = table
        .as_object_mut()
        .and_then(|t| t.remove("file"))
        .ok_or("transition without a file")?;
    let mut reader = csv::Reader::from_path(folder.join(text(&file)?))?;
    let mut classes = Vec::new();
    let mut areas = Vec::new();
    for record in reader.records() {
        let record = record?;
        classes.push(json!({ "zh": &record[1], "en": &record[2] }));
        areas.push(
            record
                .iter()
                .skip(3)
                .map(number)
                .collect::<Result<Vec<_>>>()?,
        );
    }
    table["classes"] = json!(classes);
    table["areas"] = json!(areas);
    Ok(table)
}
