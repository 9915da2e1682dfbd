//! What the sheet editor holds, and the things every part of it does.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::selection::Selection;
use super::table::Table;
use crate::app::session::Session;
use crate::core::number;
use crate::core::study::{Cell, RowKey, Study};
use crate::words::Lang;

/// Rows up to which all of them are drawn and the page scrolls; above, the sheet scrolls and draws what is seen.
pub const MOST_DRAWN: usize = 80;

/// A cell, or the year of a row, that is being typed into.
#[derive(Debug, Clone, PartialEq)]
pub struct Editing {
    /// Row.
    pub row: usize,
    /// Column; none for the year.
    pub column: Option<usize>,
    /// Text to start with.
    pub text: String,
    /// Whether it began with a typed character: arrow keys then leave the cell.
    pub replaces: bool,
}

/// Handles of one sheet editor; copied freely.
#[derive(Clone, Copy)]
pub struct Editor {
    /// The page's session.
    pub session: Session,
    /// Id of the sheet.
    pub id: StoredValue<String>,
    /// The sheet and what is known of it.
    pub table: Memo<Table>,
    /// Cells selected, as asked for.
    pub chosen: RwSignal<Selection>,
    /// What is being typed into.
    pub editing: RwSignal<Option<Editing>>,
    /// Whether the form for units is open.
    pub shows_units: RwSignal<bool>,
    /// Scroll position and height of the sheet.
    pub scroll: RwSignal<(f64, f64)>,
    /// Text copied last from here: pasted back, it is cells and never a table.
    pub copied: StoredValue<String>,
    /// The table element.
    pub grid: NodeRef<html::Table>,
    /// The element that scrolls.
    pub scroller: NodeRef<html::Div>,
}

impl Editor {
    /// An editor of a sheet.
    pub fn new(id: String, chosen: RwSignal<Selection>, copied: StoredValue<String>) -> Self {
        let session = Session::get();
        let name = id.clone();
        Self {
            session,
            id: StoredValue::new(id),
            table: Memo::new(move |before| Table::of(&session.study(), &name, before)),
            chosen,
            editing: RwSignal::new(None),
            shows_units: RwSignal::new(false),
            scroll: RwSignal::new((0.0, 0.0)),
            copied,
            grid: NodeRef::new(),
            scroller: NodeRef::new(),
        }
    }

    /// Id of the sheet.
    pub fn sheet_id(self) -> String {
        self.id.get_value()
    }

    /// The selection, brought inside the sheet.
    pub fn selection(self) -> Selection {
        let size = self.table.with(|t| (t.height(), t.width()));
        self.chosen.get().within(size.0, size.1)
    }

    /// [`Editor::selection`] without being told of changes.
    pub fn selection_now(self) -> Selection {
        let size = self.table.with_untracked(|t| (t.height(), t.width()));
        self.chosen.get_untracked().within(size.0, size.1)
    }

    /// Selects cells and brings the moving corner into view.
    pub fn select(self, selection: Selection) {
        if self.editing.get_untracked().is_some() {
            self.editing.set(None);
        }
        self.chosen.set(selection);
        super::scroll::show(self, selection.to_row, selection.to_column);
    }

    /// Starts typing into a cell.
    pub fn edit_cell(self, row: usize, column: usize, typed: Option<String>) {
        let replaces = typed.is_some();
        let text = typed.unwrap_or_else(|| {
            let cell = |t: &Table| t.sheet.cell(row, column).map(in_full);
            self.table.with_untracked(cell).unwrap_or_default()
        });
        self.chosen.set(Selection::at(row, column));
        super::scroll::show(self, row, column);
        self.editing.set(Some(Editing {
            row,
            column: Some(column),
            text,
            replaces,
        }));
    }

    /// Starts typing the year of a row.
    pub fn edit_year(self, row: usize) {
        let key = |t: &Table| t.sheet.rows.get(row).map(|k| k.year.to_string());
        if let Some(text) = self.table.with_untracked(key) {
            self.editing.set(Some(Editing {
                row,
                column: None,
                text,
                replaces: false,
            }));
        }
    }

    /// Ends typing: what was typed becomes the cell or the year.
    pub fn commit(self, text: &str) {
        let Some(editing) = self.editing.get_untracked() else {
            return;
        };
        self.editing.set(None);
        if !editing.replaces && text == editing.text {
            return;
        }
        let (id, row) = (self.sheet_id(), editing.row);
        match editing.column {
            Some(column) => {
                let block = [vec![text.to_owned()]];
                self.session.edit(|s| s.write(&id, row, column, &block));
            }
            None => {
                self.session.edit(|s| s.set_year(&id, row, text));
            }
        }
    }

    /// Applies an edit of this sheet.
    pub fn change(
        self,
        edit: impl FnOnce(&Study, &str) -> Result<Study, crate::core::study::EditError>,
    ) -> bool {
        let id = self.sheet_id();
        self.session.edit(|s| edit(s, &id))
    }

    /// Gives the keyboard back to the sheet without moving the page.
    pub fn focus(self) {
        if let Some(grid) = self.grid.get_untracked() {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let element: &web_sys::HtmlElement = grid.unchecked_ref();
            let _ = element.focus_with_options(&options);
        }
    }

    /// Name of a column.
    pub fn column_name(self, lang: Lang, column: usize) -> String {
        let id = |t: &Table| t.sheet.columns.get(column).map(|c| c.indicator.clone());
        self.table
            .with(id)
            .map_or_else(String::new, |id| lang.name(&format!("indicator.{id}")))
    }

    /// Year of a row, with the region where there are several.
    pub fn row_name(self, lang: Lang, row: usize) -> String {
        let (key, shows_regions) = self
            .table
            .with(|t| (t.sheet.rows.get(row).cloned(), t.shows_regions));
        let Some(key) = key else {
            return String::new();
        };
        if shows_regions {
            let region = region_name(&self.session.study(), &key, lang);
            format!("{region} {}", key.year)
        } else {
            key.year.to_string()
        }
    }
}

/// Name of a row's region.
pub fn region_name(study: &Study, key: &RowKey, lang: Lang) -> String {
    let region = study.regions.iter().find(|r| *r.code == *key.region);
    region.map_or_else(|| key.region.to_string(), |r| lang.pick(&r.name).to_owned())
}

/// A cell with everything it holds.
pub fn in_full(cell: &Cell) -> String {
    match cell {
        Cell::Number(value) => value.to_string(),
        Cell::Bad { text, .. } => text.clone(),
        Cell::Empty => String::new(),
    }
}

/// A number as its column writes it.
pub fn in_column(value: f64, facts: &crate::core::study::ColumnFacts) -> String {
    let text = if facts.is_grouped {
        number::grouped_always(value, facts.decimals)
    } else {
        number::fixed(value, facts.decimals)
    };
    // What is not 0 is not shown as 0.
    if value != 0.0 && !text.contains(|c: char| matches!(c, '1'..='9')) {
        return number::significant(value, 3);
    }
    text
}
