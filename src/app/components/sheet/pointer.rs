//! Mouse and touch: cells, whole rows and columns, dragging; a tap on the active cell starts typing.

use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::keys::select_all;
use super::selection::Selection;
use super::state::Editor;

/// What is under the pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Cell(usize, usize),
    Row(usize),
    Column(usize),
    Corner,
}

/// What is being dragged over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drag {
    /// The handle at the corner of a selection.
    Fill(Selection),
    Cells,
    Rows,
    Columns,
}

/// The pointer over one sheet.
#[derive(Clone, Copy)]
pub struct Pointer {
    editor: Editor,
    drag: StoredValue<Option<Drag>>,
    is_touch: StoredValue<bool>,
}

impl Pointer {
    /// A pointer that drags nothing.
    pub fn new(editor: Editor) -> Self {
        Self {
            editor,
            drag: StoredValue::new(None),
            is_touch: StoredValue::new(false),
        }
    }

    /// Notes what kind of pointer it is: the mouse event that follows does not say.
    pub fn touched(self, event: &PointerEvent) {
        self.is_touch.set_value(event.pointer_type() == "touch");
    }

    /// Button down.
    pub fn pressed(self, event: &MouseEvent) {
        let Some(target) = target(event).filter(|_| event.button() == 0) else {
            return;
        };
        event.prevent_default();
        let editor = self.editor;
        let before = editor.selection_now();
        // Leaving the field keeps what was typed in it.
        editor.focus();
        if self.is_touch.get_value()
            && target == Target::Cell(before.row, before.column)
            && before.is_single()
        {
            editor.edit_cell(before.row, before.column, None);
            return;
        }
        if is_handle(event) {
            self.drag.set_value(Some(Drag::Fill(before)));
            return;
        }
        let (rows, columns) = self.last();
        let extends = event.shift_key();
        let (selection, drag) = match target {
            Target::Cell(row, column) if extends => (before.extended(row, column), Drag::Cells),
            Target::Cell(row, column) => (Selection::at(row, column), Drag::Cells),
            Target::Row(row) => {
                let from = if extends { before.row } else { row };
                (whole((from, row), (0, columns)), Drag::Rows)
            }
            Target::Column(column) => {
                let from = if extends { before.column } else { column };
                (whole((0, rows), (from, column)), Drag::Columns)
            }
            Target::Corner => {
                select_all(editor);
                return;
            }
        };
        self.drag.set_value(Some(drag));
        editor.editing.set(None);
        editor.chosen.set(selection);
    }

    /// Pointer over another cell.
    pub fn moved(self, event: &MouseEvent) {
        let Some(drag) = self.drag.get_value() else {
            return;
        };
        if event.buttons() & 1 == 0 {
            self.released();
            return;
        }
        let before = self.editor.selection_now();
        let selection = match (drag, target(event)) {
            (Drag::Fill(from), Some(Target::Cell(row, column))) => from.filled_to(row, column),
            (Drag::Cells, Some(Target::Cell(row, column))) => before.extended(row, column),
            (Drag::Rows, Some(Target::Cell(row, _) | Target::Row(row))) => {
                before.extended(row, before.to_column)
            }
            (Drag::Columns, Some(Target::Cell(_, column) | Target::Column(column))) => {
                before.extended(before.to_row, column)
            }
            _ => return,
        };
        self.editor.chosen.set(selection);
    }

    /// Button up: what the handle was dragged over is filled.
    pub fn released(self) {
        let Some(drag) = self.drag.get_value() else {
            return;
        };
        self.drag.set_value(None);
        let to = self.editor.selection_now();
        if let Drag::Fill(from) = drag
            && from.cells() != to.cells()
        {
            self.editor
                .change(|s, id| s.fill(id, &from.cells(), &to.cells()));
        }
    }

    /// Double click.
    pub fn double_clicked(self, event: &MouseEvent) {
        match target(event) {
            Some(Target::Cell(row, column)) => self.editor.edit_cell(row, column, None),
            Some(Target::Row(row)) => self.editor.edit_year(row),
            _ => {}
        }
    }

    fn last(self) -> (usize, usize) {
        let size = |t: &super::table::Table| (t.height(), t.width());
        let (rows, columns) = self.editor.table.with_untracked(size);
        (rows.saturating_sub(1), columns.saturating_sub(1))
    }
}

fn whole(rows: (usize, usize), columns: (usize, usize)) -> Selection {
    Selection {
        row: rows.0,
        column: columns.0,
        to_row: rows.1,
        to_column: columns.1,
    }
}

fn element(event: &MouseEvent) -> Option<web_sys::Element> {
    event.target()?.dyn_into().ok()
}

fn is_handle(event: &MouseEvent) -> bool {
    element(event).is_some_and(|e| e.has_attribute("data-fill"))
}

fn target(event: &MouseEvent) -> Option<Target> {
    let element = element(event)?;
    if element.closest("button, input, a").ok()?.is_some() {
        return None;
    }
    let cell = element.closest("td, th").ok()??;
    let number = |name: &str| cell.get_attribute(name)?.parse::<usize>().ok();
    match (number("data-row"), number("data-col")) {
        (Some(row), Some(column)) => Some(Target::Cell(row, column)),
        (Some(row), None) => Some(Target::Row(row)),
        (None, Some(column)) => Some(Target::Column(column)),
        (None, None) => cell.get_attribute("data-corner").map(|_| Target::Corner),
    }
}
