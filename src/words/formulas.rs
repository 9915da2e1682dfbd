//! Formulas as MathML, made from LaTeX while building.

mod table {
    include!(concat!(env!("OUT_DIR"), "/formulas.rs"));
}

/// The formula with this id in `data/formulas.json` as a `<math>` element.
///
/// ```
/// use tanheng::words::formulas::mathml;
/// assert!(mathml("gm11_response").is_some_and(|m| m.starts_with("<math")));
/// assert_eq!(mathml("no such formula"), None);
/// ```
#[must_use]
pub fn mathml(id: &str) -> Option<&'static str> {
    table::FORMULAS
        .iter()
        .find(|(name, _, _)| *name == id)
        .map(|(_, _, mathml)| *mathml)
}
