//! The table itself: head, the rows in view, the cell being typed into.

use leptos::html;
use leptos::prelude::*;

use super::head::Head;
use super::keys::on_key;
use super::message::RowMessage;
use super::pointer;
use super::scroll::window_at;
use super::state::{Editor, MOST_DRAWN, in_column, region_name};
use crate::core::study::Cell;
use crate::tr;

/// Id of a cell's element.
pub fn cell_id(sheet: &str, row: usize, column: usize) -> String {
    format!("cell-{sheet}-{row}-{column}")
}

/// The table in its box.
#[component]
pub fn Grid(editor: Editor) -> impl IntoView {
    let session = editor.session;
    let table = editor.table;
    let height = Memo::new(move |_| table.with(super::table::Table::height));
    let width = Memo::new(move |_| table.with(super::table::Table::width));
    let is_tall = Memo::new(move |_| height.get() > MOST_DRAWN);
    let window = Memo::new(move |_| {
        let position = editor.scroll.get();
        table.with(|t| window_at(t.height(), &t.bad_rows, position))
    });
    let rows = move || {
        let w = window.get();
        w.first..w.last
    };
    let name = move || {
        let sheet = session
            .lang
            .get()
            .name(&format!("sheet.{}", editor.sheet_id()));
        tr!(session.lang(), "data.sheet.label", sheet = sheet)
    };
    let active = move || {
        let s = editor.selection();
        cell_id(&editor.sheet_id(), s.row, s.column)
    };
    let fixed = move || 1 + usize::from(table.with(|t| t.shows_regions));
    let on_scroll = move |_| {
        if let Some(box_) = editor.scroller.get_untracked() {
            editor.scroll.set((
                f64::from(box_.scroll_top()),
                f64::from(box_.client_height()),
            ));
        }
    };
    let pointer = pointer::Pointer::new(editor);
    // Wherever the button comes up.
    let up = window_event_listener(leptos::ev::mouseup, move |_| pointer.released());
    on_cleanup(move || up.remove());
    view! {
        <div class="scroll sheet-scroll" class:tall=move || is_tall.get() node_ref=editor.scroller on:scroll=on_scroll>
            <table class="sheet" role="grid" tabindex="0" aria-multiselectable="true" node_ref=editor.grid
                aria-label=name
                aria-rowcount=move || height.get() + 1
                aria-colcount=move || width.get() + fixed()
                aria-activedescendant=active
                aria-describedby="sheet-hint"
                on:keydown=move |event| on_key(editor, &event)
                on:pointerdown=move |event| pointer.touched(&event)
                on:mousedown=move |event| pointer.pressed(&event)
                on:mouseover=move |event| pointer.moved(&event)
                on:dblclick=move |event| pointer.double_clicked(&event)>
                <Head editor />
                <tbody>
                    <Space height=Signal::derive(move || window.get().above) />
                    <For each=rows key=|row| *row children=move |row| view! { <Row editor row width /> } />
                    <Space height=Signal::derive(move || window.get().below) />
                </tbody>
            </table>
        </div>
        <p class="vh" id="sheet-hint">{move || tr!(session.lang(), "data.sheet.hint")}</p>
        {move || (height.get() == 0).then(|| view! {
            <div class="empty sheet-empty">{tr!(session.lang(), "data.sheet.no_rows")}</div>
        })}
    }
}

/// Rows that are not drawn.
#[component]
fn Space(height: Signal<f64>) -> impl IntoView {
    move || {
        (height.get() > 0.0).then(|| {
            view! {
                <tr aria-hidden="true" class="space"><td style=format!("height:{}px", height.get())></td></tr>
            }
        })
    }
}

#[component]
fn Row(editor: Editor, row: usize, width: Memo<usize>) -> impl IntoView {
    let session = editor.session;
    let key = Memo::new(move |_| {
        editor
            .table
            .with(|t| t.sheet.rows.get(row).map(|k| (k.clone(), t.shows_regions)))
    });
    let is_hot = Memo::new(move |_| editor.selection().rows().contains(&row));
    let is_edited = Memo::new(move |_| {
        editor.editing.with(|e| {
            e.as_ref()
                .is_some_and(|e| e.row == row && e.column.is_none())
        })
    });
    let region = move || {
        let (key, shows) = key.get()?;
        shows.then(|| {
            let name = region_name(&session.study(), &key, session.lang());
            view! { <th scope="row" role="rowheader" class="region" class:hot=move || is_hot.get() data-row=row data-head="">{name}</th> }
        })
    };
    let year = move || {
        if is_edited.get() {
            view! { <EditBox editor /> }.into_any()
        } else {
            key.get().map(|(k, _)| k.year).into_any()
        }
    };
    view! {
        <tr role="row" aria-rowindex=row + 2 data-line=row>
            {region}
            <th scope="row" role="rowheader" class="year" class:hot=move || is_hot.get() data-row=row data-head="">{year}</th>
            {move || (0..width.get()).map(|column| view! { <CellView editor row column /> }).collect_view()}
        </tr>
        <RowMessage editor row />
    }
}

/// What a cell looks like.
#[derive(Debug, Clone, PartialEq)]
struct Look {
    text: String,
    class: String,
    is_selected: bool,
    is_bad: bool,
    is_edited: bool,
    /// Whether it carries the handle that fills.
    is_corner: bool,
}

#[component]
fn CellView(editor: Editor, row: usize, column: usize) -> impl IntoView {
    let sheet = editor.sheet_id();
    let look = Memo::new(move |_| look(editor, row, column));
    move || {
        let look = look.get();
        let content = if look.is_edited {
            view! { <EditBox editor /> }.into_any()
        } else {
            look.text.into_any()
        };
        view! {
            <td role="gridcell" id=cell_id(&sheet, row, column) class=look.class data-cell="" data-row=row data-col=column
                aria-selected=look.is_selected.to_string()
                aria-invalid=look.is_bad.then_some("true")
                aria-describedby=look.is_bad.then(|| super::message::message_id(&sheet, row, column))>
                {content}
                {look.is_corner.then(|| view! { <span class="fill" data-fill="" aria-hidden="true"></span> })}
            </td>
        }
    }
}

fn look(editor: Editor, row: usize, column: usize) -> Look {
    let selection = editor.selection();
    let is_edited = editor.editing.with(|e| {
        e.as_ref()
            .is_some_and(|e| (e.row, e.column) == (row, Some(column)))
    });
    let is_selected = selection.rows().contains(&row) && selection.columns().contains(&column);
    let is_active = (selection.row, selection.column) == (row, column);
    let in_range = is_selected && !selection.is_single();
    let (rows, columns) = (selection.rows(), selection.columns());
    let is_corner = (row, column) == (*rows.end(), *columns.end());
    let (text, is_bad, marks) = editor.table.with(|t| content(t, row, column));
    let class = [
        ("cur", is_active),
        ("in", in_range && !is_active),
        ("l", in_range && *columns.start() == column),
        ("r", in_range && *columns.end() == column),
        ("t", in_range && *rows.start() == row),
        ("b", in_range && *rows.end() == row),
        ("typed", is_edited),
    ];
    let names = class.iter().chain(&marks).filter(|(_, holds)| *holds);
    Look {
        text,
        class: names.map(|(name, _)| *name).collect::<Vec<_>>().join(" "),
        is_selected,
        is_bad,
        is_edited,
        is_corner: is_corner && !is_edited,
    }
}

/// Text of a cell, whether it is no number, and the marks it carries.
fn content(
    t: &super::table::Table,
    row: usize,
    column: usize,
) -> (String, bool, [(&'static str, bool); 4]) {
    let (Some(cell), Some(view), Some(data)) = (
        t.sheet.cell(row, column),
        t.columns.get(column),
        t.sheet.columns.get(column),
    ) else {
        return (String::new(), false, [("", false); 4]);
    };
    let text = match cell {
        Cell::Number(value) => in_column(*value, &view.facts),
        Cell::Bad { text, .. } => text.clone(),
        Cell::Empty if view.facts.filled > 0 => "—".to_owned(),
        Cell::Empty => String::new(),
    };
    let is_number = matches!(cell, Cell::Number(_));
    let marks = [
        ("bad", cell.is_bad()),
        ("odd", !cell.is_bad() && view.doubt(row).is_some()),
        ("conv", is_number && data.converted_from.is_some()),
        ("mute", *cell == Cell::Empty),
    ];
    (text, cell.is_bad(), marks)
}

/// The field over the cell or year being typed into. Enter, Tab and leaving it keep what was typed, Esc does not.
#[component]
fn EditBox(editor: Editor) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let start = editor.editing.get_untracked();
    let (text, replaces) = start.map_or_else(Default::default, |e| (e.text, e.replaces));
    let name = {
        let lang = editor.session.lang.get_untracked();
        let editing = editor.editing.get_untracked();
        editing.map_or_else(String::new, |e| match e.column {
            Some(c) => {
                let (column, row) =
                    untrack(|| (editor.column_name(lang, c), editor.row_name(lang, e.row)));
                tr!(lang, "data.sheet.address", column = column, row = row)
            }
            None => tr!(lang, "data.sheet.year").to_owned(),
        })
    };
    field.on_load(move |input| {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = input.focus_with_options(&options);
        if replaces {
            let end = input.value().encode_utf16().count() as u32;
            let _ = input.set_selection_range(end, end);
        } else {
            input.select();
        }
    });
    let value = move || field.get_untracked().map(|f| f.value()).unwrap_or_default();
    view! {
        <input class="cell-input" node_ref=field inputmode="decimal" autocomplete="off" aria-label=name value=text
            on:keydown=move |event| super::keys::on_edit_key(editor, &event, &value())
            on:mousedown=|event| event.stop_propagation()
            on:dblclick=|event| event.stop_propagation()
            on:blur=move |_| editor.commit(&value()) />
    }
}
