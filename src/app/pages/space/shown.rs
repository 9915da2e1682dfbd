//! The result shown: that of the page at once, and that of the worker where more shuffles were asked for.

use std::sync::Arc;

use leptos::prelude::*;

use super::Body;
use crate::app::components::long_work::{Job, LongWork};
use crate::app::session::Session;
use crate::app::steps::Kept;
use crate::app::worker;
use crate::core::problem::{Problem, Report};
use crate::core::study::{Study, permutations_at_once};
use crate::job::{JobError, Reply, Request};
use crate::steps::space::SpaceStep;

/// The page with as many shuffles as were asked for. Up to [`permutations_at_once`] are made at once; for more the page shows those
/// until the worker has done the rest.
#[component]
pub fn WithMore(kept: Memo<Kept<SpaceStep>>, first: Arc<SpaceStep>) -> impl IntoView {
    let session = Session::get();
    let job: Job = RwSignal::new_local(None);
    // What the worker found, and the study it is of: the same one as long as no edit touches what it was made of.
    let more = RwSignal::new(None::<(Arc<Study>, Arc<SpaceStep>)>);
    let asked = StoredValue::new(None::<Arc<Study>>);
    let ground = session.results.space_ground();
    Effect::new(move |_| {
        let study = ground.get().study;
        let is_more = study.choices.space.permutations > permutations_at_once(study.regions.len());
        if !is_more || kept.with(|k| k.fault.is_some()) {
            job.set(None);
            return;
        }
        let request = Request::Space {
            study: Box::new((*study).clone()),
        };
        asked.set_value(Some(study));
        job.set(Some(worker::run_job(&request)));
    });
    Effect::new(move |_| {
        let done = job.with(|j| j.as_ref().and_then(|j| j.result.get()));
        let Some(result) = done else { return };
        job.set(None);
        let lost = || JobError::WorkerLost.problem();
        let read = |json: String| match serde_json::from_str(&json) {
            Ok(Reply::Space(step)) => Ok(step),
            _ => Err(lost()),
        };
        match result.and_then(read) {
            Ok(step) => more.set(asked.get_value().map(|study| (study, Arc::new(*step)))),
            Err(problem) => say(session, problem),
        }
    });
    let shown = Signal::derive(move || {
        let now = ground.get().study;
        let of_worker = more.get().filter(|(study, _)| Arc::ptr_eq(study, &now));
        match of_worker {
            Some((_, step)) => step,
            None => kept.get().value.unwrap_or_else(|| first.clone()),
        }
    });
    view! {
        <LongWork job />
        <Body shown />
    }
}

/// That the work was stopped needs no telling: whoever stopped it knows.
fn say(session: Session, problem: Problem) {
    if problem != JobError::Cancelled.problem() {
        session.notice.set(Some(problem));
    }
}
