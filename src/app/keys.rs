//! Keys that work on every page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::session::Session;

/// Ctrl+Z takes the last edit back and Ctrl+Y or Ctrl+Shift+Z does it again, except in a field, which has its own undo, and
/// in the sheet, which listens itself.
pub fn listen(session: Session) {
    window_event_listener(leptos::ev::keydown, move |event| {
        let is_field =
            |e: web_sys::Element| e.matches("input, textarea, select, table.sheet, table.sheet *");
        let target = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let is_taken = target.and_then(|e| is_field(e).ok()).unwrap_or(false);
        if event.default_prevented() || is_taken || !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        match (event.key().as_str(), event.shift_key()) {
            ("z" | "Z", false) => session.undo(),
            ("z" | "Z", true) | ("y" | "Y", _) => session.redo(),
            _ => return,
        }
        event.prevent_default();
    });
}
