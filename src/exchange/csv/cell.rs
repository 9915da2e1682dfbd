//! One cell of text.

use std::borrow::Cow;

use crate::core::number;

/// What makes a spreadsheet take a text for a formula, also in the full width of Chinese and Japanese keyboards.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA)
}

/// A text with an apostrophe before it where a spreadsheet would run it; a number, negative or not, as it is. A text that
/// has such an apostrophe of its own gets one more, so that [`bare`] gives every text back.
pub(in crate::exchange) fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text) && number::parse(text).is_none() {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Takes the apostrophe of [`guarded`] off.
pub(in crate::exchange) fn bare(cell: Cow<'_, str>) -> Cow<'_, str> {
    if !cell.starts_with('\'') || !is_formula(&cell) {
        return cell;
    }
    match cell {
        Cow::Borrowed(text) => Cow::Borrowed(&text[1..]),
        Cow::Owned(text) => Cow::Owned(text[1..].to_owned()),
    }
}

/// Adds a cell, [`guarded`] and in quotes where it needs them. A zero byte, at which a file is no
/// text any more, becomes U+FFFD.
pub(in crate::exchange) fn put(out: &mut String, text: &str) {
    let text = guarded(text).replace('\0', "\u{fffd}");
    if text.contains([',', '"', '\n', '\r', '\t']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("-3", "-3"),
            ("+1e5", "+1e5"),
            ("-1+2", "'-1+2"),
            ("-inf", "'-inf"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"'\t=1\""),
            ("＝１", "'＝１"),
            ("'=1", "''=1"),
            ("'90s", "'90s"),
            ("a\0b", "a\u{fffd}b"),
            ("a, \"b\"", "\"a, \"\"b\"\"\""),
            ("", ""),
        ] {
            let mut out = String::new();
            put(&mut out, text);
            assert_eq!(out, cell);
            assert_eq!(bare(guarded(text)), text);
        }
    }
}
