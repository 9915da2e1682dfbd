//! Tables of the years: indices beside those printed, and what changed; or sums by what units belong to.

use leptos::prelude::*;

use super::Shown;
use super::table::{MILLION, storage_unit};
use crate::app::session::Session;
use crate::core::balance::Change;
use crate::core::number::{THIN, fixed, grouped, signed};
use crate::steps::zones::{
    BalanceChange, BalanceZones, SupplyZones, YearBalance, ZonesResult, ZonesStep,
};
use crate::tr;
use crate::words::Lang;
use crate::words::zones::zone_name;

/// The tables.
#[component]
pub fn Years(shown: Shown) -> impl IntoView {
    let session = Session::get();
    move || {
        let (lang, step) = (session.lang(), shown.get());
        match &step.result {
            ZonesResult::Balance(found) => {
                let years = found.years.iter().map(|of| year(lang, &step, found, of));
                let change = found.change.as_ref().map(|c| change(lang, &step, c));
                view! { <div class="stack-s">{years.collect_view()}{change}</div> }.into_any()
            }
            ZonesResult::SupplyDemand(found) => parents(lang, found),
        }
    }
}

fn value(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "—".to_owned(), |v| grouped(v, decimals))
}

fn printed_cell(printed: Option<f64>, ours: f64, decimals: usize) -> AnyView {
    let Some(printed) = printed else {
        return view! { <td class="na">"—"</td><td class="na hide-n">"—"</td> }.into_any();
    };
    let difference = printed - ours;
    let is_same = difference.abs() <= 0.5 * libm::pow(10.0, -(decimals as f64)) + 1e-9;
    let text = if is_same {
        "0".to_owned()
    } else {
        signed(difference, decimals)
    };
    view! {
        <td class="t-prt">{fixed(printed, decimals)}</td>
        <td class="hide-n" class:mute=is_same>{text}</td>
    }
    .into_any()
}

fn year(lang: Lang, step: &ZonesStep, found: &BalanceZones, of: &YearBalance) -> AnyView {
    let unit = lang.unit(found.unit.code());
    let has_print = of.printed_sec.iter().any(Option::is_some);
    let note = has_print.then(|| tr!(lang, "zones.years.note"));
    let rows: Vec<AnyView> = step
        .units
        .iter()
        .zip(&of.balance.units)
        .enumerate()
        .map(|(i, (named, unit))| {
            view! {
                <tr>
                    <th scope="row">{lang.pick(&named.name).to_owned()}</th>
                    <td>{grouped(unit.emission, 2)}</td>
                    <td>{grouped(unit.uptake, 2)}</td>
                    <td class="hide-n">{grouped(unit.balance, 2)}</td>
                    <td class="hide-n">{value(unit.emission_intensity, 2)}</td>
                    <td class="hide-n">{value(unit.uptake_intensity, 2)}</td>
                    <td>{value(unit.eec, 2)}</td>
                    <td class="sum">{fixed(unit.sec, 3)}</td>
                    {has_print.then(|| printed_cell(of.printed_sec[i], unit.sec, 2))}
                    <td class="l hide-n">{zone_name(lang, step, of.zones[i].as_deref())}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let all = &of.balance;
    let title = tr!(lang, "zones.years.title");
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=format!("{title} {}", of.year)>
            <table class="book compact">
                <caption><b>{format!("{title}{THIN}{}", tr!(lang, "zones.year", year = of.year))}</b>{note}</caption>
                <thead><tr>
                    <th class="l" scope="col">{tr!(lang, "zones.unit")}</th>
                    <th scope="col">{tr!(lang, "zones.table.emission")}<span class="unit">{unit.clone()}</span></th>
                    <th scope="col">{tr!(lang, "zones.table.uptake")}<span class="unit">{unit.clone()}</span></th>
                    <th class="hide-n" scope="col">{tr!(lang, "zones.table.net")}<span class="unit">{unit}</span></th>
                    <th class="hide-n" scope="col">{tr!(lang, "zones.table.emission_intensity")}<span class="unit">"t/hm²"</span></th>
                    <th class="hide-n" scope="col">{tr!(lang, "zones.table.uptake_intensity")}<span class="unit">"t/hm²"</span></th>
                    <th scope="col">"EEC"</th>
                    <th scope="col">"SEC"</th>
                    {has_print.then(|| view! {
                        <th class="t-prt" scope="col">{tr!(lang, "zones.years.printed")}<span class="unit">"SEC"</span></th>
                        <th class="hide-n" scope="col">{tr!(lang, "zones.years.difference")}</th>
                    })}
                    <th class="l hide-n" scope="col">{tr!(lang, "zones.years.zone")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr>
                    <th scope="row">{tr!(lang, "zones.change.all")}</th>
                    <td>{grouped(all.emission, 2)}</td>
                    <td>{grouped(all.uptake, 2)}</td>
                    <td class="hide-n">{grouped(all.balance, 2)}</td>
                    <td class="hide-n">{value(all.emission_intensity, 2)}</td>
                    <td class="hide-n">{value(all.uptake_intensity, 2)}</td>
                    <td></td><td></td>
                    {has_print.then(|| view! { <td></td><td class="hide-n"></td> })}
                    <td class="hide-n"></td>
                </tr></tfoot>
            </table>
        </div>
    }
    .into_any()
}

/// A difference with its share of the first value.
fn moved(change: Option<&Change>, decimals: usize) -> String {
    let Some(change) = change else {
        return "—".to_owned();
    };
    let difference = signed(change.difference, decimals);
    match change.relative {
        Some(relative) => format!("{difference} ({}{THIN}%)", signed(relative * 100.0, 1)),
        None => difference,
    }
}

fn change(lang: Lang, step: &ZonesStep, change: &BalanceChange) -> AnyView {
    let rows: Vec<AnyView> = step
        .units
        .iter()
        .zip(&change.units)
        .map(|(named, of)| {
            let (from, to) = (of.zones.0.as_deref(), of.zones.1.as_deref());
            let zone = if from == to {
                tr!(lang, "zones.change.stays").to_owned()
            } else {
                let (from, to) = (zone_name(lang, step, from), zone_name(lang, step, to));
                tr!(lang, "zones.change.moved", from = from, to = to)
            };
            view! {
                <tr>
                    <th scope="row">{lang.pick(&named.name).to_owned()}</th>
                    <td>{moved(of.emission.as_ref(), 2)}</td>
                    <td>{moved(of.uptake.as_ref(), 2)}</td>
                    <td>{moved(of.emission_intensity.as_ref(), 2)}</td>
                    <td>{moved(of.eec.as_ref(), 2)}</td>
                    <td>{moved(of.sec.as_ref(), 3)}</td>
                    <td class="l">{zone}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let title = tr!(
        lang,
        "zones.change.title",
        from = change.from,
        to = change.to
    );
    let label = title.clone();
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=label>
            <table class="book compact">
                <caption><b>{title}</b>{tr!(lang, "zones.change.note")}</caption>
                <thead><tr>
                    <th class="l" scope="col">{tr!(lang, "zones.unit")}</th>
                    <th scope="col">{tr!(lang, "zones.table.emission")}</th>
                    <th scope="col">{tr!(lang, "zones.table.uptake")}</th>
                    <th scope="col">{tr!(lang, "zones.table.emission_intensity")}</th>
                    <th scope="col">"EEC"</th>
                    <th scope="col">"SEC"</th>
                    <th class="l" scope="col">{tr!(lang, "zones.change.zone")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr>
                    <th scope="row">{tr!(lang, "zones.change.all")}</th>
                    <td>{moved(change.emission.as_ref(), 2)}</td>
                    <td>{moved(change.uptake.as_ref(), 2)}</td>
                    <td>{moved(change.emission_intensity.as_ref(), 2)}</td>
                    <td></td><td></td><td></td>
                </tr></tfoot>
            </table>
        </div>
    }
    .into_any()
}

fn parents(lang: Lang, found: &SupplyZones) -> AnyView {
    if found.parents.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = found
        .parents
        .iter()
        .map(|sum| {
            view! {
                <tr>
                    <th scope="row">{lang.pick(&sum.name).to_owned()}</th>
                    <td>{sum.units}</td>
                    <td>{fixed(sum.storage / MILLION, 2)}</td>
                    <td>{format!("{}{THIN}%", fixed(sum.share * 100.0, 2))}</td>
                    <td class="hide-n">{grouped(sum.area, 0)}</td>
                    <td class="hide-n">{grouped(sum.mean_stock_density, 0)}</td>
                    <td class="hide-n">{grouped(sum.mean_demand_density, 0)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let title = tr!(lang, "zones.table.parents");
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=title>
            <table class="book compact">
                <caption><b>{title}</b></caption>
                <thead><tr>
                    <th class="l" scope="col">{tr!(lang, "zones.parent")}</th>
                    <th scope="col">{tr!(lang, "zones.table.units")}</th>
                    <th scope="col">{tr!(lang, "zones.table.storage")}<span class="unit">{storage_unit(lang, found)}</span></th>
                    <th scope="col">{tr!(lang, "zones.table.share")}</th>
                    <th class="hide-n" scope="col">{tr!(lang, "zones.table.area")}<span class="unit">{lang.unit(found.area_unit.code())}</span></th>
                    <th class="hide-n" scope="col">{tr!(lang, "zones.table.stock")}</th>
                    <th class="hide-n" scope="col">{tr!(lang, "zones.table.demand")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
