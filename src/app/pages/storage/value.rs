//! What a change of the stock is worth today.

use leptos::prelude::*;

use super::{Land, Shown, date_label};
use crate::app::components::message::{Message, Tone};
use crate::app::components::segment::Segment;
use crate::app::session::Session;
use crate::core::number::{grouped, parse, significant};
use crate::core::storage::PriceChange;
use crate::core::study::StorageChoices;
use crate::tr;
use crate::words::Lang;

type Put = fn(&mut StorageChoices, f64);

/// The form and its result.
#[component]
pub fn Value(land: Land, shown: Shown) -> impl IntoView {
    let session = Session::get();
    let choices = move || session.study().choices.storage;
    let number = move |id: &'static str,
                       label: fn(Lang) -> &'static str,
                       of: fn(&StorageChoices) -> f64,
                       put: Put| {
        let change = move |event: leptos::ev::Event| {
            if let Some(value) = parse(&event_target_value(&event)).filter(|v| v.is_finite()) {
                session.choose(|s| put(&mut s.choices.storage, value));
            }
        };
        view! {
            <div class="field">
                <label for=id>{move || label(session.lang())}</label>
                <input id=id class="inp" type="text" inputmode="decimal" prop:value=move || significant(of(&choices()), 8) on:change=change />
            </div>
        }
    };
    // Dates with years say it themselves.
    let years = move || {
        let land = land.get();
        let is_dated = land
            .dates
            .first()
            .zip(land.dates.last())
            .is_some_and(|(a, b)| a.year.is_some() && b.year.is_some());
        if !is_dated {
            return number(
                "value-years",
                |l| tr!(l, "stock.value.years"),
                |c| f64::from(c.years),
                |c, v| c.years = v.clamp(1.0, 1000.0) as i32,
            )
            .into_any();
        }
        let lang = session.lang();
        let (from, to) = (
            date_label(&land, 0),
            date_label(&land, land.dates.len() - 1),
        );
        let span = tr!(lang, "stock.value.years_known", from = from, to = to);
        view! { <div class="field"><span class="lab">{tr!(lang, "stock.value.years")}</span><span>{span}</span></div> }.into_any()
    };
    let readings = Signal::derive(move || {
        let lang = session.lang();
        vec![
            ("divides", tr!(lang, "stock.value.divides").to_owned()),
            ("grows", tr!(lang, "stock.value.grows").to_owned()),
        ]
    });
    let result = move || {
        let (lang, step) = (session.lang(), shown.get());
        match (&step.value, step.change) {
            (Some(Ok(value)), Some(change)) => {
                let head = tr!(lang, "stock.value.result", value = grouped(value.value, 2));
                let text = tr!(
                    lang,
                    "stock.value.detail",
                    price = significant(choices().price, 6),
                    change = grouped(change, 0),
                    years = value.years,
                    sum = significant(value.sum, 8),
                    per = significant(value.per_tonne, 9)
                );
                view! { <Message tone=Tone::Ok><b>{head}</b>{text}</Message> }.into_any()
            }
            (Some(Err(problem)), _) => {
                let text = session.say(problem);
                view! { <Message tone=Tone::Error>{text}</Message> }.into_any()
            }
            _ => view! { <p class="tnote">{tr!(lang, "stock.value.none")}</p> }.into_any(),
        }
    };
    view! {
        <div class="panel">
            <h2>{session.word(|l| tr!(l, "stock.value.title"))}</h2>
            <div class="stack-s">
                <div class="range2">
                    {number("value-price", |l| tr!(l, "stock.value.price"), |c| c.price, |c, v| c.price = v)}
                    {years}
                    {number("value-discount", |l| tr!(l, "stock.value.discount"), |c| c.discount, |c, v| c.discount = v)}
                    {number("value-change", |l| tr!(l, "stock.value.price_change"), |c| c.price_change, |c, v| c.price_change = v)}
                </div>
                <div class="field">
                    <span class="lab">{session.word(|l| tr!(l, "stock.value.reading"))}</span>
                    <Segment label=session.word(|l| tr!(l, "stock.value.reading")) options=readings
                        value=Signal::derive(move || if choices().reading == PriceChange::Divides { "divides" } else { "grows" })
                        on_choose=move |id| session.choose(|s| {
                            s.choices.storage.reading = if id == "grows" { PriceChange::Grows } else { PriceChange::Divides };
                        }) />
                </div>
                <div role="status">{result}</div>
            </div>
        </div>
    }
}
