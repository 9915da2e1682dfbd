//! Table 1: what each unit releases and its land fixes, and the sums.

use leptos::prelude::*;

use super::cells::{column, more, ratio as k, unit_button};
use super::classes::values;
use super::{Page, at};
use crate::app::session::Session;
use crate::core::carbon_oxygen::{Element, RatioStatus, UnitBalance};
use crate::core::study::{Side, Study};
use crate::exchange::table::DataTable;
use crate::steps::carbon_oxygen::{CarbonOxygenStep, UnitRatios, lacking};
use crate::tr;
use crate::words::Lang;
use crate::words::oxygen::{human, in_use, land, status, symbol, unit_names};

/// Rows shown before all are asked for.
const FEW: usize = 12;
const BOTH: [Element; 2] = [Element::Carbon, Element::Oxygen];

/// Positions of the units by a ratio, the highest first; those without one last.
pub fn order(step: &CarbonOxygenStep, element: Element) -> Vec<usize> {
    let values = values(step, at(step), element);
    let mut order: Vec<usize> = (0..values.len()).collect();
    let value = |i: &usize| values[*i].unwrap_or(f64::NEG_INFINITY);
    order.sort_by(|a, b| value(b).total_cmp(&value(a)));
    order
}

fn balance<'a>(step: &CarbonOxygenStep, unit: &'a UnitRatios) -> Option<&'a UnitBalance> {
    unit.years.get(at(step)?)
}

/// Why a unit has no ratio: once where both reasons are the same word for word.
fn why(lang: Lang, balance: Option<&UnitBalance>) -> String {
    let of = |e: Element| balance.and_then(|b| status(lang, e, b.of(e).status));
    let mut told: Vec<String> = BOTH.into_iter().filter_map(of).collect();
    told.dedup();
    told.join(tr!(lang, "problem.comma"))
}

/// Sides of the ledgers that a unit has no amount of.
fn missing(balance: &UnitBalance) -> Vec<(Element, Side)> {
    let of = |e: Element| {
        let sides: &[Side] = match balance.of(e).status {
            RatioStatus::HumanMissing => &[Side::Source],
            RatioStatus::LandMissing => &[Side::Sink],
            RatioStatus::BothMissing => &[Side::Source, Side::Sink],
            _ => &[],
        };
        sides.iter().map(move |side| (e, *side))
    };
    BOTH.into_iter().flat_map(of).collect()
}

/// Indicators each unit lacks for its ratios, one list a unit of the step.
fn lacks(study: &Study, step: &CarbonOxygenStep, year: i32) -> Vec<Vec<String>> {
    let units = step.units.iter().map(|unit| {
        let sides = balance(step, unit).map_or_else(Vec::new, missing);
        (unit.region.as_str(), sides)
    });
    let units: Vec<_> = units.collect();
    lacking(study, year, &units)
}

/// Why a unit has no ratio, and the indicators it lacks.
fn reason(lang: Lang, balance: Option<&UnitBalance>, lacks: Option<&Vec<String>>) -> String {
    let mut text = why(lang, balance);
    let names = lacks.into_iter().flatten();
    let names: Vec<String> = names
        .map(|id| lang.name(&format!("indicator.{id}")))
        .collect();
    if !names.is_empty() {
        let list = names.join(tr!(lang, "oxygen.table.comma"));
        text += &tr!(lang, "oxygen.table.lacking", list = list);
    }
    text
}

/// Six columns of text, one entry a unit each: both sides and the ratio of carbon, then of oxygen.
fn columns(step: &CarbonOxygenStep, order: &[usize]) -> Vec<Vec<String>> {
    let all = order.iter().filter_map(|i| step.units.get(*i));
    let all: Vec<Option<&UnitBalance>> = all.map(|u| balance(step, u)).collect();
    let of = |element: Element| {
        let side = |pick: fn(&crate::core::carbon_oxygen::Ratio) -> Option<f64>| {
            let values: Vec<Option<f64>> = all
                .iter()
                .map(|b| b.and_then(|b| pick(b.of(element))))
                .collect();
            values
        };
        [
            column(&side(|r| r.human), 1),
            column(&side(|r| r.land), 1),
            side(|r| r.value).into_iter().map(k).collect(),
        ]
    };
    BOTH.into_iter().flat_map(of).collect()
}

fn heads(lang: Lang, step: &CarbonOxygenStep) -> Vec<(String, String)> {
    let unit = |element: Element| {
        lang.unit(match element {
            Element::Carbon => step.unit.code(),
            Element::Oxygen => step.oxygen_unit.code(),
        })
    };
    let of = |e: Element| {
        [
            (human(lang, e).to_owned(), unit(e)),
            (land(lang, e).to_owned(), unit(e)),
            (symbol(e).to_owned(), String::new()),
        ]
    };
    BOTH.into_iter().flat_map(of).collect()
}

/// Whether a column is a ratio, which stays on a phone.
const fn is_ratio(column: usize) -> bool {
    column % 3 == 2
}

/// The table.
#[component]
pub fn Units(page: Page) -> impl IntoView {
    let session = Session::get();
    let is_whole = RwSignal::new(false);
    let title = move || {
        let lang = session.lang();
        tr!(lang, "oxygen.table.title", year = page.year())
    };
    let note = move || {
        let lang = session.lang();
        let set = page.step.with(|step| in_use(lang, step));
        tr!(lang, "oxygen.table.note", set = set)
    };
    let lacks = Memo::new(move |_| {
        let (study, year) = (session.study(), page.year());
        page.step.with(|step| lacks(&study, step, year))
    });
    let table = move || {
        let (lang, step) = (session.lang(), page.step.get());
        lacks.with(|lacks| drawn(lang, page, (&step, lacks), is_whole.get()))
    };
    let below = move || {
        let (lang, step) = (session.lang(), page.step.get());
        let totals = Page::totals(&step, page.year())?;
        let names = unit_names(lang, &step, &totals.totals.left_out);
        Some(if names.is_empty() {
            tr!(lang, "oxygen.table.whole", n = step.units.len())
        } else {
            tr!(lang, "oxygen.table.left_out", names = names)
        })
    };
    let button = move || {
        let (lang, count) = (session.lang(), page.step.with(|s| s.units.len()));
        let text = if is_whole.get() {
            tr!(lang, "oxygen.table.fewer", n = FEW)
        } else {
            tr!(lang, "oxygen.table.all", n = count)
        };
        (count > FEW).then(|| more(is_whole, text))
    };
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=title>
            <table class="book compact">
                <caption><b>{title}</b>{note}</caption>
                {table}
            </table>
        </div>
        <div class="notebar"><p class="tnote">{below}</p>{button}</div>
    }
}

fn drawn(
    lang: Lang,
    page: Page,
    (step, lacks): (&CarbonOxygenStep, &[Vec<String>]),
    is_whole: bool,
) -> AnyView {
    let order = order(step, page.element.get());
    let columns = columns(step, &order);
    let reasons: Vec<String> = order
        .iter()
        .filter_map(|i| Some((step.units.get(*i)?, lacks.get(*i))))
        .map(|(unit, lacks)| reason(lang, balance(step, unit), lacks))
        .collect();
    let has_reasons = reasons.iter().any(|r| !r.is_empty());
    let shown = if is_whole { order.len() } else { FEW };
    // Whoever lacks data is not left out of sight.
    let is_shown = |row: &usize| *row < shown || reasons.get(*row).is_some_and(|r| !r.is_empty());
    let rows = (0..order.len()).filter(is_shown).filter_map(|row| {
        let unit = *order.get(row)?;
        let name = lang.pick(&step.units.get(unit)?.name).to_owned();
        let cells = columns.iter().enumerate().map(|(c, texts)| {
            let text = texts.get(row).cloned().unwrap_or_default();
            view! { <td class:sum=is_ratio(c) class:hide-n=!is_ratio(c)>{text}</td> }
        });
        let reason = reasons.get(row).cloned().unwrap_or_default();
        Some(view! {
            <tr class:on=move || page.selected.get() == Some(unit)>
                <th scope="row">{unit_button(page, unit, name)}</th>
                {cells.collect_view()}
                {has_reasons.then(|| view! { <td class="l wrap-o na">{reason}</td> })}
            </tr>
        })
    });
    let head = heads(lang, step)
        .into_iter()
        .enumerate()
        .map(|(c, (name, unit))| {
            let unit = (!unit.is_empty()).then(|| view! { <span class="unit">{unit}</span> });
            view! { <th class:hide-n=!is_ratio(c) scope="col">{name}{unit}</th> }
        });
    let foot = Page::totals(step, page.year()).map(|of| {
        let totals = &of.totals;
        let all = [&totals.carbon, &totals.oxygen].map(|r| {
            let sides = column(&[r.human, r.land], 1);
            sides.into_iter().chain([k(r.value)])
        });
        let cells = all.into_iter().flatten().enumerate();
        let cells = cells.map(|(c, text)| view! { <td class:hide-n=!is_ratio(c)>{text}</td> });
        let n = totals.counted.len();
        view! {
            <tfoot><tr>
                <th scope="row">{tr!(lang, "oxygen.table.total", n = n)}</th>
                {cells.collect_view()}
                {has_reasons.then(|| view! { <td></td> })}
            </tr></tfoot>
        }
    });
    view! {
        <thead><tr>
            <th class="l" scope="col">{tr!(lang, "oxygen.unit")}</th>
            {head.collect_view()}
            {has_reasons.then(|| view! { <th class="l" scope="col">{tr!(lang, "oxygen.table.why")}</th> })}
        </tr></thead>
        <tbody>{rows.collect_view()}</tbody>
        {foot}
    }
    .into_any()
}

/// The numbers of the figures as a table.
pub fn numbers(lang: Lang, step: &CarbonOxygenStep, element: Element) -> DataTable {
    let order = order(step, element);
    let columns = columns(step, &order);
    let mut head = vec![tr!(lang, "oxygen.unit").to_owned()];
    let with_unit = |(name, unit): (String, String)| {
        if unit.is_empty() {
            name
        } else {
            format!("{name} ({unit})")
        }
    };
    head.extend(heads(lang, step).into_iter().map(with_unit));
    head.push(tr!(lang, "oxygen.table.why").to_owned());
    let rows = order.iter().enumerate().filter_map(|(row, unit)| {
        let unit = step.units.get(*unit)?;
        let cells = columns.iter().filter_map(|c| c.get(row).cloned());
        let name = lang.pick(&unit.name).to_owned();
        let reason = why(lang, balance(step, unit));
        Some(std::iter::once(name).chain(cells).chain([reason]).collect())
    });
    DataTable {
        head,
        rows: rows.collect(),
    }
}
