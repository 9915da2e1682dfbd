//! The text of a file of weights and its first line.

use encoding_rs::{Encoding, GB18030, UTF_8};

use super::{Header, WeightsFileError};

/// The text: by its mark, as UTF-8, or else as GB 18030, which names of layers are still written in.
pub(super) fn of(bytes: &[u8]) -> Result<String, WeightsFileError> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => GB18030,
    };
    let (text, _, is_damaged) = encoding.decode(bytes);
    if is_damaged || text.contains('\0') {
        return Err(WeightsFileError::NotText);
    }
    Ok(text.into_owned())
}

/// Lines with their numbers, from 1.
pub(super) type Line<'a> = (usize, &'a str);

/// What the first line says.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) count: usize,
    pub(super) header: Option<Header>,
}

/// The first line that is not blank, and the lines after it.
pub(super) fn head(
    text: &str,
) -> Result<(Head, impl Iterator<Item = Line<'_>> + Clone), WeightsFileError> {
    // A file of an old Macintosh ends its lines with CR alone.
    let is_old = text.contains('\r') && !text.contains('\n');
    let end = if is_old { '\r' } else { '\n' };
    let mut lines = (1..).zip(text.split(end).map(str::trim));
    let first = lines.find(|(_, text)| !text.is_empty());
    let (line, text) = first.ok_or(WeightsFileError::Empty)?;
    let fields: Vec<&str> = text.split_whitespace().collect();
    let found = match fields.as_slice() {
        [count] => count.parse().ok().map(|count| (count, None)),
        ["0", count, layer @ .., key] if !layer.is_empty() => {
            // A layer's name may have blanks, in quotes or not.
            let layer = layer.join(" ").trim_matches('"').to_owned();
            let key = (*key).to_owned();
            let header = Some(Header { layer, key });
            count.parse().ok().map(|count| (count, header))
        }
        _ => None,
    };
    let (count, header) = found.ok_or_else(|| WeightsFileError::Header {
        line,
        text: shortened(text),
    })?;
    Ok((Head { count, header }, lines))
}

/// A piece of a file that is short enough to be shown.
pub(super) fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
