//! Studies on this device: one database, one store of texts by key.

use idb::{Database, DatabaseEvent as _, Error, Factory, ObjectStoreParams, TransactionMode};
use wasm_bindgen::JsValue;

use crate::core::problem::{Arg, Problem};

const DATABASE: &str = "tanheng";
const STORE: &str = "studies";
/// Holds the key of the study shown last.
const CURRENT: &str = "current";

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
    finish(&database, read.await)
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
    let written = async {
        let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(STORE)?;
        for (key, text) in entries {
            store
                .put(&JsValue::from_str(text), Some(&JsValue::from_str(key)))?
                .await?;
        }
        // Only a finished transaction is on the disk.
        transaction.await?;
        Ok(())
    };
    finish(&database, written.await)
}

/// A database left open would hold up another window that brings it to a newer layout.
fn finish<T>(database: &Database, result: Result<T, Error>) -> Result<T, Problem> {
    database.close();
    result.map_err(|e| told(&e))
}

async fn open() -> Result<Database, Problem> {
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
    request.await.map_err(refused)
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
