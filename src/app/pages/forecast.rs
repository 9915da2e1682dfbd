//! The forecast step.

use leptos::prelude::*;

/// The page.
#[component]
pub fn Forecast() -> impl IntoView {
    view! { <h1>"forecast"</h1> }
}
