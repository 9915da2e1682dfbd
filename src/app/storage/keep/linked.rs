//! A study in the address of the page: it is opened only after asking, for another one may be at hand.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::opening::open_linked;
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::core::problem::{Problem, Report};
use crate::core::study::Study;
use crate::exchange::link::{self, PREFIX};
use crate::tr;

/// Asks whether to open the study in the address, or says why it cannot be read.
#[component]
pub fn Linked() -> impl IntoView {
    let session = Session::get();
    let found = RwSignal::new(read());
    let changed = window_event_listener(leptos::ev::hashchange, move |_| {
        if let Some(next) = read() {
            found.set(Some(next));
        }
    });
    on_cleanup(move || changed.remove());
    let close = move || {
        forget();
        found.set(None);
    };
    move || {
        let lang = session.lang();
        Some(match found.get()? {
            Ok(study) => {
                let title = lang.pick(&study.title).to_owned();
                let open = move |_| {
                    session.notice.set(None);
                    open_linked(session, (*study).clone());
                    close();
                };
                view! {
                    <Message tone=Tone::Info>
                        {tr!(lang, "file.linked", title = title)}
                        <div class="row">
                            <button class="btn small primary" on:click=open>{tr!(lang, "file.linked_open")}</button>
                            <button class="btn small" on:click=move |_| close()>{tr!(lang, "file.linked_leave")}</button>
                        </div>
                    </Message>
                }
                .into_any()
            }
            Err(problem) => {
                let text = session.say(&problem);
                view! {
                    <Message tone=Tone::Error>
                        {text}
                        <div class="row"><button class="btn small" on:click=move |_| close()>{tr!(lang, "storage.dismiss")}</button></div>
                    </Message>
                }
                .into_any()
            }
        })
    }
}

fn read() -> Option<Result<Arc<Study>, Problem>> {
    let hash = window().location().hash().ok()?;
    let text = hash.strip_prefix('#')?;
    text.starts_with(PREFIX)
        .then(|| link::read(text).map(Arc::new).map_err(|e| e.problem()))
}

/// Takes the study out of the address: opening it again shows what is at hand.
fn forget() {
    let search = window().location().search().unwrap_or_default();
    let address = if search.is_empty() {
        ".".to_owned()
    } else {
        search
    };
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}
