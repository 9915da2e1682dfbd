//! Workbooks: each sheet as text with tabs.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::panic::AssertUnwindSafe;

use calamine::{
    CellErrorType, Data, DataRef, DataType, ExcelDateTime, Ods, Reader, SheetType, SheetVisible,
    Xls, Xlsx,
};

use super::container::Format;
use super::{MOST_CELLS, ReadError, TextSheet, Workbook};
use crate::exchange::csv::guarded;
use crate::exchange::watch::{Task, Watch};

/// Widest sheet and longest sheet that are written out.
const MOST_COLUMNS: u32 = 16_384;
const MOST_ROWS: u32 = 1_048_576;

/// Some damaged .xls files bring calamine 0.38 down (an index beyond a record's end). Natively that is caught here; in wasm
/// it ends the worker, and the page says the same.
pub(super) fn read(bytes: &[u8], format: Format, watch: Watch<'_>) -> Result<Workbook, ReadError> {
    let mut is_stopped = false;
    let source = Watched {
        bytes: Cursor::new(bytes),
        done: 0,
        told: 0,
        total: bytes.len(),
        watch,
        is_stopped: &mut is_stopped,
    };
    let sound = AssertUnwindSafe(|| read_sound(bytes, source, format));
    let book = std::panic::catch_unwind(sound).unwrap_or_else(|_| {
        Err(ReadError::Damaged {
            detail: format!("{format:?}"),
        })
    });
    if is_stopped {
        return Err(ReadError::Stopped);
    }
    book
}

/// Bytes between two tellings.
const STRETCH: usize = 64 << 10;

/// The file, telling how much of it was taken: the readers take it bit by bit as they unpack it.
struct Watched<'a> {
    bytes: Cursor<&'a [u8]>,
    done: usize,
    told: usize,
    total: usize,
    watch: Watch<'a>,
    is_stopped: &'a mut bool,
}

impl Read for Watched<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(into)?;
        self.done += count;
        if self.done >= self.told + STRETCH {
            self.told = self.done;
            // The directory of a packed file is read more than once.
            let done = self.done.min(self.total);
            *self.is_stopped |= (self.watch)(Task::Open, done, self.total).is_break();
        }
        if *self.is_stopped {
            return Err(io::Error::other("stopped"));
        }
        Ok(count)
    }
}

impl Seek for Watched<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

fn read_sound(bytes: &[u8], source: Watched<'_>, format: Format) -> Result<Workbook, ReadError> {
    let mut room = MOST_CELLS;
    match format {
        Format::Xlsx => {
            let mut book = Xlsx::new(source).map_err(damaged)?;
            sheets(&mut book, |book, name| {
                // Cell by cell: a sheet whose only cells stand in opposite corners is small.
                let mut out = Text::default();
                let mut cells = book.worksheet_cells_reader(name).map_err(damaged)?;
                while let Some(cell) = cells.next_cell().map_err(damaged)? {
                    out.put(
                        cell.get_position(),
                        written_ref(cell.get_value()),
                        &mut room,
                    )?;
                }
                Ok(out.text)
            })
        }
        Format::Xls => {
            super::compound::check(bytes)?;
            let mut book = Xls::new(source).map_err(damaged)?;
            sheets(&mut book, |book, name| whole(book, name, &mut room))
        }
        Format::Ods => {
            let mut book = Ods::new(source).map_err(damaged)?;
            sheets(&mut book, |book, name| whole(book, name, &mut room))
        }
    }
}

fn sheets<B, S>(
    book: &mut B,
    mut text: impl FnMut(&mut B, &str) -> Result<String, ReadError>,
) -> Result<Workbook, ReadError>
where
    B: Reader<S>,
    S: std::io::Read + std::io::Seek,
{
    let tabs = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for tab in tabs.iter().filter(|t| t.typ == SheetType::WorkSheet) {
        sheets.push(TextSheet {
            name: tab.name.clone(),
            is_hidden: tab.visible != SheetVisible::Visible,
            text: text(book, &tab.name)?,
        });
    }
    Ok(Workbook {
        sheets,
        encoding: None,
    })
}

fn whole<B, S>(book: &mut B, name: &str, room: &mut usize) -> Result<String, ReadError>
where
    B: Reader<S>,
    B::Error: std::fmt::Display,
    S: std::io::Read + std::io::Seek,
{
    let range = book.worksheet_range(name).map_err(damaged)?;
    let (row, column) = range.start().unwrap_or_default();
    let mut out = Text::default();
    for (r, c, value) in range.used_cells() {
        out.put((row + r as u32, column + c as u32), written(value), room)?;
    }
    Ok(out.text)
}

/// Cells in reading order, written with tabs between.
#[derive(Default)]
struct Text {
    text: String,
    row: u32,
    column: u32,
}

impl Text {
    fn put(
        &mut self,
        (row, column): (u32, u32),
        value: Option<String>,
        room: &mut usize,
    ) -> Result<(), ReadError> {
        let Some(value) = value.filter(|v| !v.is_empty()) else {
            return Ok(());
        };
        if column >= MOST_COLUMNS || row >= MOST_ROWS {
            return Err(ReadError::TooManyCells);
        }
        // A cell out of order would stand in the wrong place.
        if row < self.row || (row == self.row && column < self.column) {
            return Err(ReadError::Damaged {
                detail: format!("R{}C{}", row + 1, column + 1),
            });
        }
        let gap = (row - self.row) as usize + column as usize;
        *room = room
            .checked_sub(1 + gap / 16)
            .ok_or(ReadError::TooManyCells)?;
        while self.row < row {
            self.text.push('\n');
            self.row += 1;
            self.column = 0;
        }
        while self.column < column {
            self.text.push('\t');
            self.column += 1;
        }
        // What is handed on is read with such apostrophes taken off.
        let value = guarded(&value);
        if value.contains(['\t', '\n', '\r', '"']) {
            self.text.push('"');
            self.text.push_str(&value.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(&value);
        }
        Ok(())
    }
}

fn written(value: &Data) -> Option<String> {
    Some(match value {
        Data::Empty => return None,
        Data::Int(n) => n.to_string(),
        Data::Float(x) => number(*x),
        Data::String(s) | Data::DateTimeIso(s) | Data::DurationIso(s) => s.clone(),
        Data::Bool(b) => truth(*b),
        Data::DateTime(d) => date(d),
        Data::Error(e) => fault(e),
    })
}

fn written_ref(value: &DataRef<'_>) -> Option<String> {
    match value {
        DataRef::SharedString(s) => Some((*s).to_owned()),
        DataRef::String(s) => Some(s.clone()),
        other if other.is_empty() => None,
        other => written(&Data::from(other.clone())),
    }
}

/// The shortest digits that give the same number back.
fn number(x: f64) -> String {
    x.to_string()
}

fn truth(b: bool) -> String {
    if b { "TRUE" } else { "FALSE" }.to_owned()
}

/// A date as `2019-12-31`: yearbooks keep years as the last day of the year. A duration stays the number it is.
fn date(d: &ExcelDateTime) -> String {
    if d.is_duration() {
        return number(d.as_f64());
    }
    let (year, month, day, ..) = d.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

/// A formula that failed keeps its sign, which is no number and is told as such.
fn fault(e: &CellErrorType) -> String {
    e.to_string()
}

fn damaged(error: impl std::fmt::Display) -> ReadError {
    let text = error.to_string();
    if text.to_ascii_lowercase().contains("password") {
        return ReadError::Password;
    }
    ReadError::Damaged { detail: text }
}
