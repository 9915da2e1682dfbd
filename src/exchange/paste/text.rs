//! Clipboard text ↔ lines of cells, as Excel and WPS write them.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::keys::{is_year_heading, year_cell};
use super::separator::{COMMA_COUNTRIES, separator, with_points};
use crate::core::study::{Cell, Sheet};
use crate::exchange::csv::{bare, guarded};
use crate::exchange::paste::PasteError;
use crate::exchange::watch::{EVERY, Task, Watch, unwatched};

/// Lines of cells that borrow from the text wherever nothing was quoted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lines<'a> {
    cells: Vec<Cow<'a, str>>,
    /// Position after the last cell of each line.
    ends: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// No lines yet, and room for those of a text: grown bit by bit, a long one would take twice the memory.
    fn with_room(text: &str, separator: char) -> Self {
        let (mut cells, mut lines) = (1, 1);
        for byte in text.bytes() {
            cells += usize::from(byte == separator as u8 || byte == b'\n');
            lines += usize::from(byte == b'\n');
        }
        Self {
            cells: Vec::with_capacity(cells),
            ends: Vec::with_capacity(lines),
        }
    }

    /// Number of lines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cells of a line; none when there is no such line.
    #[must_use]
    pub fn line(&self, index: usize) -> &[Cow<'a, str>] {
        let Some(&end) = self.ends.get(index) else {
            return &[];
        };
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.cells[start..end]
    }

    /// A cell; empty when the line is shorter.
    #[must_use]
    pub fn cell(&self, line: usize, column: usize) -> &str {
        self.line(line).get(column).map_or("", AsRef::as_ref)
    }

    /// Cells of the longest line.
    #[must_use]
    pub fn width(&self) -> usize {
        (0..self.len())
            .map(|i| self.line(i).len())
            .max()
            .unwrap_or(0)
    }

    /// Lines from whole rows of cells.
    #[must_use]
    pub fn of_rows(rows: Vec<Vec<String>>) -> Self {
        let mut lines = Self::default();
        for row in rows {
            lines.cells.extend(row.into_iter().map(Cow::Owned));
            lines.end_line();
        }
        lines
    }

    /// The lines from one on.
    #[must_use]
    pub fn tail(&self, first: usize) -> Self {
        let mut rest = Self::default();
        for line in first..self.len() {
            rest.cells.extend_from_slice(self.line(line));
            rest.end_line();
        }
        rest
    }

    /// The same with one more cell at the end of every line, all at the same column.
    #[must_use]
    pub fn with_column(&self, cell: impl Fn(usize) -> String) -> Self {
        let width = self.width();
        let mut wider = Self::default();
        for line in 0..self.len() {
            wider.cells.extend_from_slice(self.line(line));
            let missing = width - self.line(line).len();
            wider.cells.extend((0..missing).map(|_| Cow::Borrowed("")));
            wider.cells.push(Cow::Owned(cell(line)));
            wider.end_line();
        }
        wider
    }

    /// The first `width` columns become lines.
    #[must_use]
    pub fn transposed(&self, width: usize) -> Self {
        let mut turned = Self::default();
        for column in 0..width {
            for line in 0..self.len() {
                let cell = self.line(line).get(column).cloned();
                turned.cells.push(cell.unwrap_or_default());
            }
            turned.ends.push(turned.cells.len());
        }
        turned
    }

    fn end_line(&mut self) {
        self.ends.push(self.cells.len());
    }

    /// R's `write.table` names the lines and not the column of their names: every line has one cell more than the heading,
    /// and the years stand one column to the right of theirs.
    fn make_room_for_line_names(&mut self) {
        let width = self.line(0).len();
        let below = || 1..self.len();
        let is_one_short = self.len() > 1 && below().all(|l| self.line(l).len() == width + 1);
        let is_moved = |c: usize| {
            let are_years = |l| {
                year_cell(self.cell(l, c)).is_none() && year_cell(self.cell(l, c + 1)).is_some()
            };
            is_year_heading(self.cell(0, c)) && below().all(are_years)
        };
        if is_one_short && (0..width).any(is_moved) {
            self.cells.insert(0, Cow::Borrowed(""));
            self.ends.iter_mut().for_each(|end| *end += 1);
        }
    }

    /// Takes off empty lines at the end: spreadsheets close the last line too.
    fn trim(&mut self) {
        while self
            .len()
            .checked_sub(1)
            .is_some_and(|last| self.line(last).iter().all(|c| c.trim().is_empty()))
        {
            self.ends.pop();
            self.cells.truncate(self.ends.last().copied().unwrap_or(0));
        }
    }
}

/// Splits text into lines of cells. Cells are parted by tabs, or by commas when there is no tab outside quotes and the
/// commas are not those of thousands, or by semicolons as where a comma is the decimal sign, which then becomes a point. A
/// quoted cell may hold tabs, commas, line breaks and doubled quotes. The apostrophe that keeps a spreadsheet from running a
/// text as a formula is taken off.
///
/// ```
/// use tanheng::exchange::paste::lines;
/// let table = lines("a\t\"b\nc\"\r\n1\t2\r\n");
/// assert_eq!((table.len(), table.cell(0, 1), table.cell(1, 1)), (2, "b\nc", "2"));
/// assert_eq!(lines("29,321\n30,681").cell(0, 0), "29,321");
/// assert_eq!(lines("'=1+1,\"a\tb\"").line(0), ["=1+1", "a\tb"]);
/// assert_eq!(lines("year;rice\n2005;472,8").line(1), ["2005", "472.8"]);
/// ```
#[must_use]
pub fn lines(text: &str) -> Lines<'_> {
    watched_lines(text, &mut unwatched).unwrap_or_default()
}

/// [`lines`] that tells how far it is; an error only when it is stopped.
pub(super) fn watched_lines<'a>(text: &'a str, watch: Watch<'_>) -> Result<Lines<'a>, PasteError> {
    let text = text.trim_start_matches('\u{feff}');
    let separator = separator(text);
    let mut lines = Lines::with_room(text, separator);
    let mut rest = text;
    while !rest.is_empty() {
        if lines.cells.len().is_multiple_of(EVERY)
            && watch(Task::Split, text.len() - rest.len(), text.len()).is_break()
        {
            return Err(PasteError::Stopped);
        }
        let (cell, after) = cell(rest, separator);
        lines.cells.push(bare(cell));
        let mut next = after.chars();
        match next.next() {
            Some(c) if c == separator => {
                rest = next.as_str();
                if rest.is_empty() {
                    lines.cells.push(Cow::Borrowed(""));
                    lines.end_line();
                }
            }
            Some('\r') => {
                lines.end_line();
                rest = next.as_str().strip_prefix('\n').unwrap_or(next.as_str());
            }
            Some(_) => {
                lines.end_line();
                rest = next.as_str();
            }
            None => {
                lines.end_line();
                rest = "";
            }
        }
    }
    lines.trim();
    lines.make_room_for_line_names();
    if separator == COMMA_COUNTRIES {
        with_points(&mut lines.cells);
    }
    Ok(lines)
}

/// One cell and what follows it: a separator, a line end or nothing.
pub(super) fn cell(text: &str, separator: char) -> (Cow<'_, str>, &str) {
    let ends = |c: char| c == separator || c == '\n' || c == '\r';
    let plain = || {
        // All three are one byte in UTF-8 and part of no other character.
        let is_end = |b: u8| b == separator as u8 || b == b'\n' || b == b'\r';
        let end = text.bytes().position(is_end).unwrap_or(text.len());
        (Cow::Borrowed(&text[..end]), &text[end..])
    };
    let Some(inner) = text.strip_prefix('"') else {
        return plain();
    };
    let mut out = String::new();
    let mut rest = inner;
    while let Some((before, after)) = rest.split_once('"') {
        out.push_str(before);
        match after.strip_prefix('"') {
            Some(more) => {
                out.push('"');
                rest = more;
            }
            None if after.is_empty() || after.starts_with(ends) => return (Cow::Owned(out), after),
            // A quote inside a word is part of the word.
            None => return plain(),
        }
    }
    plain()
}

/// A rectangle of cells as text for the clipboard: numbers in full, nothing where nothing stands, text as typed.
///
/// ```
/// use tanheng::exchange::{cases, paste};
/// let study = cases::load("guizhou").expect("shipped");
/// let sheet = study.sheet("activity").expect("in the case");
/// assert_eq!(paste::copy(sheet, 0..=1, 0..=1), "77.41\t4804.1\r\n80.23\t4449.43");
/// ```
#[must_use]
pub fn copy(sheet: &Sheet, rows: RangeInclusive<usize>, columns: RangeInclusive<usize>) -> String {
    let mut out = String::new();
    let (first_row, first_column) = (*rows.start(), *columns.start());
    for row in rows {
        if row > first_row {
            out.push_str("\r\n");
        }
        for column in columns.clone() {
            if column > first_column {
                out.push('\t');
            }
            match sheet.cell(row, column) {
                Some(Cell::Number(value)) => out.push_str(&value.to_string()),
                Some(Cell::Bad { text, .. }) if text.contains(['\t', '\n', '\r', '"']) => {
                    out.push('"');
                    out.push_str(&guarded(text).replace('"', "\"\""));
                    out.push('"');
                }
                Some(Cell::Bad { text, .. }) => out.push_str(&guarded(text)),
                Some(Cell::Empty) | None => {}
            }
        }
    }
    out
}
