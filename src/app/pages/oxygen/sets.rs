//! Table 3: the ratios with each coefficient set, how far they are apart, and print beside them.

use leptos::prelude::*;

use super::cells::{more, ratio as k, unit_button};
use super::printed::Printed;
use super::{Page, table};
use crate::app::components::message::{Message, Tone};
use crate::app::components::rich::with_numbers;
use crate::app::session::Session;
use crate::core::carbon_oxygen::Element;
use crate::steps::carbon_oxygen::{CarbonOxygenStep, SetsBeside};
use crate::tr;
use crate::words::Lang;
use crate::words::oxygen::{contrast, set_name, symbol, times};

/// Rows shown before all are asked for.
const FEW: usize = 10;

/// The section, where there are two sets or more or a paper printed something.
#[component]
pub fn Sets(page: Page) -> impl IntoView {
    let session = Session::get();
    let has_sets = Memo::new(move |_| {
        page.step
            .with(|s| s.sets.as_ref().is_some_and(|s| !s.contrasts.is_empty()))
    });
    let has_printed = Memo::new(move |_| page.step.with(|s| s.printed.is_some()));
    let told = move || {
        let (lang, element) = (session.lang(), page.element.get());
        let step = page.step.get();
        let of = step.sets.iter().flat_map(|s| s.of(element));
        let told = of.filter_map(|c| contrast(lang, &step, element, c));
        told.map(
            |(message, values)| view! { <p class="lede">{with_numbers(&message, &values)}</p> },
        )
        .collect_view()
    };
    let nation = move || {
        let lang = session.lang();
        let step = page.step.get();
        let of = step.sets.as_ref()?.of(page.element.get());
        let factor = of.first()?.nation?;
        let text = tr!(lang, "oxygen.sets.why_text", nation = times(factor));
        Some(
            view! { <Message tone=Tone::Info><b>{tr!(lang, "oxygen.sets.why")}</b>{text}</Message> },
        )
    };
    view! {
        {move || (has_sets.get() || has_printed.get()).then(|| view! {
            <section class="section">
                {has_sets.get().then(|| view! {
                    <h2>{session.word(|l| tr!(l, "oxygen.sets.head"))}</h2>
                    {told}
                })}
                <div class="cols even oxygen-gap">
                    {has_sets.get().then(|| view! { <div><Beside page /></div> })}
                    <div class="stack-s">
                        {nation}
                        {has_printed.get().then(|| view! { <Printed page /> })}
                    </div>
                </div>
            </section>
        })}
    }
}

#[component]
fn Beside(page: Page) -> impl IntoView {
    let session = Session::get();
    let is_whole = RwSignal::new(false);
    let title = move || {
        let lang = session.lang();
        let year = page.step.with(|s| s.sets.as_ref().map(|s| s.year));
        tr!(lang, "oxygen.sets.title", year = year.unwrap_or_default())
    };
    let note = move || {
        let lang = session.lang();
        let mut text = tr!(lang, "oxygen.sets.note").to_owned();
        if page.step.with(|s| s.is_edited) {
            text += tr!(lang, "oxygen.sets.edited");
        }
        text
    };
    let drawn = move || {
        let (lang, step) = (session.lang(), page.step.get());
        let sets = step.sets.as_ref()?;
        Some(rows(lang, page, &step, sets, is_whole.get()))
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
                {drawn}
            </table>
        </div>
        <div class="notebar"><span></span>{button}</div>
    }
}

const BOTH: [Element; 2] = [Element::Carbon, Element::Oxygen];

/// Both ratios of every set, then how many times each other set is the first.
fn rows(
    lang: Lang,
    page: Page,
    step: &CarbonOxygenStep,
    sets: &SetsBeside,
    is_whole: bool,
) -> AnyView {
    let order = table::order(step, Element::Carbon);
    let shown = if is_whole { order.len() } else { FEW };
    let body = order.into_iter().take(shown).filter_map(|unit| {
        let name = lang.pick(&step.units.get(unit)?.name).to_owned();
        let cells = sets.sets.iter().map(|set| {
            let of = BOTH.map(|e| k(set.units.get(unit).and_then(|u| u.of(e).value)));
            pair(of, false)
        });
        let factors = sets.contrasts.iter().map(|c| {
            let factor = c.factors.get(unit).copied().flatten();
            view! { <td class="sum">{factor.map_or_else(super::cells::dash, times)}</td> }
        });
        Some(view! {
            <tr class:on=move || page.selected.get() == Some(unit)>
                <th scope="row">{unit_button(page, unit, name)}</th>
                {cells.collect_view()}
                {factors.collect_view()}
            </tr>
        })
    });
    let heads = sets.sets.iter().map(|set| {
        view! { <th class="grp" scope="colgroup" colspan="2">{set_name(lang, &set.set)}</th> }
    });
    let symbols = sets.sets.iter().map(|_| {
        let [carbon, oxygen] = BOTH.map(symbol);
        view! { <th scope="col">{carbon}</th><th scope="col">{oxygen}</th> }
    });
    let times_heads = sets.contrasts.iter().map(|_| {
        view! { <th scope="col" rowspan="2">{tr!(lang, "oxygen.sets.times")}</th> }
    });
    let totals = sets.sets.iter().map(|set| {
        pair(
            [k(set.nation.carbon.value), k(set.nation.oxygen.value)],
            true,
        )
    });
    let nation = sets.contrasts.iter().map(|c| {
        view! { <td>{c.nation.map_or_else(super::cells::dash, times)}</td> }
    });
    let counted = sets.sets.first().map_or(0, |s| s.nation.counted.len());
    view! {
        <thead>
            <tr>
                <th class="l" scope="col" rowspan="2">{tr!(lang, "oxygen.unit")}</th>
                {heads.collect_view()}
                {times_heads.collect_view()}
            </tr>
            <tr>{symbols.collect_view()}</tr>
        </thead>
        <tbody>{body.collect_view()}</tbody>
        <tfoot><tr>
            <th scope="row">{tr!(lang, "oxygen.table.total", n = counted)}</th>
            {totals.collect_view()}
            {nation.collect_view()}
        </tr></tfoot>
    }
    .into_any()
}

fn pair([carbon, oxygen]: [String; 2], is_foot: bool) -> AnyView {
    view! { <td class:sum=!is_foot>{carbon}</td><td>{oxygen}</td> }.into_any()
}
