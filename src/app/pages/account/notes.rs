//! What stands under the table: where print differs, how far the two agree, and what is missing.

use leptos::prelude::*;

use crate::app::session::Session;
use crate::core::account::{Agreement, Comparison};
use crate::core::number::fixed;
use crate::core::study::Basis;
use crate::steps::ledger::Ledger;
use crate::tr;
use crate::words::{Lang, column_name, years};

/// Notes of the table.
#[component]
pub fn Notes(ledger: Memo<Ledger>) -> impl IntoView {
    let session = Session::get();
    let says = move || {
        let lang = session.lang();
        let basis = session.study().choices.basis;
        ledger.with(|l| {
            let mut notes: Vec<AnyView> = Vec::new();
            if basis == Basis::Published {
                notes.extend(l.faults.first().map(|_| flagged(&print_faults(lang, l))));
            } else {
                notes.extend(differences(lang, l).map(|text| flagged(&text)));
                notes.extend(l.faults.first().map(|_| plain(print_faults(lang, l))));
            }
            notes.extend(agreement(lang, l).map(plain));
            notes
        })
    };
    view! { {says}<Gaps /> }
}

/// What is missing, and why there is no sum without it.
#[component]
pub fn Gaps() -> impl IntoView {
    let session = Session::get();
    move || {
        let account = session.results.account.get().value?;
        let lines: Vec<_> = account
            .problems
            .iter()
            .map(|problem| view! { <li>{session.say(problem)}</li> })
            .collect();
        (!lines.is_empty()).then(|| {
            view! {
                <div class="tnote">
                    {tr!(session.lang(), "account.gaps")}
                    <ul class="gaps">{lines}</ul>
                </div>
            }
        })
    }
}

fn flagged(text: &str) -> AnyView {
    view! { <p class="tnote"><span class="flag" style="color:var(--warn)">"†"</span>{format!(" {text}")}</p> }
        .into_any()
}

fn plain(text: String) -> AnyView {
    view! { <p class="tnote">{text}</p> }.into_any()
}

/// Counts in the order of the table's columns.
fn counted(ledger: &Ledger) -> impl Iterator<Item = &Agreement> {
    let columns = ledger.columns.iter();
    columns.filter_map(|c| ledger.agreement.iter().find(|a| a.line == c.id))
}

/// How many figures of each line differ from print.
fn differences(lang: Lang, ledger: &Ledger) -> Option<String> {
    let table = ledger.table.as_ref()?;
    let parts: Vec<String> = counted(ledger)
        .filter(|a| !a.off.is_empty())
        .map(|a| {
            tr!(
                lang,
                "account.differs_part",
                line = column_name(lang, &a.line),
                years = years(lang, &a.off)
            )
        })
        .collect();
    (!parts.is_empty()).then(|| {
        let list = parts.join(tr!(lang, "working.semicolon"));
        tr!(lang, "account.differs", table = table, list = list)
    })
}

/// In how many years each line agrees.
fn agreement(lang: Lang, ledger: &Ledger) -> Option<String> {
    let table = ledger.table.as_ref()?;
    let parts: Vec<String> = counted(ledger)
        .map(|a| {
            let line = column_name(lang, &a.line);
            tr!(
                lang,
                "account.agree_part",
                line = line,
                agree = a.agree,
                n = a.of
            )
        })
        .collect();
    let list = parts.join(tr!(lang, "working.list_comma"));
    (!parts.is_empty()).then(|| tr!(lang, "account.agree", table = table, list = list))
}

/// Printed totals that are not the sum of what is printed beside them, and which of the two is wrong where that can be told.
fn print_faults(lang: Lang, ledger: &Ledger) -> String {
    let mut sentences: Vec<String> = Vec::new();
    for total in ["source", "sink", "net"] {
        let of: Vec<&Comparison> = ledger.faults.iter().filter(|f| f.line == total).collect();
        if of.is_empty() {
            continue;
        }
        let list: Vec<String> = of
            .iter()
            .map(|f| {
                let value = fixed(f.printed, ledger.decimals);
                tr!(lang, "account.fault_part", year = f.year, value = value)
            })
            .collect();
        let list = list.join(tr!(lang, "working.list_comma"));
        let line = column_name(lang, total);
        sentences.push(tr!(lang, "account.fault", line = line, list = list));
    }
    let wrong = |total: &str| ledger.faults.iter().any(|f| f.line == total);
    if !wrong("net") && wrong("source") != wrong("sink") {
        let line = column_name(lang, if wrong("source") { "source" } else { "sink" });
        sentences.push(tr!(lang, "account.fault_net_right", line = line));
    }
    sentences.join(tr!(lang, "working.semicolon"))
}
