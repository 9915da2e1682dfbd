//! Formulas: LaTeX in `data/formulas.json`, MathML in the program, and what Word has for documents.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use crate::omml;

pub fn build(out: &Path) -> Result<(), Box<dyn Error>> {
    let path = "data/formulas.json";
    let formulas: BTreeMap<String, String> =
        serde_json::from_str(&fs::read_to_string(path)?).map_err(|e| format!("{path}: {e}"))?;
    let converter = LatexToMathML::new(MathCoreConfig::default()).map_err(|e| format!("{e:?}"))?;
    let mut code = format!(
        "pub(super) static FORMULAS: [(&str, &str, &str); {}] = [\n",
        formulas.len()
    );
    // A table of its own: the page needs none of it.
    let mut word = format!(
        "pub(super) static OMML: [(&str, &str); {}] = [\n",
        formulas.len()
    );
    for (id, latex) in &formulas {
        let mathml = converter
            .convert_with_local_state(latex, MathDisplay::Block)
            .map_err(|e| format!("{path}, {id}: {e:?}"))?
            .mathml;
        writeln!(code, "    ({id:?}, {latex:?}, {mathml:?}),")?;
        let omml = omml::from_mathml(&mathml).map_err(|e| format!("{path}, {id}: {e}"))?;
        writeln!(word, "    ({id:?}, {omml:?}),")?;
    }
    code.push_str("];\n");
    word.push_str("];\n");
    fs::write(out.join("omml.rs"), word)?;
    fs::write(out.join("formulas.rs"), code)?;
    Ok(())
}
