//! Neighbours by touch, from boundaries that a person brings.

use std::sync::Arc;

use leptos::prelude::*;

use super::list::{Refused, use_list};
use crate::app::components::long_work::{Job, LongWork, done_or_refused};
use crate::app::components::message::{Message, Tone};
use crate::app::components::segment::Segment;
use crate::app::session::Session;
use crate::app::worker::{self, JobHandle};
use crate::core::geo::Shape;
use crate::core::problem::{Problem, Report};
use crate::core::space::weights::{Contiguity, ContiguityOptions, WeightsError, contiguity};
use crate::core::study::NeighbourRule;
use crate::door;
use crate::job::{JobError, OutlinesReply};
use crate::tr;
use crate::words::Lang;

/// Outlines joined to the units.
#[derive(Clone)]
struct Joined {
    file: String,
    shapes: Arc<Vec<Shape>>,
    missing: usize,
}

impl Joined {
    /// Takes whoever touches for neighbours.
    fn use_by(&self, session: Session, rule: Contiguity) -> Result<(), WeightsError> {
        let options = ContiguityOptions {
            rule,
            ..ContiguityOptions::default()
        };
        let found = contiguity(&self.shapes, &options)?;
        let name = match rule {
            Contiguity::Rook => format!("{} · Rook", self.file),
            Contiguity::Queen => format!("{} · Queen", self.file),
        };
        use_list(session, &name, &found.weights);
        Ok(())
    }
}

const fn id_of(rule: Contiguity) -> &'static str {
    match rule {
        Contiguity::Rook => "rook",
        Contiguity::Queen => "queen",
    }
}

/// A file of boundaries in, and what is a common border in it.
#[component]
pub fn FromOutlines() -> impl IntoView {
    let session = Session::get();
    let job: Job = RwSignal::new_local(None);
    let file = StoredValue::new(String::new());
    let joined = RwSignal::new(None::<Joined>);
    let fault = RwSignal::new(None::<Problem>);
    let rule = RwSignal::new(Contiguity::Rook);
    let apply = move || {
        let Some(found) = joined.get_untracked() else {
            return;
        };
        if let Err(error) = found.use_by(session, rule.get_untracked()) {
            fault.set(Some(error.problem()));
        }
    };
    let take = move |json: String, handle: JobHandle| {
        let arrays = handle.arrays();
        let arrays: Vec<_> = arrays.iter().filter_map(door::from_browser).collect();
        let reply: Option<OutlinesReply> = serde_json::from_str(&json).ok();
        let Some(read) = reply.and_then(|reply| reply.unpacked(&arrays)) else {
            fault.set(Some(JobError::WorkerLost.problem()));
            return;
        };
        let study = session.study_now();
        let regions = study.regions.iter();
        let asked: Vec<(&str, &str)> = regions
            .map(|r| (r.code.as_str(), Lang::Zh.pick(&r.name)))
            .collect();
        let found = read.join(&asked, None);
        joined.set(Some(Joined {
            file: file.get_value(),
            missing: found.missing.len(),
            shapes: Arc::new(
                found
                    .shapes
                    .into_iter()
                    .map(Option::unwrap_or_default)
                    .collect(),
            ),
        }));
        apply();
    };
    done_or_refused(job, fault, Box::new(take));
    let chosen = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        if let Some(of) = input.files().and_then(|f| f.get(0)) {
            fault.set(None);
            file.set_value(of.name());
            job.set(Some(worker::rasters("outlines", &[of], "")));
        }
        input.set_value("");
    };
    // Another rule is not of the file.
    let is_in_use = Memo::new(move |_| {
        joined.with(|joined| {
            let study = session.study();
            let NeighbourRule::Listed(list) = &study.choices.space.neighbours else {
                return false;
            };
            joined
                .as_ref()
                .is_some_and(|j| list.name.starts_with(&j.file))
        })
    });
    let rules = Signal::derive(move || {
        let lang = session.lang();
        vec![
            ("rook", tr!(lang, "space.weights.rook").to_owned()),
            ("queen", tr!(lang, "space.weights.queen").to_owned()),
        ]
    });
    let value = Signal::derive(move || id_of(rule.get()));
    let message = move || {
        let joined = joined.get().filter(|_| is_in_use.get())?;
        let (lang, n) = (session.lang(), joined.shapes.len());
        let text = tr!(
            lang,
            "space.weights.joined",
            name = joined.file,
            n = n - joined.missing
        );
        let missing = (joined.missing > 0)
            .then(|| tr!(lang, "space.weights.without_outline", n = joined.missing));
        let tone = if joined.missing > 0 {
            Tone::Warn
        } else {
            Tone::Ok
        };
        Some(view! {
            <Message tone>
                {text}{missing}
                <div class="row">
                    <Segment label=session.word(|l| tr!(l, "space.weights.rule")) options=rules value=value
                        on_choose=move |id: &'static str| {
                            rule.set(if id == "queen" { Contiguity::Queen } else { Contiguity::Rook });
                            apply();
                        } />
                </div>
            </Message>
        })
    };
    view! {
        <div class="row">
            <label class="btn small filebtn">{move || tr!(session.lang(), "space.weights.outlines")}
                <input class="vh" type="file" accept=".geojson,.json,.topojson,.zip"
                    aria-label=move || tr!(session.lang(), "space.weights.outlines") on:change=chosen />
            </label>
        </div>
        <LongWork job />
        <Refused fault />
        {message}
    }
}
