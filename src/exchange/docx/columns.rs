//! What stands in the columns of a table, and how wide each one is.

use super::body::TEXT_WIDTH;
use crate::exchange::table::DataTable;

/// Sizes of text tried until the columns fit, half-points, each with the space at both sides of a cell, twips.
pub(super) const SIZES: [(u32, u32); 3] = [(18, 90), (16, 50), (14, 30)];

/// Space before a text that follows a number, twips.
const GAP: u32 = 300;

/// Width of a heading, which is bold, in hundredths of plain text.
const BOLD: u32 = 112;

/// Most that half a heading asks for, in hundredths of the size.
const WIDEST_HALF: u32 = 500;

/// Characters of the longest number with its unit; what is longer is a text.
const LONGEST_NUMBER: usize = 24;

/// Characters of a cell that are looked at.
const LONGEST_TEXT: usize = 1000;

/// What a column holds. Widths are in hundredths of the text's size.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// Numbers stand at the right.
    pub is_number: bool,
    /// Space before its texts instead of that of the table, twips.
    pub gap: u32,
    /// Widest word: less than that breaks it.
    least: u32,
    /// Widest cell in one line.
    most: u32,
}

impl Column {
    pub fn of(data: &DataTable, at: usize) -> Self {
        let cells = data.rows.iter().filter_map(|row| row.get(at));
        let head = data.head.get(at).map_or("", String::as_str);
        let widest = |of: fn(&str) -> u32| cells.clone().map(|text| of(text)).max().unwrap_or(0);
        let bold = |share: u32| share * BOLD / 100;
        // A heading takes two lines before it takes more.
        let half = (line(head) / 2).next_multiple_of(100).min(WIDEST_HALF);
        let is_number = holds_numbers(data, at);
        let follows_number = at > 0 && holds_numbers(data, at - 1);
        Self {
            is_number,
            gap: if follows_number && !is_number { GAP } else { 0 },
            least: widest(widest_word).max(bold(widest_word(head).max(half))),
            most: widest(line).max(bold(line(head))),
        }
    }
}

/// Whether every cell of a column is a number; the first column names its rows.
fn holds_numbers(data: &DataTable, at: usize) -> bool {
    let mut cells = data.rows.iter().filter_map(|row| row.get(at));
    at > 0 && cells.all(|cell| is_number(cell))
}

/// A number, perhaps with its unit, or the sign that there is none.
fn is_number(cell: &str) -> bool {
    let starts = cell.trim_start_matches(['−', '-', '+']).chars().next();
    match starts {
        None | Some('—') => true,
        Some(first) => first.is_ascii_digit() && cell.chars().count() <= LONGEST_NUMBER,
    }
}

/// Width of a character in hundredths of the size.
fn share(c: char) -> u32 {
    match c {
        '\u{2009}' | '\u{202f}' => 20,
        ' ' | '.' | ',' | ':' | ';' | '\'' | 'i' | 'j' | 'l' | 't' | '/' | '(' | ')' => 30,
        'm' | 'w' | 'M' | 'W' | '%' => 82,
        'A'..='Z' => 70,
        c if c.is_ascii() => 50,
        c if is_wide(c) => 100,
        _ => 55,
    }
}

/// Whether a character fills a square and a line may break beside it.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..)
}

/// Width of a text in one line.
fn line(text: &str) -> u32 {
    text.chars().take(LONGEST_TEXT).map(share).sum()
}

fn widest_word(text: &str) -> u32 {
    let (mut widest, mut word) = (0, 0);
    for c in text.chars().take(LONGEST_TEXT) {
        word = match c {
            ' ' => 0,
            c if is_wide(c) => share(c),
            c => word + share(c),
        };
        widest = widest.max(word);
    }
    widest
}

/// Size of the text, space beside it, and widths of the columns, which fill the text from side to side.
pub(super) fn fitted(columns: &[Column]) -> (u32, u32, Vec<u32>) {
    let twips = |share: u32, column: &Column, (size, margin): (u32, u32)| {
        share * size / 10 + margin + column.gap.max(margin) + 10
    };
    let least = |size| columns.iter().map(move |c| twips(c.least, c, size));
    let fits = |size: &(u32, u32)| least(*size).sum::<u32>() <= TEXT_WIDTH;
    let size = SIZES.into_iter().find(fits).unwrap_or(SIZES[2]);
    let mut widths: Vec<u32> = least(size).collect();
    let taken: u32 = widths.iter().sum();
    if taken > TEXT_WIDTH {
        for width in &mut widths {
            *width = portion(TEXT_WIDTH, *width, taken);
        }
        return (size.0, size.1, widths);
    }
    // What is left goes to the columns that want least more, so that few of them break a line.
    let wanted = |at: usize| twips(columns[at].most, &columns[at], size);
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|at| wanted(*at).saturating_sub(widths[*at]));
    let mut room = TEXT_WIDTH - taken;
    for at in order {
        let more = wanted(at).saturating_sub(widths[at]).min(room);
        widths[at] += more;
        room -= more;
    }
    let count = u32::try_from(widths.len()).unwrap_or(u32::MAX).max(1);
    for width in &mut widths {
        *width += room / count;
    }
    (size.0, size.1, widths)
}

/// A part of a whole, in proportion.
fn portion(whole: u32, part: u32, of: u32) -> u32 {
    let share = u64::from(whole) * u64::from(part) / u64::from(of.max(1));
    u32::try_from(share).unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(head: &[&str], rows: &[&[&str]]) -> DataTable {
        let owned = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect();
        DataTable {
            head: owned(head),
            rows: rows.iter().map(|row| owned(row)).collect(),
        }
    }

    fn columns(data: &DataTable) -> Vec<Column> {
        (0..data.head.len())
            .map(|at| Column::of(data, at))
            .collect()
    }

    #[test]
    fn numbers_stand_at_the_right_and_texts_at_the_left() {
        let data = table(
            &["年份", "净", "说明", "系数"],
            &[
                &[
                    "2005",
                    "−1\u{2009}234.5",
                    "2006—2019 年，14 个拟合值的平均误差，不含第一年",
                    "0.45 tC/t",
                ],
                &["2006", "—", "< 0.35", ""],
            ],
        );
        let kinds: Vec<bool> = columns(&data).iter().map(|c| c.is_number).collect();
        assert_eq!(kinds, [false, true, false, true]);
    }

    #[test]
    fn columns_fill_the_text_and_shrink_where_they_must() {
        let narrow = fitted(&columns(&table(&["a", "b"], &[&["1", "2"]])));
        assert_eq!((narrow.0, narrow.2.iter().sum::<u32>()), (18, TEXT_WIDTH));
        let long =
            "words and words and words and words and words and words and words and words and more";
        let mixed = fitted(&columns(&table(&["a", "b", "c"], &[&["1", long, long]])));
        assert!(mixed.2.iter().sum::<u32>() <= TEXT_WIDTH);
        assert!(mixed.2[0] < mixed.2[1]);
        let many = vec!["100000.00"; 16];
        let (size, _, widths) = fitted(&columns(&table(&many, &[&many])));
        assert!(size < 18 && widths.iter().sum::<u32>() <= TEXT_WIDTH);
        let wide = "W".repeat(200);
        let over = fitted(&columns(&table(&[&wide, "b"], &[&["1", "2"]])));
        assert!(over.2.iter().sum::<u32>() <= TEXT_WIDTH);
        assert!(fitted(&[]).2.is_empty());
    }
}
