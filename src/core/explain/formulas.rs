//! Formulas of the methods, as LaTeX and as MathML made while building.

include!(concat!(env!("OUT_DIR"), "/formulas.rs"));

fn find(id: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    FORMULAS
        .binary_search_by(|(name, _, _)| (*name).cmp(id))
        .ok()
        .map(|i| &FORMULAS[i])
}

/// The formula as a `<math>` element.
///
/// ```
/// use tanheng::core::explain::mathml;
/// assert!(mathml("net").is_some_and(|m| m.starts_with("<math")));
/// assert_eq!(mathml("no such formula"), None);
/// ```
#[must_use]
pub fn mathml(id: &str) -> Option<&'static str> {
    find(id).map(|(_, _, mathml)| *mathml)
}

/// The formula as it is typed in a paper.
///
/// ```
/// assert_eq!(tanheng::core::explain::latex("land_rate"), Some("C_i = G_i \\cdot f_i"));
/// ```
#[must_use]
pub fn latex(id: &str) -> Option<&'static str> {
    find(id).map(|(_, latex, _)| *latex)
}
