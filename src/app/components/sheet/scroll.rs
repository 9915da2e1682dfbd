//! Which rows are drawn, and bringing a cell into view.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::state::{Editor, MOST_DRAWN};

/// Height of a row, px; the stylesheet has the same.
pub const ROW: f64 = 28.0;
/// Height of a message under a row in a sheet that scrolls, px; the stylesheet has the same.
pub const MESSAGE: f64 = 88.0;
/// Rows drawn beyond what is seen.
const SPARE: usize = 12;

/// The rows drawn and the space above and below them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// First row drawn.
    pub first: usize,
    /// Row after the last drawn.
    pub last: usize,
    /// Space above, px.
    pub above: f64,
    /// Space below, px.
    pub below: f64,
}

/// What is drawn of a sheet of `rows` rows, some with a message under them, at a scroll position.
pub fn window_at(rows: usize, bad: &[usize], (top, height): (f64, f64)) -> Window {
    if rows <= MOST_DRAWN {
        return Window {
            first: 0,
            last: rows,
            above: 0.0,
            below: 0.0,
        };
    }
    let first = row_at(rows, bad, top).saturating_sub(SPARE);
    let last = (row_at(rows, bad, top + height.max(600.0)) + SPARE).min(rows);
    Window {
        first,
        last,
        above: offset(bad, first),
        below: offset(bad, rows) - offset(bad, last),
    }
}

/// Distance of a row from the top of the body, px.
pub fn offset(bad: &[usize], row: usize) -> f64 {
    let messages = bad.partition_point(|&b| b < row);
    row as f64 * ROW + messages as f64 * MESSAGE
}

fn row_at(rows: usize, bad: &[usize], y: f64) -> usize {
    let (mut low, mut high) = (0, rows);
    while low < high {
        let middle = usize::midpoint(low, high);
        if offset(bad, middle + 1) <= y {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Brings a cell into view: first the row, then, when it is drawn, the column.
pub fn show(editor: Editor, row: usize, column: usize) {
    let Some(scroller) = editor.scroller.get_untracked() else {
        return;
    };
    let element: web_sys::Element = scroller.unchecked_into();
    let (rows, bad) = editor
        .table
        .with_untracked(|t| (t.height(), t.bad_rows.clone()));
    if rows > MOST_DRAWN {
        let head = head_height(&element);
        let (top, bottom) = (offset(&bad, row), offset(&bad, row) + ROW);
        let seen = f64::from(element.scroll_top());
        let room = f64::from(element.client_height()) - head;
        if top < seen {
            element.set_scroll_top(top as i32);
        } else if bottom > seen + room {
            element.set_scroll_top((bottom - room + 2.0) as i32);
        }
    }
    request_animation_frame(move || show_cell(editor, &element, row, column, rows > MOST_DRAWN));
}

fn show_cell(
    editor: Editor,
    scroller: &web_sys::Element,
    row: usize,
    column: usize,
    is_tall: bool,
) {
    let id = super::grid::cell_id(&editor.sheet_id(), row, column);
    let Some(cell) = document().get_element_by_id(&id) else {
        return;
    };
    let (cell, frame) = (
        cell.get_bounding_client_rect(),
        scroller.get_bounding_client_rect(),
    );
    let left = frame.left() + fixed_width(scroller);
    if cell.left() < left {
        scroller.set_scroll_left(scroller.scroll_left() - (left - cell.left()).ceil() as i32);
    } else if cell.right() > frame.right() {
        scroller
            .set_scroll_left(scroller.scroll_left() + (cell.right() - frame.right()).ceil() as i32);
    }
    if is_tall {
        return;
    }
    let height = window()
        .inner_height()
        .ok()
        .and_then(|h| h.as_f64())
        .unwrap_or(800.0);
    if cell.top() < 0.0 {
        window().scroll_by_with_x_and_y(0.0, cell.top() - ROW);
    } else if cell.bottom() > height {
        window().scroll_by_with_x_and_y(0.0, cell.bottom() - height + ROW);
    }
}

fn head_height(scroller: &web_sys::Element) -> f64 {
    let head = scroller.query_selector("thead").ok().flatten();
    head.map_or(0.0, |h| h.get_bounding_client_rect().height())
}

/// Width of the columns that stay in place.
fn fixed_width(scroller: &web_sys::Element) -> f64 {
    let Ok(Some(row)) = scroller.query_selector("tbody tr[data-line]") else {
        return 0.0;
    };
    let cells = row.children();
    (0..cells.length())
        .filter_map(|i| cells.item(i))
        .filter(|c| c.tag_name() == "TH")
        .map(|c| c.get_bounding_client_rect().width())
        .sum()
}
