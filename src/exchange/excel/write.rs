//! A workbook as bytes.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, Formula as Written, Workbook, Worksheet, XlsxError,
};

use super::{At, Book, Cached, Cell, ExcelError, Tab};

/// Rows of a sheet in Excel.
pub const MOST_ROWS: usize = 1_048_576;
/// Columns of a sheet in Excel.
pub const MOST_COLUMNS: usize = 16_384;
/// Cells of a workbook. Some 430 bytes a cell are held while writing (measured), and the browser gives 4 GiB.
pub const MOST_CELLS: usize = 3_000_000;
/// Characters of a formula in Excel.
pub const LONGEST_FORMULA: usize = 8192;
/// UTF-16 units of a text in Excel.
const LONGEST_TEXT: usize = 32_767;
/// Excel's own colour for figures typed in.
const ENTERED: Color = Color::RGB(0x00_00FF);

impl From<XlsxError> for ExcelError {
    fn from(error: XlsxError) -> Self {
        Self::Writer {
            detail: error.to_string(),
        }
    }
}

struct Formats {
    heading: Format,
    entered: Format,
}

/// The bytes of an `.xlsx` file; the same book gives the same bytes.
///
/// # Errors
/// [`ExcelError`] when the book is larger than Excel can open.
pub fn write(book: &Book) -> Result<Vec<u8>, ExcelError> {
    let rows = book.tabs.iter().flat_map(|tab| &tab.rows);
    let cells = rows.map(Vec::len).sum();
    if cells > MOST_CELLS {
        return Err(ExcelError::TooManyCells { cells });
    }
    for tab in &book.tabs {
        check(tab)?;
    }
    let mut workbook = Workbook::new();
    // The present time would make every file another one.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(storable(&book.title).chars().take(255).collect::<String>())
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let formats = Formats {
        heading: Format::new().set_bold().set_text_wrap(),
        entered: Format::new().set_font_color(ENTERED),
    };
    for tab in &book.tabs {
        fill(workbook.add_worksheet(), tab, &formats)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn check(tab: &Tab) -> Result<(), ExcelError> {
    if tab.rows.len() > MOST_ROWS {
        return Err(ExcelError::TooManyRows {
            tab: tab.name.clone(),
            rows: tab.rows.len(),
        });
    }
    let columns = tab.rows.iter().map(Vec::len).max().unwrap_or_default();
    if columns > MOST_COLUMNS {
        return Err(ExcelError::TooManyColumns {
            tab: tab.name.clone(),
            columns,
        });
    }
    for (row, cells) in tab.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            if let Cell::Formula(formula) = cell
                && formula.text.encode_utf16().count() >= LONGEST_FORMULA
            {
                return Err(ExcelError::FormulaTooLong {
                    tab: tab.name.clone(),
                    cell: At(row, column).name(),
                    length: formula.text.encode_utf16().count(),
                });
            }
        }
    }
    Ok(())
}

fn fill(sheet: &mut Worksheet, tab: &Tab, formats: &Formats) -> Result<(), ExcelError> {
    sheet.set_name(&tab.name)?.set_hidden(tab.is_hidden);
    // An empty result, a gap, would be stored as 0.
    sheet.set_formula_result_default("");
    sheet.set_freeze_panes(tab.frozen_rows, tab.frozen_columns)?;
    let columns = tab.rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths = tab
        .widths
        .iter()
        .chain(tab.widths.last().into_iter().cycle());
    for (column, width) in (0_u16..).zip(widths).take(columns) {
        sheet.set_column_width(column, *width)?;
    }
    for (row, cells) in (0_u32..).zip(&tab.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    sheet.write_string(row, column, storable(text))?;
                }
                Cell::Heading(text) => {
                    sheet.write_string_with_format(
                        row,
                        column,
                        storable(text),
                        &formats.heading,
                    )?;
                }
                Cell::Number(value) => {
                    sheet.write_number(row, column, *value)?;
                }
                Cell::Entered(value) => {
                    sheet.write_number_with_format(row, column, *value, &formats.entered)?;
                }
                Cell::Formula(formula) => {
                    let cached = match &formula.cached {
                        // `{:?}` is the shortest text that reads back to the same number.
                        Cached::Number(value) => format!("{value:?}"),
                        Cached::Text(text) => storable(text),
                    };
                    let written = Written::new(&formula.text).set_result(cached);
                    sheet.write_formula(row, column, written)?;
                }
            }
        }
    }
    Ok(())
}

/// A text as a cell can hold it: what XML cannot carry becomes U+FFFD, what is too long is cut.
pub(in crate::exchange) fn storable(text: &str) -> String {
    let mut units = 0;
    let kept = text.chars().map(|c| match c {
        '\t' | '\n' => c,
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    });
    kept.take_while(|c| {
        units += c.len_utf16();
        units <= LONGEST_TEXT
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        let long = "🌲".repeat(LONGEST_TEXT);
        assert_eq!(storable(&long).encode_utf16().count(), LONGEST_TEXT - 1);
        assert_eq!(
            storable("a\u{0}\u{1b}\n\u{ffff}b"),
            "a\u{fffd}\u{fffd}\n\u{fffd}b"
        );
    }

    #[test]
    fn what_excel_cannot_open_is_refused() {
        let tab = |rows| Book {
            title: String::new(),
            tabs: vec![Tab {
                name: "x".into(),
                rows,
                ..Tab::default()
            }],
        };
        let formula = super::super::Formula::number("1+".repeat(5000), None);
        let long = write(&tab(vec![vec![Cell::Empty, formula.into()]]));
        assert!(matches!(long, Err(ExcelError::FormulaTooLong { ref cell, .. }) if cell == "B1"));
        let wide = write(&tab(vec![vec![Cell::Empty; MOST_COLUMNS + 1]]));
        assert!(matches!(wide, Err(ExcelError::TooManyColumns { .. })));
        let many = write(&tab(vec![vec![Cell::Empty; 3001]; 1000]));
        assert_eq!(many, Err(ExcelError::TooManyCells { cells: 3_001_000 }));
        let tall = write(&tab(vec![Vec::new(); MOST_ROWS + 1]));
        assert!(matches!(tall, Err(ExcelError::TooManyRows { .. })));
    }
}
