//! A report as plain values: the page draws it, [`docx`](super::docx) writes it.

use serde::{Deserialize, Serialize};

use super::table::DataTable;

/// A whole report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// Tag of its language, such as `zh-CN`.
    pub lang: String,
    /// What stands at the head of every page, left and right.
    pub running: [String; 2],
    /// Title.
    pub title: String,
    /// Who signs it; empty where nobody does.
    pub author: String,
    /// The line under the title.
    pub about: String,
    /// The abstract.
    pub summary: Text,
    /// Everything else in order.
    pub blocks: Vec<Block>,
}

/// A text in pieces.
pub type Text = Vec<Span>;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// As the text around it.
    Plain(String),
    /// Strong words.
    Strong(String),
    /// A strong number, which no line breaks.
    Number(String),
}

impl Span {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Strong(text) | Self::Number(text) => text,
        }
    }
}

/// A part of a report. Numbers of sections, tables, figures and formulas stand in the texts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Heading of a section.
    Heading(String),
    /// A paragraph.
    Paragraph(Text),
    /// A formula by its id, and its number.
    Formula {
        /// Id in the table of formulas.
        id: String,
        /// Number, with its brackets.
        number: String,
    },
    /// A picture, which whoever writes the report brings along or does without.
    Figure {
        /// Which one.
        id: String,
        /// Number and title.
        caption: String,
        /// Where its numbers are from.
        source: String,
        /// What stands there where there is no picture.
        instead: String,
    },
    /// A table of three lines.
    Table {
        /// Number and title.
        caption: String,
        /// Headings and cells.
        data: DataTable,
        /// What is said under it.
        note: Option<String>,
    },
    /// Numbered remarks.
    List(Vec<String>),
}
