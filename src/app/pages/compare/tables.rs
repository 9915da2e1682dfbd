//! Table 1: the quantity looked at, year by year or row by row. Table 2: everything of the step in one year.

use leptos::prelude::*;

use super::{Looked, Shown, step_name};
use crate::app::session::Session;
use crate::steps::compare::{Comparison, Measure};
use crate::tr;
use crate::words::{Lang, compare as words};

/// The tables.
#[component]
pub fn Tables(shown: Shown, looked: Looked) -> impl IntoView {
    let session = Session::get();
    move || {
        let (lang, both) = (session.lang(), shown.get().0);
        let Some(measure) = looked.of(&both) else {
            let step = step_name(lang, looked.group.get());
            return view! { <p class="tnote">{tr!(lang, "compare.table.nothing", step = step)}</p> }
                .into_any();
        };
        let read = looked.at.get();
        let year = read
            .and_then(|at| measure.keys.get(at)?.year())
            .or(both.last_year);
        let everything = year.and_then(|year| everything(lang, looked, &both, year));
        let has_two = everything.is_some();
        view! {
            <div class:cols=has_two class:even=has_two>
                <div>{one(lang, measure, read)}</div>
                {everything.map(|table| view! { <div>{table}</div> })}
            </div>
            <p class="tnote">{tr!(lang, "compare.table.star")}</p>
        }
        .into_any()
    }
}

fn one(lang: Lang, measure: &Measure, read: Option<usize>) -> AnyView {
    let caption = tr!(lang, "compare.table.one", what = words::name(lang, measure));
    let note = words::unit(lang, measure).map(|unit| tr!(lang, "compare.table.unit", unit = unit));
    let has_years = measure.keys.iter().all(|k| k.year().is_some());
    let first = if has_years {
        tr!(lang, "compare.year")
    } else {
        tr!(lang, "compare.item")
    };
    let has_print = !measure.printed.is_empty();
    let rows = (0..measure.keys.len()).map(|at| {
        let printed = has_print.then(|| words::value(measure, measure.printed[at]));
        row(
            words::key(lang, &measure.keys[at]),
            measure,
            at,
            printed,
            read == Some(at),
        )
    });
    frame(caption, note, head(lang, first, has_print), rows.collect())
}

/// Every quantity of the step that has years, in one of them.
fn everything(lang: Lang, looked: Looked, both: &Comparison, year: i32) -> Option<AnyView> {
    let group = looked.group.get();
    let rows: Vec<AnyView> = both
        .group(group)
        .filter_map(|measure| {
            let at = measure.keys.iter().position(|k| k.year() == Some(year))?;
            let name = words::name(lang, measure);
            let name = if measure.difference(at).is_some_and(|d| d != 0.0) {
                tr!(lang, "compare.show.changed", name = name)
            } else {
                name
            };
            Some(row(name, measure, at, None, false))
        })
        .collect();
    if rows.len() < 2 {
        return None;
    }
    let caption = tr!(
        lang,
        "compare.table.two",
        step = step_name(lang, group),
        year = year
    );
    let mut units: Vec<String> = Vec::new();
    for unit in both.group(group).filter_map(|m| words::unit(lang, m)) {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    let note = (units.len() == 1).then(|| tr!(lang, "compare.table.unit", unit = &units[0]));
    let head = head(lang, tr!(lang, "compare.item"), false);
    Some(frame(caption, note, head, rows))
}

fn frame(caption: String, note: Option<String>, head: AnyView, rows: Vec<AnyView>) -> AnyView {
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=caption.clone()>
            <table class="book compact"><caption><b>{caption.clone()}</b>{note}</caption>{head}<tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

fn head(lang: Lang, first: &'static str, has_print: bool) -> AnyView {
    view! {
        <thead><tr>
            <th class="l" scope="col">{first}</th>
            <th scope="col">{tr!(lang, "compare.a")}</th>
            <th scope="col">{tr!(lang, "compare.b")}</th>
            {has_print.then(|| view! { <th scope="col" class="t-prt hide-n">{tr!(lang, "compare.printed")}</th> })}
            <th scope="col">{tr!(lang, "compare.difference")}</th>
            <th scope="col">{tr!(lang, "compare.percent")}</th>
        </tr></thead>
    }
    .into_any()
}

fn row(name: String, measure: &Measure, at: usize, printed: Option<String>, on: bool) -> AnyView {
    let [a, b] = measure.values[at].map(|v| (v.is_none(), words::value(measure, v)));
    view! {
        <tr class:on=on>
            <th scope="row">{name}</th>
            <td class:na=a.0>{a.1}</td>
            <td class="sum" class:na=b.0>{b.1}</td>
            {printed.map(|p| view! { <td class="t-prt hide-n">{p}</td> })}
            <td>{words::difference(measure, at)}</td>
            <td>{words::percent(measure, at)}</td>
        </tr>
    }
    .into_any()
}
