//! A number in a box of its own.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A box for a number. What cannot be taken does not stay in it as if it were in use: the value in use comes back, and a sentence
/// says what can be.
#[component]
pub fn NumberField(
    /// Id of the box.
    id: &'static str,
    /// What the number is.
    #[prop(into)]
    label: Signal<String>,
    /// Value in use, as it is written.
    #[prop(into)]
    value: Signal<String>,
    /// What can be taken.
    #[prop(into)]
    allowed: Signal<String>,
    /// Takes what was typed; `false` where it cannot be.
    #[prop(into)]
    take: Callback<String, bool>,
) -> impl IntoView {
    let is_refused = RwSignal::new(false);
    let typed = move |event: leptos::ev::Event| {
        is_refused.set(!take.run(event_target_value(&event)));
        let target = event.target();
        if let Some(field) = target.and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            field.set_value(&value.get_untracked());
        }
    };
    // What was said of one value is not said of the next.
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        if before.is_some_and(|before| before != now) {
            is_refused.set(false);
        }
        now
    });
    let said = format!("{id}-said");
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id class="inp num" inputmode="decimal" autocomplete="off" aria-describedby=said.clone() prop:value=value on:change=typed />
            <span id=said class="hint refusal" role="status">{move || is_refused.get().then(|| allowed.get())}</span>
        </div>
    }
}
