//! The account step: what is emitted, what is taken up, what is left.

pub(super) mod figure;
mod head;
mod notes;
mod table;

use leptos::prelude::*;

use crate::app::components::message::{Message, Tone};
use crate::app::components::working::{Opened, Working, close};
use crate::app::session::Session;
use crate::app::shell::go;
use crate::app::url_state::{Step, href};
use crate::core::study::Basis;
use crate::steps::ledger::Ledger;
use crate::tr;
use crate::words::left_out;
pub use figure::source_line;
pub use head::region_name;

/// Least width at which the drawer stands beside the table.
const WIDE: f64 = 1121.0;

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let session = Session::get();
    let ledger = Memo::new(move |_| {
        let account = session.results.account.get().value;
        account.map_or_else(Ledger::default, |a| Ledger::of(&a, &session.study()))
    });
    let selected = RwSignal::new(Some(0));
    open_first(session, ledger);
    // A number opened is the year looked at, too.
    Effect::new(move |_| {
        if let Some(Opened::Account { year, .. }) = session.working.get() {
            let at = ledger.with_untracked(|l| l.years.iter().position(|y| *y == year));
            if at.is_some() && selected.get_untracked() != at {
                selected.set(at);
            }
        }
    });
    let is_open = Memo::new(move |_| session.working.with(Option::is_some));
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close(session);
        }
    };
    let fault = move || {
        let fault = session.results.account.get().fault?;
        let text = session.say(&fault);
        Some(view! { <div class="stack-note"><Message tone=Tone::Error>{text}</Message></div> })
    };
    let has_data = Memo::new(move |_| ledger.with(Ledger::has_data));
    let without = move || {
        let lang = session.lang();
        let account = session.results.account.get().value?;
        let study = session.study();
        let columns = study.sheets.iter().flat_map(|s| &s.columns);
        let bad = columns
            .flat_map(|c| c.cells.iter())
            .filter(|c| c.is_bad())
            .count();
        let lines = left_out(lang, &account).map(|list| tr!(lang, "home.without", list = list));
        let cells = (bad > 0 && study.choices.basis != Basis::Published)
            .then(|| tr!(lang, "account.bad_cells", n = bad));
        let text = [lines, cells]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
        (!text.is_empty()).then(
            || view! { <div class="stack-note"><Message tone=Tone::Warn>{text}</Message></div> },
        )
    };
    view! {
        <div on:keydown=escape>
            <head::Head />
            {fault}
            {without}
            {move || if has_data.get() {
                view! {
                    <div class="cols" class:wide-aside=move || is_open.get() class:no-aside=move || !is_open.get()>
                        <div class="stack">
                            <figure::AccountFigure ledger=ledger selected=selected />
                            <div>
                                <table::LedgerTable ledger=ledger selected=selected />
                                <notes::Notes ledger=ledger />
                            </div>
                        </div>
                        <Working />
                    </div>
                }.into_any()
            } else {
                view! { <Empty /> }.into_any()
            }}
        </div>
    }
}

/// Nothing to account for yet.
#[component]
fn Empty() -> impl IntoView {
    let session = Session::get();
    view! {
        <div class="empty">
            <p>{move || tr!(session.lang(), "account.empty")}</p>
            <p><a href=href(Step::Data) on:click=move |event| go(session, Step::Data, &event)>
                {move || tr!(session.lang(), "account.empty_link")}
            </a></p>
            <notes::Gaps />
        </div>
    }
}

/// On a wide screen the page opens with one working beside the table, so that it is seen that numbers open.
fn open_first(session: Session, ledger: Memo<Ledger>) {
    let width = window()
        .inner_width()
        .ok()
        .and_then(|w| w.as_f64())
        .unwrap_or(0.0);
    if width < WIDE || session.working.with_untracked(Option::is_some) {
        return;
    }
    let first = ledger.with_untracked(|l| {
        let known = |id: &str| l.value(id, 0).is_some();
        let line = if known("farm") {
            Some("farm".to_owned())
        } else {
            l.columns
                .iter()
                .find(|c| known(&c.id))
                .map(|c| c.id.clone())
        };
        line.zip(l.years.first().copied())
    });
    if let Some((line, year)) = first {
        session.working.set(Some(Opened::Account { line, year }));
    }
}
