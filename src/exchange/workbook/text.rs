//! Text files: which encoding, and the text.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{ReadError, TextSheet, Workbook};

/// Encodings that can be asked for. GB 18030 holds GBK and GB 2312.
pub const ENCODINGS: [&str; 4] = ["utf-8", "gb18030", "utf-16le", "utf-16be"];

/// Bytes looked at to tell UTF-16 without a mark.
const SAMPLE: usize = 4096;

pub(super) fn read(bytes: &[u8], asked: Option<&str>) -> Result<Workbook, ReadError> {
    let encoding = match asked.and_then(|label| Encoding::for_label(label.as_bytes())) {
        Some(encoding) => encoding,
        None => detected(bytes),
    };
    let label = encoding.name().to_ascii_lowercase();
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    if had_errors {
        return Err(ReadError::NotText {
            byte: first_fault(encoding, bytes),
            encoding: label,
        });
    }
    if text.contains('\0') {
        return Err(ReadError::NoTable);
    }
    Ok(Workbook {
        sheets: vec![TextSheet {
            name: String::new(),
            is_hidden: false,
            text: text.into_owned(),
        }],
        encoding: Some(label),
    })
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
