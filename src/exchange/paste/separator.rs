//! What parts the cells of a text: tabs, commas, or the semicolons of countries whose decimal sign is the comma.

use std::borrow::Cow;

use super::text::cell;
use crate::core::number;

/// What Excel and R's `write.csv2` put between cells where the comma is the decimal sign.
pub(super) const COMMA_COUNTRIES: char = ';';

/// Lines looked at.
const SAMPLE: usize = 20;

pub(super) fn separator(text: &str) -> char {
    let sample = || {
        text.split(['\n', '\r'])
            .filter(|l| !l.trim().is_empty())
            .take(SAMPLE)
    };
    if has_tab(text) || sample().next().is_none() {
        return '\t';
    }
    if has_semicolons(sample()) {
        return COMMA_COUNTRIES;
    }
    let is_one_column = sample().all(|l| !l.contains(',') || number::parse(l).is_some());
    if is_one_column { '\t' } else { ',' }
}

/// Whether a tab stands outside quoted cells.
fn has_tab(text: &str) -> bool {
    let Some(last) = text.rfind('\t') else {
        return false;
    };
    let mut rest = text;
    while text.len() - rest.len() <= last {
        let (found, after) = cell(rest, ',');
        // What was quoted is a copy.
        if matches!(found, Cow::Borrowed(plain) if plain.contains('\t')) {
            return true;
        }
        let mut next = after.chars();
        next.next();
        rest = next.as_str();
    }
    false
}

/// Whether every line has as many semicolons as the first, and commas do not part cells as well: their number changes from
/// line to line, or there are none.
fn has_semicolons<'a>(mut lines: impl Iterator<Item = &'a str>) -> bool {
    let Some((first, commas)) = lines.next().map(signs) else {
        return false;
    };
    let mut are_commas_even = commas > 0;
    let mut more = 0;
    for line in lines {
        let (semicolons, others) = signs(line);
        if semicolons != first {
            return false;
        }
        are_commas_even &= others == commas;
        more += 1;
    }
    first > 0 && more > 0 && !are_commas_even
}

/// Semicolons and commas outside quotes.
fn signs(line: &str) -> (usize, usize) {
    let (mut semicolons, mut commas, mut is_quoted) = (0, 0, false);
    for c in line.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            COMMA_COUNTRIES if !is_quoted => semicolons += 1,
            ',' if !is_quoted => commas += 1,
            _ => {}
        }
    }
    (semicolons, commas)
}

/// Turns decimal commas into points, where a cell shows that the commas are decimal ones and no cell has a point: `4,500`
/// alone may be either.
pub(super) fn with_points(cells: &mut [Cow<'_, str>]) {
    let is_point = |c: &str| c.contains('.') && number::parse(c).is_some();
    let is_comma = |c: &str| number::parse(c).is_none() && pointed(c).is_some();
    if cells.iter().any(|c| is_point(c)) || !cells.iter().any(|c| is_comma(c)) {
        return;
    }
    for cell in cells {
        if let Some(text) = pointed(cell) {
            *cell = Cow::Owned(text);
        }
    }
}

/// A number with its only comma as a point.
fn pointed(text: &str) -> Option<String> {
    let (whole, part) = text.split_once(',')?;
    let pointed = format!("{whole}.{part}");
    number::parse(&pointed).map(|_| pointed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_parts_the_cells() {
        for (text, sign) in [
            ("a;b\n1,5;2", ';'),
            ("\"a\";\"b, c\"\n1;2", ';'),
            ("a;b,c;d\n1;2,3;4", ','),
            ("a, b; c\n1", ','),
            ("a; b\n1", '\t'),
            ("a;b", '\t'),
            ("a\tb;c\n1\t2;3", '\t'),
            ("29,321\n30,681", '\t'),
            ("", '\t'),
        ] {
            assert_eq!(separator(text), sign, "{text:?}");
        }
    }

    #[test]
    fn decimal_commas_are_told_from_those_of_thousands() {
        let read = |text| {
            let mut cells: Vec<Cow<'_, str>> = str::split(text, ';').map(Cow::Borrowed).collect();
            with_points(&mut cells);
            cells.join(";")
        };
        assert_eq!(read("a, b;77,41;4,500;1e+05"), "a, b;77.41;4.500;1e+05");
        assert_eq!(read("29,321;30,681"), "29,321;30,681");
        assert_eq!(read("77,41;80.23"), "77,41;80.23");
        assert_eq!(read("0,644;1,234,567"), "0.644;1,234,567");
    }
}
