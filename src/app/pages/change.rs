//! The change step.

use leptos::prelude::*;

/// The page.
#[component]
pub fn Change() -> impl IntoView {
    view! { <h1>"change"</h1> }
}
