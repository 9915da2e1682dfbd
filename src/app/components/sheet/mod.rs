//! The sheet for writing: cells, selection, keyboard, clipboard, units, faults beneath the cell.

mod bar;
mod clipboard;
mod grid;
mod head;
mod keys;
mod message;
mod pointer;
mod scroll;
mod selection;
mod state;
mod status;
mod table;
mod unit_form;

use leptos::prelude::*;

pub use clipboard::{OnTable, take};
pub use selection::Selection;
pub use state::Editor;
pub use table::Table;

/// The editor of one sheet.
#[component]
pub fn SheetEditor(
    /// Handles made with [`Editor::new`].
    editor: Editor,
    /// Called with a pasted text that is a table of its own.
    on_table: OnTable,
) -> impl IntoView {
    clipboard::listen(editor, on_table);
    let measured = move || {
        if let Some(scroller) = editor.scroller.get() {
            editor.scroll.set((
                f64::from(scroller.scroll_top()),
                f64::from(scroller.client_height()),
            ));
        }
    };
    Effect::new(move |_| {
        editor.table.with(table::Table::height);
        measured();
    });
    view! {
        <div class="sheet-box">
            <bar::Bar editor />
            {move || editor.shows_units.get().then(|| view! { <unit_form::UnitForm editor /> })}
            <bar::CellLine editor />
            <grid::Grid editor />
            <status::Status editor />
        </div>
    }
}
