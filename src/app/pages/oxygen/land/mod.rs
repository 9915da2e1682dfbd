//! The ecological land that the release of a later year takes.

mod ahead;
mod gaps;
mod need;
mod panel;

use std::sync::Arc;

use leptos::prelude::*;

use super::Page;
use super::notes::Told;
use crate::app::components::page_head::Fault;
use crate::app::components::rich::with_numbers;
use crate::app::session::Session;
use crate::core::carbon_oxygen::Element;
use crate::core::number::grouped;
use crate::steps::carbon_oxygen::{LandNeeded, PooledNeed, UnitNeed};
use crate::tr;
use crate::words::Rich;
use crate::words::oxygen::share;

type Needed = Memo<Option<Arc<LandNeeded>>>;

/// The section.
#[component]
pub fn Land(page: Page) -> impl IntoView {
    let session = Session::get();
    let kept = session.results.land_needed();
    let needed: Needed = Memo::new(move |_| kept.get().value);
    let balance = session.results.carbon_oxygen();
    let fault = Signal::derive(move || {
        // What stops the balance itself is told at the head of the page.
        let fault = kept
            .get()
            .fault
            .filter(|_| balance.with(|k| k.fault.is_none()));
        fault.map(|problem| session.say(&problem))
    });
    let head = move || {
        let lang = session.lang();
        // The year of what is shown, which a setting that cannot be computed does not change.
        let shown = needed.with(|n| n.as_ref().map(|n| n.target_year));
        let year = shown.unwrap_or_else(|| session.study().choices.carbon_oxygen.target_year);
        tr!(lang, "oxygen.land.head", year = year)
    };
    let answer = move || {
        let (message, values) = answer(session, page.element.get(), &*needed.get()?)?;
        Some(with_numbers(&message, &values))
    };
    let notes = Signal::derive(move || {
        needed.with(|n| n.as_ref().map_or_else(Vec::new, |n| n.notes.clone()))
    });
    let is_there = Memo::new(move |_| needed.with(Option::is_some));
    view! {
        <section class="section">
            <h2>{head}</h2>
            <p class="lede">{answer}</p>
            <Fault sentence=fault />
            {move || (fault.with(Option::is_some) && is_there.get())
                .then(|| view! { <p class="tnote">{session.word(|l| tr!(l, "oxygen.land.before"))}</p> })}
            <div class="cols oxygen-gap">
                <div>{move || is_there.get().then(|| view! { <need::Needs page needed /> })}</div>
                <panel::Choices page needed />
            </div>
        </section>
        {move || is_there.get().then(|| view! {
            <section class="section"><ahead::Ahead page needed /></section>
            <Told problems=notes />
            <gaps::Gaps page needed />
        })}
    }
}

/// All units of one of the balances.
fn pooled(needed: &LandNeeded, element: Element) -> Option<&PooledNeed> {
    match element {
        Element::Carbon => needed.nation.carbon.as_ref(),
        Element::Oxygen => needed.nation.oxygen.as_ref(),
    }
}

/// The gap of a unit, %.
fn gap(unit: &UnitNeed, element: Element) -> Option<f64> {
    unit.of(element).need.as_ref().ok().map(|n| n.gap_percent)
}

/// Positions of the units by their gap, then by their ratio; those without one last.
fn order(needed: &LandNeeded, element: Element) -> Vec<usize> {
    let key = |i: &usize| {
        let need = needed.units.get(*i);
        let need = need.and_then(|u| u.of(element).need.as_ref().ok());
        need.map_or((-1.0, -1.0), |n| (n.gap_percent, n.ratio))
    };
    let mut order: Vec<usize> = (0..needed.units.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1))
    });
    order
}

/// How many units are short of land, and which most.
fn answer(session: Session, element: Element, needed: &LandNeeded) -> Option<Rich> {
    let lang = session.lang();
    let pool = pooled(needed, element)?;
    let mut values = vec![
        ("share", share(needed.share)),
        ("year", needed.target_year.to_string()),
        ("n", pool.counted.len().to_string()),
    ];
    if pool.short.is_empty() {
        return Some((tr!(lang, "oxygen.land.enough").to_owned(), values));
    }
    let most = order(needed, element).first().copied();
    let most = needed.units.get(most?)?;
    values.extend([
        ("short", pool.short.len().to_string()),
        ("impossible", pool.impossible.len().to_string()),
        ("name", lang.pick(&most.name).to_owned()),
        ("gap", grouped(gap(most, element)?, 1)),
    ]);
    Some((tr!(lang, "oxygen.land.short").to_owned(), values))
}
