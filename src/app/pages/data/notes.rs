//! Under the sheet: what was converted, what is doubtful, what is derived, and where the figures come from.

use leptos::prelude::*;

use crate::app::components::message::{Message, Tone};
use crate::app::components::sheet::{Editor, Selection, Table};
use crate::core::number::{grouped, significant};
use crate::core::study::Cell;
use crate::tr;
use crate::words::Lang;

/// Messages of one kind told one by one.
const MOST: usize = 2;

#[component]
pub fn Notes(editor: Editor) -> impl IntoView {
    let session = editor.session;
    let columns = move |test: fn(&crate::core::study::Column) -> bool| {
        editor.table.with(|t| {
            let all = t.sheet.columns.iter().zip(0..);
            all.filter(|(c, _)| test(c))
                .map(|(_, i)| i)
                .collect::<Vec<usize>>()
        })
    };
    let converted = Memo::new(move |_| columns(|c| c.converted_from.is_some()));
    let doubts = Memo::new(move |_| {
        editor.table.with(|t| {
            let mut all: Vec<(usize, usize, f64, f64)> = Vec::new();
            for column in &t.columns {
                all.extend(
                    column
                        .doubts()
                        .take(MOST + 1)
                        .map(|d| (d.row, d.column, d.value, d.change)),
                );
            }
            all.sort_unstable_by_key(|d| (d.0, d.1));
            (all, t.doubt_count())
        })
    });
    view! {
        <div class="cols even sheet-notes" aria-live="polite">
            {move || converted.get().into_iter().take(MOST).map(|c| view! { <Converted editor column=c /> }).collect_view()}
            {move || doubts.get().0.into_iter().take(MOST).map(|d| doubtful(editor, d)).collect_view()}
        </div>
        {move || {
            let more = doubts.get().1.saturating_sub(MOST);
            (more > 0).then(|| view! { <p class="tnote">{tr!(session.lang(), "data.notes.more_doubts", n = more)}</p> })
        }}
        <p class="tnote">{move || editor.table.with(|t| sources(session.lang(), t))}</p>
        {move || editor.table.with(|t| derived(session.lang(), t)).map(|text| view! { <p class="tnote">{text}</p> })}
        {move || {
            let study = session.study();
            let lang = session.lang();
            let is_land = editor.table.with(|t| t.sheet.columns.iter().any(|c| study.land_classes.iter().any(|l| l.area == c.indicator)));
            let breaks = study.survey_breaks.iter().map(|(old, new)| tr!(lang, "data.notes.survey", old = old, new = new));
            let text = breaks.collect::<Vec<_>>().join(" ");
            (is_land && !text.is_empty()).then(|| view! { <p class="tnote">{text}</p> })
        }}
    }
}

#[component]
fn Converted(editor: Editor, column: usize) -> impl IntoView {
    let session = editor.session;
    let said = move || {
        let lang = session.lang();
        let name = editor.column_name(lang, column);
        editor.table.with(|t| {
            let c = t.sheet.columns.get(column)?;
            let from = c.converted_from.as_ref()?;
            let ratio = from.ratio_to(&c.unit).ok()?;
            let (old, new) = (lang.unit(from.code()), lang.unit(c.unit.code()));
            let (row, value) = c.cells.iter().zip(0..).find_map(|(cell, row)| match cell {
                Cell::Number(v) => Some((row, *v)),
                _ => None,
            })?;
            let year = t.sheet.rows.get(row)?.year;
            let before = significant(value / ratio, 10);
            let ratio = if ratio >= 1.0 {
                tr!(
                    lang,
                    "data.notes.ratio",
                    from = old,
                    n = plain(ratio),
                    to = new
                )
            } else {
                tr!(
                    lang,
                    "data.notes.ratio",
                    from = new,
                    n = plain(1.0 / ratio),
                    to = old
                )
            };
            let n = t.columns.get(column)?.facts.filled;
            let example = tr!(
                lang,
                "data.notes.example",
                year = year,
                before = before,
                old = old,
                after = plain(value),
                new = new
            );
            Some((
                tr!(
                    lang,
                    "data.notes.converted",
                    column = name,
                    ratio = ratio,
                    unit = new,
                    example = example,
                    n = n
                ),
                old,
                from.clone(),
            ))
        })
    };
    let back = move |_| {
        let unit = editor
            .table
            .with_untracked(|t| t.sheet.columns.get(column)?.converted_from.clone());
        if let Some(unit) = unit {
            editor.change(|s, id| s.convert_column(id, column, &unit));
        }
    };
    move || {
        said().map(|(text, unit, _)| view! {
            <Message tone=Tone::Info>
                <b>{tr!(session.lang(), "data.notes.converted_title")}</b>"\u{3000}"{text}
                <button class="tbtn link" on:click=back>{tr!(session.lang(), "data.notes.back", unit = unit)}</button>
            </Message>
        })
    }
}

/// Plain texts, no closures: it is drawn anew whenever the doubtful figure changes, and a memo never forgets who read it.
fn doubtful(editor: Editor, doubt: (usize, usize, f64, f64)) -> impl IntoView {
    let session = editor.session;
    let (row, column, value, change) = doubt;
    let lang = session.lang();
    let place = tr!(
        lang,
        "data.fault.place",
        row = editor.row_name(lang, row),
        column = editor.column_name(lang, column)
    );
    let text = {
        let (unit, decimals) = editor.table.with(|t| {
            let unit = t
                .sheet
                .columns
                .get(column)
                .map(|c| lang.unit(c.unit.code()));
            (
                unit.unwrap_or_default(),
                t.columns.get(column).map_or(2, |c| c.facts.decimals),
            )
        });
        let value = grouped(value, decimals);
        let percent = significant(change.abs() * 100.0, 3);
        if change < 0.0 {
            tr!(
                lang,
                "data.notes.fell",
                value = value,
                unit = unit,
                percent = percent
            )
        } else {
            tr!(
                lang,
                "data.notes.rose",
                value = value,
                unit = unit,
                percent = percent
            )
        }
    };
    let checked = move |_| {
        editor.change(|s, id| s.mark_checked(id, row, column));
    };
    let look = move |_| {
        editor.select(Selection::at(row, column));
        editor.focus();
    };
    view! {
        <Message tone=Tone::Warn>
            <b>{place}</b>"\u{3000}"{text}
            <button class="tbtn link" on:click=checked>{tr!(lang, "data.notes.checked")}</button>" "
            <button class="tbtn link" on:click=look>{tr!(lang, "data.notes.look")}</button>
        </Message>
    }
}

fn plain(value: f64) -> String {
    let text = significant(value, 10);
    if text.contains('.') {
        text
    } else {
        grouped(value, 0)
    }
}

/// `来源：国家统计局…（化肥、播种）；…`: the columns of each source.
fn sources(lang: Lang, table: &Table) -> String {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for (column, view) in table.sheet.columns.iter().zip(&table.columns) {
        let Some(source) = &column.source else {
            continue;
        };
        if view.facts.filled == 0 {
            continue;
        }
        let name = lang.name(&format!("indicator.{}", column.indicator));
        match groups.iter_mut().find(|(s, _)| s == source) {
            Some((_, names)) => names.push(name),
            None => groups.push((source.clone(), vec![name])),
        }
    }
    if groups.is_empty() {
        return tr!(lang, "data.notes.no_source").to_owned();
    }
    let parts: Vec<String> = groups
        .into_iter()
        .map(|(source, names)| {
            let names = names.join(tr!(lang, "data.notes.list_comma"));
            tr!(
                lang,
                "data.notes.source",
                source = lang.name(&format!("source.{source}")),
                columns = names
            )
        })
        .collect();
    tr!(
        lang,
        "data.notes.sources",
        list = parts.join(tr!(lang, "data.notes.semicolon"))
    )
}

/// Which columns are derived from rounded figures, with the half-width of their rounding interval.
fn derived(lang: Lang, table: &Table) -> Option<String> {
    let parts: Vec<String> = table
        .sheet
        .columns
        .iter()
        .filter_map(|c| {
            let name = lang.name(&format!("indicator.{}", c.indicator));
            Some(format!(
                "{name} ± {} {}",
                significant(c.half_width?, 3),
                lang.unit(c.unit.code())
            ))
        })
        .collect();
    let list = parts.join(tr!(lang, "data.notes.list_comma"));
    (!parts.is_empty()).then(|| tr!(lang, "data.notes.derived", list = list))
}
