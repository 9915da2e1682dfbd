//! Table 4: what a paper printed beside what is computed, and what of it can be compared.

use leptos::prelude::*;

use super::Page;
use super::cells::dash;
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::core::carbon_oxygen::Element;
use crate::core::number::{fixed, grouped, signed};
use crate::steps::carbon_oxygen::{CarbonOxygenStep, Own, PrintedBeside, RatioBeside, Summed};
use crate::tr;
use crate::words::oxygen::{in_use, symbol, unit_names};
use crate::words::{Lang, years};

/// A printed figure beside ours.
struct Row {
    name: String,
    unit: String,
    year: i32,
    printed: String,
    own: Option<(Own, String)>,
    /// Of a sum: how many units are in ours.
    counted: Option<String>,
}

fn name_of(lang: Lang, of: &RatioBeside) -> &str {
    of.name.as_ref().map_or(&*of.region, |n| lang.pick(n))
}

/// How many of all units our sum of a year is of.
fn counted(lang: Lang, step: &CarbonOxygenStep, own: Option<Own>) -> Option<String> {
    let totals = &Page::totals(step, own?.year)?.totals;
    let (n, of) = (totals.counted.len(), step.units.len());
    Some(tr!(lang, "oxygen.printed.counted", n = n, of = of))
}

fn rows(lang: Lang, step: &CarbonOxygenStep, printed: &PrintedBeside) -> Vec<Row> {
    let ratios = printed.ratios.iter().map(|r| Row {
        name: tr!(
            lang,
            "oxygen.printed.ratio",
            name = name_of(lang, r),
            k = symbol(r.element)
        ),
        unit: String::new(),
        year: r.year,
        printed: fixed(r.printed, printed.decimals),
        own: r.own.map(|own| (own, fixed(own.value, 2))),
        counted: None,
    });
    let sums = printed.sums.iter().map(|s| Row {
        name: match s.of {
            Summed::Released => tr!(lang, "oxygen.printed.released").to_owned(),
            Summed::Fixed => tr!(lang, "oxygen.printed.fixed").to_owned(),
        },
        unit: lang.unit(printed.unit.code()),
        year: s.year,
        printed: grouped(s.printed, 0),
        own: s.own.map(|own| (own, grouped(own.value, 0))),
        counted: counted(lang, step, s.own),
    });
    ratios.chain(sums).collect()
}

/// Regions whose two ratios are of different years of ours, with these years.
fn unlike_years(lang: Lang, printed: &PrintedBeside) -> String {
    let of = |element: Element| printed.ratios.iter().filter(move |r| r.element == element);
    let told = of(Element::Carbon).filter_map(|carbon| {
        let mut others = of(Element::Oxygen);
        let oxygen = others.find(|o| o.region == carbon.region && o.year == carbon.year)?;
        let (c, o) = (carbon.own?.year, oxygen.own?.year);
        (c != o).then(|| {
            let name = name_of(lang, carbon);
            tr!(lang, "oxygen.printed.two_years", name = name, c = c, o = o)
        })
    });
    let mut told: Vec<String> = told.collect();
    // Printed years far back lead to the same year of ours.
    told.sort_unstable();
    told.dedup();
    told.concat()
}

/// Names of the units that our sums are without, by year.
fn left_out(lang: Lang, step: &CarbonOxygenStep, printed: &PrintedBeside) -> String {
    let own = printed.sums.iter().filter_map(|s| s.own);
    let mut own: Vec<i32> = own.map(|own| own.year).collect();
    own.sort_unstable();
    own.dedup();
    let told = own.into_iter().filter_map(|year| {
        let left_out = &Page::totals(step, year)?.totals.left_out;
        let names = unit_names(lang, step, left_out);
        (!names.is_empty()).then(|| tr!(lang, "oxygen.printed.without", year = year, names = names))
    });
    let told: Vec<String> = told.collect();
    told.concat()
}

/// Table and what is to be said of it.
#[component]
pub fn Printed(page: Page) -> impl IntoView {
    let session = Session::get();
    move || {
        let (lang, step) = (session.lang(), page.step.get());
        let printed = step.printed.as_ref()?;
        Some(view! {
            <Message tone=Tone::Info><b>{tr!(lang, "oxygen.sets.paper")}</b>{tr!(lang, "oxygen.sets.paper_text")}</Message>
            {table(lang, &step, printed)}
            {unlike(lang, &step, printed)}
        })
    }
}

fn table(lang: Lang, step: &CarbonOxygenStep, printed: &PrintedBeside) -> AnyView {
    let body = rows(lang, step, printed).into_iter().map(|row| {
        let unit =
            (!row.unit.is_empty()).then(|| view! { " "<span class="unit">{row.unit}</span> });
        let counted = row
            .counted
            .map(|text| view! { <span class="oxygen-range">{text}</span> });
        let (year, value, difference, word) = match row.own {
            Some((own, value)) if own.is_same_year => (
                own.year.to_string(),
                value,
                own.difference.map_or_else(dash, |d| signed(d * 100.0, 1)),
                tr!(lang, "oxygen.printed.same").to_owned(),
            ),
            // Of another year a difference would be taken for an error.
            Some((own, value)) => (
                own.year.to_string(),
                value,
                dash(),
                tr!(
                    lang,
                    "oxygen.printed.apart",
                    n = own.year.abs_diff(row.year)
                ),
            ),
            None => (
                dash(),
                dash(),
                dash(),
                tr!(lang, "oxygen.printed.none").to_owned(),
            ),
        };
        view! {
            <tr>
                <th scope="row">{row.name}{unit}</th>
                <td>{row.year}</td>
                <td class="t-prt">{row.printed}</td>
                <td>{year}</td>
                <td class="sum">{value}{counted}</td>
                <td class="hide-n">{difference}</td>
                <td class="l wrap-o">{word}</td>
            </tr>
        }
    });
    let title = tr!(lang, "oxygen.printed.title");
    let source = lang.name(&format!("source.{}", printed.source));
    let note = tr!(
        lang,
        "oxygen.printed.note",
        source = source,
        set = in_use(lang, step)
    );
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=title>
            <table class="book compact">
                <caption><b>{title}</b>{note}</caption>
                <thead><tr>
                    <th class="l" scope="col">{tr!(lang, "oxygen.printed.what")}</th>
                    <th scope="col">{tr!(lang, "oxygen.printed.year")}</th>
                    <th class="t-prt" scope="col">{tr!(lang, "oxygen.printed.printed")}</th>
                    <th scope="col">{tr!(lang, "oxygen.printed.own_year")}</th>
                    <th scope="col">{tr!(lang, "oxygen.printed.own")}</th>
                    <th class="hide-n" scope="col">{tr!(lang, "oxygen.printed.difference")}</th>
                    <th class="l" scope="col">{tr!(lang, "oxygen.printed.comparable")}</th>
                </tr></thead>
                <tbody>{body.collect_view()}</tbody>
            </table>
        </div>
        <p class="tnote">{tr!(lang, "oxygen.printed.nearest")}{unlike_years(lang, printed)}{left_out(lang, step, printed)}</p>
    }
    .into_any()
}

/// That no printed year is one of ours, where that is so.
fn unlike(lang: Lang, step: &CarbonOxygenStep, printed: &PrintedBeside) -> Option<AnyView> {
    let ratios = printed.ratios.iter().map(|r| r.year);
    let mut papers: Vec<i32> = ratios.chain(printed.sums.iter().map(|s| s.year)).collect();
    papers.sort_unstable();
    papers.dedup();
    if papers.iter().any(|year| step.complete.contains(year)) {
        return None;
    }
    let text = tr!(
        lang,
        "oxygen.printed.unlike_text",
        paper = years(lang, &papers),
        own = years(lang, &step.complete)
    );
    let head = tr!(lang, "oxygen.printed.unlike");
    Some(view! { <Message tone=Tone::Info><b>{head}</b>{text}</Message> }.into_any())
}
