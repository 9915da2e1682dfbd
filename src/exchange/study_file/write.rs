//! Writing: the order of the fields is the order of the type, the outer levels take a line each, a row of a sheet, a
//! coefficient and a line of the account take one line.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use crate::core::study::Study;

/// The study as text, the same for the same study.
///
/// ```
/// use tanheng::exchange::{cases, study_file};
/// let study = cases::load("guizhou").expect("the case ships with the program");
/// let text = study_file::write(&study);
/// assert!(text.lines().any(|l| l.trim_start().starts_with(r#"{"region":"520000","year":2005,"values":["#)));
/// ```
#[must_use]
pub fn write(study: &Study) -> String {
    let mut bytes = Vec::with_capacity(64 * 1024 + length_of_cells(study));
    let mut serializer = Serializer::with_formatter(&mut bytes, Lines::default());
    // A study holds nothing JSON cannot say, and memory does not refuse a write.
    if study.serialize(&mut serializer).is_err() {
        return String::new();
    }
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

/// Rough length of the sheets: grown bit by bit, a long text would take three times its memory.
fn length_of_cells(study: &Study) -> usize {
    let sheets = study.sheets.iter();
    sheets
        .map(|s| s.rows.len() * (48 + 8 * s.columns.len()))
        .sum()
}

/// Parts of the study whose inner levels have lines of their own, with the deepest such level.
const DEEPER: [(&str, usize); 7] = [
    ("sheets", 4),
    ("published", 3),
    ("transition", 3),
    ("zoning", 4),
    ("carbon_oxygen", 3),
    ("land_stock", 5),
    ("scenarios", 9),
];

/// Breaks lines down to a level that depends on the part of the study.
#[derive(Default)]
struct Lines {
    level: usize,
    deepest: usize,
    is_part_name: bool,
}

impl Lines {
    fn open<W: ?Sized + io::Write>(&mut self, writer: &mut W, mark: &[u8]) -> io::Result<()> {
        self.level += 1;
        if self.level == 1 {
            self.deepest = 2;
        }
        writer.write_all(mark)
    }

    fn close<W: ?Sized + io::Write>(&mut self, writer: &mut W, mark: &[u8]) -> io::Result<()> {
        let breaks = self.level <= self.deepest;
        self.level = self.level.saturating_sub(1);
        if breaks {
            self.line(writer)?;
        }
        writer.write_all(mark)
    }

    fn before<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if !first {
            writer.write_all(b",")?;
        }
        if self.level <= self.deepest {
            self.line(writer)?;
        }
        Ok(())
    }

    fn line<W: ?Sized + io::Write>(&self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b"\n")?;
        (0..self.level).try_for_each(|_| writer.write_all(b" "))
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.before(writer, first)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.is_part_name = self.level == 1;
        self.before(writer, first)
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if self.is_part_name {
            let part = DEEPER.iter().find(|(name, _)| *name == fragment);
            self.deepest = part.map_or(2, |(_, level)| *level);
        }
        CompactFormatter.write_string_fragment(writer, fragment)
    }

    fn end_object_key<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.is_part_name = false;
        Ok(())
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(if self.level <= self.deepest {
            b": "
        } else {
            b":"
        })
    }
}
