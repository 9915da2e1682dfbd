//! The first and last lines of the table as written.

use leptos::prelude::*;

use super::Pending;
use crate::app::pages::data::page::Page;
use crate::exchange::paste::{self, PastePlan};
use crate::exchange::workbook::ENCODINGS;
use crate::tr;
use crate::words::Lang;

/// Lines shown from the top.
const TOP: usize = 9;
/// Lines shown from the end.
const END: usize = 2;
/// Columns shown.
const WIDE: usize = 16;

/// Some lines of a table.
pub struct Preview {
    /// Number of the line, counted from 0, and its cells.
    lines: Vec<(usize, Vec<String>)>,
    height: usize,
    width: usize,
    /// Lines of headings.
    head: Vec<usize>,
}

impl Preview {
    pub fn of(text: &str, plan: &PastePlan) -> Self {
        // Of a long text only its two ends are taken apart.
        let (top, end) = ends(text.trim_end());
        let (top, end) = (paste::lines(top), paste::lines(end));
        let height = plan.lines;
        let after_top = TOP.min(height).max(height.saturating_sub(END));
        let cells = |line: &[std::borrow::Cow<'_, str>]| {
            let cells = line.iter().take(WIDE);
            cells.map(|c| c.trim().to_owned()).collect::<Vec<_>>()
        };
        let first = (0..top.len().min(TOP)).map(|l| (l, cells(top.line(l))));
        let last = (after_top..height).filter_map(|l| {
            let from_end = height - l;
            let at = end.len().checked_sub(from_end)?;
            Some((l, cells(end.line(at))))
        });
        Self {
            lines: first.chain(last).collect(),
            height,
            width: plan.width,
            head: plan.head.clone(),
        }
    }
}

/// Bytes of each end of a text that the preview is made from.
const END_BYTES: usize = 32 << 10;

/// The beginning and the end of a text, in whole lines; both are all of a short one.
fn ends(text: &str) -> (&str, &str) {
    if text.len() <= 2 * END_BYTES {
        return (text, text);
    }
    let top = text.floor_char_boundary(END_BYTES);
    let top = text[..top].rfind('\n').map_or(top, |at| at + 1);
    let end = text.ceil_char_boundary(text.len() - END_BYTES);
    let end = text[end..].find('\n').map_or(end, |at| end + at + 1);
    (&text[..top], &text[end..])
}

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
    let preview = pending.preview.clone();
    let size = tr!(
        lang,
        "data.pasted.size",
        rows = preview.height,
        columns = preview.width
    );
    let width = preview.width.min(WIDE);
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
    let more =
        (preview.width > WIDE).then(|| tr!(lang, "data.import.wider", n = preview.width - WIDE));
    view! {
        <section class="sheet-box" style="margin-top:16px">
            <div class="sheet-bar">
                <b class="rawt">{tr!(lang, "data.import.file")}</b><span class="mute rawn">{size}</span><span style="flex:1"></span>
                {options(page, lang)}
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
fn options(page: Page, lang: Lang) -> Option<AnyView> {
    let (book, taken) = page.book.get_untracked()?;
    if let Some(encoding) = &book.encoding {
        let all = ENCODINGS.iter().map(|e| {
            view! { <option value=*e selected=e == encoding>{e.to_uppercase()}</option> }
        });
        let choose = move |event| page.read_again(&event_target_value(&event));
        return Some(view! {
            <label class="inl">{tr!(lang, "data.import.encoding")}" "<span class="inp sel sm"><select on:change=choose>{all.collect_view()}</select></span></label>
        }.into_any());
    }
    let names: Vec<String> = book.shown().iter().map(|s| s.name.clone()).collect();
    let sheets = names.into_iter().enumerate().map(|(at, name)| {
        view! { <option value=at.to_string() selected=at == taken>{name}</option> }
    });
    let choose = move |event| {
        if let Ok(at) = event_target_value(&event).parse() {
            page.take_sheet(&book, at);
        }
    };
    Some(view! {
        <label class="inl">{tr!(lang, "data.import.sheet")}" "<span class="inp sel sm"><select on:change=choose>{sheets.collect_view()}</select></span></label>
    }.into_any())
}
