//! The first and last lines of a table as written, for a person to look at.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::plan::PastePlan;
use super::text::lines;

/// Lines from the top.
const TOP: usize = 9;
/// Lines from the end.
const END: usize = 2;
/// Bytes of each end of a text that the preview is made from.
const END_BYTES: usize = 32 << 10;

/// Some lines of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Number of the line, counted from 0, and its first cells.
    pub lines: Vec<(usize, Vec<String>)>,
    /// Lines of the table.
    pub height: usize,
    /// Cells of its longest line.
    pub width: usize,
    /// Lines of headings.
    pub head: Vec<usize>,
}

impl Preview {
    /// Most columns shown.
    pub const WIDE: usize = 16;

    /// The ends of a text that was planned.
    #[must_use]
    pub fn of(text: &str, plan: &PastePlan) -> Self {
        // Of a long text only its two ends are taken apart.
        let (top, end) = ends(text.trim_end());
        let (top, end) = (lines(top), lines(end));
        let height = plan.lines;
        let after_top = TOP.min(height).max(height.saturating_sub(END));
        let cells = |line: &[Cow<'_, str>]| {
            let cells = line.iter().take(Self::WIDE);
            cells.map(|c| c.trim().to_owned()).collect::<Vec<_>>()
        };
        let first = (0..top.len().min(TOP)).map(|l| (l, cells(top.line(l))));
        let last = (after_top..height).filter_map(|l| {
            let from_end = height - l;
            let at = end.len().checked_sub(from_end)?;
            Some((l, cells(end.line(at))))
        });
        Self {
            lines: first.chain(last).collect(),
            height,
            width: plan.width,
            head: plan.head.clone(),
        }
    }
}

/// The beginning and the end of a text, in whole lines; both are all of a short one.
fn ends(text: &str) -> (&str, &str) {
    if text.len() <= 2 * END_BYTES {
        return (text, text);
    }
    let top = text.floor_char_boundary(END_BYTES);
    let top = text[..top].rfind('\n').map_or(top, |at| at + 1);
    let end = text.ceil_char_boundary(text.len() - END_BYTES);
    let end = text[end..].find('\n').map_or(end, |at| end + at + 1);
    (&text[..top], &text[end..])
}
