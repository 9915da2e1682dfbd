//! Studies on this device: one database, one store of texts by key.

use std::cell::RefCell;
use std::rc::Rc;

use idb::{
    Database, DatabaseEvent as _, Error, Factory, ObjectStoreParams, Transaction, TransactionMode,
    TransactionResult,
};
use wasm_bindgen::JsValue;

use crate::core::problem::{Arg, Problem};

const DATABASE: &str = "tanheng";
const STORE: &str = "studies";
/// Holds the key of the study shown last.
const CURRENT: &str = "current";

thread_local! {
    /// Kept open: a page that is put away has time for a write but not for opening first.
    static OPEN: RefCell<Option<Rc<Database>>> = const { RefCell::new(None) };
}

/// The study shown last, as it was written, with its key.
pub(super) async fn read_current() -> Result<Option<(String, String)>, Problem> {
    let database = open().await?;
    let read = async {
        let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(STORE)?;
        let key = store.get(JsValue::from_str(CURRENT))?.await?;
        let Some(key) = key.and_then(|k| k.as_string()) else {
            return Ok(None);
        };
        let text = store.get(JsValue::from_str(&key))?.await?;
        Ok(text.and_then(|t| t.as_string()).map(|text| (key, text)))
    };
    read.await.map_err(|e| told(&e))
}

/// Keeps a study and makes it the one shown next time.
pub(super) async fn write_current(id: &str, text: &str) -> Result<(), Problem> {
    let key = format!("study:{id}");
    write(&[(&key, text), (CURRENT, &key)]).await
}

/// Puts a text that does not read aside under a key of its own and forgets that it was the one shown last.
pub(super) async fn put_aside(key: &str, text: &str) -> Result<(), Problem> {
    let aside = format!("aside:{}:{key}", js_sys::Date::now());
    write(&[(&aside, text), (CURRENT, "")]).await
}

async fn write(entries: &[(&str, &str)]) -> Result<(), Problem> {
    let database = open().await?;
    let written = write_to(&database, entries).await;
    if written.is_err() {
        // The browser may have closed it behind the page's back; the next write opens it again.
        OPEN.take();
    }
    written
}

async fn write_to(database: &Database, entries: &[(&str, &str)]) -> Result<(), Problem> {
    let committed = async {
        let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(STORE)?;
        // Everything is asked for at once and committed at once: nothing is left to do when the page goes away.
        for (key, text) in entries {
            drop(store.put(&JsValue::from_str(text), Some(&JsValue::from_str(key)))?);
        }
        let watched = web_sys::IdbTransaction::from(transaction.commit()?);
        match Transaction::from(watched.clone()).await? {
            TransactionResult::Committed => Ok(()),
            // A store that runs full shows only now, as a transaction that was taken back.
            TransactionResult::Aborted => Err(watched
                .error()
                .map_or(Error::DomExceptionNotFound, Error::DomException)),
        }
    };
    committed.await.map_err(|e| told(&e))
}

async fn open() -> Result<Rc<Database>, Problem> {
    if let Some(database) = OPEN.with(|open| open.borrow().clone()) {
        return Ok(database);
    }
    // Private windows and settings refuse here, each browser with another error.
    let refused = |_| Problem::new("storage.refused");
    let factory = Factory::new().map_err(refused)?;
    let mut request = factory.open(DATABASE, Some(1)).map_err(refused)?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            // A store that could not be made shows as a failed write.
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    let mut database = request.await.map_err(refused)?;
    // A newer page in another window is not held up.
    database.on_version_change(|_| {
        if let Some(database) = OPEN.take() {
            database.close();
        }
    });
    let database = Rc::new(database);
    OPEN.set(Some(database.clone()));
    Ok(database)
}

fn told(error: &Error) -> Problem {
    let (name, text) = match error {
        Error::DomException(exception) => (exception.name(), exception.message()),
        other => (String::new(), other.to_string()),
    };
    if name == "QuotaExceededError" || text.contains("QuotaExceededError") {
        return Problem::new("storage.full");
    }
    let detail = if name.is_empty() { text } else { name };
    Problem::new("storage.failed").with("detail", Arg::Text(detail))
}
