//! Above the cells: what can be done with rows and units, what is wrong, and the active cell in full.

use leptos::prelude::*;

use super::selection::Selection;
use super::state::{Editor, in_full};
use crate::app::components::icon::Icon;
use crate::core::number::significant;
use crate::core::study::Cell;
use crate::tr;

/// The buttons above the cells.
#[component]
pub fn Bar(editor: Editor) -> impl IntoView {
    let session = editor.session;
    let lang = move || session.lang();
    let can = Memo::new(move |_| session.can_step());
    let insert = move |_| {
        let row = editor.selection_now().row;
        let id = editor.sheet_id();
        let mut added = row;
        session.edit(|s| {
            let (study, at) = s.insert_year(&id, row)?;
            added = at;
            Ok::<_, crate::core::study::EditError>(study)
        });
        editor.focus();
        editor.select(Selection::at(added, editor.selection_now().column));
    };
    let remove = move |_| {
        let rows = editor.selection_now().rows();
        editor.change(|s, id| s.remove_rows(id, rows));
        editor.focus();
    };
    let has_rows = move || editor.table.with(|t| t.height() > 0);
    view! {
        <div class="sheet-bar" role="toolbar" aria-label=move || tr!(lang(), "data.bar.label")>
            <button class="iconbtn" aria-label=move || tr!(lang(), "shell.undo") disabled=move || !can.get().0
                on:click=move |_| session.undo()><Icon name="undo" /></button>
            <button class="iconbtn" aria-label=move || tr!(lang(), "shell.redo") disabled=move || !can.get().1
                on:click=move |_| session.redo()><Icon name="redo" /></button>
            <button class="btn small plain" on:click=insert>{move || tr!(lang(), "data.bar.insert")}</button>
            <button class="btn small plain" disabled=move || !has_rows()
                on:click=move |_| editor.edit_year(editor.selection_now().row)>{move || tr!(lang(), "data.bar.year")}</button>
            <button class="btn small plain" disabled=move || !has_rows() on:click=remove>
                {move || tr!(lang(), "data.bar.remove", n = editor.selection().size().0)}
            </button>
            <button class="btn small plain" aria-expanded=move || editor.shows_units.get().to_string()
                on:click=move |_| editor.shows_units.update(|s| *s = !*s)>{move || tr!(lang(), "data.bar.unit")}</button>
            <span class="grow"></span>
            <Counts editor />
        </div>
    }
}

/// How many cells are wrong or doubtful; a click goes to the next one.
#[component]
fn Counts(editor: Editor) -> impl IntoView {
    let session = editor.session;
    let counts = Memo::new(move |_| editor.table.with(|t| (t.bad_count(), t.doubt_count())));
    let go = move |doubts: bool| {
        let now = editor.selection_now();
        let next = editor.table.with_untracked(|t| {
            let mut cells: Vec<(usize, usize)> = Vec::new();
            for (c, column) in t.columns.iter().enumerate() {
                if doubts {
                    cells.extend(column.doubts().map(|d| (d.row, c)));
                } else {
                    cells.extend(column.facts.bad.iter().map(|&r| (r, c)));
                }
            }
            cells.sort_unstable();
            let after = cells.iter().find(|&&cell| cell > (now.row, now.column));
            after.or(cells.first()).copied()
        });
        if let Some((row, column)) = next {
            editor.select(Selection::at(row, column));
            editor.focus();
        }
    };
    view! {
        <span class="counts" aria-live="polite">
            {move || {
                let lang = session.lang();
                let (bad, doubts) = counts.get();
                view! {
                    {(bad > 0).then(|| view! {
                        <button class="tag err" on:click=move |_| go(false)><Icon name="error" />{tr!(lang, "data.bar.bad", n = bad)}</button>
                    })}
                    {(doubts > 0).then(|| view! {
                        <button class="tag warn" on:click=move |_| go(true)><Icon name="warn" />{tr!(lang, "data.bar.doubts", n = doubts)}</button>
                    })}
                }
            }}
        </span>
    }
}

/// The active cell: address, the number in full, its unit and where it comes from.
#[component]
pub fn CellLine(editor: Editor) -> impl IntoView {
    let session = editor.session;
    let address = move || {
        let lang = session.lang();
        let s = editor.selection();
        let (row, column) = (
            editor.row_name(lang, s.row),
            editor.column_name(lang, s.column),
        );
        tr!(lang, "data.sheet.address", column = column, row = row)
    };
    let content = move || {
        let lang = session.lang();
        let s = editor.selection();
        editor.table.with(|t| {
            let column = t.sheet.columns.get(s.column)?;
            let cell = t.sheet.cell(s.row, s.column)?;
            let unit = lang.unit(column.unit.code());
            let was = match (cell, &column.converted_from) {
                (Cell::Number(value), Some(from)) => column.unit.ratio_to(from).ok().map(|ratio| {
                    let value = significant(value * ratio, 12);
                    tr!(
                        lang,
                        "data.sheet.was",
                        value = value,
                        unit = lang.unit(from.code())
                    )
                }),
                _ => None,
            };
            let half = column
                .half_width
                .filter(|_| matches!(cell, Cell::Number(_)))
                .map(|half| format!(" ± {}", significant(half, 3)));
            let shows_unit = *cell != Cell::Empty;
            Some((in_full(cell), half, unit, was, cell.is_bad(), shows_unit))
        })
    };
    view! {
        <div class="fx">
            <span class="addr">{address}</span>
            {move || content().map(|(text, half, unit, was, is_bad, shows_unit)| view! {
                <span class="val" class:err=is_bad>
                    {text}{half}{shows_unit.then(|| view! { <span class="unit">{unit}</span> })}
                    {was.map(|w| view! { <span class="mute was">{w}</span> })}
                </span>
            })}
        </div>
    }
}
