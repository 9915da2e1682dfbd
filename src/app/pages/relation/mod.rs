//! x
use leptos::prelude::*;
/// x
#[component]
pub fn Relation() -> impl IntoView {
    view! { <h1>"r"</h1> }
}
