//! The parts of a working as they stand in the drawer.

use std::cell::OnceCell;

use leptos::prelude::*;

use crate::app::components::message::{Message, Tone};
use crate::core::explain::{self, Equation, Section, Symbol, TermRow, TermTable, Words, Working};
use crate::tr;
use crate::words::{Lang, quantity, said};

/// All parts in order.
pub fn sections(lang: Lang, working: &Working) -> Vec<AnyView> {
    working.sections.iter().map(|s| section(lang, s)).collect()
}

fn section(lang: Lang, section: &Section) -> AnyView {
    match section {
        Section::Note {
            tone,
            subject,
            text,
        } => note(*tone, said(lang, subject), said(lang, text)),
        Section::Formula {
            heading,
            formula,
            symbols,
        } => view! {
            <section>
                <h3>{said(lang, heading)}</h3>
                {formula_box(lang, explain::mathml(formula).unwrap_or_default().to_owned(),
                    explain::latex(formula).unwrap_or_default().to_owned())}
                {legend(lang, symbols)}
            </section>
        }
        .into_any(),
        Section::Numbers { heading, equation } => view! {
            <section>
                <h3>{said(lang, heading)}</h3>
                {numbers(lang, equation)}
            </section>
        }
        .into_any(),
        Section::Terms(table) => view! {
            <section><div class="scroll" tabindex="0" role="region" aria-label=tr!(lang, "working.terms")>{terms(lang, table)}</div></section>
        }
        .into_any(),
        Section::Facts(facts) => {
            let semicolon = tr!(lang, "working.semicolon");
            let rows = facts.iter().map(|(heading, texts)| {
                let texts: Vec<String> = texts.iter().map(|w| said(lang, w)).collect();
                view! { <dt>{said(lang, heading)}</dt><dd>{texts.join(semicolon)}</dd> }
            });
            view! { <section><dl class="dl">{rows.collect_view()}</dl></section> }.into_any()
        }
    }
}

fn note(tone: explain::Tone, subject: String, text: String) -> AnyView {
    let tone = match tone {
        explain::Tone::Info => Tone::Info,
        explain::Tone::Ok => Tone::Ok,
        explain::Tone::Warn => Tone::Warn,
        explain::Tone::Error => Tone::Error,
    };
    view! { <section><Message tone=tone><b>{subject}</b>"\u{3000}"{text}</Message></section> }
        .into_any()
}

fn numbers(lang: Lang, equation: &Equation) -> AnyView {
    let unit = lang.unit(&equation.unit);
    formula_box(lang, equation.mathml(&unit), equation.plain(&unit))
}

/// A formula that scrolls when it is wider than the drawer; text where the browser draws no MathML.
fn formula_box(lang: Lang, mathml: String, plain: String) -> AnyView {
    let label = tr!(lang, "working.formula");
    if draws_mathml() && !mathml.is_empty() {
        view! { <div class="formula" tabindex="0" role="group" aria-label=label inner_html=mathml></div> }.into_any()
    } else {
        view! { <pre class="formula" tabindex="0" role="group" aria-label=label>{plain}</pre> }
            .into_any()
    }
}

/// Whether the browser knows MathML; asked once.
fn draws_mathml() -> bool {
    thread_local! {
        static KNOWN: OnceCell<bool> = const { OnceCell::new() };
    }
    KNOWN.with(|known| {
        *known.get_or_init(|| {
            js_sys::Reflect::has(&window(), &"MathMLElement".into()).unwrap_or(false)
        })
    })
}

fn legend(lang: Lang, symbols: &[(Symbol, Words)]) -> AnyView {
    let comma = tr!(lang, "working.legend_comma");
    let parts = symbols.iter().enumerate().map(|(i, (symbol, meaning))| {
        let index = symbol.index.clone();
        view! {
            {(i > 0).then_some(comma)}
            <i>{symbol.base.clone()}{(!index.is_empty()).then(|| view! { <sub>{index}</sub> })}</i>
            {format!(" {}", said(lang, meaning))}
        }
    });
    view! { <p class="tnote">{parts.collect_view()}</p> }.into_any()
}

fn terms(lang: Lang, table: &TermTable) -> AnyView {
    let head = table.head.iter().enumerate().map(|(i, words)| {
        view! { <th scope="col" class:l=i == 0>{said(lang, words)}</th> }
    });
    let rows = table.rows.iter().map(|row| term_row(lang, row));
    view! {
        <table class="book compact">
            <thead><tr>{head.collect_view()}</tr></thead>
            <tbody>{rows.collect_view()}</tbody>
            {table.total.as_ref().map(|row| view! { <tfoot>{term_row(lang, row)}</tfoot> })}
        </table>
    }
    .into_any()
}

fn term_row(lang: Lang, row: &TermRow) -> AnyView {
    let cells = row.cells.iter().map(|cell| {
        let parts = cell.iter().enumerate().map(|(i, part)| {
            let (number, unit) = quantity(lang, part);
            let sign = match (i, part.divides) {
                (0, false) => "",
                (_, true) => " ÷ ",
                (_, false) => " × ",
            };
            let unit = (!unit.is_empty()).then(|| view! { <span class="unit">{unit}</span> });
            view! { <span class="nowrap">{sign}{number}{unit}</span>" " }
        });
        view! { <td>{parts.collect_view()}</td> }
    });
    view! { <tr><th scope="row">{said(lang, &row.name)}</th>{cells.collect_view()}</tr> }.into_any()
}
