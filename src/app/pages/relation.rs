//! The relation step.

use leptos::prelude::*;

/// The page.
#[component]
pub fn Relation() -> impl IntoView {
    view! { <h1>"relation"</h1> }
}
