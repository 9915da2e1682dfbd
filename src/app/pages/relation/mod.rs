//! The relation step: which class moves with the total, by the grey relational degree.

mod figure;
mod method;
mod stability;
mod table;
mod workings;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::components::page_head::{Fault, PageHead};
use crate::app::components::working::Working;
use crate::app::session::Session;
use crate::app::url_state::Step;
use crate::core::account::Total;
use crate::core::relate::Normalisation;
use crate::steps::relation::RelationStep;
use crate::tr;
use crate::words::Lang;
use crate::words::relation::{lede, line_name, normalisation_name, order};

type Shown = Signal<Arc<RelationStep>>;

/// The page.
#[component]
pub fn Relation() -> impl IntoView {
    let session = Session::get();
    let kept = session.results.relation();
    let fault = Signal::derive(move || kept.get().fault.map(|problem| session.say(&problem)));
    let is_there = Memo::new(move |_| kept.with(|k| k.value.is_some()));
    view! {
        <Fault sentence=fault />
        {move || {
            is_there.get();
            match kept.get_untracked().value {
                Some(first) => {
                    let shown: Shown = Signal::derive(move || kept.get().value.unwrap_or_else(|| first.clone()));
                    view! { <Body shown /> }.into_any()
                }
                None => view! { <method::Method /> }.into_any(),
            }
        }}
    }
}

#[component]
fn Body(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let about = Signal::derive(move || {
        let lang = session.lang();
        let step = shown.get();
        let span = step.years.first().zip(step.years.last());
        let span = span.map(|(a, b)| tr!(lang, "relation.span", from = a, to = b));
        vec![lang.pick(&session.study().title).to_owned()]
            .into_iter()
            .chain(span)
            .collect::<Vec<_>>()
    });
    let question = Signal::derive(move || {
        let lang = session.lang();
        let total = in_sentence(lang, total_name(lang, shown.get().reference));
        tr!(lang, "relation.question", total = total)
    });
    let lede = Signal::derive(move || lede(session.lang(), &shown.get()));
    view! {
        <PageHead step=Step::Relation about question lede />
        <div class="cols">
            <figure::DegreeFigure shown />
            <div class="stack-s">
                <method::Method />
                <method::Reproduction shown />
            </div>
        </div>
        <section class="section cols even">
            <stability::StabilityFigure shown />
            <table::Comparison shown />
        </section>
        <div class="forecast-working"><Working /></div>
        <section class="section"><workings::Workings shown /></section>
    }
}

/// A name in the middle of a sentence: an English one begins small there.
fn in_sentence(lang: Lang, name: String) -> String {
    match lang {
        Lang::Zh => name,
        Lang::En => {
            let mut letters = name.chars();
            let first = letters.next().map(|c| c.to_ascii_lowercase());
            first.into_iter().chain(letters).collect()
        }
    }
}

fn total_name(lang: Lang, total: Total) -> String {
    line_name(lang, total_id(total))
}

const fn total_id(total: Total) -> &'static str {
    match total {
        Total::Source => "source",
        Total::Sink => "sink",
        Total::Net => "net",
    }
}

/// Degrees under a normalisation, where it can be applied.
fn degrees_of(step: &RelationStep, how: Normalisation) -> Option<&(Vec<f64>, Vec<usize>)> {
    step.normalisations
        .iter()
        .find(|(n, _)| *n == how)?
        .1
        .as_ref()
        .ok()
}
