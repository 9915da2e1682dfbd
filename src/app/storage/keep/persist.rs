//! Whether the browser has agreed not to clear the studies away by itself.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

use super::disk::{self, Op};

/// Says that the browser was asked; it is asked unasked only once.
const ASKED: &str = "asked-to-persist";

/// Old browsers, and pages that are not secure, have no such thing.
fn manager() -> Option<StorageManager> {
    let navigator = window().navigator();
    let found = js_sys::Reflect::get(&navigator, &"storage".into()).ok()?;
    found.is_object().then(|| navigator.storage())
}

async fn answer(promise: Result<js_sys::Promise, JsValue>) -> bool {
    match promise {
        Ok(promise) => JsFuture::from(promise).await.is_ok_and(|v| v.is_truthy()),
        Err(_) => false,
    }
}

/// Whether it has agreed.
pub(super) async fn is_persisted() -> bool {
    match manager() {
        Some(manager) => answer(manager.persisted()).await,
        None => false,
    }
}

/// Asks it, and gives the answer.
pub(super) async fn ask() -> bool {
    match manager() {
        Some(manager) => answer(manager.persist()).await,
        None => false,
    }
}

/// Asks it once on this device, when there is something to lose.
pub(super) async fn ask_once() -> bool {
    if is_persisted().await {
        return true;
    }
    if !matches!(disk::read(ASKED).await, Ok(None)) {
        return false;
    }
    // Not noted, it is asked again on another day.
    let _ = disk::commit(&[Op::Put(ASKED.to_owned(), "yes".to_owned())]).await;
    ask().await
}
