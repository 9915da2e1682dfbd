//! Copy, cut and paste as spreadsheets exchange cells: lines of cells parted by tabs.

use leptos::ev::ClipboardEvent;
use leptos::prelude::*;

use super::selection::Selection;
use super::state::Editor;
use crate::core::study::Block;
use crate::exchange::paste::{self, Layout, PasteError, PastePlan};

/// Cells a single pasted value may fill.
const MOST_FILLED: usize = 200_000;

/// Takes a text that is a table of its own, or why it cannot be pasted.
pub type OnTable = Callback<(String, Result<PastePlan, PasteError>)>;

/// Listens while the sheet is on the page. Text that is a table is handed to `on_table`.
pub fn listen(editor: Editor, on_table: OnTable) {
    let copy = window_event_listener(leptos::ev::copy, move |event| {
        copied(editor, &event);
    });
    let cut = window_event_listener(leptos::ev::cut, move |event| {
        if copied(editor, &event) {
            let s = editor.selection_now();
            editor.change(|study, id| study.clear(id, s.rows(), s.columns()));
        }
    });
    let paste = window_event_listener(leptos::ev::paste, move |event| {
        if is_typing() {
            return;
        }
        let text = event
            .clipboard_data()
            .and_then(|data| data.get_data("text/plain").ok());
        if let Some(text) = text {
            event.prevent_default();
            take(editor, text, on_table);
        }
    });
    on_cleanup(move || {
        copy.remove();
        cut.remove();
        paste.remove();
    });
}

/// Pastes a text at the selection: cells as cells, a table through `on_table`.
pub fn take(editor: Editor, text: String, on_table: OnTable) {
    let s = editor.selection_now();
    let (row, column) = (*s.rows().start(), *s.columns().start());
    let block = if is_own(editor, &text) {
        let lines = paste::lines(&text);
        let line = |l| lines.line(l).iter().map(|c| c.to_string()).collect();
        (0..lines.len()).map(line).collect()
    } else {
        let study = editor.session.study_now();
        match paste::plan(&study, &text, &editor.sheet_id(), row, column) {
            Ok(plan) if plan.layout == Layout::Block => plan.block,
            other => {
                on_table.run((text, other));
                return;
            }
        }
    };
    put(editor, block);
}

/// Writes a block at the selection. A single value fills the selection.
fn put(editor: Editor, mut block: Block) {
    let s = editor.selection_now();
    let (row, column) = (*s.rows().start(), *s.columns().start());
    let (rows, columns) = s.size();
    if let [line] = block.as_slice()
        && let [value] = line.as_slice()
        && rows * columns <= MOST_FILLED
    {
        block = vec![vec![value.clone(); columns]; rows];
    }
    let (height, width) = (block.len(), block.iter().map(Vec::len).max().unwrap_or(0));
    if height > 0 && width > 0 && editor.change(|study, id| study.write(id, row, column, &block)) {
        editor.chosen.set(Selection {
            row,
            column,
            to_row: row + height - 1,
            to_column: column + width - 1,
        });
        editor.focus();
    }
}

/// Whether the text was copied from here: then it is cells, whatever it looks like.
fn is_own(editor: Editor, text: &str) -> bool {
    let plain = |t: &str| t.trim_end().replace('\r', "");
    editor
        .copied
        .with_value(|c| !c.is_empty() && plain(c) == plain(text))
}

fn copied(editor: Editor, event: &ClipboardEvent) -> bool {
    let is_here = editor.grid.get_untracked().is_some_and(|grid| {
        document()
            .active_element()
            .is_some_and(|active| active.is_same_node(Some(&grid)))
    });
    let Some(data) = event.clipboard_data().filter(|_| is_here) else {
        return false;
    };
    let s = editor.selection_now();
    let text = editor
        .table
        .with_untracked(|t| paste::copy(&t.sheet, s.rows(), s.columns()));
    event.prevent_default();
    if data.set_data("text/plain", &text).is_err() {
        return false;
    }
    editor.copied.set_value(text);
    true
}

/// Whether the keyboard is in a field: then the text is for the field.
fn is_typing() -> bool {
    document()
        .active_element()
        .is_some_and(|active| matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}
