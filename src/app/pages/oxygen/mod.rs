//! The oxygen step: carbon and oxygen of each unit, with each coefficient set, beside print, and the land a balance asks for.

mod card;
mod cells;
mod classes;
mod controls;
mod land;
mod lines;
mod map;
mod notes;
mod printed;
mod ranks;
mod sets;
mod table;
mod years;

pub use card::thumb;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::components::page_head::{Fault, PageHead};
use crate::app::session::Session;
use crate::app::storage::keep;
use crate::app::url_state::Step;
use crate::core::carbon_oxygen::Element;
use crate::exchange::cases;
use crate::steps::carbon_oxygen::{CarbonOxygenStep, YearTotals};
use crate::tr;
use crate::words::oxygen::{in_use, lede, question};

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Page {
    /// The step as computed; an equal one draws nothing anew.
    step: Memo<Arc<CarbonOxygenStep>>,
    /// Which of the two ratios.
    element: RwSignal<Element>,
    /// The unit read.
    selected: RwSignal<Option<usize>>,
}

impl Page {
    /// Year looked at: that of the land, which the sets are compared in.
    fn year(self) -> i32 {
        let year = |step: &Arc<CarbonOxygenStep>| at(step).and_then(|i| step.years.get(i).copied());
        self.step.with(year).unwrap_or_default()
    }

    /// Sums of a year, as long as any unit is counted in it.
    fn totals(step: &CarbonOxygenStep, year: i32) -> Option<&YearTotals> {
        let found = step.nation.iter().find(|y| y.year == year);
        found.filter(|y| !y.totals.counted.is_empty())
    }
}

/// Position of the year looked at: the base year where it is complete, else the last there is.
fn at(step: &CarbonOxygenStep) -> Option<usize> {
    let base = step.base_year.filter(|year| step.complete.contains(year));
    let year = base
        .or(step.complete.last().copied())
        .or(step.years.last().copied())?;
    step.at(year)
}

/// Coefficients in use and where the figures are from, as a source line says it.
fn source(session: Session, page: Page) -> Signal<String> {
    Signal::derive(move || {
        let lang = session.lang();
        page.step.with(|step| in_use(lang, step)) + tr!(lang, "oxygen.set.from")
    })
}

/// The page.
#[component]
pub fn Oxygen() -> impl IntoView {
    let session = Session::get();
    let kept = session.results.carbon_oxygen();
    let is_there = Memo::new(move |_| kept.with(|k| k.value.is_some()));
    let fault = Signal::derive(move || {
        let fault = kept.get().fault.filter(|_| is_there.get());
        fault.map(|problem| session.say(&problem))
    });
    view! {
        <Fault sentence=fault />
        {move || {
            is_there.get();
            match kept.get_untracked().value.filter(|_| is_there.get_untracked()) {
                Some(first) => view! { <Body first /> }.into_any(),
                None => view! { <Without /> }.into_any(),
            }
        }}
    }
}

/// A study without a ledger of oxygen: the case that has one, and what is missing here.
#[component]
fn Without() -> impl IntoView {
    let session = Session::get();
    let kept = session.results.carbon_oxygen();
    let reason = move || kept.get().fault.map(|problem| session.say(&problem));
    let open = move |_| {
        if let Some(study) = cases::later::load("china") {
            keep::open_new(session, study);
        }
    };
    let title = || cases::later::load("china").map(|study| study.title);
    view! {
        <div class="page-head">
            <p class="eyebrow"><span>{move || format!("{} {}", Step::Oxygen.number(), Step::Oxygen.name(session.lang()))}</span></p>
            <h1>{session.word(|l| tr!(l, "oxygen.none.head"))}</h1>
            <p class="lede">{session.word(|l| tr!(l, "oxygen.none.text"))}</p>
            <p class="mute">{reason}</p>
        </div>
        <div class="row">
            <button type="button" class="btn" on:click=open>
                {move || title().map(|title| { let lang = session.lang(); tr!(lang, "zones.none.open", title = lang.pick(&title)) })}
            </button>
        </div>
    }
}

#[component]
fn Body(first: Arc<CarbonOxygenStep>) -> impl IntoView {
    let session = Session::get();
    let kept = session.results.carbon_oxygen();
    let page = Page {
        step: Memo::new(move |_| kept.get().value.unwrap_or_else(|| first.clone())),
        element: RwSignal::new(Element::Carbon),
        selected: RwSignal::new(None),
    };
    let about = Signal::derive(move || {
        let lang = session.lang();
        let n = page.step.with(|step| step.units.len());
        vec![
            lang.pick(&session.study().title).to_owned(),
            tr!(lang, "oxygen.about.units", n = n),
            tr!(lang, "oxygen.about.year", year = page.year()),
        ]
    });
    let asked = Signal::derive(move || question(session.lang(), page.element.get()).to_owned());
    let answer = Signal::derive(move || {
        let (lang, element) = (session.lang(), page.element.get());
        page.step.with(|step| lede(lang, step, at(step), element))
    });
    view! {
        <PageHead step=Step::Oxygen about question=asked lede=answer />
        <controls::Controls page />
        <div class="cols even">
            <map::RatioMap page />
            <ranks::Ranks page />
        </div>
        <section class="section"><table::Units page /></section>
        <notes::Notes page />
        <section class="section"><years::ByYear page /></section>
        <section class="section"><years::Nation page /></section>
        <section class="section"><lines::Lines page /></section>
        <sets::Sets page />
        <land::Land page />
    }
}
