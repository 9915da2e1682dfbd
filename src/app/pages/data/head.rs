//! Eyebrow, question, and the ways data comes in.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::files;
use super::page::Page;
use crate::app::components::long_work::LongWork;
use crate::app::components::message::{Message, Tone};
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
            <span>{move || tr!(lang(), "data.drop.or")}</span>
        </div>
        <LongWork job=page.reading />
        <Sheets page />
        <NotTaken page />
        <div role="status">
            {move || hint.get().then(|| view! { <p class="tnote">{tr!(lang(), "data.drop.press")}</p> })}
        </div>
    }
}

/// The columns of the table pasted last that nobody knows, said where it is seen; their meaning is chosen further down.
#[component]
fn NotTaken(page: Page) -> impl IntoView {
    let session = page.session;
    let look = move |_| {
        let title = document().get_element_by_id("pasted-title");
        if let Some(title) = title.and_then(|t| t.parent_element()) {
            title.scroll_into_view();
        }
    };
    move || {
        let pasted = page.last.get()?;
        // Undone, or another study: there is nothing to say.
        if !Arc::ptr_eq(&pasted.after, &session.study()) {
            return None;
        }
        let lang = session.lang();
        let names = pasted.plan.left_over.iter().map(|(_, h)| h.trim());
        let names: Vec<&str> = names.filter(|h| !h.is_empty()).collect();
        let list = names.join(tr!(lang, "working.list_comma"));
        (!names.is_empty()).then(|| {
            view! {
                <Message tone=Tone::Warn>
                    {tr!(lang, "data.drop.left_over", list = list)}" "
                    <button class="tbtn link" on:click=look>{tr!(lang, "data.drop.choose")}</button>
                </Message>
            }
        })
    }
}

/// The sheets of the workbook read last.
#[component]
fn Sheets(page: Page) -> impl IntoView {
    let session = page.session;
    move || {
        let (book, taken) = page.book.get()?;
        let lang = session.lang();
        let choice = |at: usize, name: &str| {
            let book = book.clone();
            view! {
                <button aria-pressed=(at == taken).to_string() on:click=move |_| page.take_sheet(&book, at)>{name.to_owned()}</button>
            }
        };
        let choices: Vec<_> = book
            .shown()
            .iter()
            .enumerate()
            .map(|(at, s)| choice(at, &s.name))
            .collect();
        Some(view! {
            <div class="row book-sheets">
                <span id="book-sheets">{tr!(lang, "data.drop.sheets", n = choices.len())}</span>
                <div class="seg" role="group" aria-labelledby="book-sheets">{choices}</div>
            </div>
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
