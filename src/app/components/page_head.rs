//! The head of a page: where one is, the question, and the answer in a sentence.

use leptos::prelude::*;

use super::rich::{phrases, with_numbers};
use crate::app::session::Session;
use crate::app::url_state::Step;

/// Eyebrow, question and lede. `lede` is a message and the numbers of its places.
#[component]
pub fn PageHead(
    /// Step of the page.
    step: Step,
    /// Parts of the eyebrow after the name of the step.
    #[prop(into)]
    about: Signal<Vec<String>>,
    /// The question, phrases parted by `|`.
    #[prop(into)]
    question: Signal<String>,
    /// Message and values.
    #[prop(into)]
    lede: Signal<(String, Vec<(&'static str, String)>)>,
) -> impl IntoView {
    let session = Session::get();
    view! {
        <div class="page-head">
            <p class="eyebrow">
                <span>{move || format!("{} {}", step.number(), step.name(session.lang()))}</span>
                {move || about.get().into_iter().map(|part| view! { <span>{part}</span> }).collect_view()}
            </p>
            <h1>{move || phrases(&question.get())}</h1>
            <p class="lede">{move || {
                let (message, values) = lede.get();
                with_numbers(&message, &values)
            }}</p>
        </div>
    }
}

/// Says what stopped a step; the last good result stays below it.
#[component]
pub fn Fault(
    /// The sentence.
    #[prop(into)]
    sentence: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div role="alert">
            {move || sentence.get().map(|text| view! {
                <div class="notice"><super::message::Message tone=super::message::Tone::Error>{text}</super::message::Message></div>
            })}
        </div>
    }
}
