//! Copying text: the clipboard where the page may use it, a selected text box elsewhere (a school server without https).

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use crate::app::session::Session;
use crate::tr;

/// A button that copies `text` and says whether it did.
#[component]
pub fn CopyButton(text: String) -> impl IntoView {
    let session = Session::get();
    let done = RwSignal::new(None::<bool>);
    let copy = move |_| {
        let text = text.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let copied = to_clipboard(&text).await || through_selection(&text);
            done.set(Some(copied));
        });
    };
    let answer = move || match done.get() {
        None => "",
        Some(true) => tr!(session.lang(), "working.copied"),
        Some(false) => tr!(session.lang(), "working.not_copied"),
    };
    view! {
        <div class="row">
            <button class="btn small" on:click=copy>{move || tr!(session.lang(), "working.copy")}</button>
            <span class="mute" role="status">{answer}</span>
        </div>
    }
}

/// The clipboard is there on https and localhost only.
async fn to_clipboard(text: &str) -> bool {
    let Ok(clipboard) = Reflect::get(&window().navigator(), &"clipboard".into()) else {
        return false;
    };
    match call(&clipboard, "writeText", &[text.into()]).map(JsCast::dyn_into::<Promise>) {
        Some(Ok(promise)) => wasm_bindgen_futures::JsFuture::from(promise).await.is_ok(),
        _ => false,
    }
}

fn through_selection(text: &str) -> bool {
    let (Ok(area), Some(body)) = (document().create_element("textarea"), document().body()) else {
        return false;
    };
    let before = document().active_element();
    let copied = Reflect::set(&area, &"value".into(), &text.into()).is_ok()
        && body.append_child(&area).is_ok()
        && call(&area, "select", &[]).is_some()
        && call(&document(), "execCommand", &["copy".into()]).is_some_and(|r| r.is_truthy());
    area.remove();
    if let Some(before) = before.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = before.focus();
    }
    copied
}

/// Calls a method that may not exist.
fn call(of: &JsValue, name: &str, with: &[JsValue]) -> Option<JsValue> {
    if of.is_null() || of.is_undefined() {
        return None;
    }
    let method = Reflect::get(of, &name.into()).ok()?;
    let method: Function = method.dyn_into().ok()?;
    let with: js_sys::Array = with.iter().collect();
    method.apply(of, &with).ok()
}
