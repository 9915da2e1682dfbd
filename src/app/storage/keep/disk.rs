//! Studies on this device: one database, one store of texts by key.
//!
//! `study:<id>` is a study, `entry:<id>` its line in the list, `version:<id>:<time>` an earlier state and `mark:<id>:<time>`
//! its line, `current` the key of what was shown last, `opened` what was opened and not edited, `aside:…` what did not read.
//! All are in the one store there has been from the start, so a page of before goes on reading its study.

use std::cell::RefCell;
use std::rc::Rc;

use idb::{
    Database, DatabaseEvent as _, Error, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query,
    Transaction, TransactionMode, TransactionResult,
};
use wasm_bindgen::JsValue;

use crate::core::problem::{Arg, Problem};

const DATABASE: &str = "tanheng";
const STORE: &str = "studies";
/// Holds the key of the study shown last.
pub(super) const CURRENT: &str = "current";

thread_local! {
    /// Kept open: a page that is put away has time for a write but not for opening first.
    static OPEN: RefCell<Option<Rc<Database>>> = const { RefCell::new(None) };
}

/// One change; those given together are made together or not at all.
#[derive(Clone)]
pub(super) enum Op {
    /// Writes a text.
    Put(String, String),
    /// Writes a text where none is yet.
    Add(String, String),
    /// Takes a text away.
    Delete(String),
}

/// Why changes were not made.
pub(super) enum Refused {
    /// Another page has written there first.
    Taken,
    /// The browser does not.
    Told(Problem),
}

/// The text under a key.
pub(super) async fn read(key: &str) -> Result<Option<String>, Problem> {
    let database = open().await?;
    let read = async {
        let found = store_of(&database)?.get(JsValue::from_str(key))?.await?;
        Ok(found.and_then(|text| text.as_string()))
    };
    read.await.map_err(|e| told(&e))
}

/// Every text whose key starts so.
pub(super) async fn read_all(start: &str) -> Result<Vec<String>, Problem> {
    let database = open().await?;
    let read = async {
        store_of(&database)?
            .get_all(Some(range(start)?), None)?
            .await
    };
    read.await.map(strings).map_err(|e| told(&e))
}

/// Every key that starts so.
pub(super) async fn keys(start: &str) -> Result<Vec<String>, Problem> {
    let database = open().await?;
    let read = async {
        store_of(&database)?
            .get_all_keys(Some(range(start)?), None)?
            .await
    };
    read.await.map(strings).map_err(|e| told(&e))
}

fn store_of(database: &Database) -> Result<ObjectStore, Error> {
    database
        .transaction(&[STORE], TransactionMode::ReadOnly)?
        .object_store(STORE)
}

fn range(start: &str) -> Result<Query, Error> {
    let end = format!("{start}\u{ffff}");
    KeyRange::bound(&start.into(), &end.into(), None, None).map(Into::into)
}

fn strings(values: Vec<JsValue>) -> Vec<String> {
    values.iter().filter_map(JsValue::as_string).collect()
}

/// Puts a text that does not read aside under a key of its own and forgets that it was the one shown last.
pub(super) async fn put_aside(key: &str, text: &str) -> Result<(), Problem> {
    let aside = format!("aside:{}:{key}", js_sys::Date::now());
    let ops = [
        Op::Put(aside, text.to_owned()),
        Op::Put(CURRENT.to_owned(), String::new()),
    ];
    match commit(&ops).await {
        Ok(()) | Err(Refused::Taken) => Ok(()),
        Err(Refused::Told(problem)) => Err(problem),
    }
}

/// Makes changes, all or none.
pub(super) async fn commit(ops: &[Op]) -> Result<(), Refused> {
    let database = open().await.map_err(Refused::Told)?;
    let done = commit_to(&database, ops).await;
    if done.is_err() {
        // The browser may have closed it behind the page's back; the next write opens it again.
        OPEN.take();
    }
    done.map_err(|error| {
        if name_of(&error) == "ConstraintError" {
            Refused::Taken
        } else {
            Refused::Told(told(&error))
        }
    })
}

async fn commit_to(database: &Database, ops: &[Op]) -> Result<(), Error> {
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(STORE)?;
    // Everything is asked for at once and committed at once: nothing is left to do when the page goes away.
    if let Err(error) = ops.iter().try_for_each(|op| ask(&store, op)) {
        // What was asked for before it must not stand alone; it may be taken back already.
        let _ = transaction.abort();
        return Err(error);
    }
    let watched = web_sys::IdbTransaction::from(transaction.commit()?);
    match Transaction::from(watched.clone()).await? {
        TransactionResult::Committed => Ok(()),
        // A store that runs full shows only now, as a transaction that was taken back.
        TransactionResult::Aborted => Err(watched
            .error()
            .map_or(Error::DomExceptionNotFound, Error::DomException)),
    }
}

fn ask(store: &ObjectStore, op: &Op) -> Result<(), Error> {
    match op {
        Op::Put(key, text) => {
            drop(store.put(&JsValue::from_str(text), Some(&JsValue::from_str(key)))?);
        }
        Op::Add(key, text) => {
            drop(store.add(&JsValue::from_str(text), Some(&JsValue::from_str(key)))?);
        }
        Op::Delete(key) => drop(store.delete(JsValue::from_str(key))?),
    }
    Ok(())
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

fn name_of(error: &Error) -> String {
    match error {
        Error::DomException(exception) => exception.name(),
        _ => String::new(),
    }
}

fn told(error: &Error) -> Problem {
    let name = name_of(error);
    let text = match error {
        Error::DomException(exception) => exception.message(),
        other => other.to_string(),
    };
    if name == "QuotaExceededError" || text.contains("QuotaExceededError") {
        return Problem::new("storage.full");
    }
    let detail = if name.is_empty() { text } else { name };
    Problem::new("storage.failed").with("detail", Arg::Text(detail))
}
