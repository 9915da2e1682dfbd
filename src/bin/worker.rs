//! Door 2, the page's worker: runs jobs off the main thread. It is stopped by ending it; of what it read it keeps the last
//! table file, so that another guess about a column does not read it again.

#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
fn main() {
    use tanheng::core::problem::{Arg, Problem, Report};
    use tanheng::door;
    use tanheng::exchange::places::PROVINCES;
    use tanheng::exchange::raster::Ahead;
    use tanheng::exchange::watch::{Task, Watch, unwatched};
    use tanheng::exchange::workbook::{MOST_BYTES, ReadError};
    use tanheng::job::{
        Answer, JobError, Kept, Named, answer, answer_outlines, answer_raster, answer_raster_out,
        answer_raster_window, answer_report, answer_table, answer_workbook,
    };
    use wasm_bindgen::prelude::*;
    use web_sys::{DedicatedWorkerGlobalScope, File, FileReaderSync, MessageEvent};

    /// Bytes of a file taken at a time.
    const SLICE: usize = 4 << 20;

    fn read(file: &File, watch: Watch<'_>) -> Result<Vec<u8>, Problem> {
        let unreadable = |_| Problem::new("upload.unreadable").with("name", Arg::Text(file.name()));
        let size = file.size() as usize;
        if size > MOST_BYTES {
            return Err(ReadError::TooLarge { bytes: size }.problem());
        }
        let mut bytes = vec![0; size];
        for (at, into) in bytes.chunks_mut(SLICE).enumerate() {
            let start = at * SLICE;
            if watch(Task::Open, start, size).is_break() {
                return Err(JobError::Cancelled.problem());
            }
            let end = (start + into.len()) as f64;
            let slice = file.slice_with_f64_and_f64(start as f64, end);
            let buffer = slice
                .and_then(|s| FileReaderSync::new()?.read_as_array_buffer(&s))
                .map_err(unreadable)?;
            let view = js_sys::Uint8Array::new(&buffer);
            if view.length() as usize != into.len() {
                return Err(unreadable(JsValue::NULL));
            }
            view.copy_to(into);
        }
        Ok(bytes)
    }

    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let post = {
        let scope = scope.clone();
        move |answer: &Answer| {
            let text = serde_json::to_string(answer).unwrap_or_default();
            // A page that is gone has no use for the answer.
            let _ = scope.post_message(&JsValue::from_str(&text));
        }
    };
    let post_table = {
        let scope = scope.clone();
        move |answer: &Answer, arrays| {
            let text = serde_json::to_string(answer).unwrap_or_default();
            let arrays = door::to_browser(arrays);
            let both = js_sys::Array::of2(&JsValue::from_str(&text), &arrays);
            let _ = scope.post_message_with_transfer(&both, &door::memory_of(&arrays));
        }
    };
    post(&Answer::Ready);
    let mut kept = Kept::default();
    // A request is a text; everything else says first what it is.
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(parts) = event.data().dyn_into::<js_sys::Array>() else {
            let request = event.data().as_string().unwrap_or_default();
            post(&answer(&request, &mut |progress| post(progress)));
            return;
        };
        let text = |at| parts.get(at).as_string().unwrap_or_default();
        match text(0).as_str() {
            "table" => {
                let file: File = parts.get(1).unchecked_into();
                let arrays = js_sys::Array::from(&parts.get(3));
                let rows = arrays.iter().filter_map(door::from_browser).collect();
                let (answer, arrays) = answer_table(
                    &mut kept,
                    &text(2),
                    rows,
                    &mut |watch| read(&file, watch),
                    &mut |progress| post(progress),
                );
                post_table(&answer, arrays);
            }
            // A list of files, of which only the parts that are asked for are read, and a request.
            kind @ ("raster" | "raster_out" | "raster_window") => {
                let files = js_sys::Array::from(&parts.get(1));
                let named = |file: JsValue| {
                    let file: File = file.unchecked_into();
                    Named {
                        name: file.name(),
                        source: Box::new(Ahead::new(door::Slices(file))),
                    }
                };
                let files: Vec<Named<'_>> = files.iter().map(named).collect();
                let mut progress = |progress: &Answer| post(progress);
                let (answer, arrays) = match kind {
                    "raster" => answer_raster(&text(2), &files, &mut progress),
                    "raster_out" => answer_raster_out(&text(2), &files, &mut progress),
                    _ => answer_raster_window(&text(2), &files),
                };
                post_table(&answer, arrays);
            }
            // A file of boundaries, or nothing for those of the provinces.
            "outlines" => {
                let file = js_sys::Array::from(&parts.get(1)).get(0);
                let bytes = if file.is_undefined() {
                    Ok(PROVINCES.as_bytes().to_vec())
                } else {
                    read(&file.unchecked_into(), &mut |task, done, total| {
                        unwatched(task, done, total)
                    })
                };
                let (answer, arrays) = match bytes {
                    Ok(bytes) => answer_outlines(&bytes),
                    Err(problem) => (Answer::Problem(problem), Vec::new()),
                };
                post_table(&answer, arrays);
            }
            "report" => post(&answer_report(&text(1))),
            _ => post(&answer_workbook(
                &text(1),
                parts.get(2).as_string().as_deref(),
            )),
        }
    });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    // Listens as long as the worker lives.
    listen.forget();
}
