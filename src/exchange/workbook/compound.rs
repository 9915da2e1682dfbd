//! An .xls file before calamine sees it: calamine 0.38 follows a chain of sectors that bites its own tail until the memory is
//! full, and takes memory for every cell between the outermost ones. Here the same chains and records are walked without
//! taking any. What calamine refuses by itself is left to it.

use encoding_rs::UTF_16LE;

use super::ReadError;

/// Most cells that the sheets of a file span together, empty ones included: a quarter of a full sheet.
const MOST_SPANNED: u64 = 4_000_000;

/// Most cells that a sheet may say it has: a full one.
const MOST_SAID: u64 = 65_536 * 256;

/// Most records that are walked, so that ten thousand sheets at one place take no hour.
const MOST_RECORDS: usize = 32_000_000;

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const NO_SECTOR: u32 = 0xFFFF_FFFC;
const ENTRY: usize = 128;
const MINI: usize = 64;
const SHORT_STREAM: usize = 4096;

const PASSWORD: u16 = 0x2F;
const BOUND_SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const DIMENSIONS: u16 = 0x0200;
const MANY_NUMBERS: u16 = 0x00BD;
/// Formula, label with formats, label from the table, number, label, truth, compact number.
const CELLS: [u16; 7] = [0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E];

/// Whether the file may be unpacked.
pub(super) fn check(bytes: &[u8]) -> Result<(), ReadError> {
    match workbook(bytes)? {
        Some(stream) => records(&stream),
        None => Ok(()),
    }
}

fn damaged(detail: &str) -> ReadError {
    ReadError::Damaged {
        detail: detail.to_owned(),
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let four = bytes.as_chunks::<4>().0;
    four.iter().map(|c| u32::from_le_bytes(*c)).collect()
}

/// Sectors of one size, with what follows each.
struct Chains<'a> {
    sectors: &'a [u8],
    size: usize,
    next: &'a [u32],
}

impl Chains<'_> {
    fn sector(&self, id: u32) -> &[u8] {
        let start = (id as usize).saturating_mul(self.size);
        let end = start.saturating_add(self.size).min(self.sectors.len());
        self.sectors.get(start..end).unwrap_or_default()
    }

    /// The sectors from `id` on, at most `length` bytes.
    fn read(&self, mut id: u32, length: usize) -> Result<Vec<u8>, ReadError> {
        let mut out = Vec::new();
        for _ in 0..=self.sectors.len() / self.size + 1 {
            if id == END_OF_CHAIN {
                return Ok(out);
            }
            let sector = self.sector(id);
            let wanted = self.size.min(length - out.len());
            out.extend_from_slice(&sector[..wanted.min(sector.len())]);
            if out.len() >= length {
                return Ok(out);
            }
            id = *self.next.get(id as usize).ok_or_else(|| damaged("FAT"))?;
            // Only the file's last sector may be short, and only at the end of a chain.
            if sector.len() < wanted && id != END_OF_CHAIN {
                return Err(damaged("FAT"));
            }
        }
        Err(damaged("FAT"))
    }
}

/// The stream with the workbook; `None` when there is none or the header is not one calamine reads.
fn workbook(bytes: &[u8]) -> Result<Option<Vec<u8>>, ReadError> {
    let (size, header) = match u16_at(bytes, 30) {
        Some(9) => (512, 512),
        Some(12) => (4096, 4096),
        _ => return Ok(None),
    };
    let field = |at| u32_at(bytes, at).unwrap_or(END_OF_CHAIN);
    let (Some(sectors), Some(table)) = (bytes.get(header..), bytes.get(76..512)) else {
        return Ok(None);
    };
    let bare = Chains {
        sectors,
        size,
        next: &[],
    };
    let mut places = numbers(table);
    let mut more = field(68);
    let mut turns = 0;
    while more < 0xFFFF_FFFA {
        turns += 1;
        places.extend(numbers(bare.sector(more)));
        more = places.pop().ok_or_else(|| damaged("DIFAT"))?;
        if turns > sectors.len() / size + 1 {
            return Err(damaged("DIFAT"));
        }
    }
    // A table that names a sector twice is as long as the file at most.
    let mut next = Vec::new();
    for place in places.into_iter().filter(|p| *p < NO_SECTOR) {
        next.extend(numbers(bare.sector(place)));
        if next.len() > 4 * (bytes.len() + SHORT_STREAM) {
            return Err(damaged("FAT"));
        }
    }
    let chains = Chains {
        next: &next,
        ..bare
    };
    let entries = chains.read(field(48), usize::MAX)?;
    let entries: Vec<&[u8]> = entries.chunks_exact(ENTRY).collect();
    let length = |entry: &[u8]| match size {
        512 => u32_at(entry, 120).map_or(0, |l| l as usize),
        _ => {
            let high = u32_at(entry, 124).unwrap_or(0);
            let low = u32_at(entry, 120).unwrap_or(0);
            usize::try_from((u64::from(high) << 32) | u64::from(low)).unwrap_or(usize::MAX)
        }
    };
    let start = |entry: &[u8]| u32_at(entry, 116).unwrap_or(END_OF_CHAIN);
    let (mut mini, mut mini_next) = (Vec::new(), Vec::new());
    if let (Some(root), 1..) = (entries.first(), field(64)) {
        mini = chains.read(start(root), length(root))?;
        let most = (field(64) as usize).saturating_mul(size);
        mini_next = numbers(&chains.read(field(60), most)?);
    }
    let named = |name: &str| {
        entries.iter().find(|entry| {
            let text = UTF_16LE.decode(&entry[..64]).0;
            let text = text.split('\0').next().unwrap_or_default();
            text.eq_ignore_ascii_case(name)
        })
    };
    let Some(entry) = named("Workbook").or_else(|| named("Book")) else {
        return Ok(None);
    };
    if length(entry) >= SHORT_STREAM {
        return chains.read(start(entry), length(entry)).map(Some);
    }
    let short = Chains {
        sectors: &mini,
        size: MINI,
        next: &mini_next,
    };
    let stream = short.read(start(entry), length(entry))?;
    // calamine fills up what is missing with other bytes of the file.
    if stream.len() < length(entry) {
        return Err(damaged("MiniFAT"));
    }
    Ok(Some(stream))
}

/// Kind and content of each record from a place on.
fn from(stream: &[u8], at: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream.get(at..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(rest, 0)?, usize::from(u16_at(rest, 2)?));
        let content = rest.get(4..4 + length)?;
        rest = &rest[4 + length..];
        Some((kind, content))
    })
}

fn records(stream: &[u8]) -> Result<(), ReadError> {
    let (mut spanned, mut walked) = (0, 0);
    for (kind, content) in from(stream, 0).take_while(|(kind, _)| *kind != END) {
        // What follows is encrypted, and means nothing as it stands.
        if kind == PASSWORD {
            return Err(ReadError::Password);
        }
        if kind == BOUND_SHEET {
            let place = u32_at(content, 0).ok_or_else(|| damaged("BoundSheet8"))?;
            spanned += span(stream, place as usize, &mut walked)?;
            if spanned > MOST_SPANNED {
                return Err(ReadError::TooManyCells);
            }
        }
    }
    Ok(())
}

/// Cells between the outermost ones of a sheet.
fn span(stream: &[u8], at: usize, walked: &mut usize) -> Result<u64, ReadError> {
    let (mut rows, mut columns) = ((u16::MAX, 0), (u16::MAX, 0));
    let mut depth = 0;
    for (kind, content) in from(stream, at) {
        *walked += 1;
        if *walked > MOST_RECORDS {
            return Err(damaged("BoundSheet8"));
        }
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            // A chart within the sheet has records of its own.
            _ if depth > 1 => {}
            DIMENSIONS => said(content)?,
            _ if CELLS.contains(&kind) || kind == MANY_NUMBERS => {
                let (Some(row), Some(column)) = (u16_at(content, 0), u16_at(content, 2)) else {
                    return Err(damaged("R?C?"));
                };
                let last = match kind {
                    MANY_NUMBERS => u16_at(content, content.len() - 2).unwrap_or(column),
                    _ => column,
                };
                rows = (rows.0.min(row), rows.1.max(row));
                columns = (columns.0.min(column), columns.1.max(last));
            }
            _ => {}
        }
    }
    let length = |(first, last): (u16, u16)| u64::from(last.saturating_sub(first)) + 1;
    Ok(length(rows) * length(columns))
}

/// The cells a sheet says it has, for which calamine takes memory at once.
fn said(content: &[u8]) -> Result<(), ReadError> {
    let wide = |at| u32_at(content, at).map(u64::from);
    let narrow = |at| u16_at(content, at).map(u64::from);
    let edges = match content.len() {
        10 => [narrow(0), narrow(2), narrow(4), narrow(6)],
        14 | 16 => [wide(0), wide(4), narrow(8), narrow(10)],
        _ => return Ok(()),
    };
    let [Some(top), Some(bottom), Some(left), Some(right)] = edges else {
        return Ok(());
    };
    let left = if left > 0xFF || right < left { 0 } else { left };
    if bottom == 0 || right == 0 {
        return Ok(());
    }
    if bottom < top {
        return Err(damaged("Dimensions"));
    }
    if (bottom - top) * (right - left).max(1) > MOST_SAID {
        return Err(ReadError::TooManyCells);
    }
    Ok(())
}
