//! The change of carbon from each class to each, between a date and the next.

use leptos::prelude::*;

use super::{Land, Shown, amount, class_name, date_label, unit_of};
use crate::app::session::Session;
use crate::core::storage::StorageChange;
use crate::core::study::LandStock;
use crate::tr;
use crate::words::Lang;

/// The matrix.
#[component]
pub fn Matrix(land: Land, shown: Shown) -> impl IntoView {
    let session = Session::get();
    move || {
        let (lang, land, step) = (session.lang(), land.get(), shown.get());
        let changes = step.stock.iter().flat_map(|s| &s.changes).enumerate();
        let all: Vec<AnyView> = changes
            .map(|(at, change)| matrix(lang, &land, change, at))
            .collect();
        view! { <div class="stack-s">{all}</div> }
    }
}

fn matrix(lang: Lang, land: &LandStock, change: &StorageChange, at: usize) -> AnyView {
    let (factor, unit) = unit_of(change.gained.max(-change.lost));
    let heads: Vec<AnyView> = change
        .classes
        .iter()
        .map(|code| {
            view! { <th scope="col" title=class_name(lang, land, *code)>{*code}</th> }.into_any()
        })
        .collect();
    let rows: Vec<AnyView> = change
        .classes
        .iter()
        .enumerate()
        .map(|(i, from)| {
            let cells: Vec<AnyView> = change.carbon[i]
                .iter()
                .enumerate()
                .map(|(j, carbon)| {
                    let is_same = i == j;
                    let is_zero = *carbon == Some(0.0);
                    let text = match carbon {
                        None => "—".to_owned(),
                        Some(_) if is_zero => "0".to_owned(),
                        Some(c) => amount(*c, factor),
                    };
                    view! { <td class:dg=is_same class:z=is_zero class:na=carbon.is_none() class:hot=carbon.is_some_and(|c| c < 0.0)>{text}</td> }.into_any()
                })
                .collect();
            let known: Option<f64> = change.carbon[i].iter().flatten().copied().reduce(|a, b| a + b);
            let name = format!("{from} {}", class_name(lang, land, *from));
            view! {
                <tr><th scope="row">{name}</th>{cells}<td class="sum">{known.map_or_else(|| "—".to_owned(), |k| amount(k, factor))}</td></tr>
            }
            .into_any()
        })
        .collect();
    let title = tr!(lang, "stock.change.title");
    let note = format!(
        "{} → {}; {}",
        date_label(land, at),
        date_label(land, at + 1),
        tr!(lang, "stock.change.note", unit = lang.unit(unit))
    );
    let net = match change.net {
        Some(net) => tr!(
            lang,
            "stock.change.net",
            value = amount(net, factor),
            unit = lang.unit(unit)
        ),
        None => tr!(lang, "stock.change.no_net").to_owned(),
    };
    let gained = tr!(
        lang,
        "stock.change.gained",
        value = amount(change.gained, factor)
    );
    let lost = tr!(
        lang,
        "stock.change.lost",
        value = amount(-change.lost, factor)
    );
    view! {
        <div>
            <div class="scroll bleed" tabindex="0" role="region" aria-label=title>
                <table class="book compact matrix">
                    <caption><b>{title}</b>{note}</caption>
                    <thead><tr><th class="l" scope="col">{tr!(lang, "stock.change.from")}</th>{heads}<th scope="col">{tr!(lang, "stock.change.sum")}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="tnote">{format!("{gained} · {lost} · {net}")}</p>
        </div>
    }
    .into_any()
}
