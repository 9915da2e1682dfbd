//! What a person takes away from a figure: the picture as a file that needs no stylesheet, or its numbers.

use std::sync::Arc;

use crate::app::browser;
use crate::app::storage::keep::csv_mark;
use crate::chart::Picture;
use crate::chart::export::standalone;
use crate::exchange::table::DataTable;

/// Faces of an exported picture: whatever the reader's machine has of these.
pub const FONT: &str = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif";

/// Kind of file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The picture as drawn.
    Svg,
    /// The picture in twice as many dots.
    Png,
    /// The numbers.
    Csv,
}

/// Everything a file is made of.
pub struct Take {
    /// Kind of file.
    pub kind: Kind,
    /// Name without an ending.
    pub file: &'static str,
    /// The picture, once it is drawn.
    pub picture: Option<Arc<Picture>>,
    /// Title, line below it, source.
    pub words: [String; 3],
    /// The numbers.
    pub table: DataTable,
}

/// Offers the file.
pub fn save(take: Take) {
    let Take {
        kind,
        file,
        picture,
        words: [title, subtitle, source],
        table,
    } = take;
    if kind == Kind::Csv {
        let name = format!("{file}.csv");
        let text = table.to_csv_with(csv_mark());
        return browser::save_file(&name, "text/csv;charset=utf-8", text.as_bytes());
    }
    let Some(picture) = picture else { return };
    let svg = standalone(&picture, &title, &subtitle, &source, FONT);
    if kind == Kind::Svg {
        browser::save_file(&format!("{file}.svg"), "image/svg+xml", svg.as_bytes());
    } else {
        browser::save_png(&format!("{file}.png"), svg);
    }
}
