//! Figure 2: both ratios of every unit, in order.

use leptos::prelude::*;

use super::cells::ratio as k;
use super::{Page, at, source, table};
use crate::app::components::figure::{Figure, Walk};
use crate::app::session::Session;
use crate::chart::ratios::{RatioRow, Ratios, ratios};
use crate::chart::{Picture, Words};
use crate::core::carbon_oxygen::Element;
use crate::steps::carbon_oxygen::CarbonOxygenStep;
use crate::tr;
use crate::words::Lang;
use crate::words::oxygen::symbol;

/// The figure.
#[component]
pub fn Ranks(page: Page) -> impl IntoView {
    let session = Session::get();
    let title = Signal::derive(move || {
        let lang = session.lang();
        tr!(lang, "oxygen.ranks.title", year = page.year())
    });
    let readout = move || {
        let (lang, step) = (session.lang(), page.step.get());
        let unit = page.selected.get().and_then(|i| step.units.get(i).cloned());
        unit.map(|unit| {
            let pair = pair(&step, &unit.years);
            view! {
                <span><b>{lang.pick(&unit.name).to_owned()}</b></span>
                <span><span class="k">{symbol(Element::Carbon)}</span><b>{k(pair[0])}</b></span>
                <span><span class="k">{symbol(Element::Oxygen)}</span><b>{k(pair[1])}</b></span>
            }
        })
        .into_any()
    };
    // Rows are in order of the ratio, units in that of the study.
    let beside = Callback::new(move |(key, now): (String, usize)| {
        let order = page
            .step
            .with_untracked(|s| table::order(s, Element::Carbon));
        let row = order.iter().position(|unit| *unit == now)?;
        let next = match key.as_str() {
            "ArrowUp" => row.saturating_sub(1),
            "ArrowDown" => (row + 1).min(order.len() - 1),
            "Home" => 0,
            "End" => order.len() - 1,
            _ => return None,
        };
        order.get(next).copied()
    });
    view! {
        <Figure
            number=session.word(|l| tr!(l, "oxygen.ranks.number"))
            title
            subtitle=session.word(|l| tr!(l, "oxygen.ranks.sub"))
            draw=move |width| {
                let (lang, selected) = (session.lang(), page.selected.get());
                page.step.with(|step| draw(lang, step, selected, title.get(), width))
            }
            selected=page.selected
            walk=Walk::Down
            beside
            readout=readout
            source=source(session, page)
            table=move |()| page.step.with(|step| table::numbers(session.lang(), step, Element::Carbon))
            file="carbon-oxygen-ratios"
        />
    }
}

fn pair(
    step: &CarbonOxygenStep,
    years: &[crate::core::carbon_oxygen::UnitBalance],
) -> [Option<f64>; 2] {
    let balance = at(step).and_then(|at| years.get(at));
    [Element::Carbon, Element::Oxygen].map(|e| balance.and_then(|b| b.of(e).value))
}

fn draw(
    lang: Lang,
    step: &CarbonOxygenStep,
    selected: Option<usize>,
    title: String,
    width: f64,
) -> Picture {
    let order = table::order(step, Element::Carbon);
    let rows: Vec<RatioRow> = order
        .iter()
        .filter_map(|unit| step.units.get(*unit))
        .map(|unit| RatioRow {
            name: lang.pick(&unit.name).to_owned(),
            values: pair(step, &unit.years),
        })
        .collect();
    let told = |row: &RatioRow| {
        let [c, o] = row.values;
        tr!(
            lang,
            "oxygen.ranks.finding",
            name = row.name,
            c = k(c),
            o = k(o)
        )
    };
    let finding: Vec<String> = rows.iter().map(told).collect();
    let data = Ratios {
        rows,
        names: [Element::Carbon, Element::Oxygen].map(|e| symbol(e).to_owned()),
        reference: Some((1.0, tr!(lang, "oxygen.ranks.even").to_owned())),
        log: true,
        decimals: 2,
        axis: tr!(lang, "oxygen.ranks.axis").to_owned(),
        words: Words {
            title,
            finding: finding.join("; "),
        },
        selected: order.iter().position(|unit| Some(*unit) == selected),
    };
    let mut picture = ratios(&data, width);
    // A zone is of a unit, whichever row it stands in.
    for hit in &mut picture.hits {
        hit.index = order.get(hit.index).copied().unwrap_or_default();
    }
    picture
}
