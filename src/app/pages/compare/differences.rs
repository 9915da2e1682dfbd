//! Tables 3 and 4: where coefficients and data differ.

use leptos::prelude::*;

use super::Shown;
use crate::app::session::Session;
use crate::core::number::{signed, significant};
use crate::core::study::Study;
use crate::steps::compare::{Comparison, InputDifference};
use crate::tr;
use crate::words::Lang;

/// The tables.
#[component]
pub fn Differences(shown: Shown) -> impl IntoView {
    let session = Session::get();
    move || {
        let (lang, both) = (session.lang(), shown.get().0);
        let more = both.inputs.count - both.inputs.listed.len();
        view! {
            <h2>{tr!(lang, "compare.inputs.head")}</h2>
            {both.is_same().then(|| view! { <p class="tnote">{tr!(lang, "compare.inputs.none")}</p> })}
            {(!both.coefficients.is_empty()).then(|| coefficients(lang, &both))}
            {(both.inputs.count > 0).then(|| inputs(lang, &session.study_now(), &both.inputs.listed))}
            {(more > 0).then(|| view! { <p class="tnote">{tr!(lang, "compare.inputs.more", n = more)}</p> })}
        }
    }
}

fn table(lang: Lang, caption: &'static str, first: &[&'static str], rows: Vec<AnyView>) -> AnyView {
    let first = first
        .iter()
        .map(|h| view! { <th class="l" scope="col">{*h}</th> });
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=caption>
            <table class="book compact">
                <caption><b>{caption}</b></caption>
                <thead><tr>
                    {first.collect_view()}
                    <th scope="col">{tr!(lang, "compare.a")}</th>
                    <th scope="col">{tr!(lang, "compare.b")}</th>
                    <th scope="col">{tr!(lang, "compare.difference")}</th>
                    <th scope="col">{tr!(lang, "compare.percent")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn values([a, b]: [Option<f64>; 2]) -> impl IntoView {
    let text = |v: Option<f64>| v.map_or_else(|| "—".to_owned(), |v| significant(v, 8));
    let difference = a.zip(b).map(|(a, b)| b - a);
    let plus = if difference.is_some_and(|d| d > 0.0) {
        "+"
    } else {
        ""
    };
    let share = a.zip(difference).filter(|(a, _)| *a != 0.0);
    let share = share.map_or_else(|| "—".to_owned(), |(a, d)| signed(d / a.abs() * 100.0, 2));
    view! {
        <td class:na=a.is_none()>{text(a)}</td>
        <td class="sum" class:na=b.is_none()>{text(b)}</td>
        <td>{plus}{text(difference)}</td>
        <td>{share}</td>
    }
}

fn coefficients(lang: Lang, both: &Comparison) -> AnyView {
    let rows = both.coefficients.iter().map(|c| {
        let name = lang.name(&format!("coefficient.{}", c.id));
        let unit = lang.unit(c.unit.code());
        view! {
            <tr><th scope="row">{name}</th><td class="l">{unit}</td>{values(c.values.map(Some))}</tr>
        }
        .into_any()
    });
    let first = [
        tr!(lang, "compare.inputs.coefficient"),
        tr!(lang, "compare.inputs.value_unit"),
    ];
    table(
        lang,
        tr!(lang, "compare.inputs.coefficients"),
        &first,
        rows.collect(),
    )
}

fn inputs(lang: Lang, study: &Study, listed: &[InputDifference]) -> AnyView {
    let rows = listed.iter().map(|d| {
        let region = study.regions.iter().find(|r| r.code == d.region);
        let region = region.map_or(d.region.as_str(), |r| lang.pick(&r.name));
        let place = format!("{region} {}", d.year);
        view! {
            <tr>
                <th scope="row">{lang.name(&format!("indicator.{}", d.indicator))}</th>
                <td class="l">{place}</td>
                <td class="l">{lang.unit(d.unit.code())}</td>
                {values(d.values)}
            </tr>
        }
        .into_any()
    });
    let first = [
        tr!(lang, "compare.inputs.indicator"),
        tr!(lang, "compare.inputs.place"),
        tr!(lang, "compare.inputs.value_unit"),
    ];
    table(
        lang,
        tr!(lang, "compare.inputs.data"),
        &first,
        rows.collect(),
    )
}
