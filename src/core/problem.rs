//! What is wrong, where, and with which values: errors as values that know no language.
//!
//! Every module has its own error enum. [`Report`] turns any of them into a [`Problem`]: a code, a place and named
//! arguments. The sentence itself, in each language, lives in the locale files under `problem.<code>`.

use serde::{Deserialize, Serialize};

/// One value named in a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Arg {
    /// Text that came from the user or a file, shown as it is and never as markup.
    Text(String),
    /// A measured value, shown with up to six significant digits.
    Number(f64),
    /// A count of things.
    Count(usize),
    /// A calendar year, shown without grouping.
    Year(i32),
    /// The id of an indicator, coefficient, unit or column; the face shows its name.
    Name(String),
}

/// Where a problem sits. Everything that is known is filled in, nothing is guessed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Id of the sheet.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sheet: Option<String>,
    /// Region code or name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub region: Option<String>,
    /// Calendar year.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub year: Option<i32>,
    /// Indicator or coefficient id.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub column: Option<String>,
    /// Position in a series, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub index: Option<usize>,
}

/// One thing that is wrong or doubtful, without a language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// Key of the sentence: `problem.<code>` in the locale files.
    pub code: String,
    /// Where it sits.
    #[serde(default)]
    pub place: Place,
    /// Values named in the sentence.
    #[serde(default)]
    pub args: Vec<(String, Arg)>,
}

impl Problem {
    /// A problem with a code and no further detail.
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            place: Place::default(),
            args: Vec::new(),
        }
    }

    /// Adds a named value.
    #[must_use]
    pub fn with(mut self, name: &str, arg: Arg) -> Self {
        self.args.push((name.to_owned(), arg));
        self
    }

    /// Says where it sits.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }
}

/// An error that can be told to a person.
pub trait Report: std::error::Error {
    /// The same fact without a language.
    fn problem(&self) -> Problem;
}
