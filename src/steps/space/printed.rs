//! What a paper printed of the figure looked at.

use crate::core::carbon_oxygen::Element;
use crate::core::study::{PrintedMoran, SpaceVariable, Study};

fn printed<'a>(
    study: &'a Study,
    variable: &SpaceVariable,
) -> impl Iterator<Item = &'a PrintedMoran> + use<'a> {
    let element = match variable {
        SpaceVariable::CarbonRatio => Some(Element::Carbon),
        SpaceVariable::OxygenRatio => Some(Element::Oxygen),
        _ => None,
    };
    let published = study
        .carbon_oxygen
        .as_ref()
        .and_then(|c| c.published.as_ref());
    let rows = published.into_iter().flat_map(|p| &p.moran);
    rows.filter(move |row| Some(row.element) == element)
}

/// Printed Moran's I and p of a year.
pub(super) fn printed_in(study: &Study, variable: &SpaceVariable, year: i32) -> Option<(f64, f64)> {
    let row = printed(study, variable).find(|row| row.year == year)?;
    Some((row.value, row.p))
}

/// Printed Moran's I of years.
#[must_use]
pub fn printed_moran(study: &Study, variable: &SpaceVariable, years: &[i32]) -> Vec<Option<f64>> {
    let of = |year: &i32| printed_in(study, variable, *year).map(|(value, _)| value);
    years.iter().map(of).collect()
}

/// Years with a printed Moran's I.
#[must_use]
pub fn printed_years(study: &Study, variable: &SpaceVariable) -> Vec<i32> {
    printed(study, variable).map(|row| row.year).collect()
}
