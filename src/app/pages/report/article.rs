//! The report as it stands on paper: draws a [`Paper`], and the pictures it names.

use leptos::prelude::*;

use crate::app::pages::account::figure as balance;
use crate::app::pages::forecast::charts;
use crate::chart::Picture;
use crate::chart::stack::stack;
use crate::core::explain;
use crate::exchange::paper::{Block, Paper, Span};
use crate::exchange::table::DataTable;
use crate::job::report::{ACCOUNT_FIGURE, FORECAST_FIGURE, Findings};
use crate::steps::ledger::Ledger;
use crate::words::{Lang, basis_name};

/// Width figures are drawn for, px: the text of an A4 page with its margins.
const WIDE: f64 = 612.0;

/// A figure of the report by its id.
pub fn picture(lang: Lang, findings: &Findings<'_>, id: &str) -> Option<Picture> {
    match (id, findings.forecast) {
        (ACCOUNT_FIGURE, _) => {
            let ledger = Ledger::of(findings.account, findings.study);
            Some(stack(
                &balance::picture_data(&ledger, lang, false, false),
                WIDE,
            ))
        }
        (FORECAST_FIGURE, Some(step)) => {
            let reading = charts::Reading {
                basis: basis_name(lang, findings.study, step.basis),
                log: false,
                selected: None,
                width: WIDE,
            };
            Some(charts::path_picture(lang, step, reading))
        }
        _ => None,
    }
}

/// The sheet of paper.
pub fn article(lang: Lang, findings: &Findings<'_>, paper: Paper) -> AnyView {
    let [left, right] = paper.running;
    let blocks: Vec<AnyView> = paper
        .blocks
        .into_iter()
        .map(|block| draw(block, |id| picture(lang, findings, id)))
        .collect();
    view! {
        <article class="a4">
            <header class="run"><span>{left}</span><span>{right}</span></header>
            <h1>{paper.title}</h1>
            <p class="meta">{paper.about}</p>
            <div class="abs">{text(paper.summary)}</div>
            {blocks}
        </article>
    }
    .into_any()
}

fn draw(block: Block, picture: impl Fn(&str) -> Option<Picture>) -> AnyView {
    match block {
        Block::Heading(heading) => view! { <h2>{heading}</h2> }.into_any(),
        Block::Paragraph(spans) => view! { <p>{text(spans)}</p> }.into_any(),
        Block::Formula { id, number } => formula(&id, number),
        Block::Figure {
            id,
            caption,
            source,
            instead,
        } => match picture(&id) {
            Some(drawn) => figure(caption, drawn, source),
            None => view! { <p>{instead}</p> }.into_any(),
        },
        Block::Table {
            caption,
            data,
            note,
        } => table(caption, data, note),
        Block::List(items) => {
            let items = items.into_iter().map(|item| view! { <li>{item}</li> });
            view! { <ol class="conv">{items.collect_view()}</ol> }.into_any()
        }
    }
}

fn text(spans: Vec<Span>) -> Vec<AnyView> {
    let draw = |span| match span {
        Span::Plain(text) => text.into_any(),
        Span::Strong(text) => view! { <b>{text}</b> }.into_any(),
        Span::Number(text) => view! { <b class="num">{text}</b> }.into_any(),
    };
    spans.into_iter().map(draw).collect()
}

/// A three-line table with its number and title.
fn table(caption: String, data: DataTable, note: Option<String>) -> AnyView {
    let head = data.head.into_iter().enumerate();
    let head = head.map(|(i, text)| view! { <th scope="col" class:l=i == 0>{text}</th> });
    let rows = data.rows.into_iter().map(|row| {
        let cells = row.into_iter().enumerate().map(|(i, text)| {
            if i == 0 {
                view! { <th scope="row">{text}</th> }.into_any()
            } else {
                view! { <td>{text}</td> }.into_any()
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let label = caption.clone();
    view! {
        <div class="rs" tabindex="0" role="region" aria-label=label><table class="book r"><caption>{caption}</caption>
            <thead><tr>{head.collect_view()}</tr></thead><tbody>{rows.collect_view()}</tbody></table></div>
        {note.map(|text| view! { <p class="tn">{text}</p> })}
    }
    .into_any()
}

/// A figure with its number, title and source.
fn figure(caption: String, picture: Picture, source: String) -> AnyView {
    view! {
        <figure class="rf"><div inner_html=picture.svg></div><figcaption>{caption}<br /><small>{source}</small></figcaption></figure>
    }
    .into_any()
}

/// A formula with its number at the right.
fn formula(id: &str, number: String) -> AnyView {
    let mathml = explain::mathml(id).unwrap_or_default().to_owned();
    let label = number.clone();
    view! { <div class="eq" tabindex="0" role="group" aria-label=label><span inner_html=mathml></span><span>{number}</span></div> }.into_any()
}
