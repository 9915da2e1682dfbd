//! Eyebrow, question, and the ways data comes in.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::files;
use super::page::Page;
use crate::app::components::long_work::LongWork;
use crate::app::components::message::{Message, Tone};
use crate::core::number::grouped;
use crate::core::study::RowKey;
use crate::tr;
use crate::words::Lang;

#[component]
pub fn Head(page: Page) -> impl IntoView {
    let session = page.session;
    let lang = move || session.lang();
    let place = move || {
        let study = session.study();
        match study.regions.as_slice() {
            [one] => lang().pick(&one.name).to_owned(),
            many => tr!(lang(), "data.head.regions", n = many.len()),
        }
    };
    let years = Memo::new(move |before: Option<&Years>| {
        let study = session.study();
        let rows: Vec<_> = study.sheets.iter().map(|s| s.rows.clone()).collect();
        // Counting goes through every row: not for an edit that changes none.
        match before.filter(|b| same(&b.rows, &rows)) {
            Some(b) => Years {
                rows,
                count: b.count,
            },
            None => Years {
                rows,
                count: study.years().len(),
            },
        }
    });
    let size = move || {
        let columns: usize = session.study().sheets.iter().map(|s| s.columns.len()).sum();
        tr!(
            lang(),
            "data.head.size",
            years = years.with(|y| y.count),
            columns = columns
        )
    };
    view! {
        <div class="page-head">
            <p class="eyebrow"><span>{move || tr!(lang(), "data.head.step")}</span><span>{place}</span><span>{size}</span></p>
            <h1><span class="ph">{move || tr!(lang(), "data.head.question1")}</span>{move || (lang() == Lang::En).then_some(" ")}<span class="ph">{move || tr!(lang(), "data.head.question2")}</span></h1>
            <p class="lede">{move || tr!(lang(), "data.head.lede")}</p>
        </div>
        <Intake page />
    }
}

/// Number of years and the rows it was counted from.
struct Years {
    rows: Vec<Arc<Vec<RowKey>>>,
    count: usize,
}

impl PartialEq for Years {
    fn eq(&self, other: &Self) -> bool {
        self.count == other.count && same(&self.rows, &other.rows)
    }
}

fn same(a: &[Arc<Vec<RowKey>>], b: &[Arc<Vec<RowKey>>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(a, b))
}

#[component]
fn Intake(page: Page) -> impl IntoView {
    let session = page.session;
    let lang = move || session.lang();
    let file = NodeRef::<html::Input>::new();
    let hint = RwSignal::new(false);
    let pick = move |_| {
        if let Some(input) = file.get_untracked() {
            input.click();
        }
    };
    let picked = move |_| {
        if let Some(input) = file.get_untracked() {
            if let Some(chosen) = input.files().and_then(|f| f.get(0)) {
                files::read(page, chosen);
            }
            // The same file can be chosen again after it was mended.
            input.set_value("");
        }
    };
    view! {
        <div class="drop" class:over=move || page.is_over.get()>
            <button class="btn primary" on:click=move |_| from_clipboard(page, hint)>
                {move || tr!(lang(), "data.drop.paste")}" "<kbd>"Ctrl V"</kbd>
            </button>
            <button class="btn" on:click=pick>{move || tr!(lang(), "data.drop.file")}</button>
            <input type="file" class="vh" tabindex="-1" aria-hidden="true" accept=".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt,.json" node_ref=file on:change=picked />
            <button class="btn" on:click=move |_| files::save_template(page)>{move || tr!(lang(), "data.drop.template")}</button>
            <button class="btn" on:click=move |_| files::save_sheet(page)>{move || tr!(lang(), "data.drop.sheet")}</button>
            <span>{move || tr!(lang(), "data.drop.or")}</span>
        </div>
        <LongWork job=page.reading />
        <div role="status"><OwnFound page /></div>
        <div role="status"><LastTaken page /></div>
        <div role="status">
            {move || hint.get().then(|| view! { <p class="tnote">{tr!(lang(), "data.drop.press")}</p> })}
        </div>
    }
}

/// Asks whether to open the study of a workbook of ours.
#[component]
fn OwnFound(page: Page) -> impl IntoView {
    let session = page.session;
    move || {
        let own = page.own.get()?;
        let lang = session.lang();
        let title = lang.pick(&own.study.title).to_owned();
        let asked = tr!(lang, "data.own.found", name = own.name, title = title);
        let told = own
            .told
            .as_ref()
            .map(|problem| view! { <p>{session.say(problem)}</p> });
        Some(view! {
            <Message tone=Tone::Info>
                {asked}{told}
                <div class="row">
                    <button class="btn small primary" on:click=move |_| page.open_own(&own)>{tr!(lang, "data.own.open")}</button>
                    <button class="btn small" on:click=move |_| page.leave_own()>{tr!(lang, "data.own.leave")}</button>
                </div>
            </Message>
        })
    }
}

/// What was taken last, as long as nothing else was changed.
#[component]
fn LastTaken(page: Page) -> impl IntoView {
    let session = page.session;
    move || {
        let taken = page.taken.get()?;
        // Undone, or another study: there is nothing to say.
        if !Arc::ptr_eq(&taken.after, &session.study()) {
            return None;
        }
        let lang = session.lang();
        let text = match &taken.name {
            Some(name) => tr!(
                lang,
                "data.import.taken_from",
                name = name,
                n = grouped(taken.figures as f64, 0)
            ),
            None => tr!(
                lang,
                "data.import.taken",
                n = grouped(taken.figures as f64, 0)
            ),
        };
        let left = (!taken.left_over.is_empty()).then(|| {
            let list = taken.left_over.join(tr!(lang, "working.list_comma"));
            tr!(lang, "data.import.taken_left", list = list)
        });
        Some(view! {
            <Message tone=Tone::Ok>
                {text}{left}" "
                <button class="tbtn link" on:click=move |_| session.undo()>{tr!(lang, "data.import.undo")}</button>
            </Message>
        })
    }
}

/// Reads the clipboard where the browser lets a page do so; otherwise says which keys to press in the sheet.
fn from_clipboard(page: Page, hint: RwSignal<bool>) {
    hint.set(false);
    let focus = move || {
        hint.set(true);
        if let Some(editor) = page.editor.get_value() {
            editor.focus();
        }
    };
    let navigator: JsValue = window().navigator().into();
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into());
    let read = clipboard
        .ok()
        .filter(|c| !c.is_undefined())
        .and_then(|c| Some((js_sys::Reflect::get(&c, &"readText".into()).ok()?, c)))
        .filter(|(read, _)| read.is_function());
    let Some((_, clipboard)) = read else {
        focus();
        return;
    };
    let clipboard: web_sys::Clipboard = clipboard.unchecked_into();
    let promise = clipboard.read_text();
    wasm_bindgen_futures::spawn_local(async move {
        match wasm_bindgen_futures::JsFuture::from(promise).await {
            Ok(text) => page.take(text.as_string().unwrap_or_default()),
            Err(_) => focus(),
        }
    });
}
