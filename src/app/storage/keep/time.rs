//! Times as a person reads them.

use wasm_bindgen::JsValue;

use crate::words::Lang;

/// Day and minute, as the language writes them.
pub(super) fn said(lang: Lang, at: f64) -> String {
    let options = js_sys::Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // Only a frozen object refuses.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    let date = js_sys::Date::new(&JsValue::from_f64(at));
    date.to_locale_string(lang.tag(), &options).into()
}
