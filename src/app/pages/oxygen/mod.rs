//! The oxygen step.

use leptos::prelude::*;

/// The page.
#[component]
pub fn Oxygen() -> impl IntoView {
    view! { <p></p> }
}
