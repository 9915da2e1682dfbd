//! Under the cells: how much is selected, means, and a sum where a sum means something.

use leptos::prelude::*;

use super::state::Editor;
use crate::core::number::grouped;
use crate::tr;

/// Columns whose mean is told one by one.
const MOST_MEANS: usize = 3;

/// Number and sum of the values of one selected column.
struct ColumnSum {
    column: usize,
    unit: String,
    is_additive: bool,
    decimals: usize,
    count: usize,
    sum: f64,
}

/// The status line.
#[component]
pub fn Status(editor: Editor) -> impl IntoView {
    let session = editor.session;
    let text = move || {
        let lang = session.lang();
        let selection = editor.selection();
        let (rows, columns) = selection.size();
        if editor.table.with(|t| t.height() == 0) {
            return Vec::new();
        }
        if selection.is_single() {
            return vec![
                (tr!(lang, "data.status.one").to_owned(), false),
                (tr!(lang, "data.status.keys").to_owned(), true),
            ];
        }
        let mut parts = vec![(
            tr!(lang, "data.status.selected", rows = rows, columns = columns),
            false,
        )];
        let sums = sums(editor);
        let known: Vec<&ColumnSum> = sums
            .iter()
            .filter(|s| s.count > 0 && s.sum.is_finite())
            .collect();
        for s in known.iter().take(MOST_MEANS) {
            let mean = grouped(s.sum / s.count as f64, s.decimals);
            let column = editor.column_name(lang, s.column);
            parts.push((
                tr!(
                    lang,
                    "data.status.mean",
                    column = column,
                    value = mean,
                    unit = lang.unit(&s.unit)
                ),
                false,
            ));
        }
        if let [first, rest @ ..] = known.as_slice() {
            let total: f64 = known.iter().map(|s| s.sum).sum();
            if rest.iter().any(|s| s.unit != first.unit) {
                parts.push((tr!(lang, "data.status.mixed", n = known.len()), true));
            } else if !first.is_additive {
                parts.push((
                    tr!(lang, "data.status.ratio", unit = lang.unit(&first.unit)),
                    true,
                ));
            } else if total.is_finite() {
                let decimals = known.iter().map(|s| s.decimals).max().unwrap_or(0);
                parts.push((
                    tr!(
                        lang,
                        "data.status.total",
                        value = grouped(total, decimals),
                        unit = lang.unit(&first.unit)
                    ),
                    false,
                ));
            }
        } else {
            parts.push((tr!(lang, "data.status.empty").to_owned(), true));
        }
        parts
    };
    view! {
        <div class="status" role="status">
            {move || text().into_iter().map(|(text, is_mute)| view! { <span class:mute=is_mute>{text}</span> }).collect_view()}
        </div>
    }
}

fn sums(editor: Editor) -> Vec<ColumnSum> {
    let selection = editor.selection();
    editor.table.with(|t| {
        selection
            .columns()
            .filter_map(|c| {
                let column = t.sheet.columns.get(c)?;
                let cells = column.cells.get(selection.rows())?;
                let mut sum = ColumnSum {
                    column: c,
                    unit: column.unit.code().to_owned(),
                    is_additive: column.unit.check_total().is_ok(),
                    decimals: t.columns.get(c)?.facts.decimals,
                    count: 0,
                    sum: 0.0,
                };
                for value in cells.iter().filter_map(crate::core::study::Cell::value) {
                    sum.count += 1;
                    sum.sum += value;
                }
                Some(sum)
            })
            .collect()
    })
}
