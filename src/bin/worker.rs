//! Door 2, the page's worker: runs jobs off the main thread. It is stopped by ending it, so it keeps nothing.

#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
fn main() {
    use tanheng::core::problem::{Arg, Problem};
    use tanheng::job::{Answer, answer, answer_file, answer_report, answer_workbook};
    use wasm_bindgen::prelude::*;
    use web_sys::{DedicatedWorkerGlobalScope, File, FileReaderSync, MessageEvent};

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
    let bytes = |file: &File| -> Result<Vec<u8>, JsValue> {
        let buffer = FileReaderSync::new()?.read_as_array_buffer(file)?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    };
    let read = move |file: &File, encoding: Option<&str>| match bytes(file) {
        Ok(bytes) => answer_file(&bytes, encoding),
        Err(_) => {
            Answer::Problem(Problem::new("upload.unreadable").with("name", Arg::Text(file.name())))
        }
    };
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        // A request is a text; everything else says first what it is.
        let last = match event.data().dyn_into::<js_sys::Array>() {
            Ok(parts) => {
                let text = |at: u32| parts.get(at).as_string();
                match text(0).unwrap_or_default().as_str() {
                    "file" => read(&parts.get(1).unchecked_into(), text(2).as_deref()),
                    "report" => answer_report(&text(1).unwrap_or_default()),
                    _ => answer_workbook(&text(1).unwrap_or_default(), text(2).as_deref()),
                }
            }
            Err(request) => {
                let request = request.as_string().unwrap_or_default();
                answer(&request, &mut |progress| post(progress))
            }
        };
        post(&last);
    });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    // Listens as long as the worker lives.
    listen.forget();
}
