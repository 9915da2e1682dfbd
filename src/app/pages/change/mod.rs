//! The change step: areas, dynamic degrees, diversity, broad groups, transition.

mod degrees;
mod figure;
mod keys;
mod transition;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::components::page_head::{Fault, PageHead};
use crate::app::components::working::Working;
use crate::app::session::Session;
use crate::app::url_state::Step;
use crate::core::number::signed;
use crate::steps::change::ChangeStep;
use crate::tr;
use crate::words::Lang;

type Shown = Signal<Arc<ChangeStep>>;

/// The page.
#[component]
pub fn Change() -> impl IntoView {
    let session = Session::get();
    let kept = session.results.change();
    let fault = Signal::derive(move || kept.get().fault.map(|problem| session.say(&problem)));
    let first = kept.get_untracked().value;
    view! {
        <Fault sentence=fault />
        {first.map(|first| {
            let shown: Shown = Signal::derive(move || kept.get().value.unwrap_or_else(|| first.clone()));
            view! { <Body shown /> }
        })}
    }
}

#[component]
fn Body(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let about = Signal::derive(move || {
        let lang = session.lang();
        let years = shown.get().years.clone();
        let span = years
            .first()
            .zip(years.last())
            .map(|(a, b)| tr!(lang, "change.span", from = a, to = b));
        vec![lang.pick(&session.study().title).to_owned()]
            .into_iter()
            .chain(span)
            .collect::<Vec<_>>()
    });
    let question = Signal::derive(move || tr!(session.lang(), "change.question").to_owned());
    let lede = Signal::derive(move || lede(session.lang(), &shown.get()));
    let has_areas = Memo::new(move |_| shown.get().classes.iter().any(|c| c.known));
    view! {
        <PageHead step=Step::Change about question lede />
        {move || if has_areas.get() {
            view! {
                <div class="cols">
                    <figure::AreaFigure shown />
                    <keys::Keys shown />
                </div>
                <section class="section cols even">
                    <degrees::Areas shown />
                    <degrees::Degrees shown />
                </section>
            }.into_any()
        } else {
            view! { <div class="empty">{move || tr!(session.lang(), "change.empty")}</div> }.into_any()
        }}
        <div class="forecast-working"><Working /></div>
        <transition::TransitionSection shown />
    }
}

/// The class that moved most over the whole time, and where the printed degrees part from ours.
fn lede(lang: Lang, step: &ChangeStep) -> (String, Vec<(&'static str, String)>) {
    let last = step.periods.len().saturating_sub(1);
    let fastest = step
        .classes
        .iter()
        .filter_map(|c| Some((c, c.degrees.get(last)?.as_ref().ok()?.percent_per_year)))
        .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
    let Some((class, degree)) = fastest else {
        return (tr!(lang, "change.lede.none").to_owned(), Vec::new());
    };
    let mut message = tr!(lang, "change.lede.fastest").to_owned();
    let mut values = vec![
        ("class", lang.name(&format!("line.{}", class.class))),
        ("degree", signed(degree, 2)),
        (
            "known",
            step.classes.iter().filter(|c| c.known).count().to_string(),
        ),
    ];
    if let Some((divisor, intervals)) = step.wrong_divisor() {
        message.push_str(tr!(lang, "change.lede.divisor"));
        values.push(("divisor", crate::core::number::significant(divisor, 3)));
        values.push(("intervals", intervals.to_string()));
    }
    (message, values)
}
