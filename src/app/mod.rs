//! The face: a Leptos app over the core. It knows the core; the core does not know it.

mod browser;
mod components;
pub mod keys;
pub mod lazy;
mod pages;
mod session;
mod shell;
mod steps;
mod storage;
mod url_state;
mod worker;

use leptos::prelude::*;

use session::Session;

/// Starts the page and takes away the text that stands there while nothing runs.
pub fn mount(parts: lazy::Parts) {
    lazy::set(parts);
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
    leptos::mount::mount_to_body(App);
}

/// Draws the home page.
#[must_use]
pub fn home() -> AnyView {
    pages::home::Home().into_any()
}

/// Draws the account page.
#[must_use]
pub fn account() -> AnyView {
    pages::account::AccountPage().into_any()
}

/// The whole page.
#[component]
fn App() -> impl IntoView {
    let session = Session::start();
    provide_context(session);
    url_state::follow(session);
    storage::start(session);
    view! { <shell::Shell /> }
}
