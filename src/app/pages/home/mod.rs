//! The home step.

use leptos::prelude::*;

/// The page.
#[component]
pub fn Home() -> impl IntoView {
    view! { <h1>"home"</h1> }
}
