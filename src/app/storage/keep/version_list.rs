//! The versions of the study at hand: when, why, what differs from now, and one of them in place of the present one.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::disk;
use super::list::{Desk, focus};
use super::shelf::{Shelf, version_key};
use super::{time, versions};
use crate::app::session::Session;
use crate::core::study::Study;
use crate::exchange::kept::{Difference, Entry, MOST_OF_ONE, Version, Why, difference};
use crate::exchange::study_file;
use crate::tr;
use crate::words::Lang;

/// Texts of versions, read once: what differs from now is counted anew as now changes.
type Texts = HashMap<String, Option<Arc<Study>>>;

/// The versions; nothing as long as the study is not kept.
#[component]
pub(super) fn Versions(desk: Desk) -> impl IntoView {
    let session = Session::get();
    let shelf = Shelf::get();
    let at_hand = Memo::new(move |_| {
        let study = session.study();
        let is_it = |e: &Entry| e.id == study.id && e.deleted_at.is_none();
        let is_kept = shelf.studies.with(|s| s.iter().any(is_it));
        is_kept.then(|| (study.id.clone(), study.title.clone()))
    });
    let is_shown = RwSignal::new(false);
    move || {
        let (id, title) = at_hand.get()?;
        let lang = session.lang();
        let title = lang.pick(&title).to_owned();
        Some(view! {
            <details class="versions" open=is_shown.get_untracked()
                on:toggle=move |event| is_shown.set(is_open(&event))>
                <summary>{tr!(lang, "studies.versions", title = title)}</summary>
                {move || is_shown.get().then(|| inside(session, desk, lang, id.clone()))}
            </details>
        })
    }
}

fn is_open(event: &leptos::ev::Event) -> bool {
    event_target::<web_sys::Element>(event).has_attribute("open")
}

fn inside(session: Session, desk: Desk, lang: Lang, id: String) -> AnyView {
    let shelf = Shelf::get();
    let texts = RwSignal::new(Texts::new());
    let list = move || {
        let mut all = shelf.versions.get();
        all.retain(|v| v.study == id);
        if all.is_empty() {
            return view! { <p class="tnote">{tr!(lang, "studies.no_versions")}</p> }.into_any();
        }
        all.reverse();
        read(texts, all.clone());
        let rows = all
            .into_iter()
            .map(|version| row(session, desk, lang, version, texts));
        view! { <ul class="shelf">{rows.collect_view()}</ul> }.into_any()
    };
    let field = NodeRef::<Input>::new();
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = field.get_untracked().map(|f| f.value()).unwrap_or_default();
        let name = Some(name.trim().to_owned()).filter(|n| !n.is_empty());
        desk.run(
            versions::keep(session.study_now(), Why::Asked, name),
            move |()| {
                if let Some(field) = field.get_untracked() {
                    field.set_value("");
                }
                let text = tr!(session.lang.get_untracked(), "studies.version_kept");
                desk.done.set(Some(text.to_owned()));
            },
        );
    };
    view! {
        <p class="tnote">{tr!(lang, "studies.about_versions", n = MOST_OF_ONE)}</p>
        <form class="row" on:submit=keep>
            <span class="inp"><input node_ref=field maxlength="80" aria-label=tr!(lang, "studies.version_name") placeholder=tr!(lang, "studies.version_name") /></span>
            <button class="btn small" type="submit">{tr!(lang, "studies.keep_version")}</button>
        </form>
        {list}
    }
    .into_any()
}

/// Reads the texts that are not read yet, one after the other.
fn read(texts: RwSignal<Texts>, versions: Vec<Version>) {
    spawn_local(async move {
        for version in versions {
            let key = version_key(&version);
            if texts
                .try_with_untracked(|t| t.contains_key(&key))
                .unwrap_or(true)
            {
                continue;
            }
            let text = disk::read(&key).await.ok().flatten();
            let study = text.and_then(|t| study_file::read(&t).ok()).map(Arc::new);
            // The list may have been closed in the meantime.
            texts.try_update(|t| t.insert(key, study));
        }
    });
}

fn row(
    session: Session,
    desk: Desk,
    lang: Lang,
    version: Version,
    texts: RwSignal<Texts>,
) -> AnyView {
    let when = time::said(lang, version.at);
    let why = match version.why {
        Why::Working => tr!(lang, "studies.why_working"),
        Why::Leaving => tr!(lang, "studies.why_leaving"),
        Why::Opened => tr!(lang, "studies.why_opened"),
        Why::Import => tr!(lang, "studies.why_import"),
        Why::Restore => tr!(lang, "studies.why_restore"),
        Why::Elsewhere => tr!(lang, "studies.why_elsewhere"),
        Why::Asked => tr!(lang, "studies.why_asked"),
    };
    let name = version.name.clone().unwrap_or_else(|| when.clone());
    let key = version_key(&version);
    let differs = move || {
        let now = session.study();
        texts.with(|t| match t.get(&key) {
            Some(Some(then)) => said(lang, &difference(&now, then)),
            Some(None) => tr!(lang, "studies.unreadable").to_owned(),
            None => String::new(),
        })
    };
    let verb = tr!(lang, "studies.restore");
    let label = tr!(lang, "studies.of", verb = verb, title = name);
    let put_back = {
        let when = when.clone();
        move |_| {
            let (version, when) = (version.clone(), when.clone());
            desk.run(
                async move { versions::restore(session, &version).await },
                move |()| {
                    let lang = session.lang.get_untracked();
                    desk.done
                        .set(Some(tr!(lang, "studies.restored", time = when)));
                    focus("studies-title");
                },
            );
        }
    };
    view! {
        <li>
            <div class="row"><b>{name.clone()}</b></div>
            <p class="tnote">
                {(name != when).then(|| view! { <span>{when}</span> })}
                <span>{why}</span><span>{differs}</span>
            </p>
            <div class="row"><button class="btn small" aria-label=label on:click=put_back>{verb}</button></div>
        </li>
    }
    .into_any()
}

/// What differs, in words.
fn said(lang: Lang, found: &Difference) -> String {
    let counts = [
        (found.cells, tr!(lang, "studies.cells", n = found.cells)),
        (
            found.columns,
            tr!(lang, "studies.columns", n = found.columns),
        ),
        (found.rows, tr!(lang, "studies.rows", n = found.rows)),
        (
            found.scenarios,
            tr!(lang, "studies.scenarios", n = found.scenarios),
        ),
        (
            found.coefficients,
            tr!(lang, "studies.coefficients", n = found.coefficients),
        ),
        (found.title.into(), tr!(lang, "studies.the_name").to_owned()),
        (
            found.settings.into(),
            tr!(lang, "studies.settings").to_owned(),
        ),
        (found.other.into(), tr!(lang, "studies.other").to_owned()),
    ];
    let parts: Vec<String> = counts
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(_, text)| text)
        .collect();
    if parts.is_empty() {
        return tr!(lang, "studies.same").to_owned();
    }
    let list = parts.join(tr!(lang, "studies.and"));
    tr!(lang, "studies.differs", list = list)
}
