//! What is missing in the data.

use leptos::prelude::*;

use super::Page;
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::core::problem::Problem;
use crate::words::oxygen::with_name;

/// The messages of the step.
#[component]
pub fn Notes(page: Page) -> impl IntoView {
    let problems = Signal::derive(move || page.step.with(|step| step.notes.clone()));
    view! { <Told problems /> }
}

/// Problems as messages, regions by their names.
#[component]
pub fn Told(
    /// What is to be told.
    #[prop(into)]
    problems: Signal<Vec<Problem>>,
) -> impl IntoView {
    let session = Session::get();
    let told = move || {
        let (lang, study) = (session.lang(), session.study());
        let said = problems.get().into_iter().map(|problem| {
            let text = session.say(&with_name(lang, &study.regions, &problem));
            view! { <Message tone=Tone::Warn>{text}</Message> }
        });
        said.collect_view()
    };
    view! { <div class="stack-s oxygen-notes">{told}</div> }
}
