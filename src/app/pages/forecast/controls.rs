//! A whole number in a box, and a choice from a list.

use leptos::prelude::*;

use super::parts::Range;
use crate::core::number;

/// A whole number in a range. What is typed outside it is brought to the nearest end.
#[component]
pub fn NumberBox(
    /// Id of the input.
    id: &'static str,
    /// Label.
    #[prop(into)]
    label: Signal<String>,
    /// Note at the right of the label.
    #[prop(into)]
    note: Signal<String>,
    /// Range of the setting.
    range: Range,
    /// Present value.
    #[prop(into)]
    value: Signal<f64>,
    /// Called with a whole number in the range.
    #[prop(into)]
    on_change: Callback<f64>,
) -> impl IntoView {
    let shown = move || number::fixed(value.get(), 0);
    let change = move |event| match number::parse(&event_target_value(&event)) {
        Some(typed) => on_change.run(typed.round().clamp(range.min, range.max)),
        None => event_target::<web_sys::HtmlInputElement>(&event).set_value(&shown()),
    };
    view! {
        <div class="field">
            <label for=id><span>{label}</span><span class="mute">{note}</span></label>
            <span class="inp">
                <input id=id inputmode="numeric" prop:value=shown on:change=change />
            </span>
        </div>
    }
}

/// A choice from a list of pairs of id and label.
#[component]
pub fn Select(
    /// Id of the select.
    id: &'static str,
    /// Label.
    #[prop(into)]
    label: Signal<String>,
    /// Ids and labels.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Id chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the id chosen.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id><span>{label}</span></label>
            <span class="inp sel">
                <select id=id prop:value=value on:change=move |event| on_choose.run(event_target_value(&event))>
                    {move || options.get().into_iter().map(|(id, text)| {
                        let is_chosen = value.get() == id;
                        view! { <option value=id selected=is_chosen>{text}</option> }
                    }).collect_view()}
                </select>
            </span>
        </div>
    }
}
