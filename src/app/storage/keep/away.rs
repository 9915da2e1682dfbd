//! What a person takes away besides the study file: the workbook, the account as csv, a link.

use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::csv_mark::{PlainCsv, csv_mark};
use super::file::{file_name, save_result, save_study};
use crate::app::browser;
use crate::app::components::long_work::{Job, LongWork};
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::app::worker;
use crate::core::number::grouped;
use crate::core::problem::Report;
use crate::exchange::link::{self, MOST_CARRIED};
use crate::exchange::study_file;
use crate::job::export;
use crate::tr;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A link that was made, and whether it is on the clipboard.
#[derive(Clone)]
struct Made {
    address: String,
    length: usize,
    fits: bool,
    is_copied: bool,
}

/// The buttons, and what became of the last one pressed.
#[component]
pub fn TakeAway() -> impl IntoView {
    let session = Session::get();
    let word = move |text: fn(crate::words::Lang) -> &'static str| move || text(session.lang());
    let job: Job = RwSignal::new_local(None);
    let made = RwSignal::new(None::<Made>);
    let workbook = move |_| {
        let text = study_file::write(&session.study_now());
        let lang = session.lang.get_untracked();
        job.set(Some(worker::write_workbook(&text, lang.tag())));
    };
    save_result(session, job, |_| "", "xlsx", XLSX);
    let csv = move |_| {
        let (study, lang) = (session.study_now(), session.lang.get_untracked());
        match export::account_csv(&study, lang, csv_mark()) {
            Ok(text) => {
                let name = file_name(&study, lang, tr!(lang, "file.account"), "csv");
                browser::save_file(&name, "text/csv;charset=utf-8", text.as_bytes());
            }
            Err(error) => session.notice.set(Some(error.problem())),
        }
    };
    let copy = move |_| {
        let link = link::write(&session.study_now());
        let address = format!("{}#{}", address_of_page(), link.text);
        let fits = link.fits();
        let next = Made {
            length: address.len(),
            address,
            fits,
            is_copied: false,
        };
        if !fits {
            made.set(Some(next));
            show();
            return;
        }
        let promise = window().navigator().clipboard().write_text(&next.address);
        spawn_local(async move {
            let is_copied = JsFuture::from(promise).await.is_ok();
            made.set(Some(Made { is_copied, ..next }));
            show();
        });
    };
    view! {
        <div class="row study-file">
            <button class="btn small" on:click=workbook>{word(|l| tr!(l, "file.workbook"))}</button>
            <button class="btn small" on:click=csv>{word(|l| tr!(l, "file.csv"))}</button>
            <button class="btn small" on:click=copy>{word(|l| tr!(l, "file.link"))}</button>
            <PlainCsv />
        </div>
        <LongWork job=job />
        <div role="status" class="made-link">{move || made.get().map(|made| said(session, made))}</div>
    }
}

/// The buttons stand at the foot of the page: what is said below them is brought into view.
fn show() {
    request_animation_frame(|| {
        if let Ok(Some(said)) = document().query_selector(".made-link") {
            said.scroll_into_view_with_bool(false);
        }
    });
}

fn said(session: Session, made: Made) -> AnyView {
    let lang = session.lang();
    let length = grouped(made.length as f64, 0);
    if !made.fits {
        let limit = grouped(MOST_CARRIED as f64, 0);
        let text = tr!(lang, "file.link_too_long", n = length, limit = limit);
        return view! {
            <Message tone=Tone::Warn>{text}
                <div class="row"><button class="btn small" on:click=move |_| save_study(session)>{tr!(lang, "file.save")}</button></div>
            </Message>
        }
        .into_any();
    }
    let text = if made.is_copied {
        tr!(lang, "file.link_copied", n = length)
    } else {
        tr!(lang, "file.link_to_copy", n = length)
    };
    view! {
        <Message tone=Tone::Ok>{text}
            <input class="inp" readonly aria-label=tr!(lang, "file.link_text") value=made.address />
        </Message>
    }
    .into_any()
}

/// The address of the page with the step and language it shows.
fn address_of_page() -> String {
    let address = window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}
