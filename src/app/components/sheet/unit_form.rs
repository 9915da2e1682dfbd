//! Another unit for a column: convert its numbers, or say that they were in that unit all along.

use leptos::prelude::*;

use super::state::Editor;
use crate::core::number::significant;
use crate::core::units::Unit;
use crate::tr;

/// The form under the buttons.
#[component]
pub fn UnitForm(editor: Editor) -> impl IntoView {
    let session = editor.session;
    let chosen = RwSignal::new(None::<String>);
    let column = Memo::new(move |_| editor.selection().column);
    // Another column starts afresh.
    Effect::new(move |_| {
        column.track();
        chosen.set(None);
    });
    let unit = Memo::new(move |_| {
        editor
            .table
            .with(|t| t.sheet.columns.get(column.get()).map(|c| c.unit.clone()))
    });
    let target = move || {
        let unit = unit.get()?;
        let code = chosen.get()?;
        unit.alternatives().into_iter().find(|u| u.code() == code)
    };
    let apply = move |converts: bool| {
        if let Some(to) = target() {
            let column = column.get_untracked();
            let done = editor.change(|s, id| {
                if converts {
                    s.convert_column(id, column, &to)
                } else {
                    s.relabel_column(id, column, &to)
                }
            });
            if done {
                editor.shows_units.set(false);
                editor.focus();
            }
        }
    };
    let body = move || {
        let lang = session.lang();
        let unit = unit.get()?;
        let name = editor.column_name(lang, column.get());
        let others: Vec<Unit> = unit
            .alternatives()
            .into_iter()
            .filter(|u| *u != unit)
            .collect();
        if others.is_empty() {
            let text = tr!(
                lang,
                "data.unit.only",
                column = name,
                unit = lang.unit(unit.code())
            );
            return Some(view! { <span>{text}</span> }.into_any());
        }
        let ratio = target().and_then(|to| Some((unit.ratio_to(&to).ok()?, to)));
        let effect = ratio.map(|(ratio, to)| {
            let (from, to) = (lang.unit(unit.code()), lang.unit(to.code()));
            tr!(
                lang,
                "data.unit.ratio",
                from = from,
                ratio = significant(ratio, 8),
                to = to
            )
        });
        let is_chosen = effect.is_some();
        Some(view! {
            <label class="row">
                <span>{tr!(lang, "data.unit.now", column = name, unit = lang.unit(unit.code()))}</span>
                <span class="inp sel"><select prop:value=move || chosen.get().unwrap_or_default()
                    on:change=move |event| chosen.set(Some(event_target_value(&event)).filter(|v| !v.is_empty()))>
                    <option value="">{tr!(lang, "data.unit.choose")}</option>
                    {others.into_iter().map(|u| {
                        let code = u.code().to_owned();
                        let is_selected = chosen.get_untracked().as_deref() == Some(u.code());
                        view! { <option value=code selected=is_selected>{lang.unit(u.code())}</option> }
                    }).collect_view()}
                </select></span>
            </label>
            <span class="mute">{effect}</span>
            <button class="btn small" disabled=!is_chosen on:click=move |_| apply(true)>{tr!(lang, "data.unit.convert")}</button>
            <button class="btn small" disabled=!is_chosen on:click=move |_| apply(false)>{tr!(lang, "data.unit.relabel")}</button>
            <button class="btn small plain" on:click=move |_| { editor.shows_units.set(false); editor.focus(); }>{tr!(lang, "data.unit.cancel")}</button>
        }.into_any())
    };
    view! { <div class="unit-form row">{body}</div> }
}
