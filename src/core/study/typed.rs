//! Figures that are no longer those of their column's source.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Column, RowKey, Sheet, TypedCell};

/// Source id of figures a person brought.
pub const USER: &str = "user";

/// Notes which figures of columns with a source are no longer those of the source, after an edit in one place of a sheet.
pub(super) fn note_typed_in_place(
    typed: &mut Arc<BTreeSet<TypedCell>>,
    before: &Sheet,
    after: &Sheet,
) {
    // Rows come, go or change in one place: before and behind it they are those that were.
    let (old, new) = (before.rows.as_slice(), after.rows.as_slice());
    let equal = |(a, b): &(&RowKey, &RowKey)| a == b;
    let ahead = old.iter().zip(new).take_while(equal).count();
    let behind = old[ahead..].iter().rev().zip(new[ahead..].iter().rev());
    let behind = behind.take_while(equal).count();
    let was = |row: usize| {
        if row < ahead {
            Some(row)
        } else if row + behind >= new.len() {
            Some(row + old.len() - new.len())
        } else {
            None
        }
    };
    note_typed(typed, before, after, &was);
}

fn note_typed(
    typed: &mut Arc<BTreeSet<TypedCell>>,
    before: &Sheet,
    after: &Sheet,
    was: &dyn Fn(usize) -> Option<usize>,
) {
    let is_same_rows = Arc::ptr_eq(&before.rows, &after.rows);
    for new in &after.columns {
        if let Some(old) = before.columns.iter().find(|c| c.indicator == new.indicator) {
            note_typed_in(typed, old, new, &after.rows, is_same_rows, was);
        }
    }
}

/// Notes which figures of a column with a source are no longer those of the source. `was` is the row before of a row now.
pub(crate) fn note_typed_in(
    typed: &mut Arc<BTreeSet<TypedCell>>,
    old: &Column,
    new: &Column,
    rows: &[RowKey],
    is_same_rows: bool,
    was: &dyn Fn(usize) -> Option<usize>,
) {
    let has_source = new.source.as_deref().is_some_and(|s| s != USER);
    let is_untouched = is_same_rows && Arc::ptr_eq(&old.cells, &new.cells);
    if is_untouched || old.unit != new.unit || !has_source {
        return;
    }
    for ((row, cell), key) in new.cells.iter().enumerate().zip(rows) {
        let figure = was(row).and_then(|r| old.cells.get(r)?.value());
        if cell.value() != figure {
            let mark = (new.indicator.clone(), key.region.to_string(), key.year);
            if !typed.contains(&mark) {
                Arc::make_mut(typed).insert(mark);
            }
        }
    }
}
