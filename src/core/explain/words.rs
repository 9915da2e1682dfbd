//! What a working says, as keys and values: the sentence itself stands in the locale files.

use serde::{Deserialize, Serialize};

use crate::core::study::Text;

/// A value named in a sentence of a working.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// Text that came from the user or a file.
    Text(String),
    /// A text the study brings in one or both languages.
    Own(Text),
    /// A number with this many decimals.
    Fixed(f64, usize),
    /// A number with this many decimals and its sign.
    Signed(f64, usize),
    /// A number as it was entered.
    Entered(f64),
    /// A count of things.
    Count(usize),
    /// A calendar year.
    Year(i32),
    /// The full key of a name: `indicator.sown_area`, `unit.10ktC`, `line.farm`.
    Name(String),
    /// Sentences one after another, parted by the comma of a list.
    List(Vec<Words>),
}

/// A sentence without a language: its key and what stands in its places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// Key in the word table; also the full key of a name.
    pub key: String,
    /// Values by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(String, Value)>,
}

impl Words {
    /// A sentence without values.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            args: Vec::new(),
        }
    }

    /// Adds a named value.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.args.push((name.to_owned(), value));
        self
    }

    /// The name of an indicator, coefficient, line, unit or source.
    #[must_use]
    pub fn name(kind: &str, id: &str) -> Self {
        Self {
            key: format!("{kind}.{id}"),
            args: Vec::new(),
        }
    }
}
