//! How a method declares itself: once, and form, range check, help, job file and report read the declaration.

use serde::Serialize;

/// What one input of a method may be.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// A number in a closed range.
    Number {
        /// Least value allowed.
        min: f64,
        /// Greatest value allowed.
        max: f64,
        /// Step of a slider.
        step: f64,
        /// Value when nothing is said.
        default: f64,
    },
    /// One of several named choices; the first is the default.
    Choice {
        /// Ids of the choices as they stand in a job file.
        options: &'static [&'static str],
    },
    /// A series of numbers with at least this many points.
    Series {
        /// Fewest points that can be computed.
        min_len: usize,
    },
    /// A whole study as the study file has it; in its place `case` may name one that ships with the program.
    Study,
}

/// One input of a method.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Param {
    /// Key in the job file; its label is `method.<method>.<id>` in the locale files.
    pub id: &'static str,
    /// What it may be.
    pub kind: Kind,
}

/// One method as the terminal, the forms and the documentation list it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MethodSpec {
    /// Name in a job file.
    pub id: &'static str,
    /// Its inputs.
    pub params: &'static [Param],
    /// A whole request in JSON that runs as it stands.
    pub example: &'static str,
}
