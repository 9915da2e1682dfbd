//! How units move between classes, in all and by the class of their neighbours.

use std::sync::Arc;

use leptos::prelude::*;

use super::Shown;
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::core::markov::{Homogeneity, MarkovChain};
use crate::core::number::fixed;
use crate::steps::space::MarkovStep;
use crate::tr;
use crate::words::Lang;
use crate::words::space::p_value;

/// The section.
#[component]
pub fn Chain(shown: Shown, is_broken: Memo<bool>) -> impl IntoView {
    let session = Session::get();
    let kept = session.results.markov();
    let fault = move || {
        let fault = kept.get().fault.filter(|_| !is_broken.get());
        fault.map(|problem| session.say(&problem))
    };
    let found = move || {
        shown.track();
        kept.get().value
    };
    view! {
        <section class="section">
            <h2>{session.word(|l| tr!(l, "space.markov.title"))}</h2>
            {move || fault().map(|text| view! { <Message tone=Tone::Warn>{text}</Message> })}
            {move || found().map(|found| tables(session.lang(), found))}
        </section>
    }
}

fn tables(lang: Lang, found: Arc<MarkovStep>) -> AnyView {
    let markov = &found.markov;
    let span = |years: &[i32]| match (years.first(), years.last()) {
        (Some(a), Some(b)) => format!("{a}–{b}"),
        _ => String::new(),
    };
    let note = tr!(
        lang,
        "space.markov.note",
        years = span(&found.years),
        n = markov.all.transitions,
        k = found.classes,
        units = found.units.len()
    );
    let all = chain(lang, tr!(lang, "space.markov.all"), note, &markov.all.chain);
    let spatial = markov.spatial.as_ref().map(|spatial| {
        let by_lag: Vec<AnyView> = spatial
            .by_lag
            .iter()
            .enumerate()
            .map(|(k, of)| {
                let title = tr!(lang, "space.markov.lag", k = k + 1);
                chain(lang, &title, String::new(), of)
            })
            .collect();
        let tested = test(lang, &spatial.test);
        view! {
            <h3>{tr!(lang, "space.markov.spatial")}</h3>
            <div class="cols even">{by_lag}</div>
            <Message tone=Tone::Info><b>{tr!(lang, "space.markov.test")}</b>{" "}{tested}</Message>
        }
    });
    let time = markov.time.as_ref().map(|time| {
        let tested = test(lang, &time.test);
        view! { <Message tone=Tone::Info><b>{tr!(lang, "space.markov.time")}</b>{" "}{tested}</Message> }
    });
    view! { {all}{time}{spatial} }.into_any()
}

fn test(lang: Lang, of: &Homogeneity) -> String {
    let p = |p: Option<f64>| p.map_or_else(|| "—".to_owned(), p_value);
    tr!(
        lang,
        "space.markov.test_text",
        lr = fixed(of.likelihood_ratio, 2),
        q = fixed(of.chi_squared, 2),
        df = of.degrees_of_freedom,
        p = p(of.likelihood_ratio_p),
        pq = p(of.chi_squared_p)
    )
}

/// Probabilities in rows; a row nobody was in has none.
fn chain(lang: Lang, title: &str, note: String, of: &MarkovChain) -> AnyView {
    let classes = of.counts.len();
    let rows: Vec<AnyView> = (0..classes)
        .map(|from| {
            let cells: Vec<_> = (0..classes)
                .map(|to| {
                    let p = of.probabilities[from].as_ref().and_then(|row| row.get(to));
                    let text = p.map_or_else(|| "—".to_owned(), |p| fixed(*p, 3));
                    view! { <td class:diag=from == to>{text}</td> }
                })
                .collect();
            let stay = of.sojourn.get(from).copied().flatten();
            view! {
                <tr>
                    <th scope="row">{from + 1}</th>
                    {cells}
                    <td>{of.starts.get(from).copied().unwrap_or_default()}</td>
                    <td class="hide-n">{stay.map_or_else(|| "—".to_owned(), |s| fixed(s, 1))}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let none = of
        .steady_state
        .is_none()
        .then(|| tr!(lang, "space.markov.no_steady"));
    let steady = of.steady_state.as_ref().map(|shares| {
        let cells: Vec<_> = shares.iter().map(|s| view! { <td>{fixed(*s, 3)}</td> }).collect();
        view! { <tfoot><tr><th scope="row">{tr!(lang, "space.markov.steady")}</th>{cells}<td></td><td class="hide-n"></td></tr></tfoot> }
    });
    let (label, title) = (title.to_owned(), title.to_owned());
    view! {
        <div>
            <div class="scroll bleed" tabindex="0" role="region" aria-label=label>
                <table class="book compact">
                    <caption><b>{title}</b>{note}</caption>
                    <thead><tr>
                        <th class="l" scope="col">{tr!(lang, "space.markov.from")}</th>
                        {(1..=classes).map(|k| view! { <th scope="col">{k}</th> }).collect_view()}
                        <th scope="col">{tr!(lang, "space.markov.n")}</th>
                        <th class="hide-n" scope="col">{tr!(lang, "space.markov.stay")}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                    {steady}
                </table>
            </div>
            {none.map(|text| view! { <p class="tnote">{text}</p> })}
        </div>
    }
    .into_any()
}
