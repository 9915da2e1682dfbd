//! Tables of zones and of the range drawn from the pools.

use leptos::prelude::*;

use super::{HA_PER_KM2, Land, Shown, amount, unit_of};
use crate::app::session::Session;
use crate::core::number::{grouped, significant};
use crate::core::storage::{Shape, StorageRange, Summary};
use crate::steps::stock::{DateStorage, StockStep};
use crate::tr;
use crate::words::Lang;

/// The tables of the date looked at.
#[component]
pub fn Totals(land: Land, shown: Shown, at: Memo<usize>) -> impl IntoView {
    let session = Session::get();
    move || {
        let (lang, step) = (session.lang(), shown.get());
        land.track();
        let found = of_date(&step, at.get());
        let zones = found
            .filter(|d| d.storage.zones.len() > 1)
            .map(|d| zones(lang, d));
        let range = found.and_then(|d| d.range.as_ref()).map(|r| range(lang, r));
        view! { <div class="cols even">{zones}{range}</div> }
    }
}

fn of_date(step: &StockStep, at: usize) -> Option<&DateStorage> {
    let dates = &step.stock.as_ref()?.dates;
    dates.get(at.min(dates.len().checked_sub(1)?))
}

fn zones(lang: Lang, date: &DateStorage) -> AnyView {
    let (factor, unit) = unit_of(date.storage.known);
    let rows: Vec<AnyView> = date
        .storage
        .zones
        .iter()
        .map(|zone| {
            let or_none = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
            view! {
                <tr>
                    <th scope="row">{zone.zone.clone()}</th>
                    <td>{grouped(zone.area / HA_PER_KM2, 1)}</td>
                    <td class="sum">{or_none(zone.carbon.map(|c| amount(c, factor)))}</td>
                    <td>{or_none(zone.density.map(|d| significant(d, 5)))}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let title = tr!(lang, "stock.zones.title");
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=title>
            <table class="book compact">
                <caption><b>{title}</b></caption>
                <thead><tr>
                    <th class="l" scope="col">{tr!(lang, "stock.zones.zone")}</th>
                    <th scope="col">{tr!(lang, "stock.zones.area")}<span class="unit">"km²"</span></th>
                    <th scope="col">{tr!(lang, "stock.zones.carbon")}<span class="unit">{lang.unit(unit)}</span></th>
                    <th scope="col">{tr!(lang, "stock.zones.density")}<span class="unit">"t C/hm²"</span></th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn range(lang: Lang, range: &StorageRange) -> AnyView {
    let (factor, unit) = unit_of(range.total.mean);
    let shape = match range.options.shape {
        Shape::Triangular => tr!(lang, "stock.range.triangular"),
        Shape::Uniform => tr!(lang, "stock.range.uniform"),
    };
    let note = tr!(
        lang,
        "stock.range.note",
        draws = range.options.draws,
        seed = range.options.seed,
        shape = shape
    );
    let row = |name: String, s: &Summary| {
        let cells =
            [s.mean, s.sd, s.p05, s.p50, s.p95].map(|v| view! { <td>{amount(v, factor)}</td> });
        view! { <tr><th scope="row">{name}</th>{cells}</tr> }.into_any()
    };
    let mut rows = vec![row(tr!(lang, "stock.range.all").to_owned(), &range.total)];
    rows.extend(range.zones.iter().map(|z| row(z.zone.clone(), &z.stock)));
    let title = tr!(lang, "stock.range.title");
    let heads = [
        tr!(lang, "stock.range.mean"),
        tr!(lang, "stock.range.sd"),
        tr!(lang, "stock.range.p05"),
        tr!(lang, "stock.range.p50"),
        tr!(lang, "stock.range.p95"),
    ];
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=title>
            <table class="book compact">
                <caption><b>{title}</b>{format!("{} · {note}", lang.unit(unit))}</caption>
                <thead><tr>
                    <th class="l" scope="col">{tr!(lang, "stock.range.what")}</th>
                    {heads.map(|h| view! { <th scope="col">{h}</th> })}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
