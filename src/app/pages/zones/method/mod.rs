//! How zones are told apart: levels and their rule table, or classes of the ratio and the zones they are merged into.

mod balance;
mod supply;

pub use balance::BalanceMethod;
pub use supply::SupplyMethod;

use leptos::prelude::*;

use crate::app::session::Session;
use crate::core::number::{parse, significant};
use crate::core::study::Zoning;
use crate::tr;
use crate::words::Lang;

/// Numbers parted by anything that is no part of a number; `None` where one cannot be read.
fn numbers(text: &str) -> Option<Vec<f64>> {
    text.split([',', '，', '、', ';', '；', ' '])
        .filter(|part| !part.trim().is_empty())
        .map(parse)
        .collect()
}

fn listed(values: &[f64]) -> String {
    let all: Vec<String> = values.iter().map(|v| significant(*v, 6)).collect();
    all.join(", ")
}

/// A field of limits. What cannot be read, or does not rise, stays in the field and changes nothing.
pub fn limits_field(
    id: &'static str,
    label: Signal<String>,
    value: Signal<String>,
    most: usize,
    put: impl Fn(Vec<f64>) + Copy + Send + Sync + 'static,
) -> AnyView {
    let session = Session::get();
    let is_wrong = RwSignal::new(false);
    let change = move |event: leptos::ev::Event| {
        let found = numbers(&event_target_value(&event));
        let rises =
            |v: &Vec<f64>| v.windows(2).all(|w| w[0] < w[1]) && (1..=most).contains(&v.len());
        match found.filter(rises) {
            Some(limits) => {
                is_wrong.set(false);
                put(limits);
            }
            None => is_wrong.set(true),
        }
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id class="inp" type="text" inputmode="decimal" prop:value=value on:change=change
                aria-invalid=move || is_wrong.get().to_string() aria-describedby=format!("{id}-fault") />
            <span class="hint" id=format!("{id}-fault") role="status">
                {move || is_wrong.get().then(|| tr!(session.lang(), "zones.method.limits_fault", most = most))}
            </span>
        </div>
    }
    .into_any()
}

fn zone_name(lang: Lang, zoning: &Zoning, id: &str) -> String {
    let zone = zoning.zones.iter().find(|z| z.id == id);
    zone.map_or_else(|| id.to_owned(), |z| lang.pick(&z.name).to_owned())
}

fn zone_select(
    lang: Lang,
    zoning: &Zoning,
    label: String,
    chosen: Option<&str>,
    may_be_none: bool,
    put: impl Fn(Option<String>) + 'static,
) -> AnyView {
    let ids: Vec<String> = zoning.zones.iter().map(|z| z.id.clone()).collect();
    let options: Vec<AnyView> = ids
        .iter()
        .map(|id| {
            let is_chosen = chosen == Some(id.as_str());
            let name = zone_name(lang, zoning, id);
            view! { <option value=id.clone() selected=is_chosen>{name}</option> }.into_any()
        })
        .collect();
    let change = move |event: leptos::ev::Event| {
        let id = event_target_value(&event);
        put(ids.contains(&id).then_some(id));
    };
    view! {
        <span class="inp sel"><select aria-label=label on:change=change>
            {(may_be_none || chosen.is_none()).then(|| view! { <option value="" selected=chosen.is_none()>{tr!(lang, "zones.unnamed")}</option> })}
            {options}
        </select></span>
    }
    .into_any()
}
