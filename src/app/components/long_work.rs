//! Work that takes a while: what is being done, how far it is, and a way to stop it.

use std::time::Duration;

use leptos::prelude::*;

use crate::app::session::Session;
use crate::app::worker::JobHandle;
use crate::core::problem::Problem;
use crate::job::Stage;
use crate::tr;
use crate::words::Lang;

/// Work that is done by then is not worth a bar that flashes up.
const QUIET: Duration = Duration::from_millis(300);

fn named(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Account => tr!(lang, "job.stage.account"),
        Stage::Change => tr!(lang, "job.stage.change"),
        Stage::Relation => tr!(lang, "job.stage.relation"),
        Stage::Forecast => tr!(lang, "job.stage.forecast"),
        Stage::Interval => tr!(lang, "job.stage.interval"),
        Stage::Variants => tr!(lang, "job.stage.variants"),
        Stage::Open => tr!(lang, "job.stage.open"),
        Stage::Split => tr!(lang, "job.stage.split"),
        Stage::Match => tr!(lang, "job.stage.match"),
        Stage::Pixels => tr!(lang, "job.stage.pixels"),
        Stage::Figures => tr!(lang, "job.stage.figures"),
        Stage::Permutations => tr!(lang, "job.stage.permutations"),
    }
}

/// The job of a page, if there is one.
pub type Job = RwSignal<Option<JobHandle>, LocalStorage>;

/// Takes the reply of a job when it is done, with the job for the arrays that came beside it. One that was cancelled leaves all as
/// it was; why another failed is told above the page. Boxed, so that all pages share this.
pub fn when_done(session: Session, job: Job, take: Box<dyn Fn(String, JobHandle)>) {
    done_or_refused(job, session.notice, take);
}

/// [`when_done`] with a place of its own for what went wrong.
pub fn done_or_refused(
    job: Job,
    fault: RwSignal<Option<Problem>>,
    take: Box<dyn Fn(String, JobHandle)>,
) {
    Effect::new(move |_| {
        let done = job.with(|j| {
            let job = j.as_ref()?;
            Some((job.clone(), job.result.get()?))
        });
        let Some((handle, result)) = done else { return };
        job.set(None);
        match result {
            Ok(reply) => take(reply, handle),
            Err(problem) if problem.code == "job.cancelled" => {}
            Err(problem) => fault.set(Some(problem)),
        }
    });
}

/// Shows a job that has been running for 0.3 s. What becomes of its result is up to the page.
#[component]
pub fn LongWork(
    /// The job to show.
    job: Job,
) -> impl IntoView {
    let session = Session::get();
    let is_running =
        move || job.with(|j| j.as_ref().is_some_and(|j| j.result.with(Option::is_none)));
    let is_shown = RwSignal::new(false);
    Effect::new(move |_| {
        is_shown.set(false);
        if is_running() {
            let wait = set_timeout_with_handle(move || is_shown.set(true), QUIET);
            on_cleanup(move || {
                if let Ok(wait) = wait {
                    wait.clear();
                }
            });
        }
    });
    let progress = move || job.with(|j| j.as_ref().and_then(|j| j.progress.get()));
    let percent = move || progress().and_then(crate::job::Progress::percent);
    let what = move || {
        let lang = session.lang();
        let stage = progress().map(|p| named(lang, p.stage));
        match (stage, percent()) {
            (Some(stage), Some(percent)) => {
                format!("{stage} {}", tr!(lang, "job.share", percent = percent))
            }
            (Some(stage), None) => stage.to_owned(),
            _ => tr!(lang, "job.working").to_owned(),
        }
    };
    let cancel = move |_| {
        job.with_untracked(|j| {
            if let Some(j) = j {
                j.cancel();
            }
        });
    };
    move || {
        (is_shown.get() && is_running()).then(|| view! {
            <div class="work">
                <div class="row">
                    <span>{what}</span>
                    <button class="btn small" on:click=cancel>{move || tr!(session.lang(), "job.cancel")}</button>
                </div>
                <div class="loading" role="progressbar" aria-label=move || tr!(session.lang(), "job.working")
                    aria-valuemin="0" aria-valuemax="100" aria-valuenow=move || percent().map(|p| p.to_string())
                    style=move || format!("--done: {}%", percent().unwrap_or(0))></div>
            </div>
        })
    }
}
