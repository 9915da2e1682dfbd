//! Formulas as equations of Word, made while building.

include!(concat!(env!("OUT_DIR"), "/omml.rs"));

/// The equation of a formula.
pub(super) fn equation(id: &str) -> Option<&'static str> {
    let at = OMML.binary_search_by(|(name, _)| (*name).cmp(id)).ok()?;
    Some(OMML[at].1)
}
