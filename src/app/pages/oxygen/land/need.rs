//! Table 5: the gap of each unit, the land to add, and whether there is room for it.

use leptos::prelude::*;

use super::{Needed, gap, order, pooled};
use crate::app::pages::oxygen::Page;
use crate::app::pages::oxygen::cells::{column, dash, more, ratio as k, span, unit_button};
use crate::app::session::Session;
use crate::core::carbon_oxygen::Element;
use crate::core::number::{fixed, grouped};
use crate::steps::carbon_oxygen::{LandNeeded, UnitNeed};
use crate::tr;
use crate::words::Lang;
use crate::words::oxygen::{human, in_use, ratio, room, share, symbol, with_name};

/// Rows shown before all are asked for.
const FEW: usize = 14;
/// hm² in 10⁴ hm².
const WAN: f64 = 1e4;
/// Unit of the land to add.
const AREA: &str = "10kha";
const BOTH: [Element; 2] = [Element::Carbon, Element::Oxygen];

/// The table.
#[component]
pub fn Needs(page: Page, needed: Needed) -> impl IntoView {
    let session = Session::get();
    let is_whole = RwSignal::new(false);
    let title = move || {
        let lang = session.lang();
        let year = needed.with(|n| n.as_ref().map(|n| n.target_year));
        let element = ratio(lang, page.element.get());
        let year = year.unwrap_or_default();
        tr!(lang, "oxygen.land.title", element = element, year = year)
    };
    let note = move || {
        let lang = session.lang();
        let needed = needed.get()?;
        Some(tr!(
            lang,
            "oxygen.land.note",
            share = share(needed.share),
            from = needed.fit.0,
            to = needed.fit.1,
            base = needed.base_year,
            set = page.step.with(|step| in_use(lang, step))
        ))
    };
    let table = move || {
        let needed = needed.get()?;
        Some(drawn(session, page, &needed, is_whole.get()))
    };
    let below = move || {
        let lang = session.lang();
        let needed = needed.get()?;
        let extra = pooled(&needed, page.element.get())?.extra;
        let sum = tr!(
            lang,
            "oxygen.land.extra_sum",
            extra = grouped(extra / WAN, 1)
        );
        let rate = fixed(needed.reference_rate, 2);
        let from = tr!(lang, "oxygen.land.area_source", rate = rate);
        Some(view! { <p class="tnote">{sum}</p><p class="tnote">{from}</p> })
    };
    let button = move || {
        let lang = session.lang();
        let count = needed.with(|n| n.as_ref().map_or(0, |n| n.units.len()));
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
        <div class="notebar"><div>{below}</div>{button}</div>
    }
}

/// A figure and, below it, the range the models leave.
fn with_range(value: String, range: Option<(String, String)>) -> AnyView {
    let range = range.map(|(low, high)| {
        view! { <span class="oxygen-range hide-n">{span(low, high)}</span> }
    });
    view! { {value}{range} }.into_any()
}

/// What the models leave of a unit's gap, %.
fn gap_range(unit: &UnitNeed, element: Element) -> Option<(String, String)> {
    let of = unit.of(element);
    let (low, high) = (of.gap_low?, of.gap_high?);
    Some((grouped(low, 1), grouped(high, 1)))
}

fn drawn(session: Session, page: Page, needed: &LandNeeded, is_whole: bool) -> AnyView {
    let lang = session.lang();
    let element = page.element.get();
    let order = order(needed, element);
    let units: Vec<&UnitNeed> = order.iter().filter_map(|i| needed.units.get(*i)).collect();
    let of = |value: &dyn Fn(&UnitNeed) -> Option<f64>, decimals: usize| {
        let values: Vec<Option<f64>> = units.iter().map(|u| value(u)).collect();
        column(&values, decimals)
    };
    let need = |u: &UnitNeed| u.of(element).need.as_ref().ok().copied();
    let ahead = of(&|u| u.of(element).ahead.as_ref().ok().map(|a| a.mean), 0);
    let gaps = BOTH.map(|e| of(&|u| gap(u, e), 1));
    let extra = of(&|u| Some(need(u)?.extra / WAN), 1);
    let area = of(&|u| Some(need(u)?.region_share? * 100.0), 1);
    let shown = if is_whole { order.len() } else { FEW };
    let rows = order.iter().enumerate().filter_map(|(row, at)| {
        let (at, unit) = (*at, needed.units.get(*at)?);
        let own = unit.of(element);
        // Whoever lacks data is not left out of sight.
        if row >= shown && own.need.is_ok() {
            return None;
        }
        let text = |of: &[String]| of.get(row).cloned().unwrap_or_else(dash);
        let name = lang.pick(&unit.name).to_owned();
        let word = match &own.need {
            Ok(need) => room(lang, need.room).to_owned(),
            Err(problem) => {
                let study = session.study();
                session.say(&with_name(lang, &study.regions, problem))
            }
        };
        let is_out = own.need.as_ref().is_ok_and(|n| n.room.is_impossible());
        let ends = own.ahead.as_ref().ok();
        let ends = ends.map(|a| (grouped(a.low, 0), grouped(a.high, 0)));
        let gap_cells = BOTH.into_iter().zip(&gaps).map(|(e, texts)| {
            let cell = with_range(text(texts), gap_range(unit, e));
            view! { <td class:sum=e == element>{cell}</td> }
        });
        Some(view! {
            <tr class:on=move || page.selected.get() == Some(at)>
                <th scope="row">{unit_button(page, at, name)}</th>
                <td class="hide-n">{with_range(text(&ahead), ends)}</td>
                <td class="hide-n">{k(need(unit).map(|n| n.ratio))}</td>
                {gap_cells.collect_view()}
                <td class="hide-n">{text(&extra)}</td>
                <td>{text(&area)}</td>
                <td class="l wrap-o" class:t-src=is_out>{word}</td>
            </tr>
        })
    });
    view! {
        {head(lang, needed, element)}
        <tbody>{rows.collect_view()}</tbody>
        {foot(lang, needed, element)}
    }
    .into_any()
}

fn head(lang: Lang, needed: &LandNeeded, element: Element) -> AnyView {
    let unit = lang.unit(match element {
        Element::Carbon => needed.unit.code(),
        Element::Oxygen => needed.oxygen_unit.code(),
    });
    let with = |text: String, unit: String, hides: bool| {
        view! { <th class:hide-n=hides scope="col">{text}<span class="unit">{unit}</span></th> }
    };
    let percent = |text: &'static str| with(text.to_owned(), "%".to_owned(), false);
    let (human, year) = (human(lang, element), needed.target_year);
    let human = tr!(lang, "oxygen.land.human", human = human, year = year);
    view! {
        <thead><tr>
            <th class="l" scope="col">{tr!(lang, "oxygen.unit")}</th>
            {with(human, unit, true)}
            <th class="hide-n" scope="col">{tr!(lang, "oxygen.land.ratio", k = symbol(element))}</th>
            {percent(tr!(lang, "oxygen.land.gap_carbon"))}
            {percent(tr!(lang, "oxygen.land.gap_oxygen"))}
            {with(tr!(lang, "oxygen.land.extra").to_owned(), lang.unit(AREA), true)}
            {percent(tr!(lang, "oxygen.land.area"))}
            <th class="l" scope="col">{tr!(lang, "oxygen.land.room")}</th>
        </tr></thead>
    }
    .into_any()
}

/// All units as one.
fn foot(lang: Lang, needed: &LandNeeded, element: Element) -> Option<AnyView> {
    let pool = pooled(needed, element)?;
    let together = pool.together.as_ref().ok();
    let whole = |v: f64| grouped(v, 0);
    let written = |value: Option<f64>| value.map_or_else(dash, |v| grouped(v, 1));
    let gaps = BOTH.map(|e| {
        let need = pooled(needed, e).and_then(|p| p.together.as_ref().ok());
        view! { <td>{written(need.map(|n| n.gap_percent))}</td> }
    });
    let ends = (whole(pool.ahead.low), whole(pool.ahead.high));
    Some(
        view! {
            <tfoot><tr>
                <th scope="row">{tr!(lang, "oxygen.land.together", n = pool.counted.len())}</th>
                <td class="hide-n">{with_range(whole(pool.ahead.mean), Some(ends))}</td>
                <td class="hide-n">{k(together.map(|n| n.ratio))}</td>
                {gaps}
                <td class="hide-n">{written(together.map(|n| n.extra / WAN))}</td>
                <td>{written(together.and_then(|n| n.region_share).map(|s| s * 100.0))}</td>
                <td></td>
            </tr></tfoot>
        }
        .into_any(),
    )
}
