//! Question, sentence, and which figures and region the page is about.

use leptos::prelude::*;

use crate::app::components::rich::phrases;
use crate::app::components::segment::Segment;
use crate::app::session::Session;
use crate::app::url_state::Step;
use crate::core::study::Basis;
use crate::steps::ledger::printed_for;
use crate::tr;
use crate::words;

/// The head of the page.
#[component]
pub fn Head() -> impl IntoView {
    let session = Session::get();
    let lang = move || session.lang();
    let step = move || format!("{} {}", Step::Account.number(), Step::Account.name(lang()));
    let region = move || region_name(session);
    let years = move || span(session);
    let has_print = Memo::new(move |_| {
        let study = session.study();
        study
            .published
            .as_ref()
            .is_some_and(|p| p.account.is_some())
    });
    let has_regions = Memo::new(move |_| session.study().regions.len() > 1);
    view! {
        <div class="page-head">
            <p class="eyebrow"><span>{step}</span><span>{region}</span><span>{years}</span></p>
            <h1>{move || phrases(tr!(lang(), "account.question"))}</h1>
            <p class="lede">{move || tr!(lang(), "account.lede")}</p>
            <div class="row basis">
                {move || has_regions.get().then(|| view! { <RegionPicker /> })}
                {move || has_print.get().then(|| view! { <BasisSwitch /> })}
            </div>
        </div>
    }
}

/// Name of the region looked at, or that all are added up.
pub fn region_name(session: Session) -> String {
    words::region_name(session.lang(), &session.study())
}

/// First and last year of the account.
pub fn span(session: Session) -> String {
    let lang = session.lang();
    let account = session.results.account.get().value;
    let years = account.and_then(|a| {
        let mut years = a.keys.iter().map(|k| k.year);
        let first = years.next()?;
        let (low, high) = years.fold((first, first), |(l, h), y| (l.min(y), h.max(y)));
        Some((low, high))
    });
    match years {
        Some((from, to)) if from != to => tr!(lang, "account.years", from = from, to = to),
        Some((year, _)) => tr!(lang, "account.year", year = year),
        None => String::new(),
    }
}

/// Which figures the account is made of, and how far they agree with the printed ones.
#[component]
fn BasisSwitch() -> impl IntoView {
    let session = Session::get();
    let options = move || {
        let (study, lang) = (session.study(), session.lang());
        let table = study.published.as_ref().and_then(|p| p.account.as_ref());
        let number = table.map_or_else(String::new, |t| t.table.clone());
        vec![
            ("inputs", tr!(lang, "account.basis_inputs").to_owned()),
            (
                "published",
                tr!(lang, "account.basis_published", table = number),
            ),
        ]
    };
    let value = move || match session.study().choices.basis {
        Basis::Inputs => "inputs",
        Basis::Published => "published",
    };
    let choose = move |id: &'static str| {
        let basis = if id == "published" {
            Basis::Published
        } else {
            Basis::Inputs
        };
        if session.study_now().choices.basis != basis {
            session.choose(|s| s.choices.basis = basis);
        }
    };
    let says = move || {
        let study = session.study();
        let account = session.results.account.get().value?;
        let table = printed_for(&study, study.choices.region.as_deref())?;
        let rows = crate::core::account::compare(&account, table);
        let agree = rows.iter().filter(|r| r.agrees()).count();
        let lang = session.lang();
        Some(match (agree, rows.len()) {
            (_, 0) => return None,
            (a, n) if a == n => tr!(lang, "account.agree_all", table = table.table, n = n),
            (a, n) => tr!(
                lang,
                "account.agree_some",
                table = table.table,
                agree = a,
                n = n
            ),
        })
    };
    view! {
        <Segment label=Signal::derive(move || tr!(session.lang(), "account.basis").to_owned())
            options=Signal::derive(options) value=Signal::derive(value) on_choose=Callback::new(choose) />
        <span class="mute" role="status">{says}</span>
    }
}

/// One region, or all added up.
#[component]
fn RegionPicker() -> impl IntoView {
    let session = Session::get();
    let options = move || {
        let (study, lang) = (session.study(), session.lang());
        let chosen = study.choices.region.clone();
        let all = (String::new(), tr!(lang, "account.all_regions").to_owned());
        let regions = study
            .regions
            .iter()
            .map(|r| (r.code.clone(), lang.pick(&r.name).to_owned()));
        std::iter::once(all)
            .chain(regions)
            .map(|(code, name)| {
                let is_chosen = chosen.as_deref().unwrap_or_default() == code;
                view! { <option value=code selected=is_chosen>{name}</option> }
            })
            .collect_view()
    };
    let choose = move |event| {
        let code = event_target_value(&event);
        session.choose(|s| s.choices.region = (!code.is_empty()).then_some(code));
    };
    view! {
        <span class="inp sel">
            <select aria-label=move || tr!(session.lang(), "account.region") on:change=choose>{options}</select>
        </span>
    }
}
