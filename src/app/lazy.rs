//! The parts of the page that are files of their own: each is fetched when it is first needed and stays.
//!
//! A part hands out functions; once it is there, calling them is like calling any other. Where the wasm is taken apart
//! stands in `src/main.rs`.

use std::future::Future;
use std::pin::Pin;
use std::sync::OnceLock;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::components::figure::take::{self, Take};
use super::components::working;
use super::keys;
use super::pages;
use super::session::Session;
use super::storage::keep;
use super::url_state::Step;
use crate::core::problem::Problem;
use crate::core::study::{Region, Study};
use crate::words::oxygen::with_name;
use crate::words::{Lang, sentence};

/// Draws a part.
pub type Draw = fn() -> AnyView;

/// A problem of a study with these regions as a sentence.
pub type Say = fn(Lang, &[Region], &Problem) -> String;

/// Fetches a part; `None` when it does not come. Asking again tries again.
pub type Fetch<T> = fn() -> Pin<Box<dyn Future<Output = Option<T>>>>;

/// How to get each part.
pub struct Parts {
    /// The home page.
    pub home: Fetch<Draw>,
    /// The account page.
    pub account: Fetch<Draw>,
    /// All else.
    pub rest: Fetch<Rest>,
}

static PARTS: OnceLock<Parts> = OnceLock::new();

/// The problem of a part that did not come; its sentence is always there.
pub(super) const NOT_FETCHED: &str = "page.not_fetched";

/// A case that the first page does without.
pub struct CaseCard {
    /// Its id.
    pub id: &'static str,
    /// The study it starts as.
    pub study: Study,
    /// A small picture.
    pub picture: String,
}

/// What the page can stand without at first.
#[derive(Clone, Copy)]
pub struct Rest {
    data: Draw,
    change: Draw,
    relation: Draw,
    forecast: Draw,
    zones: Draw,
    storage: Draw,
    oxygen: Draw,
    space: Draw,
    compare: Draw,
    report: Draw,
    /// Inside of the working drawer.
    pub(super) working: Draw,
    /// Starts keeping the study, and the keys of every page.
    pub(super) keep: fn(Session),
    /// What could not be kept, and which scenario is edited.
    pub(super) trouble: Draw,
    /// The studies on this device.
    pub(super) studies: Draw,
    /// Brings them into view.
    pub(super) to_studies: fn(),
    /// What the home page says of a study that has zones and no account.
    pub(super) zones_head: Draw,
    /// The cases beside those of the first page.
    pub(super) more_cases: fn() -> Vec<CaseCard>,
    /// Opens a case as a study of its own.
    pub(super) open_new: fn(Session, Study),
    /// The buttons of the study file.
    pub(super) study_file: Draw,
    /// Says a problem.
    pub(super) say: Say,
    /// Has the forecast computed from now on.
    pub(super) ahead: fn(Session),
    /// Saves what a person takes away from a figure.
    pub(super) save: fn(Take),
}

impl Rest {
    /// All of it: whoever calls this brings the code of all of it.
    #[must_use]
    #[allow(
        clippy::new_without_default,
        reason = "an idle default would bring all of the code along"
    )]
    pub fn new() -> Self {
        Self {
            data: || pages::data::Data().into_any(),
            change: || pages::change::Change().into_any(),
            relation: || pages::relation::Relation().into_any(),
            forecast: || pages::forecast::Forecast().into_any(),
            zones: || pages::zones::Zones().into_any(),
            storage: || pages::storage::Storage().into_any(),
            oxygen: || pages::oxygen::Oxygen().into_any(),
            space: || pages::space::Space().into_any(),
            compare: || pages::compare::Compare().into_any(),
            report: || pages::report::Report().into_any(),
            working: working::inside::draw,
            keep: |session| {
                keep::start(session);
                keys::listen(session);
            },
            trouble: || (keep::Trouble(), pages::compare::ScenarioBar()).into_any(),
            studies: || keep::Studies().into_any(),
            to_studies: keep::to_studies,
            zones_head: || pages::zones::Head().into_any(),
            more_cases: pages::zones::more_cases,
            open_new: keep::open_new,
            study_file: || keep::StudyFile().into_any(),
            say: |lang, regions, problem| sentence(lang, &with_name(lang, regions, problem)),
            ahead: |session| {
                session.results.forecast();
            },
            save: take::save,
        }
    }
}

/// Says once, at the start, how to get the parts.
pub(super) fn set(parts: Parts) {
    // A page starts once.
    let _ = PARTS.set(parts);
}

/// Goes on with what draws a step once its part is there.
pub(super) fn with_page(session: Session, step: Step, then: impl FnOnce(Draw) + 'static) {
    let Some(parts) = PARTS.get() else { return };
    spawn_local(async move {
        let draw = match step {
            Step::Home => (parts.home)().await,
            Step::Account => (parts.account)().await,
            step => (parts.rest)().await.map(|rest| match step {
                Step::Change => rest.change,
                Step::Relation => rest.relation,
                Step::Forecast => rest.forecast,
                Step::Zones => rest.zones,
                Step::Storage => rest.storage,
                Step::Oxygen => rest.oxygen,
                Step::Space => rest.space,
                Step::Compare => rest.compare,
                Step::Report => rest.report,
                _ => rest.data,
            }),
        };
        hand(session, draw, then);
    });
}

/// Goes on with the rest, or without it when it does not come.
pub(super) fn try_rest(then: impl FnOnce(Option<Rest>) + 'static) {
    let Some(parts) = PARTS.get() else { return };
    spawn_local(async move { then((parts.rest)().await) });
}

/// Goes on with the rest, which a person waits for, once it is there.
pub(super) fn with_rest(session: Session, then: impl FnOnce(Rest) + 'static) {
    let Some(parts) = PARTS.get() else { return };
    spawn_local(async move { hand(session, (parts.rest)().await, then) });
}

/// Fetches every part, so that the page goes on when the network is cut, and then says so. What does not come now is
/// fetched when it is opened, and missed then.
pub(super) fn fetch_all(arrived: impl FnOnce() + 'static) {
    let Some(parts) = PARTS.get() else { return };
    spawn_local(async move {
        let home = (parts.home)().await.is_some();
        let account = (parts.account)().await.is_some();
        let rest = (parts.rest)().await.is_some();
        if home && account && rest {
            arrived();
        }
    });
}

fn hand<T>(session: Session, part: Option<T>, then: impl FnOnce(T)) {
    match part {
        Some(part) => {
            if session
                .notice
                .with_untracked(|n| n.as_ref().is_some_and(|p| p.code == NOT_FETCHED))
            {
                session.notice.set(None);
            }
            then(part);
        }
        None => session.notice.set(Some(Problem::new(NOT_FETCHED))),
    }
}
