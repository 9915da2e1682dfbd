//! Neighbours from a file or typed, and the neighbours in use as a file.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::Shown;
use super::outlines::Joined;
use crate::app::browser::save_file;
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::core::problem::{Problem, Report};
use crate::core::space::Weights;
use crate::core::space::weights::{Transform, TypedProblem, from_typed};
use crate::core::study::{ListedWeights, NeighbourRule, Study};
use crate::exchange::weights::{
    Format, Header, JoinedBy, WeightsFileError, read, read_lists, write_gal, write_gwt, write_lists,
};
use crate::steps::space::SpaceStep;
use crate::tr;
use crate::words::Lang;

/// Name of the layer in files of our own.
const LAYER: &str = "tanheng";

/// What is to be said of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Said {
    /// Its ids were taken for numbers of the units.
    by_order: bool,
    /// Its third column was taken for distances.
    as_ones: bool,
}

/// What was brought, which outlives the page that says what is missing.
#[derive(Clone, Copy)]
pub(super) struct Brought {
    said: RwSignal<Said>,
    /// Outlines, where neighbours were made of some.
    pub(super) outlines: RwSignal<Option<Joined>>,
}

impl Brought {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            said: RwSignal::new(Said::default()),
            outlines: RwSignal::new(None),
        }
    }

    /// What was brought to this page.
    pub(super) fn here() -> Self {
        use_context().unwrap_or_else(Self::new)
    }
}

/// Problems of typed neighbours told at most.
const MOST_FAULTS: usize = 5;

fn codes(study: &Study) -> Vec<&str> {
    study.regions.iter().map(|r| r.code.as_str()).collect()
}

/// Weights as the study keeps them.
fn listed(name: &str, codes: &[&str], weights: &Weights) -> NeighbourRule {
    let row = |unit: usize| {
        let (near, values) = weights.row(unit);
        let of = near.iter().zip(values);
        let named = of.filter_map(|(n, w)| Some(((*codes.get(*n as usize)?).to_owned(), *w)));
        (codes[unit].to_owned(), named.collect())
    };
    NeighbourRule::Listed(Arc::new(ListedWeights {
        name: name.to_owned(),
        rows: (0..weights.len().min(codes.len())).map(row).collect(),
    }))
}

/// Takes weights for the neighbours of the study.
pub(super) fn use_list(session: Session, name: &str, weights: &Weights) {
    let study = session.study_now();
    let rule = listed(name, &codes(&study), weights);
    session.notice.set(None);
    session.choose(|s| s.choices.space.neighbours = rule);
}

/// Reads a file of weights. One that cannot be read leaves the neighbours as they were.
async fn take(
    session: Session,
    file: web_sys::File,
    said: RwSignal<Said>,
    fault: RwSignal<Option<Problem>>,
) {
    let name = file.name();
    let bytes = JsFuture::from(file.array_buffer()).await;
    let bytes = bytes.map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec());
    let study = session.study_now();
    let read = match bytes {
        Ok(bytes) => {
            let format = Format::of_name(&name).unwrap_or(Format::Gal);
            read(&bytes, format, &codes(&study)).map_err(|e: WeightsFileError| e.problem())
        }
        Err(_) => Err(Problem::new("weights.not_read")),
    };
    match read {
        Ok(found) => {
            // The third column of GeoDa's files of distances is a distance, with which GeoDa computes nothing.
            let is_ours = found.header.is_some_and(|h| h.layer == LAYER);
            let is_distance = found.format == Format::Gwt && !is_ours;
            let binary = found.weights.transformed(Transform::Binary);
            let are_ones = binary == found.weights;
            said.set(Said {
                by_order: found.joined != JoinedBy::Id,
                as_ones: is_distance && !are_ones,
            });
            use_list(
                session,
                &name,
                if is_distance { &binary } else { &found.weights },
            );
        }
        Err(problem) => fault.set(Some(problem)),
    }
}

/// Buttons for files in and out.
#[component]
pub fn ListFiles(
    /// What is in use, where anything is.
    #[prop(optional)]
    shown: Option<Shown>,
) -> impl IntoView {
    let session = Session::get();
    let Brought { said, .. } = Brought::here();
    let fault = RwSignal::new(None::<Problem>);
    // Another rule is not of the file.
    let is_listed = Memo::new(move |_| {
        matches!(
            session.study().choices.space.neighbours,
            NeighbourRule::Listed(_)
        )
    });
    let chosen = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|f| f.get(0)) {
            fault.set(None);
            spawn_local(take(session, file, said, fault));
        }
        input.set_value("");
    };
    let save = move |format: Format| {
        let study = session.study_now();
        let codes = codes(&study);
        let Some(shown) = shown else { return };
        let weights = shown.with_untracked(|step| step.neighbours.weights.clone());
        let header = Header {
            layer: LAYER.to_owned(),
            key: "code".to_owned(),
        };
        let (name, written) = match format {
            Format::Gal => ("neighbours.gal", write_gal(&weights, &codes, None)),
            Format::Gwt => ("neighbours.gwt", write_gwt(&weights, &codes, &header)),
        };
        match written {
            Ok(text) => save_file(name, "text/plain", text.as_bytes()),
            Err(error) => session.notice.set(Some(error.problem())),
        }
    };
    view! {
        <div class="row">
            <label class="btn small filebtn">{move || tr!(session.lang(), "space.weights.load")}
                <input class="vh" type="file" accept=".gal,.gwt" aria-label=move || tr!(session.lang(), "space.weights.load") on:change=chosen />
            </label>
            {shown.map(|_| view! {
                <button type="button" class="btn small" on:click=move |_| save(Format::Gal)>{move || tr!(session.lang(), "space.weights.save")}</button>
                <button type="button" class="btn small" on:click=move |_| save(Format::Gwt)>{move || tr!(session.lang(), "space.weights.save_gwt")}</button>
            })}
        </div>
        <Refused fault />
        {move || (is_listed.get() && said.get().by_order).then(|| view! {
            <Message tone=Tone::Warn>{move || tr!(session.lang(), "space.weights.by_order")}</Message>
        })}
        {move || (is_listed.get() && said.get().as_ones).then(|| view! {
            <Message tone=Tone::Warn>{move || tr!(session.lang(), "space.weights.as_ones")}</Message>
        })}
        {move || {
            let text = shown.and_then(|shown| strangers(session.lang(), &shown.get()));
            text.map(|text| view! { <Message tone=Tone::Warn>{text}</Message> })
        }}
    }
}

/// Why a file was not taken, beside the button it was brought by.
#[component]
pub(super) fn Refused(fault: RwSignal<Option<Problem>>) -> impl IntoView {
    let session = Session::get();
    view! {
        <div role="alert">
            {move || fault.get().map(|problem| {
                let text = session.say(&problem);
                view! { <Message tone=Tone::Error>{text}</Message> }
            })}
        </div>
    }
}

fn strangers(lang: Lang, step: &SpaceStep) -> Option<String> {
    let n = step.neighbours.strangers.len();
    (n > 0).then(|| tr!(lang, "space.weights.unmatched", n = n))
}

/// Codes and names that typed neighbours are known by.
fn known(lang: Lang, study: &Study) -> Vec<(&str, &str)> {
    let regions = study.regions.iter();
    regions
        .map(|r| (r.code.as_str(), lang.pick(&r.name)))
        .collect()
}

/// Neighbours as text, to be changed by hand.
#[component]
pub fn Typed(
    /// What is in use, where anything is.
    #[prop(optional)]
    shown: Option<Shown>,
) -> impl IntoView {
    let session = Session::get();
    let field = NodeRef::<leptos::html::Textarea>::new();
    let text = move || {
        let (lang, study) = (session.lang(), session.study());
        let names: Vec<&str> = known(lang, &study).into_iter().map(|(_, n)| n).collect();
        match shown {
            Some(shown) => shown.with(|step| write_lists(&step.neighbours.weights, &names)),
            None => names.iter().map(|name| format!("{name}: \n")).collect(),
        }
    };
    let faults = RwSignal::new(Vec::<Problem>::new());
    let one_way = RwSignal::new(None::<Weights>);
    // Another rule is not of what was typed.
    Effect::new(move |_| {
        let study = session.study();
        if !matches!(study.choices.space.neighbours, NeighbourRule::Listed(_)) {
            one_way.set(None);
        }
    });
    let name = move || tr!(session.lang.get_untracked(), "space.weights.typed");
    let take = move |_| {
        let Some(typed) = field.get_untracked().map(|f| f.value()) else {
            return;
        };
        let study = session.study_now();
        let pairs = read_lists(&typed);
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|p| (p.from, p.to)).collect();
        let found = from_typed(&known(session.lang.get_untracked(), &study), &pairs);
        let stops = |p: &TypedProblem| {
            !matches!(p, TypedProblem::OneWay { .. } | TypedProblem::Again { .. })
        };
        let told = found.problems.iter().take(MOST_FAULTS);
        faults.set(told.map(Report::problem).collect());
        let has_links = (0..found.weights.len()).any(|unit| !found.weights.is_island(unit));
        if !has_links {
            faults.update(|told| told.push(Problem::new("space.no_links")));
        } else if !found.problems.iter().any(stops) {
            one_way.set((!found.one_way.is_empty()).then(|| found.symmetric()));
            use_list(session, name(), &found.weights);
        }
    };
    let both_ways = move || {
        one_way.get().map(|weights| {
            let make = move |_| {
                use_list(session, name(), &weights);
                one_way.set(None);
                faults.set(Vec::new());
            };
            view! { <button type="button" class="btn small" on:click=make>{move || tr!(session.lang(), "space.weights.both_ways")}</button> }
        })
    };
    view! {
        <details class="typed-neighbours">
            <summary>{move || tr!(session.lang(), "space.weights.typed")}</summary>
            <div class="field">
                <label for="space-typed">{move || tr!(session.lang(), "space.weights.typed_note")}</label>
                <textarea id="space-typed" class="inp" rows="8" spellcheck="false" node_ref=field prop:value=text></textarea>
            </div>
            {move || faults.get().iter().map(|problem| {
                let text = session.say(problem);
                view! { <Message tone=Tone::Warn>{text}</Message> }
            }).collect_view()}
            <div class="row">
                <button type="button" class="btn small" on:click=take>{move || tr!(session.lang(), "space.weights.use")}</button>
                {both_ways}
            </div>
        </details>
    }
}
