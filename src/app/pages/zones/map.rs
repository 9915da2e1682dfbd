//! Figure 1: the units on a map, coloured by zone. Schematic unless a person brings boundaries.

use std::sync::Arc;

use leptos::prelude::*;

use super::Shown;
use super::colour::Colour;
use super::drawing::{finding, keys, units_of};
use super::paint::{Classes, Quantity, by_value, by_zone};
use super::table::numbers;
use crate::app::components::message::{Message, Tone};
use crate::app::components::unit_map::{UnitMap, View};
use crate::app::session::Session;
use crate::core::number::{fixed, significant};
use crate::core::problem::Report;
use crate::steps::zones::{ZonesResult, ZonesStep};
use crate::tr;
use crate::words::Lang;
use crate::words::zones::{letter, place_of, zone_name};

/// The figure.
#[component]
pub fn ZoneMap(shown: Shown, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let units = Memo::new(move |_| shown.with(|step| units_of(step)));
    let quantity = RwSignal::new(Quantity::Zone);
    let classes = RwSignal::new(Classes::default());
    // Another study may have other figures.
    let painted_by = Memo::new(move |_| {
        let asked = quantity.get();
        let has = Quantity::of(&shown.get()).contains(&asked);
        if has { asked } else { Quantity::Zone }
    });
    let unclassed = Memo::new(move |_| {
        let asked = painted_by.get();
        let step = shown.get();
        let found =
            (asked != Quantity::Zone).then(|| by_value(Lang::En, &step, asked, &classes.get()));
        found.and_then(Result::err).map(|e| e.problem())
    });
    let title = Signal::derive(move || {
        let lang = session.lang();
        let by = painted_by.get();
        if by != Quantity::Zone {
            return by.name(lang).to_owned();
        }
        match shown.get().result {
            ZonesResult::Balance(_) => tr!(lang, "zones.map.title_balance").to_owned(),
            ZonesResult::SupplyDemand(_) => tr!(lang, "zones.map.title_supply").to_owned(),
        }
    });
    let subtitle = move |view: View| {
        let (lang, step) = (session.lang(), shown.get());
        let index = match step.result {
            ZonesResult::Balance(_) => tr!(lang, "zones.index.sec"),
            ZonesResult::SupplyDemand(_) => tr!(lang, "zones.index.ratio"),
        };
        let by = painted_by.get();
        let mut text = match view {
            View::Tiles if by != Quantity::Zone => {
                tr!(lang, "zones.map.sub_values", index = by.name(lang))
            }
            View::Tiles => tr!(lang, "zones.map.sub_tiles", index = index),
            View::Cells => tr!(lang, "zones.map.sub_cells").to_owned(),
            View::Provinces(_) => tr!(lang, "zones.map.sub_provinces").to_owned(),
            View::Own(_) => tr!(lang, "zones.map.sub_outlines").to_owned(),
        };
        if units.with(|u| u.parents.len() > 1) {
            text += tr!(lang, "zones.map.sub_parents");
        }
        text
    };
    let from = Signal::derive(move || {
        let lang = session.lang();
        let study = session.study();
        let printed = study.zoning.as_ref().and_then(|z| z.published.as_ref());
        printed.map_or_else(String::new, |printed| {
            let source = lang.name(&format!("source.{}", printed.source));
            [tr!(lang, "zones.map.from"), &source].concat()
        })
    });
    let paint = Signal::derive(move || {
        let (lang, step) = (session.lang(), shown.get());
        let asked = painted_by.get();
        let by_value = (asked != Quantity::Zone)
            .then(|| by_value(lang, &step, asked, &classes.get()).ok())
            .flatten();
        Arc::new(by_value.unwrap_or_else(|| by_zone(&step, keys(lang, &step))))
    });
    let painted = move |i: usize| {
        let by = painted_by.get();
        let value = by.values(&shown.get()).get(i).copied().flatten();
        let is_said = matches!(
            by,
            Quantity::Zone | Quantity::Ratio | Quantity::Eec | Quantity::Sec
        );
        (!is_said).then(|| {
            let value = value.map_or_else(|| "—".to_owned(), |v| significant(v, 5));
            (by.name(session.lang()), value)
        })
    };
    let readout = move || {
        let (lang, step) = (session.lang(), shown.get());
        let unit = selected.get().and_then(|i| Some((i, step.units.get(i)?)));
        unit.map(|(i, unit)| {
            let id = unit.zone.as_deref();
            let zone = format!("{} {}", letter(place_of(&step, id)), zone_name(lang, &step, id));
            let printed = unit.published.as_deref();
            let printed = printed.map(|p| zone_name(lang, &step, Some(p)));
            view! {
                <span><b>{lang.pick(&unit.name).to_owned()}</b></span>
                {painted(i).map(|(k, v)| view! { <span><span class="k">{k}</span><b>{v}</b></span> })}
                {values(lang, &step, i).into_iter().map(|(k, v)| view! { <span><span class="k">{k}</span><b>{v}</b></span> }).collect_view()}
                <span><span class="k">{tr!(lang, "zones.read.zone")}</span><b>{zone}</b></span>
                {printed.map(|p| view! { <span><span class="k">{tr!(lang, "zones.read.paper")}</span><b class="t-prt">{p}</b></span> })}
            }
        })
        .into_any()
    };
    let below = move || {
        view! {
            <Colour shown quantity classes />
            {move || unclassed.get().map(|problem| {
                let text = session.say(&problem);
                view! { <Message tone=Tone::Warn>{text}</Message> }
            })}
        }
        .into_any()
    };
    view! {
        <UnitMap
            units
            number=Signal::derive(move || tr!(session.lang(), "zones.map.number").to_owned())
            title subtitle paint
            finding=Signal::derive(move || finding(session.lang(), &shown.get()))
            from selected readout
            table=move |()| numbers(session.lang(), &shown.get())
            file="zones"
            below=below
        />
    }
}

/// Index and value of a unit, as they are read.
fn values(lang: Lang, step: &ZonesStep, i: usize) -> Vec<(&'static str, String)> {
    match &step.result {
        ZonesResult::Balance(found) => vec![
            (tr!(lang, "zones.read.eec"), fixed(found.mean_eec[i], 3)),
            (tr!(lang, "zones.read.sec"), fixed(found.mean_sec[i], 3)),
        ],
        ZonesResult::SupplyDemand(found) => vec![(
            tr!(lang, "zones.read.ratio"),
            significant(found.supply.units[i].ratio, 4),
        )],
    }
}
