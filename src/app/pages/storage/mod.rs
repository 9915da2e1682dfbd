//! The storage step: how much carbon the land holds.

use leptos::prelude::*;

/// The page.
#[component]
pub fn Storage() -> impl IntoView {
    ()
}
