//! The data step.

use leptos::prelude::*;

/// The page.
#[component]
pub fn Data() -> impl IntoView {
    view! { <h1>"data"</h1> }
}
