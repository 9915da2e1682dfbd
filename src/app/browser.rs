//! The few things asked of the browser directly: saving a file, the clipboard, a mark for measurements.

use std::cell::Cell;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Offers bytes as a file.
pub fn save_file(name: &str, mime: &str, bytes: &[u8]) {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let Ok(blob) = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options) else {
        return;
    };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(&blob) else {
        return;
    };
    if let Some(link) = document()
        .create_element("a")
        .ok()
        .and_then(|e| e.dyn_into::<web_sys::HtmlAnchorElement>().ok())
    {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // The browser reads the address when it gets to it; giving it back at once would leave an empty file.
    set_timeout(
        move || {
            let _ = web_sys::Url::revoke_object_url(&url);
        },
        std::time::Duration::from_secs(60),
    );
}

thread_local! {
    static REVISION: Cell<u32> = const { Cell::new(0) };
}

/// Counts a change on `<html data-revision>` once everything that depends on it is drawn.
pub fn mark_revision() {
    set_timeout(
        || {
            let revision = REVISION.with(|r| {
                r.set(r.get() + 1);
                r.get()
            });
            if let Some(root) = document().document_element() {
                let _ = root.set_attribute("data-revision", &revision.to_string());
            }
        },
        std::time::Duration::ZERO,
    );
}

/// Marks on `<html>` that something is there: `data-ready="account"` once the first account is drawn, `data-whole` once
/// every part of the page has come.
pub fn mark(name: &'static str, value: &'static str) {
    request_animation_frame(move || {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute(name, value);
        }
    });
}

/// Draws an SVG at twice its size and offers it as a PNG.
pub fn save_png(name: &str, svg: String) {
    let name = name.to_owned();
    wasm_bindgen_futures::spawn_local(async move {
        let png = png(&svg, 2).await;
        if let Some(bytes) = png.and_then(|text| STANDARD.decode(text).ok()) {
            save_file(&name, "image/png", &bytes);
        }
    });
}

/// An SVG as a PNG in base64, with so many dots for each px.
pub async fn png(svg: &str, sharpness: u32) -> Option<String> {
    let image = web_sys::HtmlImageElement::new().ok()?;
    let encoded = js_sys::encode_uri_component(svg).as_string()?;
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{encoded}"));
    wasm_bindgen_futures::JsFuture::from(image.decode())
        .await
        .ok()?;
    let canvas: web_sys::HtmlCanvasElement =
        document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(image.natural_width() * sharpness);
    canvas.set_height(image.natural_height() * sharpness);
    let context: web_sys::CanvasRenderingContext2d =
        canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    context
        .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)
        .ok()?;
    let url = canvas.to_data_url_with_type("image/png").ok()?;
    Some(url.split_once(',')?.1.to_owned())
}

/// Lets the browser draw and answer before going on.
pub async fn pause() {
    let promise = js_sys::Promise::new(&mut |go_on, _| {
        // Without a timer there is nothing to wait for.
        let _ = window().set_timeout_with_callback(&go_on);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}
