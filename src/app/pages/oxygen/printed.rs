//! Table 4: what a paper printed beside what is computed, and what of it can be compared.

use leptos::prelude::*;

use super::Page;
use super::cells::dash;
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::core::number::{fixed, grouped, signed};
use crate::steps::carbon_oxygen::{CarbonOxygenStep, Own, PrintedBeside, Summed};
use crate::tr;
use crate::words::oxygen::{in_use, symbol};
use crate::words::{Lang, years};

/// A printed figure beside ours.
struct Row {
    name: String,
    unit: String,
    year: i32,
    printed: String,
    own: Option<(Own, String)>,
}

fn rows(lang: Lang, printed: &PrintedBeside) -> Vec<Row> {
    let ratios = printed.ratios.iter().map(|r| {
        let name = r.name.as_ref().map_or(&*r.region, |n| lang.pick(n));
        Row {
            name: tr!(
                lang,
                "oxygen.printed.ratio",
                name = name,
                k = symbol(r.element)
            ),
            unit: String::new(),
            year: r.year,
            printed: fixed(r.printed, printed.decimals),
            own: r.own.map(|own| (own, fixed(own.value, 2))),
        }
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
    });
    ratios.chain(sums).collect()
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
    let body = rows(lang, printed).into_iter().map(|row| {
        let unit =
            (!row.unit.is_empty()).then(|| view! { " "<span class="unit">{row.unit}</span> });
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
                <td class="sum">{value}</td>
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
