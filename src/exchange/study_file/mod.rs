//! The study file: one study as JSON, written so that a changed row is one changed line, read so that nothing in it can
//! surprise the program.
//!
//! Reading goes from cheap to dear: size, version, the whole document, then whether its parts fit together. Only a
//! document that does not read is taken apart, to say where. Nothing is mended silently: a file is taken whole or
//! refused with every fault named.

mod carbon_oxygen;
mod check;
mod error;
mod fault;
mod land;
mod locate;
mod migrate;
mod write;
mod zones;

pub use check::check;
pub use error::FileError;
pub use fault::Fault;
pub use migrate::SCHEMA_VERSION;
pub use write::write;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::core::study::Study;

/// Largest file that is read, in bytes: a full sheet of 200 000 rows and 30 columns takes about half of it.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Reads a study file.
///
/// ```
/// use tanheng::exchange::{cases, study_file};
/// let study = cases::load("guizhou").expect("the case ships with the program");
/// assert_eq!(study_file::read(&study_file::write(&study)).as_ref(), Ok(&study));
/// ```
///
/// # Errors
/// [`FileError`] says what is wrong with the file as a whole, or names every part that does not fit.
pub fn read(text: &str) -> Result<Study, FileError> {
    if text.len() > MAX_BYTES {
        return Err(FileError::TooLarge { bytes: text.len() });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str::<IgnoredAny>(text).map_err(|e| FileError::of_json(&e))?;
    let head: Head = serde_json::from_str(text).map_err(|_| FileError::OtherDocument)?;
    if migrate::version(head.schema_version.as_ref())? == SCHEMA_VERSION
        && let Ok(study) = serde_json::from_str::<Study>(text)
    {
        return whole(study);
    }
    // Taken apart only now: a document as values takes several times the memory of a study.
    let value = serde_json::from_str(text).map_err(|e| FileError::of_json(&e))?;
    read_value(value)
}

/// [`read`] for bytes as they come from a disk.
///
/// # Errors
/// [`FileError::NotText`] when the bytes are no UTF-8, else those of [`read`].
pub fn read_bytes(bytes: &[u8]) -> Result<Study, FileError> {
    if bytes.len() > MAX_BYTES {
        return Err(FileError::TooLarge { bytes: bytes.len() });
    }
    read(std::str::from_utf8(bytes).map_err(|_| FileError::NotText)?)
}

/// [`read`] for a document that is part of another one, such as a job.
///
/// # Errors
/// Those of [`read`], without line and column.
pub fn read_value(value: Value) -> Result<Study, FileError> {
    let value = migrate::migrate(value, migrate::MIGRATIONS)?;
    // Through text again: one reader of studies in the program instead of two.
    match serde_json::from_str(&value.to_string()) {
        Ok(study) => whole(study),
        Err(_) => Err(FileError::Faulty {
            faults: locate::faults(&value),
        }),
    }
}

fn whole(study: Study) -> Result<Study, FileError> {
    let faults = check(&study);
    if faults.is_empty() {
        Ok(study)
    } else {
        Err(FileError::Faulty { faults })
    }
}

/// The part of the document that says what the rest is.
#[derive(Deserialize)]
struct Head {
    schema_version: Option<Value>,
}
