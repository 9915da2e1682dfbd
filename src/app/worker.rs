//! Jobs off the main thread. The worker is started when it is first needed and ended when its job is cancelled; where
//! there is none, the same code runs in the page.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Event, MessageEvent, Worker};

use crate::core::problem::{Arg, Problem, Report};
use crate::door;
use crate::exchange::paste::Array;
use crate::exchange::workbook::ReadError;
use crate::job::report::Illustrated;
use crate::job::{self, Answer, JobError, Progress, Request, TableRequest};

/// Beside the page, so that the folder works at any address.
const LOADER: &str = "./worker_loader.js";
/// There is no worker to write a document.
const NO_DOCUMENT: &str = "docx.no_worker";
/// A worker that has not answered by then will not: its file is missing or the browser holds it back.
const START_LIMIT: Duration = Duration::from_secs(10);

thread_local! {
    /// A worker whose last job is done.
    static IDLE: RefCell<Option<Worker>> = const { RefCell::new(None) };
}

/// A job under way. Dropping the last handle stops it.
#[derive(Clone)]
pub struct JobHandle {
    /// How far it is.
    pub progress: ArcRwSignal<Option<Progress>>,
    /// The reply as JSON, or why there is none; `None` while it runs.
    pub result: ArcRwSignal<Option<Result<String, Problem>>>,
    /// Whether it ran in the page because no worker could be started.
    pub in_page: ArcRwSignal<bool>,
    arrays: Rc<RefCell<js_sys::Array>>,
    running: Rc<RefCell<Running>>,
}

impl JobHandle {
    /// The arrays that came beside the reply, to be taken out one after the other.
    pub fn arrays(&self) -> js_sys::Array {
        self.arrays.take()
    }

    /// Stops the job; its result is then that it was stopped.
    pub fn cancel(&self) {
        self.running.borrow_mut().stop();
        if self.result.with_untracked(Option::is_none) {
            self.result.set(Some(Err(JobError::Cancelled.problem())));
        }
    }
}

/// Called with a message and with an error of the worker.
type Listeners = (Closure<dyn FnMut(MessageEvent)>, Closure<dyn FnMut(Event)>);

/// The worker of a job and what listens to it.
#[derive(Default)]
struct Running {
    worker: Option<Worker>,
    listeners: Option<Listeners>,
}

impl Running {
    fn stop(&mut self) {
        drop(self.listeners.take());
        if let Some(worker) = self.worker.take() {
            silence(&worker);
            worker.terminate();
        }
    }

    /// Keeps the worker for the next job.
    fn release(&mut self) {
        drop(self.listeners.take());
        if let Some(worker) = self.worker.take() {
            silence(&worker);
            IDLE.with(|idle| {
                if let Some(other) = idle.borrow_mut().replace(worker) {
                    other.terminate();
                }
            });
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

fn silence(worker: &Worker) {
    worker.set_onmessage(None);
    worker.set_onerror(None);
}

/// What goes to the worker.
#[derive(Clone)]
enum Work {
    /// A request as JSON.
    Request(Rc<str>),
    /// A study file as text and a language: the workbook of it is wanted.
    Workbook(Rc<str>, &'static str),
    /// A report with its pictures as JSON: the document of it is wanted.
    Report(Rc<str>),
    /// Raster files, of which the worker reads what it needs, what is to be done with them, and what is asked.
    Rasters(&'static str, js_sys::Array, Rc<str>),
    /// A table file, which the browser hands over without copying it, what is asked of it, and the arrays beside that.
    Table(web_sys::File, Rc<str>, js_sys::Array),
}

impl Work {
    fn message(&self) -> JsValue {
        match self {
            Self::Request(text) => JsValue::from_str(text),
            Self::Workbook(study, lang) => {
                let (study, lang) = (JsValue::from_str(study), JsValue::from_str(lang));
                js_sys::Array::of3(&"workbook".into(), &study, &lang).into()
            }
            Self::Report(report) => {
                js_sys::Array::of2(&"report".into(), &JsValue::from_str(report)).into()
            }
            Self::Rasters(what, files, request) => {
                let request = JsValue::from_str(request);
                js_sys::Array::of3(&JsValue::from_str(what), files, &request).into()
            }
            Self::Table(file, request, arrays) => {
                let request = JsValue::from_str(request);
                js_sys::Array::of4(&"table".into(), file, &request, arrays).into()
            }
        }
    }
}

/// Reads and plans a table file; the reply is a [`Found`](crate::exchange::intake::Found) in its two parts.
pub fn read_table(file: web_sys::File, (request, rows): (TableRequest, Vec<Array>)) -> JobHandle {
    let request = request.to_json().into();
    start(Work::Table(file, request, door::to_browser(rows)))
}

/// Counts raster files, or writes one: `raster` or `raster_out`. The reply is JSON, arrays come beside it.
pub fn rasters(what: &'static str, files: &[web_sys::File], request: &str) -> JobHandle {
    start(Work::Rasters(what, files.iter().collect(), request.into()))
}

/// Starts a worker where none stands ready: the first job then does not wait for it. One that does not start is no loss,
/// a job tries again.
pub fn warm() {
    if IDLE.with_borrow(Option::is_some) {
        return;
    }
    let Ok(worker) = Worker::new(LOADER) else {
        return;
    };
    let started = worker.clone();
    let ready = Closure::once_into_js(move |_: MessageEvent| {
        silence(&started);
        IDLE.with_borrow_mut(|idle| match idle {
            None => *idle = Some(started),
            Some(_) => started.terminate(),
        });
    });
    worker.set_onmessage(Some(ready.unchecked_ref()));
}

/// Ends the worker that has nothing to do, with all it keeps.
pub fn rest() {
    if let Some(worker) = IDLE.with(|idle| idle.borrow_mut().take()) {
        worker.terminate();
    }
}

/// Writes the workbook of a study file; the result is its bytes in base64.
pub fn write_workbook(study: &str, lang: &'static str) -> JobHandle {
    start(Work::Workbook(study.into(), lang))
}

/// Writes a report as a document; the result is its bytes in base64.
pub fn write_report(report: &Illustrated) -> JobHandle {
    let report = serde_json::to_string(report).unwrap_or_default();
    start(Work::Report(report.into()))
}

/// Starts a job.
pub fn run_job(request: &Request) -> JobHandle {
    start(Work::Request(request.to_json().into()))
}

fn start(work: Work) -> JobHandle {
    let handle = JobHandle {
        progress: ArcRwSignal::new(None),
        result: ArcRwSignal::new(None),
        in_page: ArcRwSignal::new(false),
        arrays: Rc::default(),
        running: Rc::default(),
    };
    let idle = IDLE.with(|idle| idle.borrow_mut().take());
    let is_ready = idle.is_some();
    match idle.map_or_else(|| Worker::new(LOADER), Ok) {
        Ok(worker) => listen(&handle, worker, work, is_ready),
        Err(_) => run_in_page(&handle, work),
    }
    handle
}

fn listen(handle: &JobHandle, worker: Worker, work: Work, is_ready: bool) {
    let started = Rc::new(RefCell::new(is_ready));
    // The listeners hold the signals but not the job: a handle that is dropped stops the worker and with it the listeners.
    let running = Rc::downgrade(&handle.running);
    let (progress, result) = (handle.progress.clone(), handle.result.clone());
    let arrays = handle.arrays.clone();
    let on_message = {
        let (started, running, work) = (started.clone(), running.clone(), work.clone());
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let mut answer = event.data().as_string();
            if let Some(both) = event.data().dyn_ref::<js_sys::Array>() {
                answer = both.get(0).as_string();
                arrays.replace(both.get(1).unchecked_into());
            }
            let last = match answer.and_then(|t| serde_json::from_str(&t).ok()) {
                Some(Answer::Ready) => {
                    started.replace(true);
                    let send = |r: Rc<RefCell<Running>>| {
                        let worker = r.borrow().worker.clone();
                        worker.is_some_and(|w| w.post_message(&work.message()).is_ok())
                    };
                    if running.upgrade().is_some_and(send) {
                        return;
                    }
                    Err(JobError::WorkerLost.problem())
                }
                Some(Answer::Progress(now)) => return progress.set(Some(now)),
                Some(Answer::Reply(reply)) => Ok(reply),
                Some(Answer::Problem(problem)) => Err(problem),
                None => Err(JobError::WorkerLost.problem()),
            };
            if let Some(running) = running.upgrade() {
                running.borrow_mut().release();
            }
            result.set(Some(last));
        })
    };
    let give_up = {
        let (handle, work) = (Parts::of(handle), work.clone());
        let started = started.clone();
        Rc::new(move || {
            let Some(handle) = handle.whole() else { return };
            if handle.result.with_untracked(Option::is_some) {
                return;
            }
            handle.running.borrow_mut().stop();
            if *started.borrow() {
                let problem = match &work {
                    Work::Request(_) | Work::Workbook(..) => JobError::WorkerLost.problem(),
                    Work::Report(_) => Problem::new(NO_DOCUMENT),
                    Work::Rasters(..) => JobError::WorkerLost.problem(),
                    // The worker is thrown off its feet by nothing but the file.
                    Work::Table(file, ..) => ReadError::Damaged {
                        detail: file.name(),
                    }
                    .problem(),
                };
                handle.result.set(Some(Err(problem)));
            } else {
                run_in_page(&handle, work.clone());
            }
        })
    };
    let on_error = {
        let give_up = give_up.clone();
        Closure::<dyn FnMut(Event)>::new(move |_| give_up())
    };
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    let sent = is_ready.then(|| worker.post_message(&work.message()));
    {
        let mut running = handle.running.borrow_mut();
        running.worker = Some(worker);
        running.listeners = Some((on_message, on_error));
    }
    match sent {
        Some(Err(_)) => give_up(),
        Some(Ok(())) => {}
        None => set_timeout(
            move || {
                if !*started.borrow() {
                    give_up();
                }
            },
            START_LIMIT,
        ),
    }
}

/// A handle that does not keep its job alive.
struct Parts {
    progress: ArcRwSignal<Option<Progress>>,
    result: ArcRwSignal<Option<Result<String, Problem>>>,
    in_page: ArcRwSignal<bool>,
    arrays: Rc<RefCell<js_sys::Array>>,
    running: std::rc::Weak<RefCell<Running>>,
}

impl Parts {
    fn of(handle: &JobHandle) -> Self {
        Self {
            progress: handle.progress.clone(),
            result: handle.result.clone(),
            in_page: handle.in_page.clone(),
            arrays: handle.arrays.clone(),
            running: Rc::downgrade(&handle.running),
        }
    }

    fn whole(&self) -> Option<JobHandle> {
        Some(JobHandle {
            progress: self.progress.clone(),
            result: self.result.clone(),
            in_page: self.in_page.clone(),
            arrays: self.arrays.clone(),
            running: self.running.upgrade()?,
        })
    }
}

/// The same job on the main thread, once what is on the page has been drawn.
fn run_in_page(handle: &JobHandle, work: Work) {
    let text = match work {
        Work::Request(text) => text,
        // The readers and the writers of files are in the worker's file only.
        Work::Report(_) => {
            handle.result.set(Some(Err(Problem::new(NO_DOCUMENT))));
            return;
        }
        Work::Workbook(..) => {
            let problem = JobError::WorkerLost.problem();
            handle.result.set(Some(Err(problem)));
            return;
        }
        Work::Rasters(..) => {
            handle
                .result
                .set(Some(Err(Problem::new("stock.no_worker"))));
            return;
        }
        Work::Table(file, ..) => {
            let problem = Problem::new("upload.no_worker").with("name", Arg::Text(file.name()));
            handle.result.set(Some(Err(problem)));
            return;
        }
    };
    let parts = Parts::of(handle);
    set_timeout(
        move || {
            let Some(handle) = parts.whole() else { return };
            // Cancelled while it waited.
            if handle.result.with_untracked(Option::is_some) {
                return;
            }
            handle.in_page.set(true);
            let reply = Request::parse(&text)
                .map_err(|e| e.problem())
                .and_then(|r| job::run(&r, &mut |_| ControlFlow::Continue(())))
                .map(|reply| reply.to_json(false));
            handle.result.set(Some(reply));
        },
        Duration::from_millis(20),
    );
}
