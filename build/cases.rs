//! Cases: `data/cases/<id>/case.json` with its tables and the factor table it names, written as the constants that
//! `src/exchange/cases/shape.rs` describes.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::carbon_oxygen::carbon_oxygen;
use crate::regions::regions;
use crate::zoning::zoning;

pub type Result<T> = std::result::Result<T, Box<dyn Error>>;
pub type Rows = Vec<BTreeMap<String, String>>;

pub fn build(out: &Path) -> Result<()> {
    let mut folders: Vec<_> = fs::read_dir("data/cases")?.collect::<std::io::Result<Vec<_>>>()?;
    folders.sort_by_key(|f| f.file_name());
    // What the page needs for its first screen stands apart, so that the others come with a later part of it.
    let (mut first, mut later, mut titles) = (String::new(), String::new(), String::new());
    for folder in folders {
        let id = folder.file_name().to_string_lossy().into_owned();
        let told = |e| format!("data/cases/{id}: {e}");
        let file = fs::read_to_string(folder.path().join("case.json"))?;
        let case: Value = serde_json::from_str(&file).map_err(|e| told(e.into()))?;
        let code = self::case(&folder.path(), &case).map_err(told)? + ",\n";
        titles += &format!("({}, {}),\n", text(&case["id"])?, both(&case["title"])?);
        if case["first"].as_bool() == Some(true) {
            first += &code;
        } else {
            later += &code;
        }
    }
    let code = format!(
        "/// Cases of the first screen.\npub(super) static FIRST: &[Case] = &[\n{first}];\n\
         /// All others.\npub(super) static LATER: &[Case] = &[\n{later}];\n\
         /// Id and title of every case.\npub(super) static TITLES: &[(&str, Both)] = &[\n{titles}];\n"
    );
    fs::write(out.join("cases.rs"), code)?;
    Ok(())
}

fn case(folder: &Path, case: &Value) -> Result<String> {
    let regions = regions(folder, &case["regions"])?;
    let classes = list(&case["land_classes"], |c| {
        let [id, group, area] = [text(&c["id"])?, text(&c["group"])?, text(&c["area"])?];
        Ok(format!("({id}, {group}, {area})"))
    })?;
    let breaks = list(&case["survey_breaks"], |b| {
        Ok(format!("({}, {})", int(&b[0])?, int(&b[1])?))
    })?;
    let (keys, inputs) = keys(folder, case)?;
    Ok(format!(
        "Case {{ id: {}, version: {}, title: {}, regions: {regions}, sets: {}, coefficients: {}, rows: {}, sheets: {}, \
         account: {}, land_classes: {classes}, survey_breaks: {breaks}, published: {}, transition: {}, zoning: {}, \
         carbon_oxygen: {}, choose: {} }}",
        text(&case["id"])?,
        text(&case["version"])?,
        both(&case["title"])?,
        list(&case["coefficient_sets"], text)?,
        coefficients(case)?,
        slice(
            keys.iter()
                .map(|(region, year)| format!("({region:?}, {year})"))
        ),
        list(&case["sheets"], |sheet| table(sheet, &inputs))?,
        list(&case["account"], line)?,
        optional(&case["published"], |p| published(folder, p))?,
        optional(&case["transition"], |t| transition(folder, t))?,
        optional(&case["zoning"], |z| zoning(folder, z))?,
        optional(&case["carbon_oxygen"], |c| carbon_oxygen(folder, c))?,
        choose(&case["choices"])?,
    ))
}

// What is written: Rust's own notation, which `{:?}` gives for texts and numbers.

pub fn slice(items: impl Iterator<Item = String>) -> String {
    format!("&[{}]", items.collect::<Vec<_>>().join(", "))
}

/// A list; nothing at all is an empty one.
pub fn list(value: &Value, one: impl Fn(&Value) -> Result<String>) -> Result<String> {
    if !value.is_null() && !value.is_array() {
        return Err(format!("{value} is no list").into());
    }
    let items = value.as_array().into_iter().flatten();
    let items = items.map(one).collect::<Result<Vec<_>>>()?;
    Ok(slice(items.into_iter()))
}

pub fn optional(value: &Value, one: impl Fn(&Value) -> Result<String>) -> Result<String> {
    if value.is_null() {
        return Ok("None".to_owned());
    }
    Ok(format!("Some({})", one(value)?))
}

pub fn text(value: &Value) -> Result<String> {
    let text = value
        .as_str()
        .ok_or_else(|| format!("{value} is no text"))?;
    Ok(format!("{text:?}"))
}

pub fn both(value: &Value) -> Result<String> {
    Ok(format!(
        "[{}, {}]",
        text(&value["zh"])?,
        text(&value["en"])?
    ))
}

fn int(value: &Value) -> Result<String> {
    let int = value
        .as_i64()
        .ok_or_else(|| format!("{value} is no whole number"))?;
    Ok(int.to_string())
}

fn float(value: &Value) -> Result<String> {
    let float = value
        .as_f64()
        .ok_or_else(|| format!("{value} is no number"))?;
    Ok(format!("{float:?}"))
}

fn pair(value: &Value) -> Result<String> {
    Ok(format!("({}, {})", float(&value[0])?, float(&value[1])?))
}

/// A cell of a table; an empty one was not published.
fn cell(cell: &str) -> Result<String> {
    if cell.is_empty() {
        return Ok("GAP".to_owned());
    }
    let value: f64 = cell.parse().map_err(|_| format!("{cell:?} is no number"))?;
    Ok(format!("{value:?}"))
}

fn cells<'a>(cells: impl Iterator<Item = &'a str>) -> Result<String> {
    let cells = cells.map(cell).collect::<Result<Vec<_>>>()?;
    Ok(slice(cells.into_iter()))
}

/// `name: number` pairs in order of name.
fn numbers(value: &Value, name: impl Fn(&str) -> String) -> Result<String> {
    let members = value.as_object().into_iter().flatten();
    let members = members
        .map(|(key, value)| Ok(format!("({}, {})", name(key), float(value)?)))
        .collect::<Result<Vec<_>>>()?;
    Ok(slice(members.into_iter()))
}

fn quoted(name: &str) -> String {
    format!("{name:?}")
}

// What is read.

pub fn rows(path: &Path) -> Result<Rows> {
    let told = |e| format!("{}: {e}", path.display());
    let mut reader = csv::Reader::from_path(path).map_err(told)?;
    Ok(reader
        .deserialize()
        .collect::<std::result::Result<_, _>>()
        .map_err(told)?)
}

/// Region and year of every row, and the rows; a template has years but no rows.
fn keys(folder: &Path, case: &Value) -> Result<(Vec<(String, i64)>, Rows)> {
    if let Some(years) = case["blank_years"].as_array() {
        let bound = |i: usize| years.get(i).and_then(Value::as_i64);
        let (Some(first), Some(last)) = (bound(0), bound(1)) else {
            return Err("blank_years: first and last year".into());
        };
        let region = case["regions"][0]["code"].as_str().ok_or("no region")?;
        let keys = (first..=last).map(|year| (region.to_owned(), year));
        return Ok((keys.collect(), Rows::new()));
    }
    let inputs = rows(&folder.join("inputs.csv"))?;
    let keys = inputs.iter().map(|row| {
        let year = row["year"]
            .parse()
            .map_err(|_| format!("year {}", row["year"]))?;
        Ok((row["region"].clone(), year))
    });
    Ok((keys.collect::<Result<_>>()?, inputs))
}

fn table(sheet: &Value, inputs: &Rows) -> Result<String> {
    let columns = list(&sheet["columns"], |column| {
        let indicator = column["indicator"]
            .as_str()
            .ok_or("a column without indicator")?;
        if let Some(row) = inputs.iter().find(|row| !row.contains_key(indicator)) {
            return Err(format!("inputs.csv, {}: no {indicator}", row["year"]).into());
        }
        Ok(format!(
            "Values {{ indicator: {indicator:?}, unit: {}, source: {}, half_width: {}, cells: {} }}",
            text(&column["unit"])?,
            optional(&column["source"], text)?,
            optional(&column["half_width"], float)?,
            cells(inputs.iter().map(|row| row[indicator].as_str()))?,
        ))
    })?;
    Ok(format!(
        "Table {{ id: {}, columns: {columns} }}",
        text(&sheet["id"])?
    ))
}

fn coefficients(case: &Value) -> Result<String> {
    let Some(file) = case["factors"].as_str() else {
        return Ok(slice(std::iter::empty()));
    };
    let sets = case["coefficient_sets"]
        .as_array()
        .ok_or("no coefficient sets")?;
    let sets: Vec<&str> = sets.iter().filter_map(Value::as_str).collect();
    let mut list = Vec::new();
    for row in rows(&Path::new("data/factors").join(file))? {
        if row["source"].is_empty() || row["locator"].is_empty() {
            return Err(format!("{file}: {} has no source", row["id"]).into());
        }
        let values = sets
            .iter()
            .map(|set| row.get(*set).map_or("", String::as_str));
        let values = cells(values)?;
        if values.contains("GAP") {
            return Err(format!("{file}: {} has no value in one of {sets:?}", row["id"]).into());
        }
        list.push(format!(
            "Factor {{ id: {:?}, unit: {:?}, values: {values}, source: {:?}, locator: {:?}, tier: {:?} }}",
            row["id"], row["unit"], row["source"], row["locator"], row["tier"],
        ));
    }
    Ok(slice(list.into_iter()))
}

fn line(line: &Value) -> Result<String> {
    let terms = list(&line["terms"], |term| {
        let powers = list(&term["coefficients"], |power| {
            Ok(format!(
                "({}, {})",
                text(&power["id"])?,
                int(&power["exponent"])?
            ))
        })?;
        Ok(format!(
            "Term {{ inputs: {}, coefficients: {powers} }}",
            list(&term["inputs"], text)?
        ))
    })?;
    Ok(format!(
        "Line {{ id: {}, side: {}, method: {}, equation: {}, terms: {terms} }}",
        text(&line["id"])?,
        text(&line["side"])?,
        text(&line["method"])?,
        optional(&line["equation"], text)?,
    ))
}

fn published(folder: &Path, published: &Value) -> Result<String> {
    let degrees = list(&published["dynamic_degree"], |entry| {
        let (period, by_class) = (&entry[0], numbers(&entry[1], quoted)?);
        Ok(format!(
            "Degrees {{ from: {}, to: {}, by_class: {by_class} }}",
            int(&period["from"])?,
            int(&period["to"])?
        ))
    })?;
    Ok(format!(
        "Printed {{ source: {}, account: {}, dynamic_degree: {degrees}, dynamic_degree_divisor: {}, relation: {}, \
         forecast: {}, forecast_parameters: {}, posterior: {} }}",
        text(&published["source"])?,
        optional(&published["account"], |a| printed_account(folder, a))?,
        optional(&published["dynamic_degree_divisor"], float)?,
        numbers(&published["relation"], quoted)?,
        numbers(&published["forecast"], str::to_owned)?,
        optional(&published["forecast_parameters"], pair)?,
        optional(&published["posterior"], pair)?,
    ))
}

fn printed_account(folder: &Path, account: &Value) -> Result<String> {
    let file = account["file"]
        .as_str()
        .ok_or("published account without a file")?;
    let rows = rows(&folder.join(file))?;
    let column = |name: &str| -> Result<String> {
        let values = rows
            .iter()
            .map(|row| row.get(name).map_or("", String::as_str));
        let values = cells(values)?;
        if values.contains("GAP") {
            return Err(format!("{file}: a gap in {name}").into());
        }
        Ok(values)
    };
    let years: Vec<String> = rows.iter().map(|row| row["year"].clone()).collect();
    let names = rows.first().into_iter().flat_map(BTreeMap::keys);
    let lines = names
        .filter(|name| !["year", "source", "sink", "net"].contains(&name.as_str()))
        .map(|name| Ok(format!("({name:?}, {})", column(name)?)))
        .collect::<Result<Vec<_>>>()?;
    Ok(format!(
        "PrintedAccount {{ table: {}, unit: {}, region: {}, decimals: {}, years: {}, lines: {}, source: {}, sink: {}, net: {} }}",
        text(&account["table"])?,
        text(&account["unit"])?,
        text(&account["region"])?,
        int(&account["decimals"])?,
        slice(years.into_iter()),
        slice(lines.into_iter()),
        column("source")?,
        column("sink")?,
        column("net")?,
    ))
}

fn transition(folder: &Path, table: &Value) -> Result<String> {
    let file = table["file"].as_str().ok_or("transition without a file")?;
    let mut reader = csv::Reader::from_path(folder.join(file))?;
    let (mut classes, mut areas) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record?;
        classes.push(format!("[{:?}, {:?}]", &record[1], &record[2]));
        areas.push(cells(record.iter().skip(3))?);
    }
    Ok(format!(
        "Transition {{ title: {}, source: {}, from: {}, to: {}, unit: {}, classes: {}, areas: {} }}",
        both(&table["title"])?,
        both(&table["source"])?,
        text(&table["from"])?,
        text(&table["to"])?,
        text(&table["unit"])?,
        slice(classes.into_iter()),
        slice(areas.into_iter()),
    ))
}

/// A function that sets what the case chooses: `"forecast": {"horizon": 11}` becomes `choices.forecast.horizon = 11`, and
/// `{"some": …}` fills in what is usually none.
fn choose(choices: &Value) -> Result<String> {
    let mut code = String::new();
    assignments("choices", choices, &mut code)?;
    let name = if code.is_empty() { "_" } else { "choices" };
    Ok(format!("|{name}| {{ {code}Some(()) }}"))
}

fn assignments(place: &str, value: &Value, code: &mut String) -> Result<()> {
    match value {
        Value::Null => Ok(()),
        Value::Object(members) if !members.contains_key("some") => members
            .iter()
            .try_for_each(|(name, value)| assignments(&format!("{place}.{name}"), value, code)),
        value => {
            *code += &format!(
                "{place} = {}; ",
                chosen(value).map_err(|e| format!("{place}: {e}"))?
            );
            Ok(())
        }
    }
}

fn chosen(value: &Value) -> Result<String> {
    match value {
        Value::Bool(choice) => Ok(choice.to_string()),
        Value::Number(number) => Ok(number.to_string()),
        Value::String(name) => Ok(format!("named({name:?})?")),
        Value::Array(items) => {
            let items = items.iter().map(chosen).collect::<Result<Vec<_>>>()?;
            Ok(format!("vec![{}]", items.join(", ")))
        }
        Value::Object(members) if members.len() == 1 && members.contains_key("some") => {
            Ok(format!("Some({})", chosen(&members["some"])?))
        }
        _ => Err("only numbers, names and lists of them can be chosen in a case".into()),
    }
}
