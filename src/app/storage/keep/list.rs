//! The studies on this device, on the home page: each can be opened, named, copied, saved and deleted.

use std::future::Future;
use std::time::Duration;

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html::{Button, Input};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use super::opening::open_kept;
use super::shelf::{Known, Shelf};
use super::version_list::Versions;
use super::{manage, persist, save_study, time};
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::core::problem::Problem;
use crate::exchange::kept::Entry;
use crate::tr;
use crate::words::Lang;

/// Id of the section.
const SECTION: &str = "studies";

/// What the section shows besides its lists.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// The study that is getting another name.
    renaming: RwSignal<Option<String>>,
    /// Its new name so far; it outlives the field, which is drawn anew when another page keeps something.
    draft: StoredValue<String>,
    /// The study deleted last.
    deleted: RwSignal<Option<Entry>>,
    /// Whether that was just now: then the way back is what is wanted next.
    is_just_deleted: StoredValue<bool>,
    /// What was done last, in words.
    pub(super) done: RwSignal<Option<String>>,
    /// What could not be done.
    trouble: RwSignal<Option<Problem>>,
}

impl Desk {
    /// Does something on the disk and tells when it does not work.
    pub(super) fn run<T: 'static>(
        self,
        work: impl Future<Output = Result<T, Problem>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        self.done.set(None);
        spawn_local(async move {
            match work.await {
                Ok(value) => {
                    self.trouble.set(None);
                    then(value);
                }
                Err(problem) => self.trouble.set(Some(problem)),
            }
        });
    }
}

/// Brings the list into view, once the home page is there.
pub fn to_studies() {
    look_for_it(40);
}

fn look_for_it(left: u32) {
    match document().get_element_by_id(SECTION) {
        Some(section) => {
            section.scroll_into_view();
            focus("studies-title");
        }
        None if left > 0 => set_timeout(move || look_for_it(left - 1), Duration::from_millis(50)),
        None => {}
    }
}

/// Gives the focus to an element once what is drawn now stands.
pub(super) fn focus(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        let found = document().get_element_by_id(&id);
        if let Some(element) = found.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

/// The section.
#[component]
pub fn Studies() -> impl IntoView {
    let session = Session::get();
    let shelf = Shelf::get();
    let desk = Desk {
        renaming: RwSignal::new(None),
        draft: StoredValue::new(String::new()),
        deleted: RwSignal::new(last_deleted()),
        is_just_deleted: StoredValue::new(false),
        done: RwSignal::new(None),
        trouble: RwSignal::new(None),
    };
    let present = Memo::new(move |_| session.study().id.clone());
    let list = move || {
        let (lang, present) = (session.lang(), present.get());
        let mut entries = shelf.studies.get();
        entries.retain(|e| e.deleted_at.is_none());
        entries.sort_by(|a, b| {
            let at = |e: &Entry| e.kept_at.unwrap_or_default();
            at(b).total_cmp(&at(a))
        });
        if entries.is_empty() {
            let none = (shelf.known.get() == Known::Read)
                .then(|| view! { <p class="tnote">{tr!(lang, "studies.none")}</p> });
            return none.into_any();
        }
        let renaming = desk.renaming.get();
        let rows = entries.into_iter().map(|entry| {
            let is_renaming = renaming.as_ref() == Some(&entry.id);
            let is_open = entry.id == present;
            row(session, desk, lang, entry, is_open, is_renaming)
        });
        view! { <Warning /><ul class="shelf">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="section" id=SECTION aria-labelledby="studies-title">
            <div class="section-head"><h2 id="studies-title" tabindex="-1">{move || tr!(session.lang(), "studies.title")}</h2></div>
            <div role="status" class="told">{move || done(desk)}{move || deleted(session, desk)}{move || trouble(session, desk)}</div>
            {list}
            <Versions desk=desk />
        </section>
    }
}

/// Where the studies are, and what takes them away.
#[component]
fn Warning() -> impl IntoView {
    let session = Session::get();
    let shelf = Shelf::get();
    let ask = move |_| {
        spawn_local(async move { shelf.is_persisted.set(Some(persist::ask().await)) });
    };
    let promised = move || {
        let lang = session.lang();
        Some(if shelf.is_persisted.get()? {
            tr!(lang, "studies.promised").into_any()
        } else {
            view! {
                {tr!(lang, "studies.not_promised")}" "
                <button class="tbtn" on:click=ask>{tr!(lang, "studies.ask_again")}</button>
            }
            .into_any()
        })
    };
    view! {
        <p class="tnote kept-where">
            {move || tr!(session.lang(), "studies.only_here")}" "
            <span role="status">{promised}</span>
        </p>
    }
}

fn done(desk: Desk) -> impl IntoView {
    let text = desk.done.get();
    text.map(|text| view! { <Message tone=Tone::Ok>{text}</Message> })
}

/// The study deleted last since the page opened: other steps may have been shown since.
fn last_deleted() -> Option<Entry> {
    let all = Shelf::get().studies.get_untracked();
    let deleted = all.into_iter().filter(|e| e.deleted_at.is_some());
    deleted.max_by(|a, b| {
        a.deleted_at
            .partial_cmp(&b.deleted_at)
            .unwrap_or(std::cmp::Ordering::Equal)
    })
}

/// Says what was deleted, and offers it.
fn deleted(session: Session, desk: Desk) -> impl IntoView {
    // Whatever way it came back, there is nothing to offer any more.
    let is_gone = |id: &str| {
        let shelf = Shelf::get().studies;
        shelf.with(|all| all.iter().any(|e| e.id == id && e.deleted_at.is_some()))
    };
    let deleted = desk.deleted.get().filter(|e| is_gone(&e.id));
    deleted.map(|entry| {
        let lang = session.lang();
        let back = NodeRef::<Button>::new();
        if desk.is_just_deleted.try_update_value(std::mem::take) == Some(true) {
            back.on_load(|button| {
                let _ = button.focus();
            });
        }
        let title = lang.pick(&entry.title).to_owned();
        let take_back = move |_| {
            desk.run(manage::take_back(entry.clone()), move |()| {
                desk.deleted.set(None);
                focus("studies-title");
            });
        };
        view! {
            <Message tone=Tone::Info>
                {tr!(lang, "studies.deleted", title = title)}
                <div class="row">
                    <button class="btn small" node_ref=back on:click=take_back>{tr!(lang, "studies.take_back")}</button>
                </div>
            </Message>
        }
    })
}

/// Says what does not work, and offers what is at hand.
fn trouble(session: Session, desk: Desk) -> impl IntoView {
    let found = desk.trouble.get().or_else(manage::refusal);
    found.map(|problem| {
        let lang = session.lang();
        view! {
            <Message tone=Tone::Warn>
                {session.say(&problem)}
                <div class="row">
                    <button class="btn small" on:click=move |_| save_study(session)>{tr!(lang, "file.save")}</button>
                </div>
            </Message>
        }
    })
}

fn row(
    session: Session,
    desk: Desk,
    lang: Lang,
    entry: Entry,
    is_open: bool,
    is_renaming: bool,
) -> AnyView {
    let title = lang.pick(&entry.title).to_owned();
    let kept = entry.kept_at.map_or_else(
        || tr!(lang, "studies.kept_before").to_owned(),
        |at| tr!(lang, "studies.kept_at", time = time::said(lang, at)),
    );
    let about = if entry.is_unreadable {
        tr!(lang, "studies.unreadable").to_owned()
    } else {
        entry.origin.as_ref().map_or_else(
            || tr!(lang, "studies.no_origin").to_owned(),
            |origin| tr!(lang, "studies.origin", title = lang.pick(origin)),
        )
    };
    let head = if is_renaming {
        name_field(session, desk, lang, &entry).into_any()
    } else {
        view! {
            <b>{title.clone()}</b>
            {is_open.then(|| view! { <span class="tag ok">{tr!(lang, "studies.open_now")}</span> })}
        }
        .into_any()
    };
    view! {
        <li aria-current=is_open.then_some("true")>
            <div class="row">{head}</div>
            <p class="tnote"><span>{kept}</span><span>{about}</span></p>
            {(!is_renaming).then(|| buttons(session, desk, lang, entry, &title, is_open))}
        </li>
    }
    .into_any()
}

fn buttons(
    session: Session,
    desk: Desk,
    lang: Lang,
    entry: Entry,
    title: &str,
    is_open: bool,
) -> AnyView {
    let named = |verb: &'static str| tr!(lang, "studies.of", verb = verb, title = title);
    let id = entry.id.clone();
    let can_open = !is_open && !entry.is_unreadable;
    let is_whole = !entry.is_unreadable;
    let open = can_open.then(|| {
        let id = id.clone();
        let open = move |_| {
            let id = id.clone();
            session.working.set(None);
            desk.run(async move { open_kept(session, &id).await }, |()| {
                window().scroll_to_with_x_and_y(0.0, 0.0);
                focus("main");
            });
        };
        let verb = tr!(lang, "studies.open");
        view! { <button class="btn small" aria-label=named(verb) on:click=open>{verb}</button> }
    });
    let rename = is_whole.then(|| {
        let (id, title, place) = (id.clone(), title.to_owned(), rename_button(&id));
        let verb = tr!(lang, "studies.rename");
        let rename = move |_| {
            desk.draft.set_value(title.clone());
            desk.renaming.set(Some(id.clone()));
        };
        view! {
            <button class="btn small" id=place aria-label=named(verb) on:click=rename>{verb}</button>
        }
    });
    let duplicate = is_whole.then(|| {
        let id = id.clone();
        let duplicate = move |_| {
            let id = id.clone();
            desk.run(
                async move { manage::duplicate(session, &id).await },
                move |title| {
                    let lang = session.lang.get_untracked();
                    let title = lang.pick(&title);
                    desk.done.set(Some(tr!(lang, "studies.duplicated", title = title)));
                },
            );
        };
        let verb = tr!(lang, "studies.duplicate");
        view! { <button class="btn small" aria-label=named(verb) on:click=duplicate>{verb}</button> }
    });
    let save = {
        let entry = entry.clone();
        let save = move |_| {
            let entry = entry.clone();
            desk.run(async move { manage::save(session, &entry).await }, |()| {});
        };
        let verb = tr!(lang, "studies.save");
        view! { <button class="btn small" aria-label=named(verb) on:click=save>{verb}</button> }
    };
    let delete = move |_| {
        let entry = entry.clone();
        desk.deleted.set(None);
        desk.run(manage::delete(session, entry.clone()), move |()| {
            desk.is_just_deleted.set_value(true);
            desk.deleted.set(Some(entry));
        });
    };
    let verb = tr!(lang, "studies.delete");
    view! {
        <div class="row">
            {open}{rename}{duplicate}{save}
            <button class="btn small plain" aria-label=named(verb) on:click=delete>{verb}</button>
        </div>
    }
    .into_any()
}

fn rename_button(id: &str) -> String {
    format!("rename-{id}")
}

fn name_field(session: Session, desk: Desk, lang: Lang, entry: &Entry) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let id = entry.id.clone();
    let before = lang.pick(&entry.title).to_owned();
    let draft = desk.draft.get_value();
    let is_new = draft == before;
    field.on_load(move |field| {
        let _ = field.focus();
        if is_new {
            field.select();
        }
    });
    let close = move |id: &str| {
        desk.renaming.set(None);
        focus(&rename_button(id));
    };
    let use_name = {
        let id = id.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            let name = desk.draft.get_value().trim().to_owned();
            if name.is_empty() || name == before {
                close(&id);
                return;
            }
            let (id, work) = (id.clone(), id.clone());
            desk.run(
                async move { manage::rename(session, &work, &name).await },
                move |()| close(&id),
            );
        }
    };
    let (by_key, by_button) = (id.clone(), id);
    view! {
        <form class="row" on:submit=use_name on:keydown=move |event: KeyboardEvent| {
            if event.key() == "Escape" { close(&by_key); }
        }>
            <span class="inp"><input node_ref=field aria-label=tr!(lang, "studies.new_name") value=draft maxlength="80"
                on:input=move |event| desk.draft.set_value(event_target_value(&event)) /></span>
            <button class="btn small" type="submit">{tr!(lang, "studies.use_name")}</button>
            <button class="btn small plain" type="button" on:click=move |_| close(&by_button)>{tr!(lang, "studies.leave_name")}</button>
        </form>
    }
}
