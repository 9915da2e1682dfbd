//! What every map begins and ends with: its width and legend, its title, and what is said of it.

use super::Scale;
use super::legend::{self, Key};
use super::overlay::Sample;
use super::sheet::Sheet;
use crate::chart::plot::{Words, picture};
use crate::chart::{Hit, Picture};

/// A map with nothing but its legend on it.
pub(super) struct Begun {
    pub sheet: Sheet,
    /// The width asked for, within reason.
    pub width: f64,
    /// Where the legend ends.
    pub top: f64,
}

/// Begins a map.
pub(super) fn begin(scale: &Scale, keys: &[Key], lines: &[Sample<'_>], width: f64) -> Begun {
    let width = if width.is_finite() {
        width.clamp(120.0, 4_000.0)
    } else {
        310.0
    };
    let mut sheet = Sheet::default();
    let top = legend::draw(&mut sheet, scale, keys, lines, width, 0.0);
    Begun { sheet, width, top }
}

/// Ends it. What is in it without a word of its own stands behind the finding.
pub(super) fn end(
    sheet: &Sheet,
    size: (f64, f64),
    words: &Words,
    wordless: &[String],
    hits: Vec<Hit>,
) -> Picture {
    let words = Words {
        title: words.title.clone(),
        finding: described(&words.finding, wordless),
    };
    picture(&sheet.out, size, &words, hits)
}

fn described(finding: &str, wordless: &[String]) -> String {
    let mut text = finding.to_owned();
    for (i, word) in wordless.iter().enumerate() {
        text.push_str(if i > 0 {
            "; "
        } else if text.is_empty() {
            ""
        } else {
            " | "
        });
        text.push_str(word);
    }
    text
}
