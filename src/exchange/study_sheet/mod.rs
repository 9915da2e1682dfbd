//! The study inside its own workbook: the last, hidden sheet holds the study file, so that a workbook of ours opens as the
//! study it was written from. Figures changed on the visible sheets since are found, and are those that count.
//!
//! ```
//! use tanheng::exchange::{cases, study_sheet, workbook};
//! use tanheng::{job::export, words::Lang};
//! let study = cases::load("guizhou").expect("the case ships with the program");
//! let bytes = export::workbook(&study, Lang::En).expect("it has an account");
//! let book = workbook::read(&bytes, None)?;
//! let opened = study_sheet::open(&book, &|_| Vec::new()).expect("one of ours").expect("whole");
//! assert_eq!((opened.figures(), opened.study), (0, study));
//! # Ok::<(), tanheng::exchange::workbook::ReadError>(())
//! ```

mod changed;

pub use changed::{Opened, narrow, open};

use super::excel::{Cell, Tab};
use super::paste;
use super::study_file::{self, FileError};
use super::workbook::{TextSheet, Workbook};
use crate::core::study::Study;

/// What the first cell of the sheet says.
const MARK: &str = "tanheng study 1";

/// UTF-16 units of a piece; Excel takes 32 767 in a cell.
const LONGEST_PIECE: usize = 30_000;

/// Names that the sheet remembers or has.
pub struct Names<'a> {
    /// Its own name.
    pub own: &'a str,
    /// Name of the sheet of inputs.
    pub data: &'a str,
    /// Name of the sheet of coefficients.
    pub coefficients: &'a str,
    /// What it says to whoever finds it.
    pub told: &'a str,
}

/// The sheet: the mark, the names of the sheets of figures and what it is for; then the study file in pieces, one a row.
#[must_use]
pub fn tab(study: &Study, names: &Names<'_>) -> Tab {
    let head = [MARK, names.data, names.coefficients, names.told];
    let mut rows = vec![head.map(|text| Cell::Text(text.to_owned())).to_vec()];
    // A study holds nothing JSON cannot say.
    let text = plain(&serde_json::to_string(study).unwrap_or_default());
    let pieces = pieces(&text).zip(1..);
    rows.extend(pieces.map(|(piece, n)| vec![Cell::Text(format!("{n}:{piece}"))]));
    Tab {
        name: names.own.to_owned(),
        rows,
        widths: vec![40],
        is_hidden: true,
        ..Tab::default()
    }
}

/// The same JSON without what a cell cannot hold, and without `_x`, with which Excel begins an escape of its own.
fn plain(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json.chars().peekable();
    while let Some(c) = rest.next() {
        let is_escape = c == '_' && rest.peek() == Some(&'x');
        if is_escape || c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') {
            out.push_str(&format!("\\u{:04x}", c as u32));
        } else {
            out.push(c);
        }
    }
    out
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut units = 0;
        let end = rest.char_indices().find(|(_, c)| {
            units += c.len_utf16();
            units > LONGEST_PIECE
        });
        let (piece, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// The study in a workbook and the sheets that show its figures.
struct Inside<'a> {
    study: Study,
    data: Option<&'a TextSheet>,
    coefficients: Option<&'a TextSheet>,
}

/// What the sheet of a workbook of ours holds; `None` where there is no such sheet.
fn inside(book: &Workbook) -> Option<Result<Inside<'_>, FileError>> {
    let own = book.sheets.iter().find(|s| s.text.starts_with(MARK))?;
    let lines = paste::lines(&own.text);
    let mut text = String::new();
    for line in 1..lines.len() {
        // Where a piece is missing the study does not read, and the error says where.
        let piece = lines.cell(line, 0).strip_prefix(&format!("{line}:"));
        text.push_str(piece.unwrap_or_default());
    }
    let sheet = |column| {
        let name = lines.cell(0, column);
        book.sheets.iter().find(|s| s.name == name)
    };
    Some(study_file::read(&text).map(|study| Inside {
        study,
        data: sheet(1),
        coefficients: sheet(2),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_fit_a_cell_and_are_cut_between_characters() {
        let text = "a".to_owned() + &"🌲".repeat(LONGEST_PIECE);
        let cut: Vec<&str> = pieces(&text).collect();
        assert_eq!(cut.concat(), text);
        assert_eq!(cut.len(), 3);
        assert!(
            cut.iter()
                .all(|p| p.encode_utf16().count() <= LONGEST_PIECE)
        );
        assert_eq!(pieces("").count(), 0);
    }

    #[test]
    fn what_a_cell_cannot_hold_is_escaped() {
        assert_eq!(
            plain("_x0041_ _a\u{7f}\u{ffff}"),
            "\\u005fx0041_ _a\\u007f\\uffff"
        );
    }
}
