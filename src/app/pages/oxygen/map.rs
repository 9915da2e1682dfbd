//! Figure 1: the ratio of every unit on the map, in classes round 1.

use std::sync::Arc;

use leptos::prelude::*;

use super::cells::{column, ratio as k};
use super::classes::{finding, keys, letter, look, scale, units_of, values};
use super::{Page, at, source, table};
use crate::app::components::unit_map::{Paint, UnitMap, View};
use crate::app::session::Session;
use crate::core::carbon_oxygen::Element;
use crate::core::number::significant;
use crate::steps::carbon_oxygen::CarbonOxygenStep;
use crate::tr;
use crate::words::Lang;
use crate::words::oxygen::{human, land, ratio, status, symbol};

/// The figure.
#[component]
pub fn RatioMap(page: Page) -> impl IntoView {
    let session = Session::get();
    let units = Memo::new(move |_| page.step.with(|step| units_of(step)));
    let title = Signal::derive(move || {
        let lang = session.lang();
        tr!(
            lang,
            "oxygen.map.title",
            ratio = ratio(lang, page.element.get()),
            year = page.year()
        )
    });
    let subtitle = move |view: View| {
        let lang = session.lang();
        match view {
            View::Tiles | View::Cells => {
                tr!(lang, "oxygen.map.sub", k = symbol(page.element.get()))
            }
            View::Provinces(_) => tr!(lang, "zones.map.sub_provinces").to_owned(),
            View::Own(_) => tr!(lang, "zones.map.sub_outlines").to_owned(),
        }
    };
    let shown = Memo::new(move |_| {
        let element = page.element.get();
        page.step.with(|step| values(step, at(step), element))
    });
    let paint = Signal::derive(move || Arc::new(painted(session.lang(), &shown.get())));
    let readout = move || {
        let (lang, step) = (session.lang(), page.step.get());
        page.selected.get().map(|unit| read(lang, &step, unit))
    };
    view! {
        <UnitMap
            units
            number=session.word(|l| tr!(l, "oxygen.map.number"))
            title subtitle paint
            finding=Signal::derive(move || page.step.with(|step| finding(session.lang(), step, &shown.get())))
            from=source(session, page)
            selected=page.selected
            readout=move || readout().into_any()
            table=move |()| page.step.with(|step| table::numbers(session.lang(), step, page.element.get()))
            file="carbon-oxygen"
        />
    }
}

fn painted(lang: Lang, values: &[Option<f64>]) -> Paint {
    let no_data = || tr!(lang, "oxygen.map.no_data").to_owned();
    Paint {
        scale: scale(),
        looks: values.iter().map(|v| look(*v)).collect(),
        tags: values.iter().map(|v| letter(*v).to_owned()).collect(),
        values: values
            .iter()
            .map(|v| v.map_or_else(no_data, |v| significant(v, 3)))
            .collect(),
        keys: keys(lang, values, true),
        ..Paint::default()
    }
}

/// Both balances of a unit, and why one is missing.
fn read(lang: Lang, step: &CarbonOxygenStep, unit: usize) -> Option<AnyView> {
    let own = step.units.get(unit)?;
    let balance = own.years.get(at(step)?)?;
    let told = [Element::Carbon, Element::Oxygen].map(|element| {
        let of = balance.of(element);
        let amounts = column(&[of.human, of.land], 1);
        let unit = lang.unit(match element {
            Element::Carbon => step.unit.code(),
            Element::Oxygen => step.oxygen_unit.code(),
        });
        let names = [human(lang, element), land(lang, element)];
        let amounts = names.into_iter().zip(amounts).map(|(name, value)| {
            view! { <span><span class="k">{name}</span><b>{value}</b>" "<span class="unit">{unit.clone()}</span></span> }
        });
        let why = status(lang, element, of.status);
        view! {
            {amounts.collect_view()}
            <span><span class="k">{symbol(element)}</span><b>{k(of.value)}</b>{why.map(|w| format!(" {w}"))}</span>
        }
    });
    let name = lang.pick(&own.name).to_owned();
    Some(view! { <span><b>{name}</b></span>{told} }.into_any())
}
