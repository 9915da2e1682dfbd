//! From older layouts to the present one: a list of pure functions, one a version.

use serde_json::Value;

use super::FileError;

/// Version of the layout this program writes.
pub const SCHEMA_VERSION: u32 = 4;

/// One step from a version to the next.
pub(super) type Migration = fn(Value) -> Result<Value, FileError>;

/// Position 0 leads from version 1 to version 2. Version 1 is the first there ever was.
pub(super) const MIGRATIONS: &[Migration] = &[without_scenarios, without_zones, without_oxygen];

/// Version 2 may have scenarios; a study of version 1 has none.
fn without_scenarios(value: Value) -> Result<Value, FileError> {
    Ok(value)
}

/// Version 3 may have zones, and regions that are parts of others; a study of version 2 has neither.
fn without_zones(value: Value) -> Result<Value, FileError> {
    Ok(value)
}

/// Version 4 may have a carbon–oxygen balance, units of oxygen and of volume; a study of version 3 has none of them.
fn without_oxygen(value: Value) -> Result<Value, FileError> {
    Ok(value)
}

/// Oldest version that can be brought forward.
const OLDEST: u32 = 1;

/// The version a document names, when this program can read it.
pub(super) fn version(named: Option<&Value>) -> Result<u32, FileError> {
    version_up_to(named, SCHEMA_VERSION)
}

fn version_up_to(named: Option<&Value>, newest: u32) -> Result<u32, FileError> {
    let found = named
        .and_then(Value::as_u64)
        .ok_or(FileError::OtherDocument)?;
    match u32::try_from(found) {
        Ok(version) if version < OLDEST => Err(FileError::TooOld { found }),
        Ok(version) if version <= newest => Ok(version),
        _ => Err(FileError::Newer { found }),
    }
}

/// Brings a document to the version after the last migration, one step at a time.
pub(super) fn migrate(mut value: Value, steps: &[Migration]) -> Result<Value, FileError> {
    let newest = OLDEST + u32::try_from(steps.len()).unwrap_or(u32::MAX - OLDEST);
    let from = version_up_to(value.get("schema_version"), newest)?;
    for (step, to) in steps
        .iter()
        .zip(OLDEST + 1..)
        .skip((from - OLDEST) as usize)
    {
        value = step(value)?;
        if let Some(document) = value.as_object_mut() {
            document.insert("schema_version".to_owned(), to.into());
        }
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rename(mut value: Value) -> Result<Value, FileError> {
        value["title"] = value["name"].take();
        Ok(value)
    }

    fn mark(mut value: Value) -> Result<Value, FileError> {
        value["marked"] = true.into();
        Ok(value)
    }

    #[test]
    fn every_later_step_is_taken_and_no_earlier_one() {
        let steps: &[Migration] = &[rename, mark];
        let from_one = migrate(json!({ "schema_version": 1, "name": "a" }), steps);
        assert_eq!(
            from_one,
            Ok(json!({ "schema_version": 3, "name": null, "title": "a", "marked": true }))
        );
        let from_two = migrate(json!({ "schema_version": 2, "title": "a" }), steps);
        assert_eq!(
            from_two,
            Ok(json!({ "schema_version": 3, "title": "a", "marked": true }))
        );
        assert_eq!(
            migrate(json!({ "schema_version": 4 }), steps),
            Err(FileError::Newer { found: 4 })
        );
    }

    #[test]
    fn the_list_leads_to_the_present_version() {
        assert_eq!(OLDEST as usize + MIGRATIONS.len(), SCHEMA_VERSION as usize);
    }
}
