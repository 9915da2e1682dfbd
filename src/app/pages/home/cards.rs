//! Cases to look at, and the empty sheets for one's own data. A case takes the place of the study only after saying so.

use leptos::html::Button;
use leptos::prelude::*;

use crate::app::components::message::{Message, Tone};
use crate::app::lazy::CaseCard;
use crate::app::session::Session;
use crate::app::shell::go;
use crate::app::url_state::{Step, href};
use crate::chart::thumb;
use crate::core::study::Study;
use crate::exchange::cases;
use crate::steps::ledger::Ledger;
use crate::tr;
use crate::words::{Lang, years};

/// Id of the case that holds empty sheets.
const BLANK: &str = "blank";

/// A case as its card shows it.
#[derive(Clone)]
struct Card {
    id: &'static str,
    study: StoredValue<Study>,
    picture: String,
    fact: Fact,
}

/// How large a case is.
#[derive(Clone, Copy)]
enum Fact {
    /// Lines of its account and years.
    Lines(usize, usize),
    /// Units of its zones and years.
    Units(usize, usize),
}

/// Reads a case once; finished cases first, the empty one last.
fn card(id: &'static str) -> Option<Card> {
    let study = cases::load(id)?;
    let ledger = crate::steps::account::chosen(&study)
        .map(|account| Ledger::of(&account, &study))
        .unwrap_or_default();
    let values = |id: &str| {
        ledger
            .column(id)
            .map_or_else(Vec::new, |c| c.values.clone())
    };
    let picture = if id == BLANK {
        thumb::sheet()
    } else {
        thumb::balance(&values("source"), &values("sink"), &values("net"))
    };
    Some(Card {
        id,
        picture,
        fact: Fact::Lines(study.account.len(), study.years().len()),
        study: StoredValue::new(study),
    })
}

fn card_of(more: CaseCard) -> Card {
    let CaseCard { id, study, picture } = more;
    Card {
        id,
        picture,
        fact: Fact::Units(study.regions.len(), study.years().len()),
        study: StoredValue::new(study),
    }
}

/// The row of cards, and the question before one replaces the study.
#[component]
pub fn Cards(ledger: Memo<Ledger>) -> impl IntoView {
    let session = Session::get();
    let lang = move || session.lang();
    let found = RwSignal::new(cases::ids().filter_map(card).collect::<Vec<Card>>());
    // The other cases are not needed to see the first page.
    Effect::new(move |_| {
        if let Some(rest) = session.rest.get() {
            found.update(|all| {
                for more in (rest.more_cases)() {
                    all.push(card_of(more));
                }
            });
        }
    });
    let asked = RwSignal::new(None::<&'static str>);
    let current = Memo::new(move |_| session.study().case.as_ref().map(|c| c.id.clone()));
    // The card of the case looked at shows the study as it stands.
    let live = Memo::new(move |_| {
        ledger.with(|l| {
            let values = |id: &str| l.column(id).map_or_else(Vec::new, |c| c.values.clone());
            l.has_data()
                .then(|| thumb::balance(&values("source"), &values("sink"), &values("net")))
        })
    });
    let question = move || {
        let id = asked.get()?;
        let card = found.with_untracked(|c| c.iter().find(|c| c.id == id).cloned())?;
        Some(view! { <Question card=card asked=asked /> })
    };
    let cards = move || {
        let current = current.get();
        found
            .get()
            .iter()
            .map(|card| {
                let is_current = current.as_deref() == Some(card.id);
                let picture = live
                    .get()
                    .filter(|_| is_current)
                    .unwrap_or_else(|| card.picture.clone());
                one(session, lang(), card, is_current, picture, asked)
            })
            .collect_view()
    };
    view! {
        <section class="section cases-section">
            <div class="section-head"><h2>{move || tr!(lang(), "home.cases")}</h2></div>
            <div class="cases">{cards}</div>
            <div role="status">{question}</div>
        </section>
    }
}

fn one(
    session: Session,
    lang: Lang,
    card: &Card,
    is_current: bool,
    picture: String,
    asked: RwSignal<Option<&'static str>>,
) -> AnyView {
    let is_blank = card.id == BLANK;
    let title = card.study.with_value(|s| match s.regions.as_slice() {
        [only] if !is_blank => lang.pick(&only.name).to_owned(),
        _ => lang.pick(&s.title).to_owned(),
    });
    let (about, fact) = if is_blank {
        let span = card.study.with_value(|s| years(lang, &s.years()));
        (
            tr!(lang, "home.card.own").to_owned(),
            tr!(lang, "home.card.own_fact", years = span),
        )
    } else {
        let about = lang.find(&format!("home.card.{}", card.id));
        let fact = match card.fact {
            Fact::Lines(lines, years) => {
                tr!(lang, "home.card.fact", lines = lines, years = years)
            }
            Fact::Units(units, years) => {
                tr!(lang, "home.card.fact_units", units = units, years = years)
            }
        };
        (about.unwrap_or_default().to_owned(), fact)
    };
    let inside = view! {
        <span class="pic" inner_html=picture></span>
        <b>{title}</b><span>{about}</span><span class="fact">{fact}</span>
    };
    if is_current {
        let step = card.study.with_value(first_step);
        view! {
            <a class="case" class:own=is_blank aria-current="true" href=href(step) on:click=move |event| go(session, step, &event)>{inside}</a>
        }
        .into_any()
    } else {
        let id = card.id;
        view! {
            <button class="case" class:own=is_blank data-case=id on:click=move |_| asked.set(Some(id))>{inside}</button>
        }
        .into_any()
    }
}

/// Where a case is looked at first.
fn first_step(study: &Study) -> Step {
    if study.case.as_ref().is_some_and(|c| c.id == BLANK) {
        Step::Data
    } else if study.account.is_empty() {
        Step::Zones
    } else {
        Step::Account
    }
}

/// Says what is replaced by what, and that it can be undone.
#[component]
fn Question(card: Card, asked: RwSignal<Option<&'static str>>) -> impl IntoView {
    let session = Session::get();
    let yes = NodeRef::<Button>::new();
    yes.on_load(|button| {
        let _ = button.focus();
    });
    let id = card.id;
    let study = card.study;
    let new = move || study.with_value(|s| session.lang().pick(&s.title).to_owned());
    let replace = move |_| {
        asked.set(None);
        session.working.set(None);
        let study = study.with_value(Study::clone);
        let step = first_step(&study);
        match session.rest.get_untracked() {
            Some(rest) => (rest.open_new)(session, study),
            None => session.put(study),
        }
        if step != Step::Account {
            session.step.set(step);
        }
    };
    let keep = move |_| {
        asked.set(None);
        let card = document().query_selector(&format!("[data-case=\"{id}\"]"));
        if let Some(card) = card.ok().flatten() {
            use wasm_bindgen::JsCast;
            if let Ok(card) = card.dyn_into::<web_sys::HtmlElement>() {
                let _ = card.focus();
            }
        }
    };
    let text = move || {
        let lang = session.lang();
        let old = lang.pick(&session.study().title).to_owned();
        tr!(lang, "home.replace", new = new(), old = old)
    };
    view! {
        <div class="check-note">
            <Message tone=Tone::Warn>
                {text}
                <div class="row">
                    <button class="btn small" node_ref=yes on:click=replace>
                        {move || tr!(session.lang(), "home.replace_yes", new = new())}
                    </button>
                    <button class="btn small" on:click=keep>{move || tr!(session.lang(), "home.replace_no")}</button>
                </div>
            </Message>
        </div>
    }
}
