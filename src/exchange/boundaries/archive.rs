//! A zip with a Shapefile, or with one JSON file, and whether it may be unpacked.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Boundaries, BoundaryError, json, shapefile};

/// Most bytes that the parts may unpack to.
const MOST_UNPACKED: u64 = 256 << 20;

/// A part larger than this is no table or outline when it packs better than [`MOST_PACKED`] to 1.
const LARGE_PART: u64 = 16 << 20;
const MOST_PACKED: u64 = 200;

const MOST_ENTRIES: usize = 2_000;

/// Parts of a Shapefile that are read.
const PARTS: [&str; 4] = ["shp", "dbf", "prj", "cpg"];

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn read(bytes: &[u8]) -> Result<Boundaries, BoundaryError> {
    let damaged = |e: zip::result::ZipError| BoundaryError::damaged(e.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MOST_ENTRIES {
        return Err(BoundaryError::Bomb {
            bytes: archive.len() as u64,
        });
    }
    let mut entries: Vec<(usize, String)> = Vec::new();
    let mut total = 0_u64;
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(damaged)?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        // macOS puts a shadow beside each file.
        if !entry.is_file() || name.starts_with("__MACOSX/") {
            continue;
        }
        let most = LARGE_PART.max(entry.compressed_size().saturating_mul(MOST_PACKED));
        total = total.saturating_add(entry.size());
        if entry.size() > most || total > MOST_UNPACKED {
            return Err(BoundaryError::Bomb { bytes: total });
        }
        if entry.encrypted() {
            return Err(BoundaryError::Password);
        }
        entries.push((at, name));
    }
    let ending = |name: &str, end: &str| {
        name.rsplit_once('.')
            .is_some_and(|(_, found)| found.eq_ignore_ascii_case(end))
    };
    let shapes: Vec<&str> = entries
        .iter()
        .map(|(_, n)| n.as_str())
        .filter(|n| ending(n, "shp"))
        .collect();
    match shapes.as_slice() {
        [] => {
            let text = entries.iter().find(|(_, n)| {
                ["geojson", "topojson", "json"]
                    .iter()
                    .any(|end| ending(n, end))
            });
            let Some((at, _)) = text else {
                return Err(BoundaryError::MissingPart {
                    part: ".shp".to_owned(),
                });
            };
            json::read(&unpacked(&mut archive, *at)?)
        }
        [shape] => {
            let stem = shape
                .rsplit_once('.')
                .map_or(*shape, |(stem, _)| stem)
                .to_owned();
            let mut parts: [Option<Vec<u8>>; 4] = [None, None, None, None];
            for (part, end) in parts.iter_mut().zip(PARTS) {
                let entry = entries.iter().find(|(_, name)| {
                    name.rsplit_once('.').is_some_and(|(s, e)| {
                        s.eq_ignore_ascii_case(&stem) && e.eq_ignore_ascii_case(end)
                    })
                });
                if let Some((at, _)) = entry {
                    *part = Some(unpacked(&mut archive, *at)?);
                }
            }
            let [shp, dbf, prj, cpg] = parts;
            let missing = |part: &str| BoundaryError::MissingPart {
                part: part.to_owned(),
            };
            shapefile::read(&shapefile::Parts {
                shp: shp.ok_or_else(|| missing(".shp"))?,
                dbf: dbf.ok_or_else(|| missing(".dbf"))?,
                prj,
                cpg,
            })
        }
        several => Err(BoundaryError::SeveralShapefiles {
            names: several
                .iter()
                .take(5)
                .copied()
                .collect::<Vec<_>>()
                .join(", "),
        }),
    }
}

/// A part, no longer than it says: sizes in the directory are only words.
fn unpacked(archive: &mut Archive<'_>, at: usize) -> Result<Vec<u8>, BoundaryError> {
    let entry = archive
        .by_index(at)
        .map_err(|e| BoundaryError::damaged(e.to_string()))?;
    let says = entry.size().min(MOST_UNPACKED);
    let mut bytes = Vec::new();
    let read = entry.take(says + 1).read_to_end(&mut bytes);
    read.map_err(|e| BoundaryError::damaged(e.to_string()))?;
    if bytes.len() as u64 > says {
        return Err(BoundaryError::Bomb {
            bytes: bytes.len() as u64,
        });
    }
    Ok(bytes)
}
