//! A slider and a number box for the same value.

use leptos::prelude::*;

use wasm_bindgen::JsCast;

use crate::core::number;

/// A number in a range. A number typed outside it is brought to the nearest end; a double click brings the preset back.
#[component]
pub fn Slider(
    /// Label of both controls.
    #[prop(into)]
    label: Signal<String>,
    /// Note at the right of the label.
    #[prop(into)]
    note: Signal<String>,
    /// Least value.
    min: f64,
    /// Greatest value.
    max: f64,
    /// Step.
    step: f64,
    /// Preset value.
    preset: f64,
    /// Decimals shown.
    decimals: usize,
    /// Present value.
    #[prop(into)]
    value: Signal<f64>,
    /// Called with a value in the range.
    #[prop(into)]
    on_change: Callback<f64>,
) -> impl IntoView {
    let set = move |text: String| {
        if let Some(v) = number::parse(&text) {
            on_change.run(v.clamp(min, max));
        }
    };
    // What is no number, or lies outside, is not left standing as if it were in use.
    let typed = move |event: leptos::ev::Event| {
        set(event_target_value(&event));
        let field = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(field) = field {
            field.set_value(&number::fixed(value.get_untracked(), decimals));
        }
    };
    view! {
        <div class="field">
            <span class="lab"><span>{label}</span><span class="mute">{note}</span></span>
            <div class="range">
                <input type="range" min=min max=max step=step aria-label=label
                    prop:value=move || value.get().to_string()
                    on:input=move |event| set(event_target_value(&event))
                    on:dblclick=move |_| on_change.run(preset) />
                <span class="inp">
                    <input inputmode="decimal" aria-label=label
                        prop:value=move || number::fixed(value.get(), decimals)
                        on:change=typed />
                </span>
            </div>
        </div>
    }
}
