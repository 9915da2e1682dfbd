//! Letters of provinces, for a label with no room for a name.

use super::six_digits;

const LETTERS: &str = include_str!("../../../data/regions/letters.tsv");

/// The two letters that GB/T 2260 gives a province, by its code.
///
/// ```
/// use tanheng::exchange::places::letters;
/// assert_eq!(["230000", "156540000", "520100"].map(letters), [Some("HL"), Some("XZ"), None]);
/// ```
#[must_use]
pub fn letters(code: &str) -> Option<&'static str> {
    let code = six_digits(code);
    let mut rows = LETTERS.lines().filter_map(|row| row.split_once('\t'));
    let (_, letters) = rows.find(|(known, _)| *known == code)?;
    Some(letters)
}
