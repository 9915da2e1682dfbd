//! A number that opens its working.

use leptos::prelude::*;

use super::Opened;
use crate::app::session::Session;

/// The number as a button; its anchor brings focus back when the working closes.
pub fn opens(session: Session, opened: Opened, value: String) -> AnyView {
    let anchor = opened.anchor();
    let this = opened.clone();
    let is_open = move || session.is_open(&this).to_string();
    view! {
        <button class="tbtn" data-working=anchor aria-expanded=is_open on:click=move |_| session.working.set(Some(opened.clone()))>{value}</button>
    }
    .into_any()
}
