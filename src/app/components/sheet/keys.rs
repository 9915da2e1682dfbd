//! The keyboard, as in a spreadsheet.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::selection::{Selection, Way};
use super::state::Editor;

/// Rows a page key moves.
const PAGE: usize = 20;

/// A key while a cell is selected and nothing is typed.
pub fn on_key(editor: Editor, event: &KeyboardEvent) {
    if event.is_composing() && event.key_code() != 229 {
        return;
    }
    let with_ctrl = event.ctrl_key() || event.meta_key();
    let handled = if with_ctrl {
        with_control(editor, event)
    } else {
        plain(editor, event)
    };
    if handled {
        event.prevent_default();
    }
}

fn with_control(editor: Editor, event: &KeyboardEvent) -> bool {
    let selection = editor.selection_now();
    let extends = event.shift_key();
    let (rows, columns) = editor.table.with_untracked(|t| (t.height(), t.width()));
    let to = |row: usize, column: usize| {
        editor.select(if extends {
            selection.extended(row, column)
        } else {
            Selection::at(row, column)
        });
    };
    match event.key().as_str() {
        "Home" => to(0, 0),
        "End" => to(rows.saturating_sub(1), columns.saturating_sub(1)),
        "a" | "A" => select_all(editor),
        "d" | "D" => fill(editor, Way::Down),
        "r" | "R" if selection.size().1 > 1 => fill(editor, Way::Right),
        "z" | "Z" if extends => editor.session.redo(),
        "z" | "Z" => editor.session.undo(),
        "y" | "Y" => editor.session.redo(),
        key => match way(key) {
            Some(way) => step(editor, way, extends, true),
            // Copy, cut and paste come as events of their own.
            None => return false,
        },
    }
    true
}

fn plain(editor: Editor, event: &KeyboardEvent) -> bool {
    let selection = editor.selection_now();
    let extends = event.shift_key();
    let (rows, columns) = editor.table.with_untracked(|t| (t.height(), t.width()));
    if rows == 0 || columns == 0 {
        return false;
    }
    let to = |row: usize, column: usize| {
        editor.select(if extends {
            selection.extended(row, column)
        } else {
            Selection::at(row, column)
        });
    };
    let from_row = if extends {
        selection.to_row
    } else {
        selection.row
    };
    match event.key().as_str() {
        "Enter" => step(
            editor,
            if extends { Way::Up } else { Way::Down },
            false,
            false,
        ),
        "Tab" => return tab(editor, extends),
        "Escape" => {
            editor.shows_units.set(false);
            editor.select(Selection::at(selection.row, selection.column));
        }
        "Home" => to(from_row, 0),
        "End" => to(from_row, columns - 1),
        "PageUp" => to(from_row.saturating_sub(PAGE), selection.to_column),
        "PageDown" => to((from_row + PAGE).min(rows - 1), selection.to_column),
        "F2" => editor.edit_cell(selection.row, selection.column, None),
        "Delete" | "Backspace" => {
            editor.change(|s, id| s.clear(id, selection.rows(), selection.columns()));
        }
        // An input method has taken the key: give it a field to write into.
        "Process" => {
            editor.edit_cell(selection.row, selection.column, Some(String::new()));
            return false;
        }
        key => {
            if let Some(way) = way(key) {
                step(editor, way, extends, false);
            } else if key.chars().count() == 1 && !event.alt_key() {
                editor.edit_cell(selection.row, selection.column, Some(key.to_owned()));
            } else {
                return false;
            }
        }
    }
    true
}

/// A key inside the field of a cell.
pub fn on_edit_key(editor: Editor, event: &KeyboardEvent, text: &str) {
    event.stop_propagation();
    if event.is_composing() {
        return;
    }
    let editing = editor.editing.get_untracked();
    let leaves_by_arrow = editing.as_ref().is_some_and(|e| e.replaces);
    let is_cell = editing.is_some_and(|e| e.column.is_some());
    let key = event.key();
    let next = match key.as_str() {
        "Enter" if event.shift_key() => Some(Way::Up),
        "Enter" => Some(Way::Down),
        "Tab" if event.shift_key() => Some(Way::Left),
        "Tab" => Some(Way::Right),
        "Escape" => {
            event.prevent_default();
            editor.editing.set(None);
            editor.focus();
            return;
        }
        key if leaves_by_arrow => way(key),
        _ => None,
    };
    if let Some(way) = next {
        event.prevent_default();
        editor.commit(text);
        editor.focus();
        if is_cell {
            step(editor, way, false, false);
        }
    }
}

fn way(key: &str) -> Option<Way> {
    Some(match key {
        "ArrowUp" => Way::Up,
        "ArrowDown" => Way::Down,
        "ArrowLeft" => Way::Left,
        "ArrowRight" => Way::Right,
        _ => return None,
    })
}

fn step(editor: Editor, way: Way, extends: bool, to_edge: bool) {
    let selection = editor.selection_now();
    let next = |t: &super::table::Table| selection.moved(&t.sheet, way, extends, to_edge);
    editor.select(editor.table.with_untracked(next));
}

/// Tab goes through the cells and leaves the sheet after the last one, Shift+Tab before the first.
fn tab(editor: Editor, backwards: bool) -> bool {
    let Selection { row, column, .. } = editor.selection_now();
    let (rows, columns) = editor.table.with_untracked(|t| (t.height(), t.width()));
    let next = match (backwards, column) {
        (false, c) if c + 1 < columns => Selection::at(row, c + 1),
        (false, _) if row + 1 < rows => Selection::at(row + 1, 0),
        (true, c) if c > 0 => Selection::at(row, c - 1),
        (true, _) if row > 0 => Selection::at(row - 1, columns - 1),
        _ => return false,
    };
    editor.select(next);
    true
}

/// Selects every cell.
pub fn select_all(editor: Editor) {
    let (rows, columns) = editor.table.with_untracked(|t| (t.height(), t.width()));
    let all = Selection {
        row: 0,
        column: 0,
        to_row: rows.saturating_sub(1),
        to_column: columns.saturating_sub(1),
    };
    // The view stays: the corner across is far away.
    editor.chosen.set(all);
}

/// Ctrl+D and Ctrl+R: the first row of the selection into the rows below it, or the first column into those beside it; a
/// single row takes what stands above it.
fn fill(editor: Editor, way: Way) {
    let all = editor.selection_now().cells();
    let (mut from, mut to) = (all.clone(), all);
    if way == Way::Down {
        let first = *to.rows.start();
        let is_single = first == *to.rows.end();
        let first = first.saturating_sub(usize::from(is_single));
        from.rows = first..=first;
        to.rows = first..=*to.rows.end();
    } else {
        from.columns = *to.columns.start()..=*to.columns.start();
    }
    if from != to {
        editor.change(|s, id| s.fill(id, &from, &to));
    }
}
