//! The working drawer: how one number came about.

use leptos::prelude::*;

/// Which number's working is open.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// A line or total of the account: `(line id, source, sink or net)` in a year.
    Account {
        /// Line id, or `source`, `sink`, `net`.
        line: String,
        /// Year.
        year: i32,
    },
}

/// Placeholder until the drawer is drawn.
#[component]
pub fn Working() -> impl IntoView {
    view! { <span></span> }
}
