//! The first and last lines of the table as written.

use leptos::prelude::*;

use super::Pending;
use crate::app::pages::data::page::Page;
use crate::exchange::intake::About;
use crate::exchange::paste::Preview;
use crate::exchange::workbook::ENCODINGS;
use crate::tr;
use crate::words::Lang;

/// Letters of a column as spreadsheets count them.
pub fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

pub fn view(page: Page, lang: Lang, pending: &Pending) -> AnyView {
    let preview = pending.about.preview.clone();
    let size = tr!(
        lang,
        "data.pasted.size",
        rows = preview.height,
        columns = preview.width
    );
    let width = preview.width.min(Preview::WIDE);
    let head =
        (0..width).map(|c| view! { <th scope="col" style="text-align:center">{letters(c)}</th> });
    let mut before = None;
    let rows: Vec<AnyView> = preview
        .lines
        .iter()
        .flat_map(|(line, cells)| {
            let is_gap = before.is_some_and(|b: usize| b + 1 < *line);
            let gap = is_gap.then(|| {
                let text = tr!(lang, "data.import.lines", from = before.unwrap_or(0) + 2, to = *line);
                view! { <tr class="rskip"><th scope="row">"⋯"</th><td colspan=width>{text}</td></tr> }.into_any()
            });
            before = Some(*line);
            let class = if preview.head.contains(line) { "head" } else { "" };
            let alone = cells.iter().filter(|c| !c.is_empty()).count() == 1 && width > 1 && class.is_empty();
            let row = if alone {
                let text = cells.concat();
                view! { <tr class="rskip"><th scope="row">{line + 1}</th><td colspan=width>{text}" "<span class="tag line">{tr!(lang, "data.import.skipped")}</span></td></tr> }.into_any()
            } else {
                let cells = (0..width).map(|c| view! { <td>{cells.get(c).cloned().unwrap_or_default()}</td> }).collect_view();
                view! { <tr class=class><th scope="row">{line + 1}</th>{cells}</tr> }.into_any()
            };
            gap.into_iter().chain([row])
        })
        .collect();
    let heads = (!preview.head.is_empty()).then(|| {
        view! { <span><span class="swatch" style="background:var(--accent-soft)"></span>{tr!(lang, "data.import.heads", n = preview.head.len())}</span> }
    });
    let more = (preview.width > Preview::WIDE)
        .then(|| tr!(lang, "data.import.wider", n = preview.width - Preview::WIDE));
    view! {
        <section class="sheet-box" style="margin-top:16px">
            <div class="sheet-bar">
                <b class="rawt">{tr!(lang, "data.import.file")}</b><span class="mute rawn">{size}</span><span style="flex:1"></span>
                {options(page, lang, &pending.about)}
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label=tr!(lang, "data.import.preview")>
                <table class="raw"><thead><tr><th scope="col"></th>{head.collect_view()}</tr></thead><tbody>{rows}</tbody></table>
            </div>
            <div class="status">{heads}<span class="mute">{more}</span></div>
        </section>
    }
    .into_any()
}

/// Which sheet of a workbook, or the encoding of a text file.
fn options(page: Page, lang: Lang, about: &About) -> Option<AnyView> {
    if let Some(encoding) = &about.encoding {
        let all = ENCODINGS.iter().map(|e| {
            view! { <option value=*e selected=e == encoding>{e.to_uppercase()}</option> }
        });
        let choose = move |event| page.read_again(&event_target_value(&event));
        return Some(view! {
            <label class="inl">{tr!(lang, "data.import.encoding")}" "<span class="inp sel sm"><select on:change=choose>{all.collect_view()}</select></span></label>
        }.into_any());
    }
    if about.sheets.len() < 2 {
        return None;
    }
    let sheets = about.sheets.iter().cloned().enumerate().map(|(at, name)| {
        view! { <option value=at.to_string() selected=at == about.at>{name}</option> }
    });
    let choose = move |event| {
        if let Ok(at) = event_target_value(&event).parse() {
            page.take_sheet(at);
        }
    };
    Some(view! {
        <label class="inl">{tr!(lang, "data.import.sheet")}" "<span class="inp sel sm"><select on:change=choose>{sheets.collect_view()}</select></span></label>
    }.into_any())
}
