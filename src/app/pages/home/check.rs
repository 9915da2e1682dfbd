//! How far the account agrees with the paper, in a message.

use leptos::prelude::*;

use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::app::shell::go;
use crate::app::url_state::{Step, href};
use crate::core::study::Basis;
use crate::steps::ledger::Ledger;
use crate::tr;
use crate::words::{Lang, column_name, years};

/// The message; nothing where no paper is at hand.
#[component]
pub fn PaperCheck(ledger: Memo<Ledger>) -> impl IntoView {
    let session = Session::get();
    move || {
        let lang = session.lang();
        let basis = session.study().choices.basis;
        ledger.with(|l| {
            let table = l.table.clone()?;
            let (text, is_good) = says(lang, l, basis)?;
            let tone = if is_good { Tone::Ok } else { Tone::Warn };
            let subject = tr!(lang, "home.check.subject", table = table);
            Some(view! {
                <div class="check-note">
                    <Message tone=tone>
                        <b>{subject.clone()}</b>{format!("\u{3000}{text}")}
                        <a href=href(Step::Account) on:click=move |event| go(session, Step::Account, &event)>
                            {tr!(lang, "home.check.link")}
                        </a>
                    </Message>
                </div>
            })
        })
    }
}

fn says(lang: Lang, ledger: &Ledger, basis: Basis) -> Option<(String, bool)> {
    let net = ledger.agreement.iter().find(|a| a.line == "net")?;
    let mut text = match (net.agree, net.of) {
        (a, n) if a == n => tr!(lang, "home.check.net_all", n = n),
        (0, n) => tr!(lang, "home.check.net_none", n = n),
        (a, n) => tr!(lang, "home.check.net_some", agree = a, n = n),
    };
    if basis == Basis::Inputs {
        text.push_str(tr!(lang, "home.check.basis"));
    }
    for total in ["source", "sink", "net"] {
        let wrong: Vec<i32> = ledger
            .faults
            .iter()
            .filter(|f| f.line == total)
            .map(|f| f.year)
            .collect();
        if !wrong.is_empty() {
            let line = column_name(lang, total);
            let years = years(lang, &wrong);
            text.push_str(&tr!(
                lang,
                "home.check.faults",
                line = line,
                n = wrong.len(),
                years = years
            ));
        }
    }
    text.push_str(tr!(lang, "home.check.stop"));
    text.push(' ');
    Some((text, net.agree == net.of && ledger.faults.is_empty()))
}
