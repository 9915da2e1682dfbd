//! The space step: who is whose neighbour, whether like lies by like, where, and how that moves through the years.

mod centre;
mod centre_path;
mod chance;
mod clusters;
mod connections;
mod globals;
mod list;
mod map;
mod markov;
mod notes;
mod outlines;
mod scatter;
mod shown;
mod sure;
mod table;
mod weights;
mod years;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::components::page_head::{Fault, PageHead};
use crate::app::session::Session;
use crate::app::storage::keep;
use crate::app::url_state::Step;
use crate::core::study::{SpaceChoices, SpaceVariable};
use crate::exchange::cases;
use crate::steps::space::SpaceStep;
use crate::tr;
use crate::words::oxygen::set_name;
use crate::words::space::{beside, lede, named, scaled};

type Shown = Signal<Arc<SpaceStep>>;

/// Faults of the space step that other neighbours would mend.
const ABOUT_NEIGHBOURS: [&str; 4] = [
    "space.no_borders",
    "space.no_points",
    "space.foreign_weights",
    "space.no_links",
];

/// The page.
#[component]
pub fn Space() -> impl IntoView {
    let session = Session::get();
    let kept = session.results.space();
    let is_there = Memo::new(move |_| kept.with(|k| k.value.is_some()));
    // What a person does on the page is of these units and no others. The id of a study changes with its first edit.
    let units = Memo::new(move |_| {
        let study = session.study();
        let codes = study.regions.iter().map(|r| r.code.clone());
        codes.collect::<Vec<_>>()
    });
    let fault = Signal::derive(move || {
        let fault = kept.get().fault.filter(|_| is_there.get());
        fault.map(|problem| session.say(&problem) + tr!(session.lang(), "space.kept"))
    });
    provide_context(list::Brought::new());
    view! {
        <Fault sentence=fault />
        {move || {
            is_there.get();
            // Read, not only tracked: a memo that was never read changes with the first edit whatever it finds.
            units.with(|_| ());
            match kept.get_untracked().value.filter(|_| is_there.get_untracked()) {
                Some(first) => view! { <shown::WithMore kept first /> }.into_any(),
                None => view! { <Without /> }.into_any(),
            }
        }}
    }
}

/// A study without units to compare: the case that has them, and what is missing here.
#[component]
fn Without() -> impl IntoView {
    let session = Session::get();
    let kept = session.results.space();
    let reason = move || kept.get().fault.map(|problem| session.say(&problem));
    let is_about_neighbours = Memo::new(move |_| {
        let code = kept.with(|k| k.fault.as_ref().map(|f| f.code.clone()));
        code.is_some_and(|code| {
            code.starts_with("weights.") || ABOUT_NEIGHBOURS.contains(&code.as_str())
        })
    });
    let usual = move |_| {
        session.choose(|s| s.choices.space = SpaceChoices::default());
    };
    let open = move |_| {
        if let Some(study) = cases::later::load("china") {
            keep::open_new(session, study);
        }
    };
    let title = || cases::later::load("china").map(|study| study.title);
    view! {
        <div class="page-head">
            <p class="eyebrow"><span>{move || format!("{} {}", Step::Space.number(), Step::Space.name(session.lang()))}</span></p>
            <h1>{move || tr!(session.lang(), "space.none.head")}</h1>
            <p class="lede">{move || tr!(session.lang(), "space.none.text")}</p>
            <p class="mute">{reason}</p>
        </div>
        {move || is_about_neighbours.get().then(|| view! {
            <div class="panel stack-s">
                <h2>{session.word(|l| tr!(l, "space.weights.title"))}</h2>
                <list::ListFiles />
                <outlines::FromOutlines />
                <list::Typed />
                <div class="row"><button type="button" class="btn small" on:click=usual>{session.word(|l| tr!(l, "space.weights.usual"))}</button></div>
            </div>
        })}
        <div class="row">
            <button type="button" class="btn" on:click=open>
                {move || title().map(|title| { let lang = session.lang(); tr!(lang, "zones.none.open", title = lang.pick(&title)) })}
            </button>
        </div>
    }
}

#[component]
fn Body(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let selected = RwSignal::new(None::<usize>);
    let about = Signal::derive(move || {
        let (lang, step) = (session.lang(), shown.get());
        let study = session.study();
        let mut about = vec![
            lang.pick(&study.title).to_owned(),
            tr!(lang, "space.about.units", n = step.known.len()),
            tr!(lang, "space.about.year", year = step.year),
        ];
        let is_of_ledger = !matches!(step.variable, SpaceVariable::Indicator(_));
        if is_of_ledger && study.coefficient_sets.len() > 1 {
            let set = set_name(lang, &study.coefficient_set);
            about.push(tr!(lang, "oxygen.set.use", set = set));
        }
        about
    });
    let question = Signal::derive(move || {
        let lang = session.lang();
        shown.with(|step| match beside(lang, step) {
            Some(beside) => tr!(
                lang,
                "space.question_both",
                name = scaled(lang, step),
                beside = beside
            ),
            None => tr!(lang, "space.question", name = named(lang, step)),
        })
    });
    let lede = Signal::derive(move || lede(session.lang(), &shown.get()));
    // What stops the step itself is said above all of it.
    let kept = session.results.space();
    let is_broken = Memo::new(move |_| kept.with(|k| k.fault.is_some()));
    let has_years = Memo::new(move |_| shown.with(|step| step.years.len() > 1));
    view! {
        <PageHead step=Step::Space about question lede />
        <map::Figures shown />
        <div class="cols even">
            <map::ClusterMap shown selected />
            <div class="stack-s">
                <scatter::ScatterFigure shown selected />
                <notes::Notes shown />
            </div>
        </div>
        <section class="section tri eq">
            <chance::ChanceFigure shown />
            <weights::WeightsPanel shown />
            <sure::SurePanel shown />
        </section>
        <section class="section"><connections::Connections shown selected /></section>
        <section class="section"><table::Units shown selected /></section>
        <section class="section"><globals::Globals shown /></section>
        {move || has_years.get().then(|| view! {
            <years::Years shown selected is_broken />
            <centre::Centre shown is_broken />
            <markov::Chain shown is_broken />
        })}
    }
}
