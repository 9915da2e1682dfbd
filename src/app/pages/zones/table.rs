//! Table 1: every unit with what its zone follows from.

use leptos::prelude::*;

use super::Shown;
use crate::app::session::Session;
use crate::chart::map::Palette;
use crate::core::number::{fixed, grouped, significant};
use crate::exchange::table::DataTable;
use crate::steps::zones::{BalanceZones, SupplyZones, UnitZone, ZonesResult, ZonesStep};
use crate::tr;
use crate::words::Lang;
use crate::words::zones::{letter, level, place_of, year_list, zone_name};

/// Rows shown before all are asked for.
const FEW: usize = 24;

/// Tonnes in a million.
pub const MILLION: f64 = 1e6;

/// Positions of the units: the tightest first, or in the order of the study.
pub fn order(step: &ZonesStep) -> Vec<usize> {
    let mut order: Vec<usize> = (0..step.units.len()).collect();
    if let ZonesResult::SupplyDemand(found) = &step.result {
        let ratio = |i: &usize| found.supply.units[*i].ratio;
        order.sort_by(|a, b| ratio(b).total_cmp(&ratio(a)));
    }
    order
}

/// A swatch of the colour of a zone.
pub fn swatch(step: &ZonesStep, id: Option<&str>) -> AnyView {
    let Some(place) = place_of(step, id) else {
        return ().into_any();
    };
    let class = palette(step).tone(place, step.zones.len()).fill();
    view! {
        <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><rect class=class width="12" height="12" /></svg>
    }
    .into_any()
}

/// Colours of the zones: from kept to strained as long as there are four.
pub fn palette(step: &ZonesStep) -> Palette {
    if step.zones.len() <= Palette::Zones.room() {
        Palette::Zones
    } else {
        Palette::Categories
    }
}

fn zone_cell(lang: Lang, step: &ZonesStep, unit: &UnitZone) -> AnyView {
    let id = unit.zone.as_deref();
    let name = zone_name(lang, step, id);
    let tag = letter(place_of(step, id));
    view! { {swatch(step, id)}{format!("{tag} {name}")} }.into_any()
}

fn paper_cell(lang: Lang, step: &ZonesStep, unit: &UnitZone) -> AnyView {
    match (unit.agrees, unit.published.as_deref()) {
        (Some(true), _) => view! { <span class="mute">{tr!(lang, "zones.same")}</span> }.into_any(),
        (Some(false), printed) => {
            let zone = zone_name(lang, step, printed);
            view! { <span class="t-prt">{tr!(lang, "zones.differs", zone = zone)}</span> }
                .into_any()
        }
        (None, _) => "—".into_any(),
    }
}

/// The table.
#[component]
pub fn Units(shown: Shown, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let is_whole = RwSignal::new(false);
    let rows = move || {
        let (lang, step) = (session.lang(), shown.get());
        let order = order(&step);
        let shown = if is_whole.get() { order.len() } else { FEW };
        let rows: Vec<AnyView> = order
            .into_iter()
            .take(shown)
            .map(|i| {
                let cells = match &step.result {
                    ZonesResult::Balance(found) => balance_cells(lang, found, i),
                    ZonesResult::SupplyDemand(found) => supply_cells(lang, &step, found, i),
                };
                let unit = &step.units[i];
                let name = lang.pick(&unit.name).to_owned();
                view! {
                    <tr class:on=move || selected.get() == Some(i)>
                        <th scope="row"><button type="button" class="tbtn" aria-pressed=move || (selected.get() == Some(i)).to_string()
                            on:click=move |_| selected.set(Some(i))>{name}</button></th>
                        {cells}
                        <td class="l wrap-z">{zone_cell(lang, &step, unit)}</td>
                        {step.agreement.map(|_| view! { <td class="l wrap-z">{paper_cell(lang, &step, unit)}</td> })}
                    </tr>
                }
                .into_any()
            })
            .collect();
        rows
    };
    let head = move || {
        let (lang, step) = (session.lang(), shown.get());
        let cells = match &step.result {
            ZonesResult::Balance(_) => balance_head(lang),
            ZonesResult::SupplyDemand(found) => supply_head(lang, &step, found),
        };
        view! {
            <th class="l" scope="col">{tr!(lang, "zones.unit")}</th>
            {cells}
            <th class="l" scope="col">{tr!(lang, "zones.zone")}</th>
            {step.agreement.map(|_| view! { <th class="l t-prt" scope="col">{tr!(lang, "zones.paper")}</th> })}
        }
    };
    let caption = move || {
        let (lang, step) = (session.lang(), shown.get());
        match &step.result {
            ZonesResult::Balance(_) => {
                let years = year_list(lang, &step);
                let note = tr!(lang, "zones.table.balance_note", years = years);
                (tr!(lang, "zones.table.balance"), note)
            }
            ZonesResult::SupplyDemand(_) => (
                tr!(lang, "zones.table.supply"),
                tr!(lang, "zones.table.supply_note").to_owned(),
            ),
        }
    };
    let total = move || {
        let (lang, step) = (session.lang(), shown.get());
        match &step.result {
            ZonesResult::Balance(found) => balance_total(lang, found),
            ZonesResult::SupplyDemand(found) => {
                let supply = &found.supply;
                tr!(
                    lang,
                    "zones.table.total",
                    value = fixed(supply.storage / MILLION, 2),
                    stock = grouped(supply.mean_stock_density, 0),
                    demand = grouped(supply.mean_demand_density, 0),
                    unit = lang.unit(found.demand_unit.code())
                )
            }
        }
    };
    let more = move || {
        let (lang, count) = (session.lang(), shown.get().units.len());
        let text = if is_whole.get() {
            tr!(lang, "zones.table.fewer", n = FEW)
        } else {
            tr!(lang, "zones.table.all", n = count)
        };
        (count > FEW).then(|| view! {
            <button type="button" class="btn small" on:click=move |_| is_whole.update(|w| *w = !*w)>{text}</button>
        })
    };
    view! {
        <div>
            <div class="scroll bleed" tabindex="0" role="region" aria-label=move || caption().0>
                <table class="book compact">
                    <caption><b>{move || caption().0}</b>{move || caption().1}</caption>
                    <thead><tr>{head}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="notebar"><p class="tnote">{total}</p>{more}</div>
        </div>
    }
}

fn supply_head(lang: Lang, step: &ZonesStep, found: &SupplyZones) -> AnyView {
    let has_parents = step.units.iter().any(|u| u.parent.is_some());
    let storage = storage_unit(lang, found);
    let per_area = |code: &str| lang.unit(&format!("{code}/{}", found.area_unit.code()));
    view! {
        {has_parents.then(|| view! { <th class="l hide-n" scope="col">{tr!(lang, "zones.parent")}</th> })}
        <th scope="col">{tr!(lang, "zones.table.storage")}<span class="unit">{storage}</span></th>
        <th class="hide-n" scope="col">{tr!(lang, "zones.table.stock")}<span class="unit">{per_area(found.storage_unit.code())}</span></th>
        <th class="hide-n" scope="col">{tr!(lang, "zones.table.demand")}<span class="unit">{lang.unit(found.demand_unit.code())}</span></th>
        <th scope="col">{tr!(lang, "zones.table.ratio")}</th>
    }
    .into_any()
}

/// The unit of storage a million times as large.
pub fn storage_unit(lang: Lang, found: &SupplyZones) -> String {
    let code = found.storage_unit.code();
    lang.unit(&format!("M{code}"))
}

fn supply_cells(lang: Lang, step: &ZonesStep, found: &SupplyZones, i: usize) -> AnyView {
    let unit = &found.supply.units[i];
    let has_parents = step.units.iter().any(|u| u.parent.is_some());
    let parent = step.units[i].parent.as_ref();
    let parent = parent.map_or_else(|| "—".to_owned(), |p| lang.pick(p).to_owned());
    view! {
        {has_parents.then(|| view! { <td class="l hide-n">{parent}</td> })}
        <td>{fixed(unit.storage / MILLION, 2)}</td>
        <td class="hide-n">{grouped(unit.stock_density, 0)}</td>
        <td class="hide-n">{grouped(unit.demand_density, 2)}</td>
        <td class="sum">{fixed(unit.ratio, 4)}</td>
    }
    .into_any()
}

fn balance_head(lang: Lang) -> AnyView {
    view! {
        <th scope="col">{tr!(lang, "zones.read.eec")}</th>
        <th scope="col">{tr!(lang, "zones.read.sec")}</th>
        <th class="l" scope="col">{tr!(lang, "zones.table.levels")}<span class="unit">"EEC · SEC"</span></th>
    }
    .into_any()
}

fn balance_cells(lang: Lang, found: &BalanceZones, i: usize) -> AnyView {
    let levels = format!(
        "{} · {}",
        level(lang, found.eec.levels[i]),
        level(lang, found.sec.levels[i])
    );
    view! {
        <td class="sum">{fixed(found.mean_eec[i], 3)}</td>
        <td class="sum">{fixed(found.mean_sec[i], 3)}</td>
        <td class="l">{levels}</td>
    }
    .into_any()
}

fn balance_total(lang: Lang, found: &BalanceZones) -> String {
    let Some(last) = found.years.last() else {
        return String::new();
    };
    tr!(
        lang,
        "zones.table.total_balance",
        year = last.year,
        emission = grouped(last.balance.emission, 2),
        uptake = grouped(last.balance.uptake, 2),
        unit = lang.unit(found.unit.code()),
        check = fixed(last.balance.sec_identity, 3)
    )
}

/// The numbers of the map as a table.
pub fn numbers(lang: Lang, step: &ZonesStep) -> DataTable {
    let text = |of: &'static str| of.to_owned();
    let mut head = vec![
        text(tr!(lang, "zones.unit")),
        text(tr!(lang, "zones.parent")),
    ];
    match &step.result {
        ZonesResult::Balance(_) => {
            head.push(text(tr!(lang, "zones.read.eec")));
            head.push(text(tr!(lang, "zones.read.sec")));
        }
        ZonesResult::SupplyDemand(found) => {
            head.push(format!(
                "{} ({})",
                tr!(lang, "zones.table.storage"),
                storage_unit(lang, found)
            ));
            head.push(text(tr!(lang, "zones.table.stock")));
            head.push(text(tr!(lang, "zones.table.demand")));
            head.push(text(tr!(lang, "zones.table.ratio")));
        }
    }
    head.push(text(tr!(lang, "zones.zone")));
    head.push(text(tr!(lang, "zones.paper")));
    let rows = order(step).into_iter().map(|i| {
        let unit = &step.units[i];
        let parent = unit.parent.as_ref().map_or("", |p| lang.pick(p));
        let mut row = vec![lang.pick(&unit.name).to_owned(), parent.to_owned()];
        match &step.result {
            ZonesResult::Balance(found) => {
                row.push(fixed(found.mean_eec[i], 4));
                row.push(fixed(found.mean_sec[i], 4));
            }
            ZonesResult::SupplyDemand(found) => {
                let supply = &found.supply.units[i];
                row.push(fixed(supply.storage / MILLION, 2));
                row.push(fixed(supply.stock_density, 1));
                row.push(fixed(supply.demand_density, 2));
                row.push(significant(supply.ratio, 6));
            }
        }
        row.push(zone_name(lang, step, unit.zone.as_deref()));
        let printed = unit.published.as_deref();
        row.push(printed.map_or_else(String::new, |p| zone_name(lang, step, Some(p))));
        row
    });
    DataTable {
        head,
        rows: rows.collect(),
    }
}
