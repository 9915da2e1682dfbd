//! The first directory of a TIFF file: tags and their values, read where they lie.

use super::super::{Kind, RasterFileError, ReadAt};

/// Most bytes of the values of one tag: the table of parts of a large file.
const MOST_VALUES: u64 = 32 << 20;

pub(super) mod tag {
    pub(in super::super) const WIDTH: u16 = 256;
    pub(in super::super) const HEIGHT: u16 = 257;
    pub(in super::super) const BITS: u16 = 258;
    pub(in super::super) const COMPRESSION: u16 = 259;
    pub(in super::super) const PHOTOMETRIC: u16 = 262;
    pub(in super::super) const STRIP_OFFSETS: u16 = 273;
    pub(in super::super) const SAMPLES: u16 = 277;
    pub(in super::super) const ROWS_PER_STRIP: u16 = 278;
    pub(in super::super) const STRIP_BYTES: u16 = 279;
    pub(in super::super) const PLANAR: u16 = 284;
    pub(in super::super) const PREDICTOR: u16 = 317;
    pub(in super::super) const TILE_WIDTH: u16 = 322;
    pub(in super::super) const TILE_HEIGHT: u16 = 323;
    pub(in super::super) const TILE_OFFSETS: u16 = 324;
    pub(in super::super) const TILE_BYTES: u16 = 325;
    pub(in super::super) const FORMAT: u16 = 339;
    pub(in super::super) const PIXEL_SCALE: u16 = 33550;
    pub(in super::super) const TIEPOINTS: u16 = 33922;
    pub(in super::super) const TRANSFORMATION: u16 = 34264;
    pub(in super::super) const GEO_KEYS: u16 = 34735;
    pub(in super::super) const GEO_DOUBLES: u16 = 34736;
    pub(in super::super) const GEO_TEXT: u16 = 34737;
    pub(in super::super) const NODATA: u16 = 42113;
}

pub(super) fn damaged(what: &'static str, at: u64) -> RasterFileError {
    RasterFileError::Damaged {
        kind: Kind::Tiff,
        what,
        at,
    }
}

/// The bytes from `at` on; none past the end.
pub(super) fn bytes_at(
    source: &dyn ReadAt,
    at: u64,
    length: u64,
    into: &mut Vec<u8>,
) -> Result<(), RasterFileError> {
    let file = source.len();
    if at.checked_add(length).is_none_or(|end| end > file) {
        return Err(RasterFileError::Truncated { at, length: file });
    }
    let size =
        usize::try_from(length).map_err(|_| RasterFileError::ChunkTooLarge { bytes: length })?;
    into.clear();
    into.resize(size, 0);
    Ok(source.read_at(at, into)?)
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    tag: u16,
    kind: u16,
    count: u64,
    /// Where its values lie.
    at: u64,
}

pub(super) struct Directory {
    pub(super) is_big_endian: bool,
    entries: Vec<Entry>,
}

impl Directory {
    pub(super) fn read(source: &dyn ReadAt) -> Result<Self, RasterFileError> {
        let mut bytes = Vec::new();
        bytes_at(source, 0, 8, &mut bytes)?;
        let is_big_endian = bytes[0] == b'M';
        let number = |bytes: &[u8]| unsigned(bytes, is_big_endian);
        let is_big = number(&bytes[2..4]) == 43;
        let start = if is_big {
            if number(&bytes[4..8]) != if is_big_endian { 8 << 16 } else { 8 } {
                return Err(damaged("BigTIFF header", 4));
            }
            bytes_at(source, 8, 8, &mut bytes)?;
            number(&bytes)
        } else {
            number(&bytes[4..8])
        };
        // Sizes of the number of entries, of an entry, and of the values that fit into one.
        let (head, size, inside) = if is_big { (8, 20, 8) } else { (2, 12, 4) };
        bytes_at(source, start, head, &mut bytes)?;
        let count = number(&bytes);
        if count == 0 || count > 4096 {
            return Err(damaged("directory", start));
        }
        let first = start + head;
        bytes_at(source, first, count * size, &mut bytes)?;
        let entries = bytes
            .chunks_exact(size as usize)
            .zip(0_u64..)
            .map(|(entry, n)| {
                let (kind, width) = (number(&entry[2..4]) as u16, (size - 4 - inside) as usize);
                let count = number(&entry[4..4 + width]);
                let here = first + n * size + 4 + width as u64;
                let length = count.saturating_mul(value_size(kind));
                Entry {
                    tag: number(&entry[..2]) as u16,
                    kind,
                    count,
                    at: if length <= inside {
                        here
                    } else {
                        number(&entry[4 + width..])
                    },
                }
            });
        Ok(Self {
            is_big_endian,
            entries: entries.collect(),
        })
    }

    fn entry(&self, tag: u16) -> Option<Entry> {
        self.entries.iter().copied().find(|e| e.tag == tag)
    }

    pub(super) fn has(&self, tag: u16) -> bool {
        self.entry(tag).is_some()
    }

    fn raw(
        &self,
        source: &dyn ReadAt,
        tag: u16,
    ) -> Result<Option<(Entry, Vec<u8>)>, RasterFileError> {
        let Some(entry) = self.entry(tag) else {
            return Ok(None);
        };
        let length = entry.count.saturating_mul(value_size(entry.kind));
        if length == 0 || length > MOST_VALUES {
            return Err(damaged("tag", entry.at));
        }
        let mut bytes = Vec::new();
        bytes_at(source, entry.at, length, &mut bytes)?;
        Ok(Some((entry, bytes)))
    }

    /// Whole numbers of a tag; none when it is not there.
    pub(super) fn whole(&self, source: &dyn ReadAt, tag: u16) -> Result<Vec<u64>, RasterFileError> {
        let Some((entry, bytes)) = self.raw(source, tag)? else {
            return Ok(Vec::new());
        };
        if !matches!(entry.kind, 1 | 3 | 4 | 13 | 16 | 18) {
            return Err(damaged("tag", entry.at));
        }
        let numbers = bytes.chunks_exact(value_size(entry.kind) as usize);
        Ok(numbers.map(|n| unsigned(n, self.is_big_endian)).collect())
    }

    /// The first whole number of a tag, or what it is when it is not there.
    pub(super) fn one(
        &self,
        source: &dyn ReadAt,
        tag: u16,
        otherwise: u64,
    ) -> Result<u64, RasterFileError> {
        Ok(self
            .whole(source, tag)?
            .first()
            .copied()
            .unwrap_or(otherwise))
    }

    /// Doubles of a tag; none when it is not there.
    pub(super) fn doubles(
        &self,
        source: &dyn ReadAt,
        tag: u16,
    ) -> Result<Vec<f64>, RasterFileError> {
        let Some((entry, bytes)) = self.raw(source, tag)? else {
            return Ok(Vec::new());
        };
        if entry.kind != 12 {
            return Err(damaged("tag", entry.at));
        }
        let (numbers, _) = bytes.as_chunks::<8>();
        let value = |n: &[u8; 8]| {
            if self.is_big_endian {
                f64::from_be_bytes(*n)
            } else {
                f64::from_le_bytes(*n)
            }
        };
        Ok(numbers.iter().map(value).collect())
    }

    /// Text of a tag; empty when it is not there.
    pub(super) fn text(&self, source: &dyn ReadAt, tag: u16) -> Result<String, RasterFileError> {
        let text = self.raw(source, tag)?.map(|(_, bytes)| bytes);
        let text = String::from_utf8_lossy(&text.unwrap_or_default()).into_owned();
        Ok(text.trim_end_matches('\0').trim().to_owned())
    }
}

fn value_size(kind: u16) -> u64 {
    match kind {
        1 | 2 | 6 | 7 => 1,
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 | 16 | 17 | 18 => 8,
        _ => 0,
    }
}

/// Up to eight bytes as a number.
fn unsigned(bytes: &[u8], is_big_endian: bool) -> u64 {
    let add = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
    if is_big_endian {
        bytes.iter().take(8).fold(0, add)
    } else {
        bytes.iter().take(8).rev().fold(0, add)
    }
}
