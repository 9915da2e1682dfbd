//! The zones step: which units are alike in their carbon balance, or in supply and demand, and what the paper says.

mod breaks;
mod by_year;
mod change;
mod colour;
mod data;
mod drawing;
mod map;
mod method;
mod notes;
mod paint;
mod quadrant;
mod table;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::components::page_head::{Fault, PageHead};
use crate::app::components::rich::with_numbers;
use crate::app::lazy::CaseCard;
use crate::app::pages::oxygen;
use crate::app::session::Session;
use crate::app::shell::go;
use crate::app::storage::keep;
use crate::app::url_state::{Step, href};
use crate::exchange::cases;
use crate::steps::zones::{ZonesResult, ZonesStep};
use crate::tr;
use crate::words::zones::{lede, year_list};

type Shown = Signal<Arc<ZonesStep>>;

/// The cases beside those of the first page, as their cards show them.
pub fn more_cases() -> Vec<CaseCard> {
    let all = cases::later::ids().filter_map(|id| {
        let study = cases::later::load(id)?;
        let picture = oxygen::thumb(&study).unwrap_or_else(|| drawing::thumb(&study));
        Some(CaseCard { id, study, picture })
    });
    all.collect()
}

/// The home page's head for a study that has zones and no account.
#[component]
pub fn Head() -> impl IntoView {
    let session = Session::get();
    let kept = session.results.zones();
    let title = move || session.lang().pick(&session.study().title).to_owned();
    let sentence = move || {
        let now = kept.get();
        // What was found before an edit broke it is not true of the study as it stands.
        if let Some(problem) = now.fault {
            return Some(session.say(&problem).into_any());
        }
        let step = now.value?;
        let (message, values) = lede(session.lang(), &step);
        Some(with_numbers(&message, &values))
    };
    let to_zones = move |event: leptos::ev::MouseEvent| go(session, Step::Zones, &event);
    view! {
        <p class="eyebrow"><span>{move || Step::Zones.name(session.lang())}</span></p>
        <h1 class="big">{title}</h1>
        <p class="lede">{sentence}</p>
        <p><a class="btn" href=href(Step::Zones) on:click=to_zones>{move || tr!(session.lang(), "zones.home.link")}</a></p>
    }
}

/// The page.
#[component]
pub fn Zones() -> impl IntoView {
    let session = Session::get();
    let kept = session.results.zones();
    let has_zoning = Memo::new(move |_| session.study().zoning.is_some());
    let fault = Signal::derive(move || {
        let fault = kept.get().fault.filter(|_| has_zoning.get());
        fault.map(|problem| session.say(&problem))
    });
    let is_there = Memo::new(move |_| has_zoning.get() && kept.with(|k| k.value.is_some()));
    view! {
        <Fault sentence=fault />
        {move || {
            is_there.get();
            match kept.get_untracked().value.filter(|_| is_there.get_untracked()) {
                Some(first) => {
                    let shown: Shown = Signal::derive(move || kept.get().value.unwrap_or_else(|| first.clone()));
                    view! { <Body shown /> }.into_any()
                }
                None if has_zoning.get() => ().into_any(),
                None => view! { <Without /> }.into_any(),
            }
        }}
    }
}

/// A study that does not say what zones are made of: cases that do.
#[component]
fn Without() -> impl IntoView {
    let session = Session::get();
    let cards = cases::later::ids().filter_map(cases::later::load);
    let cards: Vec<_> = cards
        .filter(|study| study.zoning.is_some())
        .map(|study| {
            let title = study.title.clone();
            let open = move |_| {
                keep::open_new(session, study.clone());
            };
            view! {
                <button type="button" class="btn" on:click=open>
                    {move || { let lang = session.lang(); tr!(lang, "zones.none.open", title = lang.pick(&title)) }}
                </button>
            }
        })
        .collect();
    view! {
        <div class="page-head">
            <p class="eyebrow"><span>{move || format!("{} {}", Step::Zones.number(), Step::Zones.name(session.lang()))}</span></p>
            <h1>{move || tr!(session.lang(), "zones.none.head")}</h1>
            <p class="lede">{move || tr!(session.lang(), "zones.none.text")}</p>
        </div>
        <div class="row">{cards}</div>
    }
}

#[component]
fn Body(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let selected = RwSignal::new(None::<usize>);
    let is_balance = Memo::new(move |_| matches!(shown.get().result, ZonesResult::Balance(_)));
    let has_years = Memo::new(move |_| is_balance.get() && shown.with(|s| s.years.len() > 1));
    let about = Signal::derive(move || {
        let (lang, step) = (session.lang(), shown.get());
        vec![
            lang.pick(&session.study().title).to_owned(),
            tr!(lang, "zones.about.units", n = step.units.len()),
            tr!(lang, "zones.about.years", years = year_list(lang, &step)),
        ]
    });
    let question = Signal::derive(move || {
        let lang = session.lang();
        if is_balance.get() {
            tr!(lang, "zones.question.balance").to_owned()
        } else {
            tr!(lang, "zones.question.supply").to_owned()
        }
    });
    let lede = Signal::derive(move || lede(session.lang(), &shown.get()));
    let second = move || {
        if is_balance.get() {
            view! { <quadrant::QuadrantFigure shown selected /> }.into_any()
        } else {
            view! { <breaks::BreaksFigure shown selected /> }.into_any()
        }
    };
    let method = move || {
        if is_balance.get() {
            view! { <data::BalanceMethod shown /> }.into_any()
        } else {
            view! { <data::SupplyMethod shown /> }.into_any()
        }
    };
    view! {
        <PageHead step=Step::Zones about question lede />
        <div class="cols even">
            <map::ZoneMap shown selected />
            <table::Units shown selected />
        </div>
        <section class="section cols even">
            {second}
            <div class="stack-s">
                {method}
                <notes::Notes shown />
            </div>
        </section>
        {move || has_years.get().then(|| view! { <section class="section"><by_year::ByYear shown selected /></section> })}
        <section class="section"><change::Years shown /></section>
    }
}
