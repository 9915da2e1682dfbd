//! A Shapefile: polygons of the .shp, texts of the .dbf, the system of the .prj, the encoding of the .cpg.
//!
//! Sources: ESRI Shapefile Technical Description (1998); dBASE III+ table layout. Read by hand because the crate shapefile 0.9
//! reserves what a record says before it is there, and dbase 0.8 decodes by the mark in the file, which is wrong or 0 in most
//! Chinese ones; here the bytes are asked.

use encoding_rs::{Encoding, GBK, UTF_8};

use super::attributes::shortened;
use super::rings::Collected;
use super::{Boundaries, BoundaryError, Format, prj};
use crate::core::geo::Coord;
use crate::core::geo::measure::ring_area;

/// File code 9994, big-endian.
pub(super) const MARK: [u8; 4] = [0, 0, 0x27, 0x0A];

/// The parts that are read.
pub(super) struct Parts {
    pub shp: Vec<u8>,
    pub dbf: Vec<u8>,
    pub prj: Option<Vec<u8>>,
    pub cpg: Option<Vec<u8>>,
}

pub(super) fn read(parts: &Parts) -> Result<Boundaries, BoundaryError> {
    let system = match &parts.prj {
        Some(text) => prj::system(&String::from_utf8_lossy(text))?,
        None => prj::System::Degrees,
    };
    let table = Dbf::new(&parts.dbf)?;
    let encoding = encoding(parts.cpg.as_deref(), &table);
    let columns: Vec<String> = table
        .fields
        .iter()
        .map(|field| encoding.decode(field.name).0.trim().to_owned())
        .collect();
    let mut collected = Collected::default();
    let mut records = Records {
        bytes: &parts.shp,
        at: 100,
    };
    let mut row = 0;
    if !parts.shp.starts_with(&MARK) || parts.shp.len() < 100 {
        return Err(BoundaryError::damaged("the .shp has no header"));
    }
    while let Some(record) = records.next()? {
        let cells = table.row(row, encoding);
        row += 1;
        collected.add(polygons(record)?, cells)?;
    }
    let mut read = Boundaries {
        format: Format::Shapefile,
        columns,
        features: collected.features,
        without_ground: collected.without_ground,
        encoding: Some(encoding.name().to_ascii_lowercase()),
        doubts: collected.doubts,
    };
    system.undo(&mut read)?;
    Ok(read)
}

struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    /// What stands in the next record, without its header.
    fn next(&mut self) -> Result<Option<&'a [u8]>, BoundaryError> {
        // Less than a header at the end is filling.
        let Some(header) = self.bytes.get(self.at..self.at.saturating_add(8)) else {
            return Ok(None);
        };
        let words = [header[4], header[5], header[6], header[7]];
        let length = usize::try_from(i32::from_be_bytes(words))
            .ok()
            .and_then(|words| words.checked_mul(2));
        let from = self.at + 8;
        let record = length.and_then(|length| self.bytes.get(from..from.checked_add(length)?));
        let record =
            record.ok_or_else(|| BoundaryError::damaged("the .shp ends within a record"))?;
        self.at = from + record.len();
        Ok(Some(record))
    }
}

fn int(bytes: &[u8], at: usize) -> Option<i32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(i32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn double(bytes: &[u8], at: usize) -> Option<f64> {
    let eight: [u8; 8] = bytes.get(at..at.checked_add(8)?)?.try_into().ok()?;
    Some(f64::from_le_bytes(eight))
}

/// The polygons of a record: none when it is of points or lines, or empty. Types 5, 15 and 25 begin alike; heights and measures
/// come after.
fn polygons(record: &[u8]) -> Result<Vec<Vec<Vec<Coord>>>, BoundaryError> {
    let broken = || BoundaryError::damaged("a polygon of the .shp is cut short");
    if !matches!(int(record, 0), Some(5 | 15 | 25)) {
        return Ok(Vec::new());
    }
    let count = |at| int(record, at).and_then(|n| usize::try_from(n).ok());
    let (parts, points) = (count(36).ok_or_else(broken)?, count(40).ok_or_else(broken)?);
    let first = parts
        .checked_mul(4)
        .and_then(|n| n.checked_add(44))
        .ok_or_else(broken)?;
    let end = points
        .checked_mul(16)
        .and_then(|n| n.checked_add(first))
        .ok_or_else(broken)?;
    if end > record.len() {
        return Err(broken());
    }
    let start = |part: usize| {
        if part < parts {
            count(44 + 4 * part)
        } else {
            Some(points)
        }
    };
    let mut rings = Vec::new();
    for part in 0..parts {
        let (from, to) = (
            start(part).ok_or_else(broken)?,
            start(part + 1).ok_or_else(broken)?,
        );
        if from > to || to > points {
            return Err(broken());
        }
        let point = |i: usize| {
            Some(Coord::new(
                double(record, first + 16 * i)?,
                double(record, first + 16 * i + 8)?,
            ))
        };
        rings.push(
            (from..to)
                .map(point)
                .collect::<Option<Vec<_>>>()
                .ok_or_else(broken)?,
        );
    }
    Ok(sorted(rings))
}

/// Outer rings run clockwise, holes the other way; a hole belongs to the last outer ring round its first point.
fn sorted(rings: Vec<Vec<Coord>>) -> Vec<Vec<Vec<Coord>>> {
    let is_alone = rings.len() == 1;
    let (outer, holes): (Vec<_>, Vec<_>) = rings
        .into_iter()
        .partition(|ring| is_alone || ring_area(ring) <= 0.0);
    let mut polygons: Vec<Vec<Vec<Coord>>> = outer.into_iter().map(|ring| vec![ring]).collect();
    for hole in holes {
        let round =
            |polygon: &Vec<Vec<Coord>>| hole.first().is_some_and(|c| holds(&polygon[0], *c));
        match polygons.iter().rposition(round) {
            Some(i) => polygons[i].push(hole),
            // Some programs wind every ring the wrong way.
            None => polygons.push(vec![hole]),
        }
    }
    polygons
}

fn holds(ring: &[Coord], at: Coord) -> bool {
    let sides = ring.iter().zip(ring.iter().cycle().skip(1));
    sides.fold(false, |inside, (a, b)| {
        let is_crossed =
            (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x;
        inside != is_crossed
    })
}

struct Field<'a> {
    name: &'a [u8],
    from: usize,
    length: usize,
}

/// The table, still in bytes.
struct Dbf<'a> {
    fields: Vec<Field<'a>>,
    rows: std::slice::ChunksExact<'a, u8>,
    mark: u8,
}

impl<'a> Dbf<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, BoundaryError> {
        let broken = || BoundaryError::damaged("the .dbf has no header");
        let header = bytes.get(..32).ok_or_else(broken)?;
        let short = |at: usize| usize::from(u16::from_le_bytes([header[at], header[at + 1]]));
        let (head, width) = (short(8), short(10));
        let described = bytes.get(32..head).ok_or_else(broken)?;
        let mut fields = Vec::new();
        let mut from = 1;
        for field in described
            .chunks_exact(32)
            .take_while(|field| field[0] != 0x0D)
        {
            let length = usize::from(field[16]);
            let name = field[..11].split(|b| *b == 0).next().unwrap_or_default();
            if from + length > width {
                return Err(broken());
            }
            fields.push(Field { name, from, length });
            from += length;
        }
        if fields.is_empty() || width == 0 {
            return Err(broken());
        }
        let rows = bytes.get(head..).unwrap_or_default().chunks_exact(width);
        Ok(Self {
            fields,
            rows,
            mark: header[29],
        })
    }

    fn cells(&self, row: usize) -> impl Iterator<Item = &'a [u8]> {
        let record = self.rows.clone().nth(row).unwrap_or_default();
        self.fields.iter().map(move |field| {
            record
                .get(field.from..field.from + field.length)
                .unwrap_or_default()
        })
    }

    fn row(&self, row: usize, encoding: &'static Encoding) -> Vec<String> {
        self.cells(row)
            .map(|cell| {
                let cell = cell.split(|b| *b == 0).next().unwrap_or_default();
                let text = encoding.decode_without_bom_handling(cell).0;
                shortened(number(text.trim()))
            })
            .collect()
    }
}

/// A whole number written with decimals loses them: codes come as 530102.00000.
fn number(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, rest))
            if !whole.is_empty()
                && whole.bytes().all(|b| b.is_ascii_digit())
                && !rest.is_empty()
                && rest.bytes().all(|b| b == b'0') =>
        {
            whole
        }
        _ => text,
    }
}

/// By the .cpg; without one that is known, UTF-8 when all bytes are such, else GBK, unless the table's mark names another.
fn encoding(cpg: Option<&[u8]>, table: &Dbf<'_>) -> &'static Encoding {
    let label = cpg.map(|bytes| {
        String::from_utf8_lossy(bytes)
            .trim()
            .trim_start_matches('\u{feff}')
            .to_ascii_lowercase()
    });
    let label = label.as_deref().unwrap_or_default();
    let named = match label.trim_start_matches("ansi ").trim_start_matches("cp") {
        "936" | "gb2312" | "gbk" | "54936" | "gb18030" => Some(GBK),
        "65001" | "utf8" | "utf-8" => Some(UTF_8),
        other => Encoding::for_label(other.as_bytes()),
    };
    let bytes: Vec<&[u8]> = (0..table.rows.len().min(2_000))
        .flat_map(|row| table.cells(row))
        .collect();
    let is_utf8 = bytes.iter().all(|cell| reads(cell));
    match named {
        // A .cpg of UTF-8 beside a table that is none is a common slip.
        Some(encoding) if encoding != UTF_8 || is_utf8 => encoding,
        _ if is_utf8 => UTF_8,
        _ => match table.mark {
            0x78 => encoding_rs::BIG5,
            0x7B => encoding_rs::SHIFT_JIS,
            _ => GBK,
        },
    }
}

/// Whether a cell is UTF-8; its last character may be cut by the width of the field.
fn reads(cell: &[u8]) -> bool {
    std::str::from_utf8(cell).map_or_else(|e| e.error_len().is_none(), |_| true)
}
