//! The account step.

use leptos::prelude::*;

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    view! { <h1>"account"</h1> }
}
