//! Table 5: the gap of each unit, the land to add, and whether there is room for it.

use leptos::prelude::*;

use super::{Needed, gap, order, pooled, share};
use crate::app::pages::oxygen::Page;
use crate::app::pages::oxygen::cells::{column, dash, more, ratio as k, span, unit_button};
use crate::app::session::Session;
use crate::core::carbon_oxygen::{Element, LandNeed};
use crate::core::number::{fixed, grouped};
use crate::steps::carbon_oxygen::{ElementNeed, LandNeeded, UnitNeed};
use crate::tr;
use crate::words::Lang;
use crate::words::oxygen::{human, in_use, ratio, room, symbol, with_name};

/// Rows shown before all are asked for.
const FEW: usize = 14;
/// hm² in 10⁴ hm².
const WAN: f64 = 1e4;
/// Unit of the land to add.
const AREA: &str = "10kha";

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

/// The columns that are numbers of one of the two balances.
struct Columns {
    ahead: Vec<String>,
    low: Vec<String>,
    high: Vec<String>,
    extra: Vec<String>,
    area: Vec<String>,
}

fn columns(of: &[&ElementNeed]) -> Columns {
    let ahead = |value: fn(&crate::steps::carbon_oxygen::Ahead) -> f64| {
        let values = of.iter().map(|e| e.ahead.as_ref().ok().map(value));
        column(&values.collect::<Vec<_>>(), 0)
    };
    let need = |value: fn(&LandNeed) -> Option<f64>, decimals: usize| {
        let values = of.iter().map(|e| value(e.need.as_ref().ok()?));
        column(&values.collect::<Vec<_>>(), decimals)
    };
    Columns {
        ahead: ahead(|a| a.mean),
        low: ahead(|a| a.low),
        high: ahead(|a| a.high),
        extra: need(|n| Some(n.extra / WAN), 1),
        area: need(|n| n.region_share.map(|s| s * 100.0), 1),
    }
}

fn drawn(session: Session, page: Page, needed: &LandNeeded, is_whole: bool) -> AnyView {
    let lang = session.lang();
    let element = page.element.get();
    let order = order(needed, element);
    let units: Vec<&UnitNeed> = order.iter().filter_map(|i| needed.units.get(*i)).collect();
    let own: Vec<&ElementNeed> = units.iter().map(|u| u.of(element)).collect();
    let columns = columns(&own);
    let gaps = |e: Element| column(&units.iter().map(|u| gap(u, e)).collect::<Vec<_>>(), 1);
    let (carbon, oxygen) = (gaps(Element::Carbon), gaps(Element::Oxygen));
    let shown = if is_whole { order.len() } else { FEW };
    let text = |of: &[String], row: usize| of.get(row).cloned().unwrap_or_else(dash);
    let rows = order.iter().enumerate().filter_map(|(row, at)| {
        let unit = needed.units.get(*at)?;
        let need = &unit.of(element).need;
        if row >= shown && need.is_ok() {
            return None;
        }
        let name = lang.pick(&unit.name).to_owned();
        let word = match need {
            Ok(need) => room(lang, need.room).to_owned(),
            Err(problem) => {
                let study = session.study();
                session.say(&with_name(lang, &study.regions, problem))
            }
        };
        let is_out = need.as_ref().is_ok_and(|n| n.room.is_impossible());
        let at = *at;
        let gap_span = own.get(row).and_then(|e| Some((e.gap_low?, e.gap_high?)));
        let gap_span = gap_span.map_or_else(dash, |(a, b)| span(grouped(a, 1), grouped(b, 1)));
        let ahead_span = if unit.of(element).ahead.is_ok() {
            span(text(&columns.low, row), text(&columns.high, row))
        } else {
            dash()
        };
        Some(view! {
            <tr class:on=move || page.selected.get() == Some(at)>
                <th scope="row">{unit_button(page, at, name)}</th>
                <td class="hide-n">{text(&columns.ahead, row)}</td>
                <td class="hide-n">{ahead_span}</td>
                <td class="hide-n">{k(need.as_ref().ok().map(|n| n.ratio))}</td>
                <td class:sum=element == Element::Carbon>{text(&carbon, row)}</td>
                <td class:sum=element == Element::Oxygen>{text(&oxygen, row)}</td>
                <td class="hide-n">{gap_span}</td>
                <td class="hide-n">{text(&columns.extra, row)}</td>
                <td>{text(&columns.area, row)}</td>
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
    let percent = || "%".to_owned();
    let year = needed.target_year;
    let gap = |text: &'static str| with(text.to_owned(), percent(), false);
    view! {
        <thead><tr>
            <th class="l" scope="col">{tr!(lang, "oxygen.unit")}</th>
            {with(tr!(lang, "oxygen.land.human", human = human(lang, element), year = year), unit.clone(), true)}
            {with(tr!(lang, "oxygen.land.range").to_owned(), unit, true)}
            <th class="hide-n" scope="col">{tr!(lang, "oxygen.land.ratio", k = symbol(element))}</th>
            {gap(tr!(lang, "oxygen.land.gap_carbon"))}
            {gap(tr!(lang, "oxygen.land.gap_oxygen"))}
            {with(tr!(lang, "oxygen.land.gap_range").to_owned(), percent(), true)}
            {with(tr!(lang, "oxygen.land.extra").to_owned(), lang.unit(AREA), true)}
            {with(tr!(lang, "oxygen.land.area").to_owned(), percent(), false)}
            <th class="l" scope="col">{tr!(lang, "oxygen.land.room")}</th>
        </tr></thead>
    }
    .into_any()
}

/// All units as one.
fn foot(lang: Lang, needed: &LandNeeded, element: Element) -> Option<AnyView> {
    let pool = pooled(needed, element)?;
    let together = pool.together.as_ref().ok();
    let gap_of = |e: Element| {
        let need = pooled(needed, e).and_then(|p| p.together.as_ref().ok());
        need.map_or_else(dash, |n| grouped(n.gap_percent, 1))
    };
    let of = |value: Option<f64>| value.map_or_else(dash, |v| grouped(v, 1));
    let whole = |v: f64| grouped(v, 0);
    Some(
        view! {
            <tfoot><tr>
                <th scope="row">{tr!(lang, "oxygen.land.together", n = pool.counted.len())}</th>
                <td class="hide-n">{whole(pool.ahead.mean)}</td>
                <td class="hide-n">{span(whole(pool.ahead.low), whole(pool.ahead.high))}</td>
                <td class="hide-n">{k(together.map(|n| n.ratio))}</td>
                <td>{gap_of(Element::Carbon)}</td>
                <td>{gap_of(Element::Oxygen)}</td>
                <td class="hide-n"></td>
                <td class="hide-n">{of(together.map(|n| n.extra / WAN))}</td>
                <td>{of(together.and_then(|n| n.region_share).map(|s| s * 100.0))}</td>
                <td></td>
            </tr></tfoot>
        }
        .into_any(),
    )
}
