//! The small map of the home card. The case is not the study at hand, so its step is computed here, once a page.

use super::classes::{look, scale};
use crate::app::components::unit_map::places_of;
use crate::chart::tile_thumb;
use crate::core::geo::hex::Hex;
use crate::core::study::Study;
use crate::steps;
use crate::steps::carbon_oxygen::UnitRatios;

/// Carbon ratios of the year with the most units. None for a study without such ratios.
pub fn thumb(study: &Study) -> Option<String> {
    study.carbon_oxygen.as_ref()?;
    let account = steps::account::chosen(study).ok()?;
    let step = steps::carbon_oxygen::compute(study, &account).ok()?;
    let at = step.at(step.base_year?)?;
    let regions = study.regions.iter();
    let named: Vec<_> = regions.map(|r| (r.code.clone(), r.name.clone())).collect();
    let places = places_of(&named).tiles;
    let tone = |unit: &UnitRatios| {
        let value = unit.years.get(at).and_then(|y| y.carbon.value);
        scale().tone(look(value))
    };
    let tiles = places.iter().zip(&step.units);
    let tiles: Vec<_> = tiles
        .map(|((q, r), unit)| (Hex { q: *q, r: *r }, tone(unit)))
        .collect();
    Some(tile_thumb::tiles(&tiles))
}
