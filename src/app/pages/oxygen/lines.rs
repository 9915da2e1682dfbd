//! Table 2: what the sums are made of, line by line and year by year.

use leptos::prelude::*;

use super::Page;
use super::cells::{column, dash};
use super::years::complete;
use crate::app::session::Session;
use crate::core::carbon_oxygen::{Amounts, Element};
use crate::core::number::fixed;
use crate::core::study::Side;
use crate::steps::carbon_oxygen::CarbonOxygenStep;
use crate::tr;
use crate::words::Lang;
use crate::words::oxygen::{human, in_use, land};

/// The table.
#[component]
pub fn Lines(page: Page) -> impl IntoView {
    let session = Session::get();
    let title = move || {
        let lang = session.lang();
        match page.element.get() {
            Element::Carbon => tr!(lang, "oxygen.lines.carbon"),
            Element::Oxygen => tr!(lang, "oxygen.lines.oxygen"),
        }
    };
    let note = move || {
        let (lang, element) = (session.lang(), page.element.get());
        page.step.with(|step| {
            let unit = match element {
                Element::Carbon => &step.unit,
                Element::Oxygen => &step.oxygen_unit,
            };
            let unit = lang.unit(unit.code());
            tr!(
                lang,
                "oxygen.lines.note",
                unit = unit,
                set = in_use(lang, step)
            )
        })
    };
    let table = move || {
        let (lang, element) = (session.lang(), page.element.get());
        page.step.with(|step| drawn(lang, step, element))
    };
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=title>
            <table class="book compact">
                <caption><b>{title}</b>{note}</caption>
                {table}
            </table>
        </div>
    }
}

/// A row: its name, its values, and what it is a part of.
struct Row {
    name: String,
    values: Vec<Option<f64>>,
    whole: Option<f64>,
    is_sum: bool,
}

fn rows(lang: Lang, step: &CarbonOxygenStep, element: Element) -> Vec<Row> {
    let all = complete(step);
    let at: Vec<Option<usize>> = all.iter().map(|y| step.at(y.year)).collect();
    let mut rows = Vec::new();
    for side in [Side::Source, Side::Sink] {
        let total = |amounts: &Amounts| match (element, side) {
            (Element::Carbon, Side::Source) => amounts.carbon_released,
            (Element::Carbon, Side::Sink) => amounts.carbon_fixed,
            (Element::Oxygen, Side::Source) => amounts.oxygen_consumed,
            (Element::Oxygen, Side::Sink) => amounts.oxygen_released,
        };
        let totals: Vec<Option<f64>> = all.iter().map(|y| total(&y.totals.amounts)).collect();
        let whole = totals.last().copied().flatten();
        let own = step.lines.iter();
        let own = own.filter(|l| l.element == element && l.side == side);
        rows.extend(own.map(|line| {
            Row {
                name: lang.name(&format!("line.{}", line.id)),
                values: at
                    .iter()
                    .map(|at| line.values.get((*at)?).copied().flatten())
                    .collect(),
                whole,
                is_sum: false,
            }
        }));
        let name = match side {
            Side::Source => human(lang, element),
            Side::Sink => land(lang, element),
        };
        rows.push(Row {
            name: tr!(lang, "oxygen.lines.sum", name = name),
            values: totals,
            whole,
            is_sum: true,
        });
    }
    rows
}

fn drawn(lang: Lang, step: &CarbonOxygenStep, element: Element) -> AnyView {
    let rows = rows(lang, step, element);
    let years: Vec<i32> = complete(step).iter().map(|y| y.year).collect();
    let last = years.len().saturating_sub(1);
    // One look of numbers for all columns, so that a row can be read along.
    let flat: Vec<Option<f64>> = rows.iter().flat_map(|r| r.values.iter().copied()).collect();
    let texts = column(&flat, 1);
    let width = years.len().max(1);
    let cells = rows.iter().zip(texts.chunks(width)).map(|(row, texts)| {
        let share = row.values.last().copied().flatten().zip(row.whole);
        let share = share.filter(|(_, whole)| *whole != 0.0);
        let share = share.map_or_else(dash, |(v, whole)| fixed(v / whole * 100.0, 1));
        let cells = texts.iter().enumerate().map(|(i, text)| {
            let is_between = i > 0 && i < last;
            view! { <td class="nb" class:sum=row.is_sum class:hide-n=is_between>{text.clone()}</td> }
        });
        view! {
            <tr>
                <th scope="row" class:sum=row.is_sum>{row.name.clone()}</th>
                {cells.collect_view()}
                <td class:sum=row.is_sum>{share}</td>
            </tr>
        }
    });
    let head = years.iter().enumerate().map(|(i, year)| {
        let is_between = i > 0 && i < last;
        view! { <th class:hide-n=is_between scope="col">{*year}</th> }
    });
    let end = years.last().copied().unwrap_or_default();
    view! {
        <thead><tr>
            <th class="l" scope="col">{tr!(lang, "oxygen.lines.item")}</th>
            {head.collect_view()}
            <th scope="col">{tr!(lang, "oxygen.lines.share", year = end)}</th>
        </tr></thead>
        <tbody>{cells.collect_view()}</tbody>
    }
    .into_any()
}
