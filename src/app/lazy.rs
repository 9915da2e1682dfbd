//! The parts of the page that are files of their own: each is fetched when it is first needed and stays.
//!
//! `cargo xtask finish` takes the page's wasm apart at the functions marked here. What only one part needs goes into that
//! part's file, what several parts share becomes a file of its own, and the frame is the first file. There are three
//! parts: the two pages that show the account at once, and the rest, which comes behind the first page. More parts would
//! mean more shared files, and small files pack badly. A part hands out functions; once it is there, calling them is like
//! calling any other.

// The macro declares the imports between the files.
#![allow(unsafe_code)]

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::components::figure::take::{self, Take};
use super::components::working;
use super::pages;
use super::session::Session;
use super::storage::keep;
use super::url_state::Step;
use crate::core::problem::Problem;
use crate::words::{Lang, sentence};

/// Draws a part.
pub type Draw = fn() -> AnyView;

/// A problem as a sentence.
pub type Say = fn(Lang, &Problem) -> String;

/// The problem of a part that did not come; its sentence is always there.
pub const NOT_FETCHED: &str = "page.not_fetched";

/// What keeps the study, and what a person sees of it.
#[derive(Clone, Copy)]
pub struct Keep {
    /// Starts keeping the study.
    pub start: fn(Session),
    /// What could not be kept.
    pub trouble: Draw,
    /// The buttons of the study file.
    pub study_file: Draw,
}

type Fetched<T> = Result<T, SplitLoaderError>;

/// Draws a step once its part is there.
pub fn with_page(session: Session, step: Step, then: impl FnOnce(Draw) + 'static) {
    spawn_local(async move {
        let draw = match step {
            Step::Home => home().await,
            Step::Data => data().await,
            Step::Account => account().await,
            Step::Change => change().await,
            Step::Relation => relation().await,
            Step::Forecast => forecast().await,
        };
        hand(session, draw, then);
    });
}

/// Goes on with the inside of the working drawer once it is there.
pub fn with_working(session: Session, then: impl FnOnce(Draw) + 'static) {
    spawn_local(async move { hand(session, working().await, then) });
}

/// Goes on with what keeps the study once it is there.
pub fn with_keep(session: Session, then: impl FnOnce(Keep) + 'static) {
    spawn_local(async move { hand(session, keep().await, then) });
}

/// Goes on with what saves a figure once it is there.
pub fn with_save(session: Session, then: impl FnOnce(fn(Take)) + 'static) {
    spawn_local(async move { hand(session, saving().await, then) });
}

/// Goes on with the sentences of problems once they are there.
pub fn with_sentences(session: Session, then: impl FnOnce(Say) + 'static) {
    spawn_local(async move { hand(session, sentences().await, then) });
}

/// Fetches every part, so that the page goes on when the network is cut, and then says so to `arrived`.
pub fn fetch_all(arrived: impl FnOnce() + 'static) {
    spawn_local(async move {
        // What does not come now is fetched when it is opened, and missed then.
        let all = [
            home().await.is_ok(),
            account().await.is_ok(),
            working().await.is_ok(),
            data().await.is_ok(),
            forecast().await.is_ok(),
            ahead().await.is_ok(),
            sentences().await.is_ok(),
        ];
        if all.into_iter().all(|is_there| is_there) {
            arrived();
        }
    });
}

/// Computes the forecast for a page that can stand without it.
pub fn with_forecast(session: Session) {
    spawn_local(async move {
        hand(session, ahead().await, |compute| compute(session));
    });
}

fn hand<T>(session: Session, fetched: Fetched<T>, then: impl FnOnce(T)) {
    match fetched {
        Ok(part) => then(part),
        Err(_) => session.notice.set(Some(Problem::new(NOT_FETCHED))),
    }
}

#[wasm_split(home, fallible)]
fn home() -> Fetched<Draw> {
    Ok(|| pages::home::Home().into_any())
}

#[wasm_split(rest, fallible)]
fn data() -> Fetched<Draw> {
    Ok(|| pages::data::Data().into_any())
}

#[wasm_split(account, fallible)]
fn account() -> Fetched<Draw> {
    Ok(|| pages::account::AccountPage().into_any())
}

#[wasm_split(rest, fallible)]
fn change() -> Fetched<Draw> {
    Ok(|| pages::change::Change().into_any())
}

#[wasm_split(rest, fallible)]
fn relation() -> Fetched<Draw> {
    Ok(|| pages::relation::Relation().into_any())
}

#[wasm_split(rest, fallible)]
fn forecast() -> Fetched<Draw> {
    Ok(|| pages::forecast::Forecast().into_any())
}

#[wasm_split(rest, fallible)]
fn working() -> Fetched<Draw> {
    Ok(working::inside::draw)
}

#[wasm_split(rest, fallible)]
fn saving() -> Fetched<fn(Take)> {
    Ok(take::save)
}

#[wasm_split(rest, fallible)]
fn sentences() -> Fetched<Say> {
    Ok(sentence)
}

#[wasm_split(rest, fallible)]
fn ahead() -> Fetched<fn(Session)> {
    Ok(|session| {
        session.results.forecast();
    })
}

#[wasm_split(rest, fallible)]
fn keep() -> Fetched<Keep> {
    Ok(Keep {
        start: keep::start,
        trouble: || keep::Trouble().into_any(),
        study_file: || keep::StudyFile().into_any(),
    })
}
