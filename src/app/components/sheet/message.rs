//! What is wrong with the cells of a row, under the row, with what mends it.

use leptos::prelude::*;

use super::scroll::MESSAGE;
use super::state::{Editor, MOST_DRAWN};
use crate::app::components::message::{Message, Tone};
use crate::core::problem::Report;
use crate::core::study::{CellFault, meant_number};
use crate::tr;

/// Id of the message about a cell.
pub fn message_id(sheet: &str, row: usize, column: usize) -> String {
    format!("fault-{sheet}-{row}-{column}")
}

/// The messages of one row; nothing when all its cells are numbers.
#[component]
pub fn RowMessage(editor: Editor, row: usize) -> impl IntoView {
    let faults = Memo::new(move |_| editor.table.with(|t| t.faults(row)));
    let is_tall = move || editor.table.with(|t| t.height() > MOST_DRAWN);
    let span = move || {
        editor
            .table
            .with(|t| t.width() + 1 + usize::from(t.shows_regions))
    };
    move || {
        let list = faults.get();
        (!list.is_empty()).then(|| {
            let style = is_tall().then(|| format!("height:{MESSAGE}px"));
            view! {
                <tr class="fault" role="row"><td role="gridcell" colspan=span()>
                    <div class="fault-box" style=style>
                        {list.into_iter().map(|(column, text, fault)| view! {
                            <CellMessage editor row column text fault />
                        }).collect_view()}
                    </div>
                </td></tr>
            }
        })
    }
}

#[component]
fn CellMessage(
    editor: Editor,
    row: usize,
    column: usize,
    text: String,
    fault: CellFault,
) -> impl IntoView {
    let session = editor.session;
    let meant = meant_number(&text);
    let kept = editor.table.with_untracked(|t| {
        t.sheet
            .cell(row, column)
            .and_then(crate::core::study::Cell::value)
    });
    let words = {
        let (text, fault) = (text.clone(), fault.clone());
        move || {
            let lang = session.lang();
            let why = session.say(&fault.problem());
            let wrong = if matches!(fault, CellFault::Negative { .. }) {
                tr!(lang, "data.fault.not_allowed", text = text, why = why)
            } else {
                tr!(lang, "data.fault.not_a_number", text = text, why = why)
            };
            let used = match kept {
                Some(value) => tr!(lang, "data.fault.kept", value = value.to_string()),
                None => tr!(lang, "data.fault.nothing_kept").to_owned(),
            };
            format!("{wrong}{used}")
        }
    };
    let place = move || {
        let lang = session.lang();
        let (row, column) = (editor.row_name(lang, row), editor.column_name(lang, column));
        tr!(lang, "data.fault.place", row = row, column = column)
    };
    let put = move |text: String| {
        editor.change(|s, id| s.write(id, row, column, &[vec![text]]));
        editor.focus();
    };
    let restore = move |_| {
        editor.change(|s, id| s.restore(id, row, column));
        editor.focus();
    };
    let fix = meant.map(|meant| {
        let shown = meant.clone();
        view! {
            <button class="btn small" on:click=move |_| put(meant.clone())>
                {move || tr!(session.lang(), "data.fault.fix", value = shown)}
            </button>
        }
    });
    let restore_label = move || {
        if kept.is_some() {
            tr!(session.lang(), "data.fault.restore")
        } else {
            tr!(session.lang(), "data.fault.clear")
        }
    };
    view! {
        <div class="cellmsg-slot" id=message_id(&editor.sheet_id(), row, column)>
            <Message tone=Tone::Error>
                <b>{place}</b>"\u{3000}"{words}
                <div class="row">
                    {fix}
                    <button class="btn small plain" on:click=restore>{restore_label}</button>
                </div>
            </Message>
        </div>
    }
}
