//! Table 1: every unit with its local statistic.

use leptos::prelude::*;

use super::Shown;
use super::clusters::tone;
use crate::app::session::Session;
use crate::core::number::{fixed, significant};
use crate::core::space::Correction;
use crate::core::study::LocalStatistic;
use crate::exchange::table::DataTable;
use crate::steps::space::{SpaceStep, UnitSpace};
use crate::tr;
use crate::words::Lang;
use crate::words::space::{beside, both, cluster, named, p_value, scaled, statistic};

/// Rows shown before all are asked for.
const FEW: usize = 14;

/// Positions of the units by p; those without one last.
fn order(step: &SpaceStep) -> Vec<usize> {
    let mut order: Vec<usize> = (0..step.units.len()).collect();
    let p = |i: &usize| step.units[*i].p.unwrap_or(f64::INFINITY);
    order.sort_by(|a, b| p(a).total_cmp(&p(b)));
    order
}

fn cells(unit: &UnitSpace) -> [String; 6] {
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
    [
        or_none(unit.value.map(|v| significant(v, 4))),
        or_none(unit.z.map(|v| fixed(v, 2))),
        or_none(unit.lag.map(|v| fixed(v, 2))),
        or_none(unit.statistic.map(|v| fixed(v, 2))),
        or_none(unit.p.map(p_value)),
        or_none(unit.limit.map(|v| significant(v, 2))),
    ]
}

fn heads(lang: Lang, step: &SpaceStep) -> [String; 6] {
    [
        named(lang, step),
        format!("z {}", scaled(lang, step)),
        match beside(lang, step) {
            Some(beside) => tr!(lang, "space.table.lag_of", name = beside),
            None => tr!(lang, "space.table.lag").to_owned(),
        },
        statistic(lang, step.statistic).to_owned(),
        tr!(lang, "space.table.p").to_owned(),
        tr!(lang, "space.table.limit").to_owned(),
    ]
}

/// The table.
#[component]
pub fn Units(shown: Shown, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let is_whole = RwSignal::new(false);
    let read = Memo::new(move |_| {
        let far =
            |i: &usize| !shown.with(|step| order(step).into_iter().take(FEW).any(|n| n == *i));
        selected.get().filter(|i| !is_whole.get() && far(i))
    });
    let rows = move || {
        let (lang, step) = (session.lang(), shown.get());
        let order = order(&step);
        let count = if is_whole.get() { order.len() } else { FEW };
        let row = |i: usize| {
            let unit = &step.units[i];
            let name = lang.pick(&unit.name).to_owned();
            let [value, z, lag, statistic, p, limit] = cells(unit);
            let of = cluster(lang, step.statistic, unit.cluster);
            let swatch = tone(unit.cluster).map(|t| view! {
                <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><rect class=t.fill() width="12" height="12" /></svg>
            });
            view! {
                <tr class:on=move || selected.get() == Some(i)>
                    <th scope="row"><button type="button" class="tbtn" aria-pressed=move || (selected.get() == Some(i)).to_string()
                        on:click=move |_| selected.set(Some(i))>{name}</button></th>
                    <td class="sum">{value}</td>
                    <td class="hide-n">{z}</td>
                    <td class="hide-n">{lag}</td>
                    <td>{statistic}</td>
                    <td>{p}</td>
                    <td class="hide-n">{limit}</td>
                    <td class="l">{swatch}{of}</td>
                </tr>
            }
            .into_any()
        };
        // The unit read is always there to be marked.
        let read = read.get();
        let far = order
            .iter()
            .skip(count)
            .copied()
            .filter(|i| Some(*i) == read);
        let few = order.iter().take(count).copied();
        few.chain(far).map(row).collect::<Vec<_>>()
    };
    let head = move || {
        let (lang, step) = (session.lang(), shown.get());
        let [value, z, lag, statistic, p, limit] = heads(lang, &step);
        view! {
            <th class="l" scope="col">{tr!(lang, "zones.unit")}</th>
            <th scope="col">{value}</th>
            <th class="hide-n" scope="col">{z}</th>
            <th class="hide-n" scope="col">{lag}</th>
            <th scope="col">{statistic}</th>
            <th scope="col">{p}</th>
            <th class="hide-n" scope="col">{limit}</th>
            <th class="l" scope="col">{tr!(lang, "space.table.cluster")}</th>
        }
    };
    let title = move || {
        let (lang, step) = (session.lang(), shown.get());
        tr!(lang, "space.table.title", name = both(lang, &step))
    };
    let more = move || {
        let (lang, count) = (session.lang(), shown.with(|s| s.units.len()));
        let text = if is_whole.get() {
            tr!(lang, "space.table.fewer", n = FEW)
        } else {
            tr!(lang, "space.table.all", n = count)
        };
        (count > FEW).then(|| view! {
            <button type="button" class="btn small" on:click=move |_| is_whole.update(|w| *w = !*w)>{text}</button>
        })
    };
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=title>
            <table class="book compact">
                <caption><b>{title}</b>{move || tr!(session.lang(), "space.table.note")}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <div class="notebar"><span class="tnote">{move || note(session.lang(), &shown.get())}</span>{more}</div>
    }
}

/// How the statistic follows from its row, and how limits that rise with the rank are read.
fn note(lang: Lang, step: &SpaceStep) -> String {
    let is_moran = matches!(
        step.statistic,
        LocalStatistic::Moran | LocalStatistic::Bivariate
    );
    let n = step.known.len();
    let product =
        is_moran.then(|| tr!(lang, "space.table.product", a = n.saturating_sub(1), n = n));
    let ranks =
        (step.correction == Correction::Fdr).then(|| tr!(lang, "space.table.fdr").to_owned());
    let parts: Vec<String> = [product, ranks].into_iter().flatten().collect();
    parts.join(" ")
}

/// The numbers of the map as a table.
pub fn numbers(lang: Lang, step: &SpaceStep) -> DataTable {
    let mut head = vec![tr!(lang, "zones.unit").to_owned()];
    head.extend(heads(lang, step));
    head.push(tr!(lang, "space.table.cluster").to_owned());
    let rows = order(step).into_iter().map(|i| {
        let unit = &step.units[i];
        let mut row = vec![lang.pick(&unit.name).to_owned()];
        row.extend(cells(unit));
        row.push(cluster(lang, step.statistic, unit.cluster).to_owned());
        row
    });
    DataTable {
        head,
        rows: rows.collect(),
    }
}
