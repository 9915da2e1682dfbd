//! Where the centre of gravity lies, and where it goes.

use serde::{Deserialize, Serialize};

use super::compute::Figure;
use super::panel::{Panel, panel};
use super::{Ledgers, SpaceStepError};
use crate::core::geo::Sites;
use crate::core::space::centre::{
    CentreOptions, EllipseOptions, Ellipses, GravityCentre, LonLat, deviational_ellipses,
    gravity_centre,
};
use crate::core::study::{SpaceVariable, Study};

/// Centre of gravity and ellipse of every year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CentreStep {
    /// What the units are weighted by.
    pub weight: SpaceVariable,
    /// Path of the centre.
    pub path: GravityCentre,
    /// Standard deviational ellipses.
    pub ellipses: Ellipses,
}

/// The centre by the figure looked at, or by the sum of the sources.
///
/// # Errors
/// [`SpaceStepError`] names what is missing: label points, a figure, or a weight above 0.
pub fn centre(
    study: &Study,
    ledgers: &Ledgers<'_>,
    sites: &Sites,
    by_amount: bool,
) -> Result<CentreStep, SpaceStepError> {
    let points = sites.all_points().ok_or(SpaceStepError::NoPoints)?;
    let places: Vec<LonLat> = points.iter().map(|p| LonLat::new(p.x, p.y)).collect();
    let figure = Figure::plain(study, ledgers)?;
    // A unit without a figure in some year takes no part in any: years with gaps would leave too many out.
    let years = figure.panel.fullest();
    let (weight, panel): (SpaceVariable, Panel) = if by_amount {
        let amount = panel(study, ledgers, &SpaceVariable::Source)?;
        (SpaceVariable::Source, amount)
    } else {
        (figure.variable, figure.panel)
    };
    let of = |unit: usize, year: &i32| panel.of(*year)?.get(unit).copied().flatten();
    let weights: Vec<Vec<Option<f64>>> = (0..places.len())
        .map(|unit| years.iter().map(|year| of(unit, year)).collect())
        .collect();
    Ok(CentreStep {
        path: gravity_centre(&places, &years, &weights, &CentreOptions::default())?,
        ellipses: deviational_ellipses(&places, &years, &weights, &EllipseOptions::default())?,
        weight,
    })
}
