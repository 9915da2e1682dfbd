//! What kind of file it is, by its first bytes, and whether what is packed in it may be unpacked.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::ReadError;

/// Most bytes that a packed workbook may unpack to.
const MOST_UNPACKED: u64 = 512 << 20;

/// A part larger than this is no part of a workbook when it packs better than [`MOST_PACKED`] to 1: sheets of real figures
/// pack 10 or 20 to 1.
const LARGE_PART: u64 = 16 << 20;
const MOST_PACKED: u64 = 200;

/// Most entries of an archive: a workbook of a thousand sheets has fewer.
const MOST_ENTRIES: usize = 10_000;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Spreadsheet(Format),
}

/// A spreadsheet format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Xlsx,
    Xls,
    Ods,
}

const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Beginnings of files that are neither text nor a workbook: PDF, PNG, JPEG, gzip, 7-Zip, RAR, RTF.
const OTHERS: [&[u8]; 7] = [
    b"%PDF-",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"\x1F\x8B",
    b"7z\xBC\xAF",
    b"Rar!",
    b"{\\rtf",
];

pub(super) fn kind(bytes: &[u8]) -> Result<Kind, ReadError> {
    if bytes.starts_with(b"PK") {
        return packed(bytes).map(Kind::Spreadsheet);
    }
    if bytes.starts_with(&OLE) {
        // A workbook with a password is put away whole under this name, written in UTF-16.
        let name: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let is_locked = bytes.windows(name.len()).any(|w| w == name);
        return if is_locked {
            Err(ReadError::Password)
        } else {
            Ok(Kind::Spreadsheet(Format::Xls))
        };
    }
    if OTHERS.iter().any(|start| bytes.starts_with(start)) {
        return Err(ReadError::NoTable);
    }
    Ok(Kind::Text)
}

fn packed(bytes: &[u8]) -> Result<Format, ReadError> {
    let damaged = |e: zip::result::ZipError| ReadError::Damaged {
        detail: e.to_string(),
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MOST_ENTRIES {
        return Err(ReadError::Bomb {
            bytes: archive.len() as u64,
        });
    }
    let (mut has_workbook, mut has_content) = (false, false);
    let (mut total, mut is_dense) = (0_u64, false);
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(damaged)?;
        let name = entry.name().map_err(damaged)?;
        has_workbook |= name.eq_ignore_ascii_case("xl/workbook.xml");
        has_content |= name == "content.xml";
        total = total.saturating_add(entry.size());
        let most = LARGE_PART.max(entry.compressed_size().saturating_mul(MOST_PACKED));
        is_dense |= entry.size() > most;
        if entry.encrypted() {
            return Err(ReadError::Password);
        }
    }
    if total > MOST_UNPACKED || is_dense {
        return Err(ReadError::Bomb { bytes: total });
    }
    match (has_workbook, has_content) {
        (true, _) => {
            unpacks_to_what_it_says(&mut archive)?;
            Ok(Format::Xlsx)
        }
        (_, true) => {
            unpacks_to_what_it_says(&mut archive)?;
            let mut manifest = String::new();
            if let Ok(entry) = archive.by_name("META-INF/manifest.xml") {
                // What does not read as text says nothing about a password.
                let _ = entry.take(1 << 20).read_to_string(&mut manifest);
            }
            if manifest.contains("encryption-data") {
                return Err(ReadError::Password);
            }
            Ok(Format::Ods)
        }
        _ => Err(ReadError::NoTable),
    }
}

/// The sizes in the directory are only words: an entry whose packed bytes are so few that it could not hold what it says
/// is believed, one that holds more is not. Deflate packs at most about 1 to 1032.
fn unpacks_to_what_it_says(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), ReadError> {
    for at in 0..archive.len() {
        let Ok(entry) = archive.by_index(at) else {
            // A method nobody uses for sheets; whoever needs the entry says so.
            continue;
        };
        let says = entry.size();
        let could = entry.compressed_size().saturating_mul(1032);
        if could <= MOST_UNPACKED / 16 {
            continue;
        }
        let read = std::io::copy(
            &mut entry.take(says.saturating_add(1)),
            &mut std::io::sink(),
        );
        match read {
            Ok(read) if read > says => return Err(ReadError::Bomb { bytes: read }),
            Ok(_) => {}
            Err(error) => {
                return Err(ReadError::Damaged {
                    detail: error.to_string(),
                });
            }
        }
    }
    Ok(())
}
