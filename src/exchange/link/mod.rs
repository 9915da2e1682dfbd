//! A study as the `#fragment` of an address, and back.
//!
//! `study=1.<text>`: the version of the scheme, a point, and the study file without spaces, deflated (zlib, RFC 1950) and
//! written in the letters an address needs no escape for (base64url, RFC 4648, no padding). The study goes in whole, so a
//! link opens also after a shipped case has changed. A browser keeps a fragment to itself: no server sees the figures.
//!
//! ```
//! use tanheng::exchange::{cases, link};
//! let study = cases::load("guizhou").expect("the case ships with the program");
//! let link = link::write(&study);
//! assert!(link.text.starts_with("study=1.") && link.fits());
//! assert_eq!(link::read(&link.text).as_ref(), Ok(&study));
//! ```

mod error;

pub use error::LinkError;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

use super::study_file;
use crate::core::study::Study;

/// What a fragment with a study begins with.
pub const PREFIX: &str = "study=";

/// Version of the scheme this program writes.
pub const VERSION: &str = "1";

/// Longest fragment that every current browser shows and opens. Chromium opens addresses of 2 MiB (`kMaxURLChars` in
/// `url.mojom`) but shows only 32 KiB of them (`kMaxURLDisplayChars`), Firefox opens 1 MiB
/// (`network.standard-url.max-length`) and keeps bookmarks of 64 KiB (`URL_LENGTH_MAX`). The rest up to 32 KiB is room for
/// the address of the page. Programs that pass links on may cut earlier.
pub const MOST_CARRIED: usize = 32_000;

/// Most bytes a link is unpacked to, 4 MB: a study of that size makes a link longer than Firefox opens, and the worst 30 kB
/// of a hostile one take about 350 MB of memory for a second, not gigabytes.
pub const MOST_UNPACKED: usize = study_file::MAX_BYTES / 16;

const CHUNK: usize = 64 * 1024;

/// A study as text for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The fragment without `#`, in ASCII.
    pub text: String,
    /// Its length in characters.
    pub length: usize,
    /// Bytes of the study unpacked.
    pub unpacked: usize,
}

impl Link {
    /// Whether browsers carry it and [`read`] takes it; otherwise the study goes as a file.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.length <= MOST_CARRIED && self.unpacked <= MOST_UNPACKED
    }
}

/// The study as a link, the same for the same study.
#[must_use]
pub fn write(study: &Study) -> Link {
    // A study holds nothing JSON cannot say.
    let document = serde_json::to_vec(study).unwrap_or_default();
    let mut text = format!("{PREFIX}{VERSION}.");
    URL_SAFE_NO_PAD.encode_string(deflated(&document), &mut text);
    Link {
        length: text.len(),
        unpacked: document.len(),
        text,
    }
}

/// Reads a fragment with or without `#`, or a whole address that ends in one.
///
/// # Errors
/// [`LinkError`]; faults of the study in it are those of [`study_file::read`].
pub fn read(text: &str) -> Result<Study, LinkError> {
    if text.len() > study_file::MAX_BYTES {
        return Err(LinkError::TooLarge);
    }
    let text = text.trim();
    let fragment = text.split_once('#').map_or(text, |(_, after)| after);
    let rest = fragment.strip_prefix(PREFIX).ok_or(LinkError::NotOurs)?;
    let (version, letters) = rest.split_once('.').ok_or(LinkError::Damaged)?;
    if version != VERSION {
        let is_version = (1..=9).contains(&version.len())
            && !version.starts_with('0')
            && version.bytes().all(|b| b.is_ascii_digit());
        return Err(if is_version {
            LinkError::Version {
                found: version.to_owned(),
            }
        } else {
            LinkError::Damaged
        });
    }
    if let Some((at, found)) = letters.char_indices().find(|(_, c)| !is_letter(*c)) {
        return Err(LinkError::Letter {
            position: fragment.len() - letters.len() + at + 1,
            found,
        });
    }
    let packed = URL_SAFE_NO_PAD
        .decode(letters)
        .map_err(|_| LinkError::Damaged)?;
    Ok(study_file::read_bytes(&inflated(&packed)?)?)
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut deflate = Compress::new(Compression::best(), true);
    let mut out = Vec::with_capacity(CHUNK);
    // Memory does not refuse a write: it ends when all has been written.
    loop {
        let rest = bytes.get(deflate.total_in() as usize..).unwrap_or_default();
        match deflate.compress_vec(rest, &mut out, FlushCompress::Finish) {
            Ok(Status::Ok | Status::BufError) => out.reserve(CHUNK),
            Ok(Status::StreamEnd) | Err(_) => return out,
        }
    }
}

/// Unpacks no more than [`MOST_UNPACKED`] and takes memory as it comes. The sum at the end of the stream has to be right
/// and nothing may follow it.
fn inflated(bytes: &[u8]) -> Result<Vec<u8>, LinkError> {
    let mut inflate = Decompress::new(true);
    let mut out = Vec::new();
    loop {
        out.reserve(CHUNK);
        let before = (inflate.total_in(), inflate.total_out());
        let rest = bytes.get(before.0 as usize..).unwrap_or_default();
        let status = inflate
            .decompress_vec(rest, &mut out, FlushDecompress::None)
            .map_err(|_| LinkError::Damaged)?;
        if out.len() > MOST_UNPACKED {
            return Err(LinkError::TooLarge);
        }
        let is_all_read = inflate.total_in() == bytes.len() as u64;
        match status {
            Status::StreamEnd if is_all_read => return Ok(out),
            Status::StreamEnd => return Err(LinkError::Damaged),
            _ if before == (inflate.total_in(), inflate.total_out()) => {
                return Err(LinkError::Damaged);
            }
            _ => {}
        }
    }
}
