//! Two pages on one study: each tells the other when it has kept it, and one that hears of it keeps nothing more before a
//! person has said which of the two is right.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, MessageEvent};

use super::{Storage, disk, forget_kept, set_kept, write_soon};
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::exchange::study_file;
use crate::tr;

const CHANNEL: &str = "tanheng-studies";

thread_local! {
    static OPEN: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
    /// Whether another page has kept the study at hand since this one did.
    static ELSEWHERE: Cell<Option<RwSignal<bool>>> = const { Cell::new(None) };
}

/// Listens as long as the page is there; a browser without channels keeps what was kept last.
pub(super) fn listen(session: Session) {
    let elsewhere = RwSignal::new(false);
    ELSEWHERE.set(Some(elsewhere));
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else {
        return;
    };
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let id = event.data().as_string();
        if id.as_deref() == Some(session.study_now().id.as_str()) {
            elsewhere.set(true);
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    OPEN.with(|open| open.replace(Some(channel)));
}

/// Tells the other pages that a study was kept.
pub(super) fn tell(id: &str) {
    OPEN.with_borrow(|open| {
        if let Some(channel) = open {
            // Nobody listens: nobody has to know.
            let _ = channel.post_message(&JsValue::from_str(id));
        }
    });
}

/// Whether nothing may be kept before a person has answered.
pub(super) fn is_elsewhere() -> bool {
    ELSEWHERE.get().is_some_and(|e| e.get_untracked())
}

/// Asks which of the two is right.
#[component]
pub fn OtherTab() -> impl IntoView {
    let session = Session::get();
    let storage = Storage::get();
    let elsewhere = ELSEWHERE.get();
    let take_theirs = move |_| {
        spawn_local(async move {
            match disk::read_current()
                .await
                .map(|found| found.map(|(_, text)| study_file::read(&text)))
            {
                Ok(Some(Ok(study))) => {
                    session.put(study);
                    set_kept(session.study_now());
                    answered();
                }
                Ok(_) => answered(),
                Err(problem) => session.notice.set(Some(problem)),
            }
        });
    };
    let keep_ours = move |_| {
        answered();
        forget_kept();
        write_soon(session, storage);
    };
    move || {
        elsewhere?.get().then(|| {
            let lang = session.lang();
            view! {
                <Message tone=Tone::Warn>
                    {tr!(lang, "storage.elsewhere")}
                    <div class="row">
                        <button class="btn small" on:click=take_theirs>{tr!(lang, "storage.take_theirs")}</button>
                        <button class="btn small" on:click=keep_ours>{tr!(lang, "storage.keep_ours")}</button>
                    </div>
                </Message>
            }
        })
    }
}

fn answered() {
    if let Some(elsewhere) = ELSEWHERE.get() {
        elsewhere.set(false);
    }
}
