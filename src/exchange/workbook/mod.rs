//! The bytes of a table file → sheets of text: .xlsx, .xlsm, .xls, .ods, and text in UTF-8, UTF-16 and GB 18030.
//!
//! What kind of file it is stands in its first bytes, not in its name. A sheet is handed on as text with tabs, which
//! [`super::paste`] recognises like any pasted table.
//!
//! ```
//! use tanheng::exchange::workbook;
//! let gbk = [0xC4, 0xEA, 0xB7, 0xDD, b',', 0xC0, 0xB4, 0xD4, 0xB4, b'\n']; // 年份,来源
//! let book = workbook::read(&gbk, None)?;
//! assert_eq!(book.encoding.as_deref(), Some("gb18030"));
//! assert_eq!(book.sheets[0].text, "年份,来源\n");
//! # Ok::<(), tanheng::exchange::workbook::ReadError>(())
//! ```

mod choose;
mod compound;
mod container;
mod error;
mod spreadsheet;
mod text;

pub use error::ReadError;
pub use text::ENCODINGS;

use serde::{Deserialize, Serialize};

use super::watch::{Watch, unwatched};

/// Most bytes of a file.
pub const MOST_BYTES: usize = 64 << 20;

/// Most cells that are not empty in all sheets of a file.
pub const MOST_CELLS: usize = 4_000_000;

/// A file of tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workbook {
    /// Its sheets in their order; a text file is one.
    pub sheets: Vec<TextSheet>,
    /// Encoding a text file was read in, one of [`ENCODINGS`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
}

impl Workbook {
    /// A text that was read as UTF-8.
    #[must_use]
    pub fn of_text(text: String) -> Self {
        Self {
            sheets: vec![TextSheet {
                name: String::new(),
                is_hidden: false,
                text,
            }],
            encoding: Some(ENCODINGS[0].to_owned()),
        }
    }
}

/// A sheet as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSheet {
    /// Name of the tab; empty for a text file.
    pub name: String,
    /// Whether the tab is hidden.
    pub is_hidden: bool,
    /// The cells: parted by tabs, or as the text file has them.
    pub text: String,
}

/// Reads a file.
///
/// # Errors
/// [`ReadError`], with the file as the caller has it.
pub fn read(bytes: &[u8], encoding: Option<&str>) -> Result<Workbook, ReadError> {
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    read_watched(bytes.to_vec(), encoding, &mut unwatched)
}

/// [`read`] that tells how far it is; the bytes become the text where they are UTF-8.
///
/// # Errors
/// Those of [`read`]; [`ReadError::Stopped`].
pub fn read_watched(
    bytes: Vec<u8>,
    encoding: Option<&str>,
    watch: Watch<'_>,
) -> Result<Workbook, ReadError> {
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let book = match container::kind(&bytes)? {
        container::Kind::Text => text::read(bytes, encoding, watch)?,
        container::Kind::Spreadsheet(format) => spreadsheet::read(&bytes, format, watch)?,
    };
    let is_blank = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"');
    if book.sheets.iter().all(|s| s.text.chars().all(is_blank)) {
        return Err(ReadError::Empty);
    }
    Ok(book)
}
