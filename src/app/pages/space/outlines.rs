//! Neighbours by touch, from boundaries that a person brings.

use std::sync::Arc;

use leptos::prelude::*;

use super::list::{Brought, Refused, use_list};
use crate::app::components::long_work::{Job, LongWork, done_or_refused};
use crate::app::components::message::{Message, Tone};
use crate::app::components::segment::Segment;
use crate::app::session::Session;
use crate::app::worker::{self, JobHandle};
use crate::core::geo::Shape;
use crate::core::problem::{Arg, Problem, Report};
use crate::core::space::weights::{Contiguity, ContiguityOptions, contiguity};
use crate::core::study::NeighbourRule;
use crate::door;
use crate::job::{JobError, OutlinesReply};
use crate::tr;
use crate::words::Lang;

/// Outlines joined to the units.
#[derive(Clone)]
pub struct Joined {
    file: String,
    shapes: Arc<Vec<Shape>>,
    missing: usize,
}

impl Joined {
    fn name(&self, rule: Contiguity) -> String {
        match rule {
            Contiguity::Rook => format!("{} · Rook", self.file),
            Contiguity::Queen => format!("{} · Queen", self.file),
        }
    }

    /// Takes whoever touches for neighbours. Outlines of which no two touch are no use.
    fn use_by(&self, session: Session, rule: Contiguity) -> Result<(), Problem> {
        let options = ContiguityOptions {
            rule,
            ..ContiguityOptions::default()
        };
        let found = contiguity(&self.shapes, &options).map_err(|e| e.problem())?;
        if found.weights.links() == 0 {
            let name = Arg::Text(self.file.clone());
            return Err(Problem::new("weights.no_touch").with("name", name));
        }
        use_list(session, &self.name(rule), &found.weights);
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
    let Brought {
        outlines: joined, ..
    } = Brought::here();
    let fault = RwSignal::new(None::<Problem>);
    let apply = move |rule: Contiguity| {
        fault.set(None);
        let Some(found) = joined.get_untracked() else {
            return;
        };
        if let Err(problem) = found.use_by(session, rule) {
            fault.set(Some(problem));
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
        apply(Contiguity::Rook);
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
    // The rule in use, where the neighbours in use are of the file.
    let in_use = Memo::new(move |_| {
        let study = session.study();
        let NeighbourRule::Listed(list) = &study.choices.space.neighbours else {
            return None;
        };
        let is_of = |rule: &Contiguity| {
            joined.with(|j| j.as_ref().is_some_and(|j| j.name(*rule) == list.name))
        };
        [Contiguity::Rook, Contiguity::Queen]
            .into_iter()
            .find(is_of)
    });
    let rules = Signal::derive(move || {
        let lang = session.lang();
        vec![
            ("rook", tr!(lang, "space.weights.rook").to_owned()),
            ("queen", tr!(lang, "space.weights.queen").to_owned()),
        ]
    });
    let value = Signal::derive(move || in_use.get().map_or("", id_of));
    let message = move || {
        let joined = joined.get().filter(|_| in_use.with(Option::is_some))?;
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
                            apply(if id == "queen" { Contiguity::Queen } else { Contiguity::Rook });
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
