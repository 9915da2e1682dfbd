//! A choice among two to five.

use leptos::prelude::*;

/// Buttons in a row, one of them pressed. `options` are pairs of id and label.
#[component]
pub fn Segment(
    /// What is chosen here, for a screen reader.
    #[prop(into)]
    label: Signal<String>,
    /// Ids and labels.
    #[prop(into)]
    options: Signal<Vec<(&'static str, String)>>,
    /// Id pressed.
    #[prop(into)]
    value: Signal<&'static str>,
    /// Called with the id chosen.
    #[prop(into)]
    on_choose: Callback<&'static str>,
) -> impl IntoView {
    view! {
        <div class="seg" class:six=move || options.with(|all| all.len() == 6) role="group" aria-label=label>
            {move || options.get().into_iter().map(|(id, text)| view! {
                <button type="button" aria-pressed=move || (value.get() == id).to_string() on:click=move |_| on_choose.run(id)>{text}</button>
            }).collect_view()}
        </div>
    }
}
