//! Attributes of JSON objects as a table of texts.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::rings::Collected;
use super::{Boundaries, Format};

/// Most columns: a file with more has something else in mind.
const MOST_COLUMNS: usize = 200;

/// Longest text of a cell, in characters.
const LONGEST: usize = 200;

/// Columns as they turn up.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<String>,
    places: BTreeMap<String, usize>,
}

impl Table {
    /// The texts of one object; its own `id` is a column like the others.
    pub fn row(
        &mut self,
        id: Option<&Value>,
        properties: Option<&Map<String, Value>>,
    ) -> Vec<String> {
        let mut cells = vec![String::new(); self.columns.len()];
        let own = id.map(|id| ("id", id));
        let others = properties
            .into_iter()
            .flatten()
            .map(|(name, value)| (name.as_str(), value));
        for (name, value) in others.chain(own) {
            let text = text(value);
            if text.is_empty() {
                continue;
            }
            let place = match self.places.get(name) {
                Some(&place) => place,
                None if self.columns.len() < MOST_COLUMNS => {
                    self.columns.push(name.to_owned());
                    self.places.insert(name.to_owned(), self.columns.len() - 1);
                    self.columns.len() - 1
                }
                None => continue,
            };
            if cells.len() <= place {
                cells.resize(place + 1, String::new());
            }
            if cells[place].is_empty() {
                cells[place] = text;
            }
        }
        cells
    }

    /// Rows of one width, with what was collected beside them.
    pub fn finish(self, format: Format, mut collected: Collected) -> Boundaries {
        for feature in &mut collected.features {
            feature.cells.resize(self.columns.len(), String::new());
        }
        Boundaries {
            format,
            columns: self.columns,
            features: collected.features,
            without_ground: collected.without_ground,
            encoding: None,
            doubts: collected.doubts,
        }
    }
}

/// A value as text; what has parts of its own is none. A whole number has no decimals: codes come as 530102.0.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => shortened(text.trim()),
        Value::Number(number) => match number.as_f64() {
            Some(v) if v.fract() == 0.0 && v.abs() < 1e15 => format!("{v:.0}"),
            _ => number.to_string(),
        },
        Value::Bool(flag) => flag.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    }
}

/// The beginning of a long text.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned(),
        None => text.to_owned(),
    }
}
