//! Legends of land-cover maps: `data/landcover.json` written as the constants that `src/exchange/landcover.rs` describes.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;

pub fn build(out: &Path) -> Result<(), Box<dyn Error>> {
    let path = "data/landcover.json";
    let all: Vec<Value> = serde_json::from_str(&fs::read_to_string(path)?)?;
    let mut code = String::from("/// Every legend.\npub static LEGENDS: &[Legend] = &[\n");
    for legend in &all {
        let text = |key: &str| legend[key].as_str().ok_or(format!("{path}: no {key}"));
        writeln!(
            code,
            "Legend {{ id: {:?}, name: [{:?}, {:?}], source: {:?}, classes: &[",
            text("id")?,
            text("zh")?,
            text("en")?,
            text("source")?
        )?;
        let classes = legend["classes"]
            .as_array()
            .ok_or(format!("{path}: no classes"))?;
        for class in classes {
            let number = |at: usize| class[at].as_u64().ok_or(format!("{path}: {class}"));
            let name = |at: usize| class[at].as_str().ok_or(format!("{path}: {class}"));
            writeln!(
                code,
                "LegendClass {{ code: {}, name: [{:?}, {:?}], look: {:?}, teaching: {:?} }},",
                number(0)?,
                name(1)?,
                name(2)?,
                name(3)?,
                class[4].as_u64()
            )?;
        }
        code += "] },\n";
    }
    code += "];\n";
    fs::write(out.join("landcover.rs"), code)?;
    Ok(())
}
