//! Line icons; always beside a word or a label.

use leptos::prelude::*;

/// The mark: source above the zero line, sink below it.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg viewBox="0 0 26 26" aria-hidden="true">
            <rect x="4" y="3" width="6" height="11" style="fill:var(--c-source)" />
            <rect x="16" y="16" width="6" height="7" style="fill:var(--c-sink)" />
            <rect x="1" y="14" width="24" height="2" style="fill:var(--ink)" />
        </svg>
    }
}

/// A 16 px icon by name.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    let path = match name {
        "ok" => "M2.5 8.5l3.5 3.5 7.5-8",
        "error" => "M3.5 3.5l9 9m0-9l-9 9",
        "warn" => "M8 1.8L15 14H1zM8 6.2v3.9m0 1.3v1.3",
        "edit" => "M2.5 13.5l.8-3.3L11 2.5l2.5 2.5-7.7 7.7z",
        "close" => "M4 4l8 8m0-8l-8 8",
        "down" => "M4 6l4 4 4-4",
        "undo" => "M5.5 3L2.5 6l3 3M3 6h6.5a3.5 3.5 0 010 7H6",
        "redo" => "M10.5 3l3 3-3 3M13 6H6.5a3.5 3.5 0 000 7H10",
        "theme" => "M8 2a6 6 0 100 12A6 6 0 008 2z",
        _ => "M8 1.4a6.6 6.6 0 100 13.2A6.6 6.6 0 008 1.4zM8 7v5M8 4v1.6",
    };
    view! {
        <svg class="ic" viewBox="0 0 16 16" aria-hidden="true">
            <path d=path fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" />
            {(name == "theme").then(|| view! { <path d="M8 2a6 6 0 010 12z" fill="currentColor" /> })}
        </svg>
    }
}
