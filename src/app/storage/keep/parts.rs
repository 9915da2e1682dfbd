//! What a person sees of it: a sentence when something is lost, and the buttons of the study file.

use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::away::TakeAway;
use super::file::{file_name, save_unkept};
use super::linked::Linked;
use super::shelf::Shelf;
use super::tabs::OtherTab;
use super::{Saving, Storage, open_study_text, save_study};
use crate::app::browser;
use crate::app::components::long_work::{Job, LongWork};
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::app::worker::run_job;
use crate::job::Request;
use crate::tr;

/// Most faults of a file that are listed.
const MOST_LISTED: usize = 20;

/// What could not be kept, with a way to keep it all the same; and what does not fit in a file.
#[component]
pub fn Trouble() -> impl IntoView {
    let session = Session::get();
    let storage = Storage::get();
    let problem = Memo::new(move |_| match storage.saving.get() {
        Saving::NotSaved(problem) if storage.dismissed.get().as_ref() != Some(&problem) => {
            Some(problem)
        }
        _ => None,
    });
    view! {
        <div role="status" class="notice"><Linked /><OtherTab /></div>
        <div role="status" class="notice">
            {move || storage.aside.get().map(|(problem, text)| {
                let lang = session.lang();
                let save = move |_| browser::save_file("tanheng-aside.json", "application/json", text.as_bytes());
                view! {
                    <Message tone=Tone::Warn>
                        {session.say(&problem)}
                        <div class="row">
                            <button class="btn small" on:click=save>{tr!(lang, "storage.kept_aside")}</button>
                            <button class="btn small plain" on:click=move |_| storage.aside.set(None)>{tr!(lang, "storage.dismiss")}</button>
                        </div>
                    </Message>
                }
            })}
            {move || {
                let given_up = Shelf::get().given_up;
                let n = given_up.get();
                (n > 0).then(|| {
                    let lang = session.lang();
                    view! {
                        <Message tone=Tone::Warn>
                            {tr!(lang, "studies.given_up", n = n)}
                            <div class="row">
                                <button class="btn small" on:click=move |_| save_study(session)>{tr!(lang, "file.save")}</button>
                                <button class="btn small plain" on:click=move |_| given_up.set(0)>{tr!(lang, "storage.dismiss")}</button>
                            </div>
                        </Message>
                    }
                })
            }}
            {move || problem.get().map(|problem| {
                let text = session.say(&problem);
                let lang = session.lang();
                view! {
                    <Message tone=Tone::Warn>
                        {text}
                        <div class="row">
                            <button class="btn small" on:click=move |_| save_unkept(session)>{tr!(lang, "file.save")}</button>
                            <button class="btn small plain" on:click=move |_| storage.dismissed.set(Some(problem.clone()))>
                                {tr!(lang, "storage.dismiss")}
                            </button>
                        </div>
                    </Message>
                }
            })}
        </div>
        {move || {
            let is_told = session.notice.with(|n| n.as_ref().is_some_and(|p| p.code == "file.faulty"));
            let faults = storage.faults.get();
            (is_told && !faults.is_empty()).then(|| {
                let lang = session.lang();
                let more = faults.len().saturating_sub(MOST_LISTED);
                view! {
                    <section aria-label=tr!(lang, "file.faults")>
                        <ul>
                            {faults.iter().take(MOST_LISTED).map(|p| view! { <li>{session.say(p)}</li> }).collect_view()}
                            {(more > 0).then(|| view! { <li>{tr!(lang, "file.more", count = more)}</li> })}
                        </ul>
                    </section>
                }
            })
        }}
    }
}

/// Save the study, open another, save the results.
#[component]
pub fn StudyFile() -> impl IntoView {
    let session = Session::get();
    let input = NodeRef::<Input>::new();
    let open = move |_| {
        let Some(field) = input.get_untracked() else {
            return;
        };
        let file = field.files().and_then(|files| files.get(0));
        // The same file can be chosen again once it is mended.
        field.set_value("");
        if let Some(file) = file {
            spawn_local(async move {
                // Read as bytes: what is no text has a sentence of its own.
                let file = gloo_file::File::from(file);
                if let Ok(bytes) = gloo_file::futures::read_as_bytes(&file).await {
                    open_study_text(session, &String::from_utf8_lossy(&bytes));
                }
            });
        }
    };
    let job: Job = RwSignal::new_local(None);
    let ran_in_page = RwSignal::new(false);
    let compute = move |_| {
        let study = session.study_now();
        job.set(Some(run_job(&Request::Study {
            study: Box::new((*study).clone()),
        })));
    };
    Effect::new(move |_| {
        let result = job.with(|j| j.as_ref().and_then(|j| j.result.get()));
        let Some(result) = result else { return };
        ran_in_page
            .set(job.with_untracked(|j| j.as_ref().is_some_and(|j| j.in_page.get_untracked())));
        job.set(None);
        match result {
            Ok(reply) => {
                let lang = session.lang.get_untracked();
                let name = file_name(&session.study_now(), lang, "results", "json");
                browser::save_file(&name, "application/json", reply.as_bytes());
            }
            Err(problem) if problem.code == "job.cancelled" => {}
            Err(problem) => session.notice.set(Some(problem)),
        }
    });
    view! {
        <div class="row study-file">
            <button class="btn small" on:click=move |_| save_study(session)>{move || tr!(session.lang(), "file.save")}</button>
            <button class="btn small" on:click=move |_| { if let Some(field) = input.get_untracked() { field.click(); } }>
                {move || tr!(session.lang(), "file.open")}
            </button>
            <input type="file" accept=".json,application/json" hidden aria-label=move || tr!(session.lang(), "file.open")
                node_ref=input on:change=open />
            <button class="btn small" on:click=compute>{move || tr!(session.lang(), "file.results")}</button>
        </div>
        <TakeAway />
        <LongWork job=job />
        <span role="status">
            {move || ran_in_page.get().then(|| tr!(session.lang(), "job.in_page"))}
        </span>
    }
}
