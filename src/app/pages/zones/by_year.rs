//! Figure 3 of the carbon balance: the zones of every year side by side, by the limits of the mean.

use leptos::prelude::*;

use super::Shown;
use super::drawing::{keys, units_of};
use super::paint::by_zone;
use crate::app::components::figure::Figure;
use crate::app::components::unit_map::{places_of, tile_map};
use crate::app::session::Session;
use crate::chart::map::Look;
use crate::chart::map::multiples::{Ground, Multiples, Panel, multiples};
use crate::chart::{Picture, Words};
use crate::exchange::table::DataTable;
use crate::steps::zones::ZonesStep;
use crate::tr;
use crate::words::Lang;
use crate::words::zones::{place_of, zone_name};

/// The figure, where there are two years or more.
#[component]
pub fn ByYear(shown: Shown, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let title = session.word(|l| tr!(l, "zones.by_year.title"));
    view! {
        <Figure
            number=session.word(|l| tr!(l, "zones.by_year.number"))
            title=title
            subtitle=session.word(|l| tr!(l, "zones.by_year.subtitle"))
            draw=move |width| draw(session.lang(), &shown.get(), selected.get(), title.get(), width)
            selected=selected
            source=session.word(|l| tr!(l, "zones.map.schematic"))
            table=move |()| table(session.lang(), &shown.get())
            file="zones-by-year"
        />
    }
}

fn draw(
    lang: Lang,
    step: &ZonesStep,
    selected: Option<usize>,
    title: String,
    width: f64,
) -> Picture {
    let paint = by_zone(step, keys(lang, step));
    let units = units_of(step);
    let places = places_of(&units.regions);
    let finding = table(lang, step)
        .rows
        .iter()
        .map(|row| row.join(" "))
        .collect::<Vec<_>>()
        .join("; ");
    let words = Words { title, finding };
    let years = step.result.balance().into_iter().flat_map(|f| &f.years);
    let panels = years.map(|of| Panel {
        title: tr!(lang, "zones.year", year = of.year),
        looks: of
            .zones
            .iter()
            .map(|zone| place_of(step, zone.as_deref()).map_or(Look::Plain, Look::Class))
            .collect(),
    });
    multiples(
        &Multiples {
            panels: panels.collect(),
            ground: Ground::Tiles(tile_map(lang, &units, &places, paint, selected, words)),
        },
        width,
    )
}

fn table(lang: Lang, step: &ZonesStep) -> DataTable {
    let mut head = vec![tr!(lang, "zones.unit").to_owned()];
    let years = step.result.balance().into_iter().flat_map(|f| &f.years);
    let years: Vec<_> = years.collect();
    head.extend(years.iter().map(|of| of.year.to_string()));
    let rows = step.units.iter().enumerate().map(|(i, unit)| {
        let zones = years
            .iter()
            .map(|of| zone_name(lang, step, of.zones[i].as_deref()));
        std::iter::once(lang.pick(&unit.name).to_owned())
            .chain(zones)
            .collect()
    });
    DataTable {
        head,
        rows: rows.collect(),
    }
}
