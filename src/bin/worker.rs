//! Door 2, the page's worker: runs jobs off the main thread. It is stopped by ending it, so it keeps nothing.

#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
fn main() {
    use tanheng::job::{Answer, answer};
    use wasm_bindgen::prelude::*;
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let post = {
        let scope = scope.clone();
        move |answer: &Answer| {
            let text = serde_json::to_string(answer).unwrap_or_default();
            // A page that is gone has no use for the answer.
            let _ = scope.post_message(&JsValue::from_str(&text));
        }
    };
    post(&Answer::Ready);
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let request = event.data().as_string().unwrap_or_default();
        let last = answer(&request, &mut |progress| post(progress));
        post(&last);
    });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    // Listens as long as the worker lives.
    listen.forget();
}
