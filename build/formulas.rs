//! Formulas: LaTeX in `data/formulas.json`, MathML in the program.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

pub fn build(out: &Path) -> Result<(), Box<dyn Error>> {
    let path = "data/formulas.json";
    let formulas: BTreeMap<String, String> =
        serde_json::from_str(&fs::read_to_string(path)?).map_err(|e| format!("{path}: {e}"))?;
    let converter = LatexToMathML::new(MathCoreConfig::default()).map_err(|e| format!("{e:?}"))?;
    let mut code = format!(
        "pub(super) static FORMULAS: [(&str, &str, &str); {}] = [\n",
        formulas.len()
    );
    for (id, latex) in &formulas {
        let mathml = converter
            .convert_with_local_state(latex, MathDisplay::Block)
            .map_err(|e| format!("{path}, {id}: {e:?}"))?
            .mathml;
        writeln!(code, "    ({id:?}, {latex:?}, {mathml:?}),")?;
    }
    code.push_str("];\n");
    fs::write(out.join("formulas.rs"), code)?;
    Ok(())
}
