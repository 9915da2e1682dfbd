//! Table 1: every number of the account, each a way into its working.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::components::working::Opened;
use crate::app::session::{Session, in_passing};
use crate::core::number::grouped;
use crate::core::study::Side;
use crate::steps::ledger::{Column, Ledger};
use crate::tr;
use crate::words::Lang;

/// The ledger by year. Arrow keys walk over the numbers, Enter opens one.
#[component]
pub fn LedgerTable(ledger: Memo<Ledger>, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let lang = move || session.lang();
    let caption = move || {
        let unit = ledger.with(|l| lang().unit(&l.unit));
        tr!(lang(), "account.table_unit", unit = unit)
    };
    let rows = move || ledger.with(|l| rows(session, l, selected));
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=move || tr!(lang(), "account.table_title")>
            <table class="book ledger" on:keydown=walk>
                <caption><b>{move || tr!(lang(), "account.table_number")}</b>{caption}</caption>
                <thead>{move || ledger.with(|l| head(lang(), l))}</thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn head(lang: Lang, ledger: &Ledger) -> AnyView {
    let group = |side: Side| ledger.lines(side).count() + 1;
    let names = ledger.columns.iter().filter(|c| c.side.is_some()).map(|c| {
        let name = if c.is_total {
            tr!(lang, "account.total").to_owned()
        } else {
            lang.name(&format!("line.{}", c.id))
        };
        view! { <th scope="col">{name}</th> }
    });
    view! {
        <tr>
            <th rowspan="2" class="l" scope="col">{tr!(lang, "account.year_head")}</th>
            <th class="grp t-src" colspan=group(Side::Source) scope="colgroup">{tr!(lang, "account.sources")}</th>
            <th class="grp t-snk" colspan=group(Side::Sink) scope="colgroup">{tr!(lang, "account.sinks")}</th>
            <th rowspan="2" scope="col">{tr!(lang, "line.net")}</th>
        </tr>
        <tr>{names.collect_view()}</tr>
    }
    .into_any()
}

fn rows(session: Session, ledger: &Ledger, selected: RwSignal<Option<usize>>) -> AnyView {
    let decimals = ledger.decimals;
    let row = |(index, year): (usize, &i32)| {
        let year = *year;
        let cells = ledger
            .columns
            .iter()
            .enumerate()
            .map(|(c, column)| cell(session, column, (index, c), year, decimals));
        let is_on = move || {
            in_passing(selected);
            selected.get() == Some(index)
        };
        view! {
            <tr class:on=is_on>
                <th scope="row">{year}</th>
                {cells.collect_view()}
            </tr>
        }
    };
    ledger
        .years
        .iter()
        .enumerate()
        .map(row)
        .collect_view()
        .into_any()
}

fn cell(
    session: Session,
    column: &Column,
    (row, at): (usize, usize),
    year: i32,
    decimals: usize,
) -> AnyView {
    let opened = Opened::Account {
        line: column.id.clone(),
        year,
    };
    let value = column.values[row];
    let text = value.map_or_else(|| "—".to_owned(), |v| grouped(v, decimals));
    let anchor = opened.anchor();
    let (this, expanded) = (opened.clone(), opened.clone());
    let flag = column.differs[row].then(|| {
        view! { <span class="flag" aria-hidden="true">"†"</span> }
    });
    // Only the first number is in the way of the Tab key; arrows lead to the others.
    let reach = if (row, at) == (0, 0) { "0" } else { "-1" };
    view! {
        <td class:sum=column.is_total class:cell-on=move || session.is_open(&this) class:na=value.is_none()>
            {flag}
            <button class="tbtn" data-working=anchor data-cell=format!("{row},{at}") tabindex=reach
                aria-expanded=move || session.is_open(&expanded).to_string()
                on:click=move |_| session.working.set(Some(opened.clone()))>{text}</button>
        </td>
    }
    .into_any()
}

/// Moves the focus with the arrow keys and leaves the Tab key one stop: the number last stood on.
fn walk(event: leptos::ev::KeyboardEvent) {
    let Some(button) = event
        .target()
        .and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return;
    };
    let position = button.get_attribute("data-cell").and_then(|text| {
        let (row, column) = text.split_once(',')?;
        Some((row.parse::<i64>().ok()?, column.parse::<i64>().ok()?))
    });
    let Some((row, column)) = position else {
        return;
    };
    let wanted = match event.key().as_str() {
        "ArrowLeft" => (row, column - 1),
        "ArrowRight" => (row, column + 1),
        "ArrowUp" => (row - 1, column),
        "ArrowDown" => (row + 1, column),
        "Home" => (row, 0),
        "End" => {
            let cells = button
                .closest("tr")
                .ok()
                .flatten()
                .map_or(0, |tr| tr.child_element_count());
            (row, i64::from(cells) - 2)
        }
        _ => return,
    };
    event.prevent_default();
    let selector = format!("[data-cell=\"{},{}\"]", wanted.0, wanted.1);
    let next = document().query_selector(&selector).ok().flatten();
    if let Some(next) = next.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let stops = document().query_selector("[data-cell][tabindex=\"0\"]");
        if let Some(stop) = stops.ok().flatten() {
            let _ = stop.set_attribute("tabindex", "-1");
        }
        let _ = next.set_attribute("tabindex", "0");
        let _ = next.focus();
    }
}
