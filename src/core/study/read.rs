//! Cells, years and converted amounts as they are typed, pasted and read.

use super::Cell;
use crate::core::number;

/// Marks that yearbooks print, and statistics programs write, where there is no figure.
const NO_FIGURE: [&str; 9] = ["", "—", "——", "…", "-", "－", "空格", "NA", "N/A"];

/// Reads a cell as typed. Footnote marks behind a figure are no part of it. Text that is no number, and a negative amount, stay
/// visible as [`Cell::Bad`] and keep the last valid value in use.
#[must_use]
pub fn read_cell(text: &str, before: &Cell) -> Cell {
    if NO_FIGURE.contains(&text.trim()) {
        return Cell::Empty;
    }
    match number::parse(text).or_else(|| number::parse(without_marks(text)?)) {
        Some(value) if value >= 0.0 => Cell::Number(value),
        _ => Cell::Bad {
            text: text.to_owned(),
            kept: before.value(),
        },
    }
}

/// A figure without the footnote marks behind it; `None` where it has none.
fn without_marks(text: &str) -> Option<&str> {
    let is_mark = |c: char| matches!(c, '①'..='⑳' | '*' | '†' | '‡' | '¹' | '²' | '³' | '⁴'..='⁹');
    let text = text.trim_end();
    let figure = text.trim_end_matches(is_mark);
    (figure.len() < text.len()).then_some(figure)
}

/// Reads a year as yearbooks write it: `2019`, `2019年`, `２０１９`, and as databases do: `2019-12-31`.
#[must_use]
pub fn parse_year(text: &str) -> Option<i32> {
    let text = text.trim().trim_end_matches('年').trim();
    // Nearly all are four digits; a table may have a million of them.
    if let &[thousands @ b'1'..=b'9', hundreds, tens, ones] = text.as_bytes()
        && [hundreds, tens, ones].iter().all(u8::is_ascii_digit)
    {
        let digits = [thousands, hundreds, tens, ones].into_iter();
        return Some(digits.fold(0, |year, d| year * 10 + i32::from(d - b'0')));
    }
    let value = number::parse(year_of_date(text).unwrap_or(text))?;
    (value.fract() == 0.0 && (1000.0..=9999.0).contains(&value)).then_some(value as i32)
}

/// The year of a date such as `2019-12-31` or `2019/12/31`.
fn year_of_date(text: &str) -> Option<&str> {
    let mut parts = text.split(['-', '/']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let within = |part: &str, most: u8| part.parse::<u8>().is_ok_and(|n| (1..=most).contains(&n));
    let is_date = parts.next().is_none() && year.len() == 4 && within(month, 12) && within(day, 31);
    is_date.then_some(year)
}

/// Takes off the dust of a decimal conversion: 4.7765 × 10 000 is 47 765, not 47 764.999 999 999 99.
pub(crate) fn tidy(value: f64) -> f64 {
    // A whole number of up to 15 digits is written so without loss.
    if value.abs() < 1e15 && value == libm::trunc(value) {
        return value;
    }
    let text = format!("{value:.14e}");
    text.parse().unwrap_or(value)
}
