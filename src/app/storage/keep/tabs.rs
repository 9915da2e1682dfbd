//! Two pages on one study: each tells the other when it has kept or deleted it, and one that hears of it keeps nothing more
//! of that study before a person has said which of the two is right.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, MessageEvent};

use super::shelf::Shelf;
use super::writer::{forget_kept, set_kept, write_soon};
use super::{Storage, opening, save_study, versions};
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::exchange::kept::Why;
use crate::tr;

const CHANNEL: &str = "tanheng-studies";

/// Said before an id: the study was deleted. Without it, it was kept.
const DELETED: &str = "deleted\n";

/// Only the lists have changed.
const LISTS: &str = "lists\n";

/// Ids of studies, and whether each was deleted.
type Held = RwSignal<Vec<(String, bool)>>;

thread_local! {
    static OPEN: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
    /// The studies another page has kept or deleted since this one kept them.
    static HELD: Cell<Option<Held>> = const { Cell::new(None) };
}

/// Listens as long as the page is there; a browser without channels keeps what was kept last.
pub(super) fn listen(session: Session) {
    HELD.set(Some(RwSignal::new(Vec::new())));
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else {
        return;
    };
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(said) = event.data().as_string() {
            hear(session, &said);
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    OPEN.with(|open| open.replace(Some(channel)));
}

fn hear(session: Session, said: &str) {
    // What this page does not have open cannot overwrite anything: it is read anew when it is opened.
    let is_here = |id: &str| session.has(id);
    if let Some(id) = said.strip_prefix(DELETED) {
        if is_here(id) {
            forget_kept(id);
            note(id, true);
        }
    } else if said != LISTS && is_here(said) {
        note(said, false);
    }
    spawn_local(Shelf::get().load());
}

/// Tells the other pages that a study was kept.
pub(super) fn tell(id: &str) {
    post(id);
}

/// Tells the other pages that a study was deleted.
pub(super) fn tell_deleted(id: &str) {
    post(&format!("{DELETED}{id}"));
}

/// Tells the other pages that the lists have changed.
pub(super) fn tell_lists() {
    post(LISTS);
}

fn post(said: &str) {
    OPEN.with_borrow(|open| {
        if let Some(channel) = open {
            // Nobody listens: nobody has to know.
            let _ = channel.post_message(&JsValue::from_str(said));
        }
    });
}

/// Keeps nothing of a study that another page has kept, before a person has answered.
pub(super) fn hold(id: &str) {
    note(id, false);
}

fn note(id: &str, is_deleted: bool) {
    if let Some(held) = HELD.get() {
        held.update(|held| {
            held.retain(|(h, _)| h != id);
            held.push((id.to_owned(), is_deleted));
        });
    }
}

/// Whether nothing of this study may be kept before a person has answered.
pub(super) fn is_held(id: &str) -> bool {
    HELD.get()
        .is_some_and(|held| held.with_untracked(|h| h.iter().any(|(h, _)| h == id)))
}

/// A person has answered, or has opened the study anew.
pub(super) fn let_go(id: &str) {
    if let Some(held) = HELD.get() {
        held.update(|held| held.retain(|(h, _)| h != id));
    }
}

/// Asks which of the two is right.
#[component]
pub fn OtherTab() -> impl IntoView {
    let session = Session::get();
    let storage = Storage::get();
    let held = HELD.get();
    let here = Memo::new(move |_| {
        let id = session.study().id.clone();
        held?.with(|h| h.iter().find(|(h, _)| *h == id).cloned())
    });
    let take_theirs = move |_| {
        spawn_local(async move {
            let id = session.study_now().id.clone();
            match opening::read_kept(&id).await {
                Ok(study) => {
                    session.put(study);
                    set_kept(session.study_now());
                    let_go(&id);
                }
                Err(problem) => session.notice.set(Some(problem)),
            }
        });
    };
    let keep_ours = move |_| {
        spawn_local(async move {
            let id = session.study_now().id.clone();
            // What the other page has kept stays as a version before it is written over.
            let kept = match opening::read_kept(&id).await {
                Ok(theirs) => versions::keep(Arc::new(theirs), Why::Elsewhere, None).await,
                Err(problem) if problem.code == "storage.no_study" => Ok(()),
                Err(problem) => Err(problem),
            };
            if let Err(problem) = kept {
                session.notice.set(Some(problem));
                return;
            }
            let_go(&id);
            forget_kept(&id);
            write_soon(session, storage);
        });
    };
    move || {
        here.get().map(|(_, is_deleted)| {
            let lang = session.lang();
            if is_deleted {
                return view! {
                    <Message tone=Tone::Warn>
                        {tr!(lang, "storage.deleted_elsewhere")}
                        <div class="row">
                            <button class="btn small" on:click=keep_ours>{tr!(lang, "storage.keep_again")}</button>
                            <button class="btn small" on:click=move |_| save_study(session)>{tr!(lang, "file.save")}</button>
                        </div>
                    </Message>
                }
                .into_any();
            }
            view! {
                <Message tone=Tone::Warn>
                    {tr!(lang, "storage.elsewhere")}
                    <div class="row">
                        <button class="btn small" on:click=take_theirs>{tr!(lang, "storage.take_theirs")}</button>
                        <button class="btn small" on:click=keep_ours>{tr!(lang, "storage.keep_ours")}</button>
                    </div>
                </Message>
            }
            .into_any()
        })
    }
}
