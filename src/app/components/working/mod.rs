//! The working drawer: how one number came about.

mod copy;
pub mod inside;
pub mod open;
mod sections;

use leptos::html::Aside;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::session::Session;
use crate::tr;

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
    /// The dynamic degree of a land class in a period.
    Change {
        /// Land class.
        class: String,
        /// Position of the period.
        period: usize,
    },
    /// The relational degree of a series.
    Relation {
        /// Series id.
        series: String,
    },
    /// A number of the forecast, by its name there.
    Forecast {
        /// Which number.
        what: String,
    },
}

impl Opened {
    /// Value of `data-working` on the number, so that focus finds its way back.
    pub fn anchor(&self) -> String {
        match self {
            Self::Account { line, year } => format!("account.{line}.{year}"),
            Self::Change { class, period } => format!("change.{class}.{period}"),
            Self::Relation { series } => format!("relation.{series}"),
            Self::Forecast { what } => format!("forecast.{what}"),
        }
    }
}

/// Closes the drawer and gives focus back to the number it was opened from.
pub fn close(session: Session) {
    let Some(opened) = session.working.get_untracked() else {
        return;
    };
    session.working.set(None);
    let selector = format!("[data-working=\"{}\"]", opened.anchor());
    let number = document().query_selector(&selector).ok().flatten();
    if let Some(number) = number.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = number.focus();
    }
}

/// The drawer beside the numbers; nothing while none is open. It takes focus when a person opens it, not when the page
/// brings it along. Its inside comes behind the first page.
#[component]
pub fn Working() -> impl IntoView {
    let session = Session::get();
    let drawer = NodeRef::<Aside>::new();
    let is_open = Memo::new(move |_| session.working.with(Option::is_some));
    Effect::new(move |before: Option<Option<Opened>>| {
        let now = session.working.get();
        if now.is_some() && before.is_some_and(|before| before != now) {
            request_animation_frame(move || {
                if let Some(element) = drawer.get_untracked() {
                    let _ = element.focus();
                }
            });
        }
        now
    });
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            close(session);
        }
    };
    move || {
        is_open.get().then(|| {
            view! {
                <aside class="drawer" id="working" tabindex="-1" node_ref=drawer on:keydown=escape
                    aria-label=move || tr!(session.lang(), "working.label")>
                    {move || match session.rest.get() {
                        Some(rest) => (rest.working)(),
                        None => view! { <p role="status">{tr!(session.lang(), "shell.opening")}</p> }.into_any(),
                    }}
                </aside>
            }
        })
    }
}
