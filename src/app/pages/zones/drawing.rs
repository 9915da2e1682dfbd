//! The units of the zones as a map has them, with legend, finding and the small map of a card.

use super::table::{MILLION, palette};
use crate::app::components::unit_map::{MapUnits, places_of};
use crate::chart::map::{Key, Look};
use crate::chart::tile_thumb;
use crate::core::geo::hex::Hex;
use crate::core::number::fixed;
use crate::core::study::Study;
use crate::steps;
use crate::steps::zones::{ZonesResult, ZonesStep};
use crate::tr;
use crate::words::Lang;
use crate::words::zones::{letter, place_of};

/// Codes, names and parents of the units.
pub fn units_of(step: &ZonesStep) -> MapUnits {
    let units = step.units.iter();
    MapUnits::new(units.map(|u| (u.region.clone(), u.name.clone(), u.parent.clone())))
}

/// The small map of a card.
pub fn thumb(study: &Study) -> String {
    let account = steps::account::chosen(study).ok();
    let Ok(step) = steps::zones::compute(study, account.as_ref()) else {
        return tile_thumb::tiles(&[]);
    };
    let places = places_of(&units_of(&step).regions);
    let tiles: Vec<_> = places
        .tiles
        .iter()
        .zip(&step.units)
        .map(|((q, r), unit)| {
            let place = place_of(&step, unit.zone.as_deref()).unwrap_or_default();
            let tone = palette(&step).tone(place, step.zones.len());
            (Hex { q: *q, r: *r }, tone)
        })
        .collect();
    tile_thumb::tiles(&tiles)
}

/// Entries of the legend: every zone with its units.
pub fn keys(lang: Lang, step: &ZonesStep) -> Vec<Key> {
    let count = step.zones.len();
    (0..count)
        .map(|place| {
            let zone = &step.zones[count - 1 - place];
            let n = step.counts[count - 1 - place];
            let note = match &step.result {
                ZonesResult::Balance(_) => tr!(lang, "zones.map.count", n = n),
                ZonesResult::SupplyDemand(found) => {
                    let inside = step.units.iter().zip(&found.supply.units);
                    let inside = inside.filter(|(u, _)| u.zone.as_ref() == Some(&zone.id));
                    let stored: f64 = inside.map(|(_, s)| s.storage).sum();
                    let value = fixed(stored / MILLION, 0);
                    tr!(lang, "zones.map.count_storage", n = n, value = value)
                }
            };
            Key {
                look: Look::Class(place),
                tag: letter(Some(place)),
                label: lang.pick(&zone.name).to_owned(),
                note,
            }
        })
        .collect()
}

/// Every zone with its units.
pub fn finding(lang: Lang, step: &ZonesStep) -> String {
    let zones = step.zones.iter().map(|zone| {
        let inside = step
            .units
            .iter()
            .filter(|u| u.zone.as_ref() == Some(&zone.id));
        let names: Vec<&str> = inside.map(|u| lang.pick(&u.name)).collect();
        tr!(
            lang,
            "zones.map.finding",
            zone = lang.pick(&zone.name),
            n = names.len(),
            names = names.join(tr!(lang, "zones.comma"))
        )
    });
    zones.collect::<Vec<_>>().join("; ")
}
