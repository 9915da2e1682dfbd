//! The working of a result: how one number came about, as data.
//!
//! A [`Working`] reads a result and computes nothing twice: formula, the same with the numbers put in, a table of terms,
//! and the facts that must stand beside a number (source, tier, convention, rounding). It knows no language and no page;
//! [`Words`] are keys with values. The drawer, the report and the clipboard write the same working.
//!
//! A step that wants its numbers opened builds a [`Working`] with [`Working::new`] and adds sections to it.

mod account;
mod change;
mod expression;
mod facts;
mod forecast;
mod formulas;
mod relation;
mod words;
mod write;

pub use account::{At, account, account_line, account_total, formula_of};
pub use change::dynamic_degree;
pub use expression::{Digits, Equation, Expr, Relation, Symbol, digits};
pub use facts::{as_co2, convention, locator, rounding, source};
pub use forecast::{ForecastNumber, forecast_number};
pub use formulas::{latex, mathml};
pub use relation::relational_degree;
pub use words::{Value, Words};

use serde::{Deserialize, Serialize};

/// What a note says of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Says something.
    Info,
    /// Agrees.
    Ok,
    /// Asks for a look.
    Warn,
    /// Is wrong or missing.
    Error,
}

/// A number in a table of terms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// Whether it divides what stands before it in the cell; otherwise it multiplies.
    pub divides: bool,
    /// The number; `None` where there is none.
    pub value: Option<f64>,
    /// Digits written.
    pub digits: Digits,
    /// Unit code behind it; empty for none.
    pub unit: String,
}

impl Quantity {
    /// A number as entered, with its unit.
    #[must_use]
    pub fn entered(value: Option<f64>, unit: &str) -> Self {
        Self {
            divides: false,
            value,
            digits: Digits::Entered,
            unit: unit.to_owned(),
        }
    }

    /// A number with so many decimals and no unit of its own.
    #[must_use]
    pub fn fixed(value: Option<f64>, decimals: usize) -> Self {
        Self {
            divides: false,
            value,
            digits: Digits::Fixed(decimals),
            unit: String::new(),
        }
    }
}

/// A row of a table of terms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TermRow {
    /// What the row is.
    pub name: Words,
    /// One cell a column; a cell may hold several factors or nothing.
    pub cells: Vec<Vec<Quantity>>,
}

/// The terms of a sum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TermTable {
    /// Heading of the names, then one of each column.
    pub head: Vec<Words>,
    /// Terms in order.
    pub rows: Vec<TermRow>,
    /// Their sum: the value that is explained.
    pub total: Option<TermRow>,
}

/// One part of a working.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// A remark: agreement with a paper, a gap, a doubt.
    Note {
        /// What kind of remark.
        tone: Tone,
        /// What it is about, in bold.
        subject: Words,
        /// What it says.
        text: Words,
    },
    /// The formula in letters.
    Formula {
        /// Heading.
        heading: Words,
        /// Id in the table of formulas.
        formula: String,
        /// What the letters stand for.
        symbols: Vec<(Symbol, Words)>,
    },
    /// The formula with the numbers put in.
    Numbers {
        /// Heading.
        heading: Words,
        /// The numbers.
        equation: Equation,
    },
    /// Terms of a sum.
    Terms(TermTable),
    /// Sources and conventions: a heading and what is said under it.
    Facts(Vec<(Words, Vec<Words>)>),
}

/// How one number came about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Working {
    /// Region, year and name, as far as they are needed.
    pub title: Vec<Words>,
    /// The number; `None` where it is unknown, which a note explains.
    pub value: Option<f64>,
    /// Decimals it is shown with.
    pub decimals: usize,
    /// Code of its unit; empty for a pure number.
    pub unit: String,
    /// Parts in order.
    pub sections: Vec<Section>,
}

impl Working {
    /// A working without parts.
    ///
    /// ```
    /// use tanheng::core::explain::{Section, Tone, Words, Working};
    /// let working = Working::new(vec![Words::name("line", "net")], Some(5057.62), 2, "10ktC").section(Section::Note {
    ///     tone: Tone::Info,
    ///     subject: Words::new("working.rounding"),
    ///     text: Words::new("working.rounding_text"),
    /// });
    /// assert_eq!(working.sections.len(), 1);
    /// ```
    #[must_use]
    pub fn new(title: Vec<Words>, value: Option<f64>, decimals: usize, unit: &str) -> Self {
        Self {
            title,
            value,
            decimals,
            unit: unit.to_owned(),
            sections: Vec::new(),
        }
    }

    /// Adds a part.
    #[must_use]
    pub fn section(mut self, section: Section) -> Self {
        self.sections.push(section);
        self
    }
}
