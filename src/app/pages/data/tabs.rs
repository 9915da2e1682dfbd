//! One tab a sheet, and the coefficients.

use leptos::prelude::*;

use super::COEFFICIENTS;
use super::page::Page;
use crate::tr;

/// Id of a tab's element.
pub fn tab_id(tab: &str) -> String {
    format!("tab-{tab}")
}

#[component]
pub fn Tabs(page: Page) -> impl IntoView {
    let session = page.session;
    let ids = Memo::new(move |_| {
        let study = session.study();
        let sheets = study.sheets.iter().map(|s| s.id.clone());
        sheets.chain([COEFFICIENTS.to_owned()]).collect::<Vec<_>>()
    });
    let counts = Memo::new(move |_| {
        let study = session.study();
        let edited = study
            .coefficients
            .iter()
            .filter(|c| c.is_edited(&study.coefficient_set))
            .count();
        let columns: Vec<usize> = study.sheets.iter().map(|s| s.columns.len()).collect();
        (columns, study.coefficients.len(), edited)
    });
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let step: isize = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => -1,
            _ => return,
        };
        event.prevent_default();
        let ids = ids.get_untracked();
        let at = ids.iter().position(|id| *id == page.tab.get_untracked());
        let next = (at.unwrap_or(0) as isize + step).rem_euclid(ids.len() as isize) as usize;
        page.show(&ids[next]);
        focus_tab(&ids[next]);
    };
    view! {
        <div class="tabs" role="tablist" aria-label=move || tr!(session.lang(), "data.tabs.label") on:keydown=on_key>
            {move || {
                let lang = session.lang();
                let (columns, coefficients, edited) = counts.get();
                ids.get().into_iter().enumerate().map(|(i, id)| {
                    let (name, count) = if id == COEFFICIENTS {
                        let count = if edited > 0 {
                            tr!(lang, "data.tabs.edited", n = coefficients, edited = edited)
                        } else {
                            tr!(lang, "data.tabs.items", n = coefficients)
                        };
                        (tr!(lang, "data.tabs.coefficients").to_owned(), count)
                    } else {
                        let n = columns.get(i).copied().unwrap_or(0);
                        (lang.name(&format!("sheet.{id}")), tr!(lang, "data.tabs.columns", n = n))
                    };
                    let is_here = { let id = id.clone(); Memo::new(move |_| page.tab.get() == id) };
                    let element = tab_id(&id);
                    view! {
                        <button role="tab" id=element aria-controls="data-panel" aria-selected=move || is_here.get().to_string()
                            tabindex=move || if is_here.get() { "0" } else { "-1" }
                            on:click=move |_| page.show(&id)>{name}<span class="n">{count}</span></button>
                    }
                }).collect_view()
            }}
        </div>
    }
}

fn focus_tab(id: &str) {
    use wasm_bindgen::JsCast;
    let tab = document().get_element_by_id(&tab_id(id));
    if let Some(tab) = tab.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = tab.focus();
    }
}
