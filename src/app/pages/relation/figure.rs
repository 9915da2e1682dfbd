//! Figure 1: degrees in order, with the span between normalisations and what the paper printed.

use leptos::prelude::*;

use super::{Shown, degrees_of, line_name, normalisation_name, order, total_name};
use crate::app::components::figure::{Figure, Walk};
use crate::app::session::Session;
use crate::chart::rows::{DotRow, Dots, dots};
use crate::chart::{Picture, Words};
use crate::core::number::{fixed, signed};
use crate::core::relate::Normalisation;
use crate::job::report::tables;
use crate::steps::relation::RelationStep;
use crate::tr;
use crate::words::Lang;

/// The figure.
#[component]
pub fn DegreeFigure(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let selected = RwSignal::new(Some(0_usize));
    let title = Signal::derive(move || {
        let lang = session.lang();
        tr!(
            lang,
            "relation.figure.title",
            total = super::in_sentence(lang, total_name(lang, shown.get().reference))
        )
    });
    let readout = move || {
        let (lang, step) = (session.lang(), shown.get());
        let at = selected.get().and_then(|i| order(&step).get(i).copied());
        at.map(|i| {
            let ours = step.relation.degrees[i];
            view! {
                <span><b>{line_name(lang, &step.lines[i])}</b></span>
                <span><span class="k">{tr!(lang, "relation.figure.ours")}</span><b>{fixed(ours, 4)}</b></span>
                {step.printed[i].map(|p| view! {
                    <span><span class="k">{tr!(lang, "relation.figure.printed")}</span><b class="t-prt">{fixed(p, 2)}</b></span>
                    <span><span class="k">{tr!(lang, "relation.figure.difference")}</span><b>{signed(p - ours, 2)}</b></span>
                })}
                <span class="mute only-wide">{tr!(lang, "relation.figure.keys_hint")}</span>
            }
        })
        .into_any()
    };
    let key = move || {
        let (lang, step) = (session.lang(), shown.get());
        let others = others(&step);
        view! {
            <div class="keyline">
                <span><i class="k-dot"></i>{normalisation_name(lang, step.relation.options.normalisation)}</span>
                <span><i class="k-bar"></i>{normalisation_name(lang, others[0])}</span>
                <span><i class="k-bar dash"></i>{normalisation_name(lang, others[1])}</span>
                {step.printed.iter().any(Option::is_some).then(|| view! { <span class="t-prt"><i class="k-dia"></i>{tr!(lang, "relation.figure.printed")}</span> })}
            </div>
        }
        .into_any()
    };
    view! {
        <Figure
            number=session.word(|lang| tr!(lang, "relation.figure.number"))
            title=title
            subtitle=session.word(|lang| tr!(lang, "relation.figure.subtitle"))
            draw=move |width| draw(session.lang(), &shown.get(), selected.get(), title.get(), width)
            selected=selected
            walk=Walk::Down
            readout=readout
            controls=key
            source=Signal::derive(move || {
                let lang = session.lang();
                let has_print = shown.get().printed.iter().any(Option::is_some);
                let text = if has_print { tr!(lang, "relation.figure.source") } else { tr!(lang, "relation.figure.source_alone") };
                text.to_owned()
            })
            table=move |()| tables::relation(session.lang(), &shown.get())
            file="grey-relation"
        />
    }
}

/// The two normalisations shown beside the one in use.
fn others(step: &RelationStep) -> [Normalisation; 2] {
    let used = step.relation.options.normalisation;
    let mut rest = [
        Normalisation::Mean,
        Normalisation::MinMaxBenefit,
        Normalisation::Initial,
    ]
    .into_iter()
    .filter(|n| *n != used);
    [
        rest.next().unwrap_or_default(),
        rest.next().unwrap_or_default(),
    ]
}

fn draw(
    lang: Lang,
    step: &RelationStep,
    selected: Option<usize>,
    title: String,
    width: f64,
) -> Picture {
    let others = others(step);
    let order = order(step);
    let rows: Vec<DotRow> = order
        .iter()
        .map(|&i| DotRow {
            rank: step.relation.ranks[i].to_string(),
            name: line_name(lang, &step.lines[i]),
            value: step.relation.degrees[i],
            others: others.map(|n| degrees_of(step, n).map(|d| d.0[i])),
            printed: step.printed[i],
        })
        .collect();
    let finding: Vec<String> = rows
        .iter()
        .map(|r| format!("{} {}", r.name, fixed(r.value, 4)))
        .collect();
    let words = Words {
        title,
        finding: finding.join("; "),
    };
    dots(
        &Dots {
            rows,
            axis: tr!(lang, "relation.figure.axis").to_owned(),
            words,
            selected,
        },
        width,
    )
}
