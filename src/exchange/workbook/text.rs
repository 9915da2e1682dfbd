//! Text files: which encoding, and the text.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{ReadError, TextSheet, Workbook};
use crate::exchange::watch::{Task, Watch};

/// Encodings that can be asked for. GB 18030 holds GBK and GB 2312.
pub const ENCODINGS: [&str; 4] = ["utf-8", "gb18030", "utf-16le", "utf-16be"];

/// Bytes looked at to tell UTF-16 without a mark.
const SAMPLE: usize = 4096;

/// Bytes decoded at a time.
const PIECE: usize = 1 << 20;

pub(super) fn read(
    bytes: Vec<u8>,
    asked: Option<&str>,
    watch: Watch<'_>,
) -> Result<Workbook, ReadError> {
    let encoding = match asked.and_then(|label| Encoding::for_label(label.as_bytes())) {
        Some(encoding) => encoding,
        None => detected(&bytes),
    };
    let label = encoding.name().to_ascii_lowercase();
    let text = if encoding == UTF_8 {
        of_utf8(bytes).map_err(|byte| ReadError::NotText {
            byte,
            encoding: label.clone(),
        })?
    } else {
        decoded(&bytes, encoding, &label, watch)?
    };
    if text.contains('\0') {
        return Err(ReadError::NoTable);
    }
    Ok(Workbook {
        sheets: vec![TextSheet {
            name: String::new(),
            is_hidden: false,
            text,
        }],
        encoding: Some(label),
    })
}

/// The bytes themselves, without a copy, or the first that is no text.
fn of_utf8(bytes: Vec<u8>) -> Result<String, usize> {
    let mut text = String::from_utf8(bytes).map_err(|e| first_fault(UTF_8, e.as_bytes()))?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

/// Piece by piece into one text: room for the longest there could be would be three times the file.
fn decoded(
    bytes: &[u8],
    encoding: &'static Encoding,
    label: &str,
    watch: Watch<'_>,
) -> Result<String, ReadError> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    // Two bytes of GB 18030 or UTF-16 are three of UTF-8 at most.
    let longest = bytes.len().div_ceil(2) * 3 + 4 * PIECE.min(bytes.len());
    let mut text = String::with_capacity(longest);
    let mut pieces = bytes.chunks(PIECE).peekable();
    let mut done = 0;
    while let Some(piece) = pieces.next() {
        if watch(Task::Open, done, bytes.len()).is_break() {
            return Err(ReadError::Stopped);
        }
        let room = decoder.max_utf8_buffer_length_without_replacement(piece.len());
        text.reserve_exact(room.unwrap_or(4 * piece.len()));
        let is_last = pieces.peek().is_none();
        let (result, ..) = decoder.decode_to_string_without_replacement(piece, &mut text, is_last);
        if result != encoding_rs::DecoderResult::InputEmpty {
            return Err(ReadError::NotText {
                byte: first_fault(encoding, bytes),
                encoding: label.to_owned(),
            });
        }
        done += piece.len();
    }
    Ok(text)
}

/// A mark at the start decides; then whether it reads as UTF-8; then zeros in every second byte, which only UTF-16 has;
/// what is left is Chinese from before UTF-8.
fn detected(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd > sample.len() / 10 && odd > 4 * even {
        return UTF_16LE;
    }
    if even > sample.len() / 10 && even > 4 * odd {
        return UTF_16BE;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    GB18030
}

/// The first byte that is no text: everything before it reads.
fn first_fault(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let (mut low, mut high) = (0, bytes.len());
    // The longest start that reads without a fault; a character cut at its end is no fault of its own.
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        let mut decoder = encoding.new_decoder_with_bom_removal();
        let room = decoder.max_utf8_buffer_length_without_replacement(middle);
        let mut out = String::with_capacity(room.unwrap_or(0));
        let (result, _) =
            decoder.decode_to_string_without_replacement(&bytes[..middle], &mut out, false);
        if matches!(result, encoding_rs::DecoderResult::Malformed(..)) {
            high = middle - 1;
        } else {
            low = middle;
        }
    }
    low
}
